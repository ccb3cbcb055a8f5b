/** Two clocks of a machine differ by a little all the time. */
const DRIFT_MILLIS = 100;

/**
 * A clock that never goes back, and goes on while that of the machine stands still or was set back: it takes the
 * machine's leaps forward, and otherwise the time that has passed. Thus no answer lasts longer than it says because
 * somebody set a clock.
 */
export class SteadyClock {
  #millis: number;
  #at: number;

  constructor(
    private readonly wall: () => number,
    private readonly passing: () => number,
  ) {
    this.#millis = wall();
    this.#at = passing();
  }

  /** Milliseconds since 1970, less than ever before by the drift at most. */
  millis(): number {
    const passed = this.#millis + this.passing() - this.#at;
    const told = this.wall();
    if (told > passed + DRIFT_MILLIS) {
      this.saw(told);
    }
    return Math.floor(Math.max(told, passed));
  }

  /** It is not earlier than this. */
  saw(millis: number): void {
    const now = this.passing();
    if (millis > this.#millis + now - this.#at) {
      this.#millis = millis;
      this.#at = now;
    }
  }
}

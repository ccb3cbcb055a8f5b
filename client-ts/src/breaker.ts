import type { ClientMetrics } from './options.js';

const FAILURES = 5;
const SHORTEST_MILLIS = 500;
const LONGEST_MILLIS = 10_000;

/**
 * Holds requests back for a while when several in a row were not answered; then lets one through to see. A server that
 * is away is not asked by everybody all the time, and nobody waits for it.
 */
export class Breaker {
  #failures = 0;
  #heldUntil = 0;
  #held = false;
  #looking = false;
  #next = SHORTEST_MILLIS;

  constructor(
    private readonly passing: () => number,
    private readonly metrics: ClientMetrics,
  ) {}

  /** Whether a request may be sent; whoever sends one says what became of it. */
  lets(): boolean {
    if (!this.#held) {
      return true;
    }
    if (this.#looking || this.passing() < this.#heldUntil) {
      return false;
    }
    this.#looking = true;
    return true;
  }

  /** How long no request is let through; zero if one is. */
  leftMillis(): number {
    return this.#held ? Math.max(0, this.#heldUntil - this.passing()) : 0;
  }

  /** The server has answered. */
  answered(): void {
    this.#failures = 0;
    this.#next = SHORTEST_MILLIS;
    this.#looking = false;
    if (this.#held) {
      this.#held = false;
      this.metrics.breaker?.(false);
    }
  }

  /** No answer came. */
  failed(): void {
    this.#failures++;
    if (this.#looking || (!this.#held && this.#failures >= FAILURES)) {
      const first = !this.#held;
      this.#held = true;
      this.#looking = false;
      this.#heldUntil = this.passing() + this.#next;
      this.#next = Math.min(LONGEST_MILLIS, this.#next * 2);
      if (first) {
        this.metrics.breaker?.(true);
      }
    }
  }
}

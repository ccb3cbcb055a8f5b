import { backoff, isSuccess } from '../calls.js';
import { problemOf, UnavailableError } from '../errors.js';
import { NONE, objects, parsed, text, type Fields } from '../fields.js';
import type { Parts } from '../folder.js';
import { batch, elementOf, type Element } from '../use.js';
import type { Spooled } from './reader.js';
import type { Spool } from './spool.js';

const MOST = 500;
const BYTES_MOST = 1_000_000;
const BAD_REQUEST = 400;
const TOO_LARGE = 413;

/**
 * Delivers what was reported, in order, one request after the other: whatever is not answered is sent again as it was,
 * with the same keys, before anything behind it.
 */
export class Delivery {
  readonly #running: Promise<void>;
  #most = MOST;
  #failures = 0;
  #closed = false;

  constructor(
    private readonly spool: Spool,
    private readonly parts: Pick<Parts, 'calls' | 'answers' | 'options'>,
  ) {
    this.#running = this.#run();
  }

  async #run(): Promise<void> {
    while (!this.#closed) {
      try {
        // Before it is looked, so that nothing is missed that comes meanwhile.
        const changed = this.spool.changed();
        const some = await this.spool.next(this.#most, BYTES_MOST);
        if (some.length === 0) {
          await changed;
        } else {
          await this.#deliver(some);
        }
      } catch (failure) {
        // Whatever it is, reports wait on disk, and their state tells why.
        const asked = failure instanceof UnavailableError ? failure.retryAfterMillis : undefined;
        await this.#failed(failure instanceof Error ? failure.message : String(failure), asked);
      }
    }
  }

  async #failed(why: string, askedMillis = 0): Promise<void> {
    this.spool.failed(why);
    this.spool.back();
    const wait = Math.max(backoff(this.#failures++), askedMillis);
    let over = false;
    const timer = setTimeout(() => {
      over = true;
      this.spool.wake();
    }, wait);
    // A program that has nothing else to do may end: reports are on disk.
    timer.unref();
    while (!over && !this.#closed) {
      await this.spool.changed();
    }
    clearTimeout(timer);
  }

  async #deliver(some: readonly Spooled[]): Promise<void> {
    const answer = await this.parts.calls.once(batch(some.map((one) => one.body)));
    if (isSuccess(answer.status)) {
      await this.#settle(some, objects(answer.body, 'answers'));
      return;
    }
    const problem = problemOf(answer.status, answer.body);
    if (answer.status !== BAD_REQUEST && answer.status !== TOO_LARGE) {
      // The key does not work now; that is not the fault of what was reported.
      await this.#failed(`${problem.code}: ${problem.detail}`);
    } else if (some.length > 1) {
      // More than the key may ask at once, or one that spoils all: found by halving.
      this.#most = Math.max(1, Math.floor(some.length / 2));
      this.spool.back();
    } else {
      await this.spool.aside.refused(some[0]!.body, problem, this.parts.options.clock());
      await this.#finish(some, 0);
    }
  }

  /** Takes the answers up to the first that is none yet. */
  async #settle(some: readonly Spooled[], answers: readonly Fields[]): Promise<void> {
    let booked = 0;
    let settled = 0;
    let waits: Element | undefined;
    for (const one of some) {
      const element = elementOf(answers[settled] ?? NONE);
      if (element.isBooked) {
        booked++;
      } else if (element.isTemporary || element.isEarly) {
        waits = element;
        break;
      } else {
        await this.spool.aside.refused(one.body, element.problem, this.parts.options.clock());
      }
      settled++;
    }
    if (settled > 0) {
      await this.#finish(some.slice(0, settled), booked);
    }
    if (waits === undefined) {
      this.#failures = 0;
      this.#most = Math.min(MOST, this.#most * 2);
      this.spool.failed(undefined);
    } else {
      await this.#failed(`${waits.problem.code}: ${waits.problem.detail}`, waits.retryAfterMillis);
    }
  }

  async #finish(done: readonly Spooled[], booked: number): Promise<void> {
    await this.spool.done(done, booked);
    this.parts.options.metrics.delivered?.(booked);
    const organizations = done.map((one) => text(parsed(one.body) ?? NONE, 'organization') ?? '');
    new Set(organizations).forEach((organization) => this.parts.answers.touched(organization));
  }

  /** Ends after the request under way. */
  async close(): Promise<void> {
    this.#closed = true;
    this.spool.wake();
    await this.#running;
  }
}

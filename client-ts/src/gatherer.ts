import type { Calls } from './calls.js';
import { RefusedError, UnavailableError, withKey } from './errors.js';
import { NONE, objects, type Fields } from './fields.js';
import type { WholeOptions } from './options.js';
import { BATCH_MOST, batch, elementOf, usedOf, type Used } from './use.js';

const UNDER_WAY_MOST = 4;

/** A use that waits for its answer. */
interface Waiting {
  readonly key: string;
  /** Frozen: the same in every try. */
  readonly body: string;
  readonly resolve: (used: Used) => void;
  readonly reject: (failure: unknown) => void;
}

/** Gathers uses that are asked at about the same time into one request, and hands each its answer. */
export class Gatherer {
  #waiting: Waiting[] = [];
  readonly #underWay = new Set<Promise<void>>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #closed = false;

  constructor(
    private readonly calls: Calls,
    private readonly options: Pick<WholeOptions, 'gatherForMillis' | 'gatherMost' | 'gatherWaiting'>,
  ) {}

  /**
   * Its answer, when it has come.
   *
   * @throws UnavailableError if too many wait already
   */
  add(key: string, body: string): Promise<Used> {
    if (this.#closed || this.#waiting.length >= this.options.gatherWaiting) {
      const why = this.#closed ? 'the client is closed' : 'too many uses wait';
      return Promise.reject(withKey(new UnavailableError(why), key));
    }
    return new Promise((resolve, reject) => {
      this.#waiting.push({ key, body, resolve, reject });
      if (this.#waiting.length >= this.#most) {
        this.#send();
      } else {
        this.#timer ??= setTimeout(() => this.#send(), this.options.gatherForMillis);
      }
    });
  }

  get #most(): number {
    return Math.min(this.options.gatherMost, BATCH_MOST);
  }

  #send(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    while (this.#waiting.length > 0 && this.#underWay.size < UNDER_WAY_MOST) {
      const some = this.#waiting.splice(0, this.#most);
      const sent = this.#sent(some).finally(() => {
        this.#underWay.delete(sent);
        this.#send();
      });
      this.#underWay.add(sent);
    }
  }

  async #sent(some: readonly Waiting[]): Promise<void> {
    try {
      const answers = await this.#answers(some);
      some.forEach((one, at) => hand(one, answers[at] ?? NONE));
    } catch (failure) {
      if (failure instanceof RefusedError && some.length > 1) {
        await this.#eachAlone(some);
      } else {
        some.forEach((one) => one.reject(withKey(failure, one.key)));
      }
    }
  }

  async #answers(some: readonly Waiting[]): Promise<readonly Fields[]> {
    return objects(await this.calls.ask(batch(some.map((one) => one.body))), 'answers');
  }

  /**
   * If a request of many was refused as a whole, each is asked alone: one of them may be all that is wrong, or there
   * are more than the key may ask at once.
   */
  async #eachAlone(some: readonly Waiting[]): Promise<void> {
    for (const one of some) {
      try {
        hand(one, (await this.#answers([one]))[0] ?? NONE);
      } catch (failure) {
        one.reject(withKey(failure, one.key));
      }
    }
  }

  /** Takes no more, and waits for the answers of what was taken. */
  async close(): Promise<void> {
    this.#closed = true;
    this.#send();
    while (this.#underWay.size > 0) {
      await Promise.all(this.#underWay);
    }
  }
}

function hand(waiting: Waiting, answered: Fields): void {
  const element = elementOf(answered);
  if (element.isBooked) {
    waiting.resolve(usedOf(waiting.key, element.answer));
  } else if (element.isTemporary) {
    const { code, detail } = element.problem;
    const more = element.retryAfterMillis === undefined ? {} : { retryAfterMillis: element.retryAfterMillis };
    waiting.reject(withKey(new UnavailableError(`${code}: ${detail}`, more), waiting.key));
  } else {
    waiting.reject(withKey(new RefusedError(element.problem), waiting.key));
  }
}

import { accessOf, isAnswerTo, nameOf, type Access, type Question } from './access.js';
import type { SteadyClock } from './clock.js';
import { UnavailableError } from './errors.js';
import { text, whole, type Fields } from './fields.js';
import type { PublishedKeys } from './keys.js';
import type { WholeOptions } from './options.js';
import { claims } from './signed-answer.js';

const SECOND_MILLIS = 1_000;

/** A verified answer. */
export interface Kept {
  readonly question: Question;
  readonly access: Access;
  readonly jws: string;
  /** When it must not be used any more. */
  readonly endsAt: number;
  /** Until when it is given without asking; not after its end. */
  readonly freshUntil: number;
}

/** Asks the server; in a hurry, there is a kept answer, so that one try is enough. */
export type Asking = (question: Question, hurry: boolean) => Promise<Fields>;

/**
 * Answers about access, kept as long as they say (X2). Only the signed end counts: being asked, given again or read
 * from disk prolongs nothing.
 */
export class Answers {
  readonly #kept = new Map<string, Kept>();
  readonly #asked = new Map<string, { organization: string; answer: Promise<Access> }>();
  readonly #bookings = new Map<string, number>();
  #changed = false;

  constructor(
    private readonly asking: Asking,
    private readonly keys: PublishedKeys,
    private readonly clock: SteadyClock,
    private readonly options: Pick<WholeOptions, 'freshMillis' | 'answersMost' | 'metrics'>,
  ) {}

  /**
   * The answer to a question: a fresh one that is kept, else the server's, else a kept one that has not ended.
   *
   * @throws RefusedError if the server refuses the question
   * @throws UnavailableError if it cannot be asked and no answer is kept
   */
  async of(question: Question): Promise<Access> {
    const name = nameOf(question);
    const known = this.#kept.get(name);
    if (known !== undefined && this.clock.millis() < known.freshUntil) {
      return known.access;
    }
    try {
      return await this.#askedOnce(question, name, known !== undefined && this.clock.millis() < known.endsAt);
    } catch (failure) {
      const last = this.#kept.get(name);
      if (failure instanceof UnavailableError && last !== undefined && this.clock.millis() < last.endsAt) {
        this.options.metrics.answeredOffline?.();
        return { ...last.access, offline: true };
      }
      throw failure;
    }
  }

  /** Many who ask the same at the same time ask the server once. */
  #askedOnce(question: Question, name: string, hurry: boolean): Promise<Access> {
    const first = this.#asked.get(name);
    if (first !== undefined) {
      return first.answer;
    }
    const before = this.#bookings.get(question.organization);
    const own = {
      organization: question.organization,
      answer: this.asking(question, hurry)
        .then((answer) => this.#taken(question, answer, before))
        .finally(() => {
          if (this.#asked.get(name) === own) {
            this.#asked.delete(name);
          }
        }),
    };
    this.#asked.set(name, own);
    return own.answer;
  }

  /** @param before how often something was booked for the organization before it was asked */
  async #taken(question: Question, answer: Fields, before: number | undefined): Promise<Access> {
    const jws = text(answer, 'jws');
    const verified = jws === undefined ? undefined : await this.keep(question, jws, true);
    if (this.#bookings.get(question.organization) !== before) {
      // It may be from before what was booked meanwhile.
      this.#stale(nameOf(question));
    }
    if (verified !== undefined) {
      return verified;
    }
    // What cannot be verified is believed as far as the connection is, and not kept.
    this.#forget(nameOf(question));
    return accessOf(answer);
  }

  /**
   * Keeps an answer, as long as it says; undefined if nobody can tell that the server gave it.
   *
   * @param fresh whether the server said it just now
   */
  async keep(question: Question, jws: string, fresh: boolean): Promise<Access | undefined> {
    const signed = await claims(jws, this.keys);
    const from = signed && whole(signed, 'iat');
    const until = signed && whole(signed, 'exp');
    if (signed === undefined || from === undefined || until === undefined || !isAnswerTo(question, signed)) {
      return undefined;
    }
    this.clock.saw(from * SECOND_MILLIS);
    const access = accessOf(signed);
    const now = this.clock.millis();
    const endsAt = until * SECOND_MILLIS;
    const name = nameOf(question);
    const known = this.#kept.get(name);
    if (known !== undefined && known.access.at > access.at) {
      // An answer from before does not replace a later one.
      return access;
    }
    if (endsAt > now) {
      this.#makeRoom(now);
      const freshUntil = fresh ? Math.min(endsAt, now + this.options.freshMillis) : 0;
      this.#kept.set(name, { question, access, jws, endsAt, freshUntil });
    } else {
      this.#kept.delete(name);
    }
    this.#changed = true;
    return access;
  }

  /** Something was booked for an organization: the server is asked before its answers are given again. */
  touched(organization: string): void {
    this.#bookings.set(organization, (this.#bookings.get(organization) ?? 0) + 1);
    for (const [name, one] of this.#asked) {
      if (one.organization === organization) {
        this.#asked.delete(name);
      }
    }
    for (const [name, one] of this.#kept) {
      if (one.question.organization === organization) {
        this.#stale(name);
      }
    }
  }

  #stale(name: string): void {
    const known = this.#kept.get(name);
    if (known !== undefined) {
      this.#kept.set(name, { ...known, freshUntil: 0 });
    }
  }

  #forget(name: string): void {
    if (this.#kept.delete(name)) {
      this.#changed = true;
    }
  }

  #makeRoom(now: number): void {
    if (this.#kept.size < this.options.answersMost) {
      return;
    }
    for (const [name, one] of this.#kept) {
      if (one.endsAt <= now) {
        this.#kept.delete(name);
      }
    }
    // If all are still good, any one goes: it is asked for again.
    for (const name of this.#kept.keys()) {
      if (this.#kept.size < this.options.answersMost) {
        return;
      }
      this.#kept.delete(name);
    }
  }

  /** Whether something is kept, or no more, since this was asked last. */
  hasChanged(): boolean {
    const was = this.#changed;
    this.#changed = false;
    return was;
  }

  markChanged(): void {
    this.#changed = true;
  }

  all(): readonly Kept[] {
    return [...this.#kept.values()];
  }
}

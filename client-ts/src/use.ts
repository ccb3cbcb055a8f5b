import type { Surface } from './access.js';
import { isTemporary, type Request } from './calls.js';
import { problemOf, type Problem } from './errors.js';
import { NONE, instant, object, present, text, whole, type Fields } from './fields.js';

/** Units that are used, or were. */
export interface Use {
  /** By which the server knows it again: one key is booked once. A new one if absent. */
  readonly key?: string;
  readonly organization: string;
  readonly resource: string;
  readonly quantity: number;
  /** The consortium on whose behalf. */
  readonly within?: string;
  /** The storage term, where the resource has one. */
  readonly storageYears?: number;
  readonly surface?: Surface;
  /**
   * What was used, such as a keyed hash of the study's UID, never patient data: the same subject is counted once. Each
   * use counts if absent.
   */
  readonly subject?: string;
  /** When it happened; when it is asked or reported if absent. */
  readonly eventAt?: Date;
}

/** A use that was booked, or was known already. */
export interface Used {
  readonly key: string;
  /** `BOOKED`, or what else became of it; more may come. */
  readonly result: string;
  readonly resource?: string;
  /** Units that are left in the pool. */
  readonly available: number;
  /** Units of this use that no pack covered. */
  readonly arrears: number;
  /** Whether it came after the window of its event. */
  readonly late: boolean;
}

/** Units that are held until they are captured or released, or its end. */
export interface Hold {
  /** With which it was made, and by which it is captured and released. */
  readonly key: string;
  readonly organization: string;
  readonly within?: string;
  readonly held: number;
  /** Units that are left besides. */
  readonly available: number;
  /** When what is not captured becomes free by itself. */
  readonly endsAt?: Date;
}

/** What a capture or a release has changed. */
export interface Settled {
  readonly key: string;
  /** Units that are left in the pool. */
  readonly available: number;
  /** Units that are owed. */
  readonly arrears: number;
}

/** The body of `POST /v1/uses`. This text is made once and sent in every try. */
export interface UseBody {
  key: string;
  organization: string;
  resource: string;
  quantity: number;
  within?: string;
  storage_years?: number;
  surface?: Surface;
  subject?: string;
  event_at?: string;
  reported?: boolean;
}

/** The body of `POST /v1/holds`. */
export interface HoldBody {
  key: string;
  organization: string;
  within?: string;
  resource: string;
  quantity: number;
  storage_years?: number;
  hours?: number;
}

/** The body of a capture or a release. */
export interface SettlingBody {
  key: string;
  organization: string;
  within?: string;
  quantity?: number;
}

export function newKey(): string {
  return crypto.randomUUID();
}

/** @param reported whether it has been done already, so that it cannot be refused for want of units */
export function useBody(use: Use, key: string, reported: boolean): UseBody {
  return {
    key,
    organization: use.organization,
    resource: use.resource,
    quantity: use.quantity,
    ...present({
      within: use.within,
      storage_years: use.storageYears,
      surface: use.surface,
      subject: use.subject,
      event_at: use.eventAt?.toISOString(),
      reported: reported || undefined,
    }),
  };
}

export function holdBody(use: Use, key: string, hours?: number): HoldBody {
  const { organization, resource, quantity, within, storageYears } = use;
  return { key, organization, resource, quantity, ...present({ within, storage_years: storageYears, hours }) };
}

export function settlingBody(hold: Hold, key: string, quantity?: number): SettlingBody {
  return { key, organization: hold.organization, ...present({ within: hold.within, quantity }) };
}

export function usedOf(key: string, answer: Fields): Used {
  return {
    key,
    result: text(answer, 'result') ?? '',
    available: whole(answer, 'available') ?? 0,
    arrears: whole(answer, 'arrears') ?? 0,
    late: answer['late'] === true,
    ...present({ resource: text(answer, 'resource') }),
  };
}

export function heldOf(use: Use, key: string, answer: Fields): Hold {
  return {
    key: text(answer, 'hold') ?? key,
    organization: use.organization,
    held: whole(answer, 'held') ?? 0,
    available: whole(answer, 'available') ?? 0,
    ...present({ within: use.within, endsAt: instant(answer, 'ends_at') }),
  };
}

export function settledOf(key: string, answer: Fields): Settled {
  return { key, available: whole(answer, 'available') ?? 0, arrears: whole(answer, 'arrears') ?? 0 };
}

/** What the server takes in one request at most. */
export const BATCH_MOST = 1_000;

/** Many uses in one request. */
export function batch(bodies: readonly string[]): Request {
  return { operation: 'uses.batch', path: '/v1/uses/batch', body: `{"uses":[${bodies.join(',')}]}` };
}

/** The answer to one use of a batch. */
export interface Element {
  readonly isBooked: boolean;
  /** Whether it may be answered otherwise later; so it is if it was not answered at all. */
  readonly isTemporary: boolean;
  /** Whether the clock of the server is behind that of the product: a report waits for it. */
  readonly isEarly: boolean;
  readonly answer: Fields;
  readonly problem: Problem;
  readonly retryAfterMillis?: number;
}

export function elementOf(element: Fields): Element {
  const status = whole(element, 'status') ?? 0;
  const problem = problemOf(status, object(element, 'problem') ?? NONE);
  const seconds = whole(element, 'retry_after_seconds');
  return {
    isBooked: status === 201 || status === 200,
    isTemporary: status === 0 || isTemporary(status),
    isEarly: problem.code === 'EVENT_IN_FUTURE',
    answer: object(element, 'answer') ?? NONE,
    problem,
    ...present({ retryAfterMillis: seconds === undefined ? undefined : seconds * 1_000 }),
  };
}

import { text, type Fields } from './fields.js';

/** Why the server refused something (RFC 9457). */
export interface Problem {
  /** Of HTTP. */
  readonly status: number;
  /** Stable, such as `INSUFFICIENT`; more may come. */
  readonly code: string;
  /** For people. */
  readonly detail: string;
  /** With which the request is found in the server's log; empty if it told none. */
  readonly requestId: string;
}

export function problemOf(status: number, body: Fields): Problem {
  return {
    status,
    code: text(body, 'code') ?? `HTTP_${status}`,
    detail: text(body, 'detail') ?? text(body, 'title') ?? '',
    requestId: text(body, 'request_id') ?? '',
  };
}

/** What keeps a call from being answered. */
export abstract class ScripError extends Error {
  /** The key of what was to be booked: repeat the call with it. Absent if nothing was. */
  readonly key?: string;
}

/**
 * The server has refused a request: repeating it changes nothing as long as the reason lasts. It booked nothing and has
 * not taken the key.
 */
export class RefusedError extends ScripError {
  override readonly name = 'RefusedError';

  constructor(readonly problem: Problem) {
    super(`${problem.code}: ${problem.detail}`);
  }

  /** The stable name of the reason, such as `INSUFFICIENT`. */
  get code(): string {
    return this.problem.code;
  }
}

/**
 * The server could not be reached, or could not answer, within the time that the caller gave. It may have booked:
 * repeat the call with the same key.
 */
export class UnavailableError extends ScripError {
  override readonly name = 'UnavailableError';
  /** How long the server asks to wait. */
  readonly retryAfterMillis?: number;
  /** Whether a request was sent and no answer came, so that it may have been booked. */
  readonly unanswered: boolean;

  constructor(message: string, more: { cause?: unknown; retryAfterMillis?: number; unanswered?: boolean } = {}) {
    super(message, { cause: more.cause });
    if (more.retryAfterMillis !== undefined) {
      this.retryAfterMillis = more.retryAfterMillis;
    }
    this.unanswered = more.unanswered ?? false;
  }
}

/**
 * A report could not be written to disk, because the disk or the spool is full or faulty. It is not accepted: report it
 * again later with the same key. What was accepted before is unharmed.
 */
export class SpoolError extends ScripError {
  override readonly name = 'SpoolError';

  constructor(
    message: string,
    override readonly key: string,
    cause?: unknown,
  ) {
    super(message, { cause });
  }
}

/** The same failure, which tells the key of what was to be booked. Each who waits for it has an own one. */
export function withKey(failure: unknown, key: string): unknown {
  if (failure instanceof RefusedError) {
    return Object.assign(new RefusedError(failure.problem), { key });
  }
  if (failure instanceof UnavailableError) {
    const { message, cause, unanswered, retryAfterMillis } = failure;
    const more = retryAfterMillis === undefined ? {} : { retryAfterMillis };
    return Object.assign(new UnavailableError(message, { cause, unanswered, ...more }), { key });
  }
  return failure;
}

import { Breaker } from './breaker.js';
import { problemOf, RefusedError, UnavailableError } from './errors.js';
import { NONE, parsed, type Fields } from './fields.js';
import type { WholeOptions } from './options.js';

const REQUEST_TIMEOUT = 408;
const TOO_MANY_REQUESTS = 429;
const CLIENT_ERROR = 400;
const SERVER_ERROR = 500;
const NOT_IMPLEMENTED = 501;
const VERSION_NOT_SUPPORTED = 505;
const BACKOFF_MILLIS = 50;
const BACKOFF_MILLIS_MAX = 2_000;
const RETRY_AFTER_MILLIS_MAX = 300_000;

/** A request, the same in every try. */
export interface Request {
  /** Its name for metrics. */
  readonly operation: string;
  readonly path: string;
  /** Absent in a request that reads. */
  readonly body?: string;
  /** Whether it needs no key. */
  readonly open?: boolean;
}

/** What the server answered to one try: a success or a refusal. */
export interface Answer {
  readonly status: number;
  readonly body: Fields;
}

/** Whether the same request may be answered otherwise later. */
export function isTemporary(status: number): boolean {
  return (
    status === REQUEST_TIMEOUT ||
    status === TOO_MANY_REQUESTS ||
    (status >= SERVER_ERROR && status !== NOT_IMPLEMENTED && status !== VERSION_NOT_SUPPORTED)
  );
}

export function isSuccess(status: number): boolean {
  return status < CLIENT_ERROR;
}

/** How long to wait before the next try: longer each time, and not all at the same moment. */
export function backoff(attempt: number): number {
  const most = Math.min(BACKOFF_MILLIS_MAX, BACKOFF_MILLIS * 2 ** Math.min(attempt, 10));
  return most / 2 + Math.random() * (most / 2);
}

function rest(millis: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, millis));
}

/** Sends requests, again if that may help. Each has a key in its body or reads only, so that repeating it does no harm. */
export class Calls {
  readonly #breaker: Breaker;
  readonly #root: string;

  constructor(
    private readonly options: WholeOptions,
    private readonly passing: () => number,
  ) {
    this.#breaker = new Breaker(passing, options.metrics);
    this.#root = options.server.replace(/\/$/, '');
  }

  /**
   * The body of a success, after as many tries as the time allows.
   *
   * @throws RefusedError if the server has refused it
   * @throws UnavailableError if no try was answered
   */
  async ask(request: Request): Promise<Fields> {
    const deadline = this.passing() + this.options.callMaxMillis;
    for (let attempt = 0; ; attempt++) {
      try {
        return await this.asked(request);
      } catch (failure) {
        if (!(failure instanceof UnavailableError)) {
          throw failure;
        }
        const wait = Math.max(backoff(attempt), failure.retryAfterMillis ?? 0);
        if (wait > deadline - this.passing()) {
          throw failure;
        }
        await rest(wait);
      }
    }
  }

  /** The body of a success by one try. */
  async asked(request: Request): Promise<Fields> {
    const answer = await this.once(request);
    if (isSuccess(answer.status)) {
      return answer.body;
    }
    throw new RefusedError(problemOf(answer.status, answer.body));
  }

  /**
   * One try.
   *
   * @throws UnavailableError if there is neither a success nor a refusal
   */
  async once(request: Request): Promise<Answer> {
    if (!this.#breaker.lets()) {
      throw new UnavailableError('the server has not answered lately', {
        retryAfterMillis: this.#breaker.leftMillis(),
      });
    }
    let answered = false;
    try {
      const { response, body } = await this.#sent(request);
      const { status } = response;
      answered = !isTemporary(status) || status === TOO_MANY_REQUESTS;
      if (isTemporary(status)) {
        const problem = problemOf(status, body);
        throw new UnavailableError(`${problem.code}: ${problem.detail}`, retryAfter(response));
      }
      return { status, body };
    } finally {
      if (answered) {
        this.#breaker.answered();
      } else {
        this.#breaker.failed();
      }
    }
  }

  async #sent(request: Request): Promise<{ response: Response; body: Fields }> {
    const begun = this.passing();
    let status = 0;
    try {
      const response = await this.options.fetch(this.#root + request.path, this.#init(request));
      const body = parsed(await response.text());
      // An answer that is no JSON, of a proxy for example, is told by its status alone; but nothing was booked by a
      // success that says nothing.
      if (body === undefined && isSuccess(response.status)) {
        throw new TypeError('the answer is not JSON');
      }
      status = response.status;
      return { response, body: body ?? NONE };
    } catch (cause) {
      throw new UnavailableError(`no answer: ${told(cause)}`, { cause, unanswered: true });
    } finally {
      this.options.metrics.tried?.(request.operation, status, this.passing() - begun);
    }
  }

  #init(request: Request): RequestInit {
    const headers: Record<string, string> = { Accept: 'application/json, application/problem+json' };
    if (request.open !== true) {
      headers['Authorization'] = `Bearer ${this.options.key}`;
    }
    if (this.options.realm !== undefined) {
      headers['Scrip-Realm'] = this.options.realm;
    }
    const init: RequestInit = {
      headers,
      cache: 'no-store',
      credentials: 'omit',
      redirect: 'error',
      signal: AbortSignal.timeout(this.options.tryMaxMillis),
    };
    if (request.body === undefined) {
      return init;
    }
    headers['Content-Type'] = 'application/json';
    return { ...init, method: 'POST', body: request.body };
  }
}

/** Node tells what went wrong in the cause. */
function told(failure: unknown): string {
  const cause = failure instanceof Error && failure.cause !== undefined ? failure.cause : failure;
  return cause instanceof Error ? cause.message : String(cause);
}

function retryAfter(response: Response): { retryAfterMillis?: number } {
  const asked = response.headers.get('Retry-After') ?? '';
  return /^[0-9]{1,9}$/.test(asked)
    ? { retryAfterMillis: Math.min(Number(asked) * 1_000, RETRY_AFTER_MILLIS_MAX) }
    : {};
}

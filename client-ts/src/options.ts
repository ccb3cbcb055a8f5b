import { present } from './fields.js';

/** What a client needs to know. */
export interface ClientOptions {
  /** The address of the server, or of its metering port. */
  readonly server: string;
  /** An API key that may read access and write uses. */
  readonly key: string;
  /** The realm; the live one if absent. */
  readonly realm?: string;
  /**
   * Node.js only: where reports and answers are kept; one client at a time uses it. Without it nothing is kept, so
   * nothing can be reported and a restarted product knows no answers.
   */
  readonly folder?: string;
  /** How long an answer is given again without asking the server whether it has changed. */
  readonly freshMillis?: number;
  /** How long one try of a request may take. */
  readonly tryMaxMillis?: number;
  /** How long a call may take with all its tries. */
  readonly callMaxMillis?: number;
  /** How long uses are gathered into one request. */
  readonly gatherForMillis?: number;
  /** How many at most; the server takes 1,000. */
  readonly gatherMost?: number;
  /** How many uses may wait for their answer. */
  readonly gatherWaiting?: number;
  /** How many answers are kept. */
  readonly answersMost?: number;
  /** How much room reports may take on disk. */
  readonly spoolBytesMax?: number;
  /** Of the realm, in milliseconds since 1970: the machine's, unless it is a sandbox whose clock is moved. */
  readonly clock?: () => number;
  readonly metrics?: ClientMetrics;
  /** What sends requests, if it is not the platform's: by a proxy, for example. */
  readonly fetch?: typeof globalThis.fetch;
}

/** Options with everything that was left out, as most products need it. */
export type WholeOptions = Required<Omit<ClientOptions, 'realm' | 'folder'>> &
  Pick<ClientOptions, 'realm' | 'folder'>;

export function whole(options: ClientOptions): WholeOptions {
  const { server, key } = options;
  return {
    server,
    key,
    freshMillis: 10_000,
    tryMaxMillis: 5_000,
    callMaxMillis: 15_000,
    gatherForMillis: 2,
    gatherMost: 500,
    gatherWaiting: 10_000,
    answersMost: 100_000,
    spoolBytesMax: 1_000_000_000,
    clock: Date.now,
    metrics: {},
    fetch: (input, init) => globalThis.fetch(input, init),
    ...present(options),
  };
}

/** Is told what the client does, to be counted wherever the product counts. What it lacks is not told. */
export interface ClientMetrics {
  /** One try of a request, such as `uses.batch`, has ended; the status is 0 if no answer came. */
  tried?(operation: string, status: number, tookMillis: number): void;
  /** A kept answer was given because the server could not be asked. */
  answeredOffline?(): void;
  /** Requests are held back since too many have failed; or are no more. */
  breaker?(open: boolean): void;
  /** Reported uses were booked. */
  delivered?(uses: number): void;
  /** A reported use was refused and set aside. */
  refused?(code: string): void;
  /** Bytes of the spool could not be read and were set aside. */
  damaged?(bytes: number): void;
}

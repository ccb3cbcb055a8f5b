import type { Answers } from './answers.js';
import type { Calls } from './calls.js';
import type { SteadyClock } from './clock.js';
import type { PublishedKeys } from './keys.js';
import type { WholeOptions } from './options.js';

/** How it stands with what was reported. */
export interface SpoolState {
  /** Reports that are on disk and not booked yet. */
  readonly queued: number;
  /** When the first of them was reported; absent if there is none. */
  readonly oldest?: Date;
  /** Reports that were booked since the client was opened. */
  readonly delivered: number;
  /** Reports that the server refused, set aside until somebody decides. */
  readonly refused: number;
  /** Stretches of bytes that could not be read, set aside. */
  readonly damaged: number;
  /** Why the last delivery failed; absent if it did not. */
  readonly lastError?: string;
}

/** What a client keeps on disk. */
export interface Folder {
  /** Takes a report: it is on disk when the promise resolves. */
  report(body: string, key: string): Promise<void>;
  state(): SpoolState;
  deliverRefusedAgain(): Promise<number>;
  close(): Promise<void>;
}

/** The parts of a client that have to do with what it keeps. */
export interface Parts {
  readonly answers: Answers;
  readonly calls: Calls;
  readonly clock: SteadyClock;
  readonly keys: PublishedKeys;
  readonly options: WholeOptions;
  /** Milliseconds that pass whatever the clock of the machine does. */
  readonly passing: () => number;
}

/** Opens a folder. */
export type OpenFolder = (path: string, parts: Parts) => Promise<Folder>;

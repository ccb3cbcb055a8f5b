import { join } from 'node:path';
import { present } from '../fields.js';
import type { SpoolState } from '../folder.js';
import type { ClientMetrics } from '../options.js';
import { Aside } from './aside.js';
import type { Disk } from './disk.js';
import { found, frame, lengthOf, next, reportedAt } from './frame.js';
import { Lock } from './lock.js';
import { SpoolPosition } from './position.js';
import { SpoolReader, type Spooled } from './reader.js';
import { Segments } from './segments.js';
import { SpoolWriter, type Mark } from './writer.js';

/** Reports on disk, in the order in which they came, until they are booked (X2). */
export class Spool {
  readonly #reader: SpoolReader;
  #queued = 0;
  #delivered = 0;
  #oldest: number | undefined;
  #lastError: string | undefined;
  #wake: (() => void) | undefined;

  private constructor(
    private readonly segments: Segments,
    private readonly lock: Lock,
    readonly aside: Aside,
    private readonly position: SpoolPosition,
    private readonly writer: SpoolWriter,
  ) {
    this.#reader = new SpoolReader(segments, writer, aside, position.mark);
  }

  /** @throws Error if the folder cannot be used, or another client uses it */
  static async open(folder: string, bytesMax: number, metrics: ClientMetrics, disk: Disk): Promise<Spool> {
    const segments = await Segments.in(join(folder, 'spool'));
    const lock = await Lock.take(join(folder, 'lock'));
    try {
      const aside = await Aside.in(join(folder, 'aside'), metrics);
      const position = await SpoolPosition.at(join(folder, 'position'));
      const from = position.mark;
      const looked = await look(segments, from);
      const writer = new SpoolWriter(segments, Math.max(looked.last, from.segment), looked.bytes, bytesMax, disk);
      const spool = new Spool(segments, lock, aside, position, writer);
      spool.#queued = looked.queued;
      spool.#oldest = looked.oldest;
      await spool.#clean(from);
      return spool;
    } catch (failure) {
      await lock.release();
      throw failure;
    }
  }

  /** Adds a report; it is on disk when the promise resolves. */
  async add(body: string, now: number): Promise<void> {
    await this.writer.append(frame(now, body), () => {
      this.#oldest = this.#queued === 0 ? now : this.#oldest;
      this.#queued++;
      this.wake();
    });
  }

  /** The next reports to be delivered; the same again after `back`. */
  async next(most: number, bytesMost: number): Promise<Spooled[]> {
    const all = await this.#reader.next(most, bytesMost);
    this.#oldest = all[0]?.reportedAt ?? this.#oldest;
    return all;
  }

  /** What was read and is not done is read again. */
  back(): void {
    this.#reader.back(this.position.mark);
  }

  /**
   * Reports are done: booked, or set aside.
   *
   * @param booked how many of them were booked
   */
  async done(some: readonly Spooled[], booked: number): Promise<void> {
    const before = this.position.mark;
    const reached = some[some.length - 1]!.end;
    await this.position.write(reached);
    this.#queued -= some.length;
    this.#delivered += booked;
    if (this.#queued === 0) {
      this.#oldest = undefined;
    }
    if (reached.segment !== before.segment) {
      await this.#clean(reached);
    }
  }

  /** Deletes segments that were delivered. */
  async #clean(reached: Mark): Promise<void> {
    for (const segment of await this.segments.numbers()) {
      if (segment < reached.segment) {
        const length = await this.segments.length(segment);
        await this.segments.delete(segment);
        this.writer.gone(segment, length);
      }
    }
  }

  failed(why: string | undefined): void {
    this.#lastError = why;
  }

  state(): SpoolState {
    return {
      queued: Math.max(0, this.#queued),
      delivered: this.#delivered,
      refused: this.aside.refusedCount,
      damaged: this.aside.damagedCount,
      ...present({
        oldest: this.#oldest === undefined ? undefined : new Date(this.#oldest),
        lastError: this.#lastError,
      }),
    };
  }

  /** Waits until something is added, or it is woken. */
  changed(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve;
    });
  }

  wake(): void {
    this.#wake?.();
    this.#wake = undefined;
  }

  async close(): Promise<void> {
    await this.writer.close();
    await this.position.close();
    await this.lock.release();
  }
}

/** What lies in the segments behind a place. */
async function look(segments: Segments, from: Mark) {
  const numbers = await segments.numbers();
  let queued = 0;
  let bytes = 0;
  let oldest: number | undefined;
  for (const number of numbers.filter((n) => n >= from.segment)) {
    const begin = number === from.segment ? from.offset : 0;
    const data = await segments.bytes(number, begin, Infinity);
    bytes += begin + data.length;
    for (let at = 0; at < data.length; ) {
      if (found(data, at) === 'WHOLE') {
        queued++;
        oldest ??= reportedAt(data, at);
        at += lengthOf(data, at);
      } else {
        at = next(data, at + 1);
      }
    }
  }
  return { queued, bytes, oldest, last: numbers[numbers.length - 1] ?? 0 };
}

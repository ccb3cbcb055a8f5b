import { open, type FileHandle } from 'node:fs/promises';
import type { Disk } from './disk.js';
import type { Segments } from './segments.js';

export const SEGMENT_BYTES = 8 * 1024 * 1024;
const TURN_BYTES = 1024 * 1024;

/** A place behind a frame. */
export interface Mark {
  readonly segment: number;
  readonly offset: number;
}

/** A frame that is not on disk yet. */
interface Ticket {
  readonly frame: Buffer;
  readonly onDisk: () => void;
  readonly failed: (why: unknown) => void;
}

/**
 * Appends frames and tells when they are on disk. Those that come at the same time share one write to the disk. What was
 * not written whole is cut off again; if the disk does not confirm what was written, it is written once more elsewhere,
 * since asking again would be told that all is well.
 */
export class SpoolWriter {
  readonly #waiting: Ticket[] = [];
  #waitingBytes = 0;
  readonly #ends = new Map<number, number>();
  #file: FileHandle | undefined;
  #end = 0;
  #turning: Promise<void> | undefined;
  #closed = false;

  /**
   * @param last the number of the last segment there is
   * @param bytes what all of them have
   */
  constructor(
    private readonly segments: Segments,
    private last: number,
    private bytes: number,
    private readonly bytesMax: number,
    private readonly disk: Disk,
  ) {}

  /**
   * Appends a frame.
   *
   * @param onDisk run when it is there, in the order of the frames
   * @throws Error if it is not there, and will not be
   */
  async append(frame: Buffer, onDisk: () => void): Promise<void> {
    if (this.#closed) {
      throw new Error('the client is closed');
    }
    if (this.bytes + this.#waitingBytes + frame.length > this.bytesMax) {
      throw new Error(`the spool has all the bytes that it may have: ${this.bytesMax}`);
    }
    this.#waitingBytes += frame.length;
    await new Promise<void>((resolve, reject) => {
      const told = () => {
        onDisk();
        resolve();
      };
      this.#waiting.push({ frame, onDisk: told, failed: reject });
      this.#turning ??= this.#turn().finally(() => {
        this.#turning = undefined;
      });
    });
  }

  async #turn(): Promise<void> {
    while (this.#waiting.length > 0) {
      const some: Ticket[] = [];
      let bytes = 0;
      while (this.#waiting[0] !== undefined && (bytes === 0 || bytes + this.#waiting[0].frame.length <= TURN_BYTES)) {
        bytes += this.#waiting[0].frame.length;
        some.push(this.#waiting.shift()!);
      }
      await this.#write(some, bytes);
      this.#waitingBytes -= bytes;
    }
  }

  async #write(some: readonly Ticket[], bytes: number): Promise<void> {
    try {
      const file = this.#file === undefined || this.#end + bytes > SEGMENT_BYTES ? await this.#next() : this.#file;
      await this.disk.write(file, together(some), this.#end);
    } catch (full) {
      await this.#cut();
      if (some.length === 1) {
        some[0]!.failed(full);
        return;
      }
      // There may be room for some of them.
      for (const one of some) {
        await this.#write([one], one.frame.length);
      }
      return;
    }
    try {
      await this.disk.confirm(this.#file!);
    } catch (unconfirmed) {
      await this.#elsewhere(some, unconfirmed);
      return;
    }
    this.#confirmed(some, bytes);
  }

  #confirmed(some: readonly Ticket[], bytes: number): void {
    this.#end += bytes;
    this.bytes += bytes;
    some.forEach((ticket) => ticket.onDisk());
  }

  /** Begins a new segment; all is on disk in the one before. */
  async #next(): Promise<FileHandle> {
    const before = this.#file;
    if (before !== undefined) {
      this.#ends.set(this.last, this.#end);
      this.#file = undefined;
      await before.close();
    }
    this.last++;
    this.#end = 0;
    const file = await open(this.segments.file(this.last), 'wx');
    await this.segments.confirm();
    this.#file = file;
    return file;
  }

  /**
   * Cuts off what was not written whole or not confirmed. If that fails too, nothing more is appended there, and it is
   * never read.
   */
  async #cut(): Promise<void> {
    const file = this.#file;
    if (file === undefined) {
      return;
    }
    try {
      await this.disk.cut(file, this.#end);
    } catch {
      this.#ends.set(this.last, this.#end);
      this.#file = undefined;
      await file.close().catch(() => undefined);
    }
  }

  /** Writes what was not confirmed into a new segment. */
  async #elsewhere(some: readonly Ticket[], unconfirmed: unknown): Promise<void> {
    await this.#cut();
    try {
      const file = await this.#next();
      const all = together(some);
      await this.disk.write(file, all, 0);
      await this.disk.confirm(file);
      this.#confirmed(some, all.length);
    } catch (again) {
      await this.#cut();
      const both = new AggregateError([unconfirmed, again], 'the disk does not confirm what is written');
      some.forEach((ticket) => ticket.failed(both));
    }
  }

  /** Up to where a segment may be read: what is on disk. */
  readableEnd(segment: number): number {
    if (segment === this.last && this.#file !== undefined) {
      return this.#end;
    }
    return this.#ends.get(segment) ?? Infinity;
  }

  /** The number of the segment that is written last. */
  get lastSegment(): number {
    return this.last;
  }

  /** A segment has gone. */
  gone(segment: number, length: number): void {
    this.#ends.delete(segment);
    this.bytes -= length;
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#turning;
    const file = this.#file;
    this.#file = undefined;
    if (file !== undefined) {
      this.#ends.set(this.last, this.#end);
      await file.close();
    }
  }
}

function together(some: readonly Ticket[]): Buffer {
  return Buffer.concat(some.map((ticket) => ticket.frame));
}

import type { Aside } from './aside.js';
import { bodyOf, found, lengthOf, next, reportedAt } from './frame.js';
import type { Segments } from './segments.js';
import type { Mark, SpoolWriter } from './writer.js';

/** A report that was read. */
export interface Spooled {
  readonly body: string;
  readonly reportedAt: number;
  /** The place behind it. */
  readonly end: Mark;
}

/**
 * Reads a spool from a place on, in order. A tail that was being written when the program ended is passed over; what is
 * damaged is set aside, and reading goes on behind it.
 */
export class SpoolReader {
  #data: Buffer = Buffer.alloc(0);
  #in = 0;

  constructor(
    private readonly segments: Segments,
    private readonly writer: SpoolWriter,
    private readonly aside: Aside,
    private at: Mark,
  ) {}

  /** The next reports; none if there are none yet. */
  async next(most: number, bytesMost: number): Promise<Spooled[]> {
    const all: Spooled[] = [];
    let bytes = 0;
    while (all.length < most) {
      if (this.#in >= this.#data.length && !(await this.#load())) {
        break;
      }
      const length = lengthOf(this.#data, this.#in);
      if (all.length > 0 && bytes + length > bytesMost) {
        break;
      }
      bytes += length;
      const end = { segment: this.at.segment, offset: this.at.offset + length };
      all.push({ body: bodyOf(this.#data, this.#in), reportedAt: reportedAt(this.#data, this.#in), end });
      this.#in += length;
      this.at = end;
      await this.#pass();
    }
    return all;
  }

  /** Goes back to a place, to read from there again. */
  back(mark: Mark): void {
    this.at = mark;
    this.#data = Buffer.alloc(0);
    this.#in = 0;
  }

  /** Loads what there is from here on; false if there is nothing yet. */
  async #load(): Promise<boolean> {
    for (;;) {
      const last = this.writer.lastSegment;
      this.#data = await this.#rest();
      this.#in = 0;
      await this.#pass();
      if (this.#in < this.#data.length) {
        return true;
      }
      const following = (await this.segments.numbers()).find((n) => n > this.at.segment && n <= last);
      if (following === undefined || this.at.segment === last) {
        return false;
      }
      // More may have come to this one before there was another.
      if ((await this.#rest()).length === 0) {
        this.back({ segment: following, offset: 0 });
      }
    }
  }

  #rest(): Promise<Buffer> {
    const { segment, offset } = this.at;
    return this.segments.bytes(segment, offset, this.writer.readableEnd(segment));
  }

  /** Passes over what is no whole frame. */
  async #pass(): Promise<void> {
    const data = this.#data;
    const from = this.#in;
    if (from >= data.length) {
      return;
    }
    const here = found(data, from);
    if (here === 'WHOLE') {
      return;
    }
    const until = next(data, from + 1);
    // Some file systems leave zeros behind what was written.
    const unwritten = here === 'TORN' || data.subarray(from).every((byte) => byte === 0);
    if (until < data.length || !unwritten) {
      await this.aside.damaged(this.at.segment, this.at.offset, data.subarray(from, until));
    }
    this.at = { segment: this.at.segment, offset: this.at.offset + until - from };
    this.#in = until;
  }
}

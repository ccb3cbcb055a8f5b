import { open, type FileHandle } from 'node:fs/promises';
import { crc32c } from './frame.js';
import type { Mark } from './writer.js';

const SLOT_BYTES = 32;
const SUMMED_BYTES = 24;
const SLOTS = 2;

/**
 * Up to where reports are booked. Written in place, in turns to two slots, so that one is always whole and no room is
 * needed. Losing the last step only repeats a delivery, whose keys are known.
 */
export class SpoolPosition {
  #turn = 0n;
  #mark: Mark = { segment: 0, offset: 0 };

  private constructor(private readonly file: FileHandle) {}

  static async at(path: string): Promise<SpoolPosition> {
    // Neither is cut: it is made if it is not there.
    await (await open(path, 'a')).close();
    const position = new SpoolPosition(await open(path, 'r+'));
    await position.#read();
    return position;
  }

  async #read(): Promise<void> {
    for (let slot = 0; slot < SLOTS; slot++) {
      const bytes = Buffer.alloc(SLOT_BYTES);
      const { bytesRead } = await this.file.read(bytes, 0, SLOT_BYTES, slot * SLOT_BYTES);
      const turn = bytes.readBigUInt64BE(0);
      if (bytesRead === SLOT_BYTES && bytes.readBigUInt64BE(SUMMED_BYTES) === sum(bytes) && turn > this.#turn) {
        this.#turn = turn;
        this.#mark = { segment: Number(bytes.readBigUInt64BE(8)), offset: Number(bytes.readBigUInt64BE(16)) };
      }
    }
    if ((await this.file.stat()).size < SLOTS * SLOT_BYTES) {
      // Its room is taken while there is some.
      await this.write(this.#mark);
      await this.write(this.#mark);
      await this.file.sync();
    }
  }

  get mark(): Mark {
    return this.#mark;
  }

  async write(reached: Mark): Promise<void> {
    const turn = this.#turn + 1n;
    const out = Buffer.alloc(SLOT_BYTES);
    out.writeBigUInt64BE(turn, 0);
    out.writeBigUInt64BE(BigInt(reached.segment), 8);
    out.writeBigUInt64BE(BigInt(reached.offset), 16);
    out.writeBigUInt64BE(sum(out), SUMMED_BYTES);
    const at = Number(turn % BigInt(SLOTS)) * SLOT_BYTES;
    let written = 0;
    while (written < SLOT_BYTES) {
      written += (await this.file.write(out, written, SLOT_BYTES - written, at + written)).bytesWritten;
    }
    this.#turn = turn;
    this.#mark = reached;
  }

  close(): Promise<void> {
    return this.file.close();
  }
}

function sum(slot: Buffer): bigint {
  return BigInt(crc32c(slot.subarray(0, SUMMED_BYTES)));
}

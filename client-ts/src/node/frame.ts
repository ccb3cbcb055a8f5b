/**
 * How a report lies on disk: a mark, its length, a checksum (CRC-32C) of all that follows, when it was reported, and the
 * report itself. The Java client writes the same.
 */

export const HEADER_BYTES = 12;
export const TIME_BYTES = 8;

/** Longer than any report. */
export const BODY_BYTES_MAX = 64_000;

/** `SCR1`: where a frame may begin, if what lies before it is damaged. */
const MARK = 0x53435231;
const MARK_BYTES = Buffer.from('SCR1', 'latin1');
const LENGTH_AT = 4;
const SUM_AT = 8;

const CASTAGNOLI = 0x82f63b78;

const TABLE = Uint32Array.from({ length: 256 }, (_, index) => {
  let value = index;
  for (let bit = 0; bit < 8; bit++) {
    value = (value >>> 1) ^ (value & 1 ? CASTAGNOLI : 0);
  }
  return value;
});

export function crc32c(bytes: Uint8Array): number {
  let sum = 0xffffffff;
  for (const byte of bytes) {
    sum = (sum >>> 8) ^ TABLE[(sum ^ byte) & 0xff]!;
  }
  return (sum ^ 0xffffffff) >>> 0;
}

export function frame(reportedAt: number, body: string): Buffer {
  const text = Buffer.from(body, 'utf8');
  const length = TIME_BYTES + text.length;
  const out = Buffer.alloc(HEADER_BYTES + length);
  out.writeUInt32BE(MARK, 0);
  out.writeUInt32BE(length, LENGTH_AT);
  out.writeBigInt64BE(BigInt(Math.floor(reportedAt)), HEADER_BYTES);
  text.copy(out, HEADER_BYTES + TIME_BYTES);
  out.writeUInt32BE(crc32c(out.subarray(HEADER_BYTES)), SUM_AT);
  return out;
}

/** What lies at a place. `TORN`: it begins as one and there is not enough of it, so it was being written. */
export type Found = 'WHOLE' | 'TORN' | 'NONE';

export function found(data: Buffer, at: number): Found {
  const left = data.length - at;
  if (left < HEADER_BYTES) {
    const begun = data.subarray(at, at + Math.min(left, LENGTH_AT));
    return begun.equals(MARK_BYTES.subarray(0, begun.length)) ? 'TORN' : 'NONE';
  }
  const length = data.readUInt32BE(at + LENGTH_AT);
  if (data.readUInt32BE(at) !== MARK || length < TIME_BYTES || length > TIME_BYTES + BODY_BYTES_MAX) {
    return 'NONE';
  }
  if (left - HEADER_BYTES < length) {
    return 'TORN';
  }
  const from = at + HEADER_BYTES;
  return data.readUInt32BE(at + SUM_AT) === crc32c(data.subarray(from, from + length)) ? 'WHOLE' : 'NONE';
}

/** The length of the whole one there. */
export function lengthOf(data: Buffer, at: number): number {
  return HEADER_BYTES + data.readUInt32BE(at + LENGTH_AT);
}

export function reportedAt(data: Buffer, at: number): number {
  return Number(data.readBigInt64BE(at + HEADER_BYTES));
}

export function bodyOf(data: Buffer, at: number): string {
  return data.toString('utf8', at + HEADER_BYTES + TIME_BYTES, at + lengthOf(data, at));
}

/** Where the next whole one begins; the end if there is none. */
export function next(data: Buffer, from: number): number {
  for (let at = data.indexOf(MARK_BYTES, from); at >= 0; at = data.indexOf(MARK_BYTES, at + 1)) {
    if (found(data, at) === 'WHOLE') {
      return at;
    }
  }
  return data.length;
}

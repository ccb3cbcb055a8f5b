import { mkdir, open, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

const NAME = /^([0-9]{12})\.spool$/;

/** The files of a spool, each with a number, which is its place in the order. */
export class Segments {
  private constructor(private readonly folder: string) {}

  static async in(folder: string): Promise<Segments> {
    await mkdir(folder, { recursive: true });
    return new Segments(folder);
  }

  file(segment: number): string {
    return join(this.folder, `${String(segment).padStart(12, '0')}.spool`);
  }

  /** The numbers of those there are, in order. */
  async numbers(): Promise<number[]> {
    const names = await readdir(this.folder);
    const numbers = names.map((name) => NAME.exec(name)?.[1]).filter((digits) => digits !== undefined);
    return numbers.map(Number).sort((a, b) => a - b);
  }

  /** What a file has from a place on; nothing if there is no such file. */
  async bytes(segment: number, from: number, until: number): Promise<Buffer> {
    let file;
    try {
      file = await open(this.file(segment), 'r');
    } catch (failure) {
      if (isMissing(failure)) {
        return Buffer.alloc(0);
      }
      throw failure;
    }
    try {
      const { size } = await file.stat();
      const all = Buffer.alloc(Math.max(0, Math.min(until, size) - from));
      let read = 0;
      while (read < all.length) {
        const { bytesRead } = await file.read(all, read, all.length - read, from + read);
        if (bytesRead === 0) {
          break;
        }
        read += bytesRead;
      }
      return all.subarray(0, read);
    } finally {
      await file.close();
    }
  }

  async length(segment: number): Promise<number> {
    return (await stat(this.file(segment))).size;
  }

  /** Sees to it that a new file is found again after the machine has failed. */
  async confirm(): Promise<void> {
    if (process.platform === 'win32') {
      return;
    }
    const all = await open(this.folder, 'r');
    try {
      await all.sync();
    } finally {
      await all.close();
    }
  }

  async delete(segment: number): Promise<void> {
    await rm(this.file(segment), { force: true });
  }
}

export function isMissing(failure: unknown): boolean {
  return (failure as NodeJS.ErrnoException | undefined)?.code === 'ENOENT';
}

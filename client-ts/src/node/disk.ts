import type { FileHandle } from 'node:fs/promises';

/** What a disk does with what is written. */
export interface Disk {
  write(file: FileHandle, bytes: Uint8Array, at: number): Promise<void>;
  /** Makes it confirm what was written. */
  confirm(file: FileHandle): Promise<void>;
  cut(file: FileHandle, at: number): Promise<void>;
}

export const DISK: Disk = {
  async write(file, bytes, at) {
    let written = 0;
    while (written < bytes.length) {
      const { bytesWritten } = await file.write(bytes, written, bytes.length - written, at + written);
      written += bytesWritten;
    }
  },
  confirm: (file) => file.sync(),
  cut: (file, at) => file.truncate(at),
};

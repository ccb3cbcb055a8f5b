import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { SpoolError } from '../errors.js';
import type { Folder, OpenFolder, Parts } from '../folder.js';
import { AnswerFile } from './answer-file.js';
import { Delivery } from './delivery.js';
import { DISK, type Disk } from './disk.js';
import { BODY_BYTES_MAX } from './frame.js';
import { Spool } from './spool.js';

export const openFolder: OpenFolder = (path, parts) => openFolderOn(path, parts, DISK);

/** Opens a folder on a disk. */
export async function openFolderOn(path: string, parts: Parts, disk: Disk): Promise<Folder> {
  const folder = resolve(path);
  await mkdir(folder, { recursive: true });
  const { options } = parts;
  const spool = await Spool.open(folder, options.spoolBytesMax, options.metrics, disk);
  const answers = await AnswerFile.open(join(folder, 'answers.json'), parts);
  const delivery = new Delivery(spool, parts);
  const add = (body: string) => spool.add(body, options.clock());
  return {
    async report(body, key) {
      if (Buffer.byteLength(body) > BODY_BYTES_MAX) {
        throw new SpoolError('the report is too long', key);
      }
      try {
        await add(body);
      } catch (failure) {
        throw new SpoolError(`not reported: ${failure instanceof Error ? failure.message : failure}`, key, failure);
      }
    },
    state: () => spool.state(),
    deliverRefusedAgain: () => spool.aside.again(add),
    async close() {
      await delivery.close();
      await answers.close();
      await spool.close();
    },
  };
}

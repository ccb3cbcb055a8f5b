import { mkdir, readFile, rm, rmdir, stat, writeFile } from 'node:fs/promises';
import { isMissing } from './segments.js';

const TAKING_MILLIS_MAX = 10_000;

/** The locks that this process holds. */
const held = new Set<string>();

/**
 * Keeps two clients from using one folder. Node.js has no locks of files: the file names the process that has it, and
 * when that began, so that one which was killed leaves the folder free. It sees only processes of the same machine and
 * the same container.
 */
export class Lock {
  private constructor(private readonly path: string) {}

  /** @throws Error if another client uses the folder */
  static async take(path: string): Promise<Lock> {
    const taken = () => new Error(`another client uses ${path}`);
    if (held.has(path)) {
      throw taken();
    }
    held.add(path);
    try {
      await only(`${path}.taking`, taken, async () => {
        const owner = await ownerOf(path);
        if (owner !== undefined && owner.pid !== process.pid && (await begun(owner.pid)) === owner.begun) {
          throw taken();
        }
        await writeFile(path, JSON.stringify({ pid: process.pid, begun: await begun(process.pid) }));
      });
    } catch (failure) {
      held.delete(path);
      throw failure;
    }
    return new Lock(path);
  }

  async release(): Promise<void> {
    await rm(this.path, { force: true });
    held.delete(this.path);
  }
}

/** Runs something while no other process does; what a process that was killed has left behind is passed over. */
async function only(guard: string, taken: () => Error, work: () => Promise<void>): Promise<void> {
  try {
    await mkdir(guard);
  } catch {
    const { mtimeMs } = await stat(guard);
    if (Date.now() - mtimeMs < TAKING_MILLIS_MAX) {
      throw taken();
    }
  }
  try {
    await work();
  } finally {
    await rmdir(guard).catch(() => undefined);
  }
}

async function ownerOf(path: string): Promise<{ pid: number; begun: string } | undefined> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as { pid: number; begun: string };
  } catch {
    // None, or one that was killed while it wrote.
    return undefined;
  }
}

/** When a process began, as far as the machine tells; empty if it runs and nobody knows, undefined if it does not run. */
async function begun(pid: number): Promise<string | undefined> {
  try {
    process.kill(pid, 0);
  } catch (failure) {
    if ((failure as NodeJS.ErrnoException).code === 'ESRCH') {
      return undefined;
    }
  }
  try {
    const line = await readFile(`/proc/${pid}/stat`, 'utf8');
    // The name, in parentheses, may have spaces; the start is the twentieth field behind it.
    return line.slice(line.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch (failure) {
    return isMissing(failure) && process.platform === 'linux' ? undefined : '';
  }
}

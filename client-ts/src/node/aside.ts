import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Problem } from '../errors.js';
import { parsed, text } from '../fields.js';
import type { ClientMetrics } from '../options.js';
import { isMissing } from './segments.js';

const REFUSED = 'refused.jsonl';
const AGAIN = 'refused-again.jsonl';
const DAMAGED = '.damaged';

/**
 * Where lies what cannot be delivered, for somebody to look at: reports that the server refused, and bytes that are
 * damaged. Nothing of it is ever deleted by itself.
 */
export class Aside {
  #refused = 0;
  #damaged = 0;

  private constructor(
    private readonly folder: string,
    private readonly metrics: ClientMetrics,
  ) {}

  static async in(folder: string, metrics: ClientMetrics): Promise<Aside> {
    await mkdir(folder, { recursive: true });
    const aside = new Aside(folder, metrics);
    aside.#refused = (await aside.#lines(REFUSED)).length + (await aside.#lines(AGAIN)).length;
    aside.#damaged = (await readdir(folder)).filter((name) => name.endsWith(DAMAGED)).length;
    return aside;
  }

  /** How many reports the server refused. */
  get refusedCount(): number {
    return this.#refused;
  }

  /** How many stretches of bytes were damaged. */
  get damagedCount(): number {
    return this.#damaged;
  }

  /** Sets bytes aside; once only, however often they are met. */
  async damaged(segment: number, offset: number, bytes: Uint8Array): Promise<void> {
    try {
      await this.#write(`${segment}-${offset}${DAMAGED}`, bytes, 'wx');
    } catch (failure) {
      if ((failure as NodeJS.ErrnoException).code === 'EEXIST') {
        return;
      }
      throw failure;
    }
    this.#damaged++;
    this.metrics.damaged?.(bytes.length);
  }

  /** Sets a refused report aside. When this returns, it is on disk. */
  async refused(body: string, problem: Problem, now: number): Promise<void> {
    const { code, detail } = problem;
    const line = JSON.stringify({ refused_at: new Date(now).toISOString(), code, detail, use: body });
    await this.#write(REFUSED, Buffer.from(`${line}\n`), 'a');
    this.#refused++;
    this.metrics.refused?.(code);
  }

  /**
   * Hands out every refused report, to be delivered again; those handed out are no longer there when all were taken.
   */
  async again(taking: (body: string) => Promise<void>): Promise<number> {
    const moved = join(this.folder, AGAIN);
    if ((await this.#lines(AGAIN)).length === 0) {
      try {
        await rename(join(this.folder, REFUSED), moved);
      } catch (failure) {
        if (!isMissing(failure)) {
          throw failure;
        }
      }
    }
    // A line that was cut by a crash is passed over: its report is still in the spool, and is set aside again.
    const bodies = (await this.#lines(AGAIN)).map((line) => text(parsed(line) ?? {}, 'use'));
    const all = bodies.filter((body) => body !== undefined);
    for (const body of all) {
      await taking(body);
    }
    await rm(moved, { force: true });
    this.#refused = (await this.#lines(REFUSED)).length;
    return all.length;
  }

  async #lines(name: string): Promise<string[]> {
    try {
      const all = await readFile(join(this.folder, name), 'utf8');
      return all.split('\n').filter((line) => line !== '');
    } catch (failure) {
      if (isMissing(failure)) {
        return [];
      }
      throw failure;
    }
  }

  async #write(name: string, bytes: Uint8Array, flags: string): Promise<void> {
    const file = await open(join(this.folder, name), flags);
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
  }
}

import { open, readFile, rename, stat } from 'node:fs/promises';
import { SURFACES } from '../access.js';
import { object, objects, parsed, present, text, whole, type Fields } from '../fields.js';
import type { Parts } from '../folder.js';

const LOOK_MILLIS = 200;
const SEEN_MILLIS = 30_000;
const BYTES_MAX = 200_000_000;

/**
 * Keeps answers, the keys that verify them, and the latest time that was seen, in a file, so that a product that starts
 * while the server is away knows them. Everything in it is verified again when it is read; one that is broken or missing
 * is as none.
 */
export class AnswerFile {
  readonly #timer: NodeJS.Timeout;
  #writing: Promise<void> | undefined;
  #writtenAt = 0;

  private constructor(
    private readonly path: string,
    private readonly parts: Pick<Parts, 'answers' | 'keys' | 'clock'>,
  ) {
    this.#timer = setInterval(() => this.#look(), LOOK_MILLIS);
    this.#timer.unref();
  }

  static async open(path: string, parts: Pick<Parts, 'answers' | 'keys' | 'clock'>): Promise<AnswerFile> {
    await read(path, parts);
    return new AnswerFile(path, parts);
  }

  #look(): void {
    const { answers, clock } = this.parts;
    const old = clock.millis() - this.#writtenAt > SEEN_MILLIS && answers.all().length > 0;
    if (this.#writing === undefined && (answers.hasChanged() || old)) {
      this.#writing = this.#write()
        // What was written before is still there, and is as good; it is tried again.
        .catch(() => answers.markChanged())
        .finally(() => {
          this.#writing = undefined;
        });
    }
  }

  async #write(): Promise<void> {
    const { answers, keys, clock } = this.parts;
    const each = answers.all().map(({ question: { organization, feature, surface, within, storageYears }, jws }) => ({
      organization,
      feature,
      surface,
      ...present({ within, storage_years: storageYears }),
      jws,
    }));
    const all = JSON.stringify({ seen: clock.millis(), published: keys.published, answers: each });
    const next = await open(`${this.path}.next`, 'w');
    try {
      await next.writeFile(all);
      await next.sync();
    } finally {
      await next.close();
    }
    await rename(`${this.path}.next`, this.path);
    this.#writtenAt = clock.millis();
  }

  async close(): Promise<void> {
    clearInterval(this.#timer);
    await this.#writing;
    // If the disk is full, what was written before is still there.
    await this.#write().catch(() => undefined);
  }
}

async function read(path: string, { answers, keys, clock }: Pick<Parts, 'answers' | 'keys' | 'clock'>): Promise<void> {
  let kept: Fields | undefined;
  try {
    kept = (await stat(path)).size > BYTES_MAX ? undefined : parsed(await readFile(path, 'utf8'));
  } catch {
    return;
  }
  if (kept === undefined) {
    return;
  }
  clock.saw(whole(kept, 'seen') ?? 0);
  await keys.take(object(kept, 'published') ?? {});
  for (const one of objects(kept, 'answers')) {
    const surface = SURFACES.find((known) => known === text(one, 'surface'));
    if (surface !== undefined) {
      const question = {
        organization: text(one, 'organization') ?? '',
        feature: text(one, 'feature') ?? '',
        surface,
        ...present({ within: text(one, 'within'), storageYears: whole(one, 'storage_years') }),
      };
      await answers.keep(question, text(one, 'jws') ?? '', false);
    }
  }
  answers.hasChanged();
}

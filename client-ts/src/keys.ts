import { ScripError } from './errors.js';
import { NONE, objects, text, type Fields } from './fields.js';

const OLD_MILLIS = 300_000;
const AGAIN_MILLIS = 30_000;

/**
 * The keys that verify answers, as the server publishes them. They are asked for again when they are old, and when an
 * answer names one that is not among them; but however many of those come, at most every 30 seconds.
 */
export class PublishedKeys {
  #keys = new Map<string, CryptoKey>();
  #published: Fields = NONE;
  #asking: Promise<void> | undefined;
  #asked = false;
  #askedAt: number;

  /** @param source gives the JWK set */
  constructor(
    private readonly source: () => Promise<Fields>,
    private readonly passing: () => number,
  ) {
    this.#askedAt = passing();
  }

  /** A key by its name; undefined if the server publishes none of that name. */
  async named(kid: string): Promise<CryptoKey | undefined> {
    const age = this.passing() - this.#askedAt;
    const known = this.#keys.has(kid);
    if (known ? age > OLD_MILLIS : !this.#asked || age > AGAIN_MILLIS) {
      this.#asked = true;
      this.#askedAt = this.passing();
      this.#asking = this.#ask();
      await this.#asking;
    } else if (!known) {
      // Somebody may be asking.
      await this.#asking;
    }
    return this.#keys.get(kid);
  }

  async #ask(): Promise<void> {
    try {
      await this.take(await this.source());
    } catch (failure) {
      // Those that are known are still good; they are asked for again later.
      if (!(failure instanceof ScripError)) {
        throw failure;
      }
    } finally {
      this.#asking = undefined;
    }
  }

  /** The keys as they were published last, to be kept. */
  get published(): Fields {
    return this.#published;
  }

  /** Takes keys that were kept, until they can be asked for. */
  async take(published: Fields): Promise<void> {
    const read = new Map<string, CryptoKey>();
    for (const jwk of objects(published, 'keys')) {
      const kid = text(jwk, 'kid');
      const key = await imported(jwk);
      if (kid !== undefined && key !== undefined) {
        read.set(kid, key);
      }
    }
    if (read.size > 0) {
      this.#keys = read;
      this.#published = published;
    }
  }
}

/** The key; undefined if it is of another kind than this client, or this platform, knows. */
async function imported(jwk: Fields): Promise<CryptoKey | undefined> {
  if (text(jwk, 'crv') !== 'Ed25519') {
    return undefined;
  }
  try {
    const bare = { kty: 'OKP', crv: 'Ed25519', x: text(jwk, 'x') ?? '' };
    return await crypto.subtle.importKey('jwk', bare, { name: 'Ed25519' }, false, ['verify']);
  } catch {
    return undefined;
  }
}

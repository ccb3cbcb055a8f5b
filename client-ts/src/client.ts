import { openFolder } from '#folder';
import { queryOf, type Access, type Question } from './access.js';
import { Answers } from './answers.js';
import { Calls, type Request } from './calls.js';
import { SteadyClock } from './clock.js';
import { withKey } from './errors.js';
import type { Folder, Parts, SpoolState } from './folder.js';
import { Gatherer } from './gatherer.js';
import { PublishedKeys } from './keys.js';
import { whole, type ClientOptions } from './options.js';
import {
  heldOf,
  holdBody,
  newKey,
  settledOf,
  settlingBody,
  useBody,
  type Hold,
  type Settled,
  type SettlingBody,
  type Use,
  type Used,
} from './use.js';

/** Who waits for keys has an answer in hand: one try is enough. */
const KEYS: Request = { operation: 'jwks', path: '/.well-known/jwks.json', open: true };

function partsOf(given: ClientOptions): Parts {
  const options = whole(given);
  const passing = () => performance.now();
  const calls = new Calls(options, passing);
  const clock = new SteadyClock(options.clock, passing);
  const keys = new PublishedKeys(() => calls.asked(KEYS), passing);
  const answers = new Answers(
    (question, hurry) => {
      const request = { operation: 'access', path: `/v1/access${queryOf(question)}` };
      return hurry ? calls.asked(request) : calls.ask(request);
    },
    keys,
    clock,
    options,
  );
  return { answers, calls, clock, keys, options, passing };
}

/**
 * Asks Scrip what may be used, and books what is. One is enough for a program.
 *
 * `use` is asked: the server says yes or no before something is done. `report` tells what has been done: it is on disk
 * when its promise resolves, and booked as soon as the server can be reached.
 */
export class ScripClient {
  readonly #gatherer: Gatherer;

  private constructor(
    private readonly parts: Parts,
    private readonly folder: Folder | undefined,
  ) {
    this.#gatherer = new Gatherer(parts.calls, parts.options);
  }

  /**
   * Opens a client. The server need not be there yet.
   *
   * @throws Error if its folder cannot be used, or another client uses it
   */
  static async open(options: ClientOptions): Promise<ScripClient> {
    const parts = partsOf(options);
    const folder = options.folder === undefined ? undefined : await openFolder(options.folder, parts);
    return new ScripClient(parts, folder);
  }

  /**
   * Whether something may be used. It is answered from memory while the last answer is fresh; if the server cannot be
   * reached, by the last answer, as long as that may be used.
   *
   * @throws RefusedError if the server refuses the question
   * @throws UnavailableError if it cannot be reached and no answer is kept
   */
  access(question: Question): Promise<Access> {
    return this.parts.answers.of(question);
  }

  /**
   * Books a use before it is done. Uses that come at about the same time are asked in one request.
   *
   * @throws RefusedError if it must not be done
   * @throws UnavailableError if the server cannot be reached
   */
  async use(use: Use): Promise<Used> {
    const key = use.key ?? newKey();
    try {
      return await this.#gatherer.add(key, JSON.stringify(useBody(use, key, false)));
    } finally {
      this.parts.answers.touched(use.organization);
    }
  }

  /**
   * Reports a use that has been done (Node.js only). It is on disk when the promise resolves, and booked once, when the
   * server can be reached. It cannot be refused for want of units.
   *
   * @returns the key by which it is booked
   * @throws SpoolError if it could not be written: report it again with the same key
   */
  async report(use: Use): Promise<string> {
    const key = use.key ?? newKey();
    const eventAt = use.eventAt ?? new Date(this.parts.options.clock());
    await this.#spool().report(JSON.stringify(useBody({ ...use, eventAt }, key, true)), key);
    return key;
  }

  /** How it stands with what was reported. */
  reported(): SpoolState {
    return this.#spool().state();
  }

  /**
   * Delivers once more what the server refused, after its reason has gone.
   *
   * @returns how many reports are delivered again
   */
  async deliverRefusedAgain(): Promise<number> {
    return await this.#spool().deliverRefusedAgain();
  }

  #spool(): Folder {
    if (this.folder === undefined) {
      throw new Error('reports need a folder: ScripClient.open({ folder, … })');
    }
    return this.folder;
  }

  /**
   * Holds units until they are captured or released.
   *
   * @param use how many, of what; its surface, its subject and the time of its event are not asked
   * @param hours after how many hours they become free by themselves; as the catalog says if absent
   */
  async hold(use: Use, hours?: number): Promise<Hold> {
    const key = use.key ?? newKey();
    if (key === '.' || key === '..') {
      // It is captured and released at an address that has its key, and every platform takes these for folders.
      throw new RangeError(`a hold cannot have the key ${key}`);
    }
    const body = JSON.stringify(holdBody(use, key, hours));
    const request = { operation: 'holds', path: '/v1/holds', body };
    return heldOf(use, key, await this.#booked(request, key, use.organization));
  }

  /**
   * Books what is held, or a part of it; the rest becomes free.
   *
   * @param quantity all of it if absent
   * @param key by which it is known again if it is repeated
   */
  capture(hold: Hold, quantity?: number, key: string = newKey()): Promise<Settled> {
    return this.#settled('capture', hold, settlingBody(hold, key, quantity));
  }

  /**
   * Lets go what is held.
   *
   * @param key by which it is known again if it is repeated
   */
  release(hold: Hold, key: string = newKey()): Promise<Settled> {
    return this.#settled('release', hold, settlingBody(hold, key));
  }

  async #settled(what: 'capture' | 'release', hold: Hold, body: SettlingBody): Promise<Settled> {
    const path = `/v1/holds/${encodeURIComponent(hold.key)}/${what}`;
    const request = { operation: `holds.${what}`, path, body: JSON.stringify(body) };
    return settledOf(body.key, await this.#booked(request, body.key, body.organization));
  }

  async #booked(request: Request, key: string, organization: string) {
    try {
      return await this.parts.calls.ask(request);
    } catch (failure) {
      throw withKey(failure, key);
    } finally {
      this.parts.answers.touched(organization);
    }
  }

  /**
   * Takes no more uses and waits for the answers of those under way. What was reported stays on disk and is delivered by
   * the next client of the folder.
   */
  async close(): Promise<void> {
    await this.#gatherer.close();
    await this.folder?.close();
  }
}

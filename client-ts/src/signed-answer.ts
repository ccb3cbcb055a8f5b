import { parsed, text, type Fields } from './fields.js';
import type { PublishedKeys } from './keys.js';

const TYPE = 'scrip-access+jwt';

/**
 * What was signed (JWS in its compact form, Ed25519); undefined if it was not signed by a key that the server
 * publishes, or is not an answer about access.
 */
export async function claims(jws: string, keys: PublishedKeys): Promise<Fields | undefined> {
  const [first, second, third, more] = jws.split('.');
  if (first === undefined || second === undefined || third === undefined || more !== undefined) {
    return undefined;
  }
  const header = parsedPart(first);
  // The algorithm is ours, not what the text says: none other is ever tried.
  if (header === undefined || text(header, 'alg') !== 'EdDSA' || text(header, 'typ') !== TYPE || 'crit' in header) {
    return undefined;
  }
  const key = await keys.named(text(header, 'kid') ?? '');
  const signature = bytes(third);
  if (key === undefined || signature === undefined) {
    return undefined;
  }
  const signed = new TextEncoder().encode(`${first}.${second}`);
  return (await crypto.subtle.verify({ name: 'Ed25519' }, key, signature, signed)) ? parsedPart(second) : undefined;
}

function parsedPart(part: string): Fields | undefined {
  const read = bytes(part);
  return read === undefined ? undefined : parsed(new TextDecoder().decode(read));
}

function bytes(part: string): Uint8Array<ArrayBuffer> | undefined {
  if (!/^[A-Za-z0-9_-]*$/.test(part)) {
    return undefined;
  }
  try {
    return Uint8Array.from(atob(part.replaceAll('-', '+').replaceAll('_', '/')), (c) => c.charCodeAt(0));
  } catch {
    return undefined;
  }
}

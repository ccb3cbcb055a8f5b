import { createHmac } from 'node:crypto';
import { expect, type APIRequestContext } from '@playwright/test';

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const STEP_SECONDS = 30;
const DIGITS = 6;

function bytesOf(secret: string): Buffer {
  const bits = [...secret.replaceAll(' ', '')].map((letter) => LETTERS.indexOf(letter).toString(2).padStart(5, '0')).join('');
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => parseInt(byte, 2)));
}

/**
 * The code that an authenticator app shows (RFC 6238).
 *
 * @param later how many steps from now: the server takes each code once, and that of the next step already
 */
export function codeOf(secret: string, later = 0): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 1000 / STEP_SECONDS) + later));
  const hash = createHmac('sha1', bytesOf(secret)).update(counter).digest();
  const at = (hash.at(-1) ?? 0) & 0xf;
  return String((hash.readUInt32BE(at) & 0x7fffffff) % 10 ** DIGITS).padStart(DIGITS, '0');
}

/** A code that is not right in any step that the server takes now. */
export function wrongCode(secret: string): string {
  const right = [-2, -1, 0, 1, 2].map((step) => codeOf(secret, step));
  return ['000000', '111111', '222222', '333333', '444444', '555555'].find((code) => !right.includes(code)) ?? '';
}

/** Sets up a second factor in a session that does nothing before it has one. */
export async function setUpFactor(request: APIRequestContext, csrf: string): Promise<void> {
  const headers = { 'X-CSRF-Token': csrf };
  const begun = await request.post('/v1/second-factor', { data: {}, headers });
  expect(begun.status(), await begun.text()).toBe(201);
  const { secret } = await begun.json();
  const given = await request.post('/v1/second-factor/complete', { data: { code: codeOf(secret) }, headers });
  expect(given.status(), await given.text()).toBe(200);
}

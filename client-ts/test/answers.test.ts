import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import { ScripClient, UnavailableError, type ClientOptions } from 'scrip-client';
import { SteadyClock } from '../dist/clock.js';
import { PublishedKeys } from '../dist/keys.js';
import { claims } from '../dist/signed-answer.js';
import { LocalServer, until } from './local-server.js';
import { QUESTION, signedAnswer, Signer } from './signer.js';

const HOUR = 3_600_000;
const BEGIN = Date.parse('2026-03-01T09:00:00Z');

let server: LocalServer;
let signer: Signer;
let now = BEGIN;
let folder: string;
let offline = 0;
let answer: object;

before(async () => {
  signer = await Signer.named('first');
  server = await LocalServer.start(() => undefined);
});

after(() => server.away());

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'scrip-client-'));
  now = BEGIN;
  offline = 0;
  server.got.length = 0;
  answer = await signedAnswer(signer, BEGIN, BEGIN + 72 * HOUR);
  server.handler = async ({ path }) => ({
    body: path.startsWith('/.well-known/jwks.json') ? { keys: [await signer.jwk()] } : answer,
  });
});

afterEach(() => rm(folder, { recursive: true }));

function open(more: Partial<ClientOptions> = {}): Promise<ScripClient> {
  const metrics = { answeredOffline: () => offline++ };
  const times = { freshMillis: 60_000, callMaxMillis: 100, clock: () => now };
  return ScripClient.open({ server: server.root, key: 'secret', metrics, ...times, ...more });
}

function asked(): number {
  return server.got.filter(({ path }) => path.startsWith('/v1/access')).length;
}

test('an answer is given again while it is fresh, then asked for again', async () => {
  const client = await open();
  assert.equal((await client.access(QUESTION)).state, 'ALLOWED');
  assert.equal((await client.access(QUESTION)).offline, false);
  assert.equal(asked(), 1);
  assert.match(server.got[0]!.path, /signed=true.*feature=aimis%2Fbasic&surface=API/);
  assert.equal(server.got[0]!.headers.authorization, 'Bearer secret');
  now += HOUR;
  await client.access(QUESTION);
  assert.equal(asked(), 2);
});

test('many who ask the same at the same time ask the server once', async () => {
  const client = await open();
  await Promise.all([client.access(QUESTION), client.access(QUESTION), client.access(QUESTION)]);
  assert.equal(asked(), 1);
});

test('while the server is away an answer is given until its signed end, whatever the clock does', async () => {
  const client = await open();
  await client.access(QUESTION);
  await server.away();
  try {
    now = BEGIN + 71 * HOUR;
    const kept = await client.access(QUESTION);
    assert.deepEqual([kept.isAllowed, kept.offline, offline], [true, true, 1]);
    now = BEGIN + 72 * HOUR;
    await assert.rejects(client.access(QUESTION), UnavailableError);
    // A clock that is set back prolongs nothing.
    now = BEGIN;
    await assert.rejects(client.access(QUESTION), UnavailableError);
  } finally {
    await server.back();
  }
});

test('a product that is started while the server is away knows its answers, and the latest time', async () => {
  const first = await open({ folder });
  await first.access(QUESTION);
  now = BEGIN + 71 * HOUR;
  await first.close();
  await server.away();
  try {
    now = BEGIN;
    const second = await open({ folder });
    assert.equal((await second.access(QUESTION)).offline, true);
    now = BEGIN + HOUR;
    assert.equal((await second.access(QUESTION)).offline, true);
    await second.close();
    const kept = JSON.parse(await readFile(join(folder, 'answers.json'), 'utf8')) as { seen: number };
    assert.ok(kept.seen >= BEGIN + 71 * HOUR);
    const later = { ...kept, seen: BEGIN + 72 * HOUR };
    await writeFile(join(folder, 'answers.json'), JSON.stringify(later));
    now = BEGIN;
    const third = await open({ folder });
    await assert.rejects(third.access(QUESTION), UnavailableError);
    await third.close();
  } finally {
    await server.back();
  }
});

test('an answer that was altered on disk is as none', async () => {
  const first = await open({ folder });
  await first.access(QUESTION);
  await first.close();
  const text = await readFile(join(folder, 'answers.json'), 'utf8');
  const kept = JSON.parse(text) as { answers: { jws: string }[] };
  const [header, , signature] = kept.answers[0]!.jws.split('.');
  const forged = { ...QUESTION, access: 'ALLOWED', iat: BEGIN / 1000, exp: BEGIN / 1000 + 1e8 };
  kept.answers[0]!.jws = `${header}.${Buffer.from(JSON.stringify(forged)).toString('base64url')}.${signature}`;
  await writeFile(join(folder, 'answers.json'), JSON.stringify(kept));
  await server.away();
  try {
    const second = await open({ folder });
    await assert.rejects(second.access(QUESTION), UnavailableError);
    await second.close();
  } finally {
    await server.back();
  }
});

test('what is booked makes the answers of the organization stale, and of no other', async () => {
  const client = await open();
  await client.access(QUESTION);
  const said = server.handler;
  server.handler = (got) =>
    got.path === '/v1/uses/batch' ? { body: { answers: [{ status: 201, answer: { result: 'BOOKED' } }] } } : said(got);
  await client.use({ organization: 'other-hospital', resource: 'aimis/basic', quantity: 1 });
  await client.access(QUESTION);
  assert.equal(asked(), 1);
  await client.use({ organization: 'first-hospital', resource: 'aimis/basic', quantity: 1 });
  await client.access(QUESTION);
  assert.equal(asked(), 2);
});

test('an answer from before a booking is given to who asked, and to nobody after it', async () => {
  const client = await open();
  const said = server.handler;
  let answered = (): void => undefined;
  let held = true;
  server.handler = async (got) => {
    if (got.path === '/v1/uses/batch') {
      return { body: { answers: [{ status: 201, answer: { result: 'BOOKED' } }] } };
    }
    if (held && got.path.startsWith('/v1/access')) {
      held = false;
      await new Promise<void>((resolve) => {
        answered = resolve;
      });
    }
    return said(got);
  };
  const early = client.access(QUESTION);
  await until(() => asked() === 1);
  await client.use({ organization: 'first-hospital', resource: 'aimis/basic', quantity: 1 });
  answered();
  assert.equal((await early).isAllowed, true);
  await client.access(QUESTION);
  assert.equal(asked(), 2);
});

test('an answer to another question, of a foreign key or without a signature is not kept', async () => {
  const client = await open();
  const stranger = await Signer.named('first');
  const others = [
    await signedAnswer(signer, BEGIN, BEGIN + HOUR, { organization: 'other-hospital' }),
    await signedAnswer(signer, BEGIN, BEGIN + HOUR, { within: 'consortium' }),
    await signedAnswer(stranger, BEGIN, BEGIN + HOUR),
    { ...QUESTION, at: new Date(BEGIN).toISOString(), access: 'ALLOWED' },
  ];
  for (const other of others) {
    answer = other;
    // It came over the connection of the product.
    assert.equal((await client.access(QUESTION)).isAllowed, true);
  }
  assert.equal(asked(), others.length);
});

test('a state that is not known allows nothing, and a field that is not known does no harm', async () => {
  answer = await signedAnswer(signer, BEGIN, BEGIN + HOUR, { access: 'PERHAPS', novelty: { deep: [1] } });
  const access = await (await open()).access(QUESTION);
  assert.deepEqual([access.state, access.isAllowed, access.isReadable], ['OTHER', false, false]);
});

test('an unknown key is asked for at once, and then at most every 30 seconds', async () => {
  let passed = 0;
  let times = 0;
  let published = [signer];
  const keys = new PublishedKeys(
    async () => {
      times++;
      return { keys: await Promise.all(published.map((one) => one.jwk())) };
    },
    () => passed,
  );
  assert.ok(await keys.named('first'));
  const second = await Signer.named('second');
  published = [signer, second];
  const unknown = await Promise.all(Array.from({ length: 100 }, () => keys.named('second')));
  assert.deepEqual([unknown.filter(Boolean).length, times], [0, 1]);
  passed += 30_001;
  const known = await Promise.all(Array.from({ length: 100 }, () => keys.named('second')));
  assert.deepEqual([known.filter(Boolean).length, times], [100, 2]);
  assert.ok(await claims(await second.jws({ a: 1 }), keys));
});

test('only an answer about access, signed by Ed25519, is one', async () => {
  const keys = new PublishedKeys(async () => ({ keys: [await signer.jwk()] }), () => 0);
  assert.ok(await claims(await signer.jws({}), keys));
  for (const header of [{ alg: 'none' }, { alg: 'HS256' }, { typ: 'JWT' }, { crit: ['b64'] }, { kid: 'other' }]) {
    assert.equal(await claims(await signer.jws({}, header), keys), undefined, JSON.stringify(header));
  }
  const whole = await signer.jws({});
  for (const broken of ['', 'a.b', `${whole}.x`, `${whole}=`, whole.slice(0, -6), whole.replace('.', '.!')]) {
    assert.equal(await claims(broken, keys), undefined, broken);
  }
});

test('the clock leaps forward with that of the machine, and never back', () => {
  let wall = 1_000_000;
  let passed = 0;
  const clock = new SteadyClock(
    () => wall,
    () => passed,
  );
  wall += HOUR;
  assert.equal(clock.millis(), 1_000_000 + HOUR);
  wall -= 2 * HOUR;
  passed += 5_000;
  assert.equal(clock.millis(), 1_005_000 + HOUR);
  clock.saw(2_000_000 + HOUR);
  clock.saw(3);
  assert.equal(clock.millis(), 2_000_000 + HOUR);
});

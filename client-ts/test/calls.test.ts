import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { RefusedError, ScripClient, UnavailableError, type ClientOptions } from 'scrip-client';
import { Breaker } from '../dist/breaker.js';
import { LocalServer, type Got } from './local-server.js';

const USE = { organization: 'first-hospital', resource: 'aimis/cloud-inspection', quantity: 1 } as const;

let server: LocalServer;

before(async () => {
  server = await LocalServer.start(() => undefined);
});

after(() => server.away());

beforeEach(() => {
  server.got.length = 0;
});

function open(more: Partial<ClientOptions> = {}): Promise<ScripClient> {
  return ScripClient.open({ server: `${server.root}/`, key: 'secret', callMaxMillis: 5_000, ...more });
}

function uses(got: Got): { key: string }[] {
  return (JSON.parse(got.body) as { uses: { key: string }[] }).uses;
}

function booked(got: Got) {
  const answers = uses(got).map(({ key }) => ({ key, status: 201, answer: { result: 'BOOKED', available: 7 } }));
  return { body: { answers } };
}

test('uses that come together go in one request, and each has its own answer', async () => {
  server.handler = (got) => {
    const refused = { code: 'INSUFFICIENT', detail: 'nothing is left' };
    const answers = uses(got).map(({ key }) =>
      key === 'b' ? { status: 402, problem: refused } : { status: 201, answer: { result: 'BOOKED', available: 7 } },
    );
    return { body: { answers } };
  };
  const client = await open({ realm: 'trial' });
  const all = await Promise.allSettled(['a', 'b', 'c'].map((key) => client.use({ ...USE, key })));
  assert.deepEqual(
    all.map(({ status }) => status),
    ['fulfilled', 'rejected', 'fulfilled'],
  );
  assert.equal(server.got.length, 1);
  assert.equal(server.got[0]!.headers['scrip-realm'], 'trial');
  const refused = (all[1] as PromiseRejectedResult).reason as RefusedError;
  assert.ok(refused instanceof RefusedError);
  assert.deepEqual([refused.code, refused.key], ['INSUFFICIENT', 'b']);
});

test('a request is the same in every try, after no answer as after a 503', async () => {
  const wanted = [undefined, { status: 503, headers: { 'Retry-After': '0' } }, { status: 200, body: 'no JSON' }];
  server.handler = (got) => (wanted.length > 0 ? wanted.shift() : booked(got));
  const client = await open();
  const mine = { ...USE, eventAt: new Date(5) };
  const using = client.use(mine);
  mine.eventAt.setTime(9);
  const used = await using;
  assert.equal(used.available, 7);
  const bodies = new Set(server.got.map(({ body }) => body));
  assert.deepEqual([server.got.length, bodies.size], [4, 1]);
  assert.match([...bodies][0]!, /"event_at":"1970-01-01T00:00:00.005Z"/);
  assert.equal(uses(server.got[0]!)[0]!.key, used.key);
});

test('what the server asks to wait is waited, and told if it is more than the call may take', async () => {
  server.handler = () => ({ status: 429, headers: { 'Retry-After': '60' }, body: { code: 'TOO_MANY_REQUESTS' } });
  const failure: unknown = await (await open()).use(USE).catch((reason: unknown) => reason);
  assert.ok(failure instanceof UnavailableError);
  assert.deepEqual([failure.retryAfterMillis, failure.unanswered], [60_000, false]);
  assert.ok(failure.key);
  // Without that wish it would have been tried again.
  assert.equal(server.got.length, 1);
});

test('a refusal is not tried again', async () => {
  server.handler = () => ({ status: 403, body: { code: 'FORBIDDEN', detail: 'not yours', request_id: 'r-1' } });
  const failure: unknown = await (await open()).use(USE).catch((reason: unknown) => reason);
  assert.ok(failure instanceof RefusedError);
  assert.deepEqual(failure.problem, { status: 403, code: 'FORBIDDEN', detail: 'not yours', requestId: 'r-1' });
  assert.equal(server.got.length, 1);
});

test('if many are refused as a whole, each is asked alone', async () => {
  server.handler = (got) => (uses(got).length > 1 ? { status: 413, body: { code: 'TOO_LARGE' } } : booked(got));
  const client = await open();
  const all = await Promise.all([client.use(USE), client.use(USE), client.use(USE)]);
  assert.deepEqual(new Set(all.map(({ key }) => key)).size, 3);
  assert.equal(server.got.length, 4);
});

test('a try ends after its time', async () => {
  server.handler = () => new Promise(() => undefined);
  const client = await open({ tryMaxMillis: 30, callMaxMillis: 10 });
  const failure: unknown = await client.use(USE).catch((reason: unknown) => reason);
  assert.ok(failure instanceof UnavailableError && failure.unanswered);
});

test('holds are captured and released under their keys', async () => {
  server.handler = ({ path }) =>
    path === '/v1/holds'
      ? { status: 201, body: { hold: 'visit/1', held: 5, available: 95, ends_at: '2026-03-01T13:00:00Z' } }
      : { status: 201, body: { available: 98, arrears: 0 } };
  const client = await open();
  const hold = await client.hold({ ...USE, key: 'visit/1', quantity: 5, within: 'group' }, 4);
  assert.deepEqual([hold.held, hold.available, hold.endsAt?.getTime()], [5, 95, Date.parse('2026-03-01T13:00:00Z')]);
  assert.equal((await client.capture(hold, 2, 'visit-1-done')).available, 98);
  await client.release(hold, 'visit-1-off');
  await assert.rejects(client.hold({ ...USE, key: '..' }), RangeError);
  assert.deepEqual(
    server.got.map(({ path }) => path),
    ['/v1/holds', '/v1/holds/visit%2F1/capture', '/v1/holds/visit%2F1/release'],
  );
  assert.deepEqual(
    server.got.map(({ body }) => JSON.parse(body) as unknown),
    [
      { key: 'visit/1', ...USE, quantity: 5, within: 'group', hours: 4 },
      { key: 'visit-1-done', organization: 'first-hospital', within: 'group', quantity: 2 },
      { key: 'visit-1-off', organization: 'first-hospital', within: 'group' },
    ],
  );
});

test('too many that wait are turned away, and closing answers those that wait', async () => {
  server.handler = booked;
  const client = await open({ gatherWaiting: 2 });
  const two = [client.use(USE), client.use(USE)];
  await assert.rejects(client.use(USE), /too many uses wait/);
  await client.close();
  assert.equal((await Promise.all(two)).length, 2);
  await assert.rejects(client.use(USE), /closed/);
});

test('without a folder nothing can be reported, and that is said', async () => {
  const client = await open();
  await assert.rejects(client.report(USE), /folder/);
});

test('after five requests without an answer the breaker holds, then lets one look', () => {
  let passed = 0;
  const told: boolean[] = [];
  const breaker = new Breaker(
    () => passed,
    { breaker: (open) => told.push(open) },
  );
  for (let i = 0; i < 5; i++) {
    assert.ok(breaker.lets());
    breaker.failed();
  }
  assert.equal(breaker.lets(), false);
  assert.equal(breaker.leftMillis(), 500);
  passed += 500;
  assert.deepEqual([breaker.lets(), breaker.lets()], [true, false]);
  breaker.failed();
  assert.equal(breaker.leftMillis(), 1_000);
  passed += 1_000;
  assert.ok(breaker.lets());
  breaker.answered();
  assert.ok(breaker.lets() && breaker.lets());
  assert.deepEqual(told, [true, false]);
});

import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { RefusedError, ScripClient, type Question } from 'scrip-client';
import { until } from '../local-server.js';
import { buy, clock, hospital, later, productKey, REALM, REPORT, sandbox, SERVER } from './vendor.js';

let client: ScripClient;
let folder: string;
let away = false;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'scrip-story-'));
  await sandbox();
  client = await ScripClient.open({
    server: SERVER,
    key: await productKey(),
    realm: REALM,
    folder,
    clock,
    callMaxMillis: 1_000,
    fetch: (input, init) => (away ? Promise.reject(new Error('the cable is out')) : fetch(input, init)),
  });
});

after(async () => {
  await client.close();
  await rm(folder, { recursive: true });
});

const refusedFor = (code: string) => (failure: unknown) => failure instanceof RefusedError && failure.code === code;

test('bought, used, suspended, topped up, restored', async () => {
  const organization = await hospital('story');
  const question: Question = { organization, feature: REPORT, surface: 'PATIENT' };
  const use = { organization, resource: REPORT };
  const line = { item: REPORT, quantity: 1000 };

  assert.equal((await client.access(question)).reason, 'NOT_LICENSED');
  await assert.rejects(client.use({ ...use, quantity: 1 }), refusedFor('NOT_LICENSED'));

  await buy(organization, line);
  await later(1);
  assert.equal((await client.access(question)).isAllowed, true);
  const used = await client.use({ ...use, quantity: 900, key: 'study-1' });
  assert.equal(used.available, 100);
  // The same key is the same use.
  assert.equal((await client.use({ ...use, quantity: 900, key: 'study-1' })).available, 100);
  assert.equal((await client.access(question)).available, 100);
  assert.equal((await client.use({ ...use, quantity: 150 })).arrears, 50);
  assert.equal((await client.access(question)).isAllowed, true);

  await later(25);
  const suspended = await client.access(question);
  assert.deepEqual([suspended.state, suspended.reason], ['DENIED', 'SUSPENDED']);
  assert.match(suspended.advice ?? '', /top up/);
  await assert.rejects(client.use({ ...use, quantity: 1 }), refusedFor('SUSPENDED'));

  await buy(organization, line);
  await later(1);
  assert.equal((await client.access(question)).isAllowed, true);
  assert.equal((await client.use({ ...use, quantity: 1 })).available, 949);
});

test('while the server is away, access is as it was signed, and a report is booked afterwards', async () => {
  const organization = await hospital('outage');
  const question: Question = { organization, feature: REPORT, surface: 'API' };
  await buy(organization, { item: REPORT, quantity: 1000 });
  assert.equal((await client.access(question)).offline, false);
  away = true;
  await client.report({ organization, resource: REPORT, quantity: 10 });
  await client.report({ organization, resource: 'aimis/none', quantity: 10 });
  await later(1);
  const kept = await client.access(question);
  assert.deepEqual([kept.isAllowed, kept.offline, client.reported().queued], [true, true, 2]);
  away = false;
  await until(() => client.reported().queued === 0);
  assert.deepEqual([client.reported().delivered, client.reported().refused], [1, 1]);
  while ((await client.access(question)).offline) {
    // The breaker lets one look after a while.
  }
  assert.equal((await client.access(question)).available, 990);
});

test('what is held is captured or released', async () => {
  const organization = await hospital('holder');
  await buy(organization, { item: REPORT, quantity: 1000 });
  const hold = await client.hold({ organization, resource: REPORT, quantity: 300, key: 'visit/1' }, 2);
  assert.deepEqual([hold.held, hold.available], [300, 700]);
  assert.equal((await client.capture(hold, 100)).available, 900);
  const other = await client.hold({ organization, resource: REPORT, quantity: 50 });
  assert.equal((await client.release(other)).available, 900);
  await assert.rejects(client.release(other), refusedFor('HOLD_CLOSED'));
});

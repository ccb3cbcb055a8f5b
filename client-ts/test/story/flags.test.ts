import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { OpenFeature } from '@openfeature/server-sdk';
import { ScripClient } from 'scrip-client';
import { ScripProvider } from 'scrip-client/openfeature';
import { buy, clock, hospital, later, productKey, REALM, sandbox, SERVER } from './vendor.js';

const FLAG = 'aimis/basic';

let client: ScripClient;
let away = false;

before(async () => {
  await sandbox();
  client = await ScripClient.open({
    server: SERVER,
    key: await productKey(),
    realm: REALM,
    clock,
    callMaxMillis: 1_000,
    fetch: (input, init) => (away ? Promise.reject(new Error('the cable is out')) : fetch(input, init)),
  });
  await OpenFeature.setProviderAndWait(new ScripProvider(client));
});

after(async () => {
  await OpenFeature.close();
  await client.close();
});

test('a flag is on while it is licensed, also while the server is away', async () => {
  const context = { targetingKey: await hospital('flagged'), surface: 'CONSOLE' };
  const flags = OpenFeature.getClient();
  const before = await flags.getBooleanDetails(FLAG, true, context);
  assert.deepEqual([before.value, before.flagMetadata['reason']], [false, 'NOT_LICENSED']);
  await buy('flagged', { item: FLAG, months: 1 });
  await later(1);
  const on = await flags.getBooleanDetails(FLAG, false, context);
  assert.deepEqual([on.value, on.reason, on.flagMetadata['item']], [true, 'TARGETING_MATCH', FLAG]);
  away = true;
  await later(1);
  const kept = await flags.getBooleanDetails(FLAG, false, context);
  assert.deepEqual([kept.value, kept.reason], [true, 'STALE']);
  away = false;
  const nobody = await flags.getBooleanDetails(FLAG, true, { targetingKey: 'no-hospital' });
  assert.deepEqual([nobody.value, nobody.errorCode], [true, 'INVALID_CONTEXT']);
});

import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import { OpenFeature, type Client, type EvaluationContext } from '@openfeature/server-sdk';
import { ScripClient } from 'scrip-client';
import { ScripProvider } from 'scrip-client/openfeature';
import { LocalServer } from './local-server.js';

/** The scenarios of evaluation that the specification of OpenFeature has, as they are for flags that are on or off. */

const FLAG = 'aimis/advanced-viewing';
const HOSPITAL: EvaluationContext = { targetingKey: 'first-hospital' };
const ALLOWED = { access: 'ALLOWED', at: '2026-03-01T09:00:00Z', until: '2026-04-01T00:00:00Z', item: FLAG };
const SUSPENDED = {
  access: 'DENIED',
  at: '2026-03-01T09:00:00Z',
  reason: 'SUSPENDED',
  available: 0,
  arrears: 500,
  advice: { action: 'TOP_UP', text: 'top up at least 501' },
};

let server: LocalServer;
let scrip: ScripClient;
let client: Client;
let said: Record<string, object>;
let status: number;

before(async () => {
  server = await LocalServer.start(({ path }) => {
    const organization = new URL(path, server.root).searchParams.get('organization') ?? '';
    return { status, body: said[organization] ?? {} };
  });
});

after(() => server.away());

beforeEach(async () => {
  said = {};
  status = 200;
  scrip = await ScripClient.open({ server: server.root, key: 'secret', callMaxMillis: 10 });
  await OpenFeature.setProviderAndWait(new ScripProvider(scrip));
  client = OpenFeature.getClient();
});

afterEach(async () => {
  await OpenFeature.close();
  await scrip.close();
});

function say(answer: object, as = 200): void {
  said['first-hospital'] = answer;
  status = as;
}

const asked = (): URLSearchParams => new URL(server.got[server.got.length - 1]!.path, server.root).searchParams;

test('a boolean is the value of the flag, and not the default', async () => {
  say(ALLOWED);
  assert.equal(await client.getBooleanValue(FLAG, false, HOSPITAL), true);
  say(SUSPENDED);
  assert.equal(await client.getBooleanValue(FLAG, true, HOSPITAL), false);
});

test('details have the variant, the reason and metadata', async () => {
  say(ALLOWED);
  assert.deepEqual(await client.getBooleanDetails(FLAG, false, HOSPITAL), {
    flagKey: FLAG,
    value: true,
    variant: 'ALLOWED',
    reason: 'TARGETING_MATCH',
    flagMetadata: { access: 'ALLOWED', surface: 'API', until: '2026-04-01T00:00:00.000Z', item: FLAG },
  });
  say(SUSPENDED);
  const { value, variant, flagMetadata } = await client.getBooleanDetails(FLAG, true, HOSPITAL);
  assert.deepEqual([value, variant], [false, 'DENIED']);
  const advice = 'top up at least 501';
  const more = { reason: 'SUSPENDED', left: 0, arrears: 500, advice };
  assert.deepEqual(flagMetadata, { access: 'DENIED', surface: 'API', ...more });
});

test('what may only be read is off, and so is what is not known', async () => {
  say({ access: 'READ_ONLY' });
  const { value, variant } = await client.getBooleanDetails(FLAG, true, HOSPITAL);
  assert.deepEqual([value, variant], [false, 'READ_ONLY']);
  say({ access: 'PERHAPS' });
  assert.equal(await client.getBooleanValue(FLAG, true, HOSPITAL), false);
});

test('the context is evaluated, and that of the call counts more', async () => {
  said = { 'first-hospital': ALLOWED, 'second-hospital': SUSPENDED };
  client.setContext({ targetingKey: 'second-hospital', surface: 'console' });
  try {
    assert.equal(await client.getBooleanValue(FLAG, true), false);
    assert.equal(asked().get('surface'), 'CONSOLE');
    assert.equal(await client.getBooleanValue(FLAG, false, HOSPITAL), true);
  } finally {
    client.setContext({});
  }
  const whole = { ...HOSPITAL, surface: 'PATIENT', within: 'group', storage_years: 5 };
  assert.equal(await client.getBooleanValue(FLAG, false, whole), true);
  assert.deepEqual([asked().get('within'), asked().get('storage_years')], ['group', '5']);
});

test('another type hands back the default', async () => {
  say(ALLOWED);
  const text = await client.getStringDetails(FLAG, 'x', HOSPITAL);
  assert.deepEqual([text.value, text.errorCode, text.reason], ['x', 'TYPE_MISMATCH', 'ERROR']);
  assert.equal((await client.getNumberDetails(FLAG, 13, HOSPITAL)).errorCode, 'TYPE_MISMATCH');
  assert.equal(await client.getNumberValue(FLAG, 0.5, HOSPITAL), 0.5);
  assert.deepEqual(await client.getObjectValue(FLAG, { a: 1 }, HOSPITAL), { a: 1 });
});

async function fails(code: string, context: EvaluationContext = HOSPITAL): Promise<void> {
  for (const byDefault of [true, false]) {
    const failed = await client.getBooleanDetails(FLAG, byDefault, context);
    assert.deepEqual([failed.value, failed.errorCode, failed.reason], [byDefault, code, 'ERROR']);
    assert.ok(failed.errorMessage);
  }
}

test('an error hands back the default with its code', async () => {
  await fails('TARGETING_KEY_MISSING', {});
  for (const faulty of [{ surface: 'cellar' }, { surface: 3 }, { within: 3 }, { storage_years: 'five' }]) {
    await fails('INVALID_CONTEXT', { ...HOSPITAL, ...faulty });
  }
  const codes = {
    FLAG_NOT_FOUND: [404, 'UNKNOWN_ITEM'],
    INVALID_CONTEXT: [404, 'UNKNOWN_ORGANIZATION'],
    GENERAL: [401, 'UNAUTHENTICATED'],
  } as const;
  for (const [code, [as, problem]] of Object.entries(codes)) {
    say({ code: problem }, as);
    await fails(code);
  }
  say({ code: 'INPUT_INVALID' }, 400);
  await fails('INVALID_CONTEXT');
  say({ code: 'UNAVAILABLE' }, 503);
  await fails('GENERAL');
});

test('a server that is away from the beginning opens nothing', async () => {
  await server.away();
  try {
    await fails('GENERAL');
  } finally {
    await server.back();
  }
});

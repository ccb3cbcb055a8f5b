import { OFREPProvider } from '@openfeature/ofrep-provider';
import { ErrorCode, OpenFeature } from '@openfeature/server-sdk';
import { expect, test } from '@playwright/test';

/** No page is shown: the public provider of OFREP for JavaScript asks the server, as a product of anybody's would. */

const server = process.env['SCRIP_URL'] ?? 'http://localhost:8080';
const admin = { Authorization: `Bearer ${process.env['SCRIP_TOKEN'] ?? ''}` };
const realm = `ofrep-${Date.now().toString(36)}`;
const there = { ...admin, 'Scrip-Realm': realm };
const hospital = 'first-hospital';

test('the public provider of OFREP evaluates features as flags', async ({ request }) => {
  const sent = async (method: 'put' | 'post', path: string, data: object, key?: string) => {
    const headers = key === undefined ? there : { ...there, 'Idempotency-Key': key };
    const answer = await request[method](`${server}/v1${path}`, { headers, data });
    expect(answer.ok(), await answer.text()).toBe(true);
    return (await answer.json()) as Record<string, string>;
  };
  await sent('put', `/sandboxes/${realm}`, { now: '2026-03-01T09:00:00Z' });
  await sent('put', `/organizations/${hospital}`, { kind: 'institution', name: 'First Hospital' });
  await sent(
    'post',
    `/organizations/${hospital}/agreements`,
    { product: 'aimis', number: 'A-1', signer: 'Dr Li', signed_on: '2026-02-20' },
    'agreement',
  );
  const expiry = new Date(Date.now() + 30 * 24 * 3_600_000).toISOString();
  const made = await sent(
    'post',
    '/keys',
    { name: 'flags', product: 'aimis', actions: ['access.read'], expires_at: expiry },
    'key',
  );
  await OpenFeature.setProviderAndWait(
    new OFREPProvider({ baseUrl: server, headers: { Authorization: `Bearer ${made['secret']}` } }),
  );
  const client = OpenFeature.getClient();
  const context = { targetingKey: hospital, surface: 'console' };

  const before = await client.getBooleanDetails('aimis/basic', true, context);
  expect(before).toMatchObject({ value: false, variant: 'DENIED', flagMetadata: { reason: 'NOT_LICENSED' } });
  const order = await sent(
    'post',
    `/organizations/${hospital}/orders`,
    { terms_accepted: true, lines: [{ item: 'aimis/basic', months: 1 }] },
    'order',
  );
  await sent(
    'post',
    `/organizations/${hospital}/payments`,
    { orders: [order['id']], method: 'sandbox' },
    'payment',
  );
  const after = await client.getBooleanDetails('aimis/basic', false, context);
  expect(after).toMatchObject({ value: true, reason: 'TARGETING_MATCH', variant: 'ALLOWED' });
  expect(after.flagMetadata['until']).toBe('2026-04-02T00:00:00Z');

  const unknown = await client.getBooleanDetails('aimis/nothing', true, context);
  expect(unknown).toMatchObject({ value: true, reason: 'ERROR', errorCode: ErrorCode.FLAG_NOT_FOUND });
  const nobody = await client.getBooleanDetails('aimis/basic', false, { targetingKey: 'no-hospital' });
  expect(nobody).toMatchObject({ value: false, errorCode: ErrorCode.INVALID_CONTEXT });
  await OpenFeature.close();
});

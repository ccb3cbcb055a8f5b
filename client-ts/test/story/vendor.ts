import assert from 'node:assert/strict';

/** What the vendor's people do, in a sandbox of their own on a server that runs: SCRIP_URL, SCRIP_TOKEN. */
export const SERVER = process.env['SCRIP_URL'] ?? 'http://localhost:8080';
export const REALM = `typescript-${crypto.randomUUID().slice(0, 8)}`;
export const REPORT = 'aimis/mimi-ai-report';

let now = Math.floor(Date.now() / 1000) * 1000;

export async function sent(method: string, path: string, body: object): Promise<Record<string, string>> {
  const answer = await fetch(`${SERVER}/v1${path}`, {
    method,
    headers: {
      Authorization: `Bearer ${process.env['SCRIP_TOKEN'] ?? ''}`,
      'Content-Type': 'application/json',
      'Idempotency-Key': crypto.randomUUID(),
      ...(path.startsWith('/sandboxes') ? {} : { 'Scrip-Realm': REALM }),
    },
    body: JSON.stringify(body),
  });
  const text = await answer.text();
  assert.ok(answer.ok, `${method} ${path}: ${text}`);
  return JSON.parse(text === '' ? '{}' : text) as Record<string, string>;
}

/** The clock of the sandbox. */
export const clock = (): number => now;

export async function sandbox(): Promise<void> {
  await sent('PUT', `/sandboxes/${REALM}`, { now: new Date(now).toISOString() });
}

export async function later(hours: number): Promise<void> {
  now += hours * 3_600_000;
  await sent('POST', `/sandboxes/${REALM}/clock`, { now: new Date(now).toISOString() });
}

/** A hospital that has signed the agreement. */
export async function hospital(id: string): Promise<string> {
  await sent('PUT', `/organizations/${id}`, { kind: 'INSTITUTION', name: id, zone: 'UTC' });
  const signed_on = new Date(now - 48 * 3_600_000).toISOString().slice(0, 10);
  await sent('POST', `/organizations/${id}/agreements`, { product: 'aimis', number: 'A-1', signer: 'Dr Li', signed_on });
  return id;
}

export async function buy(organization: string, line: object): Promise<void> {
  const lines = [line];
  const order = await sent('POST', `/organizations/${organization}/orders`, { terms_accepted: true, lines });
  await sent('POST', `/organizations/${organization}/payments`, { orders: [order['id']], method: 'SANDBOX' });
}

/** The secret of a key of the product. */
export async function productKey(): Promise<string> {
  const expires_at = new Date(Date.now() + 30 * 24 * 3_600_000).toISOString();
  const actions = ['uses.write', 'access.read'];
  const made = await sent('POST', '/keys', { name: 'product', product: 'aimis', actions, expires_at });
  assert.ok(made['secret']);
  return made['secret'];
}

import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';

/** No page of the console is shown: the client of products in TypeScript runs in a page of a product's own. */

const server = process.env['SCRIP_URL'] ?? 'http://localhost:8080';
const realm = `client-${Date.now().toString(36)}`;
const there = { Authorization: `Bearer ${process.env['SCRIP_TOKEN'] ?? ''}`, 'Scrip-Realm': realm };
const hospital = 'first-hospital';

/** What of the client is used here: its own types are made by its own build. */
interface Client {
  access(question: object): Promise<object>;
}

/** What a bundler does with the name of the part that is different in a browser. */
const PAGE = `<!doctype html><title>A product</title>
<script type="importmap">{"imports": {"#folder": "/product/no-folder.js"}}</script>`;

test('the client verifies and keeps answers in a browser', async ({ page, request }) => {
  execFileSync('sh', ['../client-ts/build.sh']);
  const sent = async (method: 'put' | 'post', path: string, data: object, key: string) => {
    const headers = { ...there, 'Idempotency-Key': key };
    const answer = await request[method](`${server}/v1${path}`, { headers, data });
    expect(answer.ok(), await answer.text()).toBe(true);
    return (await answer.json()) as Record<string, string>;
  };
  const now = new Date().toISOString();
  await request.put(`${server}/v1/sandboxes/${realm}`, { headers: there, data: { now } });
  await sent('put', `/organizations/${hospital}`, { kind: 'INSTITUTION', name: 'First Hospital' }, 'hospital');
  const expires_at = new Date(Date.now() + 24 * 3_600_000).toISOString();
  const actions = ['access.read'];
  const { secret } = await sent('post', '/keys', { name: 'page', product: 'aimis', actions, expires_at }, 'key');

  await page.route('**/product/**', (route) => {
    const name = new URL(route.request().url()).pathname.replace('/product/', '');
    return name === ''
      ? route.fulfill({ contentType: 'text/html', body: PAGE })
      : route.fulfill({ contentType: 'text/javascript', body: readFileSync(`../client-ts/dist/${name}`, 'utf8') });
  });
  await page.goto('/product/');
  const opened = await page.evaluateHandle(
    async ({ key, realm }) => {
      const code = '/product/index.js';
      const { ScripClient } = (await import(code)) as { ScripClient: { open(options: object): Promise<Client> } };
      const options = { server: location.origin, key, realm, freshMillis: 0, callMaxMillis: 1_000 };
      const folder = await ScripClient.open({ ...options, folder: '/tmp' }).catch((failure: Error) => failure.message);
      return { folder, client: await ScripClient.open(options) };
    },
    { key: secret ?? '', realm },
  );
  const asked = () =>
    opened.evaluate(({ client }, organization) =>
      client.access({ organization, feature: 'aimis/basic', surface: 'CONSOLE' }), hospital);
  expect(await opened.evaluate(({ folder }) => folder)).toContain('a folder needs Node.js');
  expect(await asked()).toMatchObject({ state: 'DENIED', reason: 'NOT_LICENSED', offline: false });
  // Only an answer whose signature was verified is kept.
  await page.route('**/v1/access*', (route) => route.abort());
  expect(await asked()).toMatchObject({ state: 'DENIED', reason: 'NOT_LICENSED', offline: true });
});

import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';

const URL_OF_SERVER = process.env['SCRIP_URL'] ?? 'http://127.0.0.1:8290';
const TOKEN = process.env['SCRIP_TOKEN'] ?? readFileSync(process.env['SCRIP_TOKEN_FILE'] ?? '/tmp/console/data/admin-token', 'utf8').trim();

export const INSPECTIONS = { item: 'aimis/cloud-inspection', plan: 'by-quantity', quantity: 1000, storage_years: 5 };

/** A sandbox of its own on the real server, and short ways to do what stories begin with. */
export class World {
  readonly realm: string;
  private keys = 0;

  constructor(name: string) {
    this.realm = `e2e-${name}-${Date.now().toString(36)}`;
  }

  async open(now: string): Promise<this> {
    await this.call('PUT', `/v1/sandboxes/${this.realm}`, { now });
    return this;
  }

  async clock(now: string): Promise<void> {
    await this.call('POST', `/v1/sandboxes/${this.realm}/clock`, { now });
  }

  async call<T = Record<string, unknown>>(method: string, path: string, body?: unknown): Promise<T> {
    this.keys += 1;
    const response = await fetch(URL_OF_SERVER + path, {
      method,
      headers: {
        Authorization: `Bearer ${TOKEN}`,
        'Scrip-Realm': this.realm,
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
        ...(method === 'POST' && !path.startsWith('/v1/sandboxes') ? { 'Idempotency-Key': `${this.realm}-${this.keys}` } : {}),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) {
      throw new Error(`${method} ${path} ${response.status} ${text}`);
    }
    return JSON.parse(text) as T;
  }

  async institution(id: string, name: string, zone = 'Asia/Shanghai'): Promise<void> {
    await this.call('PUT', `/v1/organizations/${id}`, { kind: 'institution', name, zone, default_storage_years: 5 });
  }

  async agreement(id: string): Promise<void> {
    await this.call('POST', `/v1/organizations/${id}/agreements`, {
      product: 'aimis',
      number: 'A-2026-014',
      signer: 'Dr Li',
      signed_on: '2026-02-20',
    });
  }

  async order(id: string, ...lines: object[]): Promise<string> {
    const order = await this.call<{ id: string }>('POST', `/v1/organizations/${id}/orders`, { lines, terms_accepted: true });
    return order.id;
  }

  async buy(id: string, ...lines: object[]): Promise<string> {
    const order = await this.order(id, ...lines);
    await this.call('POST', `/v1/organizations/${id}/payments`, { orders: [order], method: 'sandbox' });
    return order;
  }

  async use(id: string, quantity: number): Promise<void> {
    this.keys += 1;
    await this.call('POST', '/v1/uses', {
      organization: id,
      resource: 'aimis/cloud-inspection',
      quantity,
    });
  }

  /** Signs the page in with the admin token, in this sandbox and language. */
  async enter(page: Page, language: 'en' | 'zh'): Promise<void> {
    await page.addInitScript(
      ([token, realm, chosen]) => {
        sessionStorage.setItem('scrip.token', token as string);
        sessionStorage.setItem('scrip.realm', realm as string);
        localStorage.setItem('scrip.language', chosen as string);
      },
      [TOKEN, this.realm, language],
    );
  }
}

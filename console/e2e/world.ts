import { readFileSync } from 'node:fs';
import { expect, type Page } from '@playwright/test';
import { setUpFactor } from './factor';
import { WORDS, type Language } from './words';

const URL_OF_SERVER = process.env['SCRIP_URL'] ?? 'http://localhost:8080';
const TOKEN = process.env['SCRIP_TOKEN'] ?? readFileSync(process.env['SCRIP_TOKEN_FILE'] ?? '../data/admin-token', 'utf8').trim();
export const PASSWORD = 'a long enough sentence 7';

export const INSPECTIONS = { item: 'aimis/cloud-inspection', plan: 'by-quantity', quantity: 1000, storage_years: 5 };

/** A sandbox on the real server, with shortcuts for the setup of stories. */
export class World {
  readonly realm: string;
  private keys = 0;

  constructor(name: string) {
    this.realm = `${name}-${Math.floor(Math.random() * 36 ** 6).toString(36)}`;
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
    await this.call('PUT', `/v1/organizations/${id}`, { kind: 'INSTITUTION', name, zone, default_storage_years: 5 });
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
    await this.call('POST', `/v1/organizations/${id}/payments`, { orders: [order], method: 'SANDBOX' });
    return order;
  }

  async consortium(id: string, name: string, ...members: string[]): Promise<void> {
    await this.call('PUT', `/v1/organizations/${id}`, { kind: 'CONSORTIUM', name, zone: 'Asia/Shanghai', default_storage_years: 5 });
    for (const member of members) {
      await this.call('PUT', `/v1/organizations/${id}/members/${member}`);
    }
  }

  /** How many payments of an organization were settled. */
  async settled(id: string): Promise<number> {
    const { items: facts } = await this.call<{ items: { type: string }[] }>('GET', `/v1/organizations/${id}/history?limit=100`);
    return facts.filter((fact) => fact.type === 'ORDER_PAID').length;
  }

  async use(id: string, quantity: number): Promise<void> {
    this.keys += 1;
    await this.call('POST', '/v1/uses', {
      organization: id,
      resource: 'aimis/cloud-inspection',
      quantity,
    });
  }

  /** Creates a person with roles in an organization of this sandbox; returns the address to sign in with. */
  async person(organization: string, ...roles: string[]): Promise<string> {
    this.keys += 1;
    const email = `${this.realm}.${this.keys}@hospital.example`;
    await this.join(email, organization, ...roles);
    return email;
  }

  /** Gives a person, new or existing, roles in one more organization. */
  async join(email: string, organization: string, ...roles: string[]): Promise<void> {
    await this.accept(await this.call('POST', `/v1/organizations/${organization}/invitations`, { email, roles }));
  }

  /** Creates a person with roles of the vendor; returns the address to sign in with. */
  async staff(...roles: string[]): Promise<string> {
    this.keys += 1;
    const email = `${this.realm}.${this.keys}@vendor.example`;
    await this.accept(await this.call('POST', '/v1/staff-invitations', { email, roles }));
    return email;
  }

  private async accept(invitation: { link: string }): Promise<void> {
    const secret = new URL(invitation.link).hash.replace(/^#/, '');
    const response = await fetch(`${URL_OF_SERVER}/v1/invitations/accept`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ token: secret, name: 'Wang Fang', password: PASSWORD }),
    });
    expect(response.status, await response.text()).toBe(200);
  }

  /** Starts a session of a person in this browser, without the sign-in page; where their role needs a second factor, with one. */
  async session(page: Page, email: string): Promise<void> {
    const { second_factor, csrf_token } = await this.password(page, email);
    if (second_factor === 'TO_SET_UP') {
      await setUpFactor(page.context().request, csrf_token);
    }
  }

  /** Starts one by password alone, which does nothing yet where a second factor is needed. */
  async password(page: Page, email: string): Promise<{ second_factor: string; csrf_token: string }> {
    const answer = await page.context().request.post('/v1/session', { data: { email, password: PASSWORD } });
    expect(answer.status(), await answer.text()).toBe(200);
    return answer.json();
  }

  /** Fills in the sign-in page, which is open. */
  async signIn(page: Page, email: string, language: Language): Promise<void> {
    const t = WORDS[language];
    await page.getByLabel(t.signIn.email).fill(email);
    await page.getByLabel(t.signIn.password).fill(PASSWORD);
    await page.getByRole('button', { name: t.common.signIn, exact: true }).click();
  }

  /** The address of a page in this sandbox. */
  at(path: string): string {
    return `/sandbox/${this.realm}${path}`;
  }

  /** Sets the language of the page, without a session. */
  async visit(page: Page, language: Language): Promise<void> {
    await page.addInitScript((chosen) => localStorage.setItem('scrip.language', chosen), language);
  }

  /** Signs the page in with the emergency token, in a language. */
  async enter(page: Page, language: Language): Promise<void> {
    await this.visit(page, language);
    await page.addInitScript((token) => sessionStorage.setItem('scrip.token', token), TOKEN);
  }
}

/** What the server answers to a program with that key. */
export async function answerTo(key: string, path: string, world: World): Promise<string> {
  const response = await fetch(URL_OF_SERVER + path, { headers: { Authorization: `Bearer ${key}`, 'Scrip-Realm': world.realm } });
  const body = (await response.json()) as { code?: string };
  return response.ok ? String(response.status) : `${response.status} ${body.code}`;
}

import { readFileSync } from 'node:fs';
import type { BrowserContext, Page } from '@playwright/test';
import { WORDS, type Language } from './words';
import { INSPECTIONS, World } from './world';

const NAME = '复旦大学附属长宁区中心医院互联网医院与影像诊断中心（东院区）';
const SET_UP = 'second-factor-set-up';
const REMOVE_SANDBOX = 'sandbox-remove';
const LINES = [{ ...INSPECTIONS, quantity: 1500 }, { item: 'aimis/advanced-viewing', months: 12 }];

/** A sandbox in which every screen has content, at the same hour each time. */
export class Gallery {
  order = '';
  open = '';
  payment = '';
  owner = '';
  provider = '';
  private cookies: Awaited<ReturnType<BrowserContext['cookies']>> | undefined;

  private constructor(readonly world: World) {}

  static async open(): Promise<Gallery> {
    const gallery = new Gallery(await new World('tour').open('2026-01-10T09:00:00Z'));
    await gallery.organizations();
    await gallery.year();
    await gallery.waiting();
    await gallery.money();
    await gallery.consortium();
    await gallery.emergency();
    await gallery.programs();
    await gallery.providers();
    return gallery;
  }

  /** Signs in whoever sees a screen. */
  async enter(page: Page, name: string, address: string, language: Language): Promise<void> {
    if (address.startsWith('/vendor') || name === REMOVE_SANDBOX) {
      await this.world.enter(page, language);
      return;
    }
    await this.world.visit(page, language);
    if (address.startsWith('/second-factor')) {
      await this.signInHalf(page, name === SET_UP);
    } else {
      await this.signIn(page);
    }
  }

  /** Signs in somebody whose second factor is missing, or is not given yet. */
  private async signInHalf(page: Page, missing: boolean): Promise<void> {
    const email = await this.world.staff('finance');
    if (!missing) {
      await this.world.session(page, email);
      await page.context().clearCookies();
    }
    await this.world.password(page, email);
  }

  /** Signs in the owner of the organizations once, and then reuses the session. */
  private async signIn(page: Page): Promise<void> {
    if (this.cookies) {
      await page.context().addCookies(this.cookies);
    } else {
      await this.world.session(page, this.owner);
      this.cookies = await page.context().cookies();
    }
  }

  private async organizations(): Promise<void> {
    const { world } = this;
    const source = readFileSync('../catalogs/ipc.yaml', 'utf8')
      .replace(/^version: \S+/m, 'version: 2026-04-01')
      .replace(/^approval: \S+/m, 'approval: manual')
      .replace('amount: 5900', 'amount: 6200');
    await world.call('PUT', '/v1/catalogs/ipc/versions/2026-04-01', { source, at: '2026-02-20T04:00:00Z', by: 'Chen Jing' });
    await world.institution('first-hospital', NAME);
    await world.agreement('first-hospital');
    await world.institution('new-hospital', 'New Hospital', 'Europe/Berlin');
    await world.institution('owing-hospital', 'Owing Hospital', 'Asia/Tokyo');
    await world.agreement('owing-hospital');
    await world.institution('stopped-hospital', 'Stopped Hospital', 'America/Chicago');
    await world.agreement('stopped-hospital');
  }

  private async year(): Promise<void> {
    const { world } = this;
    this.order = await world.buy(
      'first-hospital',
      { ...INSPECTIONS, quantity: 5000 },
      { item: 'aimis/basic', years: 1 },
      { item: 'aimis/cloud-film', years: 1 },
    );
    await world.buy('first-hospital', { item: 'ipc/pre-consultation-assistant', months: 2 }, { item: 'ipc/overseas-deployment' });
    await world.clock('2026-02-01T02:00:00Z');
    await world.buy('first-hospital', INSPECTIONS);
    for (let day = 1; day <= 20; day++) {
      await world.clock(`2026-02-${String(day).padStart(2, '0')}T03:00:00Z`);
      await world.use('first-hospital', 100 + ((day * 37) % 160));
      if (day === 18) {
        await world.buy('stopped-hospital', INSPECTIONS);
        await world.use('stopped-hospital', 1250);
      }
    }
    await world.buy('owing-hospital', INSPECTIONS);
    await world.use('owing-hospital', 1400);
  }

  private async waiting(): Promise<void> {
    const { world } = this;
    this.open = await world.order('first-hospital', { item: 'ipc/health-analysis-summary', months: 3 });
    await world.clock('2026-02-20T15:00:00Z');
    const services = await world.call<{ items: { id: string }[] }>('GET', '/v1/organizations/first-hospital/services');
    await world.call('POST', `/v1/organizations/first-hospital/services/${services.items[0]?.id}/deliver`, {
      mode: 'REMOTE',
      by: 'Li Na',
      note: 'Deployed and tested.',
    });
    await world.call('POST', '/v1/organizations/first-hospital/sales-requests', {
      item: 'aimis/mimi-ai-report-onsite',
      contact: '王芳, +86 10 5555 0100',
      note: '请就一套产品与我们联系。',
    });
    this.owner = await world.person('first-hospital', 'owner');
    for (const other of ['new-hospital', 'owing-hospital', 'stopped-hospital']) {
      await world.join(this.owner, other, 'owner');
    }
    await world.person('first-hospital', 'buyer', 'finance');
  }

  /** Transfers: one that is recalled, one that pays several orders and leaves something, one that names none. */
  private async money(): Promise<void> {
    const { world } = this;
    const payments = '/v1/organizations/first-hospital/payments';
    const transfer = (amount: string, currency: string, reference: string, ...orders: string[]) =>
      world.call<{ payment: string }>('POST', payments, {
        method: 'TRANSFER',
        amount: { amount, currency },
        reference,
        ...(orders.length > 0 ? { orders } : {}),
      });
    const month = { item: 'ipc/health-analysis-summary', months: 1 };
    const lost = await transfer('20000.00', 'USD', 'BANK-TX-2026-000102', await world.order('first-hospital', month));
    await world.call('POST', `${payments}/${lost.payment}/recall`, {});
    const several = [month, month, month, month].map((line) => world.order('first-hospital', line));
    this.payment = (await transfer('110000.90', 'USD', '建行网银 2026022000012345', ...(await Promise.all(several)))).payment;
    await transfer('1500.00', 'EUR', 'SEPA 7700 1234 5678');
  }

  /** A consortium with much usage, and a first purchase that waits for the vendor's approval. */
  private async consortium(): Promise<void> {
    const { world } = this;
    await world.institution('east-clinic', '东区社区卫生服务中心');
    await world.institution('west-clinic', '西区社区卫生服务中心');
    await world.consortium('east-alliance', '东部医学影像联盟', 'east-clinic', 'west-clinic');
    await world.agreement('east-alliance');
    await world.join(this.owner, 'east-alliance', 'owner');
    await world.buy('east-alliance', { ...INSPECTIONS, quantity: 20_000 }, { item: 'aimis/mimi-ai-report', quantity: 3000 }, { item: 'aimis/basic', years: 2 });
    await world.buy('east-alliance', { item: 'aimis/remote-diagnosis', months: 6 }, { item: 'aimis/statistics', months: 1 });
    await world.buy('east-alliance', { item: 'ipc/pre-consultation-assistant', for: 'west-clinic', months: 12 }, { item: 'aimis/delivery' });
    for (const [quantity, resource] of [
      [6200, 'aimis/cloud-inspection'],
      [2650, 'aimis/mimi-ai-report'],
    ] as const) {
      await world.call('POST', '/v1/uses', { organization: 'east-alliance', resource, quantity, ...(resource.endsWith('n') ? { storage_years: 5 } : {}) });
    }
    await world.buy('new-hospital', { item: 'ipc/health-analysis-summary', months: 6 });
  }

  /** A hospital that is suspended, where doctors have opened what is: one case is over, in another it is open. */
  private async emergency(): Promise<void> {
    const { world } = this;
    const hospital = '/v1/organizations/night-hospital';
    await world.institution('night-hospital', '滨海新区急救中心', 'Asia/Shanghai');
    await world.agreement('night-hospital');
    await world.join(this.owner, 'night-hospital', 'owner');
    await world.buy('night-hospital', INSPECTIONS);
    await world.use('night-hospital', 1300);
    await world.clock('2026-02-21T15:30:00Z');
    await world.call('POST', `${hospital}/emergencies`, { doctor: '陈宇', reason: '急性脑卒中患者需立即调阅既往影像。', hours: 2 });
    await world.use('night-hospital', 3);
    await world.clock('2026-02-21T18:00:00Z');
    await world.call('POST', `${hospital}/emergencies`, { doctor: 'Dr. Zhao Min', reason: 'Polytrauma after a collision, two patients.', hours: 6 });
    await world.use('night-hospital', 2);
  }

  /** Programs with API keys, one of which is being rotated. */
  private async programs(): Promise<void> {
    const keys = '/v1/organizations/first-hospital/keys';
    const made = await this.world.call<{ id: string }>('POST', keys, {
      name: '影像归档系统',
      actions: ['uses.write', 'access.read'],
      expires_at: '2027-06-30T00:00:00Z',
    });
    await this.world.call('POST', `${keys}/${made.id}/rotate`, {});
    const vendor = { vendor: true, expires_at: '2027-06-30T23:59:59Z' };
    await this.world.call('POST', '/v1/keys', {
      ...vendor,
      name: 'ERP',
      actions: ['organization.read', 'orders.read', 'payments.read', 'payments.record'],
      addresses: ['192.0.2.7', '10.1.0.0/16'],
    });
    await this.world.call('POST', '/v1/keys', { ...vendor, name: '客户关系管理系统', actions: ['organizations.write', 'organization.read', 'sales.read'] });
    await this.world.call('POST', keys, { name: 'Reporting', actions: ['stock.read', 'orders.read'], expires_at: '2027-01-01T00:00:00Z' });
  }

  /** Identity providers, whose port nobody listens at. */
  private async providers(): Promise<void> {
    const nobody = 'http://127.0.0.1:9/realms/eastern-district-university-hospital';
    for (const name of ['Keycloak', `${NAME}统一身份认证平台`]) {
      const made = await this.world.call<{ id: string }>('POST', '/v1/organizations/first-hospital/identity-providers', {
        name,
        issuer: nobody,
        client_id: 'scrip',
        client_secret: 'a secret of the provider',
        domains: ['hospital.example', 'department-of-radiology.university-hospital.example'],
        groups_claim: 'groups',
        makes_people: true,
        roles: [
          { group: '8d1e1f00-6a6b-4b6a-9d5a-3c1d0f0f0f0f', role: 'VIEWER' },
          { group: 'scrip-finance', role: 'FINANCE' },
        ],
      });
      this.provider = made.id;
    }
  }
}

function address(path: string, query: Record<string, string | object>): string {
  const texts = Object.entries(query).map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)] as [string, string]);
  return `${path}?${new URLSearchParams(texts)}`;
}

type Words = (typeof WORDS)[Language];

/** What is opened on a screen by its address. */
type Opened = (page: Page, t: Words) => Promise<void>;

/** Every screen by its name, with its address, and what is then opened on it. */
export const SCREENS: [string, (gallery: Gallery) => string, Opened?][] = [
  ['home', () => '/'],
  ['prices', () => '/prices'],
  ['sign-in', () => '/sign-in'],
  ['sign-in-with', ({ provider }) => `/sign-in?with=${provider}`, (page) => page.getByRole('button', { name: NAME }).waitFor()],
  [
    'sign-on-refused',
    () => '/sign-in',
    async (page, t) => {
      await page.goto(new URL('sign-on/01930000-0000-7000-8000-000000000001?state=unknown&code=unknown', page.url()).href);
      await page.getByRole('heading', { name: t.signOn.failed }).waitFor();
    },
  ],
  ['choose', () => '/choose'],
  [
    REMOVE_SANDBOX,
    () => '/choose',
    async (page, { realm }) => {
      await page.getByRole('button', { name: realm.remove }).click();
      await page.getByRole('dialog').waitFor();
    },
  ],
  ['second-factor', () => '/second-factor'],
  [
    SET_UP,
    () => '/second-factor',
    async (page, { factor }) => {
      await page.getByRole('button', { name: factor.start }).click();
      await page.getByRole('img', { name: factor.picture }).waitFor();
    },
  ],
  ['me', () => '/me'],
  [
    'my-data',
    () => '/me',
    async (page, { desk }) => {
      await page.getByRole('button', { name: desk.me.erase }).click();
      await page.getByRole('dialog').waitFor();
    },
  ],
  ['overview', () => '/o/first-hospital'],
  ['overview-empty', () => '/o/new-hospital'],
  ['overview-arrears', () => '/o/owing-hospital'],
  ['overview-suspended', () => '/o/stopped-hospital'],
  ['emergency', () => '/o/night-hospital'],
  [
    'emergency-open',
    () => '/o/stopped-hospital',
    async (page, { desk }) => {
      await page.getByRole('button', { name: desk.emergency.do }).click();
      await page.getByRole('dialog').waitFor();
    },
  ],
  ['overview-consortium', () => '/o/east-alliance'],
  ['packs', () => '/o/first-hospital/packs'],
  ['movements', () => '/o/first-hospital/packs/movements?resource=aimis%2Fcloud-inspection&years=5'],
  ['usage', () => '/o/first-hospital/usage'],
  ['licenses', () => '/o/first-hospital/licenses'],
  ['renewals', () => '/o/first-hospital/renewals'],
  ['orders', () => '/o/first-hospital/orders'],
  ['order', ({ order }) => `/o/first-hospital/orders/${order}`],
  ['payments', () => '/o/first-hospital/payments'],
  ['payment', ({ payment }) => `/o/first-hospital/payments/${payment}`],
  ['people', () => '/o/first-hospital/people'],
  ['keys', () => '/o/first-hospital/keys'],
  ['sign-on', () => '/o/first-hospital/sign-on'],
  ['sign-on-empty', () => '/o/new-hospital/sign-on'],
  [
    'sign-on-edit',
    () => '/o/first-hospital/sign-on',
    async (page, { desk }) => {
      const one = page.getByRole('region', { name: NAME });
      await one.getByRole('button', { name: desk.providers.test }).click();
      await one.getByText(desk.providers.wrong).waitFor();
      await one.getByRole('button', { name: desk.providers.edit, exact: true }).click();
    },
  ],
  ['audit', () => '/o/first-hospital/audit'],
  ['services', () => '/o/first-hospital/services'],
  ['notices', () => '/o/first-hospital/notices'],
  ['buy', () => address('/o/first-hospital/buy', { product: 'aimis', lines: LINES })],
  ['buy-plans', () => address('/o/owing-hospital/buy', { product: 'aimis', lines: [INSPECTIONS] })],
  ['buy-consortium', () => address('/o/east-alliance/buy', { product: 'ipc', lines: [{ item: 'ipc/pre-consultation-assistant', months: 6, for: 'east-clinic' }] })],
  ['buy-no-agreement', () => '/o/new-hospital/buy?product=aimis'],
  ['terms', () => address('/o/owing-hospital/buy/terms', { key: 'a', lines: [INSPECTIONS] })],
  ['confirm', ({ open }) => `/o/first-hospital/orders/${open}/confirm`],
  ['transfer', ({ open }) => `/o/first-hospital/orders/${open}/pay?method=TRANSFER`],
  ['result', ({ order }) => `/o/first-hospital/orders/${order}/result`],
  ['contact', () => '/o/first-hospital/contact?item=aimis%2Fmimi-ai-report-onsite'],
  ['desk', () => '/vendor'],
  ['desk-debts', () => '/vendor/desk/debts'],
  ['organizations', () => '/vendor/organizations'],
  ['organization', () => '/vendor/organizations/first-hospital'],
  ['organization-emergency', () => '/vendor/organizations/night-hospital'],
  ['vendor-keys', () => '/vendor/keys'],
  ['vendor-sign-on', () => '/vendor/sign-on'],
  ['catalogs', () => '/vendor/catalogs'],
];

import { INSPECTIONS, World } from './world';

const NAME = '复旦大学附属长宁区中心医院互联网医院与影像诊断中心（东院区）';
const LINES = [{ ...INSPECTIONS, quantity: 1500 }, { item: 'aimis/advanced-viewing', months: 12 }];

/** A sandbox in which every screen has something to show, at the same hour each time. */
export class Gallery {
  order = '';
  open = '';
  owner = '';

  private constructor(readonly world: World) {}

  static async open(): Promise<Gallery> {
    const gallery = new Gallery(await new World('pages').open('2026-01-10T09:00:00Z'));
    await gallery.organizations();
    await gallery.year();
    await gallery.waiting();
    return gallery;
  }

  private async organizations(): Promise<void> {
    const { world } = this;
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
    const services = await world.call<{ services: { id: string }[] }>('GET', '/v1/organizations/first-hospital/services');
    await world.call('POST', `/v1/organizations/first-hospital/services/${services.services[0]?.id}/deliver`, {
      mode: 'remote',
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
}

function address(path: string, query: Record<string, string | object>): string {
  const texts = Object.entries(query).map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)] as [string, string]);
  return `${path}?${new URLSearchParams(texts)}`;
}

/** Every screen by its name, and where it is. */
export const SCREENS: [string, (gallery: Gallery) => string][] = [
  ['home', () => '/'],
  ['prices', () => '/prices'],
  ['sign-in', () => '/sign-in'],
  ['choose', () => '/choose'],
  ['me', () => '/me'],
  ['overview', () => '/o/first-hospital'],
  ['overview-empty', () => '/o/new-hospital'],
  ['overview-arrears', () => '/o/owing-hospital'],
  ['overview-suspended', () => '/o/stopped-hospital'],
  ['packs', () => '/o/first-hospital/packs'],
  ['movements', () => '/o/first-hospital/packs/movements?resource=aimis%2Fcloud-inspection&years=5'],
  ['usage', () => '/o/first-hospital/usage'],
  ['licenses', () => '/o/first-hospital/licenses'],
  ['renewals', () => '/o/first-hospital/renewals'],
  ['orders', () => '/o/first-hospital/orders'],
  ['order', ({ order }) => `/o/first-hospital/orders/${order}`],
  ['people', () => '/o/first-hospital/people'],
  ['keys', () => '/o/first-hospital/keys'],
  ['audit', () => '/o/first-hospital/audit'],
  ['services', () => '/o/first-hospital/services'],
  ['notices', () => '/o/first-hospital/notices'],
  ['buy', () => address('/o/first-hospital/buy', { product: 'aimis', lines: LINES })],
  ['buy-plans', () => address('/o/owing-hospital/buy', { product: 'aimis', lines: [INSPECTIONS] })],
  ['buy-no-agreement', () => '/o/new-hospital/buy?product=aimis'],
  ['terms', () => address('/o/owing-hospital/buy/terms', { key: 'a', lines: [INSPECTIONS] })],
  ['confirm', ({ open }) => `/o/first-hospital/orders/${open}/confirm`],
  ['transfer', ({ open }) => `/o/first-hospital/orders/${open}/pay?method=transfer`],
  ['result', ({ order }) => `/o/first-hospital/orders/${order}/result`],
  ['contact', () => '/o/first-hospital/contact?item=aimis%2Fmimi-ai-report-onsite'],
  ['desk', () => '/vendor'],
  ['organizations', () => '/vendor/organizations'],
  ['organization', () => '/vendor/organizations/first-hospital'],
  ['catalogs', () => '/vendor/catalogs'],
];

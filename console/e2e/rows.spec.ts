import { mkdirSync } from 'node:fs';
import { expect, test, type Page } from '@playwright/test';
import { World } from './world';

/** How many rows a long list has; can be set with `SCRIP_ROWS=100000`. */
const ROWS = Number(process.env['SCRIP_ROWS'] ?? 60);
const CALLERS = 64;
const FOLDER = process.env['SCRIP_SCREENSHOTS'];
const LONG = '中国医学科学院北京协和医院互联网医院与区域影像诊断远程会诊协作中心（东院区、西院区及国际医疗部）';
const PAGE = 25;

let none: World;
let one: World;
let many: World;

test.setTimeout(600_000);
// One worker fills the sandboxes, once.
test.describe.configure({ mode: 'default' });

/** Runs a step for each number below `count`, many in parallel. */
async function each(count: number, step: (index: number) => Promise<unknown>): Promise<void> {
  let next = 0;
  await Promise.all(
    Array.from({ length: CALLERS }, async () => {
      for (let index = next++; index < count; index = next++) {
        await step(index);
      }
    }),
  );
}

/** A sandbox in which the one hospital has that many rows in each list, and the vendor that many hospitals. */
async function filled(name: string, rows: number): Promise<World> {
  const world = await new World(`rows-${name}`).open('2026-01-10T09:00:00Z');
  const hospital = '/v1/organizations/hospital';
  await world.institution('hospital', LONG);
  await world.agreement('hospital');
  await each(rows - 1, (index) =>
    world.call('PUT', `/v1/organizations/h-${index}`, { kind: 'INSTITUTION', name: `${LONG} ${index}`, zone: 'Asia/Shanghai' }),
  );
  await each(rows, (index) =>
    world.call('POST', `${hospital}/grants`, { resource: 'aimis/cloud-inspection', quantity: 10 + (index % 90), storage_years: 5 }),
  );
  await each(rows, () => world.use('hospital', 1));
  await each(rows, () => world.order('hospital', { item: 'ipc/health-analysis-summary', months: 3 }));
  await each(rows, (index) =>
    world.call('POST', `${hospital}/payments`, {
      method: 'TRANSFER',
      amount: { amount: `${100 + index}.00`, currency: 'USD' },
      reference: `建行网银流水号 2026011000000000-${index}`,
    }),
  );
  if (rows > 0) {
    // Each set is a separate license.
    await world.buy('hospital', {
      item: 'ipc/checkup-knowledge-customization',
      quantity: Math.min(rows, 1000),
      months: 2,
      capacity: 'ADD',
    });
  }
  await each(Math.min(rows, 200), (index) =>
    world.call('POST', `${hospital}/invitations`, { email: `somebody-${index}@${world.realm}.example`, roles: ['VIEWER'] }),
  );
  await each(Math.min(rows, 200), (index) =>
    world.call('POST', `${hospital}/keys`, {
      name: `影像归档与通信系统接口密钥 ${index}`,
      actions: ['uses.write'],
      expires_at: '2027-01-01T00:00:00Z',
    }),
  );
  return world;
}

test.beforeAll(async () => {
  none = await new World('rows-none').open('2026-01-10T09:00:00Z');
  await none.institution('hospital', LONG);
  one = await filled('one', 1);
  many = await filled('many', ROWS);
});

interface Screen {
  path: string;
  /** The request of the screen. */
  asks: RegExp;
  rows: string;
  /** The text of the empty list; null where there are always rows. */
  empty: RegExp | null;
  one: number;
}

const TABLE = '.table tbody tr';
const SCREENS: Record<string, Screen> = {
  organizations: { path: '/vendor/organizations', asks: /\/v1\/organizations\?/, rows: TABLE, empty: null, one: 1 },
  packs: { path: '/o/hospital/packs', asks: /\/hospital\/packs\?/, rows: TABLE, empty: /No packs yet/, one: 1 },
  movements: {
    path: '/o/hospital/packs/movements?resource=aimis%2Fcloud-inspection&years=5',
    asks: /\/hospital\/movements\?/,
    rows: TABLE,
    empty: /Nothing has moved yet/,
    one: 2,
  },
  licenses: { path: '/o/hospital/licenses', asks: /\/hospital\/licenses\?/, rows: TABLE, empty: /No licenses yet/, one: 1 },
  orders: { path: '/o/hospital/orders', asks: /\/hospital\/orders\?/, rows: TABLE, empty: /No orders/, one: 2 },
  payments: { path: '/o/hospital/payments', asks: /\/hospital\/payments\?/, rows: TABLE, empty: /No payments/, one: 2 },
  keys: { path: '/o/hospital/keys', asks: /\/hospital\/keys\?/, rows: TABLE, empty: /No keys yet/, one: 1 },
  people: { path: '/o/hospital/people', asks: /\/hospital\/people\?/, rows: '.tasks li', empty: /Nobody yet/, one: 1 },
  audit: { path: '/o/hospital/audit', asks: /\/hospital\/audit\?/, rows: TABLE, empty: null, one: 8 },
  notices: { path: '/o/hospital/notices', asks: /\/hospital\/notices\?/, rows: '.timeline li', empty: /No notices yet/, one: 1 },
  desk: { path: '/vendor', asks: /\/v1\/desk$/, rows: '.tasks li', empty: /No order waits for a transfer/, one: 1 },
  transfers: { path: '/vendor/desk/transfers', asks: /\/v1\/desk\/transfers\?/, rows: '.tasks li', empty: /No order waits for a transfer/, one: 1 },
  catalogs: { path: '/vendor/catalogs', asks: /\/versions\?/, rows: TABLE, empty: null, one: 2 },
};

async function settled(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle');
  await expect(page.locator('.waiting')).toHaveCount(0);
}

async function fits(page: Page, name: string): Promise<void> {
  for (const width of [1440, 390]) {
    await page.setViewportSize({ width, height: 900 });
    if (FOLDER) {
      mkdirSync(FOLDER, { recursive: true });
      await page.screenshot({ path: `${FOLDER}/rows-${name}.${width}.png`, fullPage: true });
    }
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    expect(wide, `${name} is wider than ${width}`).toBeLessThanOrEqual(0);
  }
}

for (const [name, screen] of Object.entries(SCREENS)) {
  test(`${name}: no, one and many rows`, async ({ page }) => {
    await none.enter(page, 'en');
    await page.goto(none.at(screen.path));
    await settled(page);
    if (screen.empty) {
      await expect(page.getByText(screen.empty).first()).toBeVisible();
    }
    await fits(page, `${name}-none`);

    await one.enter(page, 'en');
    await page.goto(one.at(screen.path));
    await settled(page);
    expect(await page.locator(screen.rows).count()).toBeGreaterThanOrEqual(screen.one);
    await fits(page, `${name}-one`);

    await many.enter(page, 'zh');
    const asked = page.waitForResponse((answer) => screen.asks.test(answer.url()));
    await page.goto(many.at(screen.path));
    const answer = await asked;
    expect(answer.status()).toBe(200);
    await settled(page);
    console.log(`${name}: ${Math.round(answer.request().timing().responseEnd)} ms for ${ROWS} rows`);
    expect(await page.locator(screen.rows).count()).toBeLessThanOrEqual(400);
    await fits(page, `${name}-many`);
  });

  test(`${name}: an error of the server is shown, and the request can be repeated`, async ({ page }) => {
    await one.enter(page, 'en');
    const problem = (status: number, code: string) => ({
      status,
      contentType: 'application/problem+json',
      body: JSON.stringify({ type: `/docs/problems/${code}`, title: code, status, code, detail: 'said by the trial', request_id: 'trial' }),
    });
    const refusals: [string, RegExp, ((route: import('@playwright/test').Route) => Promise<void>)][] = [
      ['503', /does not answer/i, (route) => route.fulfill(problem(503, 'DATABASE_AWAY'))],
      ['403', /role does not include/i, (route) => route.fulfill(problem(403, 'FORBIDDEN'))],
      ['away', /does not answer/i, (route) => route.abort('connectionrefused')],
    ];
    // One kind of error per screen in turn, since most take seconds of retries; all of them when run by hand.
    const turn = Object.keys(SCREENS).indexOf(name) % refusals.length;
    for (const [kind, text, refuse] of process.env['SCRIP_ROWS'] ? refusals : refusals.slice(turn, turn + 1)) {
      await page.route(screen.asks, refuse);
      await page.goto(one.at(screen.path));
      const trouble = page.locator('.trouble').first();
      await expect(trouble).toBeVisible({ timeout: 20_000 });
      await expect(trouble).toContainText(text);
      await expect(page.locator('.platform-menu a').first()).toBeAttached();
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await fits(page, `${name}-${kind}`);
      await page.unroute(screen.asks);
      await trouble.getByRole('button', { name: 'Try again' }).click();
      await expect(page.locator(screen.rows).first()).toBeVisible();
    }
  });
}

test('the address keeps filter, sort order and page, and the next page differs', async ({ page }) => {
  test.skip(ROWS <= PAGE, 'too few rows for two pages');
  await many.enter(page, 'en');
  await page.goto(many.at('/o/hospital/orders?state=CONFIRMED&sort=OLDEST'));
  await settled(page);
  await expect(page.getByLabel('State')).toHaveValue('CONFIRMED');
  await expect(page.getByText(`${PAGE} rows on this page`)).toBeVisible();
  // As the page shows it: the text of the document has no tabs between cells, so it always differs.
  const shown = { useInnerText: true };
  const top = page.locator(TABLE).first();
  const first = await top.innerText();
  await page.getByRole('button', { name: 'Next page' }).click();
  await expect(page).toHaveURL(/state=CONFIRMED&sort=OLDEST&cursor=/);
  await expect(top).not.toHaveText(first, shown);
  const second = await top.innerText();
  await page.reload();
  await expect(top).toHaveText(second, shown);
  await page.getByLabel('State').selectOption('PAID');
  await expect(page).not.toHaveURL(/cursor=/);
  await expect(page.getByLabel('State')).toHaveValue('PAID');
  await page.goBack();
  await expect(top).toHaveText(second, shown);
});

test('the CSV has every row that matches the filter', async ({ page }) => {
  await many.enter(page, 'en');
  await page.goto(many.at('/vendor/organizations?search=h-1'));
  await settled(page);
  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export CSV' }).click();
  const stream = await (await saved).createReadStream();
  let text = '';
  for await (const part of stream) {
    text += String(part);
  }
  const found = Array.from({ length: ROWS - 1 }, (_, index) => `h-${index}`).filter((id) => id.includes('h-1')).length;
  expect(text.trim().split('\r\n').length - 1).toBe(found);
});

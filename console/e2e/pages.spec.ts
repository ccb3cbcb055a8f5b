import { mkdirSync } from 'node:fs';
import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { INSPECTIONS, World } from './world';

const FOLDER = process.env['SCRIP_SCREENSHOTS'] ?? 'screens';
const NAME = '复旦大学附属长宁区中心医院互联网医院与影像诊断中心（东院区）';

let world: World;
test.setTimeout(180_000);

let order = '';
let open = '';

test.beforeAll(async () => {
  world = await new World('pages').open('2026-01-10T09:00:00Z');
  await world.institution('first-hospital', NAME);
  await world.agreement('first-hospital');
  await world.institution('new-hospital', 'New Hospital', 'Europe/Berlin');
  await world.institution('owing-hospital', 'Owing Hospital', 'Asia/Tokyo');
  await world.agreement('owing-hospital');
  order = await world.buy('first-hospital', { ...INSPECTIONS, quantity: 5000 }, { item: 'aimis/basic', years: 1 }, { item: 'aimis/cloud-film', years: 1 });
  await world.buy('first-hospital', { item: 'ipc/pre-consultation-assistant', months: 2 }, { item: 'ipc/overseas-deployment' });
  await world.clock('2026-02-01T02:00:00Z');
  await world.buy('first-hospital', INSPECTIONS);
  for (let day = 1; day <= 20; day++) {
    await world.clock(`2026-02-${String(day).padStart(2, '0')}T03:00:00Z`);
    await world.use('first-hospital', 100 + ((day * 37) % 160));
  }
  open = await world.order('first-hospital', { item: 'ipc/health-analysis-summary', months: 3 });
  await world.buy('owing-hospital', INSPECTIONS);
  await world.use('owing-hospital', 1400);
  await world.clock('2026-02-20T15:00:00Z');
  const services = await world.call<{ services: { id: string }[] }>('GET', '/v1/organizations/first-hospital/services');
  await world.call('POST', `/v1/organizations/first-hospital/services/${services.services[0]?.id}/deliver`, { mode: 'remote', by: 'Li Na', note: 'Deployed and tested.' });
  await world.call('POST', '/v1/organizations/first-hospital/sales-requests', {
    item: 'aimis/mimi-ai-report-onsite',
    contact: '王芳, +86 10 5555 0100',
    note: '请就一套产品与我们联系。',
  });
});

const LINES = encodeURIComponent(
  JSON.stringify([{ ...INSPECTIONS, quantity: 1500 }, { item: 'aimis/advanced-viewing', months: 12 }]),
);

const SCREENS: [string, () => string][] = [
  ['home', () => '/'],
  ['prices', () => '/prices'],
  ['sign-in', () => '/sign-in'],
  ['choose', () => '/choose'],
  ['overview', () => '/o/first-hospital'],
  ['overview-empty', () => '/o/new-hospital'],
  ['overview-arrears', () => '/o/owing-hospital'],
  ['packs', () => '/o/first-hospital/packs'],
  ['movements', () => '/o/first-hospital/packs/movements?resource=aimis%2Fcloud-inspection&years=5'],
  ['usage', () => '/o/first-hospital/usage'],
  ['licenses', () => '/o/first-hospital/licenses'],
  ['renewals', () => '/o/first-hospital/renewals'],
  ['orders', () => '/o/first-hospital/orders'],
  ['order', () => `/o/first-hospital/orders/${order}`],
  ['people', () => '/o/first-hospital/people'],
  ['keys', () => '/o/first-hospital/keys'],
  ['audit', () => '/o/first-hospital/audit'],
  ['services', () => '/o/first-hospital/services'],
  ['notices', () => '/o/first-hospital/notices'],
  ['buy', () => `/o/first-hospital/buy?product=aimis&lines=${LINES}`],
  ['buy-plans', () => `/o/owing-hospital/buy?product=aimis&lines=${encodeURIComponent(JSON.stringify([INSPECTIONS]))}`],
  ['buy-no-agreement', () => '/o/new-hospital/buy?product=aimis'],
  ['terms', () => `/o/owing-hospital/buy/terms?key=a&lines=${encodeURIComponent(JSON.stringify([INSPECTIONS]))}`],
  ['confirm', () => `/o/first-hospital/orders/${open}/confirm`],
  ['transfer', () => `/o/first-hospital/orders/${open}/pay?method=transfer`],
  ['result', () => `/o/first-hospital/orders/${order}/result`],
  ['contact', () => '/o/first-hospital/contact?item=aimis%2Fmimi-ai-report-onsite'],
  ['desk', () => '/vendor'],
  ['organizations', () => '/vendor/organizations'],
  ['organization', () => '/vendor/organizations/first-hospital'],
  ['catalogs', () => '/vendor/catalogs'],
];

async function settled(page: Page) {
  await page.waitForLoadState('networkidle');
  await expect(page.locator('.waiting')).toHaveCount(0);
}

for (const [name, path] of SCREENS) {
  test(`${name} has no fault of access and fits, in both languages and widths`, async ({ page }) => {
    mkdirSync(FOLDER, { recursive: true });
    for (const language of ['en', 'zh'] as const) {
      await world.enter(page, language);
      for (const width of [1440, 390]) {
        await page.setViewportSize({ width, height: 900 });
        await page.goto(path());
        await settled(page);
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        await page.screenshot({ path: `${FOLDER}/${name}.${language}.${width}.png`, fullPage: true });
        expect(wide, `${name} is wider than ${width}`).toBeLessThanOrEqual(0);
        const found = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']).analyze();
        const faults = found.violations.map((fault) => `${fault.id}: ${fault.nodes.map((node) => node.html.slice(0, 160)).join(' | ')}`);
        expect(faults, `${name} ${language} ${width}`).toEqual([]);
        const missing = await page.evaluate(
          () => document.body.innerText.match(/\b(?:[a-z]+\.)+[a-z][A-Za-z]+\b/g)?.filter((word) => !/\.(com|yaml|start)$/.test(word)) ?? [],
        );
        // The audit log shows names of operations, which look like names of words.
        expect(name === 'audit' ? [] : missing.filter((word) => /^(common|nav|buy|line|order|orders|overview|desk|vendor|task|state|debt|code|term|plan|per)\./.test(word))).toEqual([]);
      }
    }
  });
}

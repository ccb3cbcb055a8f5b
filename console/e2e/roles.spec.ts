import { readFileSync } from 'node:fs';
import { expect, test, type Page } from './story';
import { INSPECTIONS, World } from './world';
import { LANGUAGES, WORDS } from './words';

const t = WORDS.en;

async function enter(world: World, page: Page, email: string, path: string) {
  await world.visit(page, 'en');
  await world.session(page, email);
  await page.goto(world.at(path));
}

/** What each role of the vendor is offered on the page of an organization and of the catalogs. */
const VENDOR = [
  { role: 'ADMINISTRATOR', agreement: true, transfer: true, name: true, deliver: true, publish: true },
  { role: 'SALES', agreement: true, transfer: false, name: true, deliver: false, publish: false },
  { role: 'FINANCE', agreement: false, transfer: true, name: false, deliver: false, publish: false },
  { role: 'OPERATIONS', agreement: false, transfer: false, name: false, deliver: true, publish: false },
  { role: 'AUDITOR', agreement: false, transfer: false, name: false, deliver: false, publish: false },
] as const;

for (const { role, ...may } of VENDOR) {
  test(`the vendor's ${role} sees the forms of that role and no other`, async ({ page }) => {
    const world = await new World('staff').open('2026-03-01T09:00:00Z');
    await world.institution('first-hospital', 'First Hospital');
    await world.agreement('first-hospital');
    await world.buy('first-hospital', { item: 'aimis/delivery' });
    await world.order('first-hospital', INSPECTIONS);
    await enter(world, page, await world.staff(role), '/vendor/organizations/first-hospital');
    await expect(page.getByRole('heading', { name: t.desk.vendor.coming })).toBeVisible();
    await expect(page.getByRole('heading', { name: t.desk.work.services })).toBeVisible();
    await expect(page.getByText('Delivery service').first()).toBeVisible();
    const count = (offered: boolean) => (offered ? 1 : 0);
    await expect(page.getByRole('button', { name: t.desk.vendor.record, exact: true })).toHaveCount(count(may.agreement));
    await expect(page.getByRole('button', { name: t.desk.vendor.recordTransfer })).toHaveCount(count(may.transfer));
    await expect(page.getByRole('button', { name: t.desk.vendor.rename })).toHaveCount(count(may.name));
    await expect(page.getByRole('button', { name: t.desk.work.deliver, exact: true })).toHaveCount(count(may.deliver));
    const payments = page.getByRole('region', { name: t.desk.menu.payments });
    await expect(payments.getByRole('link', { name: /^SCRIP-/ })).toBeVisible();
    await expect(payments.getByRole('button', { name: t.desk.recall.do })).toHaveCount(count(may.transfer));
    await page.goto(world.at('/vendor'));
    const transfers = page.getByRole('region', { name: t.desk.desk.transfers });
    await expect(transfers.getByRole('link', { name: 'First Hospital' })).toBeVisible();
    await expect(transfers.getByRole('link', { name: t.desk.desk.record, exact: true })).toHaveCount(count(may.transfer));
    const services = page.getByRole('region', { name: t.desk.desk.services });
    await expect(services.getByRole('link', { name: t.desk.work.open })).toHaveCount(count(may.deliver));
    await page.goto(world.at('/vendor/catalogs'));
    await expect(page.getByRole('heading', { name: t.desk.menu.catalogs })).toBeVisible();
    await expect(page.getByText(t.desk.catalogs.IN_FORCE).first()).toBeVisible();
    await expect(page.getByText(t.desk.publish.title)).toHaveCount(may.publish ? 2 : 0);
  });
}

test('who only keeps the catalogs is led to them', async ({ page }) => {
  const world = await new World('keeper').open('2026-03-01T09:00:00Z');
  await enter(world, page, await world.staff('catalog'), '/vendor');
  await expect(page.getByText(t.desk.publish.title)).toHaveCount(2);
  await expect(page.getByRole('navigation').getByRole('link', { name: t.desk.menu.organizations })).toHaveCount(0);
});

test('finance pays what others have confirmed, and cannot order or cancel', async ({ page }) => {
  const world = await new World('finance').open('2026-03-01T09:00:00Z');
  await world.institution('first-hospital', 'First Hospital');
  await world.agreement('first-hospital');
  const order = await world.order('first-hospital', INSPECTIONS);
  await enter(world, page, await world.person('first-hospital', 'finance'), `/o/first-hospital/orders/${order}`);
  await expect(page.getByRole('link', { name: t.confirm.payNow })).toBeVisible();
  await expect(page.getByRole('button', { name: t.desk.order.cancel })).toHaveCount(0);
  await page.getByRole('link', { name: t.confirm.payNow }).click();
  await page.getByRole('button', { name: t.confirm.payNow }).click();
  await expect(page.getByRole('heading', { name: t.result.active })).toBeVisible();
  for (const path of ['buy', 'buy/terms', 'contact', 'renewals']) {
    await page.goto(world.at(`/o/first-hospital/${path}`));
    await expect(page.getByRole('heading', { name: t.trouble.forbidden.title })).toBeVisible();
  }
});

/** Which role of an organization sees its payments, and applies the money that no order has taken. */
const MONEY = [
  { role: 'OWNER', read: true, apply: true },
  { role: 'BUYER', read: true, apply: false },
  { role: 'FINANCE', read: true, apply: true },
  { role: 'OPERATOR', read: false, apply: false },
  { role: 'VIEWER', read: true, apply: false },
] as const;

test('each role of an organization sees the payments that it may, and applies money if it may', async ({ page }) => {
  const world = await new World('money').open('2026-03-01T09:00:00Z');
  await world.institution('first-hospital', 'First Hospital');
  await world.agreement('first-hospital');
  await world.order('first-hospital', INSPECTIONS);
  await world.call('POST', '/v1/organizations/first-hospital/payments', { method: 'TRANSFER', amount: { amount: '100.00', currency: 'USD' } });
  for (const { role, read, apply } of MONEY) {
    await enter(world, page, await world.person('first-hospital', role), '/o/first-hospital/payments');
    const menu = page.getByRole('navigation').getByRole('link', { name: t.desk.menu.payments });
    if (read) {
      await expect(menu).toBeVisible();
      await expect(page.getByRole('region', { name: t.desk.unapplied.title })).toContainText('USD 100.00');
    } else {
      await expect(page.getByRole('heading', { name: t.trouble.forbidden.title }).first()).toBeVisible();
      await expect(menu).toHaveCount(0);
    }
    await expect(page.getByRole('button', { name: t.desk.unapplied.apply })).toHaveCount(apply ? 1 : 0);
    await expect(page.getByRole('button', { name: t.desk.recall.do })).toHaveCount(0);
  }
});

for (const language of LANGUAGES) {
  test(`${language}: an order of nothing waits for the agreement and offers no payment`, async ({ page }) => {
    const words = WORDS[language];
    const world = await new World('nothing').open('2026-01-10T09:00:00Z');
    const source = readFileSync('../catalogs/aimis.yaml', 'utf8')
      .replace(/^version: \S+/m, 'version: 2026-04-01')
      .replace('per: unit, amount: 0.80', 'per: unit, amount: 0.000001');
    await world.call('PUT', '/v1/catalogs/aimis/versions/2026-04-01', { source, at: '2026-02-20T04:00:00Z', by: 'Chen Jing' });
    await world.clock('2026-02-21T04:00:00Z');
    await world.institution('first-hospital', 'First Hospital');
    const order = await world.order('first-hospital', { item: 'aimis/mimi-ai-report', quantity: 1000 });
    await world.enter(page, language);
    for (const path of ['', '/confirm', '/pay?method=SANDBOX', '/pay?method=TRANSFER']) {
      await page.goto(world.at(`/o/first-hospital/orders/${order}${path}`));
      await expect(page.getByText(words.confirm.nothingTitle)).toBeVisible();
      await expect(page.locator('.tag').filter({ hasText: words.desk.order.unsigned })).toBeVisible();
      await expect(page.getByText(words.confirm.payNow, { exact: true })).toHaveCount(0);
    }
    await world.agreement('first-hospital');
    await expect(page.locator('.tag').filter({ hasText: words.desk.order.ACTIVE })).toBeVisible();
  });
}

test('the desk of a phone shows every button whole', async ({ page }) => {
  const world = await new World('phone').open('2026-03-01T09:00:00Z');
  await world.institution('first-hospital', 'First Hospital');
  await world.agreement('first-hospital');
  await world.buy('first-hospital', { item: 'aimis/delivery' });
  const { items: services } = await world.call<{ items: { id: string }[] }>('GET', '/v1/organizations/first-hospital/services');
  await world.call('POST', `/v1/organizations/first-hospital/services/${services[0]?.id}/schedule`, { mode: 'LOCAL', by: 'Li Na' });
  await page.setViewportSize({ width: 390, height: 900 });
  for (const language of LANGUAGES) {
    const { desk } = WORDS[language];
    await world.enter(page, language);
    await page.goto(world.at('/vendor'));
    const card = page.getByRole('region', { name: desk.desk.services });
    const button = card.getByRole('link', { name: desk.work.open });
    await expect(button).toBeVisible();
    await expect(async () => {
      const [inner, outer] = [await button.boundingBox(), await card.boundingBox()];
      expect((inner?.x ?? 0) + (inner?.width ?? 0)).toBeLessThanOrEqual((outer?.x ?? 0) + (outer?.width ?? 0));
    }).toPass();
  }
});

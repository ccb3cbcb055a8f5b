import { expect, test } from '@playwright/test';
import { World } from './world';

test('a pack is bought in the browser: 1,500 is refused with a choice, terms are ticked, one payment however often', async ({
  page,
}) => {
  const world = await new World('buy').open('2026-03-01T09:00:00Z');
  await world.institution('first-hospital', 'First Hospital');
  await world.agreement('first-hospital');
  await world.enter(page, 'en');
  await page.goto('/o/first-hospital/buy?product=aimis');
  await page.getByRole('button', { name: 'Add Cloud inspection', exact: true }).click();
  const quantity = page.getByLabel('Quantity (inspection)');
  await quantity.fill('1500');
  await expect(page.getByRole('button', { name: 'Take 1,000' })).toBeVisible();
  await page.getByRole('button', { name: 'Take 2,000' }).click();
  await expect(page.getByRole('group', { name: 'Plans side by side' })).toContainText('Annual');
  await page.getByRole('button', { name: 'Continue to the service terms' }).click();
  const purchase = page.getByRole('button', { name: 'Purchase Now' });
  await expect(purchase).toBeDisabled();
  await page.getByLabel('I have read the service terms').check();
  await purchase.click();
  await expect(page.getByRole('heading', { name: 'Order confirmation' })).toBeVisible();
  await expect(page.getByText('No refund')).toBeVisible();
  await page.getByRole('button', { name: 'Pay Now' }).dblclick();
  await expect(page.getByRole('heading', { name: 'Paid and activated' })).toBeVisible();
  const address = new URL(page.url());
  await page.goto(address.pathname.replace(/result$/, 'pay') + '?method=sandbox');
  await expect(page.getByRole('heading', { name: 'Paid and activated' })).toBeVisible();
  await page.getByRole('link', { name: 'To the overview' }).click();
  await expect(page.getByText('2,000 inspection').first()).toBeVisible();
  const packs = await world.call<{ packs: unknown[] }>('GET', '/v1/organizations/first-hospital/packs');
  expect(packs.packs).toHaveLength(1);
});

test('arrears, banner, suspension, top-up, restoration', async ({ page }) => {
  const world = await new World('arrears').open('2026-03-01T09:00:00Z');
  await world.institution('first-hospital', 'First Hospital');
  await world.agreement('first-hospital');
  await world.buy('first-hospital', { item: 'aimis/cloud-inspection', plan: 'by-quantity', quantity: 1000, storage_years: 5 });
  await world.use('first-hospital', 1500);
  await world.enter(page, 'zh');
  await page.goto('/o/first-hospital');
  await expect(page.getByRole('heading', { name: '已欠费，目前一切照常可用' })).toBeVisible();
  await world.clock('2026-03-02T09:00:00Z');
  await page.reload();
  await expect(page.getByRole('heading', { name: '已停用' })).toBeVisible();
  await page.getByRole('link', { name: /^充值/ }).click();
  await expect(page.getByText('优先抵扣欠费')).toBeVisible();
  await page.getByRole('button', { name: '下一步：服务条款' }).click();
  await page.getByLabel('我已阅读并接受服务条款。').check();
  await page.getByRole('button', { name: '立即购买' }).click();
  await expect(page.getByText('恢复已停用的功能')).toBeVisible();
  await page.getByRole('button', { name: '立即付款' }).click();
  await expect(page.getByRole('heading', { name: '已付款并开通' })).toBeVisible();
  await page.getByRole('link', { name: '返回概览' }).click();
  await expect(page.getByRole('heading', { name: '已停用' })).toHaveCount(0);
});

test('a bank transfer shows its reference, the vendor records it, the order is active', async ({ page }) => {
  const world = await new World('transfer').open('2026-03-01T09:00:00Z');
  await world.institution('second-hospital', 'Second Hospital');
  const order = await world.order('second-hospital', { item: 'ipc/pre-consultation-assistant', months: 12 });
  await world.enter(page, 'en');
  await page.goto(`/o/second-hospital/orders/${order}/confirm`);
  await page.getByLabel('Bank transfer').check();
  await page.getByRole('button', { name: 'Pay Now' }).click();
  await expect(page.getByRole('heading', { name: 'Bank transfer' })).toBeVisible();
  await expect(page.getByText(`SCRIP-${order.slice(-8).toUpperCase()}`)).toBeVisible();
  await expect(page.getByText('Held until', { exact: true })).toBeVisible();
  await page.goto('/vendor');
  await page.getByRole('link', { name: 'Record' }).click();
  await page.getByRole('button', { name: 'Record the transfer' }).click();
  await expect(page.getByText('Recorded.', { exact: true })).toBeVisible();
  const found = await world.call<{ state: string }>('GET', `/v1/organizations/second-hospital/orders/${order}`);
  expect(found.state).toBe('ACTIVE');
});

import { expect, test } from './story';
import { World } from './world';

test('the ten minutes of the README: buy a pack, spend it, get suspended, restore access, all in the browser', async ({ page }) => {
  const world = await new World('minutes').open('2026-03-01T09:00:00Z');
  await world.institution('riverbend-hospital', 'Riverbend Hospital', 'America/New_York');
  await world.agreement('riverbend-hospital');
  await world.enter(page, 'en');

  async function purchase() {
    await page.getByRole('button', { name: 'Continue to the service terms' }).click();
    await page.getByLabel('I have read the service terms').check();
    await page.getByRole('button', { name: 'Purchase Now' }).click();
    await page.getByRole('button', { name: 'Pay Now' }).click();
    await expect(page.getByRole('heading', { name: 'Paid and activated' })).toBeVisible();
  }

  await page.goto(world.at('/o/riverbend-hospital/buy?product=aimis'));
  await page.getByRole('button', { name: 'Add Cloud inspection', exact: true }).click();
  await purchase();

  await page.getByRole('link', { name: 'Usage', exact: true }).click();
  const units = page.getByLabel('Units', { exact: true });
  const book = page.getByRole('button', { name: 'Book the use' });
  await units.fill('900');
  await book.click();
  await expect(page.getByRole('status').getByText('100 inspections')).toBeVisible();
  await units.fill('600');
  await book.click();
  await expect(page.getByRole('status').getByText('500 inspections')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'You are in arrears; everything still works' })).toBeVisible();

  await page.getByRole('button', { name: '+24 h' }).click();
  await expect(page.getByRole('heading', { name: 'Suspended' })).toBeVisible();
  await units.fill('1');
  await book.click();
  await expect(page.getByRole('alert').getByText('This is suspended')).toBeVisible();

  await page.getByRole('link', { name: /^Top up/ }).click();
  await purchase();
  await page.getByRole('link', { name: 'Usage', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Suspended' })).toHaveCount(0);
  await units.fill('1');
  await book.click();
  await expect(page.getByRole('status').getByText('499 inspections')).toBeVisible();
});

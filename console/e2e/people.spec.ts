import { expect, test } from './story';
import { World } from './world';

const PASSWORD = 'a long enough sentence 7';

test('a person is invited by a link, signs in, and sees only what their role allows', async ({ browser, page }) => {
  const world = await new World('people').open('2026-03-01T09:00:00Z');
  await world.institution('first-hospital', 'First Hospital');
  await world.enter(page, 'en');
  await page.goto(world.at('/o/first-hospital/people'));
  const email = `wang.${Date.now()}@hospital.example`;
  await page.getByRole('textbox', { name: 'E-mail' }).fill(email);
  await page.getByRole('button', { name: 'Make an invitation' }).click();
  const link = await page.locator('.notice.good code').innerText();

  const context = await browser.newContext({ locale: 'en-GB' });
  const theirs = await context.newPage();
  const address = new URL(link);
  await theirs.goto(address.pathname + address.hash);
  await expect(theirs.getByRole('heading', { name: 'You are invited' })).toBeVisible();
  await theirs.getByLabel('Your name').fill('Wang Fang');
  await theirs.getByLabel('New password').fill(PASSWORD);
  await theirs.getByRole('button', { name: 'Continue' }).click();
  await theirs.getByRole('link', { name: 'First Hospital' }).click();
  await expect(theirs.getByRole('heading', { name: 'Overview' })).toBeVisible();
  await expect(theirs.getByRole('link', { name: 'Buy' })).toHaveCount(0);
  await expect(theirs.getByRole('link', { name: 'Audit log' })).toHaveCount(0);
  await theirs.goto(world.at('/o/first-hospital/audit'));
  await expect(theirs.getByRole('heading', { name: 'Your role does not include this' })).toBeVisible();

  await theirs.goto('/choose');
  await theirs.getByRole('button', { name: 'Sign out' }).click();
  await theirs.goto('/sign-in');
  await theirs.getByLabel('E-mail').fill(email);
  await theirs.getByLabel('Password').fill('not this one at all');
  await theirs.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(theirs.getByRole('alert')).toContainText('E-mail or password is not right.');
  await theirs.getByLabel('Password').fill(PASSWORD);
  await theirs.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(theirs.getByRole('link', { name: 'First Hospital' })).toBeVisible();
  await context.close();
});

import { expect, test } from './story';
import { INSPECTIONS, World } from './world';
import { LANGUAGES, WORDS } from './words';

for (const language of LANGUAGES) {
  test(`${language}: arrears, banner, suspension, top-up and restoration, from the hospital's and the vendor's view`, async ({ page, browser }) => {
    const t = WORDS[language];
    const world = await new World('arrears').open('2026-03-01T09:00:00Z');
    await world.institution('first-hospital', 'First Hospital');
    await world.agreement('first-hospital');
    await world.buy('first-hospital', INSPECTIONS);
    await world.use('first-hospital', 1500);
    const owner = await world.person('first-hospital', 'owner');
    await world.visit(page, language);
    await page.goto(world.at('/sign-in?then=%2Fo%2Ffirst-hospital'));
    await world.signIn(page, owner, language);
    const office = await browser.newContext();
    const vendor = await office.newPage();
    await world.enter(vendor, language);

    // In arrears: everything still works, and both see the deadline.
    const banner = page.getByRole('region', { name: t.desk.debt.arrearsTitle });
    await expect(banner).toContainText('500');
    await expect(banner).toContainText({ en: '24 h 0 min', zh: '24' }[language]);
    await vendor.goto(world.at('/vendor'));
    const owing = vendor.getByRole('region', { name: t.desk.desk.debts });
    await expect(owing).toContainText('First Hospital');
    await expect(owing).toContainText(t.desk.debt.suspends);
    await expect(owing).not.toContainText(t.desk.debt.since);

    // A day later: suspended. The hospital can still read, and sees how to restore access.
    await world.clock('2026-03-02T09:00:00Z');
    await page.reload();
    const suspended = page.getByRole('region', { name: t.desk.debt.suspendedTitle });
    await expect(suspended).toContainText(t.desk.debt.blocked);
    await expect(suspended).toContainText(t.desk.debt.reads);
    await page.goto(world.at('/o/first-hospital/orders'));
    await expect(page.getByText('SCRIP-').first()).toBeVisible();
    await vendor.reload();
    await expect(owing).toContainText(t.desk.debt.since);
    await vendor.goto(world.at('/vendor/organizations/first-hospital'));
    await expect(vendor.locator('.page-head .tag')).toContainText(t.desk.standing.SUSPENDED);

    // The top-up shows in advance what it pays first, and restores at once.
    await suspended.getByRole('link').click();
    await expect(page.getByText(t.effect.repaid)).toBeVisible();
    await page.getByRole('button', { name: t.buy.toTerms }).click();
    await page.getByLabel(t.terms.accept).check();
    await page.getByRole('button', { name: t.terms.purchaseNow }).click();
    await expect(page.getByText(t.effect.restored)).toBeVisible();
    await page.getByRole('button', { name: t.confirm.payNow }).click();
    await expect(page.getByRole('heading', { name: t.result.active })).toBeVisible();
    await page.getByRole('link', { name: t.result.toOverview }).click();
    await expect(page.getByRole('heading', { name: t.desk.overview.title })).toBeVisible();
    await expect(suspended).toHaveCount(0);
    await expect(page.getByRole('main')).toContainText('500');
    await vendor.goto(world.at('/vendor'));
    await expect(owing).toContainText(t.desk.desk.none.debts);
    await office.close();
  });
}

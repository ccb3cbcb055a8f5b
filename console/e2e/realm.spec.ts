import { expect, test } from './story';
import { INSPECTIONS, World } from './world';
import { LANGUAGES, WORDS } from './words';

for (const language of LANGUAGES) {
  test(`${language}: the address names the realm: a link opens in a new tab, and each role applies only in its realm`, async ({ page }) => {
    const t = WORDS[language];
    const first = await new World('realm').open('2026-03-01T09:00:00Z');
    await first.institution('first-hospital', 'First Hospital');
    await first.agreement('first-hospital');
    await first.buy('first-hospital', INSPECTIONS);
    const owner = await first.person('first-hospital', 'owner');
    // The same name in another sandbox, where the same person has a read-only role.
    const second = await new World('realm').open('2026-03-01T09:00:00Z');
    await second.institution('first-hospital', 'First Hospital');
    await second.join(owner, 'first-hospital', 'viewer');
    await first.visit(page, language);
    await first.session(page, owner);

    await page.goto(first.at('/o/first-hospital'));
    await expect(page.getByRole('heading', { level: 1, name: t.desk.overview.title })).toBeVisible();
    await expect(page.locator('.realm')).toContainText(first.realm);
    const menu = page.getByRole('navigation', { name: t.common.mainNavigation });
    await expect(menu.getByRole('link', { name: t.buy.title, exact: true })).toBeVisible();
    await expect(page.locator('.waiting')).toHaveCount(0);
    const links = await page.locator('a[href^="/"]').evaluateAll((all) => all.map((one) => one.getAttribute('href') ?? ''));
    expect(links.length).toBeGreaterThan(8);
    const leaves = links.filter((link) => !link.startsWith(first.at('/')) && link !== first.at('').replace(/\/$/, ''));
    expect(leaves).toEqual(['/choose']);

    // A link into a tab without state from the first; then reloads and the menu.
    const link = await menu.getByRole('link', { name: t.desk.menu.packs, exact: true }).getAttribute('href');
    const tab = await page.context().newPage();
    await first.visit(tab, language);
    await tab.goto(link ?? '');
    await expect(tab.getByRole('row').nth(1)).toBeVisible();
    await tab.getByRole('link', { name: t.desk.menu.orders, exact: true }).click();
    await tab.reload();
    await expect(tab.getByText('SCRIP-').first()).toBeVisible();
    expect(new URL(tab.url()).pathname).toBe(first.at('/o/first-hospital/orders'));

    // Where the person has a read-only role, nothing is offered to buy.
    await tab.goto(second.at('/o/first-hospital'));
    await expect(tab.getByRole('heading', { level: 1, name: t.desk.overview.title })).toBeVisible();
    await expect(tab.getByRole('link', { name: t.buy.title, exact: true })).toHaveCount(0);

    // Without a session one signs in and returns to the same page of the same realm.
    await tab.context().clearCookies();
    await tab.goto(first.at('/o/first-hospital/licenses?sort=ITEM'));
    await first.signIn(tab, owner, language);
    await expect(tab.getByRole('heading', { level: 1, name: t.desk.menu.licenses })).toBeVisible();
    expect(new URL(tab.url()).pathname + new URL(tab.url()).search).toBe(first.at('/o/first-hospital/licenses?sort=ITEM'));
  });
}

import { expect, test } from './story';
import { World } from './world';
import { LANGUAGES, WORDS } from './words';

for (const language of LANGUAGES) {
  test(`${language}: due licenses are found, several are renewed in one order, and no selection is lost`, async ({ page }) => {
    const t = WORDS[language];
    const d = t.desk;
    const world = await new World('renewals').open('2026-03-01T09:00:00Z');
    await world.institution('first-hospital', 'First Hospital');
    await world.agreement('first-hospital');
    await world.buy('first-hospital', { item: 'aimis/basic', months: 2 }, { item: 'aimis/cloud-film', months: 1 });
    await world.buy('first-hospital', { item: 'ipc/pre-consultation-assistant', months: 12 });
    const buyer = await world.person('first-hospital', 'buyer');
    await world.visit(page, language);
    await world.session(page, buyer);
    await page.goto(world.at('/o/first-hospital/renewals'));
    const rows = page.locator('.table tbody tr');
    await expect(rows).toHaveCount(3);
    // The one that ends first is listed first.
    await expect(rows.first()).toContainText({ en: 'cloud film', zh: '云胶片' }[language]);
    await page.getByLabel(t.list.search).fill('aimis');
    await expect(rows).toHaveCount(2);
    await rows.nth(0).getByRole('checkbox').check();
    await rows.nth(1).getByRole('checkbox').check();
    // The selection stays while one searches for more.
    await page.getByLabel(t.list.search).fill('ipc');
    await expect(rows).toHaveCount(1);
    await page.getByRole('button', { name: d.renewals.renew_other.replace('{{count}}', '2') }).click();
    await page.getByRole('button', { name: t.buy.toTerms }).click();
    await page.getByLabel(t.terms.accept).check();
    await page.getByRole('button', { name: t.terms.purchaseNow }).click();
    await page.getByRole('button', { name: t.confirm.payNow }).click();
    await expect(page.getByRole('heading', { name: t.result.active })).toBeVisible();
    const { items } = await world.call<{ items: { item: string; until: string }[] }>(
      'GET',
      '/v1/organizations/first-hospital/licenses?item=aimis/cloud-film',
    );
    expect(items.map((license) => license.until)).toEqual(['2026-05-01T16:00:00Z']);
  });
}

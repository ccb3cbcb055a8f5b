import { readFile } from 'node:fs/promises';
import { expect, test } from './story';
import { answerTo, World } from './world';
import { filled, LANGUAGES, WORDS } from './words';

for (const language of LANGUAGES) {
  test(`${language}: a key of the vendor is made with permissions, addresses and an end, rotated and revoked`, async ({ page }) => {
    const t = WORDS[language];
    const { keys, secret, vendorRole, may, ask } = t.desk;
    const world = await new World('vendor-keys').open('2026-03-01T09:00:00Z');
    await world.institution('first-hospital', 'First Hospital');
    await world.visit(page, language);
    await world.session(page, await world.staff('administrator'));
    await page.goto(world.at('/vendor'));
    await page.getByRole('navigation').getByRole('link', { name: t.desk.menu.keys }).click();
    await expect(page.getByText(keys.none)).toBeVisible();

    // What it may is chosen by permission; those of a role at once.
    const make = page.getByRole('button', { name: keys.makeNow, exact: true });
    const made = page.getByRole('status').locator('code');
    const row = (name: string) => page.getByRole('row').filter({ hasText: name });
    await page.getByLabel(keys.name, { exact: true }).fill('ERP 接口');
    await page.getByLabel(keys.until).fill('2027-06-30');
    await expect(make).toBeDisabled();
    await page.getByLabel(may['orders.read'], { exact: true }).check();
    await page.getByLabel(may['organization.read'], { exact: true }).check();
    const sales = page.getByRole('group', { name: vendorRole.SALES });
    await sales.getByLabel(vendorRole.SALES, { exact: true }).check();
    await expect(sales.getByRole('checkbox', { checked: false })).toHaveCount(0);
    await sales.getByLabel(vendorRole.SALES, { exact: true }).uncheck();
    await expect(sales.getByRole('checkbox', { checked: true })).toHaveCount(0);

    // An address that is none is refused, and the form keeps what was typed.
    await page.getByLabel(keys.addresses).fill('somewhere');
    await make.click();
    await expect(page.getByRole('alert')).toContainText(t.code.INPUT_INVALID);
    await expect(page.getByLabel(keys.name, { exact: true })).toHaveValue('ERP 接口');
    await page.getByLabel(keys.addresses).fill('192.0.2.7, 10.1.0.0/16');
    await make.click();
    await expect(made).toHaveText(/^\S{30,}$/);
    const elsewhere = await made.innerText();
    await expect(row('ERP 接口')).toContainText('192.0.2.7');
    await expect(row('ERP 接口')).toContainText('10.1.0.0/16');
    await expect(row('ERP 接口')).toContainText(may['orders.read']);
    await expect(row('ERP 接口')).toContainText('2027');
    expect(await answerTo(elsewhere, '/v1/organizations/first-hospital', world)).toBe('403 KEY_ADDRESS_REFUSED');

    // Another, from here.
    await page.getByLabel(keys.name, { exact: true }).fill('CRM');
    await page.getByLabel(keys.addresses).fill('127.0.0.1, ::1');
    await make.click();
    await expect(page.getByRole('status')).toContainText(filled(secret.made_, { name: 'CRM' }));
    await expect(row('CRM')).toBeVisible();
    await expect(made).toHaveText(/^\S{30,}$/);
    const first = await made.innerText();
    expect(first).not.toBe(elsewhere);
    expect(await answerTo(first, '/v1/organizations/first-hospital', world)).toBe('200');
    expect(await answerTo(first, '/v1/catalogs/aimis/versions', world)).toBe('403 FORBIDDEN');

    // Rotated: both secrets work until the old one is removed.
    await page.getByRole('button', { name: filled(secret.rotateOne, { name: 'CRM' }) }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: secret.rotateYes }).click();
    await expect(dialog.locator('code')).toHaveText(/^\S{30,}$/);
    const second = await dialog.locator('code').innerText();
    await dialog.getByRole('button', { name: ask.close, exact: true }).last().click();
    await expect(dialog).toHaveCount(0);
    expect(await answerTo(first, '/v1/organizations/first-hospital', world)).toBe('200');
    expect(await answerTo(second, '/v1/organizations/first-hospital', world)).toBe('200');
    const secrets = row('CRM').locator('.secrets li');
    await expect(secrets).toHaveCount(2);
    await secrets.filter({ hasText: secret.until }).getByRole('button').click();
    await dialog.getByRole('button', { name: secret.end, exact: true }).click();
    await expect(secrets).toHaveCount(1);
    expect(await answerTo(first, '/v1/organizations/first-hospital', world)).toBe('401 UNAUTHENTICATED');
    expect(await answerTo(second, '/v1/organizations/first-hospital', world)).toBe('200');

    // Revoked: at once, and it stays in the list, which spreadsheets read as it is.
    await page.getByRole('button', { name: filled(secret.revokeOne, { name: 'CRM' }) }).click();
    await dialog.getByRole('button', { name: secret.revokeYes }).click();
    await expect(row('CRM').locator('.tag').filter({ hasText: keys.REVOKED })).toBeVisible();
    expect(await answerTo(second, '/v1/organizations/first-hospital', world)).toBe('401 UNAUTHENTICATED');
    const saved = page.waitForEvent('download');
    await page.getByRole('button', { name: t.common.csv }).click();
    const file = await readFile(await (await saved).path());
    expect(file.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
    expect(file.toString('utf8')).toContain('ERP 接口');
  });
}

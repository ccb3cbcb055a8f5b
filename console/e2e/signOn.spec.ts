import AxeBuilder from '@axe-core/playwright';
import { expect, test } from './story';
import { World } from './world';
import { filled, LANGUAGES, WORDS } from './words';

/** Where nobody listens. */
const NOBODY = 'http://127.0.0.1:9/realms/hospital';
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

for (const language of LANGUAGES) {
  test(`${language}: an identity provider of the vendor is added, tested, gets a directory, is changed, put out of use and removed`, async ({ page }) => {
    const t = WORDS[language];
    const { providers, vendorRole, directory, keys } = t.desk;
    const world = new World(`sign-on-${language}`);
    const name = world.realm;
    await world.enter(page, language);
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.goto('/vendor/sign-on');

    // An issuer of everybody is refused, and the form keeps what was typed.
    const make = page.getByRole('region', { name: providers.make, exact: true });
    await make.getByLabel(providers.name).fill(name);
    await make.getByLabel(providers.issuer).fill('https://login.microsoftonline.com/common/v2.0');
    await make.getByLabel(providers.client).fill('scrip');
    await make.getByLabel(providers.secret).fill('a secret of the provider');
    await make.getByRole('button', { name: providers.makeNow, exact: true }).click();
    await expect(make.getByRole('alert')).toContainText(t.code.PROVIDER_NOT_ACCEPTED);
    await expect(make.getByLabel(providers.name)).toHaveValue(name);

    // A row of the mapping is added with the focus in it, and removed with the focus kept.
    await make.getByLabel(providers.issuer).fill(NOBODY);
    await make.getByRole('button', { name: providers.addLine }).click();
    await expect(make.getByLabel(providers.group, { exact: true })).toBeFocused();
    await page.keyboard.type('scrip-sales');
    await make.getByRole('combobox').selectOption('SALES');
    await make.getByRole('button', { name: providers.addLine }).click();
    await make.getByRole('button', { name: filled(providers.removeLine, { group: '' }).trim(), exact: true }).click();
    await expect(make.getByRole('button', { name: providers.addLine })).toBeFocused();
    await make.getByRole('button', { name: providers.makeNow, exact: true }).click();
    await expect(page.getByRole('status').filter({ hasText: filled(providers.made, { name }) })).toBeVisible();
    await expect(make.getByLabel(providers.name)).toHaveValue('');

    // Its redirect URI is copied.
    const one = page.getByRole('region', { name, exact: true });
    await one.getByRole('button', { name: `${providers.copy}: ${providers.redirect}` }).click();
    await expect(one.getByRole('button', { name: `${providers.copied}: ${providers.redirect}` })).toBeVisible();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/\/sign-on\/[0-9a-f-]{36}$/);

    // It does not answer, and the page says what is wrong.
    await one.getByRole('button', { name: providers.test }).click();
    await expect(one.getByRole('status').filter({ hasText: providers.wrong })).toContainText(NOBODY);

    // The directory's address, and a key for it.
    await one.getByText(directory.title, { exact: true }).click();
    await expect(one.getByText(/\/scim\/v2\/[0-9a-f-]{36}$/)).toBeVisible();
    const nextYear = new Date().getFullYear() + 1;
    await one.getByLabel(keys.until).fill(`${nextYear}-01-31`);
    await one.getByRole('button', { name: directory.makeKey }).click();
    await expect(one.locator('.once code')).toHaveText(/^\S{30,}$/);
    expect((await new AxeBuilder({ page }).withTags(RULES).analyze()).violations.map((fault) => fault.id)).toEqual([]);

    // Changed: the secret stays, and so does the mapping.
    await one.getByRole('button', { name: providers.edit, exact: true }).click();
    await expect(one.getByLabel(providers.name)).toBeFocused();
    await expect(one.getByLabel(providers.group, { exact: true })).toHaveValue('scrip-sales');
    await expect(one.getByRole('combobox').locator(':checked')).toHaveText(vendorRole.SALES);
    await one.getByLabel(providers.enable).uncheck();
    await one.getByRole('button', { name: providers.save }).click();
    await expect(one.getByRole('heading', { level: 2 })).toContainText(providers.disabled);
    await expect(one.getByText(providers.wrong)).toHaveCount(0);

    await one.getByRole('button', { name: filled(providers.removeOne, { name }) }).click();
    await page.getByRole('dialog').getByRole('button', { name: providers.remove, exact: true }).click();
    await expect(one).toHaveCount(0);
  });

  test(`${language}: the link of a provider that is no more, and what it did not bring about, are said`, async ({ page }) => {
    const t = WORDS[language];
    const world = new World(`sign-on-${language}`);
    await world.visit(page, language);
    await page.goto('/sign-in?with=01930000-0000-7000-8000-000000000001');
    await expect(page.getByRole('status')).toHaveText(t.code.UNKNOWN_PROVIDER);

    await page.goto('/sign-on/01930000-0000-7000-8000-000000000001?state=unknown&code=unknown');
    await expect(page.getByRole('heading', { level: 1, name: t.signOn.failed })).toBeVisible();
    expect(new URL(page.url()).search).toBe('');
    await page.getByRole('link', { name: t.signOn.again }).click();
    await expect(page.getByLabel(t.signIn.email)).toBeVisible();
  });
}

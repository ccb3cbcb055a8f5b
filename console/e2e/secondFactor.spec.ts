import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { codeOf, wrongCode } from './factor';
import { expect, test } from './story';
import { PASSWORD, World } from './world';
import { filled, LANGUAGES, WORDS, type Language } from './words';

/** Sets up the app whose key the page shows; returns the key and the recovery codes. */
async function setUp(page: Page, language: Language): Promise<{ secret: string; codes: string[] }> {
  const { factor, code } = WORDS[language];
  await page.getByRole('button', { name: factor.start }).click();
  await expect(page.getByRole('img', { name: factor.picture })).toBeVisible();
  const key = page.locator('.secret');
  await expect(key).toHaveText(/^(?:[A-Z2-7]{4} ){7}[A-Z2-7]{4}$/);
  const secret = (await key.innerText()).replaceAll(' ', '');
  const first = page.getByLabel(factor.first);
  await expect(first).toBeFocused();
  await first.fill(wrongCode(secret));
  await page.getByRole('button', { name: factor.finish, exact: true }).click();
  await expect(page.getByRole('alert')).toContainText(code.SECOND_FACTOR_REFUSED);
  await first.fill(codeOf(secret));
  await page.getByRole('button', { name: factor.finish, exact: true }).click();
  await expect(page.getByRole('heading', { name: factor.codesTitle })).toBeFocused();
  const kept = page.getByRole('region', { name: factor.codesTitle });
  const shown = kept.locator('li code');
  await expect(shown).toHaveCount(10);
  const saved = page.waitForEvent('download');
  await kept.getByRole('button', { name: factor.save, exact: true }).click();
  const file = await saved;
  expect(file.suggestedFilename()).toBe('scrip-recovery-codes.txt');
  const codes = (await readFile(await file.path(), 'utf8')).trim().split('\n');
  await expect(shown).toHaveText(codes);
  await page.getByRole('button', { name: factor.kept }).click();
  return { secret, codes };
}

async function leave(page: Page, language: Language) {
  const t = WORDS[language];
  await page.getByRole('button', { name: 'Wang Fang' }).click();
  await page.getByRole('button', { name: t.common.signOut }).click();
  await expect(page.getByRole('link', { name: t.common.signIn })).toBeVisible();
}

for (const language of LANGUAGES) {
  test(`${language}: a person sets up a second factor, is asked for its code at the next sign-in, and uses a recovery code once`, async ({ page }) => {
    const t = WORDS[language];
    const { factor } = t;
    const world = await new World('factor').open('2026-03-01T09:00:00Z');
    await world.institution('first-hospital', 'First Hospital');
    const email = await world.person('first-hospital', 'buyer');
    await world.visit(page, language);
    await world.session(page, email);
    await page.goto('/me');
    const section = page.getByRole('region', { name: factor.section });
    await expect(section).toContainText(factor.off);
    const { secret, codes } = await setUp(page, language);
    await expect(section).toContainText(factor.on);
    await expect(section).toContainText(filled(factor.left_other, { count: '10' }));

    // The next sign-in asks for a code, and does nothing before.
    const overview = page.getByRole('heading', { level: 1, name: t.desk.overview.title });
    const question = page.getByRole('heading', { level: 1, name: factor.title });
    const there = world.at('/sign-in?then=%2Fo%2Ffirst-hospital');
    await leave(page, language);
    await page.goto(there);
    await world.signIn(page, email, language);
    await expect(question).toBeVisible();
    await page.goto(world.at('/o/first-hospital'));
    await expect(question).toBeVisible();
    await expect(page.getByLabel(factor.code, { exact: true })).toBeFocused();
    await page.getByLabel(factor.code, { exact: true }).fill(wrongCode(secret));
    await page.getByRole('button', { name: factor.give, exact: true }).click();
    await expect(page.getByRole('alert')).toContainText(t.code.SECOND_FACTOR_REFUSED);
    await page.getByLabel(factor.code, { exact: true }).fill(codeOf(secret, 1));
    await page.getByRole('button', { name: factor.give, exact: true }).click();
    await expect(overview).toBeVisible();

    // Without the app: a recovery code, which works once.
    const recover = async (code: string) => {
      await page.goto(there);
      await world.signIn(page, email, language);
      await page.getByRole('button', { name: factor.byRecovery }).click();
      await page.getByLabel(factor.recovery).fill(code);
      await page.getByRole('button', { name: factor.give, exact: true }).click();
    };
    await leave(page, language);
    await recover(codes[0] ?? '');
    await expect(overview).toBeVisible();
    await leave(page, language);
    await recover(codes[0] ?? '');
    await expect(page.getByRole('alert')).toContainText(t.code.SECOND_FACTOR_REFUSED);
    // However it is typed.
    await page.getByLabel(factor.recovery).fill((codes[1] ?? '').toUpperCase().replaceAll('-', ' '));
    await page.getByRole('button', { name: factor.give, exact: true }).click();
    await expect(overview).toBeVisible();
    await page.goto('/me');
    await expect(section).toContainText(filled(factor.left_other, { count: '8' }));

    // New codes take the place of the old; and it can be removed.
    const dialog = page.getByRole('dialog');
    await section.getByRole('button', { name: factor.renew }).click();
    await dialog.getByRole('button', { name: factor.renew }).click();
    await expect(section.locator('.recovery-codes li')).toHaveCount(10);
    await section.getByRole('button', { name: factor.kept }).click();
    await expect(section).toContainText(filled(factor.left_other, { count: '10' }));
    await section.getByRole('button', { name: factor.removeName }).click();
    await dialog.getByRole('button', { name: factor.remove }).click();
    await expect(section).toContainText(factor.off);
    await leave(page, language);
    await page.goto(there);
    await world.signIn(page, email, language);
    await expect(overview).toBeVisible();
  });

  test(`${language}: who needs a second factor and has none can do nothing before it is set up`, async ({ page }) => {
    const t = WORDS[language];
    const world = await new World('needed').open('2026-03-01T09:00:00Z');
    await world.institution('first-hospital', 'First Hospital');
    const email = await world.staff('finance');
    await world.visit(page, language);
    await page.goto(world.at('/sign-in?then=%2Fvendor'));
    await world.signIn(page, email, language);
    const needed = page.getByRole('heading', { level: 1, name: t.factor.neededTitle });
    await expect(needed).toBeVisible();
    for (const path of ['/vendor', '/vendor/organizations/first-hospital', '/o/first-hospital/payments', '/choose', '/me']) {
      await page.goto(world.at(path));
      await expect(needed).toBeVisible();
    }
    for (const path of ['/v1/desk', '/v1/organizations', '/v1/person/export', '/v1/sessions']) {
      const answer = await page.context().request.get(path);
      expect(answer.status(), path).toBe(403);
      expect((await answer.json()).code, path).toBe('SECOND_FACTOR_NOT_SET_UP');
    }
    await page.goto(world.at('/vendor'));
    await setUp(page, language);
    await expect(page.getByRole('heading', { level: 1, name: t.desk.desk.title })).toBeVisible();
    await expect(page.getByRole('region', { name: t.desk.desk.transfers })).toBeVisible();
  });

  test(`${language}: a reset stops the second factor until its owner confirms it`, async ({ page }) => {
    const t = WORDS[language];
    const world = await new World('stopped').open('2026-03-01T09:00:00Z');
    await world.institution('first-hospital', 'First Hospital');
    const email = await world.person('first-hospital', 'viewer');
    await world.visit(page, language);
    await world.session(page, email);
    await page.goto('/me');
    const section = page.getByRole('region', { name: t.factor.section });
    const { secret } = await setUp(page, language);
    await expect(section).toContainText(t.factor.on);

    const { items: people } = await world.call<{ items: { person: string }[] }>('GET', '/v1/organizations/first-hospital/people');
    const reset = await world.call<{ link: string }>(
      'POST',
      `/v1/organizations/first-hospital/people/${people[0]?.person}/password-reset`,
      {},
    );
    // The server judges the new password.
    const link = new URL(reset.link);
    await page.goto(link.pathname + link.hash);
    const wanted = page.getByLabel(t.link.newPassword);
    for (const [weak, reason] of [
      ['short one', t.weakness.TOO_SHORT],
      ['abcdefghijklmn', t.weakness.SEQUENCE],
    ] as const) {
      await wanted.fill(weak);
      await page.getByRole('button', { name: t.link.go }).click();
      await expect(page.getByRole('alert')).toHaveText(reason);
      await expect(wanted).toHaveAccessibleDescription(reason);
    }
    await page.getByRole('button', { name: t.secretField.show }).click();
    await expect(wanted).toHaveAttribute('type', 'text');
    await wanted.fill(`${PASSWORD} again`);
    await page.getByRole('button', { name: t.link.go }).click();
    await expect(page.getByRole('heading', { level: 1, name: t.choose.title })).toBeVisible();

    await page.goto('/me');
    await expect(section).toContainText(t.factor.stopped);
    await section.getByLabel(t.factor.password).fill(`${PASSWORD} again`);
    await section.getByLabel(t.factor.code, { exact: true }).fill(codeOf(secret, 1));
    await section.getByRole('button', { name: t.factor.confirm, exact: true }).click();
    await expect(section).toContainText(t.factor.on);
  });
}

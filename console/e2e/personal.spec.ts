import { readFile } from 'node:fs/promises';
import { expect, test } from './story';
import { PASSWORD, World } from './world';
import { LANGUAGES, WORDS } from './words';

for (const language of LANGUAGES) {
  test(`${language}: a person saves what is kept about them, and has it erased`, async ({ page }) => {
    const t = WORDS[language];
    const { me, ask } = t.desk;
    const world = await new World('personal').open('2026-03-01T09:00:00Z');
    await world.institution('first-hospital', 'First Hospital');
    const email = await world.person('first-hospital', 'viewer');
    await world.visit(page, language);
    await world.session(page, email);

    // As if more than ten minutes had passed: the question comes first, and then the file.
    let refused = false;
    await page.route('**/v1/person/export', async (route) => {
      if (refused) {
        await route.continue();
        return;
      }
      refused = true;
      const code = 'SIGN_IN_STALE';
      await route.fulfill({
        status: 403,
        contentType: 'application/problem+json',
        body: JSON.stringify({ type: `/docs/problems/${code}`, title: code, status: 403, code, detail: 'said by the trial', request_id: 'trial' }),
      });
    });
    await page.goto('/me');
    const data = page.getByRole('region', { name: me.data });
    const proof = page.getByRole('dialog', { name: t.proof.title });
    const saved = page.waitForEvent('download');
    await data.getByRole('button', { name: me.export }).click();
    await expect(proof.getByLabel(t.signIn.password)).toBeFocused();
    await proof.getByLabel(t.signIn.password).fill('not this one at all');
    await proof.getByRole('button', { name: t.link.go }).click();
    await expect(proof.getByRole('alert')).toContainText(t.code.SIGN_IN_REFUSED);
    await proof.getByLabel(t.signIn.password).fill(PASSWORD);
    await proof.getByRole('button', { name: t.link.go }).click();
    const file = await saved;
    await expect(proof).toHaveCount(0);
    expect(file.suggestedFilename()).toBe('scrip-my-data.json');
    const kept = await readFile(await file.path(), 'utf8');
    expect(JSON.parse(kept)).toMatchObject({ person: { email, name: 'Wang Fang' } });
    expect(kept).not.toContain(PASSWORD);

    // Erased only when the address is typed.
    const dialog = page.getByRole('dialog', { name: me.eraseTitle });
    await data.getByRole('button', { name: me.erase }).click();
    await dialog.getByLabel(me.eraseEmail).fill('somebody@hospital.example');
    await dialog.getByRole('button', { name: me.eraseYes }).click();
    await expect(dialog.getByRole('alert')).toContainText(me.eraseDiffers);
    await dialog.getByRole('button', { name: ask.cancel }).click();
    await expect(dialog).toHaveCount(0);
    await data.getByRole('button', { name: me.erase }).click();
    await dialog.getByLabel(me.eraseEmail).fill(email.toUpperCase());
    await dialog.getByRole('button', { name: me.eraseYes }).click();
    await expect(page.getByRole('link', { name: t.common.signIn })).toBeVisible();
    await page.goto('/sign-in');
    await world.signIn(page, email, language);
    await expect(page.getByRole('alert')).toContainText(t.code.SIGN_IN_REFUSED);
    const { items: people } = await world.call<{ items: unknown[] }>('GET', '/v1/organizations/first-hospital/people');
    expect(people).toEqual([]);
    const trail = JSON.stringify(await world.call('GET', '/v1/organizations/first-hospital/audit?limit=100'));
    expect(trail).not.toContain(email);
    expect(trail).not.toContain('Wang Fang');
  });
}

test('who works for the vendor is erased by another administrator, and the page says so', async ({ page }) => {
  const { code, desk } = WORDS.en;
  const world = await new World('personal').open('2026-03-01T09:00:00Z');
  const email = await world.staff('auditor');
  await world.visit(page, 'en');
  await world.session(page, email);
  await page.goto('/me');
  await page.getByRole('region', { name: desk.me.data }).getByRole('button', { name: desk.me.erase }).click();
  const dialog = page.getByRole('dialog', { name: desk.me.eraseTitle });
  await dialog.getByLabel(desk.me.eraseEmail).fill(email);
  await dialog.getByRole('button', { name: desk.me.eraseYes }).click();
  await expect(dialog.getByRole('alert')).toContainText(code.ANOTHER_ADMINISTRATOR_NEEDED);
  await expect(page.getByRole('heading', { level: 1, name: desk.me.title })).toBeVisible();
});

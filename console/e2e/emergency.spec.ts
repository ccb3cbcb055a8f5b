import { expect, test } from './story';
import { INSPECTIONS, World } from './world';
import { filled, LANGUAGES, WORDS } from './words';

for (const language of LANGUAGES) {
  test(`${language}: a doctor opens what is suspended, both sides see who, why and what was used, and it ends by itself`, async ({ page, browser }) => {
    const t = WORDS[language];
    const { emergency } = t.desk;
    const world = await new World('emergency').open('2026-03-01T09:00:00Z');
    await world.institution('first-hospital', 'First Hospital');
    await world.agreement('first-hospital');
    await world.buy('first-hospital', INSPECTIONS);
    await world.use('first-hospital', 1500);
    const access = async () => {
      const { access, reason } = await world.call('GET', '/v1/access?organization=first-hospital&feature=aimis/cloud-inspection&surface=PATIENT&storage_years=5');
      return `${access} ${reason}`;
    };
    await world.visit(page, language);
    await world.session(page, await world.person('first-hospital', 'operator'));
    await page.goto(world.at('/o/first-hospital'));
    const part = page.getByRole('region', { name: emergency.title });
    await expect(page.getByRole('region', { name: t.desk.debt.arrearsTitle })).toBeVisible();
    await expect(part).toHaveCount(0);

    // Suspended a day later. Before anything is opened the dialog says what follows.
    await world.clock('2026-03-02T09:00:00Z');
    expect(await access()).toBe('DENIED SUSPENDED');
    await page.reload();
    await part.getByRole('button', { name: emergency.do }).click();
    const dialog = page.getByRole('dialog', { name: emergency.ask });
    const offer = (left: string) => filled(emergency.effectCount, { product: 'AIMIS', left, all: '2', hours: '24' });
    for (const effect of [emergency.effectOpen, emergency.effectOwed, emergency.effectTold, offer('2')]) {
      await expect(dialog).toContainText(effect);
    }
    await expect(dialog.getByLabel(emergency.doctor)).toBeFocused();
    await dialog.getByLabel(emergency.doctor).fill('陈宇 医师');
    await dialog.getByLabel(emergency.reason).fill('A stroke patient is on the table.');
    await dialog.getByLabel(emergency.hours).fill('4');
    await dialog.getByRole('button', { name: emergency.yes }).click();
    await expect(dialog).toHaveCount(0);
    const row = part.locator('tbody tr');
    await expect(row).toHaveCount(1);
    for (const said of ['陈宇 医师', 'A stroke patient is on the table.', 'AIMIS', emergency.open]) {
      await expect(row).toContainText(said);
    }
    await expect(part.getByRole('status')).toContainText(emergency.now);
    await expect(part.getByRole('button')).toHaveCount(0);
    expect(await access()).toBe('ALLOWED EMERGENCY');

    // What is used is counted, and owed.
    await world.use('first-hospital', 10);
    await page.reload();
    await expect(row).toContainText(filled(emergency.count_one, { count: '1' }));
    await expect(page.getByRole('region', { name: t.desk.debt.suspendedTitle })).toContainText('510');
    await page.goto(world.at('/o/first-hospital/notices'));
    await expect(page.getByRole('main')).toContainText(t.desk.notice.EMERGENCY_OPENED);

    // The vendor sees the same, and cannot open anything there.
    const office = await browser.newContext();
    const vendor = await office.newPage();
    await world.visit(vendor, language);
    await world.session(vendor, await world.staff('operations'));
    await vendor.goto(world.at('/vendor/organizations/first-hospital'));
    const seen = vendor.getByRole('region', { name: emergency.title });
    await expect(seen.locator('tbody tr')).toContainText('陈宇 医师');
    await expect(seen.locator('tbody tr')).toContainText(emergency.open);
    await expect(seen.getByRole('button')).toHaveCount(0);

    // It ends by time alone.
    await world.clock('2026-03-02T13:00:00Z');
    expect(await access()).toBe('DENIED SUSPENDED');
    await vendor.reload();
    await expect(seen.locator('tbody tr')).toContainText('陈宇 医师');
    await expect(seen.locator('.tag')).toHaveCount(0);
    await page.goto(world.at('/o/first-hospital'));
    await expect(row).toContainText('陈宇 医师');
    await expect(row.locator('.tag')).toHaveCount(0);
    await part.getByRole('button', { name: emergency.do }).click();
    await expect(dialog).toContainText(offer('1'));
    await page.keyboard.press('Escape');
    await expect(dialog).toHaveCount(0);
    await expect(part.getByRole('button', { name: emergency.do })).toBeFocused();

    // The second of the month is the last.
    await world.call('POST', '/v1/organizations/first-hospital/emergencies', { doctor: 'Dr. Zhao Min', reason: 'polytrauma', hours: 1 });
    await world.clock('2026-03-02T15:00:00Z');
    await page.reload();
    await expect(part).toContainText(t.code.EMERGENCY_LIMIT);
    await expect(part.getByRole('button')).toHaveCount(0);
    await office.close();
  });
}

test('who may not open emergency access is not offered it, and sees that others did', async ({ page }) => {
  const { emergency, debt } = WORDS.en.desk;
  const world = await new World('emergency').open('2026-03-01T09:00:00Z');
  await world.institution('first-hospital', 'First Hospital');
  await world.agreement('first-hospital');
  await world.buy('first-hospital', INSPECTIONS);
  await world.use('first-hospital', 1500);
  await world.clock('2026-03-02T09:00:00Z');
  await world.visit(page, 'en');
  await world.session(page, await world.person('first-hospital', 'viewer'));
  await page.goto(world.at('/o/first-hospital'));
  await expect(page.getByRole('region', { name: debt.suspendedTitle })).toBeVisible();
  await expect(page.getByRole('heading', { name: WORDS.en.desk.overview.left })).toBeVisible();
  await expect(page.getByRole('button', { name: emergency.do })).toHaveCount(0);
  await world.call('POST', '/v1/organizations/first-hospital/emergencies', { doctor: 'Dr. Chen Yu', reason: 'a stroke', hours: 1 });
  await page.reload();
  await expect(page.getByRole('region', { name: emergency.title }).locator('tbody tr')).toContainText('Dr. Chen Yu');
  await expect(page.getByRole('button', { name: emergency.do })).toHaveCount(0);
});

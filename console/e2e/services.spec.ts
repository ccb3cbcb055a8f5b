import { expect, test } from './story';
import { World } from './world';
import { filled, LANGUAGES, WORDS } from './words';

const PAPER = { name: 'acceptance.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7 signed') };

for (const language of LANGUAGES) {
  test(`${language}: a service is delivered, rejected with a reason, delivered again and accepted with name, date and document`, async ({
    page,
    browser,
  }) => {
    const t = WORDS[language].desk;
    const name = { en: 'Delivery service', zh: '交付服务' }[language];
    const world = await new World('service').open('2026-03-01T09:00:00Z');
    await world.institution('first-hospital', 'First Hospital');
    await world.agreement('first-hospital');
    await world.buy('first-hospital', { item: 'aimis/delivery' });
    const operator = await world.person('first-hospital', 'operator');
    await world.visit(page, language);
    await world.session(page, operator);
    const office = await browser.newContext();
    const vendor = await office.newPage();
    await world.enter(vendor, language);

    async function deliver() {
      await vendor.goto(world.at('/vendor'));
      const waiting = vendor.getByRole('region', { name: t.desk.services });
      await waiting.getByRole('link', { name: t.work.open }).click();
      await vendor.getByRole('button', { name: t.work.deliver, exact: true }).click();
      const dialog = vendor.getByRole('dialog', { name: filled(t.work.deliverTitle, { name }) });
      await dialog.getByLabel(t.work.who).fill('Li Na');
      await dialog.getByLabel(t.work.note).fill('Installed in both buildings.');
      await dialog.getByRole('button', { name: t.work.deliverYes }).click();
      await expect(vendor.getByText(t.work.delivered)).toBeVisible();
    }

    await deliver();
    await page.goto(world.at('/o/first-hospital/services'));
    await expect(page.getByText('Installed in both buildings.')).toBeVisible();
    await page.getByRole('button', { name: t.work.reject, exact: true }).click();
    const reject = page.getByRole('dialog');
    await expect(reject.getByRole('button', { name: t.work.rejectYes, exact: true })).toBeDisabled();
    await reject.getByLabel(t.work.reason).fill('The second building is missing.');
    await reject.getByRole('button', { name: t.work.rejectYes, exact: true }).click();
    await expect(page.getByText('The second building is missing.')).toBeVisible();

    await deliver();
    await page.reload();
    await page.getByRole('button', { name: t.work.accept, exact: true }).click();
    const accept = page.getByRole('dialog');
    await accept.getByLabel(t.work.by).fill('Wang Fang');
    await accept.getByLabel(t.work.signedOn).fill('2026-03-01');
    const file = accept.getByLabel(t.work.file);
    await file.setInputFiles({ name: 'acceptance.txt', mimeType: 'text/plain', buffer: Buffer.from('no') });
    await expect(accept.getByRole('alert')).toContainText(t.work.wrongType);
    await file.setInputFiles(PAPER);
    await accept.getByRole('button', { name: t.work.acceptYes }).click();
    await expect(page.locator('.tag').filter({ hasText: t.service.ACCEPTED })).toBeVisible();
    const saved = page.waitForEvent('download');
    await page.getByRole('button', { name: filled(t.work.download, { name: PAPER.name }) }).click();
    expect((await saved).suggestedFilename()).toBe(PAPER.name);
    const { items: services } = await world.call<{ items: { state: string }[] }>('GET', '/v1/organizations/first-hospital/services');
    expect(services.map((service) => service.state)).toEqual(['ACCEPTED']);
    await office.close();
  });
}

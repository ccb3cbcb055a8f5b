import { expect, test, type Locator, type Page } from './story';
import { INSPECTIONS, World } from './world';
import { filled, LANGUAGES, WORDS } from './words';

const AMOUNT = 'USD 2,500.00';

/** The requests of a page that change something. */
function writesOf(page: Page): string[] {
  const sent: string[] = [];
  page.on('request', (request) => {
    if (request.method() !== 'GET') {
      sent.push(new URL(request.url()).pathname.replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/, '…'));
    }
  });
  return sent;
}

for (const language of LANGUAGES) {
  test(`${language}: a transfer that names no order is applied to one, recalled by the bank, and reinstated`, async ({ page, browser }) => {
    const words = WORDS[language];
    const { desk } = words;
    const world = await new World('money').open('2026-03-01T09:00:00Z');
    await world.institution('first-hospital', 'First Hospital');
    await world.agreement('first-hospital');
    const order = await world.order('first-hospital', INSPECTIONS);
    const { reference } = await world.call<{ reference: string }>('GET', `/v1/organizations/first-hospital/orders/${order}`);
    await world.visit(page, language);
    await world.session(page, await world.staff('finance'));
    const sent = writesOf(page);
    await page.goto(world.at('/vendor/organizations/first-hospital'));
    const payments = page.getByRole('region', { name: desk.menu.payments });
    await expect(payments).toContainText(desk.payments.none);

    // It is recorded for no order: the dialog says what that causes, and nothing is sent before the answer.
    const dialog = page.getByRole('dialog');
    const form = page.getByRole('region', { name: desk.vendor.transfer });
    const typed = async (currency: string, bank: string) => {
      await form.getByLabel(desk.vendor.order).selectOption({ label: desk.transfer.noOrder });
      await form.getByLabel(desk.vendor.amount).fill('2500.00');
      await form.getByLabel(desk.transfer.currency).fill(currency);
      await form.getByLabel(desk.vendor.bankReference).fill(bank);
      await form.getByRole('button', { name: desk.vendor.recordTransfer }).click();
    };
    await typed('usd', 'BANK-TX-77');
    await expect(dialog).toContainText(desk.transfer.paysNone);
    await expect(dialog).toContainText(AMOUNT);
    expect(sent).toEqual([]);
    await dialog.getByRole('button', { name: desk.transfer.yes }).dblclick();
    await expect(page.getByText(desk.vendor.recorded, { exact: true })).toBeVisible();
    expect(sent).toEqual(['/v1/organizations/first-hospital/payments']);
    const row = payments.locator('tbody tr');
    await expect(row).toHaveCount(1);
    await expect(row).toContainText('BANK-TX-77');
    await expect(state(row)).toContainText(desk.payments.RECEIVED);
    await expect(row).toContainText(desk.payments.part.unapplied);

    // The same again is refused, unless it is said to be another.
    await typed('USD', 'bank-tx-77');
    await dialog.getByRole('button', { name: desk.transfer.yes }).click();
    await expect(dialog.getByRole('alert')).toContainText(words.code.PAYMENT_KNOWN);
    await expect(dialog.getByLabel(desk.transfer.distinct)).not.toBeChecked();
    await dialog.getByRole('button', { name: desk.ask.cancel }).click();
    await expect(row).toHaveCount(1);

    // Applied to the order that waits: as much as it needs is proposed.
    const unapplied = page.getByRole('region', { name: desk.unapplied.title });
    await expect(unapplied).toContainText(AMOUNT);
    await unapplied.getByRole('button', { name: desk.unapplied.apply }).click();
    await expect(dialog).toContainText(filled(desk.unapplied.confirm, { amount: 'USD 2,400.00', reference }));
    await dialog.getByRole('button', { name: desk.unapplied.yes }).click();
    await expect(unapplied).toContainText(desk.unapplied.applied);
    await expect(unapplied.locator('.tag')).toContainText(desk.order.ACTIVE);
    await expect(row.getByRole('link', { name: reference })).toBeVisible();
    await expect(row).toContainText('USD 100.00');

    // The bank recalls it: the order and its packs go.
    await row.getByRole('button', { name: desk.recall.do }).click();
    await expect(dialog).toContainText(desk.recall.orders);
    await expect(dialog).toContainText(reference);
    await dialog.getByRole('button', { name: desk.recall.yes }).click();
    await expect(state(row)).toContainText(desk.payments.RECALLED);
    await expect(row).toContainText(desk.payments.part.taken);
    await expect(dialog).toHaveCount(0);

    // The organization sees the same, without the actions of the vendor.
    const home = await browser.newContext();
    const buyer = await home.newPage();
    await world.visit(buyer, language);
    await world.session(buyer, await world.person('first-hospital', 'owner'));
    await buyer.goto(world.at('/o/first-hospital/payments?state=RECALLED'));
    await expect(state(buyer.locator('tbody tr'))).toContainText(desk.payments.RECALLED);
    await expect(buyer.getByRole('button', { name: desk.reinstate.do })).toHaveCount(0);
    await buyer.locator('tbody tr').getByRole('link').first().click();
    await expect(buyer.getByRole('heading', { name: filled(desk.payments.title, { amount: AMOUNT }) })).toBeVisible();
    await buyer.getByRole('main').getByRole('link', { name: reference }).click();
    await expect(buyer.getByText(desk.order.recalled)).toBeVisible();

    // And reinstates it: it pays the same order anew.
    await row.getByRole('button', { name: desk.reinstate.do }).click();
    await expect(dialog).toContainText(desk.reinstate.orders);
    await dialog.getByRole('button', { name: desk.reinstate.yes }).click();
    await expect(state(row)).toContainText(desk.payments.RECEIVED);
    await expect(row.getByRole('link', { name: reference })).toBeVisible();
    await buyer.reload();
    await expect(buyer.locator('.page-head .tag')).toContainText(desk.order.ACTIVE);
    await expect(buyer.getByText(desk.order.recalled)).toHaveCount(0);
    await home.close();
    // Once more, by the clock of the sandbox at the same instant: each is a write of its own.
    await row.getByRole('button', { name: desk.recall.do }).click();
    await dialog.getByRole('button', { name: desk.recall.yes }).click();
    await expect(state(row)).toContainText(desk.payments.RECALLED);
  });
}

test('money that the order does not take is kept, and the form says why', async ({ page }) => {
  const { desk, code } = WORDS.en;
  const world = await new World('kept').open('2026-03-01T09:00:00Z');
  await world.institution('first-hospital', 'First Hospital');
  await world.agreement('first-hospital');
  await world.order('first-hospital', INSPECTIONS);
  await world.enter(page, 'en');
  await page.goto(world.at('/vendor/organizations/first-hospital'));
  const form = page.getByRole('region', { name: desk.vendor.transfer });
  await form.getByLabel(desk.vendor.amount).fill('2400.00');
  await form.getByLabel(desk.transfer.currency).fill('EUR');
  await form.getByRole('button', { name: desk.vendor.recordTransfer }).click();
  await page.getByRole('dialog').getByRole('button', { name: desk.transfer.yes }).click();
  await expect(page.getByRole('status').filter({ hasText: desk.transfer.refused })).toContainText(code.CURRENCIES_DIFFER);
  const unapplied = page.getByRole('region', { name: desk.unapplied.title });
  await expect(unapplied).toContainText('EUR 2,400.00');
  await expect(unapplied).toContainText(desk.unapplied.none);
  // A value date to come is refused: that money has not come.
  await form.getByLabel(desk.vendor.valueDate).fill('2026-03-02');
  await form.getByRole('button', { name: desk.vendor.recordTransfer }).click();
  await page.getByRole('dialog').getByRole('button', { name: desk.transfer.yes }).click();
  await expect(page.getByRole('alert')).toContainText(code.VALUE_DATE_IN_FUTURE);
});

function state(row: Locator): Locator {
  return row.locator('.tag');
}

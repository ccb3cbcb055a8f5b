import { expect, test } from './story';
import { INSPECTIONS, World } from './world';
import { LANGUAGES, WORDS } from './words';

const t = WORDS.en;

test('a double click and a reload on Pay Now pay once', async ({ page }) => {
  const world = await new World('once').open('2026-03-01T09:00:00Z');
  await world.institution('first-hospital', 'First Hospital');
  await world.agreement('first-hospital');
  const order = await world.order('first-hospital', INSPECTIONS);
  await world.enter(page, 'en');
  await page.goto(world.at(`/o/first-hospital/orders/${order}/confirm`));
  await page.getByRole('button', { name: t.confirm.payNow }).dblclick();
  await expect(page.getByRole('heading', { name: t.result.active })).toBeVisible();
  const paying = `/o/first-hospital/orders/${order}/pay?method=SANDBOX`;
  await page.goto(world.at(paying));
  await expect(page.getByRole('heading', { name: t.result.active })).toBeVisible();
  await page.goBack();
  await page.goto(world.at(paying));
  await page.reload();
  await expect(page.getByRole('heading', { name: t.result.active })).toBeVisible();
  const { items: packs } = await world.call<{ items: unknown[] }>('GET', '/v1/organizations/first-hospital/packs');
  expect(packs).toHaveLength(1);
  expect(await world.settled('first-hospital')).toBe(1);
});

test('a reload while the payment is in flight pays once', async ({ page }) => {
  const world = await new World('reload').open('2026-03-01T09:00:00Z');
  await world.institution('first-hospital', 'First Hospital');
  await world.agreement('first-hospital');
  const order = await world.order('first-hospital', INSPECTIONS);
  await world.enter(page, 'en');
  let reached = 0;
  // The server gets each payment, but the browser does not receive the first answer.
  await page.route('**/payments', async (route) => {
    reached += 1;
    const answer = await route.fetch();
    expect(answer.status()).toBe(201);
    await (reached === 1 ? route.abort() : route.fulfill({ response: answer }));
  });
  await page.goto(world.at(`/o/first-hospital/orders/${order}/confirm`));
  await page.getByRole('button', { name: t.confirm.payNow }).click();
  await expect(page.getByRole('alert')).toContainText(t.code.AWAY);
  // The order is paid, and the reloaded page shows it.
  await page.reload();
  await expect(page.getByRole('heading', { name: t.result.active })).toBeVisible();
  expect(await world.settled('first-hospital')).toBe(1);
});

test('opening, reloading and returning to the payment page pays nothing; the click pays once', async ({ page }) => {
  const world = await new World('address').open('2026-03-01T09:00:00Z');
  await world.institution('first-hospital', 'First Hospital');
  await world.agreement('first-hospital');
  const order = await world.order('first-hospital', INSPECTIONS);
  await world.enter(page, 'en');
  const sent: string[] = [];
  page.on('request', (request) => {
    if (request.method() !== 'GET') {
      sent.push(`${request.method()} ${new URL(request.url()).pathname}`);
    }
  });
  const paying = `/o/first-hospital/orders/${order}/pay?method=SANDBOX`;
  const pay = page.getByRole('button', { name: t.confirm.payNow });
  await page.goto(world.at(paying));
  await expect(pay).toBeEnabled();
  await page.reload();
  await expect(pay).toBeEnabled();
  await page.goto(world.at(`/o/first-hospital/orders/${order}`));
  await page.goBack();
  await expect(pay).toBeEnabled();
  expect(sent).toEqual([]);
  expect(await world.settled('first-hospital')).toBe(0);

  await pay.dblclick();
  await expect(page.getByRole('heading', { name: t.result.active })).toBeVisible();
  expect(sent).toEqual(['POST /v1/organizations/first-hospital/payments']);
  expect(await world.settled('first-hospital')).toBe(1);
});

test('paying in two tabs at the same time pays once', async ({ page }) => {
  const world = await new World('tabs').open('2026-03-01T09:00:00Z');
  await world.institution('first-hospital', 'First Hospital');
  await world.agreement('first-hospital');
  const order = await world.order('first-hospital', INSPECTIONS);
  const second = await page.context().newPage();
  for (const tab of [page, second]) {
    await world.enter(tab, 'en');
    await tab.goto(world.at(`/o/first-hospital/orders/${order}/confirm`));
    await expect(tab.getByRole('button', { name: t.confirm.payNow })).toBeEnabled();
  }
  await Promise.all([page, second].map((tab) => tab.getByRole('button', { name: t.confirm.payNow }).click()));
  for (const tab of [page, second]) {
    await expect(tab.getByRole('heading', { name: t.result.active })).toBeVisible();
  }
  expect(await world.settled('first-hospital')).toBe(1);
});

for (const language of LANGUAGES) {
  test(`${language}: a bank transfer shows its reference and deadline; once the vendor records it, the order is active`, async ({
    page,
    browser,
  }) => {
    const words = WORDS[language];
    const world = await new World('transfer').open('2026-03-01T09:00:00Z');
    await world.institution('second-hospital', 'Second Hospital');
    const order = await world.order('second-hospital', { item: 'ipc/pre-consultation-assistant', months: 12 });
    const buyer = await world.person('second-hospital', 'buyer');
    await world.visit(page, language);
    await page.goto(world.at(`/sign-in?then=${encodeURIComponent(`/o/second-hospital/orders/${order}/confirm`)}`));
    await world.signIn(page, buyer, language);
    await page.getByLabel(words.method.TRANSFER.title).check();
    await page.getByRole('button', { name: words.confirm.payNow }).click();
    await expect(page.getByRole('heading', { name: words.method.TRANSFER.title })).toBeVisible();
    const { reference } = await world.call<{ reference: string }>('GET', `/v1/organizations/second-hospital/orders/${order}`);
    await expect(page.getByText(reference)).toBeVisible();
    await expect(page.getByText(words.order.held, { exact: true })).toBeVisible();

    const office = await browser.newContext();
    const vendor = await office.newPage();
    await world.enter(vendor, language);
    await vendor.goto(world.at('/vendor'));
    const waiting = vendor.getByRole('region', { name: words.desk.desk.transfers });
    await expect(waiting).toContainText('Second Hospital');
    await waiting.getByRole('link', { name: words.desk.desk.record }).click();
    await vendor.getByRole('button', { name: words.desk.vendor.recordTransfer }).click();
    await vendor.getByRole('dialog').getByRole('button', { name: words.desk.transfer.yes }).click();
    await expect(vendor.getByText(words.desk.vendor.recorded, { exact: true })).toBeVisible();
    await office.close();

    // The page has been open all the time: it refreshes by itself.
    await expect(page.getByRole('heading', { name: words.result.active })).toBeVisible();
    await page.getByRole('link', { name: words.result.toOrder }).click();
    await expect(page.locator('.tag', { hasText: words.desk.order.ACTIVE })).toBeVisible();
  });
}

test('a session that ends in the middle of an order: sign in again, continue, pay once', async ({ page }) => {
  const world = await new World('ended').open('2026-03-01T09:00:00Z');
  await world.institution('first-hospital', 'First Hospital');
  await world.agreement('first-hospital');
  const buyer = await world.person('first-hospital', 'buyer');
  await world.visit(page, 'en');
  await page.goto(world.at('/sign-in?then=%2Fo%2Ffirst-hospital%2Fbuy%3Fproduct%3Daimis'));
  await world.signIn(page, buyer, 'en');
  await page.getByRole('button', { name: 'Add Cloud inspection', exact: true }).click();
  await page.getByRole('button', { name: t.buy.toTerms }).click();
  await page.getByLabel(t.terms.accept).check();

  // It ends before the order is placed: the choices are still there after signing in.
  await page.context().clearCookies();
  await page.getByRole('button', { name: t.terms.purchaseNow }).click();
  await expect(page.getByText(t.trouble.signedOut.title)).toBeVisible();
  await world.signIn(page, buyer, 'en');
  await page.getByLabel(t.terms.accept).check();
  await page.getByRole('button', { name: t.terms.purchaseNow }).click();
  await expect(page.getByRole('heading', { name: t.confirm.title })).toBeVisible();

  // And it ends again, on Pay Now.
  await page.context().clearCookies();
  await page.getByRole('button', { name: t.confirm.payNow }).click();
  await expect(page.getByText(t.trouble.signedOut.title)).toBeVisible();
  await world.signIn(page, buyer, 'en');
  await page.getByRole('button', { name: t.confirm.payNow }).click();
  await expect(page.getByRole('heading', { name: t.result.active })).toBeVisible();
  const { items: orders } = await world.call<{ items: unknown[] }>('GET', '/v1/organizations/first-hospital/orders');
  expect(orders).toHaveLength(1);
  expect(await world.settled('first-hospital')).toBe(1);
});

test('after signing in again in another window one continues in the first', async ({ page }) => {
  const world = await new World('window').open('2026-03-01T09:00:00Z');
  await world.institution('first-hospital', 'First Hospital');
  await world.agreement('first-hospital');
  const order = await world.order('first-hospital', INSPECTIONS);
  const buyer = await world.person('first-hospital', 'buyer');
  const paying = `/o/first-hospital/orders/${order}/confirm`;
  await world.visit(page, 'en');
  await page.goto(world.at(`/sign-in?then=${encodeURIComponent(paying)}`));
  await world.signIn(page, buyer, 'en');
  await expect(page.getByRole('heading', { name: t.confirm.title })).toBeVisible();
  const second = await page.context().newPage();
  await world.visit(second, 'en');
  await second.goto(world.at('/sign-in'));
  await world.signIn(second, buyer, 'en');
  await expect(second.getByRole('heading', { name: t.choose.title })).toBeVisible();
  await page.getByRole('button', { name: t.confirm.payNow }).click();
  await expect(page.getByRole('alert')).toContainText(t.code.CSRF_TOKEN_WRONG);
  await page.getByRole('button', { name: t.confirm.payNow }).click();
  await expect(page.getByRole('heading', { name: t.result.active })).toBeVisible();
});

test('a read-only role has no way to buy and is refused when it opens the address', async ({ page }) => {
  const world = await new World('viewer').open('2026-03-01T09:00:00Z');
  await world.institution('first-hospital', 'First Hospital');
  await world.agreement('first-hospital');
  await world.buy('first-hospital', INSPECTIONS);
  await world.use('first-hospital', 1200);
  const order = await world.order('first-hospital', INSPECTIONS);
  const viewer = await world.person('first-hospital', 'viewer');
  await world.visit(page, 'en');
  await page.goto(world.at('/sign-in?then=%2Fo%2Ffirst-hospital'));
  await world.signIn(page, viewer, 'en');
  await expect(page.getByRole('heading', { name: t.desk.overview.title })).toBeVisible();
  const banner = page.getByRole('region', { name: t.desk.debt.arrearsTitle });
  await expect(banner).toBeVisible();
  await expect(banner.getByRole('link')).toHaveCount(0);
  for (const name of [t.buy.title, t.desk.menu.renewals, t.desk.menu.keys, t.desk.menu.audit]) {
    await expect(page.getByRole('navigation').getByRole('link', { name, exact: true })).toHaveCount(0);
  }
  await page.goto(world.at(`/o/first-hospital/orders/${order}/confirm`));
  await expect(page.getByText(t.confirm.mayNot)).toBeVisible();
  await expect(page.getByRole('button', { name: t.confirm.payNow })).toHaveCount(0);
  await page.goto(world.at(`/o/first-hospital/orders/${order}/pay?method=SANDBOX`));
  await expect(page.getByText(t.confirm.mayNot)).toBeVisible();
  await expect(page.getByRole('button', { name: t.confirm.payNow })).toHaveCount(0);
  await page.goto(world.at('/vendor'));
  await expect(page.getByRole('heading', { name: t.trouble.forbidden.title })).toBeVisible();
  expect(await world.settled('first-hospital')).toBe(1);
});

test('an order that the bank took back speaks of no validity', async ({ page }) => {
  const world = await new World('recalled').open('2026-03-01T09:00:00Z');
  await world.institution('first-hospital', 'First Hospital');
  await world.agreement('first-hospital');
  const order = await world.buy('first-hospital', { item: 'aimis/basic', years: 1 }, INSPECTIONS);
  await world.enter(page, 'en');
  await page.goto(world.at(`/o/first-hospital/orders/${order}`));
  await expect(page.getByText(t.line.valid)).toHaveCount(2);
  await world.call('POST', `/v1/organizations/first-hospital/orders/${order}/recall`, {});
  await page.reload();
  await expect(page.getByText(t.desk.order.recalled)).toBeVisible();
  await expect(page.getByText(t.line.valid)).toHaveCount(0);
  await expect(page.getByText(t.line.validLater)).toHaveCount(0);
});

import { expect, test, type Page } from './story';
import { World } from './world';
import { filled, LANGUAGES, WORDS, type Language } from './words';

/** Every kind of item that the two catalogs sell, with the choices of its page. */
const KINDS: {
  kind: string;
  item: string;
  consortium?: boolean;
  name: Record<Language, string>;
  choose?: (page: Page, language: Language) => Promise<void>;
  /** Texts expected on the confirmation and the order. */
  says: Record<Language, RegExp>;
}[] = [
  {
    kind: 'software by the month',
    item: 'ipc/pre-consultation-assistant',
    name: { en: 'Pre-consultation assistant', zh: '预问诊助手' },
    choose: (page, language) => fill(page, WORDS[language].line.months, 3),
    says: { en: /3 months.*17,700/s, zh: /3.*月.*17,700/s },
  },
  {
    kind: 'software by the year',
    item: 'ipc/pre-visit-checkup-assistant',
    name: { en: 'Pre-visit health checkup assistant', zh: '检前问诊助手' },
    choose: (page, language) => fill(page, WORDS[language].line.years, 2),
    says: { en: /2 years.*140,000/s, zh: /2.*年.*140,000/s },
  },
  {
    kind: 'software for an institution of a consortium',
    item: 'ipc/pre-consultation-assistant',
    consortium: true,
    name: { en: 'Pre-consultation assistant', zh: '预问诊助手' },
    says: { en: /For Member Hospital/, zh: /Member Hospital/ },
  },
  {
    kind: 'optional software, with what it requires',
    item: 'aimis/cloud-film',
    name: { en: 'Patient imaging records (cloud film)', zh: '患者影像档案（云胶片）' },
    choose: async (page, language) => {
      const basic = { en: 'Basic Edition', zh: '基础版' }[language];
      await page
        .getByRole('alert')
        .getByRole('button', { name: filled(WORDS[language].line.addRequired, { name: basic }) })
        .click();
    },
    says: { en: /Basic Edition.*2,000.*cloud film.*600/s, zh: /基础版.*2,000.*云胶片.*600/s },
  },
  {
    kind: 'a pack by quantity',
    item: 'aimis/cloud-inspection',
    name: { en: 'Cloud inspection', zh: '云检查' },
    choose: async (page, language) => {
      const quantity = page.getByLabel(new RegExp(`^${WORDS[language].line.quantity.split(/[ （(]/)[0]}`));
      await quantity.fill('1500');
      await expect(page.getByRole('button', { name: filled(WORDS[language].line.take, { quantity: '1,000' }) })).toBeVisible();
      await page.getByRole('button', { name: filled(WORDS[language].line.take, { quantity: '2,000' }) }).click();
      await expect(page.getByRole('group', { name: WORDS[language].line.plans })).toContainText(WORDS[language].plan.annual);
    },
    says: { en: /2,000.*1,200/s, zh: /2,000.*1,200/s },
  },
  {
    kind: 'a pack on the annual plan',
    item: 'aimis/cloud-inspection',
    name: { en: 'Cloud inspection', zh: '云检查' },
    choose: async (page, language) => {
      const plans = page.getByRole('group', { name: WORDS[language].line.plans });
      await plans.getByRole('button', { name: new RegExp(WORDS[language].plan.annual) }).click();
      await fill(page, WORDS[language].line.years, 15);
    },
    says: { en: /15 years.*9,000/s, zh: /15.*年.*9,000/s },
  },
  {
    kind: 'a pack without storage',
    item: 'aimis/mimi-ai-report',
    name: { en: 'Mimi AI Assistant (large language AI report)', zh: '觅影 AI 助手（大语言 AI 报告）' },
    says: { en: /1,000.*800/s, zh: /1,000.*800/s },
  },
  {
    kind: 'capacity by the month',
    item: 'ipc/checkup-knowledge-customization',
    name: { en: 'Health checkup package knowledge customization', zh: '体检套餐知识定制' },
    says: { en: /50,000/, zh: /50,000/ },
  },
  {
    kind: 'a service that is accepted once',
    item: 'ipc/overseas-deployment',
    name: { en: 'Overseas deployment and implementation', zh: '海外部署实施服务' },
    says: { en: /70,000/, zh: /70,000/ },
  },
  {
    kind: 'a service by the month',
    item: 'aimis/maintenance',
    name: { en: 'Maintenance service', zh: '维护服务' },
    choose: (page, language) => fill(page, WORDS[language].line.months, 2),
    says: { en: /3,600/, zh: /3,600/ },
  },
];

async function fill(page: Page, label: string, value: number) {
  await page.getByLabel(label, { exact: true }).fill(String(value));
}

for (const language of LANGUAGES) {
  for (const one of KINDS) {
    test(`${language}: ${one.kind} is chosen, confirmed, paid and active`, async ({ page }) => {
      const t = WORDS[language];
      const product = one.item.split('/')[0];
      const buyer = one.consortium ? 'east-alliance' : 'first-hospital';
      const world = await new World('kinds').open('2026-03-01T09:00:00Z');
      if (one.consortium) {
        await world.institution('member-hospital', 'Member Hospital');
        await world.consortium(buyer, 'East Alliance', 'member-hospital');
      } else {
        await world.institution(buyer, 'First Hospital');
      }
      if (product === 'aimis') {
        await world.agreement(buyer);
      }
      await world.enter(page, language);

      await page.goto(world.at(`/o/${buyer}/buy?product=${product}`));
      await page.getByRole('button', { name: filled(t.buy.addOne, { name: one.name[language] }), exact: true }).click();
      await one.choose?.(page, language);
      await page.getByRole('button', { name: t.buy.toTerms }).click();

      const purchase = page.getByRole('button', { name: t.terms.purchaseNow });
      await expect(purchase).toBeDisabled();
      await page.getByLabel(t.terms.accept).check();
      await purchase.click();

      await expect(page.getByRole('heading', { name: t.confirm.title })).toBeVisible();
      await expect(page.getByText(t.confirm.noRefund)).toBeVisible();
      await expect(page.getByRole('main')).toContainText(one.says[language]);
      await expect(page.getByRole('main')).toContainText(buyer);
      await page.getByRole('button', { name: t.confirm.payNow }).click();

      await expect(page.getByRole('heading', { name: t.result.active })).toBeVisible();
      await page.getByRole('link', { name: t.result.toOrder }).click();
      await expect(page.getByRole('heading', { name: /SCRIP-/ })).toBeVisible();
      await expect(page.getByRole('main')).toContainText(one.says[language]);
      const { items: orders } = await world.call<{ items: { state: string }[] }>('GET', `/v1/organizations/${buyer}/orders`);
      expect(orders.map((order) => order.state)).toEqual(['ACTIVE']);
    });
  }

  test(`${language}: an item sold only by sales becomes a request that the vendor sees`, async ({ page }) => {
    const t = WORDS[language];
    const name = { en: 'Mimi AI Assistant, on site', zh: '觅影 AI 助手（本地部署）' }[language];
    const world = await new World('sales').open('2026-03-01T09:00:00Z');
    await world.institution('first-hospital', 'First Hospital');
    await world.enter(page, language);
    await page.goto(world.at('/o/first-hospital/buy?product=aimis'));
    await expect(page.getByRole('button', { name: filled(t.buy.addOne, { name }) })).toHaveCount(0);
    await page.getByRole('link', { name: filled(t.buy.contactAbout, { name }) }).click();
    await page.getByLabel(t.contact.who).fill('王芳 +86 10 5555 0100');
    await page.getByLabel(t.contact.message).fill('One set for our site, please.');
    await page.getByRole('button', { name: t.contact.send }).click();
    await expect(page.getByText(t.contact.sent)).toBeVisible();
    await page.goto(world.at('/vendor'));
    await expect(page.getByText('One set for our site, please.')).toBeVisible();
    await expect(page.getByText('王芳 +86 10 5555 0100')).toBeVisible();
  });

  test(`${language}: without the signed agreement a notice is shown before choosing, and payment is refused`, async ({ page }) => {
    const t = WORDS[language];
    const world = await new World('agreement').open('2026-03-01T09:00:00Z');
    await world.institution('first-hospital', 'First Hospital');
    const order = await world.order('first-hospital', { item: 'aimis/basic', years: 1 });
    await world.enter(page, language);
    await page.goto(world.at('/o/first-hospital/buy?product=aimis'));
    await expect(page.getByText(t.buy.agreementTitle)).toBeVisible();
    await page.goto(world.at(`/o/first-hospital/orders/${order}/confirm`));
    await expect(page.getByText(t.buy.agreementTitle)).toBeVisible();
    await expect(page.getByRole('button', { name: t.confirm.payNow })).toBeDisabled();
  });
}

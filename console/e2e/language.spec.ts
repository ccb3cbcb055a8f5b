import { expect, test } from './story';
import { WORDS } from './words';

test('the pages use the language of the browser until another is chosen', async ({ browser }) => {
  const context = await browser.newContext({ locale: 'zh-CN' });
  const page = await context.newPage();
  await page.goto('/');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(WORDS.zh.home.title);
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN');
  await page.getByRole('button', { name: 'English' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(WORDS.en.home.title);
  await page.reload();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(WORDS.en.home.title);
  await context.close();
  const french = await browser.newContext({ locale: 'fr-FR' });
  const other = await french.newPage();
  await other.goto('/prices');
  await expect(other.getByRole('heading', { level: 1 })).toHaveText(WORDS.en.prices.title);
  await french.close();
});

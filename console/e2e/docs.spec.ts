import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from './story';

async function faults(page: Page) {
  const found = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']).analyze();
  return found.violations.map((fault) => `${fault.id}: ${fault.nodes.map((node) => node.html.slice(0, 160)).join(' | ')}`);
}

for (const colorScheme of ['light', 'dark'] as const) {
  for (const width of [1440, 390]) {
    test(`the documentation is read and searched, ${colorScheme}, ${width} wide`, async ({ browser }) => {
      const context = await browser.newContext({ colorScheme, viewport: { width, height: 900 } });
      const page = await context.newPage();
      await page.goto('/docs');
      await expect(page.getByRole('heading', { level: 1, name: 'Documentation' })).toBeVisible();
      expect(await faults(page)).toEqual([]);

      // By keys alone.
      await page.keyboard.press('/');
      await page.keyboard.type('metering po');
      const hit = page.getByRole('link', { name: /The metering port/ }).first();
      await expect(hit).toBeVisible();
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('Enter');
      await expect(page.getByRole('heading', { name: 'The metering port' })).toBeInViewport();
      expect(page.url()).toContain('/docs/operating/start#the-metering-port');
      expect(await faults(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth), 'wider than the window').toBe(true);

      await page.getByRole('searchbox').fill('qqqzzz');
      await expect(page.getByText('No results')).toBeVisible();
      const pictures = process.env['SCRIP_SCREENSHOTS'];
      if (pictures) {
        await page.goto('/docs/rulebook#r12');
        await page.screenshot({ path: `${pictures}/docs-rulebook.${colorScheme}.${width}.png` });
        await page.goto('/docs');
        await page.getByRole('searchbox').fill('hold');
        await expect(page.locator('#found a').first()).toBeVisible();
        await page.screenshot({ path: `${pictures}/docs.${colorScheme}.${width}.png` });
        await page.goto('/docs/operating/settings');
        await page.screenshot({ path: `${pictures}/docs-settings.${colorScheme}.${width}.png` });
        await page.goto('/docs/contract');
        await expect(page.locator('.opblock').first()).toBeVisible();
        await page.screenshot({ path: `${pictures}/docs-contract.${colorScheme}.${width}.png` });
      }
      await context.close();
    });
  }
}

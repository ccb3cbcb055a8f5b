import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import AxeBuilder from '@axe-core/playwright';
import { expect, test, type Page } from './story';
import { Gallery, SCREENS } from './screens';
import { LANGUAGES, WORDS } from './words';

const WIDTHS = [1440, 390] as const;
const HEIGHT = 900;
const TALLEST = 2000;
/** Each language at one width; when taking screenshots each at both. */
const PAIRS = { en: 1440, zh: 390 };
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
/** The folder for screenshots, if any; `./scrip screenshots` takes those of the tour. */
const FOLDER = process.env['SCRIP_SCREENSHOTS'];
const TOUR = process.env['SCRIP_TOUR'] ? readFileSync(process.env['SCRIP_TOUR'], 'utf8') : null;

let gallery: Gallery;

test.beforeAll(async () => {
  gallery = await Gallery.open();
});

async function settled(page: Page) {
  await expect(page.locator('h1').first()).toBeVisible();
  await expect(page.locator('.waiting')).toHaveCount(0);
  // What is loaded after that, such as a chart.
  await page.waitForLoadState('networkidle');
  await expect(page.locator('.waiting')).toHaveCount(0);
}

/** Waits until everything that depends on the width is drawn. */
async function laidOut(page: Page) {
  await page.evaluate(() => document.fonts.ready.then(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))));
}

async function picture(page: Page, file: string, width: number) {
  // A dialog stands in the middle of the window.
  const { top, height } = await page.evaluate(() =>
    document.querySelector('dialog[open]')
      ? { top: window.scrollY, height: window.innerHeight }
      : { top: 0, height: document.documentElement.scrollHeight },
  );
  const session = await page.context().newCDPSession(page);
  const taken = await session.send('Page.captureScreenshot', {
    format: 'webp',
    quality: 65,
    captureBeyondViewport: top === 0,
    clip: { x: 0, y: top, width, height: Math.min(height, TALLEST), scale: 1 },
  });
  writeFileSync(file, Buffer.from(taken.data, 'base64'));
}

/** Requests of a page that change something; price previews have a body but book nothing. */
function sentBy(page: Page): string[] {
  const sent: string[] = [];
  page.on('request', (request) => {
    const path = new URL(request.url()).pathname;
    if (request.method() !== 'GET' && !path.endsWith('/preview')) {
      sent.push(`${request.method()} ${path}`);
    }
  });
  return sent;
}

async function faultsOf(page: Page) {
  const found = await new AxeBuilder({ page }).withTags(RULES).options({ resultTypes: ['violations'] }).analyze();
  return found.violations.map((fault) => `${fault.id}: ${fault.nodes.map((node) => node.html.slice(0, 160)).join(' | ')}`);
}

/** Tables that are wider than their place, and links, buttons and instants that stick out of their card. */
function clipped(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const tables = [...document.querySelectorAll('.table-frame')].filter((one) => one.scrollWidth > one.clientWidth);
    const outside = [...document.querySelectorAll('.card :is(a, button, time, .tag)')].filter((one) => {
      const card = one.closest('.card')?.getBoundingClientRect();
      const place = one.getBoundingClientRect();
      return card && place.width > 0 && place.right > card.right + 1;
    });
    return [...tables, ...outside].map((one) => one.outerHTML.slice(0, 160));
  });
}

for (const [name, path, open] of SCREENS) {
  test(`${name} is accessible and fits the window, in both languages and widths`, async ({ page }) => {
    const address = path(gallery);
    const sent = sentBy(page);
    for (const language of LANGUAGES) {
      await gallery.enter(page, name, address, language);
      await page.goto(gallery.world.at(address));
      await settled(page);
      expect(sent, `${name} changes something when it is opened`).toEqual([]);
      await open?.(page, WORDS[language]);
      for (const width of WIDTHS) {
        await page.setViewportSize({ width, height: HEIGHT });
        await laidOut(page);
        const wide = () => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        await expect.poll(wide, `${name} is wider than ${width}`).toBeLessThanOrEqual(0);
        await expect.poll(() => clipped(page), `${name} ${language} ${width}`).toEqual([]);
        if (FOLDER && (TOUR?.includes(`/${name}.`) ?? true)) {
          mkdirSync(FOLDER, { recursive: true });
          await picture(page, `${FOLDER}/${name}.${language}.${width}.webp`, width);
        }
        if (FOLDER || PAIRS[language] === width) {
          expect(await faultsOf(page), `${name} ${language} ${width}`).toEqual([]);
        }
        // A missing translation would show as its key.
        const unknown = await page.evaluate(
          () =>
            document.body.innerText.match(
              /\b(?:common|nav|buy|line|overview|desk|vendor|task|debt|code|term|plan|per|recall|reinstate|unapplied|transfer|factor|weakness|emergency|me|may)\.[a-z][A-Za-z]+\b/g,
            ) ?? [],
        );
        expect(unknown).toEqual([]);
      }
      sent.length = 0;
    }
  });
}

// Fails the build when a page loads too much script: compressed, everything it needs before its first paint.
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const KILOBYTE = 1000;
const PAGES = [
  { name: 'public price list', modules: ['index.html', 'src/public/PricesPage.tsx', 'src/i18n/en/shop.ts'], max: 200 },
  { name: 'first signed-in page', modules: ['index.html', 'src/org/OrgShell.tsx', 'src/org/OverviewPage.tsx', 'src/i18n/en/shop.ts', 'src/i18n/en/platforms.ts'], max: 200 },
  { name: 'configurator', modules: ['index.html', 'src/org/OrgShell.tsx', 'src/shop/BuyPage.tsx', 'src/i18n/en/shop.ts', 'src/i18n/en/platforms.ts'], max: 200 },
];

const manifest = JSON.parse(readFileSync('dist/.vite/manifest.json', 'utf8'));
let tooLarge = false;

function collect(key, files) {
  const chunk = manifest[key];
  if (!chunk) {
    throw new Error(`no chunk of its own for ${key}`);
  }
  if (files.has(chunk.file)) {
    return;
  }
  files.add(chunk.file);
  for (const imported of chunk.imports ?? []) {
    collect(imported, files);
  }
}

for (const page of PAGES) {
  const files = new Set();
  page.modules.forEach((module) => collect(module, files));
  const bytes = [...files]
    .filter((file) => file.endsWith('.js'))
    .reduce((sum, file) => sum + gzipSync(readFileSync(`dist/${file}`), { level: 6 }).length, 0);
  const kilobytes = Math.ceil(bytes / KILOBYTE);
  console.log(`console: ${page.name} ${kilobytes} kB of compressed script, at most ${page.max}`);
  if (kilobytes > page.max) {
    tooLarge = true;
  }
}
if (tooLarge) {
  console.error('console: a page loads too much script');
  process.exit(1);
}

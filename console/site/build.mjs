// Builds the documentation into dist/docs: a page of HTML for each page that docs/index.md lists, in its order, and an index for the search.
// Nothing in them runs but the search, and nothing is loaded from another host.
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { load } from 'js-yaml';
import MarkdownIt from 'markdown-it';
import anchor from 'markdown-it-anchor';
import MiniSearch from 'minisearch';
import { SEARCH } from './fields.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const repository = resolve(here, '../..');
const docs = join(repository, 'docs');
const built = resolve(here, '../dist/docs');
const CONTENTS = 'index.md';
const ROOT = '/docs';
/** Pages that are served beside those of docs/index.md. */
const CONTRACT = { title: 'The contract', url: `${ROOT}/contract` };

/** The anchor of a heading, as code hosts make it, so that a link works there and here. */
function slug(heading) {
  return heading
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replace(/\s/g, '-');
}

/** Where a page of the repository is served: `docs/operating/start.md` at `/docs/operating/start`, `SECURITY.md` at `/docs/security`. */
function urlOf(file) {
  return `${ROOT}/${relative(docs, file).replace(/^\.\.\//, '').replace(/\.md$/, '').toLowerCase()}`;
}

/** The sections of docs/index.md: `{ title, pages: [{ title, file, url }] }`. */
function contents() {
  const sections = [];
  for (const line of readFileSync(join(docs, CONTENTS), 'utf8').split('\n')) {
    const section = /^## (.+)/.exec(line);
    const page = /^- \[(.+?)\]\((.+?)\)/.exec(line);
    if (section) {
      sections.push({ title: section[1], pages: [] });
    } else if (page) {
      const file = resolve(docs, page[2]);
      sections.at(-1).pages.push({ title: page[1], file, url: urlOf(file) });
    }
  }
  return sections;
}

const sections = contents();
const pages = sections.flatMap((section) => section.pages.map((page) => ({ ...page, section: section.title })));
const urls = new Map([...pages.map((page) => [page.file, page.url]), [join(docs, CONTENTS), ROOT]]);

const escape = (text) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');

function renderer(file) {
  const markdown = new MarkdownIt({ html: false, linkify: false, typographer: false });
  markdown.use(anchor, { slugify: slug, tabIndex: false, level: [2, 3, 4], permalink: anchor.permalink.headerLink({ safariReaderFix: true }) });
  // The one element of HTML that pages have: a place to link to, such as a rule of the rulebook.
  markdown.inline.ruler.before('autolink', 'place', (state, silent) => {
    const place = /^<a id="([\w-]+)"><\/a>/.exec(state.src.slice(state.pos));
    if (place && !silent) {
      state.push('place', 'span', 0).attrSet('id', place[1]);
    }
    state.pos += place ? place[0].length : 0;
    return place !== null;
  });
  const rules = markdown.renderer.rules;
  rules.place = (tokens, at) => `<span id="${tokens[at].attrGet('id')}"></span>`;
  // A page of the site is linked as such; what only the repository has is named without a link.
  markdown.core.ruler.push('site-links', (state) => {
    for (const block of state.tokens) {
      let dropped = 0;
      for (const token of block.children ?? []) {
        if (token.type === 'link_open' && token.attrGet('href') && !/^(#|https?:|mailto:)/.test(token.attrGet('href'))) {
          const [path, hash] = token.attrGet('href').split('#');
          const url = path.startsWith('/') ? path : urls.get(resolve(dirname(file), path));
          if (url) {
            token.attrSet('href', hash ? `${url}#${hash}` : url);
          } else {
            token.hidden = true;
            token.tag = 'span';
            token.attrs = [];
            dropped += 1;
          }
        } else if (token.type === 'link_close' && dropped > 0) {
          token.tag = 'span';
          dropped -= 1;
        }
      }
    }
  });
  rules.table_open = () => '<div class="table" tabindex="0"><table>\n';
  rules.table_close = () => '</table></div>\n';
  rules.fence = (tokens, at) => `<pre tabindex="0"><code>${escape(tokens[at].content)}</code></pre>\n`;
  return markdown;
}

/** The parts of a page between its headings, for the search: `{ title, hash, text }`. */
function parts(markdown, tokens, title) {
  const found = [{ title, hash: '', text: '' }];
  tokens.forEach((token, at) => {
    if (token.type === 'heading_open' && token.tag !== 'h1') {
      found.push({ title: tokens[at + 1].content, hash: token.attrGet('id') ?? '', text: '', level: token.tag });
    } else if (token.type === 'inline' && tokens[at - 1]?.type !== 'heading_open') {
      found.at(-1).text += ` ${token.children.map((child) => child.content).join('')}`;
    } else if (token.type === 'fence') {
      found.at(-1).text += ` ${token.content}`;
    }
  });
  return found;
}

function navigation(current) {
  const link = (page) => `<li><a href="${page.url}"${page.url === current ? ' aria-current="page"' : ''}>${escape(page.title)}</a></li>`;
  return sections
    .map((section, at) => `<h2>${escape(section.title)}</h2>\n<ul>${(at === 0 ? [CONTRACT, ...section.pages] : section.pages).map(link).join('\n')}</ul>`)
    .join('\n');
}

function html({ title, url, body, headings, before, after }) {
  const onPage = headings.length > 2
    ? `<aside><h2>On this page</h2><ul>${headings.map((h) => `<li class="${h.level}"><a href="#${h.hash}">${escape(h.title.replace(/`/g, ''))}</a></li>`).join('')}</ul></aside>`
    : '';
  const way = before || after
    ? `<nav class="way" aria-label="Next pages">${before ? `<a rel="prev" href="${before.url}">← ${escape(before.title)}</a>` : '<span></span>'}${after ? `<a rel="next" href="${after.url}">${escape(after.title)} →</a>` : ''}</nav>`
    : '';
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(title)} · Scrip</title>
<link rel="stylesheet" href="${ROOT}/site.css">
<script type="module" src="${ROOT}/search.js"></script>
</head>
<body>
<a class="skip" href="#content">Skip to the text</a>
<header>
<a class="name" href="${ROOT}">Scrip <span>documentation</span></a>
<form role="search"><label class="hidden" for="search">Search</label><input id="search" type="search" placeholder="Search" autocomplete="off" aria-controls="found"><ul id="found" hidden></ul></form>
</header>
<div class="frame">
<details class="contents"><summary>Contents</summary><nav aria-label="Contents">${navigation(url)}</nav></details>
<nav class="side" aria-label="Pages">${navigation(url)}</nav>
<main id="content">${body}${way}</main>
${onPage}
</div>
</body>
</html>
`;
}

const documents = [];

function write(page, at) {
  const source = readFileSync(page.file, 'utf8');
  const markdown = renderer(page.file);
  const tokens = markdown.parse(source, {});
  const all = parts(markdown, tokens, page.title);
  (at < 0 ? [] : all).forEach((part) => documents.push({ id: documents.length, page: page.title, title: part.title.replace(/`/g, ''), url: part.hash ? `${page.url}#${part.hash}` : page.url, text: part.text.trim() }));
  const target = join(built, `${page.url === ROOT ? 'index' : page.url.slice(ROOT.length + 1)}.html`);
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, html({
    title: page.title,
    url: page.url,
    body: markdown.renderer.render(tokens, markdown.options, {}),
    headings: all.filter((part) => part.level === 'h2' || part.level === 'h3'),
    before: pages[at - 1],
    after: at < 0 ? pages[0] : pages[at + 1],
  }));
}

/** Every operation of the contract, for the search: found by its name, its path and what it is for. */
function operations() {
  const contract = load(readFileSync(join(repository, 'server/src/main/resources/openapi.yaml'), 'utf8'));
  for (const [path, methods] of Object.entries(contract.paths)) {
    for (const [method, operation] of Object.entries(methods)) {
      if (operation.operationId) {
        const about = `${operation.operationId} ${operation.summary} ${operation.description ?? ''}`;
        documents.push({ id: documents.length, page: CONTRACT.title, title: `${method.toUpperCase()} ${path}`, url: `${CONTRACT.url}#/${operation.tags[0]}/${operation.operationId}`, text: about });
      }
    }
  }
}

mkdirSync(built, { recursive: true });
write({ title: 'Documentation', file: join(docs, CONTENTS), url: ROOT }, -1);
pages.forEach(write);
operations();

const search = new MiniSearch(SEARCH);
search.addAll(documents);
writeFileSync(join(built, 'search.json'), JSON.stringify(search));
copyFileSync(join(here, 'site.css'), join(built, 'site.css'));
copyFileSync(join(here, 'search.js'), join(built, 'search.js'));
copyFileSync(join(here, 'fields.mjs'), join(built, 'fields.js'));
copyFileSync(join(here, '../node_modules/minisearch/dist/es/index.js'), join(built, 'minisearch.js'));
console.log(`documentation: ${pages.length + 1} pages, ${documents.length} parts to search`);

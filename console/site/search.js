// The search of the documentation: reads the index when somebody begins to type.
import MiniSearch from './minisearch.js';
import { SEARCH } from './fields.js';

const HITS_MAX = 12;
/** Words up to this length are taken as they are typed: "hold" is not "sold". */
const WORD_EXACT = 5;
const field = document.getElementById('search');
const found = document.getElementById('found');
let index;

async function read() {
  index ??= fetch('/docs/search.json')
    .then((answer) => answer.text())
    .then((text) => MiniSearch.loadJSON(text, SEARCH));
  return index;
}

function item(hit) {
  const link = document.createElement('a');
  link.href = hit.url;
  link.append(hit.title);
  if (hit.page !== hit.title) {
    const page = document.createElement('span');
    page.append(hit.page);
    link.append(page);
  }
  const entry = document.createElement('li');
  entry.append(link);
  return entry;
}

async function show() {
  const words = field.value.trim();
  if (!words) {
    found.hidden = true;
    return;
  }
  const hits = (await read()).search(words, { prefix: true, fuzzy: (word) => (word.length > WORD_EXACT ? 0.2 : false), boost: { title: 3 }, combineWith: 'AND' });
  if (words !== field.value.trim()) {
    return;
  }
  const nothing = document.createElement('li');
  nothing.append('No results');
  found.replaceChildren(...(hits.length > 0 ? hits.slice(0, HITS_MAX).map(item) : [nothing]));
  found.hidden = false;
}

field.addEventListener('input', show);
field.addEventListener('focus', show);
field.form.addEventListener('submit', (event) => {
  event.preventDefault();
  found.querySelector('a')?.click();
});
document.addEventListener('keydown', (event) => {
  const links = [...found.querySelectorAll('a')];
  const at = links.indexOf(document.activeElement);
  if (event.key === 'Escape') {
    found.hidden = true;
  } else if (event.key === '/' && document.activeElement === document.body) {
    event.preventDefault();
    field.focus();
  } else if ((event.key === 'ArrowDown' || event.key === 'ArrowUp') && !found.hidden && (at >= 0 || document.activeElement === field)) {
    event.preventDefault();
    const next = at + (event.key === 'ArrowDown' ? 1 : -1);
    (next < 0 ? field : links[Math.min(next, links.length - 1)])?.focus();
  }
});
document.addEventListener('click', (event) => {
  if (!field.form.contains(event.target)) {
    found.hidden = true;
  }
});

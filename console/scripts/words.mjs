// Fails the build when a page uses a text that no language has, or when a text is not used by any page. The compiler
// checks that both languages have the same texts.
import { readdirSync, readFileSync } from 'node:fs';
import ts from 'typescript';

const WORDS = 'src/i18n/en';
const COLLECTIONS = ['shop', 'platforms'];
/** The functions that read a text, with the collection they read from. */
const ASKS = { t: 'shop', d: 'platforms' };
const PLURAL = /_(one|other)$/;

function parsed(file) {
  return ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX);
}

function each(node, visit) {
  visit(node);
  ts.forEachChild(node, (child) => each(child, visit));
}

function keysOf(object, above, keys) {
  for (const one of object.properties) {
    const key = [...above, one.name.text];
    if (ts.isObjectLiteralExpression(one.initializer)) {
      keysOf(one.initializer, key, keys);
    } else {
      keys.add(key.join('.').replace(PLURAL, ''));
    }
  }
  return keys;
}

/** The keys of a collection, from the files that it is composed of. */
function collected(collection) {
  const keys = new Set();
  each(parsed(`${WORDS}/${collection}.ts`), (node) => {
    if (ts.isImportDeclaration(node)) {
      each(parsed(`${WORDS}/${node.moduleSpecifier.text}.ts`), (inner) => {
        if (ts.isVariableDeclaration(inner) && ts.isObjectLiteralExpression(inner.initializer)) {
          keysOf(inner.initializer, [], keys);
        }
      });
    }
  });
  return keys;
}

/** The possible keys in a page: literal texts; for a template, every value that its type allows, or else a pattern. */
function askedBy(node) {
  if (ts.isStringLiteralLike(node)) {
    return [keyOf(node.text)];
  }
  if (ts.isConditionalExpression(node)) {
    return [...askedBy(node.whenTrue), ...askedBy(node.whenFalse)];
  }
  if (!ts.isTemplateExpression(node) || !node.head.text.includes('.') && !node.head.text.includes('|')) {
    return [];
  }
  const known = node.templateSpans.map((span) => valuesOf(span.expression));
  if (known.every((values) => values !== null)) {
    return node.templateSpans.reduce(
      (texts, span, at) => texts.flatMap((text) => known[at].map((value) => text + value + keyOf(span.literal.text))),
      [keyOf(node.head.text)],
    );
  }
  const gaps = node.templateSpans.map((span) => gapOf(span.expression) + escaped(span.literal.text));
  return [new RegExp(`^${escaped(node.head.text)}${gaps.join('')}$`)];
}

/** The texts that an expression can be, or null if it can be any. */
function valuesOf(expression) {
  const type = checker.getTypeAtLocation(expression);
  const alternatives = type.isUnion() ? type.types : [type];
  return alternatives.every((one) => one.isStringLiteral()) ? alternatives.map((one) => keyOf(one.value)) : null;
}

function gapOf(expression) {
  return expression.getText().endsWith('.toUpperCase()') ? '[A-Z0-9_]+' : '.+';
}

function escaped(text) {
  return keyOf(text).replace(/[.*+?^$()[\]\\]/g, '\\$&');
}

/** Where a key's own name has dots, it is written with bars between its parts. */
function keyOf(text) {
  return text.replaceAll('|', '.');
}

const config = ts.getParsedCommandLineOfConfigFile('tsconfig.json', {}, { ...ts.sys, onUnRecoverableConfigFileDiagnostic: () => undefined });
const program = ts.createProgram(config.fileNames, config.options);
const checker = program.getTypeChecker();
const words = Object.fromEntries(COLLECTIONS.map((collection) => [collection, collected(collection)]));
const faults = [];
const asked = [];
const pages = readdirSync('src', { recursive: true }).filter((name) => /\.tsx?$/.test(name) && !/^(i18n|api[/]schema)/.test(name));
for (const page of pages) {
  const source = program.getSourceFile(`src/${page}`);
  each(source, (node) => {
    // A key may be chosen elsewhere than where it is used, such as in a table of keys.
    if (ts.isStringLiteralLike(node) || ts.isTemplateExpression(node)) {
      asked.push(...askedBy(node));
    }
    const collection = ts.isCallExpression(node) && ts.isIdentifier(node.expression) ? ASKS[node.expression.text] : undefined;
    const otherwise = node.arguments?.[1]?.getText().includes('defaultValue');
    for (const key of collection && node.arguments[0] && !otherwise ? askedBy(node.arguments[0]) : []) {
      const known = typeof key === 'string' ? words[collection].has(key) : [...words[collection]].some((word) => key.test(word));
      if (!known) {
        const { line } = source.getLineAndCharacterOfPosition(node.getStart());
        faults.push(`src/${page}:${line + 1}: no ${collection} word for ${key}`);
      }
    }
  });
}
const exact = new Set(asked.filter((key) => typeof key === 'string'));
const patterns = asked.filter((key) => key instanceof RegExp);
for (const collection of COLLECTIONS) {
  for (const word of words[collection]) {
    if (!exact.has(word) && !patterns.some((pattern) => pattern.test(word))) {
      faults.push(`${WORDS}: no page says ${word} (${collection})`);
    }
  }
}
if (faults.length > 0) {
  console.error(faults.join('\n'));
  process.exit(1);
}

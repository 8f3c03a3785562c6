/**
 * Writes `www/lists/modules-of-figures.js`, the modules that an embed of each figure needs at
 * once, and `www/lists/modules-of-page.js`, those of the page. A browser that finds
 * them out import by import waits for the network once a level; told the list,
 * it asks for all of them together.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { init, parse } from 'es-module-lexer';
import { FIGURE_NEEDS } from '../../www/figures/figure-needs.js';

const SITE = 'www';
const FOLDER = join(SITE, 'lists');
const FOR_EMBEDS = join(FOLDER, 'modules-of-figures.js');
const FOR_THE_PAGE = join(FOLDER, 'modules-of-page.js');

await init;
await mkdir(FOLDER, { recursive: true });

/** Written after this, it would not be there on a first build; it imports nothing. */
const BUILD_ID = join(SITE, 'pkg/build-id.js');

/** @type {Map<string, Promise<string[]>>} */
const imported = new Map(
  [FOR_EMBEDS, FOR_THE_PAGE, BUILD_ID].map((file) => [
    file,
    Promise.resolve([]),
  ]),
);

/**
 * @param {string} file - a module
 * @returns {Promise<string[]>} what it imports by `import … from`
 */
function importsOf(file) {
  const known = imported.get(file);
  if (known) return known;
  const found = readFile(file, 'utf8').then((text) =>
    parse(text, file)[0]
      .filter(({ type }) => type !== 'dynamic' && type !== 'import-meta')
      .map(({ specifier }) => join(dirname(file), String(specifier))),
  );
  imported.set(file, found);
  return found;
}

/**
 * @param {readonly string[]} entries - modules, as paths from www
 * @returns {Promise<string[]>} these and all that they import, nearest first,
 *   as paths from www
 */
async function closureOf(entries) {
  const closure = new Set(entries.map((entry) => join(SITE, entry)));
  for (const file of closure) {
    for (const next of await importsOf(file)) closure.add(next);
  }
  return [...closure].map((file) => relative(SITE, file).replaceAll('\\', '/'));
}

/**
 * @param {readonly string[]} entries - modules that are wanted
 * @param {string} script - what asks for them, itself on its way already
 * @returns {Promise<string[]>} the modules to ask for
 */
async function listFor(entries, script) {
  const coming = await closureOf([script]);
  return (await closureOf(entries)).filter((file) => !coming.includes(file));
}

/** @param {readonly string[]} files @param {string} indent */
function lines(files, indent) {
  return files.map((file) => `${indent}'${file}',\n`).join('');
}

/** @param {string} target @param {string} text */
async function write(target, text) {
  // An unchanged file keeps its date.
  if ((await readFile(target, 'utf8').catch(() => '')) === text) return;
  await writeFile(target, text);
}

/** @type {Map<string, string[]>} */
const lists = new Map();
for (const [figure, { part }] of Object.entries(FIGURE_NEEDS)) {
  const entries = [`figures/${figure}/${figure}.js`, 'site/shown-figure.js'];
  const core = ['core/core.js', `core/${part}.js`];
  lists.set(figure, await listFor([...entries, ...core], 'site/embed.js'));
}
// What all figures need is written once.
const [first = [], ...others] = lists.values();
const common = first.filter((file) =>
  others.every((list) => list.includes(file)),
);
const own = [...lists].map(([figure, list]) => {
  const files = list.filter((file) => !common.includes(file));
  return `  '${figure}': [\n${lines(files, '    ')}  ],\n`;
});
await write(
  FOR_EMBEDS,
  `/** Modules that an embed of any figure needs at once, as paths from www. */
export const COMMON_MODULES = [
${lines(common, '  ')}];

/**
 * What each figure needs beside them.
 *
 * @type {Readonly<Record<string, readonly string[]>>}
 */
export const MODULES = {
${own.join('')}};
`,
);

const parts = Object.values(FIGURE_NEEDS).map(({ part }) => `core/${part}.js`);
const ofPage = await listFor(
  ['site/page.js', 'core/core.js', ...parts],
  'site/early.js',
);
await write(
  FOR_THE_PAGE,
  `/** Modules that the page needs at once, as paths from www. */
export const PAGE_MODULES = [
${lines(ofPage, '  ')}];
`,
);

/** The licences of what others wrote and the package, or the site, brings. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ROOT } from './package-modules.mjs';

const LICENCE = /^(licen[cs]e|copying|notice|unlicense)/i;

/**
 * @typedef {object} Work
 * @property {string} name - with its version
 * @property {string} licence - as it names it
 * @property {string[]} texts - of its licence files
 * @property {string} [source] - where its source is, for a licence that wants it said
 */

/** Asks that whoever gets the compiled files learns where their source is (MPL-2.0, 3.2). */
const WANTS_SOURCE = /^MPL-/;

/** @param {string} folder - of a library @returns {string[]} its licence files' texts */
function textsIn(folder) {
  return readdirSync(folder)
    .filter((name) => LICENCE.test(name))
    .sort()
    .map((name) => readFileSync(join(folder, name), 'utf8').trim());
}

/** What the site's service worker is made of; the package has none. */
const WORKBOX = /^workbox-(?!build$)/;

/** @param {boolean} isSite @returns {Work[]} the libraries of Node's that are bundled */
function scriptWorks(isSite) {
  /** @type {Map<string, Work>} */
  const works = new Map();
  /** @param {string} name */
  const add = (name) => {
    const folder = `${ROOT}node_modules/${name}`;
    if (works.has(name) || name.startsWith('@types/')) return;
    const about = JSON.parse(readFileSync(`${folder}/package.json`, 'utf8'));
    const file = `${name.split('/').pop()}-${about.version}.tgz`;
    works.set(name, {
      name: `${name} ${about.version}`,
      licence: about.license,
      texts: textsIn(folder),
      ...(WANTS_SOURCE.test(about.license) && {
        source: `https://registry.npmjs.org/${name}/-/${file}`,
      }),
    });
    for (const needed of Object.keys(about.dependencies ?? {})) add(needed);
  };
  const own = JSON.parse(readFileSync(`${ROOT}package.json`, 'utf8'));
  for (const name of Object.keys(own.dependencies)) add(name);
  if (isSite) {
    const tools = Object.keys(own.devDependencies);
    tools.filter((name) => WORKBOX.test(name)).forEach(add);
  }
  return [...works.values()];
}

/** @returns {Work[]} the crates that the core is compiled from */
function crateWorks() {
  const found = JSON.parse(
    execFileSync(
      'cargo',
      [
        'metadata',
        '--locked',
        '--format-version=1',
        '--filter-platform=wasm32-unknown-unknown',
      ],
      { cwd: `${ROOT}crate`, encoding: 'utf8', maxBuffer: 2 ** 28 },
    ),
  );
  /** @type {Map<string, any>} */
  const packages = new Map(
    found.packages.map((/** @type {any} */ one) => [one.id, one]),
  );
  /** @type {Map<string, any>} */
  const nodes = new Map(
    found.resolve.nodes.map((/** @type {any} */ one) => [one.id, one]),
  );
  const start = found.packages.find(
    (/** @type {any} */ one) => one.name === 'unstable-gradients',
  );
  /** @type {Set<string>} */
  const needed = new Set();
  /** @param {string} id */
  const add = (id) => {
    if (needed.has(id)) return;
    needed.add(id);
    for (const { pkg, dep_kinds: kinds } of nodes.get(id).deps) {
      const { targets } = packages.get(pkg);
      // What only runs while the core is compiled is not in it.
      const isIn =
        kinds.some((/** @type {any} */ { kind }) => kind === null) &&
        !targets.some((/** @type {any} */ { kind }) =>
          kind.includes('proc-macro'),
        );
      if (isIn) add(pkg);
    }
  };
  add(start.id);
  needed.delete(start.id);
  return [...needed].sort().map((id) => {
    const { name, version, license, manifest_path: path } = packages.get(id);
    return {
      name: `${name} ${version}`,
      licence: license ?? 'see its text',
      texts: existsSync(dirname(path)) ? textsIn(dirname(path)) : [],
    };
  });
}

/** @param {string} heading @param {readonly Work[]} works @returns {string} */
const list = (heading, works) =>
  `## ${heading}\n\n${works
    .map(({ name, licence, source }) =>
      source
        ? `- ${name}: ${licence}; its source, which is bundled unchanged: <${source}>\n`
        : `- ${name}: ${licence}\n`,
    )
    .join('')}`;

/** @param {'package' | 'site'} [of] @returns {string} Markdown */
export function notices(of = 'package') {
  const [scripts, crates] = [scriptWorks(of === 'site'), crateWorks()];
  /** @type {Map<string, string[]>} Many have the same text, word for word. */
  const holders = new Map();
  for (const { name, texts } of [...scripts, ...crates]) {
    for (const text of texts) {
      holders.set(text, [...(holders.get(text) ?? []), name]);
    }
  }
  const texts = [...holders].map(
    ([text, names]) => `### ${names.join(', ')}\n\n~~~text\n${text}\n~~~\n`,
  );
  return [
    `# What others wrote\n\nThe ${of} brings these libraries, compiled or bundled.\n`,
    list('JavaScript', scripts),
    list('In the WebAssembly files', crates),
    `## Data

The digits are MNIST's (Yann LeCun, Corinna Cortes, Christopher J. C. Burges), made from NIST's Special Databases 1 and 3.
`,
    '## Their licences\n',
    ...texts,
  ].join('\n');
}

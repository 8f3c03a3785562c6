/**
 * Makes files that open by a double-click, without a host and without a network:
 * one for each figure and one for the whole page, each with its scripts, styles,
 * digits and part of the core inside. node scripts/single.mjs DIST adds them to the
 * built site in that folder.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { figures } from '../www/figures/index.js';
import {
  FILES_INSIDE,
  bundle,
  packed,
  workerScripts,
} from './lib/package-bundle.mjs';
import {
  filesInside,
  singleModules,
  workersInside,
} from './lib/package-modules.mjs';

/** @import { Rolldown } from 'vite' */

/** The page's file; those of figures have their names. */
const PAGE = 'unstable-gradients';

/** Modules that name all parts of the core, whichever is asked for. */
const NAMES_ALL = /\/www\/(core\/(core|load|declaration)|figures\/index)\.js$/;

const workers = await workerScripts();

/**
 * Asks the code which files it may ask for: a part of the core is named in full
 * where it is opened, and a file of data where it is fetched.
 *
 * @param {readonly Rolldown.OutputChunk[]} chunks - all that a page may run
 * @param {readonly string[]} parts - of the core, which its figures open
 * @returns {string[]} of `FILES_INSIDE`
 */
function filesFor(chunks, parts) {
  const code = chunks
    .flatMap(({ modules }) => Object.entries(modules))
    .filter(([id]) => !NAMES_ALL.test(id))
    .map(([, module]) => module.code ?? '')
    .join('\n');
  return FILES_INSIDE.filter((file) => {
    const [, part] = /^pkg\/(.*)_bg\.wasm$/.exec(file) ?? [];
    return part === undefined
      ? code.includes(`inside:${file.slice('data/'.length)}`)
      : parts.includes(part) || new RegExp(`(['"\`])${part}\\1`).test(code);
  });
}

/**
 * @param {string} [figure] - its name; the whole page without one
 * @returns {Promise<string>} a module script with all that it needs
 */
async function scriptOf(figure) {
  const build = (/** @type {Record<string, string>} */ files) =>
    bundle(
      { single: 'package:single' },
      [workersInside(workers), filesInside(files)],
      { format: 'es', codeSplitting: false, minify: true },
      singleModules(figure),
    );
  const [script] = await build({});
  if (script?.type !== 'chunk') throw new Error('single: expected a script');
  const used = Object.entries(workers)
    .filter(([name]) => `\0package:worker/${name}` in script.modules)
    .map(([, worker]) => worker);
  const parts = figures
    .filter(({ name }) => figure === undefined || name === figure)
    .map(({ part }) => part);
  const files = packed(filesFor([script, ...used], parts));
  return `globalThis.unstableGradientsFiles=${JSON.stringify(files)};\n${script.code}`;
}

/** @param {string} text @returns {string} as a policy names it */
const hashOf = (text) =>
  `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/**
 * Puts what a page asks for into it.
 *
 * @param {string} dist - the built site
 * @param {string} page - its HTML, built
 * @param {string} script - in place of its own
 * @returns {string} HTML that asks for nothing
 */
function inlined(dist, page, script) {
  /** @param {string} address */
  const read = (address) => readFileSync(join(dist, address));
  const styles = [
    ...page.matchAll(/<link rel="stylesheet"[^>]* href="([^"]+)">/g),
  ]
    .map(([, address = '']) => read(address).toString())
    .join('');
  const policy = [
    "default-src 'none'",
    `script-src ${hashOf(script)} 'wasm-unsafe-eval'`,
    'worker-src blob:',
    `style-src ${hashOf(styles)}`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types lit-html unstable-gradients',
  ].join('; ');
  return page
    .replace(/(Content-Security-Policy"\s+content=")[^"]+/, `$1${policy}`)
    .replace(/\s*<(script|link)\b[^>]* crossorigin [^>]*>(<\/script>)?/g, '')
    .replace(/\s*<(\w+)\b[^>]* data-served\b[^]*?<\/\1>/g, '')
    .replace(
      /(href|src)="(\.\/[^"]+\.svg)"/g,
      (_, name, address) =>
        `${name}="data:image/svg+xml;base64,${read(address).toString('base64')}"`,
    )
    .replace(
      '</head>',
      () =>
        `<style>${styles}</style><script type="module">${script}</script></head>`,
    );
}

/** @param {string} text - a script or a style sheet @returns {string} the same, which HTML does not change */
function safe(text) {
  if (/<\/(script|style)|<!--|[\r\0]/i.test(text)) {
    throw new Error('single: expected a text that can stand in HTML');
  }
  return text;
}

const [, , dist] = process.argv;
if (!dist) throw new Error('usage: node scripts/single.mjs DIST');
const folder = join(dist, 'single');
mkdirSync(folder, { recursive: true });
const pages = {
  page: readFileSync(join(dist, 'index.html'), 'utf8'),
  embed: readFileSync(join(dist, 'embed.html'), 'utf8'),
};
for (const figure of [undefined, ...figures]) {
  const script = safe(await scriptOf(figure?.name));
  const title = `<title>${figure?.title}</title>`;
  const page = figure
    ? pages.embed.replace(/<title>.*<\/title>/, title)
    : pages.page;
  const html = inlined(dist, page, script);
  const name = `${figure?.name ?? PAGE}.html`;
  writeFileSync(join(folder, name), html);
  const size = `${Math.ceil(html.length / 1000)} kB`;
  process.stdout.write(`    ${size.padStart(8)} ${name}\n`);
}

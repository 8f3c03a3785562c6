/**
 * Makes a folder that `npm pack` turns into the package of the figures, and that
 * any static host serves as it is: node scripts/package.mjs FOLDER
 */
import {
  cpSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { deflateRawSync } from 'node:zlib';
import { build } from 'vite';
import { figures } from '../www/figures/index.js';
import { importableWithoutDocument } from './lib/importable-without-document.mjs';
import { leanTemplates } from './lib/lean-templates.mjs';
import { commonFiles, sortModules } from './lib/common-files.mjs';
import {
  ALONE,
  ROOT,
  WORKERS,
  WWW,
  entries,
  filesBeside,
  filesInside,
  packageModules,
  workersBeside,
  workersInside,
} from './lib/package-modules.mjs';
import { manifest } from './lib/package-manifest.mjs';
import { notices } from './lib/package-notices.mjs';
import { writeTypes } from './lib/package-types.mjs';

/** @import { InlineConfig, Plugin, Rolldown } from 'vite' */

/** Files of the core and data, each below its own name. */
const FILES = [
  ...readdirSync(`${WWW}pkg`)
    .filter((name) => name.endsWith('.wasm'))
    .map((name) => `pkg/${name}`),
  ...readdirSync(`${WWW}data`)
    .filter((name) => /\.(bin|json)$/.test(name))
    .map((name) => `data/${name}`),
];

/** What the script brings that has everything inside; more would be too much. */
const INSIDE = FILES.filter(
  (name) => !/_scalar_bg\.wasm$|digits-(more|all)\.bin$/.test(name),
);

/**
 * @param {Record<string, string>} input - modules by name
 * @param {Plugin[]} plugins
 * @param {Rolldown.OutputOptions} output
 * @returns {Promise<(Rolldown.OutputChunk | Rolldown.OutputAsset)[]>} the files, not written
 */
async function bundle(input, plugins, output) {
  /** @type {InlineConfig} */
  const config = {
    root: ROOT,
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    plugins: [
      packageModules(),
      ...plugins,
      importableWithoutDocument(),
      leanTemplates(),
    ],
    build: {
      target: 'es2023',
      cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
      write: false,
      // Bundlers look for `new URL('…', import.meta.url)` letter by letter.
      minify: output.format === 'iife',
      lib: {
        entry: input,
        formats: [output.format === 'iife' ? 'iife' : 'es'],
        name: 'UnstableGradients',
      },
      rolldownOptions: {
        input,
        // Entries only lead on, so none is extended.
        preserveEntrySignatures: 'allow-extension',
        experimental: { attachDebugInfo: 'none' },
        output: {
          comments: { legal: true, annotation: true, jsdoc: false },
          ...output,
        },
      },
    },
  };
  const built = /** @type {Rolldown.RolldownOutput[]} */ (await build(config));
  return built.flatMap((one) => one.output);
}

/** @param {readonly (Rolldown.OutputChunk | Rolldown.OutputAsset)[]} output @param {string} to */
function write(output, to) {
  for (const file of output) {
    const path = join(to, file.fileName);
    mkdirSync(join(path, '..'), { recursive: true });
    writeFileSync(path, file.type === 'chunk' ? file.code : file.source);
  }
}

/** @param {string} folder - of the package, to which the scripts go */
async function writeScripts(folder) {
  const beside = [filesBeside(), workersBeside()];
  // By itself: the numbers are to come without what figures are made of.
  write(
    await bundle({ core: 'package:core' }, beside, {
      format: 'es',
      entryFileNames: '[name].js',
      chunkFileNames: 'parts/core/[name].js',
    }),
    folder,
  );
  write(
    await bundle(entries(), [...beside, sortModules()], {
      format: 'es',
      entryFileNames: '[name].js',
      chunkFileNames: 'parts/[name].js',
      codeSplitting: { groups: [commonFiles] },
    }),
    folder,
  );
  /** @type {Record<string, string>} */
  const scripts = {};
  for (const [name, module] of Object.entries(WORKERS)) {
    const input = { [name]: WWW + module };
    const single = {
      codeSplitting: false,
      entryFileNames: 'parts/[name].js',
    };
    write(await bundle(input, beside, { format: 'es', ...single }), folder);
    const [script] = await bundle(input, [filesInside({})], {
      format: 'iife',
      ...single,
    });
    scripts[name] = script?.type === 'chunk' ? script.code : '';
  }
  const inside = Object.fromEntries(
    INSIDE.map((file) => [
      basename(file),
      deflateRawSync(readFileSync(WWW + file), { level: 9 }).toString('base64'),
    ]),
  );
  write(
    await bundle(
      { inline: 'package:inline' },
      [workersInside(scripts), filesInside(inside)],
      { format: 'iife', codeSplitting: false, entryFileNames: 'inline.js' },
    ),
    folder,
  );
  for (const [name, path] of Object.entries(ALONE)) {
    cpSync(WWW + path, `${folder}/${name}.js`);
  }
}

/** @param {string} folder - of the package, to which all that is no script goes */
async function writeTexts(folder) {
  for (const name of ['LICENSE-MIT', 'LICENSE-APACHE']) {
    cpSync(ROOT + name, `${folder}/${name}`);
  }
  const names = figures.map(({ name, title }) => `- \`${name}\`: ${title}\n`);
  const readme = readFileSync(`${WWW}package/README.md`, 'utf8');
  writeFileSync(
    `${folder}/README.md`,
    readme.replace('<!-- figures -->\n', names.join('')),
  );
  writeFileSync(`${folder}/THIRD-PARTY-NOTICES.md`, notices());
  const about = await aboutFigures(folder);
  writeTypes(folder, about);
  const declared = manifest(about);
  writeFileSync(
    `${folder}/custom-elements.json`,
    `${JSON.stringify(declared, null, 2)}\n`,
  );
  writeFileSync(
    `${folder}/package.json`,
    `${JSON.stringify(description(), null, 2)}\n`,
  );
}

/**
 * @param {string} folder - with the built figures
 * @returns {Promise<About[]>} what is to be said of each
 */
async function aboutFigures(folder) {
  // Lit asks for it where a class is asked for its attributes.
  Reflect.set(globalThis, 'CSSStyleSheet', class {});
  return Promise.all(
    figures.map(async ({ name, title }) => {
      const { href } = pathToFileURL(`${folder}/${name}.js`);
      // eslint-disable-next-line no-unsanitized/method -- names come from our own list
      const module = await import(href);
      const [exported = ''] = Object.keys(module);
      const Element = module[exported];
      return { name, title, exported, Element };
    }),
  );
}

/** @returns {object} the package's package.json */
function description() {
  const { version, license } = JSON.parse(
    readFileSync(`${ROOT}package.json`, 'utf8'),
  );
  /** @param {string} path - of a module, without its ending */
  const entry = (path) => ({
    types: `./${path}.d.ts`,
    default: `./${path}.js`,
  });
  const names = figures.map(({ name }) => name);
  return {
    name: 'unstable-gradients',
    version,
    description:
      'Live figures of why deep neural networks are hard to train, as custom elements, and the numbers behind them',
    license,
    repository: {
      type: 'git',
      url: 'git+https://github.com/unstable-gradients/unstable-gradients.git',
    },
    keywords: [
      'neural-networks',
      'vanishing-gradient',
      'backpropagation',
      'custom-elements',
      'webassembly',
    ],
    type: 'module',
    engines: { node: '>=20.16' },
    customElements: 'custom-elements.json',
    sideEffects: [
      './define.js',
      './*/define.js',
      './inline.js',
      ...Object.keys(ALONE).map((name) => `./${name}.js`),
      ...Object.keys(WORKERS).map((name) => `./parts/${name}.js`),
    ],
    exports: {
      '.': entry('index'),
      './define': entry('define'),
      './inline': entry('inline'),
      './core': entry('core'),
      ...Object.fromEntries(
        Object.keys(ALONE).map((name) => [`./${name}`, entry(name)]),
      ),
      './react': { types: './react.d.ts', default: './react.js' },
      ...Object.fromEntries(
        names.flatMap((name) => [
          [`./${name}`, entry(name)],
          [`./${name}/define`, entry(`${name}/define`)],
        ]),
      ),
      './custom-elements.json': './custom-elements.json',
      './package.json': './package.json',
    },
  };
}

const [, , folder] = process.argv;
if (!folder) throw new Error('usage: node scripts/package.mjs FOLDER');
rmSync(folder, { recursive: true, force: true });
mkdirSync(`${folder}/files`, { recursive: true });
for (const file of FILES) {
  cpSync(WWW + file, `${folder}/files/${basename(file)}`);
}
await writeScripts(folder);
await writeTexts(folder);

/**
 * @typedef {object} About
 * @property {string} name - of the element
 * @property {string} title - in words
 * @property {string} exported - the name of its class
 * @property {any} Element - its class
 */

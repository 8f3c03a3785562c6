/**
 * Makes a folder that `npm pack` turns into the package of the figures, and that
 * any static host serves as it is: node scripts/package.mjs FOLDER
 */
import {
  cpSync,
  mkdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { figures } from '../www/figures/index.js';
import { commonFiles, sortModules } from './lib/common-files.mjs';
import {
  FILES,
  FILES_INSIDE,
  bundle,
  packed,
  workerScripts,
} from './lib/package-bundle.mjs';
import {
  ALONE,
  ROOT,
  WORKERS,
  WWW,
  entries,
  filesBeside,
  filesInside,
  workersBeside,
  workersInside,
} from './lib/package-modules.mjs';
import { manifest } from './lib/package-manifest.mjs';
import { notices } from './lib/package-notices.mjs';
import { writeTypes } from './lib/package-types.mjs';

/** @import { Rolldown } from 'vite' */

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
  for (const [name, module] of Object.entries(WORKERS)) {
    const input = { [name]: WWW + module };
    write(
      await bundle(input, beside, {
        format: 'es',
        codeSplitting: false,
        entryFileNames: 'parts/[name].js',
      }),
      folder,
    );
  }
  write(
    await bundle(
      { inline: 'package:inline' },
      [workersInside(await workerScripts()), filesInside(packed(FILES_INSIDE))],
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

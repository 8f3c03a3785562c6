/** Bundles modules of the site for places other than the site: the package, and single files. */
import { readFileSync, readdirSync } from 'node:fs';
import { basename } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { build } from 'vite';
import { importableWithoutDocument } from './importable-without-document.mjs';
import { leanTemplates } from './lean-templates.mjs';
import {
  ROOT,
  WORKERS,
  WWW,
  filesInside,
  packageModules,
} from './package-modules.mjs';

/** @import { InlineConfig, Plugin, Rolldown } from 'vite' */

/** Files of the core and data, each below its own name. */
export const FILES = [
  ...readdirSync(`${WWW}pkg`)
    .filter((name) => name.endsWith('.wasm'))
    .map((name) => `pkg/${name}`),
  ...readdirSync(`${WWW}data`)
    .filter((name) => /\.(bin|json)$/.test(name))
    .map((name) => `data/${name}`),
];

/** What a file brings that has everything inside; more would be too much. */
export const FILES_INSIDE = FILES.filter(
  (name) => !/_scalar_bg\.wasm$|digits-(more|all)\.bin$/.test(name),
);

/**
 * @param {Record<string, string>} input - modules by name
 * @param {Plugin[]} plugins
 * @param {Rolldown.OutputOptions} output
 * @param {Plugin} [modules] - says which modules differ from the site's
 * @returns {Promise<(Rolldown.OutputChunk | Rolldown.OutputAsset)[]>} the files, not written
 */
export async function bundle(
  input,
  plugins,
  output,
  modules = packageModules(),
) {
  /** @type {InlineConfig} */
  const config = {
    root: ROOT,
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    plugins: [
      modules,
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

/** @returns {Promise<Record<string, Rolldown.OutputChunk>>} each worker's script, whole, by its name */
export async function workerScripts() {
  /** @type {Record<string, Rolldown.OutputChunk>} */
  const scripts = {};
  for (const [name, module] of Object.entries(WORKERS)) {
    const [script] = await bundle({ [name]: WWW + module }, [filesInside({})], {
      format: 'iife',
      codeSplitting: false,
    });
    if (script?.type === 'chunk') scripts[name] = script;
  }
  return scripts;
}

/**
 * @param {readonly string[]} files - of `FILES`
 * @returns {Record<string, string>} base64 of what DEFLATE makes of each, by its name
 */
export function packed(files) {
  return Object.fromEntries(
    files.map((file) => [
      basename(file),
      deflateRawSync(readFileSync(WWW + file), { level: 9 }).toString('base64'),
    ]),
  );
}

/**
 * Writes the service worker of a built site, with the list of the files that it
 * keeps: node scripts/offline.mjs DIST
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { getManifest } from 'workbox-build';

/** @import { Rolldown } from 'vite' */

const ROOT = fileURLToPath(new URL('../', import.meta.url));

/** Pages, and all that they may ask for without a question to the reader. */
const KEPT = [
  '*.html',
  '*.webmanifest',
  'www/assets/*.{css,js,json,png,svg,wasm}',
  'www/assets/digits-first-*.bin',
];

/** For browsers of which there are few by now: kept where they ask. */
const NOT_KEPT = ['www/assets/*_scalar_bg-*.wasm'];

const [, , dist] = process.argv;
if (!dist) throw new Error('usage: node scripts/offline.mjs DIST');
const { count, size, manifestEntries, warnings } = await getManifest({
  globDirectory: dist,
  globPatterns: KEPT,
  globIgnores: NOT_KEPT,
  // Their names have their hash.
  dontCacheBustURLsMatching: /^www\/assets\//,
});
if (warnings.length > 0) throw new Error(warnings.join('\n'));
const built = /** @type {Rolldown.RolldownOutput[]} */ (
  await build({
    root: ROOT,
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    define: {
      'self.__WB_MANIFEST': JSON.stringify(manifestEntries),
      'process.env.NODE_ENV': '"production"',
    },
    build: {
      target: 'es2023',
      write: false,
      minify: true,
      lib: {
        entry: `${ROOT}www/site/service-worker.js`,
        formats: ['iife'],
        name: 'worker',
      },
      rolldownOptions: { experimental: { attachDebugInfo: 'none' } },
    },
  })
);
const [script] = built.flatMap(({ output }) => output);
if (script?.type !== 'chunk') throw new Error('offline: expected a script');
writeFileSync(join(dist, 'service-worker.js'), script.code);
process.stdout.write(
  `${count} files, ${Math.ceil(size / 1000)} kB, are kept for the time without a network\n`,
);

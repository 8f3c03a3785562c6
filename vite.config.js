/**
 * How the site is served while one works on it, and how `dist/` is made.
 */
import { readdirSync } from 'node:fs';
import { posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { commonFiles, sortModules } from './scripts/lib/common-files.mjs';

const ROOT = fileURLToPath(new URL('./', import.meta.url));

/** Where everything goes whose name has its hash: it may be cached for ever. */
const HASHED = 'www/assets/[name]-[hash]';

const figures = readdirSync(new URL('www/figures/', import.meta.url), {
  withFileTypes: true,
})
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

/**
 * What other pages import, by addresses that stay: each only leads on to the
 * files of its build, so that no cache can mix two builds.
 *
 * @type {Readonly<Record<string, string>>} the address in `dist/`, without its
 *   ending, and the module
 */
const PUBLIC = {
  'www/define': 'www/define.js',
  ...Object.fromEntries(
    figures.map((name) => [
      `www/figures/${name}`,
      `www/figures/${name}/${name}.js`,
    ]),
  ),
};

const PUBLIC_ID = '\0public:';

/** @returns {import('vite').Plugin} */
function publicEntries() {
  return {
    name: 'public-entries',
    resolveId: (id) => (id.startsWith(PUBLIC_ID) ? id : null),
    load: (id) =>
      id.startsWith(PUBLIC_ID)
        ? `export * from ${JSON.stringify(ROOT + id.slice(PUBLIC_ID.length))};`
        : null,
  };
}

/** The address of a script, as `new URL` is given it. */
const SCRIPT_URL = /new URL\(\s*'([^']+\.js)',\s*import\.meta\.url,?\s*\)/g;

/**
 * A worker's script is a part of the build like any other, and shares files
 * with the page. Vite's own way would build it a second time, by itself, and
 * only where the address stands inside `new Worker(…)`; the script of a blob
 * needs it too.
 *
 * @returns {import('vite').Plugin}
 */
function workerScripts() {
  return {
    name: 'worker-scripts',
    apply: 'build',
    enforce: 'pre',
    transform: {
      filter: { id: /\/www\/.*\.js$/, code: SCRIPT_URL },
      handler(code, id) {
        const withFiles = code.replace(SCRIPT_URL, (address, path) => {
          const file = posix.join(posix.dirname(id), path);
          const chunk = this.emitFile({ type: 'chunk', id: file });
          const lines = address.replace(/[^\n]/g, '');
          return `new URL(import.meta.ROLLUP_FILE_URL_${chunk}${lines})`;
        });
        // No line moves.
        return { code: withFiles, map: null };
      },
    },
  };
}

export default defineConfig({
  root: ROOT,
  base: './',
  publicDir: false,
  appType: 'mpa',
  cacheDir: '.tools/vite',
  server: {
    host: '127.0.0.1',
    watch: { ignored: ['**/{.tools,crate,dist,dist.new,target,tests}/**'] },
  },
  plugins: [publicEntries(), workerScripts(), sortModules()],
  build: {
    target: 'es2023',
    outDir: 'dist',
    assetsInlineLimit: 0,
    // The browsers that can run the figures know it.
    modulePreload: { polyfill: false },
    sourcemap: true,
    rolldownOptions: {
      input: {
        index: 'index.html',
        embed: 'embed.html',
        ...Object.fromEntries(
          Object.entries(PUBLIC).map(([name, file]) => [
            name,
            PUBLIC_ID + file,
          ]),
        ),
      },
      preserveEntrySignatures: 'exports-only',
      output: {
        entryFileNames: ({ name }) =>
          name in PUBLIC ? '[name].js' : `${HASHED}.js`,
        chunkFileNames: `${HASHED}.js`,
        assetFileNames: `${HASHED}[extname]`,
        codeSplitting: { groups: commonFiles },
      },
    },
  },
});

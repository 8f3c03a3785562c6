/**
 * How the site is served while one works on it, and how `dist/` is made.
 */
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { commonFiles, sortModules } from './scripts/lib/common-files.mjs';
import { figurePages } from './scripts/lib/figure-pages.mjs';
import { importableWithoutDocument } from './scripts/lib/importable-without-document.mjs';
import { leanTemplates } from './scripts/lib/lean-templates.mjs';

const ROOT = fileURLToPath(new URL('./', import.meta.url));

/** Where everything goes whose name has its hash: it may be cached for ever. */
const HASHED = 'www/assets/[name]-[hash]';

/**
 * What other pages import, by addresses that stay: each only leads on to the
 * files of its build, so that no cache can mix two builds.
 *
 * @type {ReadonlyMap<string, string>} the module of each address in `dist/`
 */
const PUBLIC = new Map([
  ['www/define.js', 'www/define.js'],
  ...readdirSync(`${ROOT}www/figures`, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(
      ({ name }) =>
        /** @type {const} */ ([
          `www/figures/${name}.js`,
          `www/figures/${name}/${name}.js`,
        ]),
    ),
]);

/** @returns {import('vite').Plugin} */
function publicAddresses() {
  return {
    name: 'public-addresses',
    apply: 'build',
    generateBundle(_options, bundle) {
      const files = Object.values(bundle);
      for (const [fileName, module] of PUBLIC) {
        const file = files.find(
          (each) =>
            each.type === 'chunk' && each.facadeModuleId === ROOT + module,
        );
        if (!file) this.error(`${module} has no file of its own`);
        const path = posix.relative(posix.dirname(fileName), file.fileName);
        const address = path.startsWith('.') ? path : `./${path}`;
        const source = `export * from '${address}';\n`;
        this.emitFile({ type: 'asset', fileName, source });
      }
      // Short, and read by whoever puts it in a page.
      this.emitFile({
        type: 'asset',
        fileName: 'embed-host.js',
        source: readFileSync(`${ROOT}www/site/embed-host.js`),
      });
    },
  };
}

/** What a browser that installs the page shows of it. */
const INSTALLED = {
  name: 'Unstable gradients',
  short_name: 'Gradients',
  description: 'Why deep networks are hard to train: experiments to run.',
  lang: 'en',
  start_url: 'index.html',
  scope: './',
  display: 'standalone',
  background_color: '#fdfcf9',
  theme_color: '#fdfcf9',
};

/**
 * The pages, but for the embed, can be installed. The manifest’s name stays, those of
 * its icons change with their content.
 *
 * @returns {import('vite').Plugin}
 */
function installable() {
  const manifest = 'manifest.webmanifest';
  const icons = [
    { file: 'icon.svg', sizes: 'any', type: 'image/svg+xml' },
    { file: 'icon-192.png', sizes: '192x192', type: 'image/png' },
    { file: 'icon-512.png', sizes: '512x512', type: 'image/png' },
    {
      file: 'icon-maskable.png',
      sizes: '512x512',
      type: 'image/png',
      purpose: 'maskable',
    },
  ];
  return {
    name: 'installable',
    apply: 'build',
    transformIndexHtml(_html, { path }) {
      if (/\/(embed|figure)\.html$/.test(path)) return [];
      return [
        {
          tag: 'link',
          attrs: { rel: 'manifest', href: manifest },
          injectTo: 'head',
        },
      ];
    },
    generateBundle() {
      const listed = icons.map(({ file, ...icon }) => {
        const source = readFileSync(`${ROOT}www/pictures/${file}`);
        const asset = this.emitFile({ type: 'asset', name: file, source });
        return { src: this.getFileName(asset), ...icon };
      });
      this.emitFile({
        type: 'asset',
        fileName: manifest,
        source: JSON.stringify({ ...INSTALLED, icons: listed }, null, 2),
      });
    },
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

/**
 * Before a script is imported, Vite's helper asks by links for what it will
 * import. A worker has the same code, but neither links nor a window.
 *
 * @returns {import('vite').Plugin}
 */
function preloadOnlyInPages() {
  const changes = [
    ['deps && deps.length > 0', 'globalThis.document && deps.length > 0'],
    ['window.dispatchEvent', 'globalThis.dispatchEvent'],
  ];
  return {
    name: 'preload-only-in-pages',
    apply: 'build',
    transform: {
      filter: { id: /vite\/preload-helper/ },
      handler(code) {
        return changes.reduce((text, [from = '', to = '']) => {
          if (!text.includes(from)) this.error(`no ${from} in Vite's helper`);
          return text.replace(from, to);
        }, code);
      },
    },
  };
}

/**
 * The bundler's own name for a file, which source maps quote, depends on what was read
 * first: two builds would not have the same bytes.
 *
 * @returns {import('vite').Plugin}
 */
function sameMaps() {
  return {
    name: 'same-maps',
    apply: 'build',
    // Vite changes maps once more after the last plugin has seen them.
    writeBundle({ dir = '' }, bundle) {
      for (const name of Object.keys(bundle)) {
        if (!name.endsWith('.map')) continue;
        const text = readFileSync(`${dir}/${name}`, 'utf8');
        writeFileSync(
          `${dir}/${name}`,
          text.replace(
            /import\.meta\.ROLL\w+_FILE_URL_[\w$]+/g,
            'import.meta.url',
          ),
        );
      }
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
    watch: {
      ignored: ['**/{.tools,crate,dist,dist.new,dist-package,target,tests}/**'],
    },
  },
  plugins: [
    publicAddresses(),
    figurePages(),
    installable(),
    workerScripts(),
    preloadOnlyInPages(),
    importableWithoutDocument(),
    leanTemplates(),
    sortModules(),
    sameMaps(),
  ],
  build: {
    target: 'es2023',
    // The oldest that know light-dark(): for older ones it would be rewritten,
    // at twice the size.
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    outDir: 'dist',
    assetsInlineLimit: 0,
    // The browsers that can run the figures know it.
    modulePreload: { polyfill: false },
    sourcemap: true,
    rolldownOptions: {
      input: [
        'index.html',
        'embed.html',
        'figure.html',
        'lecture.html',
        'www/define.js',
      ],
      preserveEntrySignatures: 'allow-extension',
      output: {
        entryFileNames: `${HASHED}.js`,
        chunkFileNames: `${HASHED}.js`,
        assetFileNames: `${HASHED}[extname]`,
        codeSplitting: { groups: [commonFiles] },
      },
    },
  },
});

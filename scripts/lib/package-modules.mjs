/** What the package's modules are made of, where they differ from the site's. */
import { existsSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { figures } from '../../www/figures/index.js';

/** @import { Plugin } from 'vite' */

export const ROOT = fileURLToPath(new URL('../../', import.meta.url));
export const WWW = `${ROOT}www/`;

/** The script of each worker, by its name in the package. */
export const WORKERS = {
  'training-worker': 'run/worker/training-worker.js',
  'job-worker': 'core/worker/job-worker.js',
};

/** Scripts of the site that stand alone, for pages with frames: by name, where they are. */
export const ALONE = Object.fromEntries(
  Object.entries({ 'embed-host': 'site/embed-host.js' }).filter(([, path]) =>
    existsSync(WWW + path),
  ),
);

/** Modules of the site that the package has others for. */
const INSTEAD = {
  'kit/site-address.js': 'package/site-address.js',
  'core/fetch-file.js': 'package/fetch-file.js',
};

/** And those that a single file has. */
const INSTEAD_IN_SINGLE = {
  'kit/site-address.js': 'package/single/site-address.js',
  'core/fetch-file.js': 'package/inside/fetch-file.js',
};

/** @returns {Record<string, string>} the modules that are imported by name, but for the core */
export function entries() {
  return Object.fromEntries([
    ...[
      'index',
      'define',
      ...figures.flatMap(({ name }) => [name, `${name}/define`]),
    ].map((name) => [name, `package:${name}`]),
  ]);
}

/** @param {string} name - of a figure @returns {string} its module */
const moduleOf = (name) => `${WWW}figures/${name}/${name}.js`;

/** @param {string} name - of a figure @returns {string} the name of its class */
export const classOf = (name) =>
  `${name.replace(/(?:^|-)(.)/g, (_, letter) => letter.toUpperCase())}Element`;

/** @type {Record<string, () => string>} The code of the modules that no file has. */
const VIRTUAL = {
  core: () => `export * from '${WWW}package/core.js';`,
  index: () =>
    figures
      .map(
        ({ name }) => `export { ${classOf(name)} } from '${moduleOf(name)}';`,
      )
      .join('\n'),
  define: () =>
    figures.map(({ name }) => `import 'package:${name}/define';`).join('\n'),
  // The files are there before the first figure asks for one.
  inline: () => "import 'package:filled';\nimport 'package:define';",
  filled: () => `
    import { files } from '${WWW}package/inside/files.js';
    import own from 'package:files';
    Object.assign(files, own);`,
};
for (const { name } of figures) {
  const element = classOf(name);
  VIRTUAL[name] = () => `export { ${element} } from '${moduleOf(name)}';`;
  // Where there are no elements, as on a server, nothing is to be done.
  VIRTUAL[`${name}/define`] = () => `
    import { ${element} } from '${moduleOf(name)}';
    const registry = globalThis.customElements;
    if (registry && !registry.get('${name}')) {
      registry.define('${name}', ${element});
    }
    export { ${element} };`;
}

/**
 * A figure knows the list of all for its own line; the ways to load the others
 * would have a bundler bring them all.
 */
function listWithoutCode() {
  const list = figures.map(({ name, title, part }) => ({ name, title, part }));
  return `
    export const figures = Object.freeze(${JSON.stringify(list)});
    export const figureNamed = (name) =>
      figures.find((figure) => figure.name === name);`;
}

/** A figure's entry in the list of all. */
const ENTRY = /^ {2}\{\n {4}name: '([^']+)',[^]*?^ {2}\},\n/gm;

/** @param {string} own - the name of a figure @returns {string} the list with that one alone */
function listOfOne(own) {
  const list = readFileSync(`${WWW}figures/index.js`, 'utf8');
  if (list.match(ENTRY)?.length !== figures.length) {
    throw new Error('www/figures/index.js: expected an entry for each figure');
  }
  return list.replace(ENTRY, (entry, name) => (name === own ? entry : ''));
}

/** @param {string} [figure] - what a single file shows; the page where it is left out @returns {Plugin} */
export function singleModules(figure) {
  const list = figure === undefined ? undefined : listOfOne(figure);
  const script =
    figure === undefined
      ? [`${WWW}site/page.js`]
      : [`${WWW}package/single/own-figure.js`, `${WWW}site/embed.js`];
  const single = ['package:filled', ...script].map(
    (module) => `import '${module}';`,
  );
  return modulesInstead(INSTEAD_IN_SINGLE, list, {
    ...VIRTUAL,
    single: () => single.join('\n'),
  });
}

/** @returns {Plugin} */
export function packageModules() {
  return modulesInstead(INSTEAD, listWithoutCode(), VIRTUAL);
}

/**
 * @param {Record<string, string>} others - which modules stand for which
 * @param {string | undefined} list - of figures, where it is not the site's
 * @param {Record<string, () => string>} virtual - the modules that no file has
 * @returns {Plugin}
 */
function modulesInstead(others, list, virtual) {
  return {
    name: 'modules-instead',
    enforce: 'pre',
    async resolveId(id, importer) {
      if (id.startsWith('package:')) return `\0${id}`;
      const resolved = await this.resolve(id, importer, { skipSelf: true });
      const own = resolved?.id.startsWith(WWW) && resolved.id.slice(WWW.length);
      const instead = own && Reflect.get(others, own);
      return instead && !importer?.includes('/www/package/')
        ? WWW + instead
        : resolved;
    },
    load(id) {
      if (id === `${WWW}figures/index.js`) return list;
      return id.startsWith('\0package:')
        ? virtual[id.slice('\0package:'.length)]?.()
        : undefined;
    },
  };
}

const ADDRESS = /new URL\(\s*'([^']+)',\s*import\.meta\.url,?\s*\)/g;
const WORKER =
  /new Worker\(\s*new URL\(\s*'[^']*\/([\w-]+)\.js',\s*import\.meta\.url,?\s*\),\s*\{\s*type: 'module',?\s*\}\s*\)/g;
const SOURCES = { id: /\/www\/.*\.js$/, code: /import\.meta\.url/ };

/** @param {string} path - relative to the package @returns {string} its mark until the importer's place is known */
const mark = (path) => `__package_file__('${path}')`;

/**
 * Writes addresses that every bundler follows: literal ones, relative to the
 * file that they stand in.
 *
 * @returns {Plugin}
 */
export function filesBeside() {
  return {
    name: 'files-beside',
    enforce: 'pre',
    transform: {
      filter: SOURCES,
      handler(code, id) {
        if (id.includes('/www/pkg/')) return withoutOwnFile(code);
        return code.replace(ADDRESS, (_, path) => {
          const name = posix.basename(path);
          const isScript = name.endsWith('.js');
          const known = isScript
            ? name.slice(0, -'.js'.length) in WORKERS
            : existsSync(posix.join(posix.dirname(id), path));
          if (!known) this.error(`${path} is no file of the package`);
          const folder = isScript ? 'parts' : 'files';
          return mark(`${folder}/${name}`);
        });
      },
    },
    renderChunk(code, { fileName }) {
      return code.replace(
        /__package_file__\(['"]([^'"]+)['"]\)/g,
        (_, path) => {
          const to = posix.relative(posix.dirname(fileName), path);
          const address = to.startsWith('.') ? to : `./${to}`;
          return `new URL('${address}', import.meta.url)`;
        },
      );
    },
  };
}

/**
 * The glue of a part would know a file of its own, which is never asked for: the
 * core gives it a compiled module.
 *
 * @param {string} code
 * @returns {string}
 */
function withoutOwnFile(code) {
  return code.replace(ADDRESS, 'undefined');
}

/**
 * The page's host of last resort is the worker's own script.
 *
 * @returns {Plugin}
 */
export function workersBeside() {
  const scripts = new Map(
    Object.entries(WORKERS).map(([name, path]) => [WWW + path, name]),
  );
  return {
    name: 'workers-beside',
    enforce: 'pre',
    async resolveDynamicImport(specifier, importer) {
      if (typeof specifier !== 'string') return null;
      const resolved = await this.resolve(specifier, importer);
      const name = scripts.get(resolved?.id ?? '');
      return name ? { id: `package-worker:${name}`, external: true } : null;
    },
    renderChunk(code, { fileName }) {
      const to = fileName.startsWith('parts/') ? './' : './parts/';
      return code.replace(/(['"])package-worker:([\w-]+)\1/g, `'${to}$2.js'`);
    },
  };
}

/**
 * @param {Record<string, string>} files - base64, by name; for a worker none
 * @returns {Plugin}
 */
export function filesInside(files) {
  return {
    name: 'files-inside',
    enforce: 'pre',
    resolveId: {
      order: 'pre',
      async handler(id, importer) {
        const resolved = await this.resolve(id, importer, { skipSelf: true });
        return resolved?.id === `${WWW}package/fetch-file.js`
          ? `${WWW}package/inside/fetch-file.js`
          : null;
      },
    },
    load(id) {
      return id === '\0package:files'
        ? `export default ${JSON.stringify(files)};`
        : undefined;
    },
    transform: {
      filter: SOURCES,
      handler(code, id) {
        if (id.includes('/www/pkg/')) return withoutOwnFile(code);
        return code.replace(
          ADDRESS,
          (_, path) => `new URL('inside:${posix.basename(path)}')`,
        );
      },
    },
  };
}

/**
 * @param {Record<string, { code: string }>} scripts - whole, by the worker's name
 * @returns {Plugin}
 */
export function workersInside(scripts) {
  return {
    name: 'workers-inside',
    enforce: 'pre',
    load(id) {
      const [, name] = /^\0package:worker\/(.*)$/.exec(id) ?? [];
      return name && `export default ${JSON.stringify(scripts[name]?.code)};`;
    },
    transform: {
      filter: { ...SOURCES, code: /new Worker\(/ },
      handler(code) {
        const found = [...code.matchAll(WORKER)];
        if (found.length === 0) return undefined;
        const heads = found.map(
          ([, name]) => `import script from 'package:worker/${name}';`,
        );
        const path = `${WWW}package/inside/worker.js`;
        return [
          ...heads,
          `import { startInside } from '${path}';`,
          code.replace(WORKER, 'startInside(script)'),
        ].join('');
      },
    },
  };
}

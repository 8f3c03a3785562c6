/**
 * Which modules share a file in `dist/`. Left to itself the bundler makes a file
 * for every set of users that modules have in common: some thirty for one
 * figure, most of them below a kilobyte.
 */

/** @import { Plugin, Rolldown } from 'vite' */

/** Whoever loads one of these loads what it imports. */
const ENTRIES = {
  worker: /\/www\/(core|run)\/worker\/[^/]+-worker\.js$/,
  embed: /\/www\/site\/embed\.js$/,
  page: /\/www\/site\/page\.js$/,
  figure: /\/www\/figures\/([^/]+)\/\1\.js$/,
};

/** @param {string} id @returns {boolean} whether it is such a module */
const isEntry = (id) => Object.values(ENTRIES).some((kind) => kind.test(id));

/** What this many figures need comes with what all of them need. */
const MOST = 8;

/** What one figure or a drawer needs, too small for a file of its own. */
const SMALL = /\/www\/kit\/[^/]+\.js$|\/node_modules\//;

/** What figures that train have in common. */
const RUN =
  /\/www\/(run\/|kit\/plot\/(live-plot|course|paint)\.js$)|\/directives\/repeat\.js$/;

/** Large, and wanted by one figure that is to be light. */
const ALONE = /\/www\/kit\/plot\/rows\.js$/;

const FIGURE = /\/www\/figures\/([^/]+)\//;

/** @type {Map<string, string>} the name of a file, by module */
const files = new Map();

/**
 * @param {string} id - of a module
 * @param {readonly string[]} users - those entries, and modules that come when
 *   they are needed, that bring it
 * @returns {string | null} null where it goes with its only user
 */
function fileFor(id, users) {
  if (users.length < 2 || isEntry(id)) return null;
  const some = (/** @type {RegExp} */ kind) =>
    users.some((user) => kind.test(user));
  // What a worker loads may know no document.
  if (some(ENTRIES.worker)) return 'core';
  const figures = users.filter((user) => ENTRIES.figure.test(user)).length;
  if (some(ENTRIES.embed)) return 'kit';
  if (figures > 0 && RUN.test(id)) return 'run';
  if (figures >= MOST) return 'kit';
  if (ALONE.test(id)) return null;
  if (figures > 1 || (figures > 0 && SMALL.test(id))) return 'several';
  // A figure's own, which it shares with its drawers: one file, not several.
  const [, name] = FIGURE.exec(id) ?? [];
  return name !== undefined && figures === 1 ? `${name}-parts` : null;
}

/**
 * Finds out who needs what, once all modules are known.
 *
 * @returns {Plugin}
 */
export function sortModules() {
  return {
    name: 'sort-modules',
    apply: 'build',
    buildEnd() {
      /** @type {Map<string, Set<string>>} */
      const usersOf = new Map();
      /** @param {string} user @param {string} id */
      const bring = (user, id) => {
        const users = usersOf.get(id) ?? new Set();
        if (users.has(user)) return;
        usersOf.set(id, users.add(user));
        const { importedIds = [] } = this.getModuleInfo(id) ?? {};
        for (const imported of importedIds) bring(user, imported);
      };
      const all = [...this.getModuleIds()];
      for (const id of all) {
        const { dynamicImporters = [] } = this.getModuleInfo(id) ?? {};
        if (isEntry(id) || dynamicImporters.length > 0) bring(id, id);
      }
      files.clear();
      for (const id of all) {
        const file = fileFor(id, [...(usersOf.get(id) ?? [])]);
        if (file) files.set(id, file);
      }
    },
  };
}

/** @type {Rolldown.CodeSplittingGroup} */
export const commonFiles = {
  debugName: 'common-files',
  name: (id) => files.get(id) ?? null,
  // What a module imports has its own place.
  includeDependenciesRecursively: false,
};

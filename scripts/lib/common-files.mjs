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
  figure: /\/www\/figures\/([^/]+)\/\1\.js$/,
};

/** What this many figures need comes with what all of them need. */
const MANY = 3;

/**
 * What a file's modules import goes with them, unless a file before it in this
 * list has it.
 */
const FILES = /** @type {const} */ (['core', 'kit', 'run']);

/** @type {Map<string, typeof FILES[number]>} by module */
const files = new Map();

/**
 * @param {string} id - of a module
 * @param {ReadonlySet<string>} users - the entries that need it
 * @returns {typeof FILES[number] | null} null where it is in a file of its own,
 *   or in its user's
 */
function fileFor(id, users) {
  if (users.size < 2) return null;
  const has = (/** @type {RegExp} */ kind) =>
    [...users].some((user) => kind.test(user));
  // What a worker loads may know no document.
  if (has(ENTRIES.worker)) return 'core';
  if (users.size >= MANY || has(ENTRIES.embed)) return 'kit';
  return id.includes('/www/run/') ? 'run' : null;
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
        if (Object.values(ENTRIES).some((kind) => kind.test(id))) bring(id, id);
      }
      files.clear();
      for (const id of all) {
        const file = fileFor(id, usersOf.get(id) ?? new Set());
        if (file) files.set(id, file);
      }
    },
  };
}

/** @type {Rolldown.CodeSplittingGroup[]} */
export const commonFiles = FILES.map((file, index) => ({
  debugName: file,
  name: (id) => (files.get(id) === file ? file : null),
  priority: FILES.length - index,
}));

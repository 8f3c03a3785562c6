/**
 * Which modules share a file in `dist/`. Left to itself the bundler makes a file
 * for every set of users that modules have in common, which is some thirty
 * for one figure, most of them below a kilobyte.
 */

/** @import { Plugin, Rolldown } from 'vite' */

const WORKER = /\/www\/run\/worker\/worker\.js$/;
const FIGURE = /\/www\/figures\/([^/]+)\/\1\.js$/;

/** What this many figures need comes with what all of them need. */
const MANY = 3;

/** Those that come first may not bring modules of the later ones along. */
const FILES = /** @type {const} */ (['core', 'kit', 'run']);

/** @typedef {typeof FILES[number]} CommonFile */

/** @type {Map<string, CommonFile>} */
const files = new Map();

/**
 * @param {ReadonlySet<string>} users - the entries that import a module
 *   statically, directly or not
 * @returns {CommonFile | null}
 */
function fileFor(users) {
  const figures = [...users].filter((user) => FIGURE.test(user));
  if (figures.length === 0) return null;
  // What a worker loads may know no document.
  if ([...users].some((user) => WORKER.test(user))) return 'core';
  if (figures.length >= MANY) return 'kit';
  return figures.length > 1 ? 'run' : null;
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
      files.clear();
      for (const id of this.getModuleIds()) {
        if (WORKER.test(id) || FIGURE.test(id)) bring(id, id);
      }
      for (const [id, users] of usersOf) {
        const file = fileFor(users);
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

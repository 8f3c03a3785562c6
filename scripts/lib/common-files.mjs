/**
 * Which modules share a file in `dist/`. Left to itself the bundler makes a file
 * for every set of users that modules have in common: some thirty for one
 * figure, most of them below a kilobyte.
 */

/** @import { Plugin, Rolldown } from 'vite' */

const WORKER = /\/www\/run\/worker\/worker\.js$/;
const IN_WORKER = /\/www\/run\/worker\/(?!worker\.js)/;
const FIGURE = /\/www\/figures\/([^/]+)\/\1\.js$/;

/** What this many figures need comes with what all of them need. */
const MANY = 3;

/**
 * `core` is for page and worker, `host` for the worker. What a file's modules
 * import goes with them, unless a file before it in this list has it.
 */
const FILES = /** @type {const} */ (['core', 'host', 'kit', 'run']);

/** @type {Map<string, typeof FILES[number]>} by module */
const files = new Map();

/**
 * @param {string} id - of a module
 * @param {readonly string[]} users - the figures and workers that need it at
 *   once
 * @returns {typeof FILES[number] | null} null where it is in a file of its own,
 *   or of its user's
 */
function fileFor(id, users) {
  const count = users.filter((user) => FIGURE.test(user)).length;
  // What a worker loads may know no document.
  if (count > 0 && users.some((user) => WORKER.test(user))) return 'core';
  if (IN_WORKER.test(id)) return 'host';
  if (count >= MANY) return 'kit';
  return count > 1 ? 'run' : null;
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
        if (WORKER.test(id) || FIGURE.test(id)) bring(id, id);
      }
      files.clear();
      for (const id of all) {
        const file = fileFor(id, [...(usersOf.get(id) ?? [])]);
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

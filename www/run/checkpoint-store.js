/** Where checkpoints of runs outlive their page: an IndexedDB of the site that is visited. */
import { openDB } from 'idb';
import { BUILD_ID } from '../core/core.js';
import { MARK } from './checkpoint-mark.js';

/**
 * At most so many runs of a figure are kept, those that it trains together being one, and
 * so many bytes of all.
 */
const MOST_OF_FIGURE = 3;
export const MOST_BYTES = 2 ** 26;

/** Older ones are dropped. */
const MOST_MS = 30 * 86_400_000;

/** A store that does not answer for so long has failed, in ms. */
const PATIENCE_MS = 5000;

/**
 * @param {readonly Mark[]} marks - of the runs that are kept, with the newest
 * @param {number} now - the time
 * @returns {string[]} the ids of those to drop
 */
export function dropped(marks, now) {
  let bytes = 0;
  /** @type {Map<string, Set<string>>} */
  const groups = new Map();
  // Where the clock was set back, what seems to come from the future is old.
  const age = (/** @type {Mark} */ { at }) => Math.abs(now - at);
  const newestFirst = marks
    .filter(isWhole)
    .sort((one, other) => age(one) - age(other));
  const damaged = marks.filter((mark) => !isWhole(mark)).map(({ id }) => id);
  const spare = newestFirst.flatMap((mark) => {
    const own = groups.get(mark.figure) ?? new Set();
    const group = mark.group ?? mark.id;
    // A clock that was set back makes an old one look new.
    const isFresh = Math.abs(now - mark.at) <= MOST_MS;
    const isAmong = own.has(group) || own.size < MOST_OF_FIGURE;
    const fits = isAmong && bytes + mark.bytes <= MOST_BYTES;
    if (!isFresh || !fits || mark.build !== BUILD_ID) return [mark.id];
    groups.set(mark.figure, own.add(group));
    bytes += mark.bytes;
    return [];
  });
  return [...damaged, ...spare];
}

/** @param {Mark} mark - as it was stored @returns {boolean} whether it has all that it should */
function isWhole({ id, group = id, figure, settings, epoch, at, bytes }) {
  return (
    [id, group, figure, settings].every((text) => typeof text === 'string') &&
    [epoch, bytes].every((count) => Number.isInteger(count) && count >= 0) &&
    Number.isFinite(at)
  );
}

/** @type {Promise<import('idb').IDBPDatabase<any>> | undefined} */
let opening;

/** @returns {Promise<import('idb').IDBPDatabase<any>>} */
function opened() {
  opening ??= openDB(MARK, 1, {
    upgrade(database) {
      database.createObjectStore('marks', { keyPath: 'id' });
      database.createObjectStore('files');
    },
    // A later version of the page wants to change it.
    blocking: (_from, _to, { target }) => {
      /** @type {IDBDatabase} */ (target).close();
      opening = undefined;
    },
    terminated: () => (opening = undefined),
  });
  opening.catch(() => (opening = undefined));
  return opening;
}

/**
 * @template Value
 * @param {(database: import('idb').IDBPDatabase<any>) => Promise<Value>} use
 * @returns {Promise<Value>} rejects if storage is forbidden, full or silent
 */
async function within(use) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  const late = new Promise((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('no answer')), PATIENCE_MS);
  });
  try {
    return await Promise.race([opened().then(use), late]);
  } finally {
    clearTimeout(timer);
  }
}

/** @returns {Promise<unknown>} resolves in another task, in the order of the calls */
function anotherTask() {
  return new Promise((resolve) => {
    setTimeout(resolve);
  });
}

export const checkpointStore = Object.freeze({
  /** @param {Omit<Mark, 'bytes' | 'build'>} mark - in the place of the one with its id @param {Uint8Array} file */
  put: async (mark, file) => {
    // Making the file may have taken most of a frame, and so may copying it.
    await anotherTask();
    await within(async (database) => {
      const whole = { ...mark, bytes: file.length, build: BUILD_ID };
      const change = database.transaction(['marks', 'files'], 'readwrite');
      const [marks, files] = [
        change.objectStore('marks'),
        change.objectStore('files'),
      ];
      await Promise.all([marks.put(whole), files.put(file, mark.id)]);
      for (const id of dropped(await marks.getAll(), mark.at)) {
        await Promise.all([marks.delete(id), files.delete(id)]);
      }
      await change.done;
      localStorage.setItem(MARK, '1');
    });
  },

  /** @returns {Promise<Mark[]>} of this build and not too old, the newest first */
  list: () =>
    within(async (database) => {
      const marks = await database.getAll('marks');
      if (marks.length === 0) localStorage.removeItem(MARK);
      const old = dropped(marks, Date.now());
      return marks
        .filter(({ id }) => !old.includes(id))
        .sort((one, other) => other.at - one.at);
    }),

  /** @param {string} id @returns {Promise<Uint8Array<ArrayBuffer> | undefined>} the file */
  get: (id) => within((database) => database.get('files', id)),

  /** @param {string} id - of the run to forget */
  remove: async (id) => {
    // After what was put before.
    await anotherTask();
    await within(async (database) => {
      const change = database.transaction(['marks', 'files'], 'readwrite');
      await Promise.all([
        change.objectStore('marks').delete(id),
        change.objectStore('files').delete(id),
        change.done,
      ]);
    });
  },
});

/**
 * What is known of a run that is kept.
 *
 * @typedef {object} Mark
 * @property {string} id - of the run
 * @property {string} [group] - of the runs that a figure trains together
 * @property {string} figure - by its name
 * @property {string} settings - of the run and its measuring, as text
 * @property {number} epoch - of the last row
 * @property {number} at - when it was taken, in milliseconds since 1970
 * @property {number} bytes - of its file
 * @property {string} build - of the core
 */

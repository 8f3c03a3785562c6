/**
 * Time on a processor, which other work on the machine does not lengthen as it
 * does the time on the wall. Linux tells it for every thread.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';

/**
 * @typedef {object} Threads
 * @property {number} process
 * @property {readonly number[] | null} threads - null for all of the process
 */

/**
 * @param {number} process
 * @returns {number[]} its threads; none where the system does not tell
 */
function threadsOf(process) {
  try {
    return readdirSync(`/proc/${process}/task`).map(Number);
  } catch {
    return [];
  }
}

/**
 * @param {number} process
 * @returns {number[]} the threads of its web workers
 */
export function workerThreadsOf(process) {
  return threadsOf(process).filter((thread) => {
    const name = read(`/proc/${process}/task/${thread}/comm`);
    return /^(DedicatedWorker|DOM Worker)/.test(name ?? '');
  });
}

/**
 * @param {number} process
 * @returns {number[]} it and all that it has started; itself where the system does not tell
 */
export function familyOf(process) {
  const children = threadsOf(process).flatMap((thread) => {
    const text = read(`/proc/${process}/task/${thread}/children`) ?? '';
    return text.split(' ').filter(Boolean).map(Number);
  });
  return [process, ...children.flatMap(familyOf)];
}

/**
 * Waits until the threads sleep, since only then their time is written down,
 * and sums it.
 *
 * @param {Threads} threads
 * @returns {Promise<number | null>} milliseconds; null where the system does
 *   not tell
 */
export async function cpuTime({ process, threads }) {
  let nanoseconds = 0;
  const listed = threads ?? threadsOf(process);
  if (listed.length === 0) return null;
  for (const thread of listed) {
    const folder = `/proc/${process}/task/${thread}`;
    for (let look = 0; look < 1000 && isRunning(folder); look += 1) {
      await setImmediate();
    }
    const text = read(`${folder}/schedstat`);
    // A helper thread may have ended meanwhile; a worker does not.
    if (text === null && threads !== null) return null;
    nanoseconds += Number(text?.split(' ')[0] ?? 0);
  }
  return nanoseconds / 1e6;
}

/** @param {string} folder */
function isRunning(folder) {
  return read(`${folder}/stat`)?.split(') ')[1]?.startsWith('R') ?? false;
}

/** @param {string} path */
function read(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}

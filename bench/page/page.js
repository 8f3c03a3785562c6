/**
 * The benchmark's page: starts a worker for each participant and passes
 * requests on. It does nothing else, so that the workers have the machine.
 */

/** @type {Map<string, Worker>} */
const workers = new Map();

/**
 * @typedef {object} Opening
 * @property {string} participant - address of its module
 * @property {readonly string[]} libraries - scripts to load before it
 * @property {Record<string, unknown>} options - handed to it
 */

/**
 * @typedef {object} Ask
 * @property {'prepare' | 'train' | 'cost' | 'reference' | 'peak'} command
 * @property {string} precision
 * @property {number} number - of epochs or rounds
 * @property {string} text - the case
 */

/**
 * @param {string} name - of the worker
 * @param {Opening | Ask} message
 * @returns {Promise<unknown>} the worker's answer
 */
function ask(name, message) {
  let worker = workers.get(name);
  if (worker === undefined) {
    worker = new Worker('worker.js', { name });
    workers.set(name, worker);
  }
  const asked = worker;
  return new Promise((resolve, reject) => {
    asked.onmessage = ({ data }) => {
      if ('error' in data) reject(new Error(data.error));
      else resolve(data);
    };
    asked.onerror = ({ message: words }) => reject(new Error(words));
    asked.postMessage(message);
  });
}

/**
 * Asks several workers the same at once.
 *
 * @param {readonly string[]} names
 * @param {Ask} request
 * @returns {Promise<number>} milliseconds until the last one answered
 */
async function askTogether(names, request) {
  const started = performance.now();
  await Promise.all(names.map((name) => ask(name, request)));
  return performance.now() - started;
}

/** @param {string} name - of the worker to end */
function end(name) {
  workers.get(name)?.terminate();
  workers.delete(name);
}

Object.assign(window, { bench: { ask, askTogether, end } });

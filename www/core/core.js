/**
 * Opens the compiled core. It has several parts, each a package of its own, so
 * that a figure loads only the code it needs.
 */
import { CoreError } from './core-error.js';
import { compile, unusable } from './load.js';

export { BUILD_ID } from '../pkg/build-id.js';
export { CoreError } from './core-error.js';
export { hasSimd } from './load.js';

/** @typedef {import('./load.js').CoreBuild} CoreBuild */

/**
 * The exports of each part.
 *
 * @typedef {object} CoreParts
 * @property {typeof import('./chain.js')} chain - one chain; the window
 * @property {typeof import('./circuits.js')} circuits - circuits
 * @property {typeof import('./cures.js')} cures - `training`, with normalisation,
 *   dropout and the like
 * @property {typeof import('./gradient-check.js')} gradient-check - of runs
 * @property {typeof import('./identity-rows.js')} identity-rows - in a trained
 *   network
 * @property {typeof import('./idx.js')} idx - files of a reader's own
 * @property {typeof import('./jacobians.js')} jacobians - layers' matrices
 * @property {typeof import('./linear-reader.js')} linear-reader - of layers
 * @property {typeof import('./random-chains.js')} random-chains - many chains
 * @property {typeof import('./recipe.js')} recipe - what trained networks answer, image
 *   by image
 * @property {typeof import('./recurrent.js')} recurrent - recurrent networks
 * @property {typeof import('./training.js')} training - runs, and their plots
 */
/** @typedef {keyof CoreParts} CorePart */
/**
 * An instantiated part.
 *
 * @template {CorePart} [Part=CorePart]
 * @typedef {import('./load.js').Compiled & { core: CoreParts[Part] }} OpenPart
 */

/**
 * @typedef {object} OpenOptions
 * @property {WebAssembly.Module | undefined} [module] - compiled already, so that
 *   nothing is fetched
 * @property {CoreBuild | undefined} [build] - to fetch, or of `module`; by default
 *   what the engine supports
 */

/** @type {{ [Part in CorePart]: () => Promise<CoreParts[Part]> }} */
const PARTS = {
  chain: () => import('./chain.js'),
  circuits: () => import('./circuits.js'),
  cures: () => import('./cures.js'),
  'gradient-check': () => import('./gradient-check.js'),
  'identity-rows': () => import('./identity-rows.js'),
  idx: () => import('./idx.js'),
  jacobians: () => import('./jacobians.js'),
  'linear-reader': () => import('./linear-reader.js'),
  'random-chains': () => import('./random-chains.js'),
  recipe: () => import('./recipe.js'),
  recurrent: () => import('./recurrent.js'),
  training: () => import('./training.js'),
};

/** @type {Map<CorePart, Promise<OpenPart<any>>>} */
const opened = new Map();

/** @type {Map<CorePart, Set<() => void>>} Who wants to know when a part that failed is there. */
const waiting = new Map();

/**
 * @param {CorePart} part - of the core, that has failed to open
 * @param {() => void} heal - called once, when somebody has it opened
 */
export function onceOpened(part, heal) {
  waiting.set(part, (waiting.get(part) ?? new Set()).add(heal));
}

/**
 * Compiles and instantiates a part, once per realm unless it fails.
 *
 * @template {CorePart} Part
 * @param {Part} part - of the core
 * @param {OpenOptions} [options] - for a worker
 * @returns {Promise<OpenPart<Part>>} its exports, the module, to share with a
 *   worker, and which build it is
 * @throws {CoreError} `no-webassembly`, or `load-failed` naming the file
 */
export function openCore(part, options = {}) {
  let opening = opened.get(part);
  if (opening === undefined) {
    opening = open(part, options).catch((error) => {
      opened.delete(part);
      throw error;
    });
    opened.set(part, opening);
    opening.then(
      () => {
        const healed = waiting.get(part) ?? [];
        waiting.delete(part);
        for (const heal of healed) heal();
      },
      () => {},
    );
  }
  return opening;
}

/**
 * @template {CorePart} Part
 * @param {Part} part
 * @param {OpenOptions} options
 * @returns {Promise<OpenPart<Part>>}
 */
async function open(part, { module: given, build: asked }) {
  // The name may come from a message.
  if (!Object.hasOwn(PARTS, part)) {
    const known = Object.keys(PARTS).join(', ');
    const words = `part of the core: expected one of ${known}, got ${part}`;
    throw new CoreError('load-failed', words);
  }
  // Loads the JavaScript and the module in parallel.
  const [core, { module, build }] = await Promise.all([
    PARTS[part](),
    compile(part, asked, given),
  ]);
  try {
    await core.initialise({ module_or_path: module });
  } catch (cause) {
    throw unusable(part, build, cause);
  }
  return { core, module, build };
}

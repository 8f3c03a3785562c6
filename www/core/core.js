/**
 * The door to the compiled core. It comes in parts, each a package of its own,
 * so that a figure brings no other figure's numbers.
 */
import { CoreError } from './core-error.js';
import { compile, unusable } from './load.js';

export { BUILD_ID } from '../pkg/build-id.js';
export { CoreError } from './core-error.js';
export { hasSimd } from './load.js';

/** @typedef {import('./load.js').CoreBuild} CoreBuild */

/**
 * What each part exports.
 *
 * @typedef {object} CoreParts
 * @property {typeof import('./chain.js')} chain - one chain; the window
 * @property {typeof import('./circuits.js')} circuits - circuits
 * @property {typeof import('./jacobians.js')} jacobians - layers' matrices
 * @property {typeof import('./plot-svg.js')} plot-svg - a plot as a file
 * @property {typeof import('./random-chains.js')} random-chains - many chains
 * @property {typeof import('./training.js')} training - runs, and their plots
 */
/** @typedef {keyof CoreParts} CorePart */
/**
 * A part whose exports may be called.
 *
 * @template {CorePart} [Part=CorePart]
 * @typedef {import('./load.js').Compiled & { core: CoreParts[Part] }} OpenPart
 */

/** @type {{ [Part in CorePart]: () => Promise<CoreParts[Part]> }} */
const PARTS = {
  chain: () => import('./chain.js'),
  circuits: () => import('./circuits.js'),
  jacobians: () => import('./jacobians.js'),
  'plot-svg': () => import('./plot-svg.js'),
  'random-chains': () => import('./random-chains.js'),
  training: () => import('./training.js'),
};

/** @type {Map<CorePart, Promise<OpenPart<any>>>} */
const opened = new Map();

/**
 * Compiles and instantiates a part, once per realm: later calls get the first
 * one's answer, unless that one failed.
 *
 * @template {CorePart} Part
 * @param {Part} part - which
 * @param {object} [options] - for a realm that is not to choose by itself
 * @param {WebAssembly.Module | undefined} [options.module] - compiled
 *   elsewhere; nothing is fetched
 * @param {CoreBuild | undefined} [options.build] - which build to fetch, or
 *   which one `module` is; without it the engine's SIMD support decides
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
  }
  return opening;
}

/**
 * @template {CorePart} Part
 * @param {Part} part
 * @param {{ module?: WebAssembly.Module | undefined,
 *   build?: CoreBuild | undefined }} options
 * @returns {Promise<OpenPart<Part>>}
 */
async function open(part, { module: given, build: asked }) {
  // Object.hasOwn: a name may come in a message.
  if (!Object.hasOwn(PARTS, part)) {
    const known = Object.keys(PARTS).join(', ');
    const words = `part of the core: expected one of ${known}, got ${part}`;
    throw new CoreError('load-failed', words);
  }
  // The glue and the module come side by side.
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

/**
 * Which part of the compiled core each figure calls, so that it can be fetched
 * before the figure's own code is there.
 *
 * @type {Readonly<Record<string, import('../core/core.js').CorePart>>}
 */
const CORE_PARTS = {
  'deep-circuits': 'circuits',
  'neuron-gradients': 'training',
  'learning-speeds': 'training',
  'gradient-chain': 'chain',
  'random-chains': 'random-chains',
  'exploding-window': 'chain',
  'layer-jacobians': 'jacobians',
};

/**
 * Imports late, so that a figure whose core is missing can still say so.
 *
 * @param {string} figure - its name
 * @returns {Promise<any>} the exports of its part, once they may be called
 */
export async function coreReadyFor(figure) {
  const part = CORE_PARTS[figure];
  if (!part) throw new TypeError(`${figure} has no part of the core`);
  const { openCore } = await import('../core/core.js');
  const { core } = await openCore(part);
  return core;
}

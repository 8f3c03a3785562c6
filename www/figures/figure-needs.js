/**
 * What each figure needs beside its code, so that it can be fetched before that
 * code is there to ask for it.
 *
 * @typedef {object} FigureNeeds
 * @property {import('../core/core.js').CorePart} part - of the compiled core
 * @property {readonly string[]} styles - sheets beside those of every figure
 * @property {readonly string[]} data - files of www/data, whatever its state
 */

/** Sheets of every figure, beside the tokens that each page has itself. */
export const COMMON_STYLES = ['kit/figure.css'];

/** @type {Readonly<Record<string, FigureNeeds>>} */
export const FIGURE_NEEDS = {
  'deep-circuits': {
    part: 'circuits',
    styles: ['figures/deep-circuits/deep-circuits.css'],
    data: [],
  },
  'neuron-gradients': {
    part: 'training',
    styles: [
      'figures/learning-speeds/learning-speeds.css',
      'figures/neuron-gradients/neuron-gradients.css',
    ],
    data: ['digits-first.bin'],
  },
  'learning-speeds': {
    part: 'training',
    styles: ['figures/learning-speeds/learning-speeds.css'],
    data: ['digits-first.bin'],
  },
  'gradient-chain': {
    part: 'chain',
    styles: [],
    data: [],
  },
  'random-chains': {
    part: 'random-chains',
    styles: ['figures/random-chains/random-chains.css'],
    data: [],
  },
  'exploding-window': {
    part: 'chain',
    styles: [],
    data: [],
  },
  'layer-jacobians': {
    part: 'jacobians',
    styles: [],
    data: ['digits-first.bin'],
  },
};

/**
 * Imports late, so that a figure whose core is missing can still say so.
 *
 * @param {string} figure - its name
 * @returns {Promise<any>} the exports of its part, once they may be called
 */
export async function coreReadyFor(figure) {
  const part = FIGURE_NEEDS[figure]?.part;
  if (!part) throw new TypeError(`${figure} has no part of the core`);
  const { openCore } = await import('../core/core.js');
  const { core } = await openCore(part);
  return core;
}

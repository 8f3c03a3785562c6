/** The charts of a chain; factors and gradients are read from the cost back. */
import { kindOf, shortNumber } from '../../kit/numbers.js';
import { rowChart } from '../../kit/plot/rows.js';
import { factorName, factorOf, gradientName } from './chain-sentence.js';
import { drawSlopes } from './chain-slopes.js';
import { drawerWords as words } from './drawer-words.js';

/** @type {readonly Chart[]} */
export const charts = Object.freeze([
  { name: 'slopes', title: words.slopesTitle, draw: drawSlopes },
  { name: 'factors', title: words.factorsTitle, draw: drawFactors },
  { name: 'gradients', title: words.gradientsTitle, draw: drawGradients },
]);

/** @param {Chain} chain @param {Size} size */
export function drawFactors(chain, size) {
  const rows = backwards(chain.neurons).map((neuron) => {
    const { value, log10 } = factorOf(chain, neuron);
    return {
      name: factorName(neuron),
      log10,
      text: shortNumber(value, log10),
      value,
      layer: neuron - 1,
    };
  });
  return rowChart(rows, {
    ...size,
    base: 0,
    name: 'factors',
    nameEms: 6.2,
    layers: chain.neurons,
    label: words.factorsTitle,
  });
}

/**
 * The gradient of every bias. From ∂C/∂b_j to ∂C/∂b_{j−1} is the factor
 * w_jσ′(z_{j−1}): the row after the one that did it is marked.
 *
 * @param {Chain} chain @param {Size} size
 */
export function drawGradients({ neurons, readings, log10, attribution }, size) {
  const rows = backwards(neurons).map((neuron) => ({
    name: gradientName(neuron),
    ...placed(readings.dCdb[neuron - 1], log10.dCdb[neuron - 1]),
    layer: neuron - 1,
    isCulprit: attribution.neuron > 0 && attribution.factor - 1 === neuron,
  }));
  return rowChart(rows, {
    ...size,
    isSteps: true,
    name: 'gradients',
    nameEms: 4.4,
    layers: neurons,
    label: words.gradientsTitle,
  });
}

/** @param {number} neurons @returns {number[]} L … 1 */
function backwards(neurons) {
  return Array.from({ length: neurons }, (_, index) => neurons - index);
}

/**
 * @param {number | undefined} value - a 64-bit float
 * @param {number | undefined} log10 - log₁₀ of the size that it should have
 * @returns {{ log10: number, text: string, value: number, isLost: boolean }} how it is shown
 */
function placed(value = NaN, log10 = NaN) {
  const isLost = kindOf(value, log10) !== 'normal' && Number.isFinite(log10);
  return { log10, text: shortNumber(value, log10), value, isLost };
}

/** @typedef {{ width: number, em: number }} Size */
/** @typedef {import('./chain-numbers.js').ChainNumbers} Chain */
/** @typedef {import('../../core/core.js').CoreParts['chain']} Core */
/** @typedef {import('./chain-slopes.js').SlopeMarks} SlopeMarks */

/**
 * @typedef {object} Chart
 * @property {string} name - for `hide`
 * @property {string} title - over it
 * @property {(chain: Chain, size: Size, core: Core, marks: SlopeMarks) => unknown} draw -
 *   the picture
 */

/**
 * The charts of a chain; the first three are read from the cost back. Those that the
 * drawing has under its neurons, where it has room for them, are `onStage`.
 */
import { kindOf, shortNumber, subscript } from '../../kit/numbers.js';
import { rowChart } from '../../kit/plot/rows.js';
import { factorName, factorOf, gradientName } from './chain-sentence.js';
import { drawSlopes } from './chain-slopes.js';
import { chainWords as words } from './words.js';

/** @type {readonly Chart[]} */
export const charts = Object.freeze([
  {
    name: 'factors',
    title: words.factorsTitle,
    draw: drawFactors,
    onStage: true,
  },
  {
    name: 'running',
    title: words.runningTitle,
    draw: drawRunning,
    onStage: false,
  },
  {
    name: 'gradients',
    title: words.gradientsTitle,
    draw: drawGradients,
    onStage: true,
  },
  {
    name: 'slopes',
    title: words.slopesTitle,
    draw: drawSlopes,
    onStage: false,
  },
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
    nameEms: 6.2,
    layers: chain.neurons,
    label: words.factorsTitle,
  });
}

/**
 * @param {Chain} chain @param {Size} size
 * @returns {unknown} the product, one factor after the other
 */
export function drawRunning(chain, size) {
  const { neurons, running, log10, readings } = chain;
  const first = {
    name: `∂C/∂a${subscript(neurons)}`,
    ...placed(readings.dCda, log10.running[neurons - 1]),
  };
  const rest = backwards(neurons).map((neuron) => ({
    name: `× ${factorName(neuron)}`,
    // After the factor of neuron j comes ∂C/∂a_{j−1}, and after the last one,
    // which is a slope alone, ∂C/∂b₁.
    ...(neuron === 1
      ? placed(readings.product, log10.dCdb[0])
      : placed(running[neuron - 2], log10.running[neuron - 2])),
    layer: neuron - 1,
  }));
  return rowChart([first, ...rest], {
    ...size,
    isSteps: true,
    nameEms: 7.2,
    layers: neurons,
    label: words.runningTitle,
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

/**
 * @typedef {object} Chart
 * @property {string} name - for `hide`
 * @property {string} title - over it
 * @property {boolean} onStage - whether the drawing can have it
 * @property {(chain: Chain, size: Size, core: Core) => unknown} draw - the picture
 */

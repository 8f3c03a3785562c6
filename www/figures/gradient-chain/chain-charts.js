/** The three row charts of a chain, each read from the cost back. */
import { chainWords } from './words.js';
import { drawRows } from './chain-rows.js';
import { factorName, factorOf, gradientName } from './chain-sentence.js';
import { kindOf, shortNumber, subscript } from '../../kit/numbers.js';

/**
 * @param {Chain} chain - the numbers
 * @param {Size} size - of the picture
 * @returns {SVGSVGElement} each factor’s size against 1
 */
export function drawFactors(chain, size) {
  const rows = backwards(chain.neurons).map((neuron) => {
    const { value, log10 } = factorOf(chain, neuron);
    return {
      name: factorName(neuron),
      log10,
      text: shortNumber(value, log10),
      layer: neuron - 1,
      isCulprit: chain.attribution.neuron === neuron,
    };
  });
  return drawRows(rows, {
    ...size,
    base: 0,
    nameEms: 6.2,
    layers: chain.neurons,
    label: chainWords.factorsTitle,
  });
}

/**
 * @param {Chain} chain - the numbers
 * @param {Size} size - of the picture
 * @returns {SVGSVGElement} the product, one factor after the other
 */
export function drawRunning(chain, size) {
  const { neurons, running, log10, readings } = chain;
  const first = {
    name: `∂C/∂a${subscript(neurons)}`,
    ...placed(readings.dCda, log10.running[neurons - 1] ?? NaN),
  };
  const rest = backwards(neurons).map((neuron) => {
    // After the factor of neuron j stands ∂C/∂a_{j−1}, and after the last one,
    // which is a slope alone, ∂C/∂b₁.
    const [value = NaN, log = NaN] =
      neuron === 1
        ? [readings.product, log10.dCdb[0]]
        : [running[neuron - 2], log10.running[neuron - 2]];
    return {
      name: `× ${factorName(neuron)}`,
      ...placed(value, log),
      layer: neuron - 1,
      isCulprit: chain.attribution.neuron === neuron,
    };
  });
  return drawRows([first, ...rest], {
    ...size,
    isSteps: true,
    nameEms: 7.2,
    layers: neurons,
    label: chainWords.runningTitle,
  });
}

/**
 * @param {Chain} chain - the numbers
 * @param {Size} size - of the picture
 * @returns {SVGSVGElement} the gradient of every bias
 */
export function drawGradients(chain, size) {
  const { neurons, readings, log10 } = chain;
  const rows = backwards(neurons).map((neuron) => ({
    name: gradientName(neuron),
    ...placed(readings.dCdb[neuron - 1] ?? NaN, log10.dCdb[neuron - 1] ?? NaN),
    layer: neuron - 1,
  }));
  return drawRows(rows, {
    ...size,
    isSteps: true,
    nameEms: 4.4,
    layers: neurons,
    label: chainWords.gradientsTitle,
  });
}

/**
 * @param {number} neurons - how many
 * @returns {number[]} L … 1
 */
function backwards(neurons) {
  return Array.from({ length: neurons }, (_, index) => neurons - index);
}

/**
 * @param {number} value - a 64-bit float
 * @param {number} log10 - log₁₀ of the size that it should have
 * @returns {{ log10: number, text: string, isLost: boolean }} how it is shown
 */
function placed(value, log10) {
  const kind = kindOf(value, log10);
  const isLost = kind !== 'normal' && Number.isFinite(log10);
  return { log10, text: shortNumber(value, log10), isLost };
}

/** @typedef {{ width: number, em: number }} Size */
/** @typedef {import('./chain-numbers.js').ChainNumbers} Chain */

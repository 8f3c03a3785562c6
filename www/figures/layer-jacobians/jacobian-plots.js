/** The pictures of the matrices between layers. */
import { jacobianWords as words } from './words.js';
import { drawRows } from '../gradient-chain/chain-rows.js';
import { drawLayerPlot } from './layer-plot.js';
import { kindOf, shortNumber } from '../../kit/numbers.js';

/**
 * @param {Readings} readings - the numbers
 * @param {Size} size - the room
 * @returns {SVGSVGElement} the singular values of each matrix by itself
 */
export function drawLayers({ layers, log10DeltaNorms }, size) {
  const gains = layers.map(
    (_, index) => at(log10DeltaNorms, index) - at(log10DeltaNorms, index + 1),
  );
  return drawSpectra(layers, gains, words.layersTitle, size);
}

/**
 * @param {Readings} readings - the numbers
 * @param {Size} size - the room
 * @returns {SVGSVGElement} the singular values of each product
 */
export function drawProducts({ products, log10DeltaNorms }, size) {
  const last = log10DeltaNorms.at(-1) ?? NaN;
  const gains = products.map((_, index) => at(log10DeltaNorms, index) - last);
  return drawSpectra(products, gains, words.productsTitle, size);
}

/**
 * @param {Readings} readings - the numbers
 * @param {Size} size - the room
 * @returns {SVGSVGElement} the gradient of each layer's biases
 */
export function drawDeltas({ deltaNorms, log10DeltaNorms }, size) {
  const rows = deltaNorms.map((norm, index) => {
    const log = at(log10DeltaNorms, index);
    return {
      name: words.layerName(index + 1),
      log10: log,
      text: shortNumber(norm, log),
      layer: index,
      isLost: kindOf(norm, log) !== 'normal' && Number.isFinite(log),
    };
  });
  return drawRows(rows.reverse(), {
    ...size,
    isSteps: true,
    nameEms: 4.6,
    layers: deltaNorms.length,
    label: words.deltasTitle,
  });
}

/**
 * @param {Spread} spread - over the seeds so far
 * @param {Size} size - the room
 * @returns {SVGSVGElement} the factor of each layer, its spread, and theory
 */
export function drawSpread({ layers, meanField }, size) {
  const band = {
    low: layers.map(({ low }) => low),
    high: layers.map(({ high }) => high),
  };
  const isWhole = [...band.low, ...band.high].every(Number.isFinite);
  return drawLayerPlot(
    {
      layers: layers.length,
      isLinear: true,
      axis: words.layerAxis,
      label: words.spreadTitle,
      lines: [
        {
          name: words.median,
          kind: 'main',
          logs: layers.map(({ median }) => median),
        },
        {
          name: words.meanField,
          kind: 'theory',
          logs: meanField.layers,
        },
      ],
      ...(isWhole ? { band } : {}),
    },
    size,
  );
}

/**
 * @param {readonly Spectrum[]} spectra - of each layer
 * @param {readonly number[]} gains - by how much the gradient itself grew
 * @param {string} label - what the picture says
 * @param {Size} size - the room
 * @returns {SVGSVGElement} marks, lines, and diamonds for the gradient
 */
function drawSpectra(spectra, gains, label, size) {
  return drawLayerPlot(
    {
      layers: spectra.length,
      axis: words.layerAxis,
      label,
      marks: spectra.map(({ rank, log10Values }) => log10Values.slice(0, rank)),
      lines: [
        {
          name: words.largest,
          kind: 'outer',
          logs: spectra.map(({ log10Largest }) => log10Largest),
        },
        {
          name: words.rms,
          kind: 'main',
          logs: spectra.map(({ log10Rms }) => log10Rms),
        },
        {
          name: words.smallest,
          kind: 'inner',
          // A smallest one that is rounding is no singular value.
          logs: spectra.map(({ rank, values, log10Smallest }) =>
            rank === values.length ? log10Smallest : NaN,
          ),
        },
        { name: words.gradient, kind: 'gradient', logs: gains },
      ],
    },
    size,
  );
}

/**
 * @param {readonly number[]} list - of numbers
 * @param {number} index - a place in it
 * @returns {number} what is there
 */
function at(list, index) {
  return list[index] ?? NaN;
}

/** @typedef {{ width: number, em: number }} Size */
/** @typedef {import('./jacobian-numbers.js').Readings} Readings */
/** @typedef {import('./jacobian-numbers.js').Spectrum} Spectrum */
/** @typedef {import('./jacobian-numbers.js').Spread} Spread */

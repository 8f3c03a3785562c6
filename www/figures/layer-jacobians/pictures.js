/** The pictures of the matrices between layers. */
import { nothing } from 'lit';
import { kindOf, shortNumber } from '../../kit/numbers.js';
import { rowChart } from '../../kit/plot/rows.js';
import { drawLayerPlot } from './layer-plot.js';
import { matricesSentence } from './sentences.js';
import { jacobianWords as words } from './words.js';

/** @type {readonly Picture[]} */
export const pictures = Object.freeze([
  {
    name: 'products',
    title: words.productsTitle,
    isOnStage: true,
    draw: drawProducts,
  },
  {
    name: 'layers',
    title: words.layersTitle,
    isOnStage: true,
    draw: drawLayers,
  },
  { name: 'gradient', title: words.deltasTitle, draw: drawDeltas },
  {
    name: 'spread',
    title: words.spreadTitle,
    draw: ({ spread }, size) => (spread ? drawSpread(spread, size) : nothing),
  },
]);

/** @param {Readings} readings @param {Size} size */
export function drawLayers({ layers, log10DeltaNorms }, size) {
  const gains = layers.map(
    (_, index) => at(log10DeltaNorms, index) - at(log10DeltaNorms, index + 1),
  );
  return drawSpectra(layers, gains, words.layersTitle, size, {
    told: 'layers-told',
    says: matricesSentence(layers),
  });
}

/**
 * @param {Readings} readings @param {Size} size
 * @returns {unknown} the singular values of each product
 */
export function drawProducts({ products, log10DeltaNorms }, size) {
  const last = log10DeltaNorms.at(-1) ?? NaN;
  const gains = products.map((_, index) => at(log10DeltaNorms, index) - last);
  return drawSpectra(products, gains, words.productsTitle, size, {
    told: 'sentence',
  });
}

/** @param {Readings} readings @param {Size} size */
export function drawDeltas({ deltaNorms, log10DeltaNorms }, size) {
  const rows = deltaNorms.map((norm, index) => {
    const log10 = at(log10DeltaNorms, index);
    return {
      name: words.layerName(index + 1),
      log10,
      text: shortNumber(norm, log10),
      value: norm,
      layer: index,
      isLost: kindOf(norm, log10) !== 'normal' && Number.isFinite(log10),
    };
  });
  return rowChart(rows.reverse(), {
    ...size,
    isSteps: true,
    name: 'gradient',
    nameEms: 4.6,
    layers: deltaNorms.length,
    label: words.deltasTitle,
  });
}

/**
 * @param {Spread} spread @param {Size} size
 * @returns {unknown} the factor of each layer by both measures, its spread, and
 *   theory
 */
export function drawSpread({ layers, averaged, meanField }, size) {
  return drawLayerPlot(
    {
      layers: layers.length,
      isLinear: true,
      label: words.spreadTitle,
      told: 'spread-told',
      lines: [
        lineOf(words.single, 'single', layers),
        lineOf(words.averaged, 'main', averaged.layers),
        { name: words.meanField, kind: 'theory', values: meanField.layers },
      ],
    },
    size,
  );
}

/**
 * @param {string} name
 * @param {import('./layer-plot.js').LineKind} kind
 * @param {readonly import('./numbers.js').Quantiles[]} layers
 * @returns {import('./layer-plot.js').Line} the medians, in their band
 */
function lineOf(name, kind, layers) {
  const low = layers.map((quantiles) => quantiles.low);
  const high = layers.map((quantiles) => quantiles.high);
  const isWhole = [...low, ...high].every(Number.isFinite);
  return {
    name,
    kind,
    values: layers.map(({ median }) => median),
    ...(isWhole ? { band: { low, high } } : {}),
  };
}

/**
 * @param {readonly Spectrum[]} spectra - of each layer
 * @param {readonly number[]} gains - by how much the gradient itself grew
 * @param {string} label
 * @param {Size} size
 * @param {{ told: string, says?: string }} conclusion - where it stands
 * @returns {unknown} marks, lines, and diamonds for the gradient
 */
function drawSpectra(spectra, gains, label, size, conclusion) {
  return drawLayerPlot(
    {
      layers: spectra.length,
      label,
      ...conclusion,
      marks: spectra.map(({ rank, log10Values }) => log10Values.slice(0, rank)),
      // Under the lines: it mostly goes with the rms, which it would hide.
      lines: [
        { name: words.gradient, kind: 'gradient', values: gains },
        {
          name: words.largest,
          kind: 'outer',
          values: spectra.map(({ log10Largest }) => log10Largest),
        },
        {
          name: words.rms,
          kind: 'main',
          values: spectra.map(({ log10Rms }) => log10Rms),
        },
        {
          name: words.smallest,
          kind: 'inner',
          // A smallest value at rounding level is not a singular value.
          values: spectra.map(({ rank, values, log10Smallest }) =>
            rank === values.length ? log10Smallest : NaN,
          ),
        },
      ],
    },
    size,
  );
}

/**
 * @param {readonly number[]} list - of numbers
 * @param {number} index - a place in it
 */
function at(list, index) {
  return list[index] ?? NaN;
}

/** @typedef {{ width: number, em: number }} Size */
/** @typedef {import('./numbers.js').Readings} Readings */
/** @typedef {import('./numbers.js').Spectrum} Spectrum */
/** @typedef {import('./numbers.js').Spread} Spread */

/**
 * @typedef {object} Picture
 * @property {string} name - for `hide`
 * @property {string} title - over it
 * @property {boolean} [isOnStage] - whether it is one of the first
 * @property {(readings: Readings, size: Size) => unknown} draw - the picture
 */

/** What the matrices between layers say, in words. */
import { formatNumber, ratioText } from '../../kit/numbers.js';

/** A gain smaller than this counts as keeping the length. */
const TWO = Math.log10(2);

/** @param {Readings} readings */
export function whatBecame({ log10DeltaNorms }) {
  const layers = log10DeltaNorms.length;
  const first = log10DeltaNorms[0] ?? NaN;
  const last = log10DeltaNorms[layers - 1] ?? NaN;
  const way = `From hidden layer ${layers} back to hidden layer 1 the gradient`;
  if (first === -Infinity || last === -Infinity) {
    return `${way} is lost: it is exactly 0, because in some layer no neuron that the error passes through has a slope.`;
  }
  const gain = first - last;
  if (!Number.isFinite(gain)) return `${way} left the range of 64-bit floats.`;
  const each = `a factor of ${formatNumber(10 ** (gain / (layers - 1)), 2)} per layer`;
  if (Math.abs(gain) < TWO) {
    return `${way} keeps its length to within a factor of two: the ratio of its lengths is ${formatNumber(10 ** gain, 2)}, ${each}.`;
  }
  const change = gain < 0 ? 'shrinks' : 'grows';
  return `${way} ${change} ${ratioText(Math.abs(gain))}-fold, ${each}.`;
}

/** How well the product meets backpropagation. @param {Readings} readings */
export function comparison({ deltaNorms, differences }) {
  const shares = differences.map((off, index) =>
    off === 0 ? 0 : off / (deltaNorms[index] ?? NaN),
  );
  const worst = Math.max(...shares);
  const extent =
    worst === 0
      ? 'to the last digit'
      : `to within ${formatNumber(worst, 2)} of its length`;
  return `Multiplying the matrices out gives backpropagation’s own δ in every layer, ${extent}.`;
}

/** @param {Readings} readings @returns {string} what is not drawn, or '' */
export function unresolved({ layers, products }) {
  const width = products[0]?.values.length ?? 0;
  /** @param {readonly Spectrum[]} spectra - some */
  const lost = (spectra) =>
    width - Math.min(...spectra.map(({ rank }) => rank));
  const ofLayers = lost(layers);
  const ofProducts = lost(products);
  if (ofProducts === 0) return '';
  const which =
    ofLayers > 0
      ? `Up to ${ofLayers} of the ${width} singular values of a single matrix, and up to ${ofProducts} of a product,`
      : `Up to ${ofProducts} of the ${width} singular values of a product`;
  return `${which} cannot be told from 0 beside the largest one in 64 bits; they are not drawn.`;
}

/**
 * @param {Spread} spread @param {number} wanted - how many seeds there will be
 * @returns {string} the factor per layer, its spread, and theory
 */
export function spreadSentence({ seeds, images, factor, meanField }, wanted) {
  const measured =
    seeds < wanted ? `${seeds} of ${wanted} seeds so far` : `${seeds} seeds`;
  const over = `Over ${measured} and ${images} digits`;
  if (Number.isNaN(factor.median)) {
    return `${over}: in one of the networks no gradient arrives at all.`;
  }
  const [median, low, high, mean, fixedPoint] = [
    factor.median,
    factor.low,
    factor.high,
    meanField.mean,
    meanField.fixedPoint,
  ].map((value) => formatNumber(value));
  return `${over} the factor per layer is ${median} (5\u202f% to 95\u202f% of the seeds: ${low} to ${high}). Mean field: ${mean}, and ${fixedPoint} far from the input.`;
}

/** @typedef {import('./numbers.js').Readings} Readings */
/** @typedef {import('./numbers.js').Spectrum} Spectrum */
/** @typedef {import('./numbers.js').Spread} Spread */

/** What the matrices between layers say, in words. */
import { jacobianSentences as say } from './words.js';
import { formatNumber, ratioText } from '../../kit/numbers.js';

/** A gain below this is no news. */
const TWO = Math.log10(2);

/** @param {Readings} readings */
export function whatBecame({ log10DeltaNorms }) {
  const layers = log10DeltaNorms.length;
  const first = log10DeltaNorms[0] ?? NaN;
  const last = log10DeltaNorms[layers - 1] ?? NaN;
  const way = say.way(layers);
  if (first === -Infinity || last === -Infinity) return say.lost(way);
  const gain = first - last;
  if (!Number.isFinite(gain)) return say.left(way);
  const each = formatNumber(10 ** (gain / (layers - 1)), 2);
  if (Math.abs(gain) < TWO) {
    return say.kept(way, formatNumber(10 ** gain, 2), each);
  }
  const ratio = ratioText(Math.abs(gain));
  return gain < 0 ? say.shrinks(way, ratio, each) : say.grows(way, ratio, each);
}

/**
 * @param {Readings} readings - the numbers
 * @returns {string} how well the product meets backpropagation
 */
export function comparison({ deltaNorms, differences }) {
  const shares = differences.map((off, index) =>
    off === 0 ? 0 : off / (deltaNorms[index] ?? NaN),
  );
  const worst = Math.max(...shares);
  return worst === 0 ? say.exact : say.agrees(formatNumber(worst, 2));
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
  return ofLayers > 0
    ? say.lostOfBoth(ofLayers, width, ofProducts)
    : say.lostOfProducts(ofProducts, width);
}

/**
 * @param {Spread} spread @param {number} wanted - how many seeds there will be
 * @returns {string} the factor per layer, its spread, and theory
 */
export function spreadSentence({ seeds, images, factor, meanField }, wanted) {
  const measured = say.measured(seeds, wanted);
  if (Number.isNaN(factor.median)) return say.nothing(measured, images);
  return say.spread({
    measured,
    images,
    median: formatNumber(factor.median),
    low: formatNumber(factor.low),
    high: formatNumber(factor.high),
    meanField: formatNumber(meanField.mean),
    fixedPoint: formatNumber(meanField.fixedPoint),
  });
}

/** @typedef {import('./numbers.js').Readings} Readings */
/** @typedef {import('./numbers.js').Spectrum} Spectrum */
/** @typedef {import('./numbers.js').Spread} Spread */

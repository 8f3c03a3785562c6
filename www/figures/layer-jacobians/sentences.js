/** What the matrices between layers say, in words. */
import { fateOf } from '../../kit/fate.js';
import {
  countText,
  formatNumber,
  ratioText,
  readable,
} from '../../kit/numbers.js';

/** A gain smaller than this counts as keeping the length, and needs no verdict. */
const TWO = Math.log10(2);

/** Of factors, zeros at the end included: 1.00 says more than 1. */
const DIGITS = 3;

/** What a gradient does; `none` when it is 0 from the last hidden layer on. */
const VERDICTS = {
  vanishing: 'vanishes',
  between: 'neither vanishes nor explodes',
  exploding: 'explodes',
  none: 'is 0 throughout',
};

/** What several gradients do. */
const PLURAL = {
  vanishing: 'vanish',
  between: 'neither vanish nor explode',
  exploding: 'explode',
  none: 'are 0 throughout',
};

/** What became of this image’s gradient. @param {Readings} readings */
export function whatBecame({ log10DeltaNorms }) {
  const layers = log10DeltaNorms.length;
  const first = log10DeltaNorms[0] ?? NaN;
  const last = log10DeltaNorms[layers - 1] ?? NaN;
  const way = `From hidden layer ${layers} back to hidden layer 1 the gradient of this image`;
  if (first === -Infinity || last === -Infinity) {
    return `${way} is lost: it is exactly 0, because in some layer no neuron that the error passes through has a slope.`;
  }
  const gain = first - last;
  if (!Number.isFinite(gain)) return `${way} left the range of 64-bit floats.`;
  const each = `a factor of ${readable(10 ** (gain / (layers - 1)), DIGITS)} per layer`;
  if (Math.abs(gain) < TWO) {
    return `${way} keeps its length to within a factor of two: the ratio of its lengths is ${readable(10 ** gain, DIGITS)}, ${each}.`;
  }
  const change = gain < 0 ? 'shrinks' : 'grows';
  return `${way} ${change} ${ratioText(Math.abs(gain))}-fold, ${each}: it ${VERDICTS[fateOf(gain)]}.`;
}

/**
 * @param {readonly Pick<Spectrum, 'log10Largest' | 'log10Rms'>[]} matrices - of each layer
 * @returns {string} by how much a single matrix stretches at most, and as a rule
 */
export function matricesSentence(matrices) {
  const largest = matrices.map(({ log10Largest }) => log10Largest);
  const rms = matrices.map(({ log10Rms }) => log10Rms);
  const text = (/** @type {number} */ log) => readable(10 ** log, DIGITS);
  const most = Math.max(...largest);
  const from = text(Math.min(...rms));
  const to = text(Math.max(...rms));
  const typical = from === to ? `is ${from}` : `lies between ${from} and ${to}`;
  return `The most that a matrix stretches a direction is ${text(most)}-fold, at hidden layer ${largest.indexOf(most) + 1}; the rms of the singular values ${typical}.`;
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
 * @returns {string} in how many networks the gradient vanishes or explodes, by
 *   each measure
 */
export function verdict(spread, wanted) {
  const { averaged, fates } = spread;
  return `${over(spread, wanted)}, the averaged gradient (the chapter’s speed) ${inHowMany(averaged.fates, VERDICTS)}. Single images’ gradients (rms) ${inHowMany(fates, PLURAL)}.`;
}

/**
 * @param {Passage['fates']} fates - of the seeds
 * @param {typeof VERDICTS} verbs - what the gradient does, or the gradients do
 */
function inHowMany({ none, ...fates }, verbs) {
  const seeds = fates.vanishing + fates.between + fates.exploding + none;
  /** @type {Fate[]} */
  const all = ['vanishing', 'exploding', 'between'];
  const parts = all.flatMap((fate) => {
    const count = fates[fate];
    if (count === 0) return [];
    const many = count === seeds ? `all ${seeds}` : `${count} of ${seeds}`;
    return [`${verbs[fate]} in ${many}`];
  });
  if (none > 0) parts.push(`${verbs.none} in ${none} of ${seeds}`);
  return parts.join(', ');
}

/**
 * @param {Spread} spread @param {number} wanted - how many seeds there will be
 * @returns {string} over what it was measured
 */
function over({ seeds, images }, wanted) {
  const measured =
    seeds < wanted ? `${seeds} of ${wanted} seeds so far` : `${seeds} seeds`;
  return `Over ${measured} and ${countText(images)} images`;
}

/**
 * @param {Spread} spread @param {number} wanted - how many seeds there will be
 * @returns {string} the factor per layer by each measure, its spread, and theory
 */
export function spreadSentence(spread, wanted) {
  const { averaged, factor, meanField } = spread;
  if (Number.isNaN(factor.median + averaged.factor.median)) {
    return `${over(spread, wanted)}: in one of the networks no gradient arrives at all.`;
  }
  const [mean, fixedPoint] = [meanField.mean, meanField.fixedPoint].map(
    (value) => readable(value, DIGITS),
  );
  return `${over(spread, wanted)} the factor per layer of the averaged gradient is ${quantilesText(averaged.factor)}, that of single images’ gradients ${quantilesText(factor)}; in brackets, 5\u202f% to 95\u202f% of the seeds. Mean field, for single images: ${mean}, and ${fixedPoint} far from the input.`;
}

/** @param {import('./numbers.js').Quantiles} quantiles */
function quantilesText({ low, median, high }) {
  const [from, mid, to] = [low, median, high].map((x) => readable(x, DIGITS));
  return `${mid} (${from} to ${to})`;
}

/** @typedef {import('../../kit/fate.js').Fate} Fate */
/** @typedef {import('./numbers.js').Passage} Passage */
/** @typedef {import('./numbers.js').Readings} Readings */
/** @typedef {import('./numbers.js').Spectrum} Spectrum */
/** @typedef {import('./numbers.js').Spread} Spread */

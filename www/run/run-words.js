/** Texts of the figures that train. */
import { declaration } from '../core/declaration.js';
import { ordinalLayers, readable } from '../kit/numbers.js';

/** @import { EarlyEnding } from './protocol.js' */
/** @import { Measuring, RunState } from './run-state.js' */

export const runWords = Object.freeze({
  presets: 'Start from',
  ownSettings: 'settings of your own',
  run: 'The run',
  play: 'Play',
  pause: 'Pause',
  again: 'Again',
  step: 'Step one epoch',
  reset: 'Reset',
  slower: 'Again with a tenth of the rate',
  pace: 'Pace',
  paces: Object.freeze({
    slow: 'slow',
    normal: 'normal',
    fast: 'full speed',
  }),
  epochShown: 'Epoch shown',
  goTo: 'Go to…',
  progressName: 'How far the run is',
  progress: (/** @type {string} */ rate, /** @type {string} */ left) =>
    `${rate} epochs a second, ${left} left`,
  settings: 'Network and training',
  badEpoch: (/** @type {number} */ epochs) =>
    `Expected a whole number from 0 to ${epochs}, the length of the run.`,
  draw: 'Draw a digit',
  starting: 'Measuring the untrained network…',
  epoch: 'epoch',
  epochOf: (/** @type {number} */ epoch, /** @type {number} */ epochs) =>
    `epoch ${epoch} of ${epochs}`,
  printed: (/** @type {number} */ epoch, /** @type {number} */ epochs) =>
    `The run as it stood at epoch ${epoch} of ${epochs}.`,
  printedUnplayed: (/** @type {number} */ epochs) =>
    `This run was not played: it stands at epoch 0 of ${epochs}, the untrained network.`,
  layerName: (/** @type {number} */ layer) => `hidden layer ${layer}`,
  shortLayerName: (/** @type {number} */ layer) => `layer ${layer}`,
});

/** Why the speeds of some layers cannot be plotted. */
const troubleWords = Object.freeze({
  notANumber: (/** @type {readonly number[]} */ layers) =>
    `The speed of ${ordinalLayers(layers)} is not a number (NaN): the weights ` +
    'have left the range of the arithmetic, and ∞ − ∞ or 0 · ∞ was computed ' +
    'on the way. A smaller learning rate keeps them in.',
  infinite: (
    /** @type {readonly number[]} */ layers,
    /** @type {string} */ floats,
  ) =>
    `The speed of ${ordinalLayers(layers)} is infinite: the product left the ` +
    `range of ${floats} upwards.`,
  deadUnits: (/** @type {readonly number[]} */ layers) =>
    `The speed of ${ordinalLayers(layers)} is exactly 0: on every image, every ` +
    'way from there to the output leads through a rectifier that is off, ' +
    'whose derivative is 0, or the product of its weights fell below the smallest float.',
  underflow: (
    /** @type {readonly number[]} */ layers,
    /** @type {string} */ floats,
    /** @type {number} */ least,
  ) =>
    `The speed of ${ordinalLayers(layers)} is exactly 0: on every image, the ` +
    'error of the output, times the weights and slopes on the way back, fell ' +
    `below ${readable(least, 2)}, the smallest of the ${floats}.`,
  allZero: (/** @type {readonly number[]} */ layers) =>
    `The speed of ${ordinalLayers(layers)} is exactly 0: all weights began at 0, ` +
    'and no error has a way back to it.',
});

/** By precision: what the numbers are called, and the smallest above 0. */
const FLOATS = Object.freeze({
  f32: { name: '32-bit floats', least: 2 ** -149 },
  f64: { name: '64-bit floats', least: Number.MIN_VALUE },
});

/**
 * @param {readonly number[]} speeds - of each hidden layer
 * @param {Pick<RunState, 'precision' | 'activation' | 'initialisation'>} settings - of the run
 * @returns {string[]} which speeds cannot be plotted, and why
 */
export function troubleOf(speeds, settings) {
  const { precision, activation, initialisation } = settings;
  const layersThat = (/** @type {(speed: number) => boolean} */ is) =>
    speeds.flatMap((speed, index) => (is(speed) ? [index + 1] : []));
  const { notANumber, infinite, deadUnits, underflow, allZero } = troubleWords;
  const { name, least } = FLOATS[precision];
  const sentences = [];
  const broken = layersThat(Number.isNaN);
  if (broken.length > 0) sentences.push(notANumber(broken));
  const endless = layersThat((speed) => Math.abs(speed) === Infinity);
  if (endless.length > 0) sentences.push(infinite(endless, name));
  const still = layersThat((speed) => speed === 0);
  if (still.length > 0) {
    if (initialisation === 'zero') {
      sentences.push(allZero(still));
    } else if (activation === 'relu') {
      sentences.push(deadUnits(still));
    } else {
      sentences.push(underflow(still, name, least));
    }
  }
  return sentences;
}

/**
 * Says why a run ended before its last epoch.
 *
 * @param {EarlyEnding} ending - as the worker tells
 * @param {Pick<RunState, 'hidden' | 'precision' | 'rate'>} settings - of the run
 * @returns {string} a sentence or two
 */
export function endingWords(
  { reason, epoch, step, layer },
  { hidden, precision, rate },
) {
  if (reason === 'patience') {
    return `Stopped early: no epoch since epoch ${epoch} has got more of the validation images right.`;
  }
  const place =
    layer < hidden.length ? runWords.layerName(layer + 1) : 'the output layer';
  return (
    `Stopped, for the run has diverged: at step ${step}, in epoch ${epoch}, numbers of ${place} left the range of ` +
    `${FLOATS[precision].name}. A smaller learning rate, such as ${readable(smallerRate(rate))}, may keep them in.`
  );
}

/** @param {EarlyEnding | null} ending - of a run @returns {boolean} whether numbers left the range of floats */
export function hasDiverged(ending) {
  return ending?.reason === 'diverged';
}

/** @param {number} rate - of a run that diverged @returns {number} the one to try next */
export function smallerRate(rate) {
  const { min } = declaration.run.rate;
  return Math.max(min, Number((rate / 10).toPrecision(12)));
}

/**
 * Says why a run cannot continue, and what a reader can do.
 *
 * @param {Pick<import('./protocol.js').Failed, 'code' | 'message' | 'fatal'>} failure - of
 *   the worker or the page
 * @param {number} seed - of the run
 * @returns {{ sentence: string, offer: string }} why, and the label of the button
 */
export function failureWords({ code, message, fatal }, seed) {
  if (code === 'load-failed') {
    return {
      sentence: `The handwritten digits could not be fetched (${message}). The figure trains on real ones only.`,
      offer: 'Try again',
    };
  }
  if (code === 'core-missing') {
    return {
      sentence: `The part of this figure’s program that such a run needs could not be fetched (${message}).`,
      offer: 'Try again',
    };
  }
  const reason = `The run could not go on: ${message}.`;
  return {
    sentence: fatal
      ? `The worker that trains has stopped, and the run with it. ${reason}`
      : reason,
    offer: `Run again from seed ${seed}`,
  };
}

/**
 * Says at which epochs a run was measured, if not at all of them.
 *
 * @param {Pick<import('./run-history.js').RunHistory, 'rows' | 'epoch' | 'hasGaps'>
 *   | null} history - of the run
 * @param {Measuring} measuring - as chosen
 * @returns {string} a sentence or two; '' if there are no gaps
 */
export function gapWords(history, measuring) {
  if (!history?.hasGaps) return '';
  const { rows, epoch } = history;
  const found =
    `Measured at ${rows} of the epochs 0 to ${epoch}; where these are far ` +
    'apart, the lines between them look smoother than the run is.';
  return measuring === 'every'
    ? found
    : `${found} Apart from an allowance for short runs, at most ${percent(measuring)} as many images pass for measuring as for training.`;
}

/** @typedef {Pick<RunState, 'freeze' | 'hidden'>} Frozen */

/** @param {Frozen} state - with frozen layers @returns {string} which they are */
export function frozenLayers({ freeze, hidden }) {
  const layers = hidden.slice(0, freeze).map((_, index) => index + 1);
  return `frozen ${ordinalLayers(layers)}`;
}

/** @param {Frozen} state - with frozen layers @returns {string} a sentence */
export function frozenWords(state) {
  const what = frozenLayers(state).replace(/^f/, 'F');
  return Math.min(state.freeze, state.hidden.length) === 1
    ? `${what}: its gradient is measured, and no step follows it.`
    : `${what}: their gradients are measured, and no step follows them.`;
}

/** @param {number} part - a multiple of 0.01 @returns {string} “10 %” */
export function percent(part) {
  return `${Math.round(100 * part)}\u202f%`;
}

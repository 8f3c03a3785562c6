/** What there is to see in the activations of a run, in words that follow a rule. */
import { ordinalLayers, readable, share } from '../../kit/numbers.js';
import { troubleOf } from '../../run/run-words.js';

/** @import { ActivationHistory, ActivationRow } from '../../run/activation-history.js' */
/** @import { RunState } from '../../run/run-state.js' */

/** A mean activation below this is said to have fallen to 0: a tenth of the range. */
export const NEAR_ZERO = 0.1;

const DIGITS = 2;

/**
 * When the mean of the last hidden layer was near 0, up to an epoch.
 *
 * @param {readonly number[]} epochs - measured, ascending
 * @param {readonly number[]} means - of that layer then
 * @param {number} until - the epoch that is shown
 * @returns {{ fell: number | null, left: number | null, lowest: number }} the first
 *   epoch at which it was; the first after the last of those, if there is one; the
 *   epoch of the lowest mean
 */
export function fallOf(epochs, means, until) {
  /** @type {number | null} */
  let fell = null;
  /** @type {number | null} */
  let left = null;
  let lowest = 0;
  let least = Infinity;
  for (const [row, epoch] of epochs.entries()) {
    if (epoch > until) break;
    const mean = means[row] ?? NaN;
    if (mean < least) [least, lowest] = [mean, epoch];
    if (mean < NEAR_ZERO) {
      fell ??= epoch;
      left = null;
    } else if (fell !== null) left ??= epoch;
  }
  return { fell, left, lowest };
}

/**
 * @param {ActivationHistory} history - of the run so far
 * @param {ActivationRow} row - of it, shown
 * @param {readonly number[]} speeds - of the hidden layers then
 * @param {RunState} state - of the run
 * @returns {string[]} sentences; first what is no number
 */
export function meaningOf(history, { epoch, layers }, speeds, state) {
  const sentences = troubleOf(speeds, state);
  const last = layers.at(-1);
  const start = history.at(0)?.layers.at(-1);
  if (!last || !start || !Number.isFinite(last.mean)) return sentences;
  const isSigmoid = state.activation === 'sigmoid';
  sentences.push(
    isSigmoid
      ? ofSigmoid(history, epoch, last, start)
      : ofLast(epoch, last, start),
  );
  const others = layers.slice(0, -1).map(({ mean }) => readable(mean, DIGITS));
  if (isSigmoid && epoch > 0 && last.mean < NEAR_ZERO && others.length > 0) {
    const rest = ordinalLayers(others.map((_, index) => index + 1));
    sentences.push(`The mean of ${rest} is ${others.join(', ')}.`);
  }
  const saturated = saturationOf(layers, state.activation);
  return [...sentences, ...saturated];
}

/**
 * @param {ActivationHistory} history
 * @param {number} epoch - shown
 * @param {LayerActivations} last - hidden layer, then
 * @param {LayerActivations} start - the same at the start
 * @returns {string}
 */
function ofSigmoid(history, epoch, last, start) {
  const mean = readable(last.mean, DIGITS);
  if (epoch === 0) return ofLast(epoch, last, start);
  const means = [...history.column(history.widths.length - 1, 0)];
  const { fell, left, lowest } = fallOf(history.epochs, means, epoch);
  const from = readable(start.mean, DIGITS);
  const slope = `its slopes are ${share(last.slope)} of the largest on average`;
  if (fell !== null && left === null) {
    return `The last hidden layer has fallen to 0: its mean activation went from ${from} to ${mean}, below ${NEAR_ZERO} from epoch ${fell} on, and ${slope}.`;
  }
  const least = readable(
    history.at(lowest)?.layers.at(-1)?.mean ?? NaN,
    DIGITS,
  );
  if (fell !== null) {
    return `The last hidden layer had fallen to 0 at epoch ${fell}, to a mean activation of ${least}, and left that state at epoch ${left}; it is ${mean} now, and ${slope}.`;
  }
  return `The last hidden layer has not fallen to 0: its mean activation went from ${from} to ${mean}, the lowest being ${least} at epoch ${lowest}, and ${slope}.`;
}

/**
 * @param {number} epoch - shown
 * @param {LayerActivations} last - hidden layer, then
 * @param {LayerActivations} start - the same at the start
 * @returns {string}
 */
function ofLast(epoch, last, start) {
  const mean = readable(last.mean, DIGITS);
  const spread = readable(last.deviation, DIGITS);
  const slope = `its slopes are ${share(last.slope)} of the largest on average`;
  if (epoch === 0) {
    return `Before the first update the last hidden layer’s mean activation is ${mean}, with a standard deviation of ${spread}; ${slope}.`;
  }
  const [from, around] = [start.mean, start.deviation].map((number) =>
    readable(number, DIGITS),
  );
  return `The last hidden layer’s mean activation went from ${from} to ${mean}, its standard deviation from ${around} to ${spread}; ${slope}.`;
}

/**
 * @param {readonly LayerActivations[]} layers
 * @param {RunState['activation']} activation
 * @returns {string[]} how much of which layer is saturated, or dead
 */
function saturationOf(layers, activation) {
  // Its slope is the same everywhere.
  if (activation === 'identity') return [];
  const most = greatest(layers, 'saturated');
  const stuck = greatest(layers, 'stuck');
  const isRelu = activation === 'relu';
  if (most.share === 0) {
    return [isRelu ? 'No activation is 0.' : 'No activation is saturated.'];
  }
  const what = isRelu ? '0' : 'saturated';
  const dead = isRelu ? 'dead: 0 on every image' : 'saturated on every image';
  const first = `At most ${share(most.share)} of a layer’s activations are ${what}, in hidden layer ${most.layer}`;
  if (stuck.share === 0) return [`${first}; no neuron is ${dead}.`];
  return [
    `${first}; of the neurons of hidden layer ${stuck.layer}, ${share(stuck.share)} are ${dead}.`,
  ];
}

/**
 * @param {readonly LayerActivations[]} layers
 * @param {'saturated' | 'stuck'} name - of a share
 * @returns {{ share: number, layer: number }} the largest, and the layer, from 1
 */
function greatest(layers, name) {
  const shares = layers.map((layer) => layer[name]);
  const most = Math.max(...shares);
  return { share: most, layer: shares.indexOf(most) + 1 };
}

/** @typedef {import('../../run/activation-history.js').LayerActivations} LayerActivations */

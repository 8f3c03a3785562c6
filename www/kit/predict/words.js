/** What is said of a prediction that a reader has drawn. */
import { formatNumber, readable, share } from '../numbers.js';
import { valueOf } from './curve.js';

/** @import { Judgement, LineJudgement, PlaceJudgement, Course } from './tally.js' */

export const predictionWords = Object.freeze({
  prediction: 'Your prediction',
  how: 'Draw across the plot where you expect each line to go.',
  howOne: 'Draw across the plot where you expect the line to go.',
  keys: (/** @type {boolean} */ isOne) =>
    `With keys: left and right choose a place, up and down a height${isOne ? '' : ', digits a line'}; ` +
    'Backspace undoes, Delete erases the line, Escape ends.',
  lines: 'The line that is drawn',
  undo: 'Undo',
  eraseLine: 'Erase the line',
  erase: 'Erase the prediction',
  done: 'Done',
  each: 'Line by line',
  eachPlace: 'Place by place',
  predictionOf: (/** @type {string} */ run) =>
    run ? `Your prediction of ${run}` : 'Your prediction',
  yours: (/** @type {string | undefined} */ name) =>
    name ? `your ${name}` : 'yours',
  stands: 'Your prediction stands. Play draws the truth over it.',
  chosen: (/** @type {string} */ name) => `${name} is drawn now.`,
  undone: 'Undone.',
  erased: (/** @type {string} */ name) => `${name} erased.`,
  pad: (/** @type {string} */ name) => `Your prediction for ${name}`,
  at: (
    /** @type {string} */ place,
    /** @type {string} */ value,
    /** @type {boolean} */ isDrawn,
  ) => `${place}: ${value}${isDrawn ? '' : ', not drawn yet'}`,
  otherQuantity: (/** @type {string} */ quantity) =>
    `Your prediction is of “${quantity}”, and not shown with what is plotted now.`,
  beyond: 'Part of your prediction is beyond the axes, and not shown.',
  noLine: (/** @type {number} */ count) =>
    count === 1
      ? 'One line of your prediction has no counterpart in this run.'
      : `${count} lines of your prediction have no counterpart in this run.`,
});

/** @type {Readonly<Record<Course, string>>} */
const COURSES = Object.freeze({
  close: 'close throughout',
  mixed: 'now too high, now too low',
  high: 'too high throughout',
  low: 'too low throughout',
  'high first': 'too high at first, then too low',
  'low first': 'too low at first, then too high',
  'high or close': 'never too low',
  'low or close': 'never too high',
});

/** @type {Readonly<Record<Along, (place: number) => string>>} */
const PLACES = Object.freeze({
  epoch: (place) => `epoch ${place}`,
  step: (place) => `step ${place}`,
  depth: (place) => `${place} hidden layer${place === 1 ? '' : 's'}`,
});

/**
 * @param {number} place - along the axis
 * @param {{ along?: Along }} quantity - what is drawn
 * @returns {string} “epoch 20”, “3 hidden layers”
 */
export function placeText(place, { along = 'epoch' }) {
  return PLACES[along](place);
}

/**
 * @param {number} size - of a difference of heights, at least 0
 * @param {Quantity} quantity - what is drawn
 * @returns {string} “0.8 of a factor of ten”, “2.1 factors of ten”, “4.0 percentage
 *   points”, “0.12”
 */
export function distance(size, { kind, unit }) {
  if (kind === 'linear') {
    return unit === 'percent'
      ? `${(100 * size).toFixed(1)} percentage points`
      : formatNumber(size, 2);
  }
  const text = size.toFixed(1);
  if (text === '0.0') return 'less than 0.1 of a factor of ten';
  if (text === '1.0') return 'a factor of ten';
  return `${text} ${size < 1 ? 'of a factor' : 'factors'} of ten`;
}

/**
 * @param {number} size - of a difference of heights, at least 0
 * @param {Quantity} quantity - what is drawn
 * @returns {string} the same without its unit
 */
function amount(size, { kind, unit }) {
  if (kind === 'linear') {
    return unit === 'percent' ? (100 * size).toFixed(1) : formatNumber(size, 2);
  }
  const text = size.toFixed(1);
  return text === '0.0' ? 'less than 0.1' : text;
}

/**
 * @param {number} height - on the axis
 * @param {Quantity} quantity - what is drawn
 * @returns {string} the value there
 */
export function valueText(height, { kind, unit }) {
  const value = valueOf(height, kind);
  return unit === 'percent' ? share(value) : formatNumber(value, 2);
}

/**
 * @param {Judgement} judgement - of all lines
 * @param {readonly string[]} names - of the lines of the plot
 * @param {Quantity} quantity - what is drawn
 * @returns {string} how far off the prediction is, in a sentence or two; '' where
 *   nothing can be compared yet
 */
export function summaryOf(
  { epoch, lines, drawnOrder, trueOrder },
  names,
  quantity,
) {
  const counted = lines.filter(({ count }) => count > 0);
  if (counted.length === 0) return '';
  const epochs = counted.reduce((sum, { count }) => sum + count, 0);
  const all = counted.reduce((sum, { mean, count }) => sum + mean * count, 0);
  const mean = amount(all / epochs, quantity);
  const here = counted
    .filter(({ off }) => Number.isFinite(off))
    .sort((a, b) => Math.abs(a.off) - Math.abs(b.off));
  const [best, worst] = [here[0], here.at(-1)];
  if (!best || !worst) {
    return `You were off by ${distance(all / epochs, quantity)} on average.`;
  }
  const most = distance(Math.abs(worst.off), quantity);
  if (best === worst) {
    return `You were off by ${most} at ${placeText(epoch, quantity)}, by ${mean} on average.`;
  }
  const name = (/** @type {LineJudgement} */ { index }) => names[index] ?? '';
  const least = amount(Math.abs(best.off), quantity);
  const spread = `At ${placeText(epoch, quantity)} you were off by ${least} (${name(best)}) to ${most} (${name(worst)}), by ${mean} on average.`;
  return `${spread} ${orderWords(drawnOrder, trueOrder, names)}`;
}

/**
 * @param {readonly number[]} drawn - lines from the highest, as drawn
 * @param {readonly number[]} truth - as they are
 * @param {readonly string[]} names - of the lines
 * @returns {string} whether the order is right
 */
function orderWords(drawn, truth, names) {
  if (String(drawn) === String(truth)) {
    return 'The order of the lines there is right.';
  }
  const said = truth.map((index) => names[index]).join(', ');
  return `The order of the lines there is wrong; from the top they are ${said}.`;
}

/**
 * @param {LineJudgement} line - of the prediction
 * @param {number} epoch - that is shown
 * @param {string} name - of the line
 * @param {Quantity} quantity - what is drawn
 * @returns {string} how far off it is, here and so far
 */
export function lineWords(
  { off, mean, count, missing, course },
  epoch,
  name,
  quantity,
) {
  const { along = 'epoch' } = quantity;
  const isLog = quantity.kind === 'logarithmic';
  const size = Math.abs(off);
  const parts = [];
  if (Number.isFinite(off)) {
    const unit = { plain: '', percent: ' points' }[quantity.unit ?? 'plain'];
    const times = size >= 0.05 ? ` (${readable(10 ** size, 2)} times)` : '';
    const text = `${amount(size, quantity)}${isLog ? ` decades${times}` : unit}`;
    parts.push(
      `${text} too ${off > 0 ? 'high' : 'low'} at ${placeText(epoch, quantity)}`,
    );
  }
  if (count > 0) {
    parts.push(`${amount(mean, quantity)} on average`, COURSES[course]);
  } else parts.push('nothing to compare yet');
  if (missing > 0) {
    const epochs = missing === 1 ? `${along} has` : `${along}s have`;
    parts.push(`${missing} ${epochs} no value on the axis`);
  }
  return `${name}: ${parts.join('; ')}.`;
}

/**
 * @param {readonly PlaceJudgement[]} judged - the places that can be compared
 * @param {Quantity} quantity - what is drawn
 * @returns {string} how far off the prediction is there, and whether it has their order
 */
export function summaryOfPlaces(judged, quantity) {
  const at = (/** @type {PlaceJudgement} */ { place }) =>
    placeText(place, quantity);
  const sizes = [...judged].sort((a, b) => Math.abs(a.off) - Math.abs(b.off));
  const [best, worst] = [sizes[0], sizes.at(-1)];
  if (!best || !worst) return '';
  const most = distance(Math.abs(worst.off), quantity);
  if (best === worst) return `You were off by ${most} at ${at(best)}.`;
  const least = amount(Math.abs(best.off), quantity);
  const sum = judged.reduce((all, { off }) => all + Math.abs(off), 0);
  const mean = amount(sum / judged.length, quantity);
  const truth = (/** @type {PlaceJudgement} */ { drawn, off }) => drawn - off;
  const isOrdered = judged.every((one) =>
    judged.every(
      (other) => truth(one) <= truth(other) || one.drawn > other.drawn,
    ),
  );
  const { along = 'epoch' } = quantity;
  const order = [...judged].sort((a, b) => truth(b) - truth(a));
  const said = isOrdered
    ? `The order of the ${along}s is right.`
    : `The order of the ${along}s is another: from the top ${order.map(({ place }) => place).join(', ')}.`;
  return `You were off by ${least} (${at(best)}) to ${most} (${at(worst)}), by ${mean} on average. ${said}`;
}

/**
 * @param {PlaceJudgement} judged - of one place
 * @param {Quantity} quantity - what is drawn
 * @returns {string} “3 hidden layers: 0.4 percentage points too high.”
 */
export function placeWords({ place, off }, quantity) {
  const size = distance(Math.abs(off), quantity);
  return `${capital(placeText(place, quantity))}: ${size} too ${off > 0 ? 'high' : 'low'}.`;
}

/** @param {string} text @returns {string} with a capital letter */
export function capital(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/**
 * What a prediction is of.
 *
 * @typedef {object} Quantity
 * @property {string} title - of the vertical axis
 * @property {'logarithmic' | 'linear'} kind - of that axis
 * @property {'plain' | 'percent'} [unit] - of its numbers
 * @property {Along} [along] - what its horizontal axis counts; epochs if left out
 */
/** @typedef {'epoch' | 'step' | 'depth'} Along */

/** What networks with one, two and more hidden layers come to, side by side. */
import { share } from '../../../kit/numbers.js';
import { SAME_COST } from '../meaning.js';

/** @import { Row } from '../../../run/run-history.js' */

/** Standard errors by which two accuracies must differ to be called different. */
const LEAST_ERRORS = 2;

/**
 * Says whether more hidden layers make it better or worse: by the accuracies on the
 * validation images, and where these differ by no more than twice the standard
 * error of such a difference, not at all.
 *
 * @param {object} depths - the networks, with 1, 2 … hidden layers
 * @param {readonly Row[]} depths.rows - of one epoch
 * @param {number} depths.images - validation images
 * @param {number} depths.constantCost - of answering the class frequencies
 * @returns {string[]} sentences, the conclusion first
 */
export function depthsMeaning({ rows, images, constantCost }) {
  const epoch = rows[0]?.epoch ?? 0;
  if (epoch === 0) return [depthsWords.untrained(rows.length)];
  if (rows.some(({ cost }) => !Number.isFinite(cost))) return [];
  const guessing = rows.flatMap(({ cost }, index) =>
    cost > constantCost * (1 - SAME_COST) ? [index + 1] : [],
  );
  if (guessing.length === rows.length) return [depthsWords.allGuess(epoch)];
  const accuracies = rows.map((row) => row.validationAccuracy);
  return [
    conclusion(accuracies, images, epoch),
    ...(guessing.length > 0 ? [depthsWords.guess(guessing, epoch)] : []),
  ];
}

/**
 * @param {readonly number[]} accuracies - by depth
 * @param {number} images - that they are measured on
 * @param {number} epoch - at which
 */
function conclusion(accuracies, images, epoch) {
  const isLess = (/** @type {number} */ one, /** @type {number} */ other) =>
    other - one > LEAST_ERRORS * errorOf(one, other, images);
  const [first = NaN] = accuracies;
  const last = accuracies.at(-1) ?? NaN;
  const most = Math.max(...accuracies);
  const least = Math.min(...accuracies);
  const depthOf = (/** @type {number} */ accuracy) =>
    accuracies.indexOf(accuracy) + 1;
  const rises = accuracies.some((accuracy, index) =>
    isLess(accuracies[index - 1] ?? NaN, accuracy),
  );
  const depths = accuracies.length;
  /** @param {string} finding @param {number} one @param {number} other - depths */
  const say = (finding, one, other) =>
    `${finding}: after ${epochs(epoch)} the network ${depthsWords.right(one, accuracies[one - 1] ?? NaN)}, ${depthsWords.rightToo(other, accuracies[other - 1] ?? NaN)}.`;
  if (!rises && isLess(last, first)) {
    return say('More layers make it worse here', 1, depths);
  }
  if (isLess(last, most)) {
    return say('The most layers are not the best here', depthOf(most), depths);
  }
  if (isLess(first, last)) {
    return say('More layers make it better here', 1, depths);
  }
  if (isLess(least, most)) {
    const finding = 'More layers are now better, now worse here';
    return say(finding, depthOf(least), depthOf(most));
  }
  return `The number of layers makes no difference that these ${images} validation images can show: after ${epochs(epoch)} from ${share(least)} to ${share(most)} of them are right.`;
}

/**
 * @param {number} one - share of images that are right
 * @param {number} other - likewise
 * @param {number} images - that each is measured on
 * @returns {number} standard error of the difference
 */
function errorOf(one, other, images) {
  return Math.sqrt((one * (1 - one) + other * (1 - other)) / images);
}

const and = new Intl.ListFormat('en');

const depthsWords = Object.freeze({
  untrained: (/** @type {number} */ count) =>
    `Before the first update no network has learned anything. Play trains all ${count}, from the same seed, on the same images.`,
  allGuess: (/** @type {number} */ epoch) =>
    `After ${epochs(epoch)} none of them gets much beyond guessing.`,
  guess: (
    /** @type {readonly number[]} */ depths,
    /** @type {number} */ epoch,
  ) =>
    `With ${and.format(depths.map(String))} it hardly gets beyond guessing: ${epochs(epoch)} cannot say what more would bring.`,
  right: (/** @type {number} */ depth, /** @type {number} */ accuracy) =>
    `with ${depth} hidden layer${depth === 1 ? '' : 's'} gets ${share(accuracy)} of the validation images right`,
  rightToo: (/** @type {number} */ depth, /** @type {number} */ accuracy) =>
    `and the one with ${depth} gets ${share(accuracy)}`,
});

/** @param {number} count @returns {string} “500 epochs” */
function epochs(count) {
  return `${count} epoch${count === 1 ? '' : 's'}`;
}

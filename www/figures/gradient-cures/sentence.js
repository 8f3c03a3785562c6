/** What the runs come to, side by side. */
import { share } from '../../kit/numbers.js';
import { curesWords, roughText } from './words.js';

/** @import { Scores } from './scores.js' */

/** Standard errors by which two accuracies must differ to be called different. */
const LEAST_ERRORS = 2;

const and = new Intl.ListFormat('en');

/**
 * Says which run has the most even layers, and which gets most right. Two ratios
 * that read the same are not told apart, nor are two accuracies that differ by no
 * more than twice the standard error of such a difference.
 *
 * @param {object} found - of all runs, at one epoch
 * @param {readonly Scores[]} found.scores - of each
 * @param {readonly string[]} found.names - what each is called
 * @param {number} found.images - validation images
 * @returns {string} sentences
 */
export function curesSentence({ scores, names, images }) {
  const [first] = scores;
  if (!first) return curesWords.unplayed(names.length);
  const { epoch } = first;
  const when = epoch === 0 ? 'Before training' : `After ${epochsText(epoch)}`;
  const called = (/** @type {number} */ index) =>
    `run ${index + 1} (${names[index]})`;
  if (scores.length === 1) {
    return `${when} the fastest hidden layer learns ${timesText(first.ratio)} as fast as the slowest, and ${share(first.validationAccuracy)} of the validation images are read right. It is one run.`;
  }
  return [
    evenness(scores, when, called),
    epoch === 0
      ? curesWords.unplayed(scores.length)
      : `${accuracy(scores, images, called)} Each is one run.`,
  ].join(' ');
}

/**
 * @param {readonly Scores[]} scores
 * @param {string} when
 * @param {(index: number) => string} called
 */
function evenness(scores, when, called) {
  const numbers = scores.map(({ ratio }, index) => ({ ratio, index }));
  const sorted = numbers
    .filter(({ ratio }) => !Number.isNaN(ratio))
    .toSorted((one, other) => one.ratio - other.ratio);
  const [best] = sorted;
  const worst = sorted.at(-1);
  if (!best || !worst) return `${when} no run has speeds that are numbers.`;
  const text = timesText(best.ratio);
  if (text === timesText(worst.ratio)) {
    return `${when} the layers are as even in all runs: the fastest learns ${text} as fast as the slowest.`;
  }
  const equals = sorted.filter(({ ratio }) => timesText(ratio) === text);
  return `${when} the layers are most even in ${and.format(equals.map(({ index }) => called(index)))}: the fastest learns ${text} as fast as the slowest; in ${called(worst.index)} ${timesText(worst.ratio)}.`;
}

/**
 * @param {readonly Scores[]} scores
 * @param {number} images
 * @param {(index: number) => string} called
 */
function accuracy(scores, images, called) {
  const values = scores.map((one) => one.validationAccuracy);
  const most = Math.max(...values);
  const index = values.indexOf(most);
  const rivals = values.flatMap((value, other) => {
    const variance = (value * (1 - value) + most * (1 - most)) / images;
    const isLess = most - value > LEAST_ERRORS * Math.sqrt(variance);
    return other === index || isLess ? [] : [other];
  });
  const best = `${called(index)} reads most right, ${share(most)} of the validation images`;
  const head = `${best.charAt(0).toUpperCase()}${best.slice(1)}`;
  if (rivals.length === 0) return `${head}.`;
  if (rivals.length === values.length - 1) {
    return `These ${images} validation images cannot tell which reads most right: at most ${share(most)}.`;
  }
  return `${head}, but these ${images} cannot tell it from ${and.format(rivals.map((other) => `run ${other + 1}`))}.`;
}

/** @param {number} ratio @returns {string} “1.4 times”, “infinitely many times” */
function timesText(ratio) {
  if (Number.isNaN(ratio)) return 'by a number that is none';
  if (ratio === Infinity) return 'infinitely many times';
  return `${roughText(ratio)} times`;
}

/** @param {number} count @returns {string} “15 epochs” */
function epochsText(count) {
  return `${count} epoch${count === 1 ? '' : 's'}`;
}

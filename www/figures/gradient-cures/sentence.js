/** What the runs come to, side by side. */
import { countText, share } from '../../kit/numbers.js';
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
 * @param {readonly number[]} [found.stopped] - indices of runs that ended early; they
 *   are not compared with those that went on
 * @returns {string} sentences
 */
export function curesSentence({ scores, names, images, stopped = [] }) {
  if (scores.length === 0) return curesWords.unplayed(names.length);
  /** @type {Run[]} */
  const all = scores.map((one, index) => ({
    ...one,
    number: index + 1,
    called: `run ${index + 1} (${names[index]})`,
  }));
  const going = all.filter((_, index) => !stopped.includes(index));
  const out = all.filter((_, index) => stopped.includes(index));
  const lost = out.map(({ called }) => `${capital(called)} has stopped early.`);
  const [first] = going;
  if (!first) return lost.join(' ');
  const when =
    first.epoch === 0 ? 'Before training' : `After ${epochsText(first.epoch)}`;
  if (all.length === 1) {
    const speeds = isStill(first)
      ? 'every hidden layer has a speed of exactly 0'
      : `the fastest hidden layer learns ${timesText(first.ratio)} as fast as the slowest`;
    return `${when} ${speeds}, and ${share(first.validationAccuracy)} of the validation images are read right. It is one run.`;
  }
  const others =
    first.epoch === 0
      ? [curesWords.unplayed(all.length)]
      : [accuracy(going, images), 'Each is one run.'];
  const still = going.filter(isStill).map(({ called }) => called);
  const moving = going.filter((run) => !isStill(run));
  const sentences = [
    moving.length > 0 && evenness(moving, when),
    still.length > 0 &&
      `In ${and.format(still)} every hidden layer has a speed of exactly 0.`,
    ...lost,
    ...others,
  ];
  return sentences.filter(Boolean).join(' ');
}

/** @param {Pick<Scores, 'speeds'>} run @returns {boolean} whether no hidden layer of it learns */
function isStill({ speeds }) {
  return speeds.every((speed) => speed === 0);
}

/** @param {readonly Run[]} runs @param {string} when */
function evenness(runs, when) {
  const sorted = runs
    .filter(({ ratio }) => !Number.isNaN(ratio))
    .toSorted((one, other) => one.ratio - other.ratio);
  const [best] = sorted;
  const worst = sorted.at(-1);
  if (!best || !worst) return `${when} no run has speeds that are numbers.`;
  const text = timesText(best.ratio);
  const equals = sorted.filter(({ ratio }) => timesText(ratio) === text);
  if (equals.length === sorted.length && equals.length > 1) {
    return `${when} the layers are as even in ${and.format(equals.map(({ called }) => called))}: the fastest learns ${text} as fast as the slowest.`;
  }
  const least =
    worst === best ? '' : `; in ${worst.called} ${timesText(worst.ratio)}`;
  return `${when} the layers are most even in ${and.format(equals.map(({ called }) => called))}: the fastest learns ${text} as fast as the slowest${least}.`;
}

/** @param {readonly Run[]} runs @param {number} images */
function accuracy(runs, images) {
  const best = runs.reduce((one, other) =>
    other.validationAccuracy > one.validationAccuracy ? other : one,
  );
  const most = best.validationAccuracy;
  const rivals = runs.filter(({ number, validationAccuracy: value }) => {
    const variance = (value * (1 - value) + most * (1 - most)) / images;
    const isLess = most - value > LEAST_ERRORS * Math.sqrt(variance);
    return number !== best.number && !isLess;
  });
  const head = `${capital(best.called)} reads most right, ${share(most)} of the validation images`;
  if (rivals.length === 0) return `${head}.`;
  if (rivals.length === runs.length - 1) {
    return `These ${countText(images)} validation images cannot tell which reads most right: at most ${share(most)}.`;
  }
  return `${head}, but these ${countText(images)} cannot tell it from ${and.format(rivals.map(({ number }) => `run ${number}`))}.`;
}

/** @param {string} text @returns {string} as a sentence begins */
function capital(text) {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
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

/** @typedef {Scores & { number: number, called: string }} Run */

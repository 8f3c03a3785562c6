/**
 * A moment of a run, as a link or a page names it: the epoch to open at, and whether
 * to play from there. What a run comes to there is what it comes to played by hand.
 */
import { badAttribute } from '../kit/figure-words.js';
import { textToNumber } from '../kit/number-text.js';
import { runWords as words } from './run-words.js';

/**
 * Products of a weight and an activation that are computed at once when a figure
 * opens, even while nobody sees it: twice those of the chapter's 500 steps with 1000
 * images, which take about a second on a laptop.
 */
const MOST_PRODUCTS = 2.5e10;

/**
 * @param {Pick<import('./run-state.js').RunState, 'images' | 'pixels' | 'hidden'>} settings - of a run
 * @param {number} epoch - to train to
 * @returns {boolean} whether that takes no longer than a moment
 */
export function isCheap({ images, pixels, hidden }, epoch) {
  const sizes = [pixels ** 2, ...hidden, 10];
  const weights = sizes
    .slice(1)
    .reduce((sum, size, index) => sum + size * (sizes[index] ?? 0), 0);
  return epoch * images * weights <= MOST_PRODUCTS;
}

/**
 * Opens a figure of a page at the moment that its attributes `epoch` and `autoplay`
 * name, if they do.
 *
 * @param {HTMLElement & { state: { epochs: number }, openAt: (moment: Moment) => void,
 *   showError: (words: string, source?: string) => void }} $figure - now in its page
 */
export function openByAttributes($figure) {
  const text = $figure.getAttribute('epoch');
  const epoch = text === null ? null : textToNumber(text);
  const { epochs } = $figure.state;
  const isGood = epoch === null || isEpochOf(epochs, epoch);
  const problem = isGood ? '' : badAttribute('epoch', words.badEpoch(epochs));
  $figure.showError(problem, 'attribute epoch');
  const play = $figure.hasAttribute('autoplay');
  if (isGood && (epoch !== null || play)) $figure.openAt({ epoch, play });
}

/** @param {number} epochs - of a run @param {number} epoch @returns {boolean} whether it is one of them, or 0 */
export function isEpochOf(epochs, epoch) {
  return Number.isInteger(epoch) && epoch >= 0 && epoch <= epochs;
}

/**
 * @typedef {object} Moment
 * @property {number | null} epoch - to train to and to show; null for that where it is
 * @property {boolean} play - whether it plays from there, once it is seen
 */

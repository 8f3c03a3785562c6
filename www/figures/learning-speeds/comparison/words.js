/** Every sentence of the comparison of several runs. */
import { list } from '../../../kit/numbers.js';
import { optionName } from '../../../kit/option-names.js';
import { megabytes } from '../../../run/run-memory.js';
import { frozenLayers } from '../../../run/run-words.js';

/** @import { PooledPhase } from '../../../run/run-pool.js' */
/** @import { RunState } from '../../../run/run-state.js' */
/** @import { Subject } from './plan.js' */

export const comparisonWords = Object.freeze({
  intro:
    'Trains several runs at once that differ in one setting. All others are ' +
    'those of the figure when the comparison starts.',
  subject: 'What to compare',
  subjects: Object.freeze({
    depth: 'hidden layers',
    seed: 'seeds',
    activation: 'activations',
    initialisation: 'initial weights',
    costFunction: 'costs',
    optimiser: 'updates',
  }),
  count: 'How many runs',
  depthHint: (/** @type {number} */ width, /** @type {number} */ count) =>
    `1 to ${count} hidden layers of ${neurons(width)} each.`,
  seedHint: (/** @type {number} */ first, /** @type {number} */ count) =>
    `Seeds ${first} to ${first + count - 1}: another draw of the weights, all else the same.`,
  countRefused: (/** @type {string} */ expected) => `expected ${expected}`,
  transport: 'The comparison',
  start: 'Start',
  startAgain: 'Start again',
  fetchAndStart: (/** @type {string} */ size) => `Fetch ${size} and start`,
  pause: 'Pause',
  resume: 'Go on',
  cancel: 'Cancel',
  showRun: 'Show this run',
  showRunTitle: (/** @type {string} */ title) => `Show this run: ${title}`,
  retry: 'Try again',
  retryTitle: (/** @type {string} */ title) => `Try again: ${title}`,
  plotTitle: (/** @type {string} */ title) =>
    `The speed of learning of each hidden layer by epoch, with ${title}`,
  accuracy: 'accuracy',
  depthsCaption: (/** @type {string} */ speed) =>
    `The ${speed} of each hidden layer, 1, 2 …, by epoch`,
  chapterCaption: 'The chapter: 50\u202f000 images, 30 epochs of mini-batches',
  chapterAccuracy: 'validation accuracy, %',
  sharedAxes: 'All pictures have the same axes.',
  changed:
    'The settings of the figure have changed since. This comparison keeps ' +
    'those that it was started with.',
  onePage:
    'No worker can start here, so the runs come one after the other, on the ' +
    'page’s own thread.',
  numbers: 'The numbers of all runs',
  run: 'run',
  firstSpeed: 'first layer ‖δ¹‖',
  lastSpeed: 'last layer ‖δᴸ‖',
  ratio: 'last ÷ first',
  lowest: 'lowest',
  median: 'median',
  highest: 'highest',
  caption: 'The last epoch measured of each run',
  captionWithSpread: (/** @type {number} */ done) =>
    `The last epoch measured of each run, and the spread over the ${done} that are done`,
  downloads: 'Take it with you',
  downloadNumbers: 'These numbers as CSV',
  downloadEpochs: 'Every epoch as CSV',
});

/** @param {Subject} subject @param {string | number} value - of it */
export function runTitle(subject, value) {
  if (subject === 'seed') return `seed ${value}`;
  if (subject === 'depth') {
    return `${value} hidden layer${value === 1 ? '' : 's'}`;
  }
  return optionName(value);
}

/**
 * @param {PooledPhase} phase - how a run stands
 * @param {boolean} isPaused - whether all stand still
 */
export function standingWords(phase, isPaused) {
  if (phase === 'running' && isPaused) return 'paused';
  return {
    waiting: 'waiting for its turn',
    running: 'training',
    done: 'done',
    failed: 'failed',
    cancelled: 'cancelled',
  }[phase];
}

/** @param {{ received: number, total: number }} bytes - of the digits @returns {string} */
export function fetchingWords({ received, total }) {
  return `fetching the digits, ${megabytes(received, 1, '')} of ${megabytes(total)}`;
}

/**
 * Says how all runs stand: whenever one changes, not with every row.
 *
 * @param {readonly PooledPhase[]} phases - of each run
 * @param {boolean} isPaused - whether all stand still
 * @returns {string} “4 runs: 1 done, 2 training, 1 waiting.”
 */
export function progressWords(phases, isPaused) {
  /** @param {PooledPhase} phase - counted */
  const count = (phase) => phases.filter((each) => each === phase).length;
  /** @type {[number, string][]} */
  const parts = [
    [count('done'), 'done'],
    [count('running'), isPaused ? 'paused' : 'training'],
    [count('waiting'), 'waiting'],
    [count('failed'), 'failed'],
    [count('cancelled'), 'cancelled'],
  ];
  const said = parts
    .filter(([number]) => number > 0)
    .map(([number, word]) => `${number} ${word}`);
  return `${phases.length} runs: ${said.join(', ')}.`;
}

/**
 * Says what all runs have in common.
 *
 * @param {Subject} subject - what is compared, and left out
 * @param {RunState} base - the settings
 * @returns {string} a sentence
 */
export function commonWords(subject, base) {
  const [width = 0] = base.hidden;
  const { images, batch } = base;
  const parts = [
    subject === 'depth'
      ? `${neurons(width)} in each hidden layer`
      : `hidden layers ${list(base.hidden)}`,
    `${optionName(base.pixels)} pixels`,
    batch === images
      ? `${images} images, full batch`
      : `${images} images in mini-batches of ${batch}`,
    `η ${base.rate}`,
    `λ ${base.lambda}`,
  ];
  for (const key of /** @type {const} */ ([
    'activation',
    'costFunction',
    'optimiser',
  ])) {
    if (key !== subject) parts.push(optionName(base[key]));
  }
  if (base.output !== 'sigmoid') {
    parts.push(`${optionName(base.output)} output`);
  }
  if (base.freeze > 0) parts.push(frozenLayers(base));
  if (subject !== 'initialisation') {
    parts.push(`initial weights ${optionName(base.initialisation)}`);
  }
  parts.push(`${base.epochs} epoch${base.epochs === 1 ? '' : 's'}`);
  if (subject !== 'seed') parts.push(`seed ${base.seed}`);
  parts.push(optionName(base.precision));
  return `In common: ${parts.join('; ')}.`;
}

/** @param {number} width - of a layer @returns {string} “30 neurons” */
function neurons(width) {
  return `${width} neuron${width === 1 ? '' : 's'}`;
}

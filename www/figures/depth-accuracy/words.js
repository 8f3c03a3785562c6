/** Texts of the figure, and the sentence that it comes to. */
/** @import { DepthReadings } from './numbers.js' */

const and = new Intl.ListFormat('en');

export const depthWords = Object.freeze({
  presets: 'Tables to start from',
  chapter: 'The chapter’s table',
  deeper: 'Up to 8 hidden layers',
  few: '8,000 images, λ/n kept',
  decay: '8,000 images, λ left at 5',
  decayTitle:
    'The weights decay by ηλ/n at each update: with fewer images that is more',
  run: 'The runs',
  play: (/** @type {number} */ runs) =>
    runs === 1 ? 'Train 1 network' : `Train ${runs} networks`,
  allTrained: 'All are trained',
  runName: (/** @type {number} */ depth, /** @type {number} */ seed) =>
    `${depth} layer${depth === 1 ? '' : 's'}, seed ${seed}`,
  resume: 'Go on',
  pause: 'Pause',
  stop: 'Stop',
  reset: 'Forget all results',
  restore: 'Reset settings',
  fetches: (/** @type {string} */ size, /** @type {string} */ memory) =>
    `Fetches ${size} of digits first; each network at work takes about ${memory} of memory.`,
  fetching: (/** @type {string} */ received, /** @type {string} */ total) =>
    `fetching digits, ${received} of ${total}`,
  progress: 'How far the table is',
  left: (/** @type {string} */ time) => `about ${time} left`,
  depths: 'Hidden layers',
  seeds: 'Seeds',
  images: 'Training images',
  seed: 'First seed',
  files: 'Your files',
  chooseAgain:
    'This link was made with files of the reader’s own, which a link does not carry: choose them again.',
  chooseFiles: 'Choose files',
  site: 'MNIST',
  untrainedOwn:
    'Train the networks to see whether more hidden layers tell these images apart better.',
  ownMemory: (/** @type {string} */ memory) =>
    `Each network at work takes about ${memory} of memory.`,
  pictureOwn: 'Validation accuracy by depth, on files of your own',
  width: 'Neurons in each layer',
  score: 'Accuracy compared',
  scores: Object.freeze({
    best: 'best of all epochs',
    last: 'after the last epoch',
  }),
  epochs: 'Epochs',
  batch: 'Mini-batch',
  rate: 'Learning rate η',
  lambda: 'Regularisation λ',
  activation: 'Activation',
  initialisation: 'Initial weights',
  costFunction: 'Cost',
  optimiser: 'Optimiser',
  pixels: 'Pixels across',
  precision: 'Arithmetic',
  settings: 'Network and training',
  differences: 'Differences',
  picture: 'Validation accuracy by depth',
  x: 'hidden layers',
  y: 'validation accuracy',
  published: 'the chapter',
  independent: 'another program, ten seeds',
  mean: 'mean',
  table: 'Validation accuracy of each run, in per cent',
  seedRow: (/** @type {number} */ seed) => `seed ${seed}`,
  meanRow: 'mean',
  deviationRow: 'deviation',
  waiting: 'waits',
  none: '–',
  failed: 'failed',
  retry: 'Train again what failed',
  differenceTable:
    'Accuracy of each depth above the depth before, over the same seeds, in points of per cent',
  differenceHeads: Object.freeze([
    'layers',
    'mean difference',
    'standard error',
    'seeds',
    'told from chance',
    'the chapter',
  ]),
  yes: 'yes',
  no: 'no',
  differenceNote:
    'A difference is told from chance by a paired t-test at the level of 5 %. With one seed there is no test.',
  csv: Object.freeze([
    'hidden layers',
    'seed',
    'best validation accuracy',
    'best epoch',
    'last validation accuracy',
    'last training accuracy',
    'training images',
    'data',
  ]),
  svg: 'Picture as SVG',
  untrained:
    'Train the networks to see whether more hidden layers read the digits better.',
});

/** @param {number} value - a share of 1 @returns {string} “96.70 %” */
export function percentText(value) {
  return `${(100 * value).toFixed(2)}\u202f%`;
}

/** @param {number} value - a difference of shares @returns {string} “−0.33” points */
export function pointsText(value) {
  const text = (100 * Math.abs(value)).toFixed(2);
  return `${value < 0 && text !== '0.00' ? '−' : ''}${text}`;
}

/** @param {number} count - of hidden layers @returns {string} “4 hidden layers” */
function layersText(count) {
  return `${count} hidden layer${count === 1 ? '' : 's'}`;
}

/** @param {number} seeds @returns {string} “over 5 seeds” */
function seedsText(seeds) {
  return `over ${seeds} seeds`;
}

/**
 * What the table comes to, once every depth has as many runs.
 *
 * @param {DepthReadings} readings
 * @returns {string} a sentence or two
 */
export function depthSentence({ depths, rows, trained, runs, constant }) {
  if (trained === 0) return depthWords.untrained;
  if (trained < runs) return `${trained} of ${runs} networks are trained.`;
  const best = rows.reduce((one, row) => (row.mean > one.mean ? row : one));
  const deepest = rows.at(-1);
  const guessing = rows.filter((row) => row.mean < constant + 0.05);
  const stuck =
    guessing.length > 0
      ? ` With ${and.format(guessing.map(({ depth }) => String(depth)))} hidden layer${guessing.at(-1)?.depth === 1 ? '' : 's'} it hardly gets beyond guessing.`
      : '';
  const { seeds } = best;
  if (!deepest || depths.length === 1) {
    const spread = seeds > 1 ? `, a mean ${seedsText(seeds)}` : ', of one run';
    return `${percentText(best.mean)} with ${layersText(best.depth)}${spread}.${stuck}`;
  }
  const highest = `${layersText(best.depth)} read${best.depth === 1 ? 's' : ''} best: ${percentText(best.mean)}`;
  if (best === deepest) {
    return `The deepest network, with ${highest}${seeds > 1 ? ` ${seedsText(seeds)}` : ', in one run each'}.${stuck}`;
  }
  const { fromBest } = deepest;
  const drop = `${layersText(deepest.depth)}, ${percentText(deepest.mean)}`;
  if (seeds < 2 || !fromBest) {
    return `In one run each, ${highest}; ${drop}. One run each says little: train more seeds.${stuck}`;
  }
  const size = `${pointsText(-fromBest.mean)} ± ${pointsText(fromBest.error)} points`;
  return fromBest.differsFrom0
    ? `More layers do not keep helping: ${highest}; ${drop}, which is ${size} less ${seedsText(seeds)}.${stuck}`
    : `${highest}; ${drop}. The difference, ${size} ${seedsText(seeds)}, cannot be told from chance.${stuck}`;
}

/** Texts of the figure. */
import { countText, readable } from '../../kit/numbers.js';
import { optionName } from '../../kit/option-names.js';
import { OWN, PLAIN } from './state.js';

/** @import { Cure } from './state.js' */

export const curesWords = Object.freeze({
  presets: 'Remedies',
  preset: Object.freeze({
    overview: 'One of each',
    weights: 'Weights',
    activations: 'Activations',
    updates: 'Updates',
    normalisation: 'Normalisation',
    residual: 'Residual',
    together: 'All together, full size',
  }),
  caption:
    'The speed ‖δˡ‖ of each hidden layer, 1, 2 …, by epoch, all on the same axes',
  plotTitle: (/** @type {string} */ title) =>
    `The speed of learning of each hidden layer by epoch, ${title}`,
  runName: (/** @type {number} */ number) => `run ${number}`,
  choose: (/** @type {number} */ number, /** @type {string} */ name) =>
    `Run ${number}: ${name}. Show its switches`,
  plain: 'as in the chapter',
  ratio: 'fastest ÷ slowest',
  accuracy: 'read right',
  switches: (/** @type {number} */ number) => `Switches of run ${number}`,
  own: Object.freeze({
    activation: 'Activation',
    initialisation: 'Initial weights',
    optimiser: 'Update',
    rate: 'Rate η',
    normalisation: 'Normalisation',
    residual: 'Residual',
    output: 'Output',
  }),
  runs: 'Runs side by side',
  hidden: 'Hidden layers',
  images: 'Training images',
  batch: 'Mini-batch',
  lambda: 'Regularisation λ',
  schedule: 'Rate over time',
  costFunction: 'Cost',
  epochs: 'Epochs',
  seed: 'Seed',
  pixels: 'Pixels across',
  precision: 'Arithmetic',
  settings: 'What all runs share',
  fetches: (/** @type {string} */ size) =>
    `Play fetches ${size} of digits first.`,
  fetching: (/** @type {string} */ received, /** @type {string} */ total) =>
    `fetching digits, ${received} of ${total}`,
  still: '0 ÷ 0',
  notANumber: 'NaN',
  endless: '∞',
  retry: 'Try again',
  table: 'What each run has come to',
  headings: Object.freeze([
    'run',
    'remedies',
    'epoch',
    'fastest ÷ slowest',
    'cost',
    'training accuracy',
    'validation accuracy',
  ]),
  csv: 'All epochs as CSV',
  keep: (/** @type {number} */ number) => `Keep run ${number}`,
  svg: 'Pictures as SVG',
  unplayed: (/** @type {number} */ runs) =>
    runs === 1
      ? 'Play trains the network.'
      : `Play trains all ${runs} networks, from the same seed, on the same images.`,
});

/** What a title calls an option, where its own name is too long. @type {Readonly<Record<string, string>>} */
const SHORT = Object.freeze({
  normal: 'weights N(0, 1)',
  chapter: 'weights N(0, 1/√n)',
  xavier: 'Xavier weights',
  'xavier-uniform': 'uniform Xavier weights',
  he: 'He weights',
  orthogonal: 'orthogonal weights',
  zero: 'weights 0',
  momentum: 'momentum',
  nesterov: 'Nesterov',
  batch: 'batch norm',
  layer: 'layer norm',
  on: 'residual',
});

/** @param {unknown} option - of a switch @returns {string | undefined} its short name, where it has one */
export function shortName(option) {
  return typeof option === 'string' ? SHORT[option] : undefined;
}

/**
 * @param {Cure} cure - of a run
 * @returns {string} what is not the chapter's: “ReLU, He weights”
 */
export function nameOf(cure) {
  const parts = OWN.flatMap((key) =>
    cure[key] === PLAIN[key]
      ? []
      : key === 'rate'
        ? `η ${cure.rate}`
        : (SHORT[cure[key]] ?? optionName(cure[key])),
  );
  return parts.join(', ') || curesWords.plain;
}

/** @param {number} ratio - at least 1, finite @returns {string} its first two digits: “1.4”, “88 000” */
export function roughText(ratio) {
  const rough = Number(ratio.toPrecision(2));
  return rough < 1000 ? readable(rough, 2) : countText(rough);
}

/** The goals, beside what was measured. */
import { NETWORKS } from './plan.mjs';
import { short } from './quantities.mjs';

/** @import { Findings } from './measure.mjs' */
/** @import { Figure } from './page-figures.mjs' */

/**
 * @typedef {object} Goal
 * @property {string} words
 * @property {string} wanted
 * @property {string} found
 * @property {boolean | null} met - null where it was not measured
 */

/**
 * @param {string} words
 * @param {'at least' | 'at most'} bound
 * @param {number} limit
 * @param {number} found
 * @param {string} [unit]
 * @returns {Goal}
 */
function goal(words, bound, limit, found, unit = '×') {
  const known = Number.isFinite(found);
  const met = bound === 'at least' ? found >= limit : found <= limit;
  return {
    words,
    wanted: `${bound} ${limit} ${unit}`,
    found: known ? `${short(found)} ${unit}` : '–',
    met: known ? met : null,
  };
}

/**
 * @param {readonly Figure[]} figures
 * @returns {Goal[]}
 */
export function pageGoals(figures) {
  return figures.map(({ words, value, unit, limit }) =>
    goal(words, 'at most', limit, value, unit),
  );
}

/**
 * @param {Findings} findings
 * @returns {Goal[]}
 */
export function speedGoals({ networks, vanished }) {
  /** @param {string} network @param {string} key */
  const ratio = (network, key) => networks[network]?.get(key)?.ratio ?? NaN;
  /** @param {string} network */
  const bestOfTensorFlow = (network) => {
    const all = [...(networks[network] ?? [])];
    const own = all.filter(([key]) => key.startsWith('tensorflow'));
    return Math.min(...own.map(([, result]) => result.ratio), Infinity);
  };
  const worst = (/** @type {string} */ key) =>
    Math.max(...vanished.map(({ ratios }) => ratios[key] ?? NaN));
  return [
    goal(
      '784, mini-batch 10, against NumPy f32',
      'at least',
      8,
      ratio('digits', 'numpy-f32'),
    ),
    goal(
      '784, mini-batch 10, against the best of TensorFlow.js',
      'at least',
      60,
      bestOfTensorFlow('digits'),
    ),
    goal(
      '784, mini-batch 10, against ConvNetJS',
      'at least',
      65,
      ratio('digits', 'convnet'),
    ),
    goal(
      '196, mini-batch 10, against NumPy f32',
      'at least',
      9,
      ratio('small', 'numpy-f32'),
    ),
    goal(
      '784, full batch, against NumPy f32',
      'at least',
      1.8,
      ratio('full', 'numpy-f32'),
    ),
    goal(
      '784, full batch, against PyTorch',
      'at least',
      2.5,
      ratio('full', 'pytorch-f32'),
    ),
    ...NETWORKS.map(({ key, words }) =>
      goal(
        `speed of f64 against f32, ${words}`,
        'at least',
        0.45,
        1 / ratio(key, 'wasm-simd-f64'),
      ),
    ),
    goal(
      'vanished gradients, time against a healthy network’s, in wasm',
      'at most',
      1.3,
      worst('wasm-simd-f32'),
    ),
    goal(
      'vanished gradients, time against a healthy network’s, native',
      'at most',
      1.3,
      worst('native-f32'),
    ),
  ];
}

/** The goals, beside what was measured. */
import { NETWORKS } from './plan.mjs';
import { shareOfPeak, short } from './quantities.mjs';

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

/** What a peer's key begins with. */
const PEERS = /^(numpy|pytorch|tensorflow|convnet|brain)/;

/**
 * @param {Findings} findings
 * @returns {Goal[]}
 */
export function speedGoals(findings) {
  const { networks, vanished } = findings;
  /** @param {string} network @param {string} key */
  const ratio = (network, key) => networks[network]?.get(key)?.ratio ?? NaN;
  /** @param {string} network */
  const fastestPeer = (network) => {
    const all = [...(networks[network] ?? [])];
    const ratios = all
      .filter(([key]) => PEERS.test(key))
      .map(([, result]) => result.ratio);
    return ratios.length > 0 ? Math.min(...ratios) : NaN;
  };
  const worst = (/** @type {string} */ key) =>
    Math.max(...vanished.map(({ ratios }) => ratios[key] ?? NaN));
  return [
    ...NETWORKS.flatMap(({ key, words }) =>
      ['wasm-simd-f32', 'native-f32'].map((build) =>
        goal(
          `share of the peak, ${words}, ${build.replaceAll('-', ', ')}`,
          'at least',
          50,
          shareOfPeak(findings, key, build),
          '%',
        ),
      ),
    ),
    ...NETWORKS.map(({ key, words }) =>
      goal(`the fastest peer, ${words}`, 'at least', 1, fastestPeer(key)),
    ),
    goal(
      'every epoch measured, time against the training alone, 784, mini-batch 10',
      'at most',
      1.3,
      ratio('digits', 'trainer'),
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

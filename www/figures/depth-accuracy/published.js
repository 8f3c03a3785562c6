/** What others found for the chapter's runs: 50,000 images, 30 epochs. */
import { changedKeys, defaultState } from '../../kit/schema.js';
import { depthAccuracySchema } from './state.js';

/**
 * Mean and standard deviation over ten seeds of another program, in double precision
 * and with other weights, in per cent.
 *
 * @type {Readonly<Record<'best' | 'last', ReadonlyMap<number, { mean: number, deviation: number }>>>}
 */
export const INDEPENDENT = Object.freeze({
  best: new Map([
    [1, { mean: 96.499, deviation: 0.166 }],
    [2, { mean: 96.959, deviation: 0.167 }],
    [3, { mean: 96.701, deviation: 0.156 }],
    [4, { mean: 96.594, deviation: 0.179 }],
  ]),
  last: new Map([
    [1, { mean: 96.407, deviation: 0.183 }],
    [2, { mean: 96.795, deviation: 0.151 }],
    [3, { mean: 96.461, deviation: 0.29 }],
    [4, { mean: 96.301, deviation: 0.295 }],
  ]),
});

/** Settings that leave a run one of the chapter's. */
const FREE = new Set(['depths', 'seeds', 'seed', 'score', 'precision']);

const chapter = defaultState(depthAccuracySchema);

/**
 * @param {import('./state.js').DepthAccuracyState} state
 * @returns {boolean} whether its runs are the chapter's, but for chance
 */
export function isChapters(state) {
  const changed = changedKeys(depthAccuracySchema, chapter, state);
  return changed.every((key) => FREE.has(key));
}

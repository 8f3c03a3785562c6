import { take } from '../../core/plain.js';
import { runAt } from './cells.js';

/** @import { CoreParts } from '../../core/core.js' */
/** @import { PooledRun } from '../../run/run-pool.js' */
/** @import { Cells } from './cells.js' */
/** @import { DepthAccuracyState as State } from './state.js' */
/** @typedef {CoreParts['training']} Core */

/** Of the page's own images. */
const DIGITS = { classes: 10, constant: 0.1 };

/**
 * @param {State} state - of the table
 * @returns {import('../../run/run-state.js').RunState[]} its runs, seed after seed,
 *   so that depths can be compared soon
 */
export function plannedRuns(state) {
  return Array.from({ length: state.seeds }, (_, index) =>
    state.depths.map((depth) => runAt(state, depth, index)),
  ).flat();
}

/**
 * @param {PooledRun} run - with at least one row
 * @returns {{ best: number, bestEpoch: number, last: number, training: number }}
 *   validation accuracies, and that on the training images after the last epoch
 */
export function scoresOf({ history }) {
  const { layers = 0, epochs = [] } = history ?? {};
  const accuracies = history?.columns(0, layers + 1, 2) ?? [];
  let [best, bestEpoch] = [-1, 0];
  epochs.forEach((epoch, row) => {
    const validation = accuracies[2 * row + 1] ?? NaN;
    // The chapter scores what training has made, not the network at the start.
    if (epoch > 0 && validation > best) [best, bestEpoch] = [validation, epoch];
  });
  const end = accuracies.length;
  const training = accuracies[end - 2] ?? NaN;
  return { best, bestEpoch, last: accuracies[end - 1] ?? NaN, training };
}

/**
 * @param {Core} core
 * @param {State} state
 * @param {Cells} cells
 * @param {{ classes: number, constant: number }} [guess] - how many classes the images
 *   have, and how many a guess that is always the same gets right
 * @returns {DepthReadings} what the table shows; depths without a trained run have a
 *   mean of NaN
 */
export function depthReadings(core, state, cells, guess = DIGITS) {
  const { depths, seeds, score } = state;
  const columns = depths.map((depth) =>
    Array.from({ length: seeds }, (_, index) => {
      const run = cells.at(runAt(state, depth, index));
      return run?.phase === 'done' ? scoresOf(run)[score] : NaN;
    }),
  );
  /** @param {readonly number[]} one @param {readonly number[]} [other] */
  const sampleOf = (one, other) => {
    const both = one.flatMap((value, index) =>
      Number.isNaN(value) || Number.isNaN(other?.[index]) ? [] : [index],
    );
    const pick = (/** @type {readonly number[]} */ from) =>
      Float64Array.from(both, (index) => from[index] ?? NaN);
    const sample = take(
      new core.RawSample(pick(one), other ? pick(other) : undefined),
    );
    return { ...sample, seeds: both.length };
  };
  const samples = columns.map((column) => sampleOf(column));
  const best = samples.reduce(
    (found, { mean }, index) =>
      mean > (samples[found]?.mean ?? -Infinity) ? index : found,
    0,
  );
  const trained = columns.flat().filter(Number.isFinite).length;
  return {
    depths,
    accuracies: columns,
    rows: samples.map((sample, index) => ({
      depth: depths[index] ?? 0,
      ...sample,
      fromBefore:
        index === 0 ? null : sampleOf(columns[index] ?? [], columns[index - 1]),
      fromBest:
        index === best ? null : sampleOf(columns[index] ?? [], columns[best]),
    })),
    trained,
    runs: columns.flat().length,
    ...guess,
  };
}

/** @typedef {{ mean: number, deviation: number, error: number, differsFrom0: boolean, seeds: number }} Sample */
/** @typedef {Sample} Difference - of accuracies, shares of 1, over seeds that both depths have */

/**
 * @typedef {object} DepthReadings
 * @property {readonly number[]} depths - numbers of hidden layers
 * @property {readonly (readonly number[])[]} accuracies - of each depth, by seed, shares
 *   of 1; NaN where a run is not done
 * @property {readonly (Sample & { depth: number, fromBefore: Difference | null, fromBest: Difference | null })[]} rows -
 *   of each depth: mean and spread, and what it is above the depth before and above
 *   the best
 * @property {number} trained - runs that are done
 * @property {number} runs - of the whole table
 * @property {number} classes - of the images, as many as the network has outputs
 * @property {number} constant - accuracy of a guess that is always the same, about
 */

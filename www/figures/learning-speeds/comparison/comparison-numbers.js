/**
 * The numbers of several runs, as a table for the eye and as files with every
 * digit.
 */
import { readable, share } from '../../../kit/numbers.js';
import { runFields } from '../../../run/run-state.js';
import { runWords } from '../../../run/run-words.js';
import { learningSpeedsWords } from '../words.js';
import { comparisonWords as words, runTitle } from './words.js';

/** @import { NumberTable } from '../../../kit/number-table.js' */
/** @import { ComparedRun } from '../../../run/runs-together.js' */
/** @import { Comparison } from './comparison.js' */

/** Significant digits on the screen; the files have them all. */
const DIGITS = 6;

/** A median of fewer runs means nothing. */
const LEAST_FOR_SPREAD = 2;

/**
 * @typedef {(values: Float64Array, columns: number) => Float64Array} SpreadOfColumns
 *   the core's: lowest, median and highest of each column
 */

/**
 * @param {Pick<Comparison, 'runs' | 'subject'>} comparison - the runs
 * @param {SpreadOfColumns | null} spreadOfColumns - once the core is there
 * @returns {NumberTable & { hasSpread: boolean }} a row a run, and below them
 *   the spread over seeds, where there is one
 */
export function tableOf({ runs, subject }, spreadOfColumns) {
  const rows = runs.map((run) => [
    runTitle(subject, run.value),
    ...shown(run.lastRow?.epoch, measuresOf(run)),
  ]);
  const spread = spreadOf({ runs, subject }, spreadOfColumns);
  for (const { name, measures } of spread?.rows ?? []) {
    rows.push([name, ...shown(undefined, measures)]);
  }
  return {
    hasSpread: spread !== null,
    caption: spread ? words.captionWithSpread(spread.over) : words.caption,
    headings: [
      words.run,
      runWords.epoch,
      words.firstSpeed,
      words.lastSpeed,
      words.ratio,
      learningSpeedsWords.cost,
      learningSpeedsWords.training,
      learningSpeedsWords.validation,
    ],
    rows,
  };
}

/**
 * The last row of each run with every digit, and all its settings, so that
 * each can be made again.
 *
 * @param {Pick<Comparison, 'runs' | 'subject'>} comparison - the runs
 * @param {SpreadOfColumns | null} spreadOfColumns - once the core is there
 * @returns {NumberTable} for a file
 */
export function summaryOf({ runs, subject }, spreadOfColumns) {
  const keys = Object.keys(runFields);
  const spread = spreadOf({ runs, subject }, spreadOfColumns);
  return {
    caption: words.caption,
    headings: [
      'run',
      ...keys,
      'phase',
      'epoch',
      'speed_first',
      'speed_last',
      'speed_last_by_first',
      'cost',
      'training_accuracy',
      'validation_accuracy',
    ],
    rows: [
      ...runs.map((run) => [
        runTitle(subject, run.value),
        ...Object.values(run.state).map(String),
        run.phase,
        run.lastRow?.epoch ?? '',
        ...(measuresOf(run) ?? []),
      ]),
      ...(spread?.rows ?? []).map(({ name, measures }) => [
        name,
        ...keys.map(() => ''),
        '',
        '',
        ...measures,
      ]),
    ],
  };
}

/**
 * Every row of every run with every digit.
 *
 * @param {Pick<Comparison, 'runs' | 'subject'>} comparison - the runs
 * @returns {NumberTable} for a file; a layer that a run has not got is empty
 */
export function epochsOf({ runs, subject }) {
  const depth = Math.max(0, ...runs.map(({ state }) => state.hidden.length));
  const layers = Array.from({ length: depth }, (_, index) => index);
  return {
    caption: words.numbers,
    headings: [
      'run',
      'seed',
      'epoch',
      ...layers.map((layer) => `speed_${layer + 1}`),
      'cost',
      'training_accuracy',
      'validation_accuracy',
    ],
    rows: runs.flatMap(({ history, state, value }) =>
      (history?.epochs ?? []).map((epoch) => {
        const row = /** @type {NonNullable<typeof history>} */ (history).row(
          epoch,
        );
        return [
          runTitle(subject, value),
          state.seed,
          epoch,
          ...layers.map((layer) => row.speeds[layer] ?? ''),
          row.cost,
          row.trainingAccuracy,
          row.validationAccuracy,
        ];
      }),
    ),
  };
}

/**
 * @param {Pick<Comparison, 'runs' | 'subject'>} comparison - the runs
 * @param {SpreadOfColumns | null} spreadOfColumns - once the core is there
 * @returns {{ over: number, rows: { name: string, measures: number[] }[] } | null}
 *   over seeds only, and over runs that are done: those stand at one epoch
 */
function spreadOf({ runs, subject }, spreadOfColumns) {
  if (subject !== 'seed' || spreadOfColumns === null) return null;
  const done = runs
    .filter(({ phase }) => phase === 'done')
    .map((run) => measuresOf(run) ?? []);
  if (done.length < LEAST_FOR_SPREAD) return null;
  const columns = done[0]?.length ?? 0;
  const flat = spreadOfColumns(Float64Array.from(done.flat()), columns);
  const names = [words.lowest, words.median, words.highest];
  return {
    over: done.length,
    rows: names.map((name, place) => ({
      name,
      measures: [...flat].filter((_, index) => index % 3 === place),
    })),
  };
}

/**
 * @param {Pick<ComparedRun, 'lastRow'>} run - one of the runs
 * @returns {number[] | null} of its last row: the first and the last hidden
 *   layer's speed, the one by the other, cost and both accuracies
 */
function measuresOf({ lastRow }) {
  if (!lastRow) return null;
  const { speeds, cost, trainingAccuracy, validationAccuracy } = lastRow;
  const first = speeds[0] ?? NaN;
  const last = speeds.at(-1) ?? NaN;
  return [
    first,
    last,
    last / first,
    cost,
    trainingAccuracy,
    validationAccuracy,
  ];
}

/**
 * @param {number | undefined} epoch - of the numbers
 * @param {readonly number[] | null} measures - as `measuresOf` gives them
 * @returns {string[]} the same to be read
 */
function shown(epoch, measures) {
  if (!measures) return Array(7).fill('');
  const accuracies = measures.slice(-2).map(share);
  const numbers = measures.slice(0, -2).map((each) => readable(each, DIGITS));
  return [epoch === undefined ? '' : String(epoch), ...numbers, ...accuracies];
}

/** Networks whose runs are kept: how they are trained anew, and what is said of them. */
import { readable, share } from '../kit/numbers.js';
import { runKind } from './kept-text.js';
import { fetchFailureWords } from './run-memory.js';
import { RunPool } from './run-pool.js';
import { runOf } from './run-state.js';

/** @import { KeptRows } from './kept-rows.js' */
/** @import { KeptSource, Taken } from './kept-runs.js' */
/** @import { RunExtras, RunSession } from './run-session.js' */

const numbers = (
  /** @type {string} */ speeds,
  /** @type {string} */ cost,
  /** @type {string} */ accuracy,
) =>
  `There its hidden layers, the first one first, learn at ${speeds}; the cost is ${cost}, the validation accuracy ${accuracy}.`;

/**
 * @param {Pick<KeptSource, 'kind' | 'base' | 'taken' | 'series' | 'nameOf' | 'isBrief'>} runs - of a figure
 * @param {object} [training] - how they are trained
 * @param {NonNullable<ConstructorParameters<typeof RunPool>[0]>['session']} [training.session]
 * @param {() => RunExtras} [training.extras]
 * @param {(run: Measured) => KeptRows | null} [training.ownOf] - what the figure measures
 *   besides the history
 * @returns {KeptSource} that trains one after the other, in a worker of their own
 */
export function keptNetworks(runs, training = {}) {
  const { session, extras = () => ({}), ownOf = () => null } = training;
  /** @typedef {{ run: Parameters<KeptSource['train']>[0], came: Parameters<KeptSource['train']>[1] }} Due */
  /** @type {Due[]} */
  let due = [];
  const pool = new RunPool({ limit: 1, ...(session && { session }) });

  const cancel = () => {
    due = [];
    pool.cancel();
  };

  /** @param {Due} one */
  const add = (one) => {
    const { run, came } = one;
    const pooled = pool.add(
      run.state,
      () => {
        if (!due.includes(one)) return;
        const { phase, history, failure } = pooled;
        const isThere = (history?.epoch ?? -1) >= run.epoch;
        // One whose rate has a schedule is longer than it is wanted.
        const isEarly = isThere && phase !== 'done' && isLonger(run);
        const isDone = phase === 'done' || isEarly;
        if (isDone || failure) due = due.filter((other) => other !== one);
        came({
          ...{ history, own: ownOf(pooled), isDone },
          ...(failure && {
            failure: fetchFailureWords(failure, run.state.seed),
          }),
        });
        if (isEarly) {
          const others = due;
          cancel();
          for (const other of others) train(other.run, other.came);
        }
      },
      extras(),
    );
  };

  /** @type {KeptSource['train']} */
  function train(run, came) {
    const one = { run, came };
    due.push(one);
    add(one);
  }

  return { ...runs, train, cancel, says };
}

/** @param {import('./kept-text.js').Kept} run @returns {boolean} whether its settings are of a longer run */
function isLonger({ state, epoch }) {
  return state.epochs > Math.max(1, epoch);
}

/** @param {Taken} run @returns {string} its last numbers */
function says({ history, epoch }) {
  if (!history) return '';
  const { speeds, cost, validationAccuracy = NaN } = history.row(epoch);
  return numbers(
    speeds.map((speed) => readable(speed, 3)).join(', '),
    readable(cost, 3),
    share(validationAccuracy),
  );
}

/**
 * @param {import('./training-figure.js').TrainingFigure<any, any>} figure
 * @param {KeptSource['series']} series - where it draws something of its own
 * @returns {KeptSource} its run
 */
export function keptOfTraining(figure, series) {
  const { keepGradients, keepActivations } = figure.training;
  const ownOf = (/** @type {Measured} */ { gradients, activations }) => {
    if (keepActivations) return activations;
    return keepGradients ? gradients : null;
  };
  /** @returns {KeptRows | null} a copy, as the run goes on */
  const ownNow = () => {
    const rows = ownOf(figure.training.session);
    if (!rows) return null;
    const { widths, stride } = rows;
    const copy =
      keepActivations?.(widths.length, stride) ??
      keepGradients?.(widths, stride) ??
      null;
    copy?.append(rows.appended);
    return copy;
  };
  return keptNetworks(
    {
      kind: runKind,
      series,
      base: () => runOf(figure.shown),
      taken: () => {
        const { history } = figure.training;
        if (!history?.rows) return null;
        const { epoch, rows } = history;
        const state = runOf(figure.shown);
        return { state, epoch, history, rows, own: ownNow() };
      },
    },
    {
      extras: () => ({ weightSpeeds: true, keepGradients, keepActivations }),
      ownOf,
    },
  );
}

/** @typedef {Pick<RunSession, 'gradients' | 'activations'>} Measured */

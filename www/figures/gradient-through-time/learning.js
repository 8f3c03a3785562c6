import { strideOf } from '../../run/pace.js';
import { trainingOf } from './state.js';

/** Steps of training in a row, as the core has them. */
export const ROW = 10;

/** Steps of a whole run. */
export const MOST = 1000;

/** How long a stretch of training should take, in ms: a pause is heard after it. */
const STRETCH = 120;
const MOST_ROWS = 8;

/**
 * The training of one network of each cell, a stretch at a time: what a stretch
 * came to is all that the next one needs, so that the worker keeps nothing.
 */
export class Learning {
  #jobs;
  #listener;
  /** @type {Map<Cell, Run>} */
  #runs = new Map();
  /** @type {State} */
  #state;
  #isPlaying = false;
  #isStepping = false;
  #isAtWork = false;
  #isClosed = false;
  #rows = 1;
  /** @type {import('../../run/pace.js').Pace} */
  #pace = 'fast';
  /** When it would have begun, had it always had this pace, in ms. */
  #since = 0;
  /** @type {unknown} What the last attempt failed with; null if it did not. */
  failure = null;
  /** Ends a wait for the pace. */
  #wake = () => {};

  /**
   * @param {Jobs} jobs - do the work
   * @param {State} state - of the figure
   * @param {LearningListener} listener - told what happens
   */
  constructor(jobs, state, listener) {
    this.#jobs = jobs;
    this.#state = state;
    this.#listener = listener;
  }

  /** @returns {Run} that of the cell that is shown */
  get run() {
    return this.#runs.get(this.#state.cell) ?? freshRun(this.#state);
  }

  /** @returns {readonly Run[]} those of all cells that have begun */
  get runs() {
    return [...this.#runs.values()].filter(({ steps }) => steps > 0);
  }

  /** @returns {boolean} whether it goes on by itself */
  get isPlaying() {
    return this.#isPlaying;
  }

  /** @param {import('../../run/pace.js').Pace} pace - from now on, of rows for epochs */
  set pace(pace) {
    if (pace === this.#pace) return;
    this.#pace = pace;
    this.#time();
    this.#wake();
  }

  /** @param {State} state - that the figure has now; runs of other settings are dropped */
  follow(state) {
    this.#state = state;
    for (const [cell, { training }] of this.#runs) {
      if (training !== trainingOf(state, cell)) this.#runs.delete(cell);
    }
    if (this.run.steps === 0 || isOver(this.run)) this.#isPlaying = false;
    // What waits for its moment asks again whether it is still to go on.
    this.#wake();
  }

  /**
   * Goes on from what was kept of a run of the present settings.
   *
   * @param {Pick<Run, 'steps' | 'costs' | 'accuracies' | 'gradients' | 'norms' | 'parameters'>} kept
   * @returns {this}
   */
  takeUp(kept) {
    this.#runs.set(this.#state.cell, { ...freshRun(this.#state), ...kept });
    this.#listener.changed();
    return this;
  }

  /** Goes on until it is over. */
  play() {
    if (isOver(this.run)) this.#runs.delete(this.#state.cell);
    this.#isPlaying = true;
    this.#time();
    void this.#work();
    this.#listener.changed();
  }

  /** Stops after the stretch that is at work. */
  pause() {
    this.#isPlaying = false;
    this.#wake();
    this.#listener.changed();
  }

  /** Trains for one row, and stops. */
  step() {
    this.#isPlaying = false;
    this.#wake();
    this.#isStepping = !isOver(this.run);
    if (this.#isStepping) void this.#work();
    this.#listener.changed();
  }

  /** Forgets the run of the cell that is shown. */
  reset() {
    this.#isPlaying = false;
    this.#isStepping = false;
    this.#wake();
    this.#runs.delete(this.#state.cell);
    this.#listener.changed();
  }

  /** Ends it. */
  close() {
    this.#isClosed = true;
    this.#wake();
  }

  async #work() {
    if (this.#isAtWork) return;
    this.#isAtWork = true;
    this.failure = null;
    try {
      do {
        const due = this.#isPlaying ? await this.#due() : 0;
        const rows = this.#isStepping ? 1 : due;
        this.#isStepping = false;
        if (rows > 0) await this.#stretch(rows);
        if (isOver(this.run)) this.#isPlaying = this.#isStepping = false;
      } while ((this.#isPlaying || this.#isStepping) && !this.#isClosed);
    } catch (error) {
      this.#isPlaying = false;
      this.failure = error;
      if (!this.#isClosed) this.#listener.failed(error);
    }
    this.#isAtWork = false;
    if (!this.#isClosed) this.#listener.changed();
  }

  /** The pace counts from the rows that there are. */
  #time() {
    const a = strideOf(this.#pace);
    const seconds = a > 0 ? Math.sqrt(this.run.steps / ROW / a) : 0;
    this.#since = performance.now() - 1000 * seconds;
  }

  /** @returns {Promise<number>} how many rows the pace asks for now, at least one unless it was told something meanwhile */
  async #due() {
    const a = strideOf(this.#pace);
    if (a === 0) return this.#rows;
    const done = this.run.steps / ROW;
    const next = this.#since + 1000 * Math.sqrt((done + 1) / a);
    const wait = next - performance.now();
    if (wait > 0) {
      await new Promise((resolve) => {
        const timer = setTimeout(resolve, wait);
        this.#wake = () => {
          clearTimeout(timer);
          resolve(undefined);
        };
      });
      if (performance.now() < next) return 0;
    }
    const seconds = (performance.now() - this.#since) / 1000;
    const due = Math.min(this.#rows, Math.floor(a * seconds ** 2) - done);
    if (due > 1 || wait > 0) return Math.max(1, due);
    // Slower than its pace, it makes up for nothing later.
    this.#time();
    return 1;
  }

  /** @param {number} wanted - rows */
  async #stretch(wanted) {
    const state = this.#state;
    const run = this.#runs.get(state.cell) ?? freshRun(state);
    this.#runs.set(state.cell, run);
    const rows = Math.min(wanted, (MOST - run.steps) / ROW);
    const start = performance.now();
    /** @type {Stretch} */
    const found = await this.#jobs.run('memory-run', {
      ...state,
      rows,
      from: run.steps,
      parameters: Float64Array.from(run.parameters),
    });
    const took = (performance.now() - start) / rows;
    this.#rows = Math.max(1, Math.min(MOST_ROWS, Math.round(STRETCH / took)));
    // It may have been reset, or its settings changed.
    if (this.#isClosed || this.#runs.get(state.cell) !== run) return;
    this.#runs.set(state.cell, grown(run, found));
    this.#listener.changed();
  }
}

/** @param {Pick<Run, 'steps' | 'hasDiverged'>} run @returns {boolean} whether nothing more comes of it */
export function isOver({ steps, hasDiverged }) {
  return hasDiverged || steps >= MOST;
}

/**
 * @param {Run} run
 * @returns {import('../../run/kept-runs.js').KeptHistory} its rows: the step, the
 *   longest gradient, the mean cost and the share of right answers
 */
export function historyOf({ steps, costs, accuracies, gradients }) {
  const rows = costs.length;
  const stepOf = (/** @type {number} */ row) =>
    Math.min(steps, (row + 1) * ROW);
  const rowAt = (/** @type {number} */ step) =>
    Math.min(rows, Math.ceil(step / ROW)) - 1;
  return {
    rows,
    epochs: costs.map((_, row) => stepOf(row)),
    epoch: rows > 0 ? steps : -1,
    row(step) {
      const row = Math.max(0, rowAt(step));
      return {
        epoch: rows > 0 ? stepOf(row) : -1,
        speeds: gradients.slice(row, row + 1),
        cost: costs[row] ?? NaN,
        trainingAccuracy: accuracies[row] ?? NaN,
      };
    },
    before(step) {
      const row = rowAt(step) - 1;
      return row < 0 ? -1 : stepOf(row);
    },
  };
}

/** @param {Run} run @param {Stretch} found - what followed @returns {Run} both */
export function grown(run, found) {
  return {
    ...run,
    steps: found.steps,
    costs: [...run.costs, ...found.costs],
    accuracies: [...run.accuracies, ...found.accuracies],
    gradients: [...run.gradients, ...found.gradients],
    norms: found.norms,
    hasDiverged: found.hasDiverged,
    parameters: found.parameters,
  };
}

/** @param {State} state @returns {Run} one that has not begun */
export function freshRun(state) {
  return {
    id: Symbol('run'),
    cell: state.cell,
    training: trainingOf(state, state.cell),
    steps: 0,
    costs: [],
    accuracies: [],
    gradients: [],
    norms: [],
    hasDiverged: false,
    parameters: [],
  };
}

/** @typedef {import('./state.js').State} State */
/** @typedef {import('./state.js').Cell} Cell */
/** @typedef {import('./study.js').Jobs} Jobs */
/** @typedef {Omit<import('../../core/plain.js').Plain<import('../../core/recurrent.js').MemoryStretch>, 'parameters'> & { parameters: number[] }} Stretch */

/**
 * @typedef {object} Run
 * @property {symbol} id - of this run alone, as far as it goes
 * @property {Cell} cell - of its network
 * @property {string} training - its settings
 * @property {number} steps - made so far
 * @property {readonly number[]} costs - mean of each row’s sequences
 * @property {readonly number[]} accuracies - share of them that were right
 * @property {readonly number[]} gradients - the longest of each row
 * @property {readonly number[]} norms - log₁₀‖∂L/∂h_t‖ after the last step
 * @property {boolean} hasDiverged - whether it stopped for that
 * @property {readonly number[]} parameters - what to go on from
 */

/**
 * @typedef {object} LearningListener
 * @property {() => void} changed - there is something new to be shown
 * @property {(error: unknown) => void} failed - why it does not go on
 */

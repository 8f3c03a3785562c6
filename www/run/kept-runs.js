/**
 * Runs that are kept behind the one that moves, as pale dashed lines: loaded when one is
 * kept, or a link brings some. Those of a link are trained anew, one after the other,
 * which gives the same bits.
 */
import { html, nothing, svg } from 'lit';
import { readable, share } from '../kit/numbers.js';
import { optionName } from '../kit/option-names.js';
import { layerColour } from '../kit/palette.js';
import { plotText, px, through } from '../kit/plot/axes.js';
import { Visibility } from '../kit/visibility.js';
import { MOST_KEPT, differing, keptIn, keptToText } from './kept-text.js';
import { fetchFailureWords } from './run-memory.js';
import { RunPool } from './run-pool.js';
import { runOf } from './run-state.js';

/** @import { Laid, Overlay } from '../kit/plot/live-plot.js' */
/** @import { Kept } from './kept-text.js' */
/** @import { PooledRun } from './run-pool.js' */
/** @import { KeptRows } from './kept-rows.js' */
/** @import { Measure, RunHistory } from './run-history.js' */
/** @import { RunState } from './run-state.js' */
/** @typedef {import('./training-figure.js').TrainingFigure<any, any>} Host */

const words = Object.freeze({
  kept: 'Pale, kept:',
  label: 'Runs kept for comparison',
  same: 'as now',
  upTo: (/** @type {string} */ what, /** @type {number} */ epoch) =>
    `${what}, to epoch ${epoch}`,
  coming: (
    /** @type {string} */ what,
    /** @type {number} */ epoch,
    /** @type {number} */ last,
  ) => `${what}, being trained: epoch ${epoch} of ${last}…`,
  remove: (/** @type {string} */ run) => `Remove the kept run ${run}`,
  isKept: (/** @type {string} */ run) => `Kept: ${run}.`,
  isThere: (/** @type {string} */ run) => `The kept run is there: ${run}.`,
  isGone: (/** @type {string} */ run) => `Removed: ${run}.`,
  numbers: (
    /** @type {string} */ speeds,
    /** @type {string} */ cost,
    /** @type {string} */ accuracy,
  ) =>
    `There its hidden layers, the first one first, learn at ${speeds}; the cost is ${cost}, the validation accuracy ${accuracy}.`,
  dropped: (/** @type {string} */ problems) =>
    `Not all kept runs of the link can be shown: ${problems}`,
});

/** What settings are called where there is little room. */
const SHORT = /** @type {Readonly<Record<string, string>>} */ ({
  hidden: 'hidden',
  pixels: 'pixels',
  images: 'images',
  batch: 'batch',
  rate: 'η',
  lambda: 'λ',
  seed: 'seed',
  freeze: 'frozen',
});

const LETTERS = 'ABCD';

/** By letter, in CSS pixels at the designed font size: told apart without colour. */
const DASHES = Object.freeze(['7 3', '2 2.5', '10 3 2 3', '4 6']);
const OPACITY = 0.6;
const WIDTH = 1.5;

/** Settings named in a label, at most. */
const NAMED = 2;

/** @param {RunState} state @param {RunState} base - of the figure @returns {string} in what a run differs: “seed 2, η 0.5” */
export function differenceWords(state, base) {
  const values = /** @type {Record<string, any>} */ (state);
  const all = differing(state, base).map((key) => {
    const value = values[key];
    const name = SHORT[key];
    if (key === 'hidden') return `${name} ${value.join('-')}`;
    if (name) return `${name} ${readable(value)}`;
    return optionName(value);
  });
  if (all.length === 0) return words.same;
  const more = all.length - NAMED;
  const named = all.slice(0, NAMED).join(', ');
  return more > 0 ? `${named} + ${more}` : named;
}

/** The runs, what draws them, and what removes them. */
export class KeptRuns {
  /** @type {readonly KeptRun[]} */
  runs = [];
  #host;
  #series;
  #pool = new RunPool({ limit: 1 });
  #isNear = false;
  #said = '';

  /**
   * @param {Host} host - the figure
   * @param {KeptOptions} [options] - where it draws something else than `overlay` knows
   */
  constructor(host, { series } = {}) {
    this.#host = host;
    this.#series = series;
    new Visibility(
      {
        near: () => {
          this.#isNear = true;
          this.#train();
        },
        sight: () => {},
      },
      host,
    );
    host.addController(this);
  }

  /** @returns {string} the runs for a link */
  get text() {
    return keptToText(this.runs, this.#base);
  }

  /** @returns {boolean} whether there is room for another */
  get canKeep() {
    return this.runs.length < MOST_KEPT;
  }

  /** @returns {number} the last epoch of any; 0 without runs */
  get epochs() {
    return Math.max(0, ...this.runs.map(({ epoch }) => epoch));
  }

  /** Keeps the run of the figure, as far as it has come. */
  keep() {
    const { history } = this.#host.training;
    if (!history?.rows || !this.canKeep) return;
    const { epoch, rows } = history;
    this.#add({
      state: this.#base,
      epoch,
      history,
      rows,
      own: this.#ownOf(this.#host.training.session),
    });
    this.#change(
      words.isKept(this.#nameOf(/** @type {any} */ (this.runs.at(-1)))),
    );
  }

  /**
   * @param {string} text - of a link; its runs take the place of those there are
   * @param {RunState} base - settings of the figure in that link
   */
  open(text, base) {
    const { runs, problems } = keptIn(text, base);
    this.#host.showError(
      problems.length > 0 ? words.dropped(problems.join(' ')) : '',
      'kept',
    );
    this.#pool.cancel();
    this.runs = [];
    for (const run of runs) {
      this.#add({ ...run, history: null, rows: 0, own: null });
    }
    this.#train();
    this.#change('');
  }

  /** @param {KeptRun} run - to be kept no longer */
  async remove(run) {
    const name = this.#nameOf(run);
    this.runs = this.runs.filter((other) => other !== run);
    if (isComing(run)) {
      this.#pool.cancel();
      this.#train();
    }
    this.#change(words.isGone(name));
    const root = this.#host.shadowRoot;
    const hadFocus = root?.activeElement;
    await this.#host.updateComplete;
    // The button that had the focus is gone.
    if (!hadFocus) return;
    /** @type {HTMLElement | null | undefined} */
    const $next =
      root?.querySelector('[data-control="kept"] button') ??
      root?.querySelector('[data-control~="compare"]');
    $next?.focus();
  }

  /** Those that were not done go on where the figure is put back. */
  hostConnected() {
    this.#train();
  }

  /** Ends what is being trained, unless the figure is merely moved. */
  hostDisconnected() {
    queueMicrotask(() => {
      if (!this.#host.isConnected) this.#pool.cancel();
    });
  }

  /** @returns {unknown} a template: what is kept, with what removes it */
  render() {
    if (this.runs.length === 0) {
      return html`<p class="ug-unseen" role="status">${this.#said}</p>`;
    }
    return html`<div
      class="ug-hint run-behind"
      data-control="kept"
      role="group"
      aria-label=${words.label}
    >
      ${words.kept}
      ${this.runs.map(
        (run) =>
          html`<span>
            ${this.#standing(run)}
            <span class="ug-unseen">${this.#numbers(run)}</span>
            <button
              type="button"
              class="ug-quiet"
              aria-label=${words.remove(this.#nameOf(run))}
              @click=${() => void this.remove(run)}
            >
              ×
            </button>
          </span>`,
      )}
      <span class="ug-unseen" role="status">${this.#said}</span>
    </div>`;
  }

  /**
   * @param {string} what - a plot shows: `speeds`, `cost`, `accuracy`, or what the figure's
   *   own series knows
   * @param {Measure} [measure] - by which gradient
   * @returns {Overlay | null} what stands behind its lines
   */
  overlay(what, measure = 'biases') {
    const own = this.#series;
    const all = this.runs.flatMap((run) => {
      if (!own) return run.history ? [seriesOf(run, what, measure)] : [];
      return run.own ? [ownSeriesOf(run, what, own)] : [];
    });
    if (all.length === 0) return null;
    return {
      values: all.flatMap(({ ends }) => ends),
      behind: (laid) => all.map((each) => this.#draw(each, laid)),
    };
  }

  /** @returns {{ name: string, history: RunHistory, rows: number }[]} the runs for a file */
  get columns() {
    return this.runs.flatMap((run) =>
      run.history
        ? [{ name: this.#nameOf(run), history: run.history, rows: rowsOf(run) }]
        : [],
    );
  }

  /** @param {Drawn} series @param {Laid} laid */
  #draw({ run, values, width, epochs, isOfLayers, isNamed }, laid) {
    const { frame, x, y, zoom } = laid;
    const rows = values.length / width;
    const dash = (DASHES[LETTERS.indexOf(run.letter)] ?? '')
      .split(' ')
      .map((length) => px(Number(length) * zoom))
      .join(' ');
    const at = (/** @type {number} */ row, /** @type {number} */ line) => {
      const value = values[row * width + line] ?? NaN;
      const isOff = y.misfit(value) !== null;
      return /** @type {const} */ ([
        x(epochs[row] ?? 0),
        isOff ? NaN : y(value),
      ]);
    };
    const chosen = rowsDrawn(rows, frame.right - frame.left);
    const lines = Array.from({ length: width }, (_, line) => {
      const colour = isOfLayers
        ? layerColour(line, width, this.#host.ground)
        : 'currentColor';
      return svg`<path color=${colour} stroke="currentColor" d=${through(chosen.map((row) => at(row, line)))}></path>`;
    });
    const [left, top] = at(rows - 1, width - 1);
    const isThere = isNamed && Number.isFinite(top);
    const room = Math.max(1, left - frame.left);
    const name = this.#nameOf(run);
    // Each a little lower than the one before, where they end at one place.
    const place =
      top - 0.5 * frame.em + 1.1 * frame.em * this.runs.indexOf(run);
    const label = Math.min(Math.max(place, frame.top + frame.em), frame.bottom);
    return svg`<g fill="none" stroke-width=${px(WIDTH * zoom)} stroke-dasharray=${dash} opacity=${OPACITY}>${lines}</g>
      ${isThere ? svg`<g class="plot-end" color="currentColor">${plotText(left - 0.3 * frame.em, label, name, { anchor: 'end', room })}</g>` : nothing}`;
  }

  /** @param {Measured} of - a run @returns {KeptRows | null} what the figure measures besides its history */
  #measuredOf({ gradients, activations }) {
    const { keepGradients, keepActivations } = this.#host.training;
    if (keepActivations) return activations;
    return keepGradients ? gradients : null;
  }

  /** @param {Measured} session - whose run goes on @returns {KeptRows | null} a copy of that, which does not */
  #ownOf(session) {
    const rows = this.#measuredOf(session);
    if (!rows) return null;
    const { widths, stride } = rows;
    const { keepGradients, keepActivations } = this.#host.training;
    const copy =
      keepActivations?.(widths.length, stride) ??
      keepGradients?.(widths, stride) ??
      null;
    copy?.append(rows.appended);
    return copy;
  }

  get #base() {
    return runOf(this.#host.shown);
  }

  /** @param {Omit<KeptRun, 'letter' | 'pooled'>} run */
  #add(run) {
    const taken = this.runs.map(({ letter }) => letter);
    const letter = [...LETTERS].find((one) => !taken.includes(one)) ?? '';
    this.runs = [...this.runs, { ...run, letter, pooled: null }];
  }

  /** @param {string} said - to be announced */
  #change(said) {
    this.#said = said;
    this.#host.narrow();
    const init = { bubbles: true, composed: true };
    this.#host.dispatchEvent(new CustomEvent('keptchange', init));
  }

  /** Trains what a link has brought and is not there yet. */
  #train() {
    if (!this.#isNear || !this.#host.isConnected) return;
    for (const run of this.runs.filter(isComing)) {
      if (run.pooled && !run.pooled.isOver) continue;
      const { keepGradients, keepActivations } = this.#host.training;
      const pooled = this.#pool.add(run.state, () => this.#came(run, pooled), {
        weightSpeeds: true,
        keepGradients,
        keepActivations,
      });
      run.pooled = pooled;
    }
  }

  /** @param {KeptRun} run @param {PooledRun} pooled - its training */
  #came(run, pooled) {
    if (run.pooled !== pooled || !this.runs.includes(run)) return;
    const { phase, history } = pooled;
    if (phase === 'failed' && pooled.failure) {
      const { seed } = run.state;
      this.#host.showError(fetchFailureWords(pooled.failure, seed), 'kept');
    }
    if (history?.rows) run.history = history;
    run.own = this.#measuredOf(pooled);
    if (phase === 'done') {
      run.rows = history?.epochs.filter((one) => one <= run.epoch).length ?? 0;
      this.#said = words.isThere(this.#nameOf(run));
    }
    this.#host.requestUpdate();
  }

  /** @param {KeptRun} run @returns {string} “A: seed 2” */
  #nameOf({ letter, state }) {
    return `${letter}: ${differenceWords(state, this.#base)}`;
  }

  /** @param {KeptRun} run @returns {string} it, and how far it has come */
  #standing(run) {
    const name = this.#nameOf(run);
    return isComing(run)
      ? words.coming(name, Math.max(0, run.history?.epoch ?? 0), run.epoch)
      : words.upTo(name, run.epoch);
  }

  /** @param {KeptRun} run @returns {string} its last numbers, for who does not see its lines */
  #numbers(run) {
    if (isComing(run) || !run.history) return '';
    const row = run.history.row(run.epoch);
    return words.numbers(
      row.speeds.map((speed) => readable(speed, 3)).join(', '),
      readable(row.cost, 3),
      share(row.validationAccuracy),
    );
  }
}

/** @param {KeptRun} run @returns {boolean} whether it is still to be trained */
function isComing({ rows }) {
  return rows === 0;
}

/** @param {KeptRun} run @returns {number} how many rows of its history are its own */
function rowsOf({ rows, epoch, history }) {
  if (rows > 0 || !history) return rows;
  return history.epochs.filter((one) => one <= epoch).length;
}

/**
 * @param {number} rows - of a run
 * @param {number} width - of a plot, in CSS pixels
 * @returns {number[]} those that are drawn: all, or one for each pixel and the last
 */
function rowsDrawn(rows, width) {
  const step = Math.max(1, Math.floor(rows / Math.max(1, width)));
  const chosen = [];
  for (let row = 0; row < rows; row += step) chosen.push(row);
  if (rows > 0 && chosen.at(-1) !== rows - 1) chosen.push(rows - 1);
  return chosen;
}

/**
 * @param {KeptRun} run - with a history
 * @param {string} what - is drawn: `speeds`, `cost` or `accuracy`
 * @param {Measure} measure - by which gradient
 * @returns {Drawn} it
 */
function seriesOf(run, what, measure) {
  const history = /** @type {RunHistory} */ (run.history);
  const { layers } = history;
  const isSpeeds = what === 'speeds';
  const isAccuracy = what === 'accuracy';
  const width = isSpeeds ? layers : isAccuracy ? 2 : 1;
  const rows = rowsOf(run);
  return knownOf(run, `${what} ${measure} ${rows}`, () => {
    const all = isSpeeds
      ? history.speedsBy(measure)
      : history.columns(0, layers + (isAccuracy ? 1 : 0), width);
    const { epochs } = history;
    return { values: all.subarray(0, rows * width), width, epochs, isSpeeds };
  });
}

/**
 * @param {KeptRun} run - with something of its own
 * @param {string} what - is drawn
 * @param {OwnSeries} own - of the figure
 * @returns {Drawn} it
 */
function ownSeriesOf(run, what, own) {
  const { rows, epochs } = /** @type {KeptRows} */ (run.own);
  return knownOf(run, `${what} ${rows}`, () => ({
    ...own(/** @type {KeptRows} */ (run.own), what),
    epochs,
  }));
}

/**
 * @param {KeptRun} run
 * @param {string} key - of what is drawn, and how many rows there are
 * @param {() => { values: Float64Array, width: number, epochs: readonly number[],
 *   isSpeeds?: boolean, isOfLayers?: boolean, isLogarithmic?: boolean }} made
 * @returns {Drawn} it, which of a run that stands still is made once
 */
function knownOf(run, key, made) {
  const { known } = run;
  if (known?.has(key)) return /** @type {any} */ (known.get(key));
  const { isSpeeds, isOfLayers = isSpeeds, isLogarithmic, ...rest } = made();
  const isLog = isLogarithmic ?? isSpeeds ?? false;
  const ends = [Infinity, -Infinity];
  for (const value of rest.values) {
    if (!Number.isFinite(value) || (isLog && value <= 0)) continue;
    ends[0] = Math.min(ends[0] ?? value, value);
    ends[1] = Math.max(ends[1] ?? value, value);
  }
  const series = {
    ...rest,
    run,
    isOfLayers: isOfLayers ?? false,
    isNamed: isSpeeds ?? true,
    ends: ends.filter(Number.isFinite),
  };
  // What a run that moves had before is of no more use.
  if (run.rows > 0) run.known = new Map([...(known ?? []), [key, series]]);
  return series;
}

/**
 * @typedef {Kept & { letter: string, history: RunHistory | null, rows: number,
 *   own: KeptRows | null, pooled: PooledRun | null, known?: Map<string, object> }} KeptRun -
 *   `rows` of its history are its own; 0 while it is being trained. `own` is what else the
 *   figure measures
 */

/** @typedef {Pick<import('./run-session.js').RunSession, 'gradients' | 'activations'>} Measured */

/**
 * What a figure draws of what it measures besides a run's history: row-major, so many
 * numbers a row.
 *
 * @callback OwnSeries
 * @param {any} rows - of a kept run, as the figure keeps them of its own
 * @param {string} what - as given to `overlay`
 * @returns {{ values: Float64Array, width: number, isOfLayers?: boolean,
 *   isLogarithmic?: boolean }} with a line for each layer, or not; on which axis
 */

/** @typedef {{ series?: OwnSeries | undefined }} KeptOptions */

/**
 * @typedef {object} Drawn
 * @property {KeptRun} run
 * @property {Float64Array} values - row-major
 * @property {number} width - numbers a row
 * @property {readonly number[]} epochs - of the rows
 * @property {number[]} ends - the least and the greatest, on a logarithmic axis those above 0
 * @property {boolean} isOfLayers - whether there is a line for each layer
 * @property {boolean} isNamed - whether the run's name stands at its end
 */

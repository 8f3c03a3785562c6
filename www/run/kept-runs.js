/**
 * Runs that are kept behind the one that moves, as pale dashed lines: loaded when one is
 * kept, or a link brings some. Those of a link are trained anew, one after the other,
 * which gives the same bits.
 */
import { html, nothing, svg } from 'lit';
import { readable } from '../kit/numbers.js';
import { optionName } from '../kit/option-names.js';
import { layerColour } from '../kit/palette.js';
import { plotText, px, through } from '../kit/plot/axes.js';
import { Visibility } from '../kit/visibility.js';
import { lastFingerprint } from './fingerprint.js';
import {
  MOST_KEPT,
  differing,
  keptIn,
  keptToText,
  runKind,
} from './kept-text.js';

/** @import { Overlay } from '../kit/plot/live-plot.js' */
/** @import { Kept, KeptKind } from './kept-text.js' */
/** @import { Measure, RunHistory } from './run-history.js' */
/** @typedef {import('../kit/figure.js').Figure<any, any, any> & { narrow: () => void }} Host - told when axes may narrow */

const words = Object.freeze({
  kept: 'Pale, kept:',
  label: 'Runs kept for comparison',
  same: 'as now',
  upTo: (
    /** @type {string} */ what,
    /** @type {string} */ unit,
    /** @type {number} */ epoch,
  ) => `${what}, to ${unit} ${epoch}`,
  coming: (
    /** @type {string} */ what,
    /** @type {string} */ unit,
    /** @type {number} */ epoch,
    /** @type {number} */ last,
  ) => `${what}, being trained: ${unit} ${epoch} of ${last}…`,
  remove: (/** @type {string} */ run) => `Remove the kept run ${run}`,
  isKept: (/** @type {string} */ run) => `Kept: ${run}.`,
  isThere: (/** @type {string} */ run) => `The kept run is there: ${run}.`,
  isGone: (/** @type {string} */ run) => `Removed: ${run}.`,
  fingerprint: (/** @type {string} */ text) => `fingerprint ${text}`,
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

/** @type {NameOf} */
function nameOf(key, value) {
  const name = SHORT[key];
  if (key === 'hidden') return `${name} ${value.join('-')}`;
  return name ? `${name} ${readable(value)}` : optionName(value);
}

/**
 * @param {object} state - of a run
 * @param {object} base - of the figure
 * @param {Pick<KeptSource, 'kind' | 'nameOf'>} [of] - what runs they are
 * @param {number} [most] - settings that are named
 * @returns {string} in what a run differs: “seed 2, η 0.5”
 */
export function differenceWords(
  state,
  base,
  of = { kind: runKind },
  most = NAMED,
) {
  const values = /** @type {Record<string, any>} */ (state);
  const all = differing(state, base, of.kind).map(
    (key) => of.nameOf?.(key, values[key]) ?? nameOf(key, values[key]),
  );
  if (all.length === 0) return words.same;
  const more = all.length - most;
  const named = all.slice(0, most).join(', ');
  return more > 0 ? `${named} + ${more}` : named;
}

/** The runs, what draws them, and what removes them. */
export class KeptRuns {
  /** @type {readonly KeptRun[]} */
  runs = [];
  #host;
  #source;
  #isNear = false;
  #said = '';

  /**
   * @param {Host} host - the figure
   * @param {KeptSource} source - what its runs are
   */
  constructor(host, source) {
    this.#host = host;
    this.#source = source;
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
    return keptToText(this.runs, this.#base, this.#source.kind);
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
    const taken = this.canKeep ? this.#source.taken() : null;
    if (!taken) return;
    const run = this.#add(taken);
    this.#change(words.isKept(this.#nameOf(run)));
  }

  /**
   * @param {string} text - of a link; its runs take the place of those there are
   * @param {object} base - settings of the figure in that link
   */
  open(text, base) {
    const { runs, problems } = keptIn(text, base, this.#source.kind);
    this.#host.showError(
      problems.length > 0 ? words.dropped(problems.join(' ')) : '',
      'kept',
    );
    this.#stop();
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
      this.#stop();
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
      if (!this.#host.isConnected) this.#stop();
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
          html`<span title=${this.#fingerprint(run)}>
            ${this.#standing(run)}
            <span class="ug-unseen"
              >${isComing(run) ? '' : this.#source.says(run)}
              ${this.#fingerprint(run)}</span
            >
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
    const own = this.#source.series;
    const all = this.runs.flatMap((run) => {
      if (!own) return run.history ? [seriesOf(run, what, measure)] : [];
      return run.own ? [ownSeriesOf(run, what, own)] : [];
    });
    if (all.length === 0) return null;
    return {
      values: all.flatMap(({ ends }) => ends),
      last: Math.max(...all.map(lastOf)),
      behind: (laid) => all.map((each) => this.#draw(each, laid)),
    };
  }

  /** @returns {KeptColumns[]} the runs for a file */
  get columns() {
    return this.runs.flatMap((run) => {
      const { letter, state, epoch, history, own } = run;
      if (!history) return [];
      // A file has room for all of it.
      const difference = [
        differenceWords(state, this.#base, this.#source, Infinity),
        this.#fingerprint(run),
      ]
        .filter(Boolean)
        .join(', ');
      const name = `${letter}: ${difference}`;
      const rows = rowsOf(run);
      return [{ name, letter, difference, state, epoch, history, own, rows }];
    });
  }

  /** @param {Drawn} series @param {Parameters<Overlay['behind']>[0]} laid */
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
    const name = this.#source.isBrief ? run.letter : this.#nameOf(run);
    // Each a little lower than the one before, where they end at one place.
    const place =
      top - 0.5 * frame.em + 1.1 * frame.em * this.runs.indexOf(run);
    const label = Math.min(Math.max(place, frame.top + frame.em), frame.bottom);
    return svg`<g fill="none" stroke-width=${px(WIDTH * zoom)} stroke-dasharray=${dash} opacity=${OPACITY}>${lines}</g>
      ${isThere ? svg`<g class="plot-end" color="currentColor">${plotText(left - 0.3 * frame.em, label, name, { anchor: 'end', room })}</g>` : nothing}`;
  }

  get #base() {
    return this.#source.base();
  }

  /** @param {Taken} run @returns {KeptRun} it, with a letter */
  #add(run) {
    const taken = this.runs.map(({ letter }) => letter);
    const letter = [...LETTERS].find((one) => !taken.includes(one)) ?? '';
    const kept = { ...run, letter, isAtWork: false };
    this.runs = [...this.runs, kept];
    return kept;
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
    for (const run of this.runs) {
      if (!isComing(run) || run.isAtWork) continue;
      run.isAtWork = true;
      this.#source.train(run, (news) => this.#came(run, news));
    }
  }

  /** Ends what is being trained. */
  #stop() {
    for (const run of this.runs) run.isAtWork = false;
    this.#source.cancel();
  }

  /** @param {KeptRun} run @param {News} news - of its training */
  #came(run, { history, own, epoch, isDone, failure }) {
    if (!run.isAtWork || !this.runs.includes(run)) return;
    if (failure) this.#host.showError(failure, 'kept');
    run.isAtWork = !isDone && !failure;
    if (history?.rows) run.history = history;
    run.own = own;
    if (isDone) {
      run.epoch = epoch ?? run.epoch;
      run.rows = countOf(run.history, run.epoch);
      this.#said = words.isThere(this.#nameOf(run));
      if (run.rows === 0) this.runs = this.runs.filter((one) => one !== run);
    }
    this.#host.requestUpdate();
  }

  /** @param {KeptRun} run @returns {string} “A: seed 2” */
  #nameOf({ letter, state }) {
    return `${letter}: ${differenceWords(state, this.#base, this.#source)}`;
  }

  /** @param {KeptRun} run @returns {string} it, and how far it has come */
  #standing(run) {
    const name = this.#nameOf(run);
    const { unit } = this.#source.kind;
    const { history, epoch } = run;
    return isComing(run)
      ? words.coming(name, unit, Math.max(0, history?.epoch ?? 0), epoch)
      : words.upTo(name, unit, epoch);
  }

  /** @param {KeptRun} run @returns {string} by which it can be told from any other */
  #fingerprint(run) {
    const { history, epoch } = run;
    const found = isComing(run) ? null : lastFingerprint(history, epoch);
    return found ? words.fingerprint(found.text) : '';
  }
}

/** @param {Drawn} series @returns {number} the last epoch of its rows */
function lastOf({ values, width, epochs }) {
  return epochs[values.length / width - 1] ?? 0;
}

/** @param {KeptRun} run @returns {boolean} whether it is still to be trained */
function isComing({ rows }) {
  return rows === 0;
}

/** @param {KeptRun} run @returns {number} how many rows of its history are its own */
function rowsOf({ rows, epoch, history }) {
  return rows > 0 ? rows : countOf(history, epoch);
}

/** @param {KeptHistory | null} history @param {number} epoch - any @returns {number} its rows up to then */
function countOf(history, epoch) {
  return history?.epochs.filter((one) => one <= epoch).length ?? 0;
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
  return knownOf(run, what, () => {
    const { epochs } = run.own;
    const drawn = own(run.own, what);
    if (drawn.epochs) return { ...drawn, epochs: drawn.epochs };
    // Training may have gone further: by an epoch from 0, and with a schedule by a few.
    const rows = countOf(run.own, run.epoch);
    return {
      ...drawn,
      epochs,
      values: drawn.values.slice(0, rows * drawn.width),
    };
  });
}

/**
 * @param {KeptRun} run
 * @param {string} key - of what is drawn, and how many rows there are
 * @param {() => { values: ArrayLike<number> & Iterable<number>, width: number, epochs: readonly number[],
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

/** @typedef {import('./fingerprint.js').CheckedHistory & { readonly epochs: readonly number[] }} KeptHistory */

/**
 * A run as far as it has come.
 *
 * @typedef {Kept & { history: KeptHistory | null, rows: number, own: any }} Taken -
 *   `rows` of its history are its own; 0 while it is being trained. `own` is what else the
 *   figure measures
 */

/** @typedef {Taken & { letter: string, isAtWork: boolean, known?: Map<string, object> }} KeptRun */

/**
 * A run for a file: how many rows of its history count, and in what it differs from that of
 * the figure, with its fingerprint.
 *
 * @typedef {Pick<KeptRun, 'letter' | 'state' | 'epoch' | 'own' | 'rows'>
 *   & { name: string, difference: string, history: any }} KeptColumns
 */

/**
 * How a run stands that is trained anew.
 *
 * @typedef {object} News
 * @property {KeptHistory | null} history - its rows so far
 * @property {any} own - what else the figure measures
 * @property {number} [epoch] - that it has come to in the end, where that may be another
 *   than it should
 * @property {boolean} isDone - whether it has come as far as it should
 * @property {string} [failure] - why it goes on no further, in words
 */

/**
 * What a setting is called where there is little room: “η 0.5”; nothing where it is called
 * as everywhere.
 *
 * @callback NameOf
 * @param {string} key
 * @param {any} value
 * @returns {string | undefined}
 */

/**
 * The runs of a figure, for whoever keeps them.
 *
 * @typedef {object} KeptSource
 * @property {KeptKind} kind - of the runs
 * @property {() => object} base - settings of the run that is shown
 * @property {() => Taken | null} taken - that run, as far as it has come; null before its
 *   first row
 * @property {(run: Kept, came: (news: News) => void) => void} train - trains a run anew,
 *   after those that are to be trained before, and tells how it stands, never before it
 *   returns
 * @property {() => void} cancel - ends all training, of which nothing is told any more
 * @property {OwnSeries | undefined} [series] - where the figure draws something else than
 *   speeds, costs and accuracies
 * @property {NameOf | undefined} [nameOf]
 * @property {boolean} [isBrief] - whether its pictures are so small that lines have only the
 *   letter of their run
 * @property {(run: Taken) => string} says - its last numbers, for who does not see its lines
 */

/**
 * What a figure draws of what it measures besides a run's history: row-major, so many
 * numbers a row.
 *
 * @callback OwnSeries
 * @param {any} rows - of a kept run, as the figure keeps them of its own
 * @param {string} what - as given to `overlay`
 * @returns {{ values: readonly number[] | Float64Array, width: number,
 *   isOfLayers?: boolean, isLogarithmic?: boolean, epochs?: readonly number[] }} with a
 *   line for each layer, or not; on which axis; of which epochs, where `rows` has others
 */

/**
 * @typedef {object} KeptOptions
 * @property {() => object} base - settings of the run of a figure, by which a link is read
 * @property {() => Promise<KeptSource>} source - comes with the first run
 */

/**
 * @typedef {object} Drawn
 * @property {KeptRun} run
 * @property {ArrayLike<number>} values - row-major
 * @property {number} width - numbers a row
 * @property {readonly number[]} epochs - of the rows
 * @property {number[]} ends - the least and the greatest, on a logarithmic axis those above 0
 * @property {boolean} isOfLayers - whether there is a line for each layer
 * @property {boolean} isNamed - whether the run's name stands at its end
 */

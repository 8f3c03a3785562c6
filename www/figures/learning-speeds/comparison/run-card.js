import { html, nothing } from 'lit';
import { LivePlot } from '../../../kit/plot/live-plot.js';
import { fetchFailureWords } from '../../../run/run-memory.js';
import { runWords, troubleOf } from '../../../run/run-words.js';
import { ratioOf } from '../meaning.js';
import { appendRows, speedLines } from '../plots.js';
import { learningSpeedsWords } from '../words.js';
import {
  comparisonWords as words,
  fetchingWords,
  runTitle,
  standingWords,
} from './words.js';

/** @import { LiveHost, LiveSettings } from '../../../kit/plot/live-plot.js' */
/** @import { RunHistory } from '../../../run/run-history.js' */
/** @import { ComparedRun } from './comparison.js' */
/** @import { Subject } from './plan.js' */

let lastId = 0;

/** One run of a comparison: its picture, how it stands, what may be done. */
export class RunCard {
  run;
  #title;
  #plot;
  #options;
  #id = `run-card-${(lastId += 1)}`;
  /** @type {RunHistory | null} The rows that the picture has. */
  #drawn = null;

  /**
   * @param {ComparedRun} run - what it shows
   * @param {CardOptions} options - where, and what its buttons do
   */
  constructor(run, options) {
    this.run = run;
    this.#options = options;
    this.#title = runTitle(options.subject, run.value);
    this.#plot = new LivePlot(options.host, {
      control: 'comparison-plot',
      title: words.plotTitle(this.#title),
      settings: () => this.#settings(),
      cursor: {
        epochs: () => this.run.history?.epochs ?? [],
        values: (epoch) => this.run.history?.row(epoch).speeds ?? [],
      },
    });
  }

  /** @param {Parameters<LivePlot['begin']>[0]} core - loaded */
  begin(core) {
    this.#plot.begin(core);
  }

  /** Frees the core's picture. */
  free() {
    this.#plot.free();
  }

  /** @returns {boolean} whether the run has rows that its picture lacks */
  get hasNewRows() {
    const { history } = this.run;
    if (!this.#plot.isReady || !history?.rows) return false;
    return history !== this.#drawn || history.rows !== this.#plot.rows;
  }

  /** @returns {readonly [number, number] | null} what its axis spans by itself */
  get ownRange() {
    return this.#plot.rows > 0 ? this.#plot.ownRange : null;
  }

  /** Gives new rows to the picture. */
  takeRows() {
    const { history } = this.run;
    if (!history || !this.hasNewRows) return;
    if (history !== this.#drawn) this.#plot.start();
    this.#drawn = history;
    appendRows(this.#plot, history, 0, history.layers);
  }

  /**
   * @param {object} about - what is known besides
   * @param {boolean} about.isPaused - whether all runs stand still
   * @param {boolean} about.isChosen - whether the figure shows this run
   * @returns {unknown} a template
   */
  render({ isPaused, isChosen }) {
    const { state, phase, lastRow, pooled } = this.run;
    const { fetching } = pooled;
    const standing = fetching
      ? fetchingWords(fetching)
      : standingWords(phase, isPaused);
    const epoch = lastRow && runWords.epochOf(lastRow.epoch, state.epochs);
    const sentences = lastRow ? troubleOf(lastRow.speeds, state) : [];
    if (lastRow && sentences.length === 0) {
      sentences.push(...ratioOf(lastRow.speeds, 'biases'));
    }
    const { failure } = pooled;
    return html`<section class="ug-run" aria-labelledby=${this.#id}>
      <div>
        <strong id=${this.#id}>${this.#title}</strong>
        <span class="ug-run-standing"
          >${epoch ? `${epoch}, ${standing}` : standing}</span
        >
      </div>
      ${this.#plot.render()}
      ${sentences.length > 0 ? html`<p class="ug-hint">${sentences.join(' ')}</p>` : nothing}
      <p class="ug-problem" role="alert" ?hidden=${!failure}>
        ${failure ? fetchFailureWords(failure, state.seed) : nothing}
      </p>
      <div class="ug-buttons">
        <button
          type="button"
          data-control="show-run"
          aria-label=${words.showRunTitle(this.#title)}
          aria-pressed=${String(isChosen)}
          @click=${() => this.#options.choose(this.run)}
        >
          ${words.showRun}
        </button>
        <button
          type="button"
          aria-label=${words.retryTitle(this.#title)}
          ?hidden=${phase !== 'failed' && phase !== 'cancelled'}
          @click=${(/** @type {Event} */ event) => this.#retry(event)}
        >
          ${words.retry}
        </button>
      </div>
    </section>`;
  }

  /** @param {Event} event - of the button, which disappears: the focus moves next to it */
  #retry({ currentTarget }) {
    const $button = /** @type {HTMLElement} */ (currentTarget);
    /** @type {HTMLElement} */ ($button.previousElementSibling).focus();
    this.#options.retry(this.run);
  }

  /** @returns {LiveSettings} how the picture looks */
  #settings() {
    const { hidden, epochs } = this.run.state;
    const { host, range } = this.#options;
    return {
      margins: { left: 3, top: 1.9, bottom: 3.2 },
      epochs,
      xTitle: runWords.epoch,
      yTitle: learningSpeedsWords.speed.biases,
      verticalScale: 'logarithmic',
      range: range(),
      lines: speedLines(hidden.length, host.ground),
    };
  }
}

/**
 * @typedef {object} CardOptions
 * @property {LiveHost} host - the figure
 * @property {Subject} subject - what the comparison is about
 * @property {() => readonly [number, number] | null} range - that all axes
 *   span; null for each its own
 * @property {(run: ComparedRun) => void} choose - shows it in the figure
 * @property {(run: ComparedRun) => void} retry - begins it anew
 */

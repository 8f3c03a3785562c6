import { html, nothing } from 'lit';
import { fetchFailureWords } from '../../../run/run-memory.js';
import { RunPicture } from '../../../run/run-picture.js';
import { runWords, troubleOf } from '../../../run/run-words.js';
import { speedLines } from '../../../run/speed-lines.js';
import { ratioOf } from '../meaning.js';
import { learningSpeedsWords } from '../words.js';
import {
  comparisonWords as words,
  fetchingWords,
  runTitle,
  standingWords,
} from './words.js';

/** @import { LiveHost } from '../../../kit/plot/live-plot.js' */
/** @import { ComparedRun } from '../../../run/runs-together.js' */
/** @import { Subject } from './plan.js' */

let lastId = 0;

/** One run of a comparison: its picture, how it stands, what may be done. */
export class RunCard extends RunPicture {
  #title;
  #options;
  #id = `run-card-${(lastId += 1)}`;

  /**
   * @param {ComparedRun} run - what it shows
   * @param {CardOptions} options - where, and what its buttons do
   */
  constructor(run, options) {
    const { host, range, subject } = options;
    const title = runTitle(subject, run.value);
    super(run, {
      host,
      title: words.plotTitle(title),
      range,
      settings: (layers) => ({
        margins: { left: 3, top: 1.9, bottom: 3.2 },
        xTitle: runWords.epoch,
        yTitle: learningSpeedsWords.speed.biases,
        lines: speedLines(layers, host.ground),
      }),
    });
    this.#options = options;
    this.#title = title;
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
      ${this.plot.render()}
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

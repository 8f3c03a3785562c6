import { html, nothing } from 'lit';
import { share } from '../../../kit/numbers.js';
import { setStyles } from '../../../kit/set-styles.js';
import { fetchFailureWords } from '../../../run/run-memory.js';
import { RunPicture } from '../../../run/run-picture.js';
import { speedLines } from '../../../run/speed-lines.js';
import { learningSpeedsWords } from '../words.js';
import { comparisonWords as words, runTitle } from './words.js';

/** @import { Row } from '../../../run/run-history.js' */
/** @import { ComparedRun } from '../../../run/runs-together.js' */
/** @import { PictureOptions } from '../../../run/run-picture.js' */

/** Around the axes, in em. */
const MARGINS = Object.freeze({ left: 3, right: 1.6, top: 0.7, bottom: 2 });

let lastId = 0;

/** One of the four depths: its picture, and its accuracies beneath. */
export class DepthCard extends RunPicture {
  #options;
  name;
  #id = `depth-card-${(lastId += 1)}`;

  /**
   * @param {ComparedRun} run - what it shows
   * @param {Omit<PictureOptions, 'title' | 'settings'> & { open: (run: ComparedRun) => void,
   *   retry: (run: ComparedRun) => void }} options - where, and what a click does
   */
  constructor(run, options) {
    const title = runTitle('depth', run.value);
    super(run, {
      ...options,
      title: words.plotTitle(title),
      settings: (layers) => ({
        margins: MARGINS,
        lines: speedLines(layers, options.host.ground).map((line, index) => ({
          ...line,
          name: String(index + 1),
        })),
      }),
    });
    this.#options = options;
    this.name = title;
  }

  /**
   * @param {Row | null} row - of the epoch shown
   * @param {boolean} isMarked - whether that is marked in the picture
   * @returns {unknown} a template
   */
  render(row, isMarked) {
    const { pooled, state } = this.run;
    const { failure } = pooled;
    const at = (row?.epoch ?? 0) / state.epochs;
    return html`<section class="depth" aria-labelledby=${this.#id}>
      <strong id=${this.#id}>${this.name}</strong>
      <div class="depth-plot">
        ${this.plot.render()}
        ${
          isMarked
            ? html`<div
                class="depth-epoch"
                ${setStyles({ '--at': String(at) })}
              ></div>`
            : nothing
        }
      </div>
      <dl class="speeds-numbers">
        ${number(learningSpeedsWords.training, row?.trainingAccuracy)}
        ${number(learningSpeedsWords.validation, row?.validationAccuracy)}
      </dl>
      ${failure ? html`<p class="ug-problem" role="alert">${fetchFailureWords(failure, state.seed)}</p>` : nothing}
      <button
        type="button"
        class="depth-open"
        data-control="show-run"
        aria-label=${words.showRunTitle(this.name)}
        title=${words.showRun}
        @click=${() => this.#options.open(this.run)}
      ></button>
      ${
        failure
          ? html`<button
              type="button"
              class="depth-retry"
              aria-label=${words.retryTitle(this.name)}
              @click=${() => this.#options.retry(this.run)}
            >
              ${words.retry}
            </button>`
          : nothing
      }
    </section>`;
  }
}

/** @param {string} name @param {number | undefined} accuracy */
function number(name, accuracy) {
  return html`<div>
    <dt>${name}<span class="depth-long"> ${words.accuracy}</span></dt>
    <dd>${accuracy === undefined ? '' : share(accuracy)}</dd>
  </div>`;
}

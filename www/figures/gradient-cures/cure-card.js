import { html, nothing } from 'lit';
import { share } from '../../kit/numbers.js';
import { setStyles } from '../../kit/set-styles.js';
import { fetchFailureWords } from '../../run/run-memory.js';
import { RunPicture } from '../../run/run-picture.js';
import { endingWords, runWords } from '../../run/run-words.js';
import { speedLines } from '../../run/speed-lines.js';
import { curesWords as words, nameOf, roughText } from './words.js';

/** @import { ComparedRun } from '../../run/runs-together.js' */
/** @import { GradientCuresElement } from './gradient-cures.js' */
/** @import { Scores } from './scores.js' */

/** Around the axes, in em. */
const MARGINS = Object.freeze({ left: 3, right: 1.6, top: 0.7, bottom: 2 });

/** One run: its name, its picture, and what it comes to. */
export class CureCard extends RunPicture {
  #options;
  name;

  /**
   * @param {ComparedRun | { state: ComparedRun['state'], history: null }} run - what
   *   it shows; one that has not begun has only its settings
   * @param {object} options - where, and what its buttons do
   * @param {number} options.number - of the run, from 1
   * @param {GradientCuresElement} options.host - the figure
   * @param {() => readonly [number, number]} options.range - of all axes
   * @param {(run: ComparedRun) => void} options.retry - trains a failed run again
   * @param {import('../../kit/predict/predict.js').Predict} options.predict - of the run
   */
  constructor(run, options) {
    const { host, range, number, predict } = options;
    const name = nameOf(/** @type {import('./state.js').Cure} */ (run.state));
    super(/** @type {ComparedRun} */ (run), {
      host,
      title: words.plotTitle(`${words.runName(number)}: ${name}`),
      range,
      predict,
      names: Array.from(run.state.hidden, (_, index) =>
        runWords.shortLayerName(index + 1),
      ),
      settings: (layers) => ({
        margins: MARGINS,
        epochs: host.moved.lastEpoch,
        overlay:
          host.chosen === number
            ? (host.keptDoor.runs?.overlay('speeds') ?? null)
            : null,
        lines: speedLines(layers, host.ground).map((line, index) => ({
          ...line,
          name: String(index + 1),
        })),
      }),
    });
    this.#options = options;
    this.name = name;
  }

  /**
   * @param {Scores | null} scores - at the epoch shown
   * @param {boolean} isMarked - whether that is marked in the picture
   * @returns {unknown} a template
   */
  render(scores, isMarked) {
    const { number, host } = this.#options;
    const { state, pooled } = this.run;
    const { failure = null, ending = null } = pooled ?? {};
    const at = (scores?.epoch ?? 0) / host.moved.lastEpoch;
    const { chosen } = host;
    return html`<section
      class=${chosen === number ? 'cure is-chosen' : 'cure'}
      aria-label=${`${words.runName(number)}: ${this.name}`}
    >
      <button
        type="button"
        class="cure-name"
        aria-pressed=${String(chosen === number)}
        aria-label=${words.choose(number, this.name)}
        @click=${() => {
          host.state = { chosen: /** @type {1} */ (number) };
        }}
      >
        <b>${number}</b> ${this.name}
      </button>
      <div class="cure-plot">
        ${this.plot.render()}
        ${
          isMarked
            ? html`<div
                class="cure-epoch"
                ${setStyles({ '--at': String(at) })}
              ></div>`
            : nothing
        }
        ${
          ending
            ? html`<p class="cure-ending ug-problem">
                ${endingWords(ending, state)}
              </p>`
            : nothing
        }
      </div>
      <dl class="cure-scores">
        <div>
          <dt>${words.ratio}</dt>
          <dd>${scores ? ratioText(scores) : ''}</dd>
        </div>
        <div>
          <dt>${words.accuracy}</dt>
          <dd>${scores ? share(scores.validationAccuracy) : ''}</dd>
        </div>
      </dl>
      ${
        failure
          ? html`<p class="ug-problem" role="alert">
                ${fetchFailureWords(failure, state.seed)}
              </p>
              <button
                type="button"
                @click=${() => this.#options.retry(this.run)}
              >
                ${words.retry}
              </button>`
          : nothing
      }
    </section>`;
  }
}

/** @param {Scores} scores @returns {string} “1.42”, “88 000”, “∞”, “0 ÷ 0” */
function ratioText({ ratio, speeds }) {
  if (speeds.every((speed) => speed === 0)) return words.still;
  if (Number.isNaN(ratio)) return words.notANumber;
  return ratio === Infinity ? words.endless : roughText(ratio);
}

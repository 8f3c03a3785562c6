/** By what the speeds are measured, what stands behind them, and their numbers. */
import { html, svg } from 'lit';
import { countText, readable } from '../../kit/numbers.js';
import { layerColour, layerDash } from '../../kit/palette.js';
import { speedsOf } from '../../run/run-history.js';
import { gapWords, runWords } from '../../run/run-words.js';
import { DIGITS } from './readout.js';
import { learningSpeedsWords as words } from './words.js';

/** @import { Measure, Row } from '../../run/run-history.js' */
/** @import { Backdrop } from './backdrop.js' */
/** @import { LearningSpeedsElement } from './learning-speeds.js' */

/**
 * @param {LearningSpeedsElement} figure - whose notes they are
 * @param {Backdrop} backdrop - behind its speeds
 * @returns {unknown} a template
 */
export function renderNotes(figure, backdrop) {
  const { history, measuring } = figure.training;
  const { measure } = figure.state;
  return html`<div class="speeds-view">
      ${figure.controls.of('measure', {
        label: words.measure,
        optionName: (/** @type {Measure} */ name) => words.measures[name],
      })}
      ${figure.controls.switch({
        control: 'band',
        label: words.showBand,
        value: backdrop.isWanted,
        hidden:
          backdrop.figure === null ||
          measure !== 'biases' ||
          figure.state.view !== 'run',
        onChange: (isWanted) => {
          backdrop.isWanted = isWanted;
          figure.requestUpdate();
        },
      })}
    </div>
    ${[
      gapWords(history, measuring),
      backdrop.inWords(history?.layers ?? 0, measure),
    ]
      .filter((sentence) => sentence !== '' && figure.state.view === 'run')
      .map((sentence) => html`<p class="ug-hint">${sentence}</p>`)}`;
}

/**
 * @param {LearningSpeedsElement} figure - whose numbers they are
 * @param {Row | null} row - of the epoch to show
 * @returns {unknown} a template
 */
export function renderReadout(figure, row) {
  const { shown, ground, training, state } = figure;
  const about = {
    measure: state.measure,
    epochs: shown.epochs,
    isExact: training.pointed !== null,
    ground,
  };
  return [
    speedsReadout(row, about),
    rateReadout(training.session.imagesPerSecond),
  ];
}

/**
 * @param {Row | null} row - of the epoch to show
 * @param {object} about - what is known besides
 * @param {Measure} about.measure - by which gradient
 * @param {number} about.epochs - the length of the run
 * @param {boolean} about.isExact - whether to write every digit
 * @param {'light' | 'dark'} about.ground - what colours must stand out from
 */
export function speedsReadout(row, { measure, epochs, isExact, ground }) {
  const speeds = row ? speedsOf(row, measure) : [];
  return html`<div class="speeds-readout" data-control="readout">
    <p>${row ? runWords.epochOf(row.epoch, epochs) : ''}</p>
    <dl>
      ${speeds.map(
        (speed, index) =>
          html`<div>
            <dt>
              ${swatch(layerColour(index, speeds.length, ground), index)}
              ${runWords.layerName(index + 1)}
            </dt>
            <dd>${readable(speed, isExact ? undefined : DIGITS)}</dd>
          </div>`,
      )}
    </dl>
  </div>`;
}

/** @param {number} imagesPerSecond - of the run */
export function rateReadout(imagesPerSecond) {
  const rate = Math.round(imagesPerSecond);
  return html`<dl class="speeds-numbers" data-control="images-per-second">
    <div>
      <dt>${words.imagesPerSecond}</dt>
      <dd>${imagesPerSecond > 0 ? countText(rate) : ''}</dd>
    </div>
  </dl>`;
}

/** @param {string} colour - of a line @param {number} index - of its layer */
function swatch(colour, index) {
  return html`<svg class="speeds-swatch" viewBox="0 0 24 8" aria-hidden="true">
    ${svg`<line x1="0" x2="24" y1="4" y2="4" stroke=${colour} stroke-width="2.5" stroke-dasharray=${layerDash(index).join(' ') || 'none'}></line>`}
  </svg>`;
}

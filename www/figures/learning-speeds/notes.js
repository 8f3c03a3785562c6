/** By what the speeds are measured, what stands behind them, and how fast they come. */
import { html } from 'lit';
import { countText } from '../../kit/numbers.js';
import { gapWords } from '../../run/run-words.js';
import { learningSpeedsWords as words } from './words.js';

/** @import { Measure } from '../../run/run-history.js' */
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

/**
 * The numbers of one epoch, written out: of the last one, or, with every digit,
 * of the one that the cursor stands at.
 */
import { html, svg } from 'lit';
import { countText, readable, share } from '../../kit/numbers.js';
import { layerColour, layerDash } from '../../kit/palette.js';
import { speedsOf } from '../../run/run-history.js';
import { runWords } from '../../run/run-words.js';
import { learningSpeedsWords as words } from './words.js';

/** @import { Measure, Row, RunHistory } from '../../run/run-history.js' */

/** Significant digits while a run plays; at the cursor all are shown. */
const DIGITS = 5;

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

/**
 * @param {Row | null} row - of the epoch to show
 * @param {boolean} isExact - whether to write every digit
 */
export function costReadout(row, isExact) {
  const cost = row ? readable(row.cost, isExact ? undefined : DIGITS) : '';
  return html`<dl class="speeds-numbers">
    <div>
      <dt>${words.cost}</dt>
      <dd>${cost}</dd>
    </div>
  </dl>`;
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

/** @param {Row | null} row - of the epoch to show */
export function accuracyReadout(row) {
  return html`<dl class="speeds-numbers">
    <div class="is-solid">
      <dt>${words.trainingAccuracy}</dt>
      <dd>${row ? share(row.trainingAccuracy) : ''}</dd>
    </div>
    <div class="is-dashed">
      <dt>${words.validationAccuracy}</dt>
      <dd>${row ? share(row.validationAccuracy) : ''}</dd>
    </div>
  </dl>`;
}

/**
 * @param {RunHistory | null} history - of the run
 * @param {number} epoch - any of its epochs
 * @param {Measure} measure - by which gradient
 * @returns {string} the speeds of its layers, to be said
 */
export function spokenReadout(history, epoch, measure) {
  if (!history || history.rows === 0) return '';
  const row = history.row(epoch);
  const speeds = speedsOf(row, measure).map(
    (speed, index) =>
      `${runWords.shortLayerName(index + 1)} ${readable(speed, DIGITS)}`,
  );
  return `${runWords.epoch} ${row.epoch}: ${speeds.join(', ')}`;
}

/** @param {string} colour - of a line @param {number} index - of its layer */
function swatch(colour, index) {
  return html`<svg class="speeds-swatch" viewBox="0 0 24 8" aria-hidden="true">
    ${svg`<line x1="0" x2="24" y1="4" y2="4" stroke=${colour} stroke-width="2.5" stroke-dasharray=${layerDash(index).join(' ') || 'none'}></line>`}
  </svg>`;
}

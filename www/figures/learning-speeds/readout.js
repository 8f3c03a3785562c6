/** The numbers of the epoch that is shown, beside their plots. */
import { html } from 'lit';
import { countText, readable, share } from '../../kit/numbers.js';
import { learningSpeedsWords as words } from './words.js';

/** @import { Row } from '../../run/run-history.js' */

/** Significant digits. */
const DIGITS = 5;

/** @param {Row | null} row - of the epoch to show */
export function costReadout(row) {
  const cost = row ? readable(row.cost, DIGITS) : '';
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
      <dt>${words.training}</dt>
      <dd>${row ? share(row.trainingAccuracy) : ''}</dd>
    </div>
    <div class="is-dashed">
      <dt>${words.validation}</dt>
      <dd>${row ? share(row.validationAccuracy) : ''}</dd>
    </div>
  </dl>`;
}

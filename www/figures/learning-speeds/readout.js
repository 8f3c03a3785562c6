/** The numbers of the epoch that is shown, beside their plots. */
import { html } from 'lit';
import { readable, share } from '../../kit/numbers.js';
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

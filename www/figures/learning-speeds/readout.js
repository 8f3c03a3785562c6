/**
 * The numbers of one epoch, written out: of the last one, or, with every digit,
 * of the one that the cursor stands at.
 */
import { html } from 'lit';
import { readable, share } from '../../kit/numbers.js';
import { speedsOf } from '../../run/run-history.js';
import { runWords } from '../../run/run-words.js';
import { learningSpeedsWords as words } from './words.js';

/** @import { Measure, Row, RunHistory } from '../../run/run-history.js' */

/** Significant digits while a run plays; at the cursor all are shown. */
export const DIGITS = 5;

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

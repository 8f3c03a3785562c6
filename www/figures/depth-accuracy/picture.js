import { svg } from 'lit';
import { axisPercent } from '../../kit/numbers.js';
import { axes, frameIn, line, picture, px } from '../../kit/plot/axes.js';
import { linearScale, niceEnds } from '../../kit/plot/scale.js';
import { CHAPTER_ACCURACIES } from '../../run/chapter-accuracies.js';
import { INDEPENDENT, isChapters } from './published.js';
import { depthWords as words } from './words.js';

/** @import { Prediction } from '../../kit/predict/prediction.js' */
/** @import { Room } from '../../kit/room-controller.js' */
/** @import { DepthReadings } from './numbers.js' */
/** @import { DepthAccuracyState as State } from './state.js' */

/** How far apart the marks of one depth stand, in em. */
const APART = 0.75;

/** The axis on which nothing is drawn yet: of the chapter's runs, of others. */
const KNOWN = Object.freeze([0.9, 1]);
const ANY = Object.freeze([0, 1]);

/**
 * Accuracy against depth: a dot for each seed, the mean with its standard deviation,
 * and for the chapter's runs what others found.
 *
 * @param {State} state
 * @param {DepthReadings} readings
 * @param {Room & { label: string }} room
 * @param {Prediction} [prediction] - that a reader has drawn, or draws
 */
export function drawAccuracies(
  state,
  readings,
  { label, ...room },
  prediction,
) {
  const frame = frameIn(room, { height: 20, left: 4.6, right: 1 });
  const { width, height, left, right, top, bottom, em } = frame;
  const { depths, accuracies, rows } = readings;
  const isAhead = prediction?.isAhead === true;
  const isKnown = isChapters(state) && !isAhead;
  const independent = INDEPENDENT[state.score];
  const others = isKnown
    ? depths.flatMap((depth) => {
        const { mean = NaN, deviation = NaN } = independent.get(depth) ?? {};
        return [
          CHAPTER_ACCURACIES.get(depth) ?? NaN,
          mean - deviation,
          mean + deviation,
        ];
      })
    : [];
  const shares = [
    ...accuracies.flat(),
    ...others.map((value) => value / 100),
    ...(isAhead ? (isChapters(state) ? KNOWN : ANY) : []),
    ...(prediction?.ends('linear', []) ?? []),
  ];
  const y = linearScale({
    domain: niceEnds(shares.some(Number.isFinite) ? shares : KNOWN, 6),
    range: [bottom, top],
  });
  const step = (right - left) / depths.length;
  const at = (/** @type {number} */ index) => left + (index + 0.5) * step;
  const ticks = depths.map((depth, index) => ({
    value: depth,
    at: at(index),
    text: String(depth),
  }));
  const apart = Math.min(APART * em, step / 5);
  const content = svg`
    ${axes({ frame, x: ticks, y, xTitle: words.x, yTitle: words.y, yTicks: { format: axisPercent } })}
    <g class="depth-yours">${prediction?.behindPlaces({ marks: ticks, frame, y, yTitle: words.y, unit: 'percent', along: 'depth' })}</g>
    ${depths.map((depth, index) => {
      const x = at(index);
      const row = rows[index];
      const known = isKnown ? CHAPTER_ACCURACIES.get(depth) : undefined;
      const { mean, deviation } = (isKnown && independent.get(depth)) || {};
      return svg`
        ${mean !== undefined && deviation !== undefined ? svg`<rect class="depth-independent" x=${px(x + apart - 0.3 * em)} y=${px(y((mean + deviation) / 100))} width=${px(0.6 * em)} height=${px(y((mean - deviation) / 100) - y((mean + deviation) / 100))}></rect>` : ''}
        ${known === undefined ? '' : svg`<path class="depth-published" d=${diamond(x + apart, y(known / 100), 0.42 * em)}></path>`}
        ${(accuracies[index] ?? []).map((value) => (Number.isFinite(value) ? svg`<circle class="depth-dot" cx=${px(x - apart)} cy=${px(y(value))} r=${px(0.28 * em)}></circle>` : ''))}
        ${row && Number.isFinite(row.mean) ? svg`${line(x - 0.55 * em, y(row.mean), x + 0.55 * em, y(row.mean), 'depth-mean')}${Number.isFinite(row.deviation) ? line(x, y(row.mean - row.deviation), x, y(row.mean + row.deviation), 'depth-mean') : ''}` : ''}`;
    })}`;
  return picture({ width, height, label, told: 'sentence', content });
}

/** @param {number} x @param {number} y - its middle @param {number} half - of its width @returns {string} a path */
function diamond(x, y, half) {
  return `M${px(x - half)} ${px(y)}L${px(x)} ${px(y - half)}L${px(x + half)} ${px(y)}L${px(x)} ${px(y + half)}Z`;
}

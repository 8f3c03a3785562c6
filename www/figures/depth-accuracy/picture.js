import { svg } from 'lit';
import { axisPercent } from '../../kit/numbers.js';
import { axes, frameIn, line, picture, px } from '../../kit/plot/axes.js';
import { linearScale, niceEnds } from '../../kit/plot/scale.js';
import { CHAPTER_ACCURACIES } from '../../run/chapter-accuracies.js';
import { INDEPENDENT, isChapters } from './published.js';
import { depthWords as words } from './words.js';

/** @import { Room } from '../../kit/room-controller.js' */
/** @import { DepthReadings } from './numbers.js' */
/** @import { DepthAccuracyState as State } from './state.js' */

/** How far apart the marks of one depth stand, in em. */
const APART = 0.75;

/**
 * Accuracy against depth: a dot for each seed, the mean with its standard deviation,
 * and for the chapter's runs what others found.
 *
 * @param {State} state
 * @param {DepthReadings} readings
 * @param {Room & { label: string }} room
 */
export function drawAccuracies(state, readings, { label, ...room }) {
  const frame = frameIn(room, { height: 20, left: 4.6, right: 1 });
  const { width, height, left, right, top, bottom, em } = frame;
  const { depths, accuracies, rows } = readings;
  const isKnown = isChapters(state);
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
  const shares = [...accuracies.flat(), ...others.map((value) => value / 100)];
  const y = linearScale({
    domain: shares.some(Number.isFinite) ? niceEnds(shares, 6) : [0.9, 1],
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

import { nothing, svg } from 'lit';
import {
  axes,
  frameIn,
  line,
  picture,
  plotText,
  px,
} from '../../kit/plot/axes.js';
import { decadeScale, linearScale, niceEnds } from '../../kit/plot/scale.js';
import { DECADES } from '../../kit/fate.js';
import { countText } from '../../kit/numbers.js';
import { LIMITS } from './readings.js';
import { shareText } from './sentence.js';
import { chainsWords as words } from './words.js';

/** The least a bar is drawn, in CSS pixels: even one chain of many shows. */
const LEAST = Object.freeze({ height: 2, width: 3 });

/**
 * Where the bars of a histogram go; ratios of 0 have a place of their own left of
 * the axis.
 *
 * @param {readonly Bar[]} bars - that have chains, from left to right
 * @param {{ width: number, em: number }} room - of the picture
 */
export function layOut(bars, room) {
  const frame = frameIn(room, { height: 21, left: 4.4, right: 1.2 });
  const { left, right, top, bottom, em } = frame;
  const others = bars.filter(({ bar }) => bar >= 0);
  const hasZero = others.length < bars.length;
  const least = Math.min(others[0]?.low ?? 0, -DECADES);
  const most = Math.max(others.at(-1)?.high ?? 0, DECADES);
  const x = decadeScale({
    domain: [least, most],
    range: [left + (hasZero ? 4.2 * em : 0), right],
  });
  const highest = 1.02 * Math.max(4, ...others.map(({ count }) => count));
  const domain = niceEnds([0, highest], 5);
  const y = linearScale({ domain, range: [bottom, top] });
  const places = bars.map((bar) =>
    bar.bar < 0
      ? { ...bar, left: left + em, right: left + 3 * em }
      : { ...bar, left: x(bar.low), right: x(bar.high) },
  );
  return { frame, x, y, places };
}

/**
 * Draws how many chains have which ratio.
 *
 * @param {Layout} layout - of the bars
 * @param {object} options - what else there is
 * @param {number} options.chains - how many were drawn
 * @param {number | null} options.chosen - the bar that is chosen
 * @param {string} options.label
 * @param {unknown} [options.reading] - the directive that lets bars be read
 */
export function drawHistogram(layout, { chains, chosen, label, reading }) {
  const { frame, x, y, places } = layout;
  const { width, height, top, bottom } = frame;
  const picked = places.find(({ bar }) => bar === chosen);
  const content = svg`
    ${axes({ frame, x, y: y.ticks(5, { isWhole: true, format: countText }), xTitle: words.histogramX, yTitle: words.histogramY })}
    ${LIMITS.map((limit) => line(x(limit), top, x(limit), bottom, 'plot-limit'))}
    ${places.map((place) => (place.bar < 0 ? drawZeros(place, chains, layout) : drawBar(place, y(place.count), bottom)))}
    ${picked ? svg`<rect class="plot-picked" x=${px(picked.left)} y=${top} width=${px(picked.right - picked.left)} height=${bottom - top}></rect>` : nothing}`;
  return picture({ width, height, label, told: 'sentence', content, reading });
}

/**
 * @param {Place} place - of the bar
 * @param {number} chains - how many there are
 * @param {Layout} layout - of all bars
 * @returns {unknown} the bar of the ratios of 0, with its share. Where it is
 *   higher than the picture its top is broken, and the words say how high it is
 */
function drawZeros(place, chains, { frame, y }) {
  const { bottom, em } = frame;
  const [, highest] = y.domain;
  const at = y(Math.min(place.count, highest));
  const middle = (place.left + place.right) / 2;
  return svg`
    ${drawBar(place, at, bottom)}
    ${plotText(middle, bottom + 1.3 * em, '0', { name: 'is-strong' })}
    ${plotText(place.right + 0.4 * em, at + 1.1 * em, shareText(place.count / chains, chains), { anchor: 'start', name: 'is-strong' })}
    ${place.count > highest ? line(place.left, at, place.right, at, 'plot-cut') : nothing}`;
}

/**
 * @param {Place} place - of the bar
 * @param {number} top - where it ends
 * @param {number} bottom - where it begins
 * @returns {unknown} the bar
 */
function drawBar({ left, right, fate }, top, bottom) {
  const height = Math.max(LEAST.height, bottom - top);
  return svg`<rect
    class="plot-bar is-${fate}"
    x=${px(left + 0.5)}
    y=${px(bottom - height)}
    width=${px(Math.max(LEAST.width, right - left - 1))}
    height=${px(height)}
  ></rect>`;
}

/** @typedef {import('./readings.js').Bar} Bar */
/** @typedef {Bar & { left: number, right: number }} Place */

/** @typedef {ReturnType<typeof layOut>} Layout */

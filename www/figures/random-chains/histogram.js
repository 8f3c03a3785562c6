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
import { DECADES, fateOf } from '../../kit/fate.js';
import { countText } from '../../kit/numbers.js';
import { LIMITS } from './readings.js';
import { shareText } from './sentence.js';
import { chainsWords as words } from './words.js';

/**
 * Where the bars of a histogram go: those that have chains, from left to right,
 * ratios of 0 first, in a place of their own left of the axis.
 *
 * @param {DepthSummary} summary - of the depth that is shown
 * @param {{ width: number, em: number }} room - of the picture
 */
export function layOut({ from, step, counts, zero }, room) {
  const frame = frameIn(room, { height: 21, left: 4.4, right: 1.2 });
  const { left, right, top, bottom, em } = frame;
  const hasZero = zero > 0;
  const least = Math.min(counts.length > 0 ? from : 0, -DECADES);
  const most = Math.max(from + step * counts.length || 0, DECADES);
  const x = decadeScale({
    domain: [least, most],
    range: [left + (hasZero ? 4.2 * em : 0), right],
  });
  const highest = 1.02 * Math.max(4, ...counts);
  const domain = niceEnds([0, highest], 5);
  const y = linearScale({ domain, range: [bottom, top] });
  const places = counts.flatMap((count, bar) =>
    count === 0
      ? []
      : [
          {
            bar,
            left: x(from + bar * step),
            right: x(from + (bar + 1) * step),
          },
        ],
  );
  const zeros = { bar: -1, left: left + em, right: left + 3 * em };
  return { frame, x, y, places: hasZero ? [zeros, ...places] : places };
}

/**
 * Draws how many chains have which ratio.
 *
 * @param {DepthSummary} summary - of the depth that is shown
 * @param {Layout} layout - of its bars
 * @param {object} options - what else there is
 * @param {number} options.chains - how many were drawn
 * @param {number | null} options.chosen - the bar that is chosen
 * @param {string} options.label
 * @param {unknown} [options.reading] - the directive that lets bars be read
 */
export function drawHistogram(
  summary,
  layout,
  { chains, chosen, label, reading },
) {
  const { from, step, counts } = summary;
  const { frame, x, y, places } = layout;
  const { width, height, top, bottom } = frame;
  const picked = places.find(({ bar }) => bar === chosen);
  /** @param {Place} place - of a bar of ratios that are not 0 */
  const bar = (place) =>
    drawBar(
      place,
      y(counts[place.bar] ?? 0),
      bottom,
      fateOfBar(from + place.bar * step, step),
    );
  const content = svg`
    ${axes({ frame, x, y: y.ticks(5, { isWhole: true, format: countText }), xTitle: words.histogramX, yTitle: words.histogramY })}
    ${LIMITS.map((limit) => line(x(limit), top, x(limit), bottom, 'plot-limit'))}
    ${places.map((place) => (place.bar < 0 ? drawZeros(place, summary.zero, chains, layout) : bar(place)))}
    ${picked ? svg`<rect class="plot-picked" x=${px(picked.left)} y=${top} width=${px(picked.right - picked.left)} height=${bottom - top}></rect>` : nothing}`;
  return picture({ width, height, label, content, reading });
}

/**
 * @param {number} low - log₁₀ of the ratio where a bar begins
 * @param {number} step - its width
 * @returns {import('../../kit/fate.js').Fate} what became of its chains; a bar
 *   lies across a limit only if it is wider than what is in between, and then
 *   begins in between
 */
function fateOfBar(low, step) {
  // Just inside of the bar, since its ends may be limits themselves.
  const inside = 1e-6 * step;
  return fateOf(low + step - inside) === 'vanishing'
    ? 'vanishing'
    : fateOf(low + inside);
}

/**
 * @param {Place} place - of the bar
 * @param {number} zero - share of the ratios that are 0
 * @param {number} chains - how many there are
 * @param {Layout} layout - of all bars
 * @returns {unknown} the bar of the ratios of 0, with its share. Where it is
 *   higher than the picture its top is broken, and the words say how high it is
 */
function drawZeros(place, zero, chains, { frame, y }) {
  const { bottom, em } = frame;
  const [, highest] = y.domain;
  const at = y(Math.min(zero * chains, highest));
  const middle = (place.left + place.right) / 2;
  return svg`
    ${drawBar(place, at, bottom, 'vanishing')}
    ${plotText(middle, bottom + 1.3 * em, '0', { name: 'is-strong' })}
    ${plotText(place.right + 0.4 * em, at + 1.1 * em, shareText(zero, chains), { anchor: 'start', name: 'is-strong' })}
    ${zero * chains > highest ? line(place.left, at, place.right, at, 'plot-cut') : nothing}`;
}

/**
 * @param {Place} place - of the bar
 * @param {number} top - where it ends
 * @param {number} bottom - where it begins
 * @param {string} fate - what becomes of its chains
 * @returns {unknown} the bar; even a single chain of a hundred thousand shows
 */
function drawBar({ left, right }, top, bottom, fate) {
  const height = Math.max(1, bottom - top);
  return svg`<rect
    class="plot-bar is-${fate}"
    x=${px(left + 0.5)}
    y=${px(bottom - height)}
    width=${px(Math.max(1, right - left - 1))}
    height=${px(height)}
  ></rect>`;
}

/** @typedef {import('./readings.js').DepthSummary} DepthSummary */
/** @typedef {{ bar: number, left: number, right: number }} Place */

/** @typedef {ReturnType<typeof layOut>} Layout */

import { chainsWords } from './words.js';
import { countText, shareText } from './chains-sentence.js';
import { createSvg } from '../../kit/create.js';
import { decadeTicks } from '../../kit/log-axis.js';
import { powerOfTen } from '../../kit/numbers.js';
import {
  line,
  linearScale,
  linearTicks,
  picture,
  plotGrid,
  roundUp,
} from '../../kit/plot-frame.js';
import { svgText } from '../../kit/svg-text.js';

/** Powers of ten that nobody writes as such. */
const AS_PLAIN = Object.freeze(['1', '10']);

/**
 * @param {number} exponent - of a power of ten
 * @returns {string} how an axis says it
 */
export function decadeLabel(exponent) {
  return AS_PLAIN[exponent] ?? powerOfTen(exponent);
}

/**
 * Draws how many chains have which ratio.
 *
 * @param {Histogram} histogram - what there is
 * @param {Size} size - of the picture
 * @returns {{ $svg: SVGSVGElement, places: Place[], box: Box }} the picture,
 *   where each bar that has chains is, from left to right (the zeros come
 *   first), and where the axes are
 */
export function drawHistogram(histogram, { width, em, label }) {
  const { from, step, counts, zero, chains, limits } = histogram;
  const height = 21 * em;
  const hasZero = zero > 0;
  const box = {
    left: 4.4 * em,
    right: width - 1.2 * em,
    top: 2.6 * em,
    bottom: height - 3.4 * em,
  };
  const least = Math.min(counts.length > 0 ? from : 0, limits.vanishing);
  const most = Math.max(from + step * counts.length || 0, limits.exploding);
  // Ratios of 0 have a place of their own beside the axis.
  const start = box.left + (hasZero ? 4.2 * em : 0);
  const x = linearScale(least, most, start, box.right);
  const highest = Math.max(4, ...counts);
  const top = roundUp(1.02 * highest, [1, 1.5, 2, 3, 4, 6, 8]);
  const y = linearScale(0, top, box.bottom, box.top);
  const room = Math.floor((box.right - start) / (3.4 * em)) + 1;
  const decades = { from: Math.ceil(least), to: Math.floor(most) };
  const $svg = picture(width, height, label);
  $svg.append(
    plotGrid({
      box,
      em,
      x: decadeTicks(decades, room).map((exponent) => ({
        at: x(exponent),
        label: decadeLabel(exponent),
      })),
      y: linearTicks(0, top, 5).map((count) => ({
        at: y(count),
        label: countText(count),
      })),
      xTitle: chainsWords.histogramX,
      yTitle: chainsWords.histogramY,
    }),
  );
  for (const limit of [limits.vanishing, limits.exploding]) {
    $svg.append(line(x(limit), x(limit), box.top, box.bottom, 'plot-limit'));
  }
  /** @type {Place[]} */
  const places = [];
  if (hasZero) {
    const place = { bar: -1, left: box.left + em, right: box.left + 3 * em };
    places.push(place);
    const at = y(Math.min(zero * chains, top));
    $svg.append(
      bar(place, at, box.bottom, 'is-vanishing'),
      svgText(box.left + 2 * em, box.bottom + 1.3 * em, '0', {
        name: 'is-strong',
      }),
      svgText(place.right + 0.4 * em, at + 1.1 * em, shareText(zero, chains), {
        anchor: 'start',
        name: 'is-strong',
      }),
    );
    // Higher than the picture: its top is broken, and the words say how high.
    if (zero * chains > top) {
      $svg.append(line(place.left, place.right, at, at, 'plot-cut'));
    }
  }
  counts.forEach((count, index) => {
    if (count === 0) return;
    const left = x(from + index * step);
    const right = x(from + (index + 1) * step);
    places.push({ bar: index, left, right });
    // The middle, since an end of a bar may be a limit itself.
    const middle = from + (index + 0.5) * step;
    const fate =
      middle < limits.vanishing
        ? 'is-vanishing'
        : middle > limits.exploding
          ? 'is-exploding'
          : 'is-between';
    $svg.append(bar({ left, right }, y(count), box.bottom, fate));
  });
  return { $svg, places, box };
}

/**
 * @param {{ left: number, right: number }} place - of the bar
 * @param {number} top - where it ends
 * @param {number} bottom - where it begins
 * @param {string} fate - what becomes of its chains
 * @returns {SVGElement} the bar; one chain of a hundred thousand is still seen
 */
function bar({ left, right }, top, bottom, fate) {
  const height = Math.max(1, bottom - top);
  return createSvg('rect', {
    class: `plot-bar ${fate}`,
    x: left + 0.5,
    y: bottom - height,
    width: Math.max(1, right - left - 1),
    height,
  });
}

/** @typedef {{ width: number, em: number, label: string }} Size */
/** @typedef {import('../../kit/plot-frame.js').Box} Box */
/** @typedef {{ bar: number, left: number, right: number }} Place */

/**
 * @typedef {object} Histogram
 * @property {number} from - log₁₀ where the first bar begins
 * @property {number} step - the width of a bar, in decades
 * @property {readonly number[]} counts - chains in each bar
 * @property {number} zero - share of ratios that are 0
 * @property {number} chains - how many there are
 * @property {{ vanishing: number, exploding: number }} limits - log₁₀
 */

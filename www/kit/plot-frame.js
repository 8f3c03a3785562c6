/** The frame of a picture with two axes: scales, grid, labels. */
import { createSvg } from './create.js';
import { svgText } from './svg-text.js';

/**
 * @param {number} from - one end
 * @param {number} to - the other
 * @param {number} start - where `from` falls, in CSS pixels
 * @param {number} end - where `to` falls
 * @returns {(value: number) => number} where a value falls
 */
export function linearScale(from, to, start, end) {
  return (value) => start + ((value - from) / (to - from)) * (end - start);
}

/**
 * @param {number} from - the lower end
 * @param {number} to - the upper end
 * @param {number} most - how many labels there is room for
 * @returns {number[]} multiples of 1, 2 or 5 times a power of ten
 */
export function linearTicks(from, to, most) {
  const room = Math.max(2, most);
  let power = Math.floor(Math.log10((to - from) / room));
  for (; ; power += 1) {
    for (const digit of [1, 2, 5]) {
      const step = digit * 10 ** power;
      const first = Math.ceil(from / step - 1e-9);
      const count = Math.floor(to / step + 1e-9) - first + 1;
      if (count > room) continue;
      // Of a whole number times a step below 1, the last digits are noise.
      return Array.from({ length: count }, (_, index) =>
        Number(((first + index) * step).toPrecision(12)),
      );
    }
  }
}

/**
 * @param {number} value - above 0
 * @param {readonly number[]} [digits] - that a round number may have
 * @returns {number} the next round one: 1, 2, 5, 10, 20 …
 */
export function roundUp(value, digits = [1, 2, 5]) {
  const power = 10 ** Math.floor(Math.log10(value));
  const digit = digits.find((candidate) => value <= candidate * power);
  return (digit ?? 10) * power;
}

/**
 * @param {FrameOptions} options - the axes
 * @returns {SVGElement} the grid with its labels
 */
export function plotGrid({ box, em, x, y, xTitle, yTitle }) {
  const $grid = createSvg('g', { class: 'plot-grid' });
  for (const { at, label } of y) {
    $grid.append(
      line(box.left, box.right, at, at),
      svgText(box.left - 0.5 * em, at + 0.36 * em, label, { anchor: 'end' }),
    );
  }
  for (const { at, label } of x) {
    $grid.append(
      line(at, at, box.top, box.bottom),
      svgText(at, box.bottom + 1.3 * em, label),
    );
  }
  $grid.append(
    svgText((box.left + box.right) / 2, box.bottom + 2.7 * em, xTitle, {
      name: 'plot-title',
    }),
    svgText(0.2 * em, box.top - 0.8 * em, yTitle, {
      anchor: 'start',
      name: 'plot-title',
    }),
  );
  return $grid;
}

/**
 * @param {number} width - in CSS pixels
 * @param {number} height - in CSS pixels
 * @param {string} label - what the picture says
 * @returns {SVGSVGElement} an empty picture
 */
export function picture(width, height, label) {
  return createSvg('svg', {
    class: 'plot',
    role: 'img',
    'aria-label': label,
    width,
    height,
    viewBox: `0 0 ${width} ${height}`,
  });
}

/**
 * @param {number} x1 - of one end
 * @param {number} x2 - of the other
 * @param {number} y1 - of one end
 * @param {number} y2 - of the other
 * @param {string} [name] - a class
 * @returns {SVGElement} a line
 */
export function line(x1, x2, y1, y2, name) {
  return createSvg('line', { x1, x2, y1, y2, class: name });
}

/**
 * @param {readonly (readonly [number, number])[]} points - in CSS pixels
 * @param {string} name - a class
 * @returns {SVGElement} a line through them
 */
export function curve(points, name) {
  const text = points.map(([x, y]) => `${x.toFixed(2)},${y.toFixed(2)}`);
  return createSvg('polyline', { class: name, points: text.join(' ') });
}

/** @typedef {{ left: number, right: number, top: number, bottom: number }} Box */
/** @typedef {{ at: number, label: string }} Tick */

/**
 * @typedef {object} FrameOptions
 * @property {Box} box - between the axes
 * @property {number} em - the size of the type
 * @property {readonly Tick[]} x - along the bottom
 * @property {readonly Tick[]} y - along the left
 * @property {string} xTitle - what goes to the right
 * @property {string} yTitle - what goes up
 */

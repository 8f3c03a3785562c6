/** The axes of values of layers. */
import { createSvg } from '../../kit/create.js';
import { decadeTicks, decadesAround, logScale } from '../../kit/log-axis.js';
import { formatNumber, powerOfTen } from '../../kit/numbers.js';
import { svgText } from '../../kit/svg-text.js';

/** Room for the labels of values, in em. */
export const LEFT = 3.6;

/** Powers of ten that nobody writes as such. */
const AS_PLAIN = new Map([
  [-1, '0.1'],
  [0, '1'],
  [1, '10'],
]);

/**
 * @param {readonly number[]} logs - the logarithms to be shown
 * @param {number} rows - how many labels there is room for
 * @param {number} bottom - where the axis begins
 * @param {number} top - where it ends
 * @returns {Axis} whole decades around them, and 1
 */
export function decadeAxis(logs, rows, bottom, top) {
  const decades = decadesAround(logs, { including: 0 });
  const exponents = decadeTicks(decades, rows);
  if (!exponents.includes(0)) exponents.push(0);
  const ticks = exponents.map((exponent) => ({
    value: exponent,
    said: AS_PLAIN.get(exponent) ?? powerOfTen(exponent),
    isOne: exponent === 0,
  }));
  return { ticks, y: logScale(decades, bottom, top) };
}

/**
 * @param {readonly number[]} values - to be shown, not below 0
 * @param {number} rows - how many labels there is room for
 * @param {number} bottom - where the axis begins
 * @param {number} top - where it ends
 * @returns {Axis} from 0, and beyond 1
 */
export function linearAxis(values, rows, bottom, top) {
  const most = 1.08 * Math.max(1.1, ...values);
  const least = most / Math.min(rows, 8);
  const power = 10 ** Math.floor(Math.log10(least));
  const step =
    [1, 2, 5, 10].map((by) => by * power).find((by) => by >= least) ?? least;
  const count = Math.floor(most / step);
  const round = Array.from({ length: count + 1 }, (_, index) => index * step);
  const near = (/** @type {number} */ value) => Math.abs(value - 1) < step / 2;
  const ticks = [...round.filter((value) => !near(value)), 1].map((value) => ({
    value,
    said: formatNumber(value),
    isOne: value === 1,
  }));
  return { ticks, y: (value) => bottom + ((top - bottom) * value) / most };
}

/**
 * @param {Axis['ticks']} ticks - what is labelled
 * @param {Frame} frame - where
 * @returns {SVGElement} lines and labels; the line at 1 stands out
 */
export function drawValueAxis(ticks, { em, right, y }) {
  const $axis = createSvg('g', { class: 'layer-axis' });
  for (const { value, said, isOne } of ticks) {
    const at = y(value);
    $axis.append(
      createSvg('line', {
        class: isOne ? 'is-one' : 'is-decade',
        x1: LEFT * em,
        x2: right,
        y1: at,
        y2: at,
      }),
      svgText((LEFT - 0.5) * em, at + 0.32 * em, said, { anchor: 'end' }),
    );
  }
  return $axis;
}

/**
 * @param {number} layers - how many
 * @param {string} title - what the numbers are
 * @param {Frame} frame - where
 * @returns {SVGElement} the layers' numbers, as far as there is room
 */
export function drawLayerAxis(layers, title, { em, height, right, step, x }) {
  const $axis = createSvg('g', { class: 'layer-axis' });
  const every = Math.max(1, Math.ceil((1.9 * em) / step));
  for (let layer = 1; layer <= layers; layer += every) {
    $axis.append(svgText(x(layer), height - 1.7 * em, String(layer)));
  }
  const middle = (LEFT * em + right) / 2;
  $axis.append(svgText(middle, height - 0.4 * em, title));
  return $axis;
}

/**
 * @typedef {object} Axis
 * @property {{ value: number, said: string, isOne: boolean }[]} ticks - labels
 * @property {(value: number) => number} y - where a value, or its logarithm, is
 */

/**
 * @typedef {object} Frame
 * @property {number} em - the size of the type
 * @property {number} height - of the picture
 * @property {number} right - where the axis ends
 * @property {number} step - from layer to layer
 * @property {(layer: number) => number} x - where a layer is
 * @property {(log: number) => number} y - where a logarithm is
 */

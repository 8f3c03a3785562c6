/** The answer against the input, and how far it is off. */
import { svg } from 'lit';
import { nearestIndex } from '../../kit/nearest.js';
import { formatNumber } from '../../kit/numbers.js';
import {
  axes,
  frameIn,
  line,
  picture,
  plotText,
  px,
  through,
} from '../../kit/plot/axes.js';
import { reads } from '../../kit/plot/reads.js';
import { linearScale, niceEnds } from '../../kit/plot/scale.js';
import { errorsSentence } from './identity-sentence.js';
import { identityWords as words } from './words.js';

/** Lengths around the axes, in em. */
const ROOM = Object.freeze({ height: 21, left: 5, right: 1.4 });

/** Numbers along the vertical axis, at most. */
const TICKS = 6;

/**
 * @param {Answers} answers - of the neuron
 * @param {Size} size
 * @returns {unknown} the answers, with x itself behind them
 */
export function drawAnswers({ x: inputs, answers }, { label, ...room }) {
  const { frame, x, y } = scalesFor(room, [0, 1, ...answers]);
  const { em } = frame;
  return picture({
    ...frame,
    label,
    told: 'sentence',
    reading: readingOf(words.answer, inputs, answers, { frame, x, y }),
    content: [
      axes({ frame, x: x.ticks(6), y, xTitle: words.x, yTitle: words.answer }),
      svg`<path class="plot-pale" d=${through([
        [x(0), y(0)],
        [x(1), y(1)],
      ])}></path>`,
      plotText(
        x(0.94),
        Math.min(y(0.94) + 1.5 * em, frame.bottom - 0.4 * em),
        words.input,
        { name: 'is-quiet' },
      ),
      svg`<path class="plot-curve" d=${through(pointsOf(inputs, answers, x, y))}></path>`,
    ],
  });
}

/**
 * @param {Answers} answers - of the neuron
 * @param {IdentityReadings} readings - of its error
 * @param {Size} size
 * @returns {unknown} the answers less x, and where they are furthest from 0
 */
export function drawErrors({ x: inputs, answers }, readings, size) {
  const { label, ...room } = size;
  const { largestError, largestErrorAt: at } = readings;
  const errors = answers.map(
    (answer, index) => answer - (inputs[index] ?? NaN),
  );
  const { frame, x, y } = scalesFor(room, [-largestError, 0, largestError]);
  const { left, right, em } = frame;
  const nearest = errors[Math.round(at * (errors.length - 1))] ?? 0;
  const worst = nearest < 0 ? -largestError : largestError;
  return picture({
    ...frame,
    label,
    told: 'errors-told',
    says: errorsSentence(inputs, errors),
    reading: readingOf(words.error, inputs, errors, { frame, x, y }),
    content: [
      axes({ frame, x: x.ticks(6), y, xTitle: words.x, yTitle: words.error }),
      line(left, y(0), right, y(0), 'plot-base'),
      [-largestError, largestError].map((edge) =>
        line(left, y(edge), right, y(edge), 'plot-limit'),
      ),
      svg`<path class="plot-curve" d=${through(pointsOf(inputs, errors, x, y))}></path>`,
      svg`<circle class="plot-dot" cx=${px(x(at))} cy=${px(y(worst))} r=${0.34 * em}></circle>`,
      // The curve is nowhere above it.
      plotText(
        right,
        y(largestError) - 0.5 * em,
        `±${formatNumber(largestError)}`,
        { anchor: 'end', name: 'is-strong' },
      ),
    ],
  });
}

/**
 * @param {{ width: number, em: number, height?: number }} room - of the picture
 * @param {readonly number[]} values - to be shown, finite
 */
function scalesFor(room, values) {
  const frame = frameIn(room, ROOM);
  const ends = [Math.min(...values), Math.max(...values)];
  const x = linearScale({ domain: [0, 1], range: [frame.left, frame.right] });
  const y = linearScale({
    domain: niceEnds(ends, TICKS),
    range: [frame.bottom, frame.top],
  });
  return { frame, x, y };
}

/**
 * @param {string} name - of the values
 * @param {Float64Array} inputs
 * @param {Float64Array} values - of each
 * @param {ReturnType<typeof scalesFor>} scales - where they are
 */
function readingOf(name, inputs, values, { frame, x, y }) {
  return reads({
    frame,
    numbers: [...inputs],
    place: x,
    at: (input) => {
      const value = values[nearestIndex(inputs, input)] ?? NaN;
      return {
        title: `x = ${formatNumber(input)}`,
        marks: [{ name, value, y: y(value) }],
      };
    },
  });
}

/**
 * @param {Float64Array} inputs
 * @param {Float64Array} values - of each
 * @param {Scale} x - where an input falls
 * @param {Scale} y - where a value falls
 */
function pointsOf(inputs, values, x, y) {
  return Array.from(
    inputs,
    (input, index) =>
      /** @type {const} */ ([x(input), y(values[index] ?? NaN)]),
  );
}

/** @typedef {import('../../kit/plot/scale.js').Scale} Scale */
/** @typedef {import('./identity-numbers.js').Answers} Answers */
/** @typedef {import('./identity-numbers.js').IdentityReadings} IdentityReadings */
/** @typedef {{ width: number, em: number, height?: number, label: string }} Size */

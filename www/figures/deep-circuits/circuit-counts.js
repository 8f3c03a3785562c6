/** What each design takes, against the number of bits. */
import { svg } from 'lit';
import { countText } from '../../kit/numbers.js';
import { layerDash, layerStyle } from '../../kit/palette.js';
import { axes, frameIn, picture, px } from '../../kit/plot/axes.js';
import { reads } from '../../kit/plot/reads.js';
import { endLabels } from '../../kit/plot/end-labels.js';
import {
  decadesAround,
  linearScale,
  logScale,
  niceEnds,
} from '../../kit/plot/scale.js';
import { setStyles } from '../../kit/set-styles.js';
import { circuitWords as words } from './words.js';

/** @import { Scale } from '../../kit/plot/scale.js' */
/** @import { Counts } from './circuit-numbers.js' */

const LINES = /** @type {const} */ ([
  ['twoLayer', words.twoLayerShort],
  ['deep', words.deepShort],
  ['neuron', words.neuronsShort],
]);

/** Lengths around the axes, in em. */
const ROOM = Object.freeze({ height: 15, left: 3.4, right: 7.2, top: 1 });

/** Numbers along the vertical axis. */
const TICKS = 7;

/**
 * @param {readonly Counts[]} counts @param {Options} options
 * @returns {unknown} gates against bits, on a log axis
 */
export function drawGates(counts, options) {
  const logs = allOf(counts, 'Gates').map(Math.log10);
  const [from, to] = decadesAround(logs, { including: 0 });
  return drawLines(counts, 'Gates', words.gatesTitle, options, (range) =>
    logScale({ domain: [10 ** from, 10 ** to], range }),
  );
}

/** @param {readonly Counts[]} counts @param {Options} options */
export function drawLayers(counts, options) {
  const domain = niceEnds([0, ...allOf(counts, 'Depth')], TICKS);
  return drawLines(counts, 'Depth', words.layersTitle, options, (range) =>
    linearScale({ domain, range }),
  );
}

/**
 * @param {readonly Counts[]} counts
 * @param {'Gates' | 'Depth'} what
 * @param {string} title - the same in words
 * @param {Options} options
 * @param {(range: [number, number]) => Scale} scale - makes the vertical axis
 * @returns {unknown} a line for each design
 */
function drawLines(counts, what, title, { width, em, bits }, scale) {
  const frame = frameIn({ width, em }, ROOM);
  const first = counts[0]?.bits ?? 0;
  const last = counts.at(-1)?.bits ?? 1;
  const x = linearScale({
    domain: [first, last],
    range: [frame.left, frame.right],
  });
  const y = scale([frame.bottom, frame.top]);
  const every = x(first + 1) - frame.left < 1.3 * em ? 2 : 1;
  const numbers = counts.map(({ bits: n }) => ({
    value: n,
    at: x(n),
    text: (last - n) % every === 0 || n === bits ? String(n) : '',
    name: n === bits ? 'is-now' : '',
  }));
  const lines = LINES.map(([design, name]) => ({
    name,
    points: counts.map((row) => ({
      n: row.bits,
      value: row[`${design}${what}`],
    })),
  }));
  const now = lines.map(({ name, points }) => {
    const value = points.find(({ n }) => n === bits)?.value ?? NaN;
    return { name, value };
  });
  const values = now.map(({ name, value }) => `${name} ${countText(value)}`);
  const ends = lines.map(({ name, points }) => ({
    name,
    x: frame.right,
    y: y(points.at(-1)?.value ?? NaN),
  }));
  return picture({
    ...frame,
    name: 'circuit-chart',
    reading: reads({
      frame,
      numbers: counts.map((row) => row.bits),
      place: x,
      at: (n) => ({
        title: n === 1 ? '1 bit' : `${n} bits`,
        marks: lines.map(({ name, points }) => {
          const value = points.find((point) => point.n === n)?.value ?? NaN;
          return { name, value: countText(value), y: y(value) };
        }),
      }),
    }),
    label: `${title}, against the number of bits`,
    told: `${what}-told`,
    says: `With ${bits} ${bits === 1 ? 'bit' : 'bits'}: ${values.join(', ')}.`,
    content: [
      axes({
        frame,
        x: numbers,
        y: y.ticks(TICKS, { isWhole: true }),
        xTitle: words.bitsAxis,
      }),
      lines.map(
        ({ points }, index) =>
          svg`<g class="circuit-line" ${setStyles(layerStyle(index, lines.length))}>
            <polyline
              points=${points.map(({ n, value }) => `${px(x(n))},${px(y(value))}`).join(' ')}
              stroke-dasharray=${layerDash(index).join(' ')}
            ></polyline>
            <circle class="circuit-mark" cx=${px(x(bits))} cy=${px(y(now[index]?.value ?? NaN))} r=${0.32 * em}></circle>
          </g>`,
      ),
      endLabels({ ends, frame }),
    ],
  });
}

/**
 * @param {readonly Counts[]} counts @param {'Gates' | 'Depth'} what
 * @returns {number[]} of every design
 */
function allOf(counts, what) {
  return LINES.flatMap(([design]) =>
    counts.map((row) => row[`${design}${what}`]),
  );
}

/** @typedef {{ width: number, em: number, bits: number }} Options */

import { nothing, svg } from 'lit';
import {
  axes,
  between,
  frameIn,
  line,
  picture,
  through,
} from '../../kit/plot/axes.js';
import { reads } from '../../kit/plot/reads.js';
import { endLabels } from '../../kit/plot/end-labels.js';
import { decadeScale, linearScale } from '../../kit/plot/scale.js';
import { LIMITS } from './readings.js';
import { chainsColumns, chainsWords as words } from './words.js';

/** Depths that are written along the axis. */
const DEPTHS = [2, 4, 8, 12, 16, 20, 24, 28, 32];

/** The column of the table with the first quantile. */
const FIRST_QUANTILE = 6;

/** The decades that the axis always covers. */
const LEAST_DOMAIN = [-4, 4];

/**
 * Draws the quantiles of the ratio against the depth. A quantile that is 0 has
 * no place on the axis: its line ends.
 *
 * @param {readonly { depth: number, quantiles: readonly number[] }[]} rows - of
 *   each depth: 5, 25, 50, 75 and 95 % of log₁₀ of the ratio
 * @param {number} chosen - the depth that the histogram shows
 * @param {{ width: number, em: number, label: string }} size
 */
export function drawQuantiles(rows, chosen, { label, ...room }) {
  const frame = frameIn(room, { height: 21, left: 3.8, right: 6.8 });
  const { width, height, left, right, top, bottom, em } = frame;
  const finite = [...LEAST_DOMAIN, ...rows.flatMap((row) => row.quantiles)];
  const logs = finite.filter(Number.isFinite);
  const x = linearScale({
    domain: [rows[0]?.depth ?? 2, rows.at(-1)?.depth ?? 32],
    range: [left, right],
  });
  const y = decadeScale({
    domain: [Math.floor(Math.min(...logs)), Math.ceil(Math.max(...logs))],
    range: [bottom, top],
  });
  const medianHere = rows.find(({ depth }) => depth === chosen)?.quantiles[2];
  const depths = DEPTHS.map((depth) => ({
    value: depth,
    at: x(depth),
    text: String(depth),
  }));
  /** @type {[lower: number, upper: number, name: string][]} */
  const bands = [
    [0, 4, 'plot-band'],
    [1, 3, 'plot-band is-inner'],
  ];
  const median = rows.map(({ depth, quantiles }) => {
    const log = quantiles[2] ?? NaN;
    return /** @type {const} */ ([
      x(depth),
      Number.isFinite(log) ? y(log) : NaN,
    ]);
  });
  const content = svg`
    ${axes({ frame, x: depths, y, xTitle: words.quantilesX, yTitle: words.quantilesY })}
    ${LIMITS.map((limit) => line(left, y(limit), right, y(limit), 'plot-limit'))}
    ${line(x(chosen), top, x(chosen), bottom, 'plot-chosen')}
    ${bands.map(([lower, upper, name]) => svg`<polygon class=${name} points=${band(rows, lower, upper, x, y)}></polygon>`)}
    <path class="plot-curve" d=${through(median)}></path>
    ${
      medianHere !== undefined && Number.isFinite(medianHere)
        ? svg`<circle class="plot-dot" cx=${x(chosen)} cy=${y(medianHere)} r=${0.42 * em}></circle>`
        : nothing
    }
    ${endLabels({ ends: names(rows, x, y), frame })}`;
  const reading = reads({
    frame,
    numbers: rows.map(({ depth }) => depth),
    place: x,
    at: (number) => {
      const quantiles =
        rows.find(({ depth }) => depth === number)?.quantiles ?? [];
      return {
        title: `${number} neurons`,
        marks: quantiles.map((log, index) => ({
          name: chainsColumns[FIRST_QUANTILE + index] ?? '',
          log10: log,
          y: Number.isFinite(log) ? y(log) : NaN,
        })),
      };
    },
  });
  return picture({ width, height, label, content, reading });
}

/**
 * @param {Rows} rows - of each depth
 * @param {number} lower - the lower quantile, 0 to 4
 * @param {number} upper - the upper one
 * @param {Scale} x - of the depth
 * @param {Scale} y - of log₁₀ of the ratio
 * @returns {string} the ground between the two; a lower one of 0 is at the bottom
 *   of the picture, where the scale holds what lies beyond
 */
function band(rows, lower, upper, x, y) {
  const there = rows.filter(({ quantiles }) =>
    Number.isFinite(quantiles[upper] ?? NaN),
  );
  /** @param {number} which - quantile */
  const edge = (which) =>
    there.map(({ depth, quantiles }) => {
      const log = quantiles[which] ?? NaN;
      const held = Number.isFinite(log) ? log : (y.domain[0] ?? 0);
      return /** @type {const} */ ([x(depth), y(held)]);
    });
  return between(edge(upper), edge(lower));
}

/**
 * @param {Rows} rows - of each depth
 * @param {Scale} x - of the depth
 * @param {Scale} y - of log₁₀ of the ratio
 * @returns {import('../../kit/plot/end-labels.js').LineEnd[]} what the line and
 *   the grounds are, at their ends
 */
function names(rows, x, y) {
  const end = rows.findLast(({ quantiles }) =>
    Number.isFinite(quantiles[2] ?? NaN),
  );
  if (!end) return [];
  const [, lower = NaN, middle = NaN, , upper = NaN] = end.quantiles;
  return [
    { name: words.nineTenths, log: upper, className: 'is-quiet' },
    { name: words.median, log: middle },
    { name: words.middleHalf, log: lower, className: 'is-quiet' },
  ]
    .filter(({ log }) => Number.isFinite(log))
    .map(({ log, ...named }) => ({ ...named, x: x(end.depth), y: y(log) }));
}

/** @typedef {readonly { depth: number, quantiles: readonly number[] }[]} Rows */
/** @typedef {import('../../kit/plot/scale.js').Scale} Scale */

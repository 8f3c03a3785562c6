import { nothing, svg } from 'lit';
import {
  axes,
  between,
  frameIn,
  line,
  picture,
  through,
} from '../../kit/plot/axes.js';
import { endLabels, nameWithMisfit } from '../../kit/plot/end-labels.js';
import { decadeScale, linearScale, misfitOn } from '../../kit/plot/scale.js';
import { reads } from '../../kit/plot/reads.js';
import { LIMITS } from './readings.js';
import { quantilesSentence } from './sentence.js';
import { chainsColumns, chainsWords as words } from './words.js';

/** Depths that are written along the axis. */
const DEPTHS = [2, 4, 8, 12, 16, 20, 24, 28, 32];

/** The column of the table with the first quantile. */
const FIRST_QUANTILE = 6;

/** The decades that the axis always covers. */
const LEAST_DOMAIN = [-4, 4];

/** How far below the axis quantiles of 0 are drawn, in em, where there are any. */
const BELOW = 1.5;

/**
 * Draws the quantiles of the ratio against the depth. A quantile that is 0 has no
 * place on the axis of decades: it is on a line of its own below that.
 *
 * @param {readonly { depth: number, quantiles: readonly number[] }[]} rows - of
 *   each depth: 5, 25, 50, 75 and 95 % of log₁₀ of the ratio
 * @param {number} chosen - the depth that the histogram shows
 * @param {{ width: number, em: number, label: string }} size
 */
export function drawQuantiles(rows, chosen, { label, ...room }) {
  const hasZero = rows.some(({ quantiles }) => quantiles.includes(-Infinity));
  const frame = frameIn(room, {
    height: 21,
    left: 3.8,
    right: hasZero ? 9.6 : 6.8,
  });
  const { width, height, left, right, top, bottom, em } = frame;
  const finite = [...LEAST_DOMAIN, ...rows.flatMap((row) => row.quantiles)];
  const logs = finite.filter(Number.isFinite);
  const x = linearScale({
    domain: [rows[0]?.depth ?? 2, rows.at(-1)?.depth ?? 32],
    range: [left, right],
  });
  const decades = decadeScale({
    domain: [Math.floor(Math.min(...logs)), Math.ceil(Math.max(...logs))],
    range: [hasZero ? bottom - BELOW * em : bottom, top],
  });
  /** @param {number} log - of a quantile @returns {number} where it is; NaN for no number */
  const y = (log) => (log === -Infinity ? bottom : decades(log));
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
  const median = rows.map(
    ({ depth, quantiles }) =>
      /** @type {const} */ ([x(depth), y(quantiles[2] ?? NaN)]),
  );
  const most = (decades.range[0] - top) / (1.55 * em);
  const ticks = [
    ...decades.ticks(most, { hasMinor: true }),
    ...(hasZero
      ? [{ value: -Infinity, at: bottom, text: '0', name: 'is-strong' }]
      : []),
  ];
  const content = svg`
    ${axes({ frame, x: depths, y: ticks, xTitle: words.quantilesX, yTitle: words.quantilesY })}
    ${LIMITS.map((limit) => line(left, y(limit), right, y(limit), 'plot-limit'))}
    ${line(x(chosen), top, x(chosen), bottom, 'plot-chosen')}
    ${bands.map(([lower, upper, name]) => svg`<polygon class=${name} points=${band(rows, lower, upper, x, y)}></polygon>`)}
    <path class="plot-curve" d=${through(median)}></path>
    ${
      medianHere !== undefined
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
  return picture({
    width,
    height,
    label,
    told: 'quantiles-told',
    says: quantilesSentence(rows),
    content,
    reading,
  });
}

/**
 * @param {Rows} rows - of each depth
 * @param {number} lower - the lower quantile, 0 to 4
 * @param {number} upper - the upper one
 * @param {(value: number) => number} x - of the depth
 * @param {(value: number) => number} y - of log₁₀ of the ratio
 * @returns {string} the ground between the two
 */
function band(rows, lower, upper, x, y) {
  /** @param {number} which - quantile */
  const edge = (which) =>
    rows.map(
      ({ depth, quantiles }) =>
        /** @type {const} */ ([x(depth), y(quantiles[which] ?? NaN)]),
    );
  return between(edge(upper), edge(lower));
}

/**
 * @param {Rows} rows - of each depth
 * @param {(value: number) => number} x - of the depth
 * @param {(value: number) => number} y - of log₁₀ of the ratio
 * @returns {import('../../kit/plot/end-labels.js').LineEnd[]} what the line and
 *   the grounds are, at their ends
 */
function names(rows, x, y) {
  const end = rows.at(-1);
  if (!end) return [];
  return /** @type {const} */ ([
    [words.nineTenths, 4, 'is-quiet'],
    [words.median, 2, ''],
    [words.middleHalf, 1, 'is-quiet'],
  ]).map(([name, which, className]) => {
    const log = end.quantiles[which] ?? NaN;
    const misfit = misfitOn('decades', log);
    const said = nameWithMisfit(name, misfit, log);
    return { name: said, className, x: x(end.depth), y: y(log) };
  });
}

/** @typedef {readonly { depth: number, quantiles: readonly number[] }[]} Rows */

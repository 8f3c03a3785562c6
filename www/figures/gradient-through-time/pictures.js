import { nothing, svg } from 'lit';
import {
  axes,
  between,
  frameIn,
  line,
  picture,
  plotText,
  through,
} from '../../kit/plot/axes.js';
import { DECADES } from '../../kit/fate.js';
import { axisPercent, share } from '../../kit/numbers.js';
import { endLabels } from '../../kit/plot/end-labels.js';
import { reads } from '../../kit/plot/reads.js';
import {
  decadesAround,
  decadeScale,
  linearScale,
  roundUp,
} from '../../kit/plot/scale.js';
import { MOST, ROW } from './learning.js';
import { levelOf, REMEMBERS } from './readings.js';
import { timeWords as words } from './words.js';

/** The least that the axis of steps covers. */
const LEAST_STEPS = 100;

/** The accuracies that the axis always covers. */
const ACCURACIES = /** @type {const} */ ([0.4, 1]);

/** Where it says that there is nothing yet. */
const MIDDLE = 0.73;

/**
 * Where the gradient is drawn.
 *
 * @param {Readings} readings - the numbers
 * @param {Room} room - of the picture
 * @param {Overlay | null} kept - other networks
 */
function layOut({ one, trained, quantiles }, room, kept) {
  const frame = frameIn(room, { height: 20, left: 3.8, right: 1 });
  const { left, right, top, bottom } = frame;
  const y = decadeScale({
    domain: decadesAround(
      [...quantiles, ...one, ...trained, ...(kept?.values ?? [])],
      { including: 0 },
    ),
    range: [bottom, top],
  });
  const last = Math.max(one.length - 1, kept?.last ?? 0);
  const x = linearScale({ domain: [0, last], range: [left, right] });
  return { frame, x, y };
}

/**
 * @param {Readings} readings - the numbers
 * @param {Room} room - of the picture
 * @param {string} label - its name
 * @param {Overlay | null} [kept] - other networks as they were trained
 * @returns {unknown} the gradient at every step: the band of the seeds, the line of
 *   one, and that of the same network as it is now. A gradient of 0 has no place:
 *   its line ends
 */
export function drawGradient(readings, room, label, kept = null) {
  const { one, trained, quantiles, seeds, state } = readings;
  const { frame, x, y } = layOut(readings, room, kept);
  const { width, height, left, right, top, bottom } = frame;
  /** @param {number} log @param {number} t @returns {readonly [number, number]} */
  const point = (log, t) => [x(t), Number.isFinite(log) ? y(log) : NaN];
  /** @param {number} log @param {number} t @returns {readonly [number, number]} */
  const held = (log, t) => [x(t), log === -Infinity ? bottom : y(log)];
  const [q5, q25, q50, q75, q95] = [0, 1, 2, 3, 4].map((level) =>
    levelOf(quantiles, level),
  );
  const bands = /** @type {const} */ ([
    [q95, q5, 'plot-band'],
    [q75, q25, 'plot-band is-inner'],
  ]);
  const lines = /** @type {const} */ ([
    [q50, 'plot-curve'],
    [one, 'time-line is-one'],
    [trained, 'time-line is-now'],
  ]);
  const content = svg`
    ${axes({ frame, x, y, xTitle: words.timeAxis, yTitle: words.gradientAxis, xTicks: { isWhole: true } })}
    ${[-DECADES, DECADES]
      .filter((limit) => y(limit) > top && y(limit) < bottom)
      .map((limit) => line(left, y(limit), right, y(limit), 'plot-limit'))}
    ${bands.map(([upper, lower, name]) => svg`<polygon class=${name} points=${between((upper ?? []).map(held), (lower ?? []).map(held))}></polygon>`)}
    ${kept?.behind({ frame, x, y, zoom: 1 })}
    ${lines.map(([logs, name]) => svg`<path class=${name} d=${through((logs ?? []).map(point))}></path>`)}
`;
  const named = /** @type {[string, readonly number[], boolean][]} */ ([
    ...(seeds > 1
      ? [
          [words.high, q95, false],
          [words.middle, q50, true],
          [words.low, q5, false],
        ]
      : []),
    [words.one(state.seed), one, true],
    ...(trained.length > 0 ? [[words.now(readings.steps), trained, true]] : []),
  ]);
  const reading = reads({
    frame,
    numbers: one.map((_, t) => t),
    place: x,
    at: (t) => ({
      title: words.stepNumber(t),
      marks: named.map(([name, logs, hasDot]) => {
        const log10 = logs[t] ?? NaN;
        const isThere = hasDot && Number.isFinite(log10);
        return { name, log10, y: isThere ? y(log10) : NaN };
      }),
    }),
  });
  return picture({ width, height, label, told: 'untrained', content, reading });
}

/**
 * @param {readonly Run[]} runs - of all cells that have begun
 * @param {Run['cell']} chosen - the cell that is shown
 * @param {Room} room - of the picture
 * @param {{ label: string, told: string, says?: string }} aloud - its name and conclusion
 * @param {Overlay | null} [kept] - other runs
 * @param {import('../../kit/predict/prediction.js').Prediction} [prediction] - of that cell
 * @returns {unknown} the share of right answers against the steps of training
 */
export function drawAccuracy(
  runs,
  chosen,
  room,
  aloud,
  kept = null,
  prediction,
) {
  const frame = frameIn(room, { height: 20, left: 3.8, right: 4.4 });
  const { width, height, left, right, top, bottom } = frame;
  const steps = [
    ...runs.map((run) => run.accuracies.length * ROW),
    kept?.last ?? 0,
  ];
  const x = linearScale({
    domain: [
      0,
      roundUp(Math.max(LEAST_STEPS, ...steps, prediction?.isThere ? MOST : 0)),
    ],
    range: [left, right],
  });
  const least = Math.min(
    ...runs.flatMap(({ accuracies }) => accuracies),
    ...(kept?.values ?? []),
    1,
  );
  const y = linearScale({
    domain: [Math.min(ACCURACIES[0], least), ACCURACIES[1]],
    range: [bottom, top],
  });
  /** @type {import('../../kit/plot/live-plot.js').Laid} */
  const laid = { settings: settingsOf(chosen), frame, x, y, zoom: 1 };
  // The chosen one over the others.
  const ordered = [...runs].sort(
    (one, other) => Number(one.cell === chosen) - Number(other.cell === chosen),
  );
  const ends = runs.map(({ cell, accuracies }) => ({
    name: words.cells[cell],
    x: x(accuracies.length * ROW),
    y: y(accuracies.at(-1) ?? NaN),
    className: classOf(cell, chosen),
  }));
  const content = svg`
    ${axes({ frame, x, y, xTitle: words.stepAxis, yTitle: words.accuracyAxis, xTicks: { isWhole: true }, yTicks: { format: axisPercent } })}
    ${[0.5, REMEMBERS].map((limit) => line(left, y(limit), right, y(limit), 'plot-limit'))}
    ${kept?.behind(laid)}
    <g class="time-yours">${prediction?.behind(laid)}</g>
    ${ordered.map(({ cell, accuracies }) => svg`<path class="time-run ${classOf(cell, chosen)}" d=${through(accuracies.map((accuracy, row) => [x((row + 1) * ROW), y(accuracy)]))}></path>`)}
    ${runs.length === 0 && !kept && !prediction?.isThere ? plotText((left + right) / 2, y(MIDDLE), words.untried, { name: 'is-quiet' }) : nothing}
    ${endLabels({ ends, frame })}`;
  const rows = Math.max(0, ...runs.map(({ accuracies }) => accuracies.length));
  const reading =
    rows > 0
      ? reads({
          frame,
          numbers: Array.from({ length: rows }, (_, row) => (row + 1) * ROW),
          place: x,
          at: (step) => ({
            title: words.stepsNumber(step),
            marks: runs.flatMap(({ cell, accuracies }) => {
              const accuracy = accuracies[step / ROW - 1];
              return accuracy === undefined
                ? []
                : [
                    {
                      name: words.cells[cell],
                      value: share(accuracy),
                      y: y(accuracy),
                    },
                  ];
            }),
          }),
        })
      : null;
  return picture({ ...aloud, width, height, content, reading });
}

/** @param {Run['cell']} cell @returns {import('../../kit/plot/live-plot.js').LiveSettings} of what a reader may draw */
function settingsOf(cell) {
  return {
    margins: { left: 0 },
    epochs: MOST,
    along: 'step',
    yTitle: words.accuracyAxis,
    verticalScale: 'linear',
    unit: 'percent',
    lines: [{ name: words.cells[cell], colour: undefined, dash: [], width: 2 }],
  };
}

/** @param {string} cell @param {string} chosen @returns {string} the classes of a cell’s line */
function classOf(cell, chosen) {
  return `is-${cell}${cell === chosen ? ' is-main' : ''}`;
}

/** @typedef {{ width: number, em: number, height?: number }} Room */
/** @typedef {import('../../kit/plot/live-plot.js').Overlay} Overlay */
/** @typedef {import('./readings.js').Readings} Readings */
/** @typedef {import('./learning.js').Run} Run */

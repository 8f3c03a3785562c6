/** The pictures of the checks. */
import { svg } from 'lit';
import {
  axisPercent,
  countText,
  formatNumber,
  share,
} from '../../kit/numbers.js';
import {
  axes,
  between,
  frameIn,
  line,
  picture,
  plotText,
  px,
  through,
} from '../../kit/plot/axes.js';
import { endLabels, labelRoom } from '../../kit/plot/end-labels.js';
import { reads } from '../../kit/plot/reads.js';
import { linearScale, logScale, niceEnds } from '../../kit/plot/scale.js';
import { historyOf } from './findings.js';
import { seedsFrom } from './plans.js';
import { recipeWords as words } from './words.js';

/** @import { Frame } from '../../kit/plot/axes.js' */
/** @import { Scale } from '../../kit/plot/scale.js' */
/** @import { Room } from '../../kit/room-controller.js' */
/** @import { PooledRun } from '../../run/run-pool.js' */
/** @import { Finding } from './findings.js' */
/** @import { Core } from './plans.js' */
/** @import { RecipeState as State } from './state.js' */

/**
 * @typedef {object} Shown
 * @property {State} state
 * @property {readonly PooledRun[]} runs - of the check, as far as they are
 * @property {Finding | null} finding - once they are over
 * @property {Core} core
 * @property {number} largest - the share of the largest class
 * @property {Room} room
 * @property {string} label - what the picture says
 */

/** @typedef {{ name: string, className: string, epochs: readonly number[], values: readonly number[] }} Line */

/** The checks that have such a picture. @type {Readonly<Record<string, (shown: Shown) => unknown>>} */
export const PICTURES = Object.freeze({
  baseline: drawBaseline,
  'first-loss': drawFirstLoss,
  'one-batch': drawBatch,
  regularise: drawGaps,
  search: drawSearch,
  ensemble: drawEnsemble,
});

/** @param {Shown} shown */
function drawBaseline({ state, runs, largest, room, label }) {
  const [blank, seeing] = runs;
  const lines = [
    lineOf(seeing, 'trainingAccuracy', words.seeing, 'is-first'),
    lineOf(blank, 'trainingAccuracy', words.blank, 'is-second'),
  ];
  return drawLines({
    room,
    label,
    lines,
    epochs: state.epochs,
    scale: ({ bottom, top }) =>
      linearScale({ domain: [0, 1], range: [bottom, top] }),
    yTitle: words.trainingAxis,
    format: axisPercent,
    text: share,
    limit: Number.isFinite(largest)
      ? { value: largest, name: words.largest }
      : undefined,
  });
}

/** @param {Shown} shown */
function drawBatch({ runs: [run], room, label }) {
  const lines = [lineOf(run, 'cost', '', 'is-first')];
  const costs = lines
    .flatMap(({ values }) => values)
    .filter((cost) => cost > 0 && cost < Infinity);
  const low = 10 ** Math.floor(Math.log10(Math.min(0.01, ...costs)));
  const high = 10 ** Math.ceil(Math.log10(Math.max(1, ...costs)));
  return drawLines({
    room,
    label,
    lines,
    epochs: run?.spec.epochs ?? 1,
    scale: ({ bottom, top }) =>
      logScale({ domain: [low, high], range: [bottom, top] }),
    yTitle: words.costAxis,
    text: (value) => formatNumber(value),
  });
}

/**
 * @param {object} options - of a picture of lines against epochs
 * @param {Room} options.room
 * @param {string} options.label
 * @param {readonly Line[]} options.lines
 * @param {number} options.epochs - that the axis spans
 * @param {(frame: Frame) => Scale} options.scale - of the vertical axis
 * @param {string} options.yTitle
 * @param {(value: number, step: number) => string} [options.format] - of its labels
 * @param {(value: number) => string} options.text - of a value that is read off
 * @param {{ value: number, name: string } | undefined} [options.limit]
 */
function drawLines({
  room,
  label,
  lines,
  epochs,
  scale,
  yTitle,
  format,
  text,
  limit,
}) {
  const names = lines.map(({ name }) => name);
  const right = labelRoom([...names, limit?.name ?? '']);
  const frame = frameIn(room, { height: 20, left: 4.2, right });
  const { width, height, left, top, bottom } = frame;
  const x = linearScale({ domain: [0, epochs], range: [left, frame.right] });
  const y = scale({ ...frame, top, bottom });
  const ends = [
    ...lines.flatMap(({ name, values, epochs: at, className }) =>
      name && Number.isFinite(values.at(-1))
        ? [{ name, className, x: x(at.at(-1) ?? 0), y: y(values.at(-1) ?? 0) }]
        : [],
    ),
    ...(limit
      ? [
          {
            name: limit.name,
            x: frame.right,
            y: y(limit.value),
            className: 'is-quiet',
          },
        ]
      : []),
  ];
  const content = svg`
    ${axes({ frame, x, y, xTitle: words.epochAxis, yTitle, xTicks: { isWhole: true }, yTicks: format ? { format } : {} })}
    ${limit ? line(left, y(limit.value), frame.right, y(limit.value), 'plot-limit') : ''}
    ${lines.map((one) => drawLine(one, x, y))}
    ${endLabels({ ends, frame })}`;
  const [longest] = [...lines].sort(
    (one, other) => other.epochs.length - one.epochs.length,
  );
  const reading = longest?.epochs.length
    ? reads({
        frame,
        numbers: longest.epochs,
        place: x,
        at: (epoch) => ({
          title: `epoch ${epoch}`,
          marks: lines.flatMap(({ name, epochs: at, values }) => {
            const value = values[at.indexOf(epoch)];
            return value === undefined
              ? []
              : [{ name, value: text(value), y: y(value) }];
          }),
        }),
      })
    : null;
  return picture({ width, height, label, told: 'sentence', content, reading });
}

/** @param {Line} shown @param {Scale} x @param {Scale} y */
function drawLine({ epochs, values, className }, x, y) {
  const points = epochs.map(
    (epoch, index) =>
      /** @type {const} */ ([x(epoch), y(values[index] ?? NaN)]),
  );
  return svg`<path class="recipe-line ${className}" d=${through(points)}></path>`;
}

/**
 * @param {PooledRun | undefined} run
 * @param {'cost' | 'trainingAccuracy' | 'validationAccuracy'} what
 * @param {string} name
 * @param {string} className
 * @returns {Line}
 */
function lineOf(run, what, name, className) {
  const history = historyOf(run);
  return {
    name,
    className,
    epochs: [...(history?.epochs ?? [])],
    values: [...(history?.[what] ?? [])],
  };
}

/** A run with a lower accuracy in the end has hardly learned, and is shown from 0 on. */
const LEARNED = 0.4;

/** Four small plots, two by two: training and validation, and the gap between them. @param {Shown} shown */
function drawGaps({ state, runs, room, label }) {
  const { width, height, em } = frameIn(room, {
    height: 24,
    left: 0,
    right: 0,
  });
  const titles = [
    words.variants.plain,
    words.variants.lambda(formatNumber(state.lambda)),
    words.variants.dropout(formatNumber(state.dropout)),
    words.variants.fewer(countText(runs[3]?.spec.images ?? 0)),
  ];
  const values = runs.flatMap((run) => [
    ...(historyOf(run)?.validationAccuracy ?? []).slice(1),
  ]);
  const lasts = runs.map(
    (run) => historyOf(run)?.validationAccuracy.at(-1) ?? NaN,
  );
  // What is before the first epochs would leave the gap no room.
  const low = lasts.some((value) => value < LEARNED)
    ? 0
    : Math.floor(
        10 * Math.min(0.7, ...values.filter((value) => value > LEARNED)),
      ) / 10;
  const isNarrow = width < 38 * em;
  const content = titles.map((title, index) => {
    const [column, row] = [index % 2, Math.floor(index / 2)];
    const frame = {
      ...frameIn(
        { width: width / 2, height: height / 2, em },
        {
          ...{ height: 12, left: 3.6, right: 0.8 },
          ...{ top: isNarrow ? 3.2 : 1.9, bottom: row ? 3 : 2 },
        },
      ),
    };
    const { left, right, top, bottom } = frame;
    const x = linearScale({ domain: [0, state.epochs], range: [left, right] });
    const y = linearScale({ domain: [low, 1], range: [bottom, top] });
    const [training, validation] = [
      lineOf(runs[index], 'trainingAccuracy', words.training, 'is-first'),
      lineOf(runs[index], 'validationAccuracy', words.validation, 'is-second'),
    ].map((one) => ({
      ...one,
      values: one.values.map((value) => (value < low ? NaN : value)),
    }));
    const shown = (training?.epochs ?? []).filter(
      (_, at) =>
        Number.isFinite(training?.values[at]) &&
        Number.isFinite(validation?.values[at]),
    );
    const edge = (/** @type {Line | undefined} */ one) =>
      shown.map(
        (epoch) =>
          /** @type {const} */ ([
            x(epoch),
            y(one?.values[one.epochs.indexOf(epoch)] ?? NaN),
          ]),
      );
    const last = shown.length - 1;
    const gap =
      ((training?.values.at(-1) ?? NaN) - (validation?.values.at(-1) ?? NaN)) *
      100;
    return svg`<g transform="translate(${px((column * width) / 2)} ${px((row * height) / 2)})">
      ${axes({ frame, x, y, xTitle: row ? words.epochAxis : '', xTicks: { isWhole: true }, yTicks: { format: axisPercent, hasEnds: false, hasMinor: false } })}
      ${plotText(left, 1.2 * em, title, { anchor: 'start', name: 'is-strong' })}
      ${last > 0 ? svg`<polygon class="plot-band" points=${between(edge(training), edge(validation))}></polygon>` : ''}
      ${training && validation ? [drawLine(validation, x, y), drawLine(training, x, y)] : ''}
      ${Number.isFinite(gap) ? plotText(isNarrow ? left : right, (isNarrow ? 2.5 : 1.2) * em, words.gap(gap.toFixed(1).replace('-', '−')), { anchor: isNarrow ? 'start' : 'end' }) : ''}
    </g>`;
  });
  return picture({
    width,
    height,
    label,
    told: 'sentence',
    content: svg`${content}`,
  });
}

/** Dots in three rows: what each start costs before it is trained. @param {Shown} shown */
function drawFirstLoss({ state, runs, core, room, label }) {
  const frame = frameIn(room, { height: 20, left: 1, right: 1.6, top: 1.6 });
  const { width, height, left, right, top, bottom, em } = frame;
  const expected = core.firstCost(state);
  const costs = runs.map((run) => historyOf(run)?.cost[0] ?? NaN);
  const half = (runs.length - 1) / 2;
  const groups = [
    { name: words.zeroStart, costs: costs.slice(0, 1) },
    {
      name: words.chosen(state.initialisation),
      costs: costs.slice(1, 1 + half),
    },
    { name: words.normalStart, costs: costs.slice(1 + half) },
  ];
  const x = linearScale({
    domain: niceEnds([0, 1.5 * expected, ...costs], 6),
    range: [left, right],
  });
  const row = (bottom - top) / groups.length;
  const atExpected = x(expected);
  const isLeft = atExpected < (left + right) / 2;
  const content = svg`
    ${axes({ frame, x, y: [], xTitle: words.firstAxis })}
    ${line(atExpected, top, atExpected, bottom, 'plot-limit')}
    ${plotText(atExpected, top - 0.5 * em, words.expected, { anchor: isLeft ? 'start' : 'end', name: 'is-quiet' })}
    ${groups.map(({ name, costs: own }, index) => {
      const above = top + index * row;
      const middle = above + Math.max(1.3 * em, row / 2) + 0.5 * em;
      const apart = Math.min(0.4 * em, row / 8);
      return svg`${plotText(left + 0.4 * em, above + 1.2 * em, name, { anchor: 'start' })}${own.map(
        (cost, at) =>
          Number.isFinite(cost)
            ? svg`<circle class="plot-dot" cx=${px(x(cost))} cy=${px(middle + (at - (own.length - 1) / 2) * apart)} r=${px(0.36 * em)}></circle>`
            : '',
      )}`;
    })}`;
  return picture({ width, height, label, told: 'sentence', content });
}

/** What both ways of searching try, for the first seed; the darker, the better. @param {Shown} shown */
function drawSearch({ state, runs, core, finding, room, label }) {
  const frame = frameIn(room, { height: 22, left: 4.2, right: 1, top: 3.4 });
  const { width, height, left, right, top, bottom, em } = frame;
  const [low = 1, high = 10, least = 1, most = 10] = core.searchRanges();
  const x = logScale({ domain: [low, high], range: [left, right] });
  const y = logScale({ domain: [least, most], range: [bottom, top] });
  const tried = runs
    .slice(0, 2 * state.budget)
    .map(({ spec, history }, at) => ({
      x: x(spec.rate),
      y: y(spec.lambda),
      isDrawn: at >= state.budget,
      accuracy: history?.rows ? history.row(Infinity).validationAccuracy : NaN,
    }));
  const known = tried.map(({ accuracy }) => accuracy).filter(Number.isFinite);
  const [worst, best] = [Math.min(...known), Math.max(...known)];
  const size = 0.62 * em;
  const bestOf = (/** @type {boolean} */ isDrawn) =>
    finding
      ? tried
          .filter((one) => one.isDrawn === isDrawn)
          .reduce((one, other) => (other.accuracy > one.accuracy ? other : one))
      : null;
  const bests = [bestOf(true), bestOf(false)];
  const labelled = apartOf(
    tried.toSorted((one, other) => bests.indexOf(other) - bests.indexOf(one)),
    em,
  );
  const content = svg`
    ${axes({ frame, x, y, xTitle: words.rateAxis, yTitle: words.lambdaAxis })}
    ${tried.map((one) => {
      const { accuracy, isDrawn } = one;
      const shade = Number.isFinite(accuracy)
        ? 0.12 + (0.88 * (accuracy - worst)) / Math.max(best - worst, 1e-9)
        : 0;
      const isBest = bests.includes(one);
      const name = `recipe-trial ${isBest ? 'is-best' : ''}`;
      const percent =
        Number.isFinite(accuracy) && labelled.has(one)
          ? (100 * accuracy).toFixed(1)
          : '';
      return svg`${
        isDrawn
          ? svg`<circle class=${name} fill-opacity=${shade.toFixed(2)} cx=${px(one.x)} cy=${px(one.y)} r=${px(size)}></circle>`
          : svg`<rect class=${name} fill-opacity=${shade.toFixed(2)} x=${px(one.x - size)} y=${px(one.y - size)} width=${px(2 * size)} height=${px(2 * size)}></rect>`
      }${plotText(one.x, one.y + 1.75 * em, percent, { name: isBest ? 'is-strong' : 'is-quiet' })}`;
    })}
    ${legend(frame, [
      {
        name: words.grid,
        mark: (at) =>
          svg`<rect class="recipe-trial" fill-opacity="0.3" x=${px(at - 0.5 * em)} y=${px(0.6 * em)} width=${px(em)} height=${px(em)}></rect>`,
      },
      {
        name: words.random,
        mark: (at) =>
          svg`<circle class="recipe-trial" fill-opacity="0.3" cx=${px(at)} cy=${px(1.1 * em)} r=${px(0.5 * em)}></circle>`,
      },
    ])}`;
  return picture({ width, height, label, told: 'sentence', content });
}

/**
 * @template {{ x: number, y: number }} Place
 * @param {readonly Place[]} places - that have numbers below them, the most important first
 * @param {number} em
 * @returns {Set<Place>} those whose numbers do not lie over one another
 */
function apartOf(places, em) {
  /** @type {Set<Place>} */
  const apart = new Set();
  for (const one of places) {
    const isFree = [...apart].every(
      ({ x, y }) =>
        Math.abs(x - one.x) > 2.6 * em || Math.abs(y - one.y) > 1.2 * em,
    );
    if (isFree) apart.add(one);
  }
  return apart;
}

/**
 * @param {Frame} frame - of the picture
 * @param {readonly { name: string, mark: (x: number) => unknown }[]} entries
 * @returns {unknown} what the marks mean, at the right over the picture, in smaller type
 *   where there is no room
 */
function legend({ width, em }, entries) {
  const BEFORE = 1;
  const AFTER = 1.4;
  const characters = entries.reduce((sum, { name }) => sum + name.length, 0);
  const around = entries.length * (BEFORE + AFTER) + 0.6;
  const each = Math.min(0.55, (width / em - around) / characters);
  let x = width - (around + each * characters - 0.6) * em;
  return entries.map(({ name, mark }) => {
    const at = x;
    const long = each * name.length * em;
    x += (BEFORE + AFTER) * em + long;
    return svg`${mark(at)}${plotText(at + BEFORE * em, 1.1 * em, name, { anchor: 'start', isCentred: true, em, ...(each < 0.55 && { room: long }) })}`;
  });
}

/** Each network alone, and the average of the first so many. @param {Shown} shown */
function drawEnsemble({ state, runs, finding, room, label }) {
  const names = [words.single, words.together];
  const frame = frameIn(room, { height: 20, left: 4.2, right: 1, top: 3.6 });
  const { width, height, left, right, top, bottom, em } = frame;
  const found = finding?.check === 'ensemble' ? finding : null;
  const singles =
    found?.singles ??
    runs.map((run) =>
      run.phase === 'done'
        ? (historyOf(run)?.validationAccuracy.at(-1) ?? NaN)
        : NaN,
    );
  const together = found?.together ?? [];
  const known = [...singles, ...together].filter(Number.isFinite);
  const y = linearScale({
    domain:
      known.length > 0
        ? niceEnds([...known, Math.min(...known) - 0.01], 6)
        : [0.8, 1],
    range: [bottom, top],
  });
  const { members } = state;
  const step = (right - left) / members;
  const at = (/** @type {number} */ index) => left + (index + 0.5) * step;
  const ticks = seedsFrom({ ...state, seed: 1 }, members).map(
    (value, index) => ({ value, at: at(index), text: String(value) }),
  );
  const content = svg`
    ${axes({ frame, x: ticks, y, xTitle: words.membersAxis, yTitle: words.validationAxis, yTicks: { format: axisPercent } })}
    <path class="recipe-line is-first" d=${through(together.map((value, index) => [at(index), y(value)]))}></path>
    ${together.map((value, index) => svg`<circle class="plot-dot" cx=${px(at(index))} cy=${px(y(value))} r=${px(0.36 * em)}></circle>`)}
    ${singles.map((value, index) => (Number.isFinite(value) ? svg`<circle class="plot-dot is-hollow" cx=${px(at(index))} cy=${px(y(value))} r=${px(0.36 * em)}></circle>` : ''))}
    ${legend(
      frame,
      names.map((name, index) => ({
        name,
        mark: (x) =>
          svg`<circle class="plot-dot ${index ? '' : 'is-hollow'}" cx=${px(x)} cy=${px(1.1 * em)} r=${px(0.36 * em)}></circle>`,
      })),
    )}`;
  return picture({ width, height, label, told: 'sentence', content });
}

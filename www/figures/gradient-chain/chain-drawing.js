/** The chain itself: neurons in one row where they fit, else in several. */
import { nothing, svg } from 'lit';
import { formatNumber, shortNumber, subscript } from '../../kit/numbers.js';
import {
  drawBars,
  LEAST_CHART,
  LEAST_STRIP,
  MOST_STRIP,
} from './chain-bars.js';
import { layerStyle } from '../../kit/palette.js';
import { line, picture, plotText, px } from '../../kit/plot/axes.js';
import { setStyles } from '../../kit/set-styles.js';

/**
 * Lengths in em, for neurons with all their numbers, with some, and with none;
 * `tail` is from the centre to the right end of its cell.
 */
const SIZES = {
  large: { cell: 7.3, radius: 2, lead: 3.2, tail: 2.9, row: 10.2, axis: 4.75 },
  small: { cell: 4.7, radius: 1.05, lead: 2.4, tail: 1.8, row: 6, axis: 2.9 },
  tiny: { cell: 2.9, radius: 0.95, lead: 2.4, tail: 1.3, row: 2.4, axis: 1.2 },
};

/** Where there is room, cells are at most so many times as wide. */
const MOST_CELL = 1.5;

/** @type {readonly { name: keyof typeof SIZES, leastType: number }[]} With the least share of the size of type around the chain. */
const CHOICES = Object.freeze([
  { name: 'large', leastType: 0.85 },
  { name: 'small', leastType: 0.8 },
  { name: 'tiny', leastType: 0.5 },
]);

/** The most times the size of type around the chain, and, in em, the chart that it leaves. */
const MOST_TYPE = 2;
const CHART_TO_GROW = 12;

/** Large neurons may fill this many rows; more would not fit on a screen. */
const MOST_LARGE_ROWS = 3;

/**
 * @param {number} neurons - how many
 * @param {{ width: number, em: number, height?: number }} room - of the picture and
 *   its type; a chain that is too high for it gets smaller type, then fewer numbers
 * @returns {ChainLayout} with bars beneath each row, if `height` says what room
 *   there is for them
 */
export function layoutChain(neurons, room) {
  /** @type {ChainLayout | undefined} */
  let layout;
  // On a large screen type and neurons grow with it.
  for (let part = MOST_TYPE; part > 1.05; part -= 0.1) {
    layout = fit('large', neurons, { ...room, em: part * room.em });
    if (layout.bars >= CHART_TO_GROW * layout.em && layout.isCharted) {
      return layout;
    }
  }
  for (const { name, leastType } of CHOICES) {
    for (let part = 1; part > leastType - 0.01; part -= 0.05) {
      layout = fit(name, neurons, { ...room, em: part * room.em });
      if (layout.isFitting) return layout;
    }
  }
  return /** @type {ChainLayout} */ (layout);
}

/**
 * @param {keyof typeof SIZES} name - of the size
 * @param {number} neurons @param {{ width: number, em: number, height?: number }} room
 */
function fit(name, neurons, { width, em, height = 0 }) {
  const size = SIZES[name];
  const cells = neurons + 1;
  const lead = size.lead * em;
  const room = Math.max(1, Math.floor((width - lead) / (size.cell * em)));
  const rows = Math.ceil(cells / room);
  // Rows of equal length, rather than full ones and a short last one.
  const perRow = Math.ceil(cells / rows);
  const cell = Math.min((width - lead) / perRow, MOST_CELL * size.cell * em);
  const above = size.row * em;
  const left = height > 0 ? height / rows - above : 0;
  const isCharted = name !== 'tiny' && rows === 1 && left >= LEAST_CHART * em;
  const bars = Math.max(0, isCharted ? left : Math.min(left, MOST_STRIP * em));
  const rowHeight = above + bars;
  // The cell after the last neuron is the cost's.
  const places = Array.from({ length: cells }, (_, index) => {
    const row = Math.floor(index / perRow);
    const column = index % perRow;
    return {
      x: lead + (column + 1) * cell - size.tail * em,
      y: row * rowHeight + size.axis * em,
      below: (row + 1) * rowHeight - 0.25 * em,
      right: lead + (column + 1) * cell - 1,
      row,
      isRowStart: column === 0,
      isRowEnd: column === perRow - 1 && index < cells - 1,
    };
  });
  const hasRoom = height > 0 ? left >= LEAST_STRIP * em : true;
  return {
    width,
    height: rows * rowHeight,
    em,
    places,
    cell,
    radius: size.radius * em,
    lead,
    above,
    bars,
    rowHeight,
    isLarge: name === 'large',
    isTiny: name === 'tiny',
    isCharted,
    isFitting: hasRoom && (name !== 'large' || rows <= MOST_LARGE_ROWS),
  };
}

/**
 * Draws the chain: each weight on its arrow, each neuron with its activation
 * inside, its slope above and z and b below. The ring around a neuron is the
 * share of σ’s steepest slope that is left.
 *
 * @param {Chain} chain
 * @param {ChainLayout} layout
 * @param {string} label - what it shows, in words
 * @param {{ under: unknown, over: unknown }} [more] - under the neurons, and over
 *   everything
 */
export function drawChain(chain, layout, label, more) {
  const { width, height, places, isLarge, bars, em } = layout;
  return picture({
    width,
    height: px(height),
    label,
    told: 'sentence',
    name: isLarge ? 'chain-drawing' : 'chain-drawing is-small',
    content: svg`<g ${setStyles({ 'font-size': `${em}px` })}>${[
      bars > 0 ? drawBars(chain, layout) : nothing,
      places.map((place, index) => [
        arrow(chain, layout, index),
        place.isRowEnd ? turn(layout, place) : nothing,
      ]),
      more?.under ?? nothing,
      places.map((place, index) =>
        index === chain.neurons
          ? costBox(chain, layout, place)
          : neuron(chain, layout, index),
      ),
      inputLabel(chain, layout),
      more?.over ?? nothing,
    ]}</g>`,
  });
}

/**
 * @param {ChainLayout} layout
 * @param {number} index - of the cell that it leads to
 * @returns {{ from: number, to: number, y: number }} where the arrow begins and ends
 */
export function wire({ places, radius, lead, em }, index) {
  const place = /** @type {Place} */ (places[index]);
  const before = places[index - 1];
  const from =
    before && !place.isRowStart
      ? before.x + radius + 0.15 * em
      : index === 0
        ? lead - 0.2 * em
        : 0.5 * em;
  return { from, to: place.x - radius - 0.25 * em, y: place.y };
}

/**
 * @param {Chain} chain
 * @param {ChainLayout} layout
 * @param {number} index - of the cell that the arrow leads to
 * @returns {unknown} the arrow, with the weight on it
 */
function arrow(chain, layout, index) {
  const { em, isLarge, isTiny } = layout;
  const { from, to, y } = wire(layout, index);
  const { neuron: culprit, cause } = chain.attribution;
  const isCulprit = cause === 'weight' && culprit === index + 1;
  const name = isCulprit ? 'chain-arrow is-culprit' : 'chain-arrow';
  if (isTiny) {
    return svg`<g class=${name}>${line(from, y, to + 0.25 * em, y)}</g>`;
  }
  const head = (isLarge ? 0.42 : 0.32) * em;
  const weight = chain.state.weights[index];
  const middle = (from + to - head / 2) / 2;
  const tip = `M${px(to)} ${px(y)}l${px(-1.5 * head)} ${px(-0.75 * head)}v${px(1.5 * head)}z`;
  return svg`<g class=${name}>
    ${line(from, y, to - head, y)}
    <path d=${tip}></path>
    ${
      weight === undefined
        ? nothing
        : [
            isLarge
              ? plotText(
                  middle,
                  y - 1.75 * em,
                  `w${subscript(index + 1)}`,
                  QUIET,
                )
              : nothing,
            plotText(
              middle,
              y - (isLarge ? 0.6 : 0.5) * em,
              formatNumber(weight, isLarge ? 3 : 2),
              // Never over a neuron.
              { ...STRONG, room: to - from + 0.2 * em },
            ),
          ]
    }
  </g>`;
}

/**
 * @param {Chain} chain
 * @param {ChainLayout} layout
 * @param {number} index - of the neuron
 */
function neuron(chain, { places, cell, radius, isLarge, isTiny, em }, index) {
  const { readings, state, neurons, steepest, attribution, log10 } = chain;
  const { x, y } = /** @type {Place} */ (places[index]);
  const j = subscript(index + 1);
  const isCulprit =
    attribution.cause === 'saturation' && attribution.neuron === index + 1;
  const slope = readings.sigmaPrime[index] ?? NaN;
  const slopeText = shortNumber(
    slope,
    log10.sigmaPrime[index],
    isLarge ? 3 : 2,
  );
  const z = readings.z[index] ?? NaN;
  const texts = isTiny
    ? plotText(x, y + 0.35 * em, String(index + 1))
    : isLarge
      ? [
          plotText(x, y - radius - 1.65 * em, `σ′(z${j})`, QUIET),
          plotText(x, y - radius - 0.55 * em, slopeText, {
            ...STRONG,
            room: 0.9 * cell,
          }),
          plotText(x, y - 0.12 * em, `a${j}`, QUIET),
          plotText(x, y + 0.92 * em, formatNumber(readings.a[index] ?? NaN), {
            room: 1.6 * radius,
          }),
          plotText(x, y + radius + 1.3 * em, `z${j} = ${formatNumber(z)}`),
          plotText(
            x,
            y + radius + 2.5 * em,
            `b${j} = ${formatNumber(state.biases[index] ?? NaN)}`,
            QUIET,
          ),
        ]
      : [
          plotText(x, y - radius - 0.5 * em, slopeText, {
            ...STRONG,
            room: 0.9 * cell,
          }),
          plotText(x, y + 0.35 * em, String(index + 1)),
          plotText(x, y + radius + 1.1 * em, formatNumber(z, 2)),
        ];
  return svg`<g class=${isCulprit ? 'chain-neuron is-culprit' : 'chain-neuron'} ${setStyles(layerStyle(index, neurons))}>
    <circle class="chain-track" cx=${px(x)} cy=${px(y)} r=${px(radius)}></circle>
    <circle
      class="chain-ring"
      cx=${px(x)}
      cy=${px(y)}
      r=${px(radius)}
      pathLength="100"
      stroke-dasharray="${(100 * slope) / steepest} 200"
      transform="rotate(-90 ${px(x)} ${px(y)})"
    ></circle>
    ${texts}
  </g>`;
}

/**
 * @param {Chain} chain @param {ChainLayout} layout @param {Place} place
 * @returns {unknown} the cost, at the end of the chain
 */
function costBox({ readings, state, neurons, log10 }, layout, { x, y }) {
  const { radius, isLarge, em } = layout;
  const side = 1.6 * radius;
  const [below, above] = [y + radius, y - radius];
  return svg`<g class="chain-cost">
    <rect
      x=${px(x - side / 2)}
      y=${px(y - side / 2)}
      width=${px(side)}
      height=${px(side)}
      rx=${px(0.25 * em)}
    ></rect>
    ${plotText(x, y + 0.38 * em, 'C')}
    ${
      isLarge
        ? [
            plotText(x, above - 1.65 * em, `∂C/∂a${subscript(neurons)}`, QUIET),
            plotText(
              x,
              above - 0.55 * em,
              shortNumber(readings.dCda, log10.running[neurons - 1]),
              { ...STRONG, room: 2 * layout.radius + 1.4 * em },
            ),
            plotText(x, below + 1.3 * em, `C = ${formatNumber(readings.cost)}`),
            plotText(
              x,
              below + 2.5 * em,
              `y = ${formatNumber(state.target)}`,
              QUIET,
            ),
          ]
        : nothing
    }
  </g>`;
}

/**
 * @param {Chain} chain @param {ChainLayout} layout
 * @returns {unknown} the input, before the first arrow
 */
function inputLabel({ state }, { places, lead, em }) {
  const y = places[0]?.y ?? NaN;
  const x = lead / 2 - 0.1 * em;
  return svg`<g>
    ${plotText(x, y - 0.25 * em, 'a₀', QUIET)}
    ${plotText(x, y + 0.85 * em, formatNumber(state.input))}
  </g>`;
}

/**
 * @param {ChainLayout} layout @param {Place} place - the last of its row
 * @returns {unknown} the line to the next row
 */
function turn({ radius, rowHeight, em }, { x, y, below, right }) {
  const d = `M${px(x + radius + 0.15 * em)} ${px(y)}H${px(right)}V${px(below)}H${px(0.5 * em)}V${px(y + rowHeight)}`;
  return svg`<path class="chain-turn" d=${d}></path>`;
}

const QUIET = Object.freeze({ name: 'is-quiet' });
const STRONG = Object.freeze({ name: 'is-strong' });

/** @typedef {ChainLayout['places'][number]} Place */

/** @typedef {ReturnType<typeof fit>} ChainLayout - lengths in CSS pixels */

/** @typedef {import('./chain-numbers.js').ChainNumbers} Chain */

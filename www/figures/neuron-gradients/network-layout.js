/**
 * Where the neurons of a network go: a column for each hidden layer, in as many
 * rows of columns as are needed. Lengths are in CSS pixels.
 */

/** Lengths in em. */
const EM = {
  column: 8.6,
  row: 1.95,
  radius: 0.82,
  ends: 6,
  head: 3.1,
  axis: 2.1,
  speed: 3.8,
  between: 1.4,
  value: 6.4,
  rounding: 0.6,
  shortName: 9.5,
};

/** Of the size of type around the network, its own is at least this share. */
const LEAST_TYPE = 0.4;

/** And at most this many times it. */
const MOST_TYPE = 1.8;

/** How much closer, or further apart, than usual its rows may be. */
const LEAST_ROW = 0.34;
const MOST_ROW = 1.3;

/** With closer rows there is no room for a circle around a neuron’s number. */
const ROW_FOR_CIRCLE = 0.6;

/** In em: narrower than this, inputs and outputs are left out. */
const WIDTH_FOR_ENDS = 34;
/** In em: from this width of a bar on, its number stands behind it. */
const BAR_FOR_VALUE = 9;

/**
 * @param {object} network
 * @param {readonly number[]} network.widths - neurons of each hidden layer
 * @param {number} network.neurons - drawn of each, at most
 * @param {number} network.first - the first one drawn, from 1
 * @param {number} width
 * @param {number} em
 * @param {object} [options]
 * @param {number} [options.height] - that it is to fit, by closer rows
 * @param {boolean} [options.hasEnds] - whether inputs and outputs are drawn
 */
export function layoutNetwork(
  { widths, neurons, first },
  width,
  em,
  options = {},
) {
  const { height = Infinity, hasEnds = width >= WIDTH_FOR_ENDS * em } = options;
  const ends = hasEnds ? EM.ends * em : 0;
  const room = width - 2 * ends;
  const most = Math.max(1, Math.floor(room / (EM.column * em)));
  const bands = Math.ceil(widths.length / most);
  // Bands of equal length, rather than full ones and a short last one.
  const perBand = Math.ceil(widths.length / bands);
  const column = room / perBand;
  const gap = Math.min(0.24 * column, 7 * em);
  const drawn = widths.map((count) => range(count, neurons, first));
  const tallest = Math.max(...drawn.map(({ length }) => length));
  const around = (EM.head + EM.axis + EM.speed + EM.between) * em;
  const free = (height + (EM.between - 0.3) * em) / bands - around;
  const wanted = free / (tallest * EM.row * em);
  const rowPart = height < Infinity ? Math.min(MOST_ROW, wanted) : 1;
  const rowHeight = Math.max(LEAST_ROW, rowPart) * EM.row * em;
  const bandHeight = around + tallest * rowHeight;
  const head = 2 * EM.radius * em + 0.5 * em;
  const tail = column - gap - head;
  const hasValues = tail >= (BAR_FOR_VALUE + EM.value) * em;
  const barWidth = tail - (hasValues ? EM.value : EM.rounding) * em;
  const columns = drawn.map((shown, layer) => {
    const band = Math.floor(layer / perBand);
    const left = ends + (layer % perBand) * column + 0.5 * gap - 0.2 * em;
    const top = band * bandHeight + EM.head * em;
    const bar = left + head;
    return {
      layer,
      width: widths[layer] ?? 0,
      shown,
      left,
      bar,
      end: bar + tail,
      head: band * bandHeight + 1.1 * em,
      bottom: top + shown.length * rowHeight,
      // Of all layers of a band on one line, so that they can be compared.
      base: (band + 1) * bandHeight - EM.between * em,
      ys: shown.map((_, row) => top + (row + 0.5) * rowHeight),
      isBandStart: layer % perBand === 0,
    };
  });
  return {
    width,
    height: bands * bandHeight - (EM.between - 0.3) * em,
    em,
    isRoomy: bands === 1 && rowPart >= 1 && hasValues,
    isFitting: rowPart >= LEAST_ROW,
    hasCircles: rowPart >= ROW_FOR_CIRCLE,
    radius: EM.radius * Math.min(em, rowHeight / EM.row),
    rowHeight,
    barWidth,
    speedHeight: (EM.speed - 0.6) * em,
    hasValues,
    hasEnds,
    isShort: column - gap < EM.shortName * em,
    columns,
  };
}

/**
 * @param {Parameters<typeof layoutNetwork>[0]} network
 * @param {number} width @param {number} height @param {number} em
 * @returns {NetworkLayout} with larger type where it leaves room, closer rows where it would be too high, and
 *   then with smaller type
 */
export function fitNetwork(network, width, height, em) {
  const hasEnds = width >= WIDTH_FOR_ENDS * em;
  const fit = (/** @type {number} */ part) =>
    layoutNetwork(network, width, part * em, { height, hasEnds });
  // Where there is room to spare, larger type says the same from further away.
  for (let part = MOST_TYPE; part > 1; part -= 0.1) {
    const layout = fit(part);
    if (layout.isRoomy) return layout;
  }
  let layout = fit(1);
  for (let part = 0.95; !layout.isFitting && part > LEAST_TYPE; part -= 0.05) {
    layout = fit(part);
  }
  return layout;
}

/**
 * @param {number} count - neurons of a layer
 * @param {number} neurons - drawn, at most
 * @param {number} first - the first one wanted, from 1
 * @returns {number[]} those that are drawn, from 0: the last ones where there
 *   are not as many from the first on
 */
export function range(count, neurons, first) {
  const length = Math.min(count, neurons);
  const start = Math.max(0, Math.min(first - 1, count - length));
  return Array.from({ length }, (_, index) => start + index);
}

/** @typedef {NetworkLayout['columns'][number]} NeuronColumn */

/** @typedef {ReturnType<typeof layoutNetwork>} NetworkLayout */

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
  between: 1.4,
  value: 6,
  shortName: 9.5,
};

/** Of the size of type around the network, its own is at least this share. */
const LEAST_TYPE = 0.4;

/** In em: narrower than this, inputs and outputs are left out. */
const WIDTH_FOR_ENDS = 34;
/** In em: from this width of a bar on, its number stands behind it. */
const BAR_FOR_VALUE = 9;

/**
 * @param {object} network
 * @param {readonly number[]} network.widths - neurons of each hidden layer
 * @param {number} network.neurons - drawn of each, at most
 * @param {number} network.first - the first one drawn, from 1
 * @param {number} width @param {number} em
 */
export function layoutNetwork({ widths, neurons, first }, width, em) {
  const hasEnds = width >= WIDTH_FOR_ENDS * em;
  const ends = hasEnds ? EM.ends * em : 0;
  const room = width - 2 * ends;
  const most = Math.max(1, Math.floor(room / (EM.column * em)));
  const bands = Math.ceil(widths.length / most);
  // Bands of equal length, rather than full ones and a short last one.
  const perBand = Math.ceil(widths.length / bands);
  const column = room / perBand;
  const gap = Math.min(0.2 * column, 6 * em);
  const drawn = widths.map((count) => range(count, neurons, first));
  const tallest = Math.max(...drawn.map(({ length }) => length));
  const bandHeight = (EM.head + tallest * EM.row + EM.axis + EM.between) * em;
  const radius = EM.radius * em;
  const tail = column - gap - 2 * radius - 0.5 * em;
  const hasValues = tail >= (BAR_FOR_VALUE + EM.value) * em;
  const barWidth = hasValues ? tail - EM.value * em : tail;
  const columns = drawn.map((shown, layer) => {
    const band = Math.floor(layer / perBand);
    const left = ends + (layer % perBand) * column + 0.4 * gap;
    const top = band * bandHeight + EM.head * em;
    const bar = left + 2 * radius + 0.5 * em;
    return {
      layer,
      width: widths[layer] ?? 0,
      shown,
      left,
      bar,
      end: bar + tail,
      head: band * bandHeight + 1.1 * em,
      bottom: top + shown.length * EM.row * em,
      ys: shown.map((_, row) => top + (row + 0.5) * EM.row * em),
      isBandStart: layer % perBand === 0,
    };
  });
  return {
    width,
    height: bands * bandHeight - EM.between * em,
    em,
    radius,
    rowHeight: EM.row * em,
    barWidth,
    hasValues,
    hasEnds,
    isShort: column - gap < EM.shortName * em,
    columns,
  };
}

/**
 * @param {Parameters<typeof layoutNetwork>[0]} network
 * @param {number} width @param {number} height @param {number} em
 * @returns {NetworkLayout} with smaller type where it would be too high
 */
export function fitNetwork(network, width, height, em) {
  let layout = layoutNetwork(network, width, em);
  for (
    let part = 0.95;
    layout.height > height && part > LEAST_TYPE;
    part -= 0.05
  ) {
    layout = layoutNetwork(network, width, part * em);
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

import { layoutChain } from './chain-layout.js';
import { createSvg } from '../../kit/create.js';
import { paintLayer } from '../../kit/palette.js';
import { formatNumber, subscript } from '../../kit/numbers.js';
import { fitText, svgText } from '../../kit/svg-text.js';

/**
 * Draws the chain: each weight on its arrow, each neuron with its activation
 * inside, its slope above and z and b below. The ring around a neuron is the
 * share of σ’s steepest slope that is left.
 *
 * @param {Chain} chain - the numbers
 * @param {{ width: number, em: number, label: string }} options - the width in
 *   CSS pixels, the size of the type, and what the picture says
 * @returns {SVGSVGElement} the picture
 */
export function drawChain(chain, { width, em, label }) {
  const layout = layoutChain(chain.neurons, width, em);
  const { places, height } = layout;
  const pen = { chain, layout, em };
  const $svg = createSvg('svg', {
    class: layout.isLarge ? 'chain-drawing' : 'chain-drawing is-small',
    role: 'img',
    'aria-label': label,
    width,
    height,
    viewBox: `0 0 ${width} ${height}`,
  });
  places.forEach((place, index) => {
    const isCost = index === chain.neurons;
    $svg.append(arrow(pen, index));
    $svg.append(isCost ? costBox(pen, place) : neuron(pen, place, index));
    if (place.isRowEnd) $svg.append(turn(pen, place));
  });
  $svg.append(inputLabel(pen));
  return $svg;
}

/**
 * @param {Pen} pen - what is drawn and how large
 * @param {number} index - of the cell that the arrow leads to
 * @returns {SVGElement} the arrow, with the weight on it
 */
function arrow({ chain, layout, em }, index) {
  const { places, radius, lead, isLarge } = layout;
  const place = /** @type {import('./chain-layout.js').Place} */ (
    places[index]
  );
  const before = places[index - 1];
  const from =
    before && !place.isRowStart
      ? before.x + radius + 0.15 * em
      : index === 0
        ? lead - 0.2 * em
        : 0.5 * em;
  const to = place.x - radius - 0.25 * em;
  const head = (isLarge ? 0.42 : 0.32) * em;
  const { neuron: culprit, cause } = chain.attribution;
  const isCulprit = cause === 'weight' && culprit === index + 1;
  const $group = createSvg('g', {
    class: isCulprit ? 'chain-arrow is-culprit' : 'chain-arrow',
  });
  $group.append(
    line(from, place.y, to - head, place.y),
    createSvg('path', {
      d: `M${to} ${place.y}l${-1.5 * head} ${-0.75 * head}v${1.5 * head}z`,
    }),
  );
  const weight = chain.state.weights[index];
  if (weight === undefined) return $group;
  const middle = (from + to - head / 2) / 2;
  const value = formatNumber(weight, isLarge ? 3 : 2);
  if (isLarge) {
    $group.append(
      text(middle, place.y - 1.75 * em, `w${subscript(index + 1)}`, 'is-quiet'),
      text(middle, place.y - 0.6 * em, value, 'is-weight'),
    );
  } else {
    $group.append(text(middle, place.y - 0.5 * em, value, 'is-weight'));
  }
  return $group;
}

/**
 * @param {Pen} pen - what is drawn and how large
 * @param {import('./chain-layout.js').Place} place - where
 * @param {number} index - of the neuron
 * @returns {SVGElement} the neuron with its numbers
 */
function neuron({ chain, layout, em }, { x, y }, index) {
  const { readings, state, neurons, attribution } = chain;
  const { radius, isLarge } = layout;
  const j = subscript(index + 1);
  const isCulprit =
    attribution.cause === 'saturation' && attribution.neuron === index + 1;
  const $group = createSvg('g', {
    class: isCulprit ? 'chain-neuron is-culprit' : 'chain-neuron',
  });
  paintLayer($group, index, neurons);
  const steepest = state.activation === 'sigmoid' ? 0.25 : 1;
  const slope = readings.sigmaPrime[index] ?? NaN;
  const z = formatNumber(readings.z[index] ?? NaN);
  const a = formatNumber(readings.a[index] ?? NaN);
  $group.append(
    createSvg('circle', { class: 'chain-track', cx: x, cy: y, r: radius }),
    createSvg('circle', {
      class: 'chain-ring',
      cx: x,
      cy: y,
      r: radius,
      pathLength: 100,
      'stroke-dasharray': `${(100 * slope) / steepest} 200`,
      transform: `rotate(-90 ${x} ${y})`,
    }),
  );
  if (isLarge) {
    $group.append(
      text(x, y - radius - 1.65 * em, `σ′(z${j})`, 'is-quiet'),
      text(x, y - radius - 0.55 * em, formatNumber(slope), 'is-slope'),
      text(x, y - 0.12 * em, `a${j}`, 'is-quiet'),
      fitText(text(x, y + 0.92 * em, a, 'is-inside'), 1.6 * radius),
      text(x, y + radius + 1.3 * em, `z${j} = ${z}`),
      text(
        x,
        y + radius + 2.5 * em,
        `b${j} = ${formatNumber(state.biases[index] ?? NaN)}`,
        'is-quiet',
      ),
    );
  } else {
    $group.append(
      text(x, y - radius - 0.5 * em, formatNumber(slope, 2), 'is-slope'),
      text(x, y + 0.35 * em, String(index + 1), 'is-inside'),
      text(x, y + radius + 1.1 * em, formatNumber(readings.z[index] ?? NaN, 2)),
    );
  }
  return $group;
}

/**
 * @param {Pen} pen - what is drawn and how large
 * @param {import('./chain-layout.js').Place} place - where
 * @returns {SVGElement} the cost, at the end of the chain
 */
function costBox({ chain, layout, em }, { x, y }) {
  const { radius, isLarge } = layout;
  const { readings, state, neurons } = chain;
  const side = 1.6 * radius;
  const $group = createSvg('g', { class: 'chain-cost' });
  $group.append(
    createSvg('rect', {
      x: x - side / 2,
      y: y - side / 2,
      width: side,
      height: side,
      rx: 0.25 * em,
    }),
    text(x, y + 0.38 * em, 'C', 'is-inside'),
  );
  if (isLarge) {
    $group.append(
      text(x, y - radius - 1.65 * em, `∂C/∂a${subscript(neurons)}`, 'is-quiet'),
      text(x, y - radius - 0.55 * em, formatNumber(readings.dCda), 'is-slope'),
      text(x, y + radius + 1.3 * em, `C = ${formatNumber(readings.cost)}`),
      text(
        x,
        y + radius + 2.5 * em,
        `y = ${formatNumber(state.target)}`,
        'is-quiet',
      ),
    );
  }
  return $group;
}

/**
 * @param {Pen} pen - what is drawn and how large
 * @returns {SVGElement} the input, before the first arrow
 */
function inputLabel({ chain, layout, em }) {
  const { y } = /** @type {import('./chain-layout.js').Place} */ (
    layout.places[0]
  );
  const x = layout.lead / 2 - 0.1 * em;
  return createSvg(
    'g',
    { class: 'chain-input' },
    text(x, y - 0.25 * em, 'a₀', 'is-quiet'),
    text(x, y + 0.85 * em, formatNumber(chain.state.input), 'is-inside'),
  );
}

/**
 * @param {Pen} pen - what is drawn and how large
 * @param {import('./chain-layout.js').Place} place - the last of its row
 * @returns {SVGElement} the line to the next row
 */
function turn({ layout, em }, { x, y, below, right }) {
  const { radius, rowHeight } = layout;
  return createSvg('path', {
    class: 'chain-turn',
    d: `M${x + radius + 0.15 * em} ${y}H${right}V${below}H${0.5 * em}V${y + rowHeight}`,
  });
}

/**
 * @param {number} x1 - start
 * @param {number} y1 - start
 * @param {number} x2 - end
 * @param {number} y2 - end
 * @returns {SVGLineElement} a line
 */
function line(x1, y1, x2, y2) {
  return createSvg('line', { x1, y1, x2, y2 });
}

/**
 * @param {number} x - of the middle
 * @param {number} y - of the base line
 * @param {string} content - what it says
 * @param {string} [name] - a class
 * @returns {SVGTextElement} a text
 */
function text(x, y, content, name) {
  return svgText(x, y, content, { name });
}

/**
 * @typedef {object} Pen
 * @property {Chain} chain - the numbers
 * @property {import('./chain-layout.js').ChainLayout} layout - what goes where
 * @property {number} em - the size of the type
 */

/** @typedef {import('./chain-numbers.js').ChainNumbers} Chain */

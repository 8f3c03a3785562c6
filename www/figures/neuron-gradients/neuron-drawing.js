import { layerTitle, neuronWords, rangeTitle } from './words.js';
import { barOf } from '../../kit/bar-scale.js';
import { createSvg } from '../../kit/create.js';
import { paintLayer } from '../../kit/palette.js';
import { drawAxis, drawEdges, drawEnds } from './neuron-network.js';
import { formatNumber } from '../../kit/numbers.js';
import { svgText } from '../../kit/svg-text.js';

/** How much of its row a bar fills. */
const THICKNESS = 0.56;

const MARKS = Object.freeze({
  zero: neuronWords.zero,
  below: '‹',
  nan: neuronWords.nan,
  infinite: neuronWords.infinite,
});

/**
 * The network with a bar at each neuron. It is built once for a layout, and
 * only bars and numbers change while a run plays.
 */
export class NeuronDrawing {
  /** @type {Map<string, NeuronParts>} */
  #neurons = new Map();
  #layout;

  /**
   * @param {import('./neuron-layout.js').NeuronLayout} layout - what goes where
   * @param {DrawingOptions} options - what is drawn
   */
  constructor(layout, options) {
    this.#layout = layout;
    const { width, height, columns } = layout;
    const $columns = columns.map((column) => this.#column(column, options));
    this.$svg = createSvg(
      'svg',
      {
        class: 'neurons-drawing',
        role: 'group',
        'aria-label': `${neuronWords.drawing}. ${neuronWords.drawingKeys}`,
        width,
        height,
        viewBox: `0 0 ${width} ${height}`,
        'font-size': layout.em,
      },
      drawEdges(layout),
      layout.hasEnds ? drawEnds(layout, options.inputs) : null,
      ...$columns,
    );
  }

  /**
   * @param {number} layer - from 0
   * @param {number} neuron - from 0
   * @returns {SVGElement | null} the neuron, if it is drawn
   */
  neuron(layer, neuron) {
    return this.#neurons.get(`${layer} ${neuron}`)?.$neuron ?? null;
  }

  /**
   * Brings the bars in line with the numbers.
   *
   * @param {readonly ArrayLike<number>[]} layers - a number a neuron
   * @param {import('../../kit/bar-scale.js').BarScale} scale - of the bars
   */
  show(layers, scale) {
    const { barWidth, hasValues } = this.#layout;
    for (const parts of this.#neurons.values()) {
      const value = layers[parts.layer]?.[parts.neuron] ?? NaN;
      const { share, isNegative, mark } = barOf(value, scale);
      put(parts.$bar, 'width', (share * barWidth).toFixed(2));
      put(
        parts.$bar,
        'class',
        isNegative ? 'neurons-bar is-negative' : 'neurons-bar',
      );
      const words = hasValues
        ? formatNumber(value)
        : mark === ''
          ? ''
          : MARKS[mark];
      if (parts.$value.textContent !== words) parts.$value.textContent = words;
    }
  }

  /**
   * @param {import('./neuron-layout.js').NeuronColumn} column - a layer
   * @param {DrawingOptions} options - what is drawn
   * @returns {SVGElement} its name, its neurons, its axis
   */
  #column(column, options) {
    const { layer, shown, left, head } = column;
    const { em, isShort } = this.#layout;
    const first = (shown[0] ?? 0) + 1;
    const width = options.widths[layer] ?? 0;
    const $column = createSvg(
      'g',
      { class: 'neurons-layer' },
      svgText(left, head, layerTitle(layer + 1, isShort), {
        anchor: 'start',
        name: 'neurons-name',
      }),
      svgText(
        left,
        head + 1.25 * em,
        rangeTitle(first, first + shown.length - 1, width),
        { anchor: 'start', name: 'neurons-range' },
      ),
      drawAxis(this.#layout, column, options.scale),
      ...shown.map((neuron, row) => this.#neuron(column, neuron, row)),
    );
    return paintLayer($column, layer, options.widths.length);
  }

  /**
   * @param {import('./neuron-layout.js').NeuronColumn} column - its layer
   * @param {number} neuron - from 0
   * @param {number} row - its place
   * @returns {SVGElement} a circle and a bar, to be chosen
   */
  #neuron({ layer, left, bar, end, ys }, neuron, row) {
    const { em, radius, rowHeight, barWidth, hasValues } = this.#layout;
    const y = ys[row] ?? 0;
    const $bar = createSvg('rect', {
      class: 'neurons-bar',
      x: bar,
      y: y - (THICKNESS * rowHeight) / 2,
      width: 0,
      height: THICKNESS * rowHeight,
    });
    const at = hasValues ? bar + barWidth + 0.5 * em : bar + 0.15 * em;
    const $value = svgText(at, y + 0.35 * em, '', {
      anchor: 'start',
      name: 'neurons-value',
    });
    const $neuron = createSvg(
      'g',
      {
        class: 'neurons-neuron',
        role: 'button',
        tabindex: -1,
        'aria-pressed': 'false',
        'data-layer': layer,
        'data-neuron': neuron,
      },
      createSvg('rect', {
        class: 'neurons-hit',
        x: left - 0.2 * em,
        y: y - rowHeight / 2,
        width: end - left + 0.4 * em,
        height: rowHeight,
        rx: 0.3 * em,
      }),
      createSvg('circle', {
        class: 'neurons-circle',
        cx: left + radius,
        cy: y,
        r: radius,
      }),
      svgText(left + radius, y + 0.28 * em, String(neuron + 1), {
        name: 'neurons-number',
      }),
      $bar,
      $value,
    );
    this.#neurons.set(`${layer} ${neuron}`, {
      $neuron,
      $bar,
      $value,
      layer,
      neuron,
    });
    return $neuron;
  }
}

/**
 * @param {Element} $element - an element
 * @param {string} name - of an attribute
 * @param {string} value - set only where it differs
 */
function put($element, name, value) {
  if ($element.getAttribute(name) !== value) $element.setAttribute(name, value);
}

/**
 * @typedef {object} DrawingOptions
 * @property {readonly number[]} widths - neurons of each hidden layer
 * @property {number} inputs - pixels of an image
 * @property {import('../../kit/bar-scale.js').BarScale} scale - of the bars
 */
/**
 * @typedef {object} NeuronParts
 * @property {SVGElement} $neuron - the whole
 * @property {SVGElement} $bar - its bar
 * @property {SVGElement} $value - its number, or what stands for it
 * @property {number} layer - from 0
 * @property {number} neuron - from 0
 */

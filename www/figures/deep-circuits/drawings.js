import { drawDeep } from './circuit-deep.js';
import { drawGates, drawLayers } from './circuit-counts.js';
import { drawNeurons } from './circuit-neurons.js';
import { drawTwoLayer } from './circuit-two-layer.js';
import { create } from '../../kit/create.js';
import { roomIn } from '../../kit/room.js';
import {
  circuitWords as words,
  outputName,
  pictureWords,
  sizeOf,
  sizeOfNeurons,
} from './words.js';

/** Each design with its heading and the function that draws it. */
const DESIGNS = /** @type {const} */ ([
  { name: 'two-layer', title: words.twoLayerTitle, draw: drawTwoLayer },
  { name: 'deep', title: words.deepTitle, draw: drawDeep },
  { name: 'neurons', title: words.neuronsTitle, draw: drawNeurons },
]);

/** The circuits and the charts, drawn as wide as they have room for. */
export class Drawings {
  $circuits = create('div', {
    class: 'circuit-drawings',
    'data-control': 'drawing',
  });
  $charts = create('div', {
    class: 'circuit-charts',
    'data-control': 'counts',
  });
  #circuits = DESIGNS.map(({ title }) => place(title));
  #gates = place(words.gatesTitle);
  #layers = place(words.layersTitle);
  #observer;

  /** @param {() => void} onResize - told when the room has changed */
  constructor(onResize) {
    this.#observer = new ResizeObserver(onResize);
    this.$circuits.append(...this.#circuits.map(({ $element }) => $element));
    this.$charts.append(this.#gates.$element, this.#layers.$element);
  }

  /** Starts to heed the room. */
  watch() {
    this.#observer.observe(this.$circuits);
    this.#observer.observe(this.$charts);
  }

  /** Stops to heed it. */
  unwatch() {
    this.#observer.disconnect();
  }

  /**
   * @param {Circuits} circuits - with their signals
   * @param {readonly Counts[]} counts - for every number of bits
   * @param {State['circuit']} shown - which to draw
   */
  show(circuits, counts, shown) {
    this.$circuits.classList.toggle('is-pair', shown === 'compare');
    DESIGNS.forEach(({ name }, index) => {
      const $element = this.#circuits[index]?.$element;
      const isPart = shown === 'compare' && name !== 'neurons';
      if ($element) $element.hidden = !isPart && name !== shown;
    });
    const sizes = this.#circuits.map(({ $canvas }) => roomIn($canvas));
    const chartSize = roomIn(this.#gates.$canvas);
    const now = counts.find(({ bits }) => bits === circuits.bits);
    if (!now) return;
    const texts = sizeTexts(now);
    const captions = captionsFor(circuits.problem);
    DESIGNS.forEach(({ title, draw }, index) => {
      const size = sizes[index];
      const at = this.#circuits[index];
      const text = texts[index] ?? '';
      if (!size || !at) return;
      at.$size.textContent = text;
      at.$caption.textContent = captions[index] ?? '';
      const label = pictureWords.circuit(title, text, answerText(circuits));
      at.$canvas.replaceChildren(draw(circuits, { ...size, label }));
    });
    if (!chartSize) return;
    const options = { ...chartSize, bits: circuits.bits };
    this.#gates.$canvas.replaceChildren(drawGates(counts, options));
    this.#layers.$canvas.replaceChildren(drawLayers(counts, options));
  }

  /** @returns {[string, SVGSVGElement][]} the circuits now drawn, by name */
  get circuits() {
    return this.#circuits.flatMap(({ $element, $canvas }, index) => {
      const $svg = $element.hidden ? null : $canvas.querySelector('svg');
      return $svg ? [[DESIGNS[index]?.name ?? '', $svg]] : [];
    });
  }

  /** @returns {[string, SVGSVGElement][]} the charts, by name */
  get charts() {
    const [$gates, $layers] = this.$charts.querySelectorAll('svg');
    return $gates && $layers
      ? [
          ['gates', $gates],
          ['layers', $layers],
        ]
      : [];
  }
}

/**
 * @param {string} title - its heading
 * @returns {{ $element: HTMLElement, $size: HTMLElement, $canvas: HTMLElement, $caption: HTMLElement }}
 *   a place for a picture
 */
function place(title) {
  const $size = create('p', { class: 'circuit-size' });
  const $canvas = create('div', { class: 'circuit-canvas' });
  const $caption = create('p', { class: 'circuit-caption' });
  const $element = create(
    'div',
    { class: 'circuit-place' },
    create('p', { class: 'circuit-heading' }, title),
    $size,
    $canvas,
    $caption,
  );
  return { $element, $size, $canvas, $caption };
}

/**
 * @param {Counts} now - for the number of bits
 * @returns {string[]} the size of each circuit
 */
function sizeTexts(now) {
  return [
    sizeOf(now.twoLayerGates, now.twoLayerDepth, now.twoLayerWires),
    sizeOf(now.deepGates, now.deepDepth, now.deepWires),
    sizeOfNeurons(now.neuronGates, now.neuronWires),
  ];
}

/**
 * @param {State['problem']} problem - what is computed
 * @returns {string[]} how to read each drawing
 */
function captionsFor(problem) {
  return problem === 'parity'
    ? [
        words.twoLayerCaption,
        words.deepParityCaption,
        words.neuronsParityCaption,
      ]
    : [
        words.sumCaption,
        words.deepAdditionCaption,
        words.neuronsAdditionCaption,
      ];
}

/**
 * @param {Circuits} circuits - with their signals
 * @returns {string} “p = 1”
 */
function answerText({ problem, deep }) {
  return deep.outputs
    .map((signal, i) => `${outputName(i, problem)} = ${deep.signals[signal]}`)
    .join(', ');
}

/** @typedef {import('./state.js').DeepCircuitsState} State */
/** @typedef {import('./circuit-numbers.js').Circuits} Circuits */
/** @typedef {import('./circuit-numbers.js').Counts} Counts */

import { html, nothing, unsafeCSS } from 'lit';
import { Announcement } from '../../kit/announcement.js';
import { buttonGroup } from '../../kit/buttons.js';
import { Drawer } from '../../kit/drawer.js';
import { Figure } from '../../kit/figure.js';
import { countText } from '../../kit/numbers.js';
import plotStyles from '../../kit/plot/plot.css?inline';
import { RoomController } from '../../kit/room-controller.js';
import { stage } from '../../kit/stage.js';
import { figureNamed } from '../index.js';
import { drawGates, drawLayers } from './circuit-counts.js';
import { drawDeep } from './circuit-deep.js';
import { drawNeurons } from './circuit-neurons.js';
import { CircuitStore, countsOf, readingsOf } from './circuit-numbers.js';
import { drawTwoLayer } from './circuit-two-layer.js';
import circuitStyles from './deep-circuits.css?inline';
import { BIT_RANGES, deepCircuitsSchema } from './state.js';
import { inputSwitches, numberFrom } from './switches.js';
import {
  captions,
  checked,
  circuitWords as words,
  comparison,
  paritySentence,
} from './words.js';

/** @import { Circuits, Counts, Readings } from './circuit-numbers.js' */
/** @import { DeepCircuitsState as State } from './state.js' */

/** Each design by its name in states: its heading, its size and its drawing. */
const DESIGNS = Object.freeze({
  'two-layer': {
    title: words.twoLayerTitle,
    /** @param {Counts} counts - for the number of bits */
    size: ({ twoLayerGates, twoLayerDepth, twoLayerWires }) =>
      `${countText(twoLayerGates)} gates, ${twoLayerDepth} layers, ${countText(twoLayerWires)} connections`,
    draw: drawTwoLayer,
  },
  deep: {
    title: words.deepTitle,
    /** @param {Counts} counts - for the number of bits */
    size: ({ deepGates, deepDepth, deepWires }) =>
      `${countText(deepGates)} gates, ${deepDepth} layers, ${countText(deepWires)} connections`,
    draw: drawDeep,
  },
  neurons: {
    title: words.neuronsTitle,
    /** @param {Counts} counts - for the number of bits */
    size: ({ neuronGates, neuronWires }) =>
      `${neuronGates} neurons, 2 layers, ${countText(neuronWires)} connections`,
    draw: drawNeurons,
  },
});

/**
 * The chapter's opening: parity and addition by two layers of gates, by many,
 * and by neurons.
 *
 * @augments {Figure<State, Readings, Core>}
 */
export class DeepCircuitsElement extends Figure {
  /** @override */
  static figure = figureNamed('deep-circuits');
  /** @override */
  static schema = deepCircuitsSchema;
  /** @override */
  static styles = [
    Figure.styles,
    unsafeCSS(plotStyles),
    unsafeCSS(circuitStyles),
  ];

  #announcement = new Announcement(this);
  #store = new CircuitStore();
  /** @type {Circuits | undefined} */
  #circuits;
  /** @type {Counts[]} */
  #counts = [];
  #checked = '';
  // Pictures in one row are equally wide.
  #drawingRoom = new RoomController(this);
  #chartRoom = new RoomController(this);
  #countsDrawer = new Drawer(this, {
    control: 'counts',
    label: words.counts,
    load: async () => () => this.#renderCounts(),
  });
  #oneGate = new Drawer(this, {
    control: 'functions',
    label: words.oneGate,
    load: async () => {
      const imported = import('./one-gate.js');
      const core = await this.core;
      const content = (await imported).oneGate(core);
      return () => content;
    },
  });
  #data = new Drawer(this, {
    control: 'data',
    label: words.data,
    load: async () => {
      const { circuitData } = await import('./circuit-data.js');
      const render = circuitData(this);
      return () => render(this.#counts);
    },
  });

  /** @param {AbortSignal} signal @override */
  figureConnected(signal) {
    signal.addEventListener('abort', () => this.#store.free());
  }

  /** @returns {readonly number[]} the bits that are evaluated */
  get inputBits() {
    return this.#circuits?.inputs ?? [];
  }

  /** @override */
  renderFigure() {
    const { problem } = this.state;
    const { inputBits: inputs } = this;
    const shown = this.#shown;
    const sentence = this.#sentence();
    const buttons = [
      { control: 'check', label: words.check, onClick: () => this.#check() },
      { control: 'reset', label: words.reset, onClick: () => this.reset() },
    ];
    return stage({
      top: html`<div class="ug-fields" data-control="settings">
          ${this.controls.of('problem', {
            label: words.problem,
            change: (value) => this.#withProblem(value),
          })}
          ${this.controls.of('bits', {
            label: problem === 'parity' ? words.parityBits : words.additionBits,
            slider: BIT_RANGES[problem],
          })}
          ${this.controls.of('circuit', { label: words.circuit })}
        </div>
        <div class="circuit-inputs">
          ${inputSwitches(problem, inputs, (index) => this.#toggle(this.state.inputs, index))}
          ${buttonGroup({ label: words.check, buttons })}
        </div>
        <p class="circuit-checked" role="status" ?hidden=${!this.#checked}>
          ${this.#checked}
        </p>`,
      picture: html`<div class="circuit-stage" data-control="drawing">
        ${shown.map((design, place) => {
          const room = place === 0 ? this.#drawingRoom.ref() : nothing;
          return this.#renderCircuit(design, room);
        })}
      </div>`,
      sentence: html`<p
          class="plot-sentence"
          id="sentence"
          data-control="sentence"
        >
          ${sentence}
        </p>
        ${this.#announcement.render(sentence)}`,
      drawers: [
        this.#countsDrawer.render(),
        this.#oneGate.render(),
        this.#data.render(),
      ],
    });
  }

  /** @returns {unknown} what the circuits cost, and what they are */
  #renderCounts() {
    const { problem } = this.state;
    return html`<div class="circuit-pictures is-pair">
        ${this.#renderChart('gates', words.gatesTitle, drawGates, this.#chartRoom.ref())}
        ${this.#renderChart('layers', words.layersTitle, drawLayers, nothing)}
      </div>
      ${this.#shown.map(
        (design) =>
          html`<p class="circuit-caption">
            ${DESIGNS[design].title}: ${captions[problem][design]}
          </p>`,
      )}
      <p class="circuit-honest" data-control="note">${words.honest}</p>`;
  }

  /** @returns {readonly (keyof typeof DESIGNS)[]} the designs that are drawn */
  get #shown() {
    const { circuit } = this.state;
    return circuit === 'compare' ? ['two-layer', 'deep'] : [circuit];
  }

  /**
   * @param {keyof typeof DESIGNS} name - which to draw
   * @param {unknown} ref - a directive for the place of the picture
   * @returns {unknown} a template
   */
  #renderCircuit(name, ref) {
    const { title, size, draw } = DESIGNS[name];
    const { room } = this.#drawingRoom;
    const { readings } = this;
    const circuits = this.#circuits;
    const text = readings ? size(readings) : '';
    return html`<div class="circuit-place">
      <p class="plot-heading">${title}</p>
      <p class="circuit-size">${text}</p>
      <div class="plot-canvas" data-picture=${name} ${ref}>
        ${circuits && room ? draw(circuits, { ...room, label: title }) : nothing}
      </div>
    </div>`;
  }

  /**
   * @param {string} name - of the file
   * @param {string} title - of the chart
   * @param {typeof drawGates} draw - draws it
   * @param {unknown} ref - a directive for its place
   * @returns {unknown} a template
   */
  #renderChart(name, title, draw, ref) {
    const { room } = this.#chartRoom;
    const { bits } = this.state;
    const isThere = room && this.#circuits;
    return html`<div class="circuit-place">
      <p class="plot-heading">${title}</p>
      <div class="plot-canvas" data-picture=${name} ${ref}>
        ${isThere ? draw(this.#counts, { ...room, bits }) : nothing}
      </div>
    </div>`;
  }

  /**
   * @param {State['problem']} problem - chosen
   * @returns {Partial<State>} it, with the nearest number of bits that it has
   */
  #withProblem(problem) {
    const { min, max } = BIT_RANGES[problem];
    return { problem, bits: Math.min(max, Math.max(min, this.state.bits)) };
  }

  /** @param {readonly number[]} inputs @param {number} index - to change */
  #toggle(inputs, index) {
    const length = Math.max(inputs.length, index + 1);
    const next = Array.from({ length }, (_, i) => inputs[i] ?? 0);
    next[index] = 1 - (next[index] ?? 0);
    this.change({ inputs: next });
  }

  /** @param {Core} core @override */
  compute(core) {
    const { problem, bits } = this.state;
    const before = this.#circuits;
    if (before?.problem !== problem) this.#counts = countsOf(core, problem);
    if (before?.problem !== problem || before.bits !== bits) this.#checked = '';
    this.#circuits = this.#store.evaluate(core, this.state);
    const counts = this.#counts.find((row) => row.bits === bits);
    if (counts) this.setReadings(readingsOf(this.#circuits, counts));
  }

  #check() {
    const core = this.loadedCore;
    if (!core) return;
    const { inputs } = this.#store.evaluate(core, this.state);
    this.#checked = checked(2 ** inputs.length, this.#store.check());
    this.requestUpdate();
  }

  /** @returns {string} what the circuits answer, and what they cost */
  #sentence() {
    const { readings } = this;
    const inputs = this.#circuits?.inputs ?? [];
    if (!readings) return '';
    const { output, outputBits } = readings;
    const answer =
      this.state.problem === 'parity'
        ? paritySentence(inputs.filter((bit) => bit === 1).length)
        : `${numberFrom(inputs, 0)} + ${numberFrom(inputs, 1)} = ${output}, in binary ${outputBits.toReversed().join('')}.`;
    return `${answer} ${comparison(readings, this.state.circuit)}`;
  }
}

/** @typedef {import('../../core/core.js').CoreParts['circuits']} Core */

import {
  deepCircuitsSchema,
  FEWEST_PARITY_BITS,
  MOST_ADDED_BITS,
} from './state.js';
import { defaultState } from '../../kit/schema.js';
import { create } from '../../kit/create.js';
import {
  additionSentence,
  checked,
  circuitWords as words,
  comparison,
  paritySentence,
} from './words.js';
import { buttonGroup } from '../../kit/controls/buttons.js';
import { CircuitStore, countsOf, readingsOf } from './circuit-numbers.js';
import { CircuitSettings } from './circuit-settings.js';
import { Drawings } from './drawings.js';
import { numberFrom, Switches } from './switches.js';
import { FigureElement } from '../../kit/figure-element.js';
import { Panel } from '../../kit/panel.js';

/**
 * The chapter's opening: parity and addition by two layers of gates, by many,
 * and by neurons.
 *
 * @augments {FigureElement<State, Readings, typeof import('../../core/circuits.js')>}
 */
export class DeepCircuitsElement extends FigureElement {
  /** @override */
  static figureName = 'deep-circuits';
  /** @override */
  static part = /** @type {const} */ ('circuits');
  /** @override */
  static schema = deepCircuitsSchema;
  /** @override */
  static styleSheets = [new URL('./deep-circuits.css', import.meta.url).href];

  #store = new CircuitStore();
  /** @type {import('./circuit-numbers.js').Circuits | undefined} */
  #circuits;
  /** @type {import('./circuit-numbers.js').Counts[]} */
  #counts = [];
  /** @type {Parts | undefined} */
  #parts;

  /** Goes back to the circuits that a fresh figure has. */
  reset() {
    this.state = defaultState(deepCircuitsSchema);
  }

  /** @override */
  stateChanged() {
    this.#compute();
  }

  /** @override */
  coreReady() {
    this.#compute();
  }

  /**
   * @override
   * @param {HTMLElement} $body - the place for the content
   */
  buildFigure($body) {
    const settings = new CircuitSettings((changes) => this.#change(changes));
    const switches = new Switches((index) => this.#toggle(index));
    const drawings = new Drawings(() => this.requestRender());
    const $sentence = create('p', {
      class: 'circuit-sentence',
      role: 'status',
      'data-control': 'sentence',
    });
    const $checked = create('p', { class: 'circuit-checked', role: 'status' });
    const oneGate = new Panel({
      control: 'functions',
      label: words.oneGate,
      bring: async () => {
        const panel = import('./one-gate-panel.js');
        return (await panel).oneGatePanel(await this.core);
      },
    });
    const data = new Panel({
      control: 'data',
      label: words.data,
      bring: async () => {
        const { DataPanel } = await import('./data-panel.js');
        return new DataPanel({
          drawings,
          data: () => ({ ...this.state, counts: this.#counts }),
        });
      },
    });
    const check = () => this.#check($checked);
    const reset = () => this.reset();
    const buttons = buttonGroup({
      label: words.check,
      buttons: [
        { control: 'check', label: words.check, onClick: check },
        { control: 'reset', label: words.reset, onClick: reset },
      ],
    });
    $body.append(
      settings.$element,
      create(
        'div',
        { class: 'circuit-inputs' },
        switches.$element,
        buttons.$element,
      ),
      $checked,
      $sentence,
      drawings.$circuits,
      drawings.$charts,
      create(
        'p',
        { class: 'circuit-honest', 'data-control': 'note' },
        words.honest,
      ),
      oneGate.$element,
      data.$element,
    );
    this.#parts = {
      settings,
      switches,
      drawings,
      data,
      $sentence,
      $checked,
    };
  }

  /**
   * @override
   * @param {AbortSignal} signal - aborted when the figure leaves
   */
  figureConnected(signal) {
    const drawings = this.#parts?.drawings;
    drawings?.watch();
    signal.addEventListener('abort', () => drawings?.unwatch());
  }

  /** @override */
  figureDisconnected() {
    this.#store.free();
  }

  /** @override */
  renderFigure() {
    const parts = this.#parts;
    const circuits = this.#circuits;
    if (!parts) return;
    parts.settings.show(this.state);
    if (!circuits) return;
    parts.switches.show(circuits.problem, circuits.inputs);
    const sentence = this.#sentence(circuits);
    // The same words again would be read aloud again.
    if (parts.$sentence.textContent !== sentence) {
      parts.$sentence.textContent = sentence;
    }
    parts.drawings.show(circuits, this.#counts, this.state.circuit);
    parts.data.show();
  }

  /** @param {Partial<State>} changes - throws a `TypeError` to refuse */
  #change(changes) {
    const next = { ...this.state, ...changes };
    // Another problem takes the nearest number of bits that it has.
    if (changes.problem !== undefined && changes.bits === undefined) {
      next.bits =
        changes.problem === 'parity'
          ? Math.max(FEWEST_PARITY_BITS, next.bits)
          : Math.min(MOST_ADDED_BITS, next.bits);
    }
    this.state = next;
  }

  /** @param {number} index - of the input to change */
  #toggle(index) {
    const { inputs } = this.state;
    const length = Math.max(inputs.length, index + 1);
    const next = Array.from({ length }, (_, i) => inputs[i] ?? 0);
    next[index] = 1 - (next[index] ?? 0);
    this.#change({ inputs: next });
  }

  #compute() {
    const core = this.loadedCore;
    if (!core) return;
    const { problem, bits } = this.state;
    const before = this.#circuits;
    if (before?.problem !== problem) this.#counts = countsOf(core, problem);
    const counts = this.#counts.find((row) => row.bits === bits);
    this.#circuits = this.#store.evaluate(core, this.state);
    const isOther = before?.problem !== problem || before.bits !== bits;
    if (this.#parts && isOther) this.#parts.$checked.textContent = '';
    if (counts) this.setReadings(readingsOf(this.#circuits, counts));
  }

  /** @param {HTMLElement} $checked - where to say what the check found */
  #check($checked) {
    const circuits = this.#circuits;
    const core = this.loadedCore;
    if (!circuits || !core) return;
    this.#store.evaluate(core, this.state);
    const rows = 2 ** circuits.inputs.length;
    $checked.textContent = checked(rows, this.#store.check());
  }

  /**
   * @param {import('./circuit-numbers.js').Circuits} circuits -
   *   with their signals
   * @returns {string} what they answer, and what they cost
   */
  #sentence({ problem, bits, inputs }) {
    const readings = this.readings;
    const counts = this.#counts.find((row) => row.bits === bits);
    if (!readings || !counts) return '';
    const { output, outputBits } = readings;
    const answer =
      problem === 'parity'
        ? paritySentence(inputs.filter((bit) => bit === 1).length)
        : additionSentence(
            numberFrom(inputs, 0),
            numberFrom(inputs, 1),
            output,
            [...outputBits].reverse().join(''),
          );
    return `${answer} ${comparison(counts)}`;
  }
}

/** @typedef {import('./state.js').DeepCircuitsState} State */
/** @typedef {import('./circuit-numbers.js').Readings} Readings */

/**
 * @typedef {object} Parts
 * @property {CircuitSettings} settings - problem, bits, circuit
 * @property {Switches} switches - of the input bits
 * @property {Drawings} drawings - circuits and charts
 * @property {Panel<import('./data-panel.js').DataPanel>} data - the
 *   table and the files
 * @property {HTMLElement} $sentence - what the circuits answer
 * @property {HTMLElement} $checked - what the check found
 */

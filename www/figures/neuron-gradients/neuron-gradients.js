import { neuronGradientsSchema } from './state.js';
import { barScale } from '../../kit/bar-scale.js';
import { failureWords, gapWords } from '../learning-speeds/words.js';
import { PRESETS, presetOf } from '../learning-speeds/presets.js';
import { buildLayout } from './layout.js';
import { meaningOf, scaleInWords } from './meaning.js';
import { readingsOf } from './readings.js';
import { GradientHistory } from '../../run/gradient-history.js';
import { RunFigure } from '../../run/run-figure.js';

/** @import { NeuronGradientsState } from './state.js' */
/** @import { NeuronGradientsReadings } from './readings.js' */
/** @import { GradientRow, NeuronHistory } from '../../run/gradient-history.js' */

/**
 * The chapter's first picture, live: the network with a bar at each neuron for
 * ∂C/∂b, before the first update and while it trains.
 *
 * It trains by itself, or, with the attribute `run`, shares the run of that
 * name with the other figures of the page that have it.
 *
 * @augments {RunFigure<NeuronGradientsState, NeuronGradientsReadings>}
 */
export class NeuronGradientsElement extends RunFigure {
  /** @override */
  static figureName = 'neuron-gradients';
  /** @override */
  static part = /** @type {const} */ ('training');
  /** @override */
  static schema = neuronGradientsSchema;
  /** @override */
  static styleSheets = [
    new URL('../learning-speeds/learning-speeds.css', import.meta.url).href,
    new URL('./neuron-gradients.css', import.meta.url).href,
  ];

  /** @type {number | null} The epoch that is looked at; null for the last. */
  #cursor = null;
  #announced = '';
  /** @type {AbortSignal | undefined} Aborted when the element leaves. */
  #signal;
  /** @type {import('./layout.js').Layout | undefined} */
  #layout;
  /** @returns {NeuronHistory} the rows kept of the run so far */
  get history() {
    return (this.#gradients ?? new GradientHistory([], 1)).history;
  }

  /**
   * @override
   * @returns {import('../../run/run-controller.js').RunListener} what it wants and hears
   */
  createListener() {
    return {
      keepGradients: (widths, stride) => new GradientHistory(widths, stride),
      begun: () => {
        this.showError('', 'run');
        this.#layout?.showRetry('');
      },
      pointed: (epoch) => {
        this.#cursor = epoch;
        this.#layout?.history.plot?.point(epoch);
        this.#read();
      },
      started: () => this.#layout?.history.plot?.forget(),
      measured: () => this.#read(),
      failed: (failure) => this.#failed(failure),
    };
  }

  /**
   * Shows an epoch that was measured before.
   *
   * @param {number | null} epoch - which one; null to follow the run again
   */
  show(epoch) {
    this.runControl.point(epoch);
  }

  /**
   * @override
   * @param {HTMLElement} $body - the place for the figure
   */
  buildFigure($body) {
    /** @param {Partial<NeuronGradientsState>} part - throws to refuse */
    const set = (part) => void Reflect.set(this, 'state', part);
    /** @param {number} by - pages of neurons */
    const page = (by) => {
      const { first, neurons, hidden } = this.state;
      const last = Math.max(...hidden) - neurons + 1;
      const wanted = Math.min(first + by * neurons, last);
      set({ first: Math.max(1, wanted) });
    };
    this.#layout = buildLayout($body, {
      state: () => this.state,
      set,
      measuring: () => this.runControl.measuring,
      measure: (measuring) => this.measure(measuring),
      choose: (name) => set(PRESETS[name]),
      ground: () => this.ground,
      gradients: () => this.#gradients,
      row: () => this.#row,
      seed: () => this.state.seed,
      core: () => this.core,
      pointed: () => this.#cursor,
      signal: () => this.#signal,
      retry: () => this.runControl.again(),
      toggle: () => this.runControl.toggle(),
      step: () => this.step(),
      reset: () => this.reset(),
      point: (epoch) => this.runControl.point(epoch),
      before: () => page(-1),
      after: () => page(1),
      resized: () => this.requestRender(),
      follow: (place) =>
        set(
          place
            ? { layer: place.layer + 1, neuron: place.neuron + 1 }
            : { layer: 0 },
        ),
      page: (first) => set({ first: Math.max(1, first) }),
    });
  }

  /**
   * @override
   * @param {AbortSignal} signal - aborted when the element leaves
   */
  figureConnected(signal) {
    this.#signal = signal;
    this.#layout?.picture.observe(signal);
    this.#layout?.history.plot?.observe(signal);
    super.figureConnected(signal);
  }

  /** @override */
  figureDisconnected() {
    this.#signal = undefined;
    super.figureDisconnected();
  }

  /** @override */
  stateChanged() {
    super.stateChanged();
    this.#read();
  }

  /** @override */
  renderFigure() {
    const layout = this.#layout;
    if (!layout) return;
    const { state } = this;
    const { session, isShared, measuring } = this.runControl;
    layout.showAlone(!isShared);
    layout.presets.mark(presetOf(state));
    layout.settings.show();
    const row = this.#row;
    const epoch = row?.epoch ?? 0;
    layout.controls.show(state, session, epoch);
    const gradients = this.#gradients;
    const isMoving = session.isMoving && this.#cursor === null;
    layout.history.show(epoch, isMoving);
    if (!gradients || !row) return;
    const { largest, leastTypical, stride } = gradients;
    const scale = barScale(state.axis, largest, leastTypical);
    layout.picture.show(state, { layers: row.layers, scale, isMoving });
    layout.data.show();
    const gaps = gapWords(session.history, measuring);
    layout.$scale.textContent = `${scaleInWords(scale, stride)} ${gaps}`;
    const speeds = session.history?.row(epoch).speeds ?? [];
    this.#say(meaningOf(row, speeds, state).join(' '), isMoving);
  }

  /** @returns {GradientHistory | null} of the run so far, once there are rows */
  get #gradients() {
    const { gradients } = this.runControl.session;
    return gradients && gradients.rows > 0 ? gradients : null;
  }

  /** @returns {GradientRow | null} of the epoch that is looked at */
  get #row() {
    return this.#gradients?.row(this.#cursor ?? Infinity) ?? null;
  }

  #read() {
    const row = this.#row;
    if (!row) return;
    const speeds = this.runControl.session.history?.row(row.epoch).speeds ?? [];
    this.setReadings(readingsOf(row, speeds, this.state));
  }

  /**
   * @param {string} words - what the picture shows
   * @param {boolean} isMoving - whether they are to change soon
   */
  #say(words, isMoving) {
    const layout = this.#layout;
    if (!layout) return;
    layout.$meaning.textContent = words;
    if (isMoving || words === this.#announced) return;
    this.#announced = words;
    layout.$announcement.textContent = words;
  }

  /** @param {import('../../run/protocol.js').Failed} failure - what went wrong */
  #failed(failure) {
    const { sentence, offer } = failureWords(failure, this.state.seed);
    this.showError(sentence, 'run');
    this.#layout?.showRetry(offer);
    this.requestRender();
  }
}

/** @typedef {import('../../core/core.js').CoreParts} CoreParts */

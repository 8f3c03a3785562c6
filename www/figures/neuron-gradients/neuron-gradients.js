import { html, nothing, unsafeCSS } from 'lit';
import { Announcement } from '../../kit/announcement.js';
import { Drawer } from '../../kit/drawer.js';
import { Figure } from '../../kit/figure.js';
import plotStyles from '../../kit/plot/plot.css?inline';
import { GradientHistory } from '../../run/gradient-history.js';
import { RunController } from '../../run/run-controller.js';
import { presetButtons } from '../../run/run-presets.js';
import { failureWords, gapWords, runWords } from '../../run/run-words.js';
import runStyles from '../../run/run.css?inline';
import { retryButton, transport } from '../../run/transport.js';
import { figureNamed } from '../index.js';
import { barScale } from './bar-scale.js';
import { meaningOf, scaleInWords } from './meaning.js';
import { NetworkPicture } from './network-picture.js';
import styles from './neuron-gradients.css?inline';
import { NeuronHistory } from './neuron-history.js';
import { readingsOf } from './readings.js';
import { neuronGradientsSchema } from './state.js';
import { epochSlider, viewControls } from './view-controls.js';
import { neuronWords as words } from './words.js';

/** @import { GradientRow, NeuronHistory as History } from '../../run/gradient-history.js' */
/** @import { Measuring } from '../../run/run-state.js' */
/** @import { NeuronGradientsReadings } from './readings.js' */
/** @import { NeuronGradientsState } from './state.js' */

/**
 * The chapter's first picture, live: the network with a bar at each neuron for
 * ∂C/∂b, before the first update and while it trains.
 *
 * It trains by itself, or, with the attribute `run`, shares the run of that
 * name with the other figures of the page that have it.
 *
 * @augments {Figure<NeuronGradientsState, NeuronGradientsReadings, Core>}
 */
export class NeuronGradientsElement extends Figure {
  /** @override */
  static figure = figureNamed('neuron-gradients');
  /** @override */
  static schema = neuronGradientsSchema;
  /** @override */
  static styles = [
    Figure.styles,
    unsafeCSS(plotStyles),
    unsafeCSS(runStyles),
    unsafeCSS(styles),
  ];

  /** @override */
  static get observedAttributes() {
    return [...super.observedAttributes, 'measuring'];
  }

  /** @type {number | null} The epoch that is looked at; null for the last. */
  #cursor = null;
  /** What a failed run offers. */
  #offer = '';
  /** @type {Shown | null} Stays in sight while another run is being made. */
  #shown = null;
  /** What was shown when the numbers stood still. */
  #said = '';

  #run = new RunController(this, {
    keepGradients: (widths, stride) => new GradientHistory(widths, stride),
    begun: () => {
      this.showError('', 'run');
      this.#offer = '';
    },
    measured: () => this.#read(),
    pointed: (epoch) => {
      this.#cursor = epoch;
      this.#history.point(epoch);
      this.#read();
    },
    failed: (failure) => {
      const { sentence, offer } = failureWords(failure, this.state.seed);
      this.showError(sentence, 'run');
      this.#offer = offer;
    },
  });
  #picture = new NetworkPicture(this);
  #history = new NeuronHistory(this, (epoch) => this.show(epoch));
  #announcement = new Announcement(this);
  #settings = new Drawer(this, {
    control: 'settings',
    label: runWords.settings,
    load: async () => {
      const { runSettings } = await import('../../run/run-settings.js');
      return () => runSettings(this, this.#run);
    },
  });
  #data = new Drawer(this, {
    control: 'data',
    label: words.table,
    load: async () => {
      const { neuronData } = await import('./neuron-data.js');
      const render = neuronData(this, () => this.#history.svg());
      return () => {
        const { gradients = null, row = null } = this.#shown ?? {};
        return render(gradients, row);
      };
    },
  });

  /** @returns {History} the rows kept of the run so far */
  get history() {
    return (this.#gradients ?? new GradientHistory([], 1)).history;
  }

  /** Trains to the last epoch. */
  play() {
    this.#run.play();
  }

  /** Stops where it is. */
  pause() {
    this.#run.pause();
  }

  /** Trains one epoch. */
  step() {
    this.#run.step();
  }

  /** Goes back to the untrained network: the same seed, the same weights. */
  reset() {
    this.#run.reset();
  }

  /**
   * Shows an epoch that was measured before.
   *
   * @param {number | null} epoch - which one; null to follow the run again
   */
  show(epoch) {
    this.#run.point(epoch);
  }

  /**
   * Measures at other epochs from now on; the attribute says so.
   *
   * @param {Measuring} measuring - one of those offered
   */
  measure(measuring) {
    this.#run.measure(measuring);
  }

  /** @override */
  stateChanged() {
    this.#run.settle();
    this.#read();
  }

  /** @override */
  renderFigure() {
    const shown = (this.#shown = this.#lookUp() ?? this.#shown);
    const { gradients = null, row = null, isMoving = false } = shown ?? {};
    if (shown && !isMoving) this.#said = shown.meaning;
    const epoch = row?.epoch ?? 0;
    // Where another figure shows the same run, its settings are there.
    const isAlone = !this.#run.isShared;
    return html`
      ${retryButton(this.#offer, () => this.#run.again())}
      ${isAlone ? presetButtons(this) : nothing}
      <div class="run-transport neurons-transport" data-control="transport">
        ${transport(this.#run)}
        ${epochSlider(this, gradients?.epochs ?? [], epoch)}
      </div>
      ${this.#picture.render(shown)}
      <div class="neurons-key" data-control="notes">
        <p class="ug-hint">${words.key}</p>
        <p class="ug-hint">${shown?.notes}</p>
      </div>
      <p class="run-meaning" data-control="meaning">${shown?.meaning}</p>
      ${this.#announcement.render(this.#said)} ${viewControls(this)}
      ${this.#history.render(gradients, epoch, isMoving)}
      ${isAlone ? this.#settings.render() : nothing} ${this.#data.render()}
    `;
  }

  /** @returns {GradientHistory | null} of the run so far, once there are rows */
  get #gradients() {
    const { gradients } = this.#run.session;
    return gradients && gradients.rows > 0 ? gradients : null;
  }

  /** @returns {Shown | null} the epoch that is looked at, once there is one */
  #lookUp() {
    const gradients = this.#gradients;
    const row = gradients?.row(this.#cursor ?? Infinity);
    if (!gradients || !row) return null;
    const { state } = this;
    const { session, history, measuring } = this.#run;
    const { largest, leastTypical, stride } = gradients;
    const scale = barScale(state.axis, largest, leastTypical);
    const isMoving = session.isMoving && this.#cursor === null;
    const gaps = gapWords(history, measuring);
    const meaning = meaningOf(row, this.#speedsAt(row), state).join(' ');
    return {
      gradients,
      row,
      scale,
      pixels: state.pixels,
      isMoving,
      notes: `${scaleInWords(scale, stride)} ${gaps}`,
      meaning,
    };
  }

  #read() {
    const row = this.#gradients?.row(this.#cursor ?? Infinity);
    if (!row) return;
    this.setReadings(readingsOf(row, this.#speedsAt(row), this.state));
  }

  /**
   * @param {GradientRow} row - of an epoch
   * @returns {number[]} the speed of each hidden layer then
   */
  #speedsAt({ epoch }) {
    return this.#run.history?.row(epoch).speeds ?? [];
  }
}

/** @typedef {import('../../core/core.js').CoreParts['training']} Core */

/**
 * @typedef {object} Words
 * @property {string} notes - what a bar's length means
 * @property {string} meaning - what the picture shows
 */
/** @typedef {import('./network-picture.js').Shown & Words} Shown */

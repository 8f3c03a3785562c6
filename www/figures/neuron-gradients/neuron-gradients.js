import { html, nothing, unsafeCSS } from 'lit';
import { Announcement } from '../../kit/announcement.js';
import { button } from '../../kit/buttons.js';
import { Drawer } from '../../kit/drawer.js';
import plotStyles from '../../kit/plot/plot.css?inline';
import { stage } from '../../kit/stage.js';
import { GradientHistory } from '../../run/gradient-history.js';
import { Commentary, standingOf } from '../../run/commentary.js';
import { presetMenu } from '../../run/run-presets.js';
import { gapWords } from '../../run/run-words.js';
import runStyles from '../../run/run.css?inline';
import { TrainingFigure } from '../../run/training-figure.js';
import { transport } from '../../run/transport.js';
import { figureNamed } from '../index.js';
import { barScale } from './bar-scale.js';
import { keptSeries } from './kept-series.js';
import { meaningOf } from './meaning.js';
import { NetworkPicture } from './network-picture.js';
import styles from './neuron-gradients.css?inline';
import { NeuronHistory } from './neuron-history.js';
import { readingsOf } from './readings.js';
import { neuronGradientsSchema } from './state.js';
import { neuronWords as words } from './words.js';

/** @import { GradientRow, NeuronHistory as History } from '../../run/gradient-history.js' */
/** @import { NeuronGradientsReadings } from './readings.js' */
/** @import { NeuronGradientsState } from './state.js' */

/** What is logarithmic sounds the same on every axis. */
const NO_RANGE = /** @type {const} */ ([0, 1]);

/**
 * The chapter's first picture, live: the network with a bar at each neuron for
 * ∂C/∂b, before the first update and while it trains.
 *
 * It trains by itself, or, with the attribute `run`, shares the run of that
 * name with the other figures of the page that have it.
 *
 * @augments {TrainingFigure<NeuronGradientsState, NeuronGradientsReadings>}
 */
export class NeuronGradientsElement extends TrainingFigure {
  /** @override */
  static figure = figureNamed('neuron-gradients');
  /** @override */
  static schema = neuronGradientsSchema;
  /** @override */
  static styles = [
    TrainingFigure.styles,
    unsafeCSS(plotStyles),
    unsafeCSS(runStyles),
    unsafeCSS(styles),
  ];

  /** @type {number | null} The epoch that is looked at; null for the last. */
  #cursor = null;
  /** @type {Shown | null} Stays visible while another run is being made. */
  #shown = null;
  /** What was said when the numbers last stood still. */
  #said = '';

  #picture = new NetworkPicture(this);
  #history = new NeuronHistory(this, (epoch) => this.show(epoch));
  #announcement = new Announcement(this);
  #view = new Drawer(this, {
    control: 'view',
    label: words.view,
    load: async () => {
      const { scaleInWords, viewControls } = await import('./view-controls.js');
      return () => {
        const { scale, speedScale, gradients, gaps = '' } = this.#shown ?? {};
        const notes =
          scale && speedScale && gradients
            ? scaleInWords(scale, speedScale, gradients.stride)
            : '';
        return html`${viewControls(this)}
          <div class="neurons-key" data-control="notes">
            <p class="ug-hint">${words.key} ${words.none}</p>
            <p class="ug-hint">${notes} ${gaps}</p>
          </div>`;
      };
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

  constructor() {
    super(
      {
        keepGradients: (widths, stride) => new GradientHistory(widths, stride),
        measured: () => this.#read(),
        pointed: (epoch) => {
          this.#cursor = epoch;
          this.#read();
        },
      },
      { series: keptSeries },
    );
    this.heard = () => this.#heard;
    new Commentary(this, this.#announcement, () => standingOf(this.training));
  }

  /** @returns {History} the rows kept of the run so far */
  get history() {
    return (this.#gradients ?? new GradientHistory([], 1)).history;
  }

  /** @override */
  narrow() {
    this.#history.narrow();
    this.requestUpdate();
  }

  /** @override */
  stateChanged() {
    super.stateChanged();
    this.#read();
  }

  /** @override */
  renderFigure() {
    const shown = (this.#shown = this.#lookUp() ?? this.#shown);
    const { gradients = null, row = null, isMoving = false } = shown ?? {};
    const said = [this.endingSentence, shown?.meaning]
      .filter(Boolean)
      .join(' ');
    if (shown && !isMoving) this.#said = said;
    const epoch = row?.epoch ?? 0;
    // Where another figure shows the same run, its settings are there.
    const isAlone = !this.training.isShared;
    return html`
      ${this.renderRetry()}
      ${stage({
        top: html`${isAlone ? presetMenu(this, this.#renderPredict()) : nothing}
          <div class="run-transport" data-control="transport">
            ${transport(this.training)}
          </div>`,
        picture: this.#picture.render(shown),
        sentence: html`<p
            id="sentence"
            class="run-meaning"
            data-control="meaning"
          >
            ${said}
          </p>
          ${this.#announcement.render(this.#said)}`,
        drawers: [
          this.#history.render(gradients, epoch, isMoving),
          this.#view.render(),
          isAlone ? this.settingsDrawer.render() : nothing,
          this.readerDrawer.render(),
          this.#data.render(),
        ],
      })}
    `;
  }

  /** @returns {unknown} the button that begins a prediction, while no plot is there that has it */
  #renderPredict() {
    if (this.state.layer > 0 || this.training.isMoved) return nothing;
    return button({
      control: 'predict',
      label: words.predict,
      name: words.predictName,
      onClick: () => void this.#history.predict(),
    });
  }

  /** @returns {import('../../kit/sound.js').Heard | null} the speeds of the layers */
  get #heard() {
    const row = this.#gradients?.row(this.#cursor ?? Infinity);
    if (!row) return null;
    const { isPlaying } = this.training;
    const values = this.#speedsAt(row);
    const axis = {
      kind: /** @type {const} */ ('logarithmic'),
      range: NO_RANGE,
    };
    return { epoch: row.epoch, values, isPlaying, ...axis };
  }

  /** @returns {GradientHistory | null} of the run so far, once there are rows */
  get #gradients() {
    const { gradients } = this.training.session;
    return gradients && gradients.rows > 0 ? gradients : null;
  }

  /** @returns {Shown | null} the epoch that is looked at, once there is one */
  #lookUp() {
    const gradients = this.#gradients;
    const row = gradients?.row(this.#cursor ?? Infinity);
    if (!gradients || !row) return null;
    const state = this.shown;
    const { session, history, measuring } = this.training;
    const { largest, leastTypical } = gradients;
    const scale = barScale(state.axis, largest, leastTypical);
    const { largestSpeed, leastSpeed } = gradients;
    const speedScale = barScale(state.axis, largestSpeed, leastSpeed);
    const speeds = this.#speedsAt(row);
    const isMoving = session.isMoving && this.#cursor === null;
    const gaps = gapWords(history, measuring);
    const meaning = meaningOf(row, speeds, state).join(' ');
    return {
      gradients,
      row,
      scale,
      speeds,
      speedScale,
      pixels: state.pixels,
      isMoving,
      gaps,
      meaning,
    };
  }

  #read() {
    const row = this.#gradients?.row(this.#cursor ?? Infinity);
    if (!row) return;
    this.setReadings(readingsOf(row, this.#speedsAt(row), this.shown));
  }

  /**
   * @param {GradientRow} row - of an epoch
   * @returns {number[]} the speed of each hidden layer then
   */
  #speedsAt({ epoch }) {
    return this.training.history?.row(epoch).speeds ?? [];
  }
}

/** @typedef {import('./network-picture.js').Shown & { gaps: string, meaning: string }} Shown */

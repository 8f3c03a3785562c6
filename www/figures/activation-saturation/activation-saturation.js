import { html, nothing, unsafeCSS } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { Announcement } from '../../kit/announcement.js';
import { button } from '../../kit/buttons.js';
import { Drawer } from '../../kit/drawer.js';
import plotStyles from '../../kit/plot/plot.css?inline';
import { Predict } from '../../kit/predict/predict.js';
import { RoomController } from '../../kit/room-controller.js';
import { stage } from '../../kit/stage.js';
import { ActivationHistory } from '../../run/activation-history.js';
import { Commentary, standingOf } from '../../run/commentary.js';
import { presetMenu } from '../../run/run-presets.js';
import { gapWords } from '../../run/run-words.js';
import runStyles from '../../run/run.css?inline';
import { TrainingFigure } from '../../run/training-figure.js';
import { transport } from '../../run/transport.js';
import { figureNamed } from '../index.js';
import styles from './activation-saturation.css?inline';
import { drawHistograms } from './histograms.js';
import { SaturationPlot, keptSeries } from './plot.js';
import { presets } from './presets.js';
import { readingsOf } from './readings.js';
import { meaningOf } from './sentence.js';
import { activationSaturationSchema } from './state.js';
import { saturationWords as words } from './words.js';

/** @import { ActivationNumbers, ActivationRow } from '../../run/activation-history.js' */
/** @import { ActivationSaturationReadings } from './readings.js' */
/** @import { ActivationSaturationState } from './state.js' */

/**
 * Glorot and Bengio's obstacle, live: the mean, the spread and the histogram of every
 * hidden layer's activations while the network trains, and how many are saturated.
 *
 * @augments {TrainingFigure<ActivationSaturationState, ActivationSaturationReadings>}
 */
export class ActivationSaturationElement extends TrainingFigure {
  /** @override */
  static figure = figureNamed('activation-saturation');
  /** @override */
  static schema = activationSaturationSchema;
  /** @override */
  static styles = [
    TrainingFigure.styles,
    unsafeCSS(plotStyles),
    unsafeCSS(runStyles),
    unsafeCSS(styles),
  ];

  /** @type {number | null} The epoch that is looked at; null for the last. */
  #cursor = null;
  /** What was said when the numbers last stood still. */
  #said = '';
  #room = new RoomController(this, { isFilled: true });
  #predict = new Predict(this);
  #plot = new SaturationPlot(this, (epoch) => this.show(epoch), this.#predict);
  #announcement = new Announcement(this);
  #notes = new Drawer(this, {
    control: 'notes',
    label: words.notes,
    load: async () => () => this.#renderNotes(),
  });
  #data = new Drawer(this, {
    control: 'data',
    label: words.data,
    load: async () => {
      const { saturationData } = await import('./data.js');
      const render = saturationData(this, () => this.#plot.svg());
      return () => render(this.#activations, this.#row);
    },
  });

  constructor() {
    super(
      {
        keepActivations: (layers, stride) =>
          new ActivationHistory(layers, stride),
        measured: () => this.#read(),
        pointed: (epoch) => {
          this.#cursor = epoch;
          this.#read();
        },
      },
      keptSeries,
    );
    new Commentary(this, this.#announcement, () => standingOf(this.training));
  }

  /** @returns {ActivationNumbers} the rows kept of the run so far, without histograms */
  get history() {
    return (this.#activations ?? new ActivationHistory(0, 1)).history;
  }

  /** @param {Core} core @override */
  coreReady(core) {
    this.#plot.begin(core);
  }

  /** @override */
  renderFigure() {
    const row = this.#row;
    const { room } = this.#room;
    const meaning = row ? this.#meaning(row) : '';
    const said = [this.endingSentence, meaning].filter(Boolean).join(' ');
    const { isMoving } = this.training.session;
    if (!isMoving || this.#cursor !== null) this.#said = said;
    return html`
      ${this.renderRetry()}
      ${stage({
        top: html`${presetMenu(this, this.#renderTop(), presets)}
          ${this.keptDoor.runs?.render()}
          <div class="run-transport" data-control="transport">
            ${transport(this.training)}
          </div>`,
        picture: html`<div class="saturation-plot">
            ${this.#plot.render(this.#activations)}
          </div>
          <div class="saturation-histograms" data-control="histograms">
            <p class="plot-heading">${words.histograms(row?.epoch ?? 0)}</p>
            <div class="plot-canvas" ${this.#room.ref()}>
              ${guard([row?.epoch, this.#activations, room, this.ground], () => (row && room ? drawHistograms(row, room, this.ground) : nothing))}
            </div>
          </div>`,
        sentence: html`${this.#predict.around(
          html`<p id="sentence" class="run-meaning" data-control="meaning">
            ${said}
          </p>`,
        )}
        ${this.#announcement.render(this.#said)}`,
        drawers: [
          this.settingsDrawer,
          this.#notes,
          this.readerDrawer,
          this.#data,
        ].map((drawer) => drawer.render()),
      })}
    `;
  }

  /** @override */
  narrow() {
    this.#plot.narrow();
  }

  /** @returns {unknown} what is plotted, and what keeps it */
  #renderTop() {
    const keep = this.keptDoor.button(!this.#activations);
    return [this.#renderPlotted(), button(keep)];
  }

  /** @returns {unknown} the choice of what is plotted */
  #renderPlotted() {
    return this.controls.of('plotted', {
      label: words.plotted,
      optionName: (/** @type {ActivationSaturationState['plotted']} */ name) =>
        words.plottedNames[name],
    });
  }

  /** @returns {unknown} what the numbers are */
  #renderNotes() {
    const { history, measuring } = this.training;
    return [...words.explained, gapWords(history, measuring)]
      .filter((sentence) => sentence !== '')
      .map((sentence) => html`<p class="ug-hint">${sentence}</p>`);
  }

  /** @returns {ActivationHistory | null} of the run so far, once there are rows */
  get #activations() {
    const { activations } = this.training.session;
    return activations && activations.rows > 0 ? activations : null;
  }

  /** @returns {ActivationRow | null} the epoch that is looked at, or the last */
  get #row() {
    return this.#activations?.at(this.#cursor ?? Infinity) ?? null;
  }

  /** @param {ActivationRow} row - shown @returns {string} what there is to see */
  #meaning(row) {
    const history = this.#activations;
    if (!history) return '';
    const speeds = this.training.history?.row(row.epoch).speeds ?? [];
    return meaningOf(history, row, speeds, this.shown).join(' ');
  }

  #read() {
    const row = this.#row;
    if (!row) return;
    const accuracy = this.training.history?.row(row.epoch).validationAccuracy;
    this.setReadings(readingsOf(row, accuracy ?? NaN));
  }
}

/** @typedef {import('../../core/core.js').CoreParts['training']} Core */

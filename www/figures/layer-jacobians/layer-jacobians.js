import { html, nothing, unsafeCSS } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { wordsOf } from '../../core/core-error.js';
import { Announcement } from '../../kit/announcement.js';
import { button } from '../../kit/buttons.js';
import { drawDigits } from '../../kit/draw-digits.js';
import { Drawer } from '../../kit/drawer.js';
import { Figure } from '../../kit/figure.js';
import plotStyles from '../../kit/plot/plot.css?inline';
import { statePresets } from '../../kit/presets.js';
import { RoomController } from '../../kit/room-controller.js';
import { stage } from '../../kit/stage.js';
import { Visibility } from '../../kit/visibility.js';
import { figureNamed } from '../index.js';
import styles from './layer-jacobians.css?inline';
import { Measurer, SIDE } from './measurer.js';
import { pictures } from './pictures.js';
import { presets } from './presets.js';
import {
  comparison,
  spreadSentence,
  unresolved,
  verdict,
  whatBecame,
} from './sentences.js';
import { layerJacobiansSchema } from './state.js';
import { jacobianWords as words } from './words.js';

/**
 * Whole networks: the matrices that carry the error from layer to layer, their
 * singular values, and those of their product.
 *
 * The readings say which state they belong to. Until the current state has been
 * measured, words and pictures are those of the previous one.
 *
 * @augments {Figure<State, Readings, Core>}
 */
export class LayerJacobiansElement extends Figure {
  /** @override */
  static figure = figureNamed('layer-jacobians');
  /** @override */
  static schema = layerJacobiansSchema;
  /** @override */
  static styles = [Figure.styles, unsafeCSS(plotStyles), unsafeCSS(styles)];

  #isNear = false;
  /** @type {Measurer | undefined} */
  #measurer;
  /** @type {readonly Float32Array[]} The image of the readings, once there. */
  #images = [];
  #announcement = new Announcement(this);
  #rooms = new Map(
    pictures.map(({ name, isOnStage = false }) => [
      name,
      new RoomController(this, { isFilled: isOnStage }),
    ]),
  );
  #pictures = new Drawer(this, {
    control: 'pictures',
    label: words.pictures,
    load: async () => {
      const { spreadLegend } = await import('./spread-legend.js');
      return () => this.#renderMore(spreadLegend());
    },
  });
  #settings = new Drawer(this, {
    control: 'settings network',
    label: words.moreSettings,
    load: async () => () => this.#renderSettings(),
  });
  #table = new Drawer(this, {
    control: 'table',
    label: words.table,
    load: async () => (await import('./table.js')).dataDrawer(this),
  });

  /** @param {AbortSignal} signal @override */
  figureConnected(signal) {
    const visibility = new Visibility({
      near: () => {
        this.#isNear = true;
        if (this.loadedCore) this.compute(this.loadedCore);
      },
      sight: () => {},
    });
    visibility.observe(this, signal);
    signal.addEventListener('abort', () => {
      this.#measurer?.close();
      this.#measurer = undefined;
      this.#isNear = false;
    });
  }

  /** @override */
  renderFigure() {
    const { state, readings } = this;
    const sentence = readings ? whatBecame(readings) : '';
    const isBusy = readings && readings.state !== state;
    const busy = isBusy ? 'true' : 'false';
    return stage({
      top: html`<div class="jacobian-top">
        ${statePresets(this, words.presets, presets)}
        ${button({
          control: 'reset',
          label: words.reset,
          onClick: () => this.reset(),
        })}
      </div>`,
      picture: pictures
        .filter(({ isOnStage }) => isOnStage)
        .map((picture) => this.#renderPicture(picture, busy)),
      isRow: true,
      controls: html`<div class="ug-fields" data-control="settings network">
        ${this.controls.of('depth', { label: words.depth })}
        ${this.controls.of('width', { label: words.width })}
        ${this.controls.of('activation', { label: words.activation })}
        ${this.controls.of('initialisation', { label: words.initialisation })}
      </div>`,
      sentence: html`<div class="jacobian-meaning" data-control="meaning">
        <p class="plot-sentence" id="sentence">
          ${sentence || words.measuring}
        </p>
        ${this.#announcement.render(sentence)}
        <p class="jacobian-note">${this.#renderVerdict()}</p>
        <p class="ug-hint">${readings ? unresolved(readings) : nothing}</p>
      </div>`,
      drawers: [
        this.#pictures.render(),
        this.#settings.render(),
        this.#table.render(),
      ],
    });
  }

  /**
   * @param {unknown} legend - of the last of them
   * @returns {unknown} the second pictures, and what is to be seen in all of them
   */
  #renderMore(legend) {
    const { readings } = this;
    return html`<p class="ug-hint">${words.legend}</p>
      <p class="jacobian-note">${readings ? comparison(readings) : nothing}</p>
      <div class="jacobian-charts">
        ${pictures
          .filter(({ isOnStage }) => !isOnStage)
          .map((picture) =>
            this.#renderPicture(
              picture,
              'false',
              picture.name === 'spread' ? legend : nothing,
            ),
          )}
      </div>`;
  }

  /** @returns {unknown} what is not changed as often */
  #renderSettings() {
    return html`<div class="ug-fields">
      ${this.controls.of('seed', { label: words.seed })}
      <div data-control="digit">
        ${this.controls.of('digit', { label: words.digit })}
        ${this.#renderDigit()}
      </div>
      ${this.controls.of('seeds', {
        label: words.seeds,
        hint: words.initialisationHint,
      })}
    </div>`;
  }

  /**
   * @param {import('./pictures.js').Picture} picture - which
   * @param {'true' | 'false'} busy - whether newer numbers are coming
   * @param {unknown} [legend] - what is to be seen in it
   * @returns {unknown} the picture under its title
   */
  #renderPicture({ name, title, draw }, busy, legend = nothing) {
    const { readings } = this;
    const place = this.#rooms.get(name);
    const room = place?.room;
    return html`<div
      class="jacobian-chart"
      data-control=${name}
      aria-busy=${busy}
    >
      <p class="plot-heading">${title}</p>
      <div class="plot-canvas" ${place?.ref()}>
        ${guard([readings, room], () => (readings && room ? draw(readings, room) : nothing))}
      </div>
      ${name === 'spread' ? this.#renderSpread() : nothing} ${legend}
    </div>`;
  }

  /** @returns {string} what becomes of the gradient over several seeds */
  #renderVerdict() {
    const { readings } = this;
    const spread = readings?.spread;
    return spread ? verdict(spread, readings.state.seeds) : words.measuring;
  }

  /** @returns {unknown} the spread in words */
  #renderSpread() {
    const { readings } = this;
    if (!readings) return nothing;
    const { spread, state } = readings;
    return html`<p class="jacobian-note" id="spread-told">
      ${spread ? spreadSentence(spread, state.seeds) : words.measuring}
    </p>`;
  }

  /** @returns {unknown} the image that the network was shown */
  #renderDigit() {
    const { readings } = this;
    const said = readings
      ? words.image(readings.label, readings.state.digit)
      : '';
    return html`<div class="jacobian-digit" ?hidden=${!readings}>
      <canvas
        width=${SIDE}
        height=${SIDE}
        role="img"
        aria-label=${said}
        ${drawDigits(this.#images, SIDE)}
      ></canvas>
      <span class="ug-hint" aria-hidden="true">${said}</span>
    </div>`;
  }

  /** @param {Core} core @override */
  compute(core) {
    if (!this.#isNear) return;
    this.#measurer ??= new Measurer(core, {
      matrices: (found, pixels) => {
        this.#images = [pixels];
        this.setReadings({ ...found, state: this.state, spread: null });
      },
      spread: (spread) => {
        const { readings } = this;
        if (!readings) return;
        this.setReadings({ ...readings, state: this.state, spread });
      },
      failed: (error) => {
        const said = error === null ? '' : words.failed(wordsOf(error));
        this.showError(said, 'measure', () => this.#measurer?.again());
      },
    });
    this.#measurer.want(this.state);
  }
}

/** @typedef {import('./state.js').LayerJacobiansState} State */
/** @typedef {import('./numbers.js').Readings} Readings */
/** @typedef {import('./numbers.js').Core} Core */

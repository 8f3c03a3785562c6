import { html, nothing, unsafeCSS } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { Announcement } from '../../kit/announcement.js';
import { buttonGroup, presetsMenu } from '../../kit/buttons.js';
import { Drawer } from '../../kit/drawer.js';
import { Figure } from '../../kit/figure.js';
import gripStyles from '../../kit/grips.css?inline';
import { Grips } from '../../kit/grips.js';
import formulaStyles from '../../kit/mathematics.css?inline';
import { pictureDrawer } from '../../kit/picture-drawer.js';
import plotStyles from '../../kit/plot/plot.css?inline';
import { RoomController } from '../../kit/room-controller.js';
import { stage } from '../../kit/stage.js';
import { figureNamed } from '../index.js';
import windowStyles from './exploding-window.css?inline';
import { MIDDLE, presetInForce, presets, presetState } from './presets.js';
import { explodingWindowSchema } from './state.js';
import { drawFactors } from './window-factors.js';
import { factorGrips, holdOf, widthGrips } from './window-grips.js';
import { computeWindow, factorCurves, widthCurve } from './window-numbers.js';
import { windowSentence } from './window-sentence.js';
import { drawWidths } from './window-widths.js';
import { windowRows, windowWords as words } from './words.js';

/**
 * The chapter's problem: for which activations is |wσ′(wa+b)| at least 1?
 *
 * @augments {Figure<State, Readings, Core>}
 */
export class ExplodingWindowElement extends Figure {
  /** @override */
  static figure = figureNamed('exploding-window');
  /** @override */
  static schema = explodingWindowSchema;
  /** @override */
  static styles = [
    Figure.styles,
    unsafeCSS(plotStyles),
    unsafeCSS(gripStyles),
    unsafeCSS(formulaStyles),
    unsafeCSS(windowStyles),
  ];

  #announcement = new Announcement(this);
  #factorsRoom = new RoomController(this, { isFilled: true });
  #widthsRoom = new RoomController(this, { isFilled: true });
  /** @type {import('./window-grips.js').Hold | null} */
  #hold = null;
  #grips = new Grips(this, {
    taken: () => {
      const { room } = this.#factorsRoom;
      const { state, readings } = this;
      this.#hold = readings && room ? holdOf(state, readings, room) : null;
    },
    left: () => (this.#hold = null),
  });
  #weightGrip = new Grips(this);
  #derivation = new Drawer(this, {
    control: 'derivation',
    label: words.derivation,
    load: async () => (await import('./window-derivation.js')).derivation,
  });
  #data = pictureDrawer(
    this,
    () => this.#table(),
    [
      { name: 'exploding-window', label: words.curveSvg, control: 'factors' },
      { name: 'window-widths', label: words.widthSvg, control: 'widths' },
    ],
    async () => {
      const { recomputed } = await import('./python.js');
      return () => recomputed(this.state, this.readings);
    },
  );

  /** @override */
  renderFigure() {
    const { state, readings, loadedCore: core } = this;
    const sentence = readings ? windowSentence(state, readings) : '';
    return stage({
      top: presetsMenu({
        label: words.presets,
        presets,
        chosen: core ? presetInForce(core, state) : null,
        onChoose: (name) => {
          if (core) this.change(presetState(core, name));
        },
      }),
      picture: html`<div data-control="factors">
          <p class="plot-heading">${words.curveTitle}</p>
          <div class="plot-canvas ug-gripped" ${this.#factorsRoom.ref()}>
            ${this.#drawFactors()}
            ${this.#renderGrips(this.#grips, this.#factorsRoom.room, (scene) => factorGrips(scene, this.#hold))}
          </div>
        </div>
        <div data-control="widths">
          <p class="plot-heading">${words.widthTitle}</p>
          <div class="plot-canvas ug-gripped" ${this.#widthsRoom.ref()}>
            ${this.#drawWidths()}
            ${this.#renderGrips(this.#weightGrip, this.#widthsRoom.room, widthGrips)}
          </div>
        </div>`,
      isRow: true,
      controls: html`<div class="window-controls" data-control="controls">
        <div class="ug-fields">
          ${this.controls.of('weight', { label: words.weight })}
          ${this.controls.of('bias', { label: words.bias })}
        </div>
        ${buttonGroup({
          label: words.settings,
          buttons: [
            {
              control: 'centre',
              label: words.centre,
              onClick: () => this.#centre(),
            },
            {
              control: 'reset',
              label: words.reset,
              onClick: () => this.reset(),
            },
          ],
        })}
      </div>`,
      sentence: html`<p class="plot-sentence" id="sentence">${sentence}</p>
        ${this.#announcement.render(sentence)}`,
      drawers: [this.#derivation.render(), this.#data.render()],
    });
  }

  /** @returns {unknown} the factor for every activation */
  #drawFactors() {
    const { state, readings, loadedCore: core } = this;
    const { room } = this.#factorsRoom;
    if (!core || !readings || !room) return '';
    const curves = factorCurves(core, state, readings);
    const label = words.curveTitle;
    const top = this.#hold?.top;
    const size = { ...room, label, ...(top === undefined ? {} : { top }) };
    return drawFactors(state, readings, curves, size);
  }

  /**
   * @param {Grips} grips - of a picture
   * @param {import('../../kit/room-controller.js').Room | null} room - of it
   * @param {(scene: import('./window-grips.js').Scene) => import('../../kit/grips.js').Grip[]} place -
   *   says where they are
   * @returns {unknown} a template
   */
  #renderGrips(grips, room, place) {
    const { state, readings, loadedCore: core } = this;
    if (!core || !readings || !room) return nothing;
    /** @param {State} next - what a hand makes of the state */
    const change = (next) => this.change(next);
    const scene = { core, state, readings, room, change };
    // One stays itself while others come and go: the pointer has hold of it.
    return repeat(
      place(scene),
      ({ name }) => name,
      (grip) => grips.render({ ...grip, control: 'grips' }),
    );
  }

  /** @returns {unknown} the width of the window over the weights */
  #drawWidths() {
    const { state, readings, loadedCore: core } = this;
    const { room } = this.#widthsRoom;
    if (!core || !readings || !room) return '';
    const size = { ...room, label: words.widthTitle };
    return drawWidths(state, readings, widthCurve(core), size);
  }

  /** @param {Core} core @override */
  compute(core) {
    this.setReadings(computeWindow(core, this.state));
  }

  /** Puts the middle of the window at an activation of ½. */
  #centre() {
    const core = this.loadedCore;
    if (!core) return;
    const { weight } = this.state;
    this.change({ weight, bias: core.centringBias(weight, MIDDLE) });
  }

  /** @returns {import('../../kit/number-table.js').NumberTable | null} all numbers */
  #table() {
    const { state, readings } = this;
    if (!readings) return null;
    /** @type {Record<string, number | null>} */
    const values = { ...state, ...readings };
    return {
      caption: words.tableCaption,
      headings: [words.quantity, words.value],
      rows: Object.entries(windowRows).map(([key, name]) => [
        name,
        values[key] ?? words.nothing,
      ]),
    };
  }
}

/** @typedef {import('./state.js').ExplodingWindowState} State */
/** @typedef {import('./window-numbers.js').WindowReadings} Readings */
/** @typedef {import('../../core/core.js').CoreParts['chain']} Core */

import { explodingWindowSchema } from './state.js';
import { defaultState } from '../../kit/schema.js';
import { create } from '../../kit/create.js';
import { refresh } from '../../kit/refresh.js';
import { Rooms } from '../../kit/room.js';
import { drawFactors } from './window-factors.js';
import { windowSentence } from './window-sentence.js';
import { drawWidths } from './window-widths.js';
import { dataWords } from '../../kit/data-words.js';
import { windowRows, windowWords } from './words.js';
import { computeWindow, factorCurves, widthCurve } from './window-numbers.js';
import {
  MIDDLE,
  WindowSettings,
  windowPreset,
  windowPresets,
} from './window-settings.js';
import { FigureElement } from '../../kit/figure-element.js';
import { Announcer } from '../../kit/announcer.js';
import { Panel } from '../../kit/panel.js';

/**
 * The chapter's problem: for which activations is |wσ′(wa+b)| at least 1?
 *
 * @augments {FigureElement<State, Readings, CoreParts['chain']>}
 */
export class ExplodingWindowElement extends FigureElement {
  /** @override */
  static figureName = 'exploding-window';
  /** @override */
  static part = /** @type {const} */ ('chain');
  /** @override */
  static schema = explodingWindowSchema;
  /** @override */
  static styleSheets = [new URL('../../kit/plots.css', import.meta.url).href];

  /** @type {Parts | undefined} */
  #parts;

  /** Goes back to the neuron that a fresh figure has. */
  reset() {
    this.state = defaultState(explodingWindowSchema);
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
    const settings = new WindowSettings({
      preset: (name) => {
        const core = this.loadedCore;
        if (core) this.state = windowPreset(core, name);
      },
      change: (changes) => {
        this.state = { ...this.state, ...changes };
      },
      centre: () => this.#centre(),
      reset: () => this.reset(),
    });
    const $factors = create('div', { class: 'plot-canvas' });
    const $widths = create('div', { class: 'plot-canvas' });
    const data = new Panel({
      control: 'data',
      label: dataWords.numbers,
      bring: async () => {
        const { PictureData } = await import('../../kit/picture-data.js');
        const name = 'exploding-window';
        return new PictureData({
          name,
          table: () => this.#table(),
          pictures: [
            { name, label: windowWords.curveSvg, $place: $factors },
            {
              name: 'window-widths',
              label: windowWords.widthSvg,
              $place: $widths,
            },
          ],
        });
      },
    });
    const derivation = new Panel({
      control: 'derivation',
      label: windowWords.derivation,
      bring: async () => {
        const view = await import('./window-derivation.js');
        return { $element: view.derivation() };
      },
    });
    const announcer = new Announcer();
    const $sentence = create('p', { class: 'plot-sentence' });
    $body.append(
      settings.$presets,
      $sentence,
      announcer.$element,
      create(
        'div',
        { class: 'plot-pair' },
        create(
          'div',
          { 'data-control': 'factors' },
          create('p', { class: 'plot-heading' }, windowWords.curveTitle),
          $factors,
        ),
        create(
          'div',
          { 'data-control': 'widths' },
          create('p', { class: 'plot-heading' }, windowWords.widthTitle),
          $widths,
        ),
      ),
      settings.$element,
      derivation.$element,
      data.$element,
    );
    const rooms = new Rooms([$factors, $widths], () => this.requestRender());
    this.#parts = {
      settings,
      data,
      announcer,
      $sentence,
      $factors,
      $widths,
      rooms,
    };
  }

  /**
   * @override
   * @param {AbortSignal} signal - aborted when the figure leaves
   */
  figureConnected(signal) {
    const parts = this.#parts;
    if (!parts) return;
    parts.rooms.watch();
    signal.addEventListener('abort', () => {
      parts.rooms.unwatch();
      parts.announcer.stop();
    });
  }

  /** @override */
  renderFigure() {
    const parts = this.#parts;
    const core = this.loadedCore;
    const { state, readings } = this;
    if (!parts) return;
    parts.settings.show(state, core ? presetInForce(core, state) : null);
    if (!core || !readings) return;
    const label = windowSentence(state, readings);
    parts.$sentence.textContent = label;
    parts.announcer.say(label);
    const [factorsRoom, widthsRoom] = parts.rooms.sizes;
    if (factorsRoom) {
      const curves = factorCurves(core, state, readings);
      const size = {
        ...factorsRoom,
        label: `${windowWords.curveTitle}. ${label}`,
      };
      refresh(parts.$factors, drawFactors(state, readings, curves, size));
    }
    if (widthsRoom) {
      const size = { ...widthsRoom, label: windowWords.widthTitle };
      refresh(
        parts.$widths,
        drawWidths(state, readings, widthCurve(core), size),
      );
    }
    parts.data.show();
  }

  #compute() {
    const core = this.loadedCore;
    if (core) this.setReadings(computeWindow(core, this.state));
  }

  #centre() {
    const core = this.loadedCore;
    if (!core) return;
    const { weight } = this.state;
    this.state = { weight, bias: core.centringBias(weight, MIDDLE) };
  }

  /** @returns {import('../../kit/number-table.js').NumberTable | null} all numbers */
  #table() {
    const { state, readings } = this;
    if (!readings) return null;
    /** @type {Record<string, number | null>} */
    const values = { ...state, ...readings };
    return {
      caption: windowWords.tableCaption,
      headings: [windowWords.quantity, windowWords.value],
      rows: Object.entries(windowRows).map(([key, name]) => [
        name,
        values[key] ?? windowWords.nothing,
      ]),
    };
  }
}

/**
 * @param {CoreParts['chain']} core - the loaded core
 * @param {State} state - what the figure has
 * @returns {string | null} the preset that it is, if it is one
 */
function presetInForce(core, { weight, bias }) {
  const found = windowPresets.find(({ name }) => {
    const preset = windowPreset(core, name);
    return preset.weight === weight && preset.bias === bias;
  });
  return found?.name ?? null;
}

/** @typedef {import('./state.js').ExplodingWindowState} State */
/** @typedef {import('./window-numbers.js').WindowReadings} Readings */

/**
 * @typedef {object} Parts
 * @property {WindowSettings} settings - every control
 * @property {Panel<import('../../kit/picture-data.js').PictureData>} data - the numbers
 * @property {Announcer} announcer - reads the sentence aloud
 * @property {HTMLElement} $sentence - what there is
 * @property {HTMLElement} $factors - the place of the first picture
 * @property {HTMLElement} $widths - the place of the second
 * @property {Rooms} rooms - in both
 */

/** @typedef {import('../../core/core.js').CoreParts} CoreParts */

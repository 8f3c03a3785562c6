import { html, nothing, unsafeCSS } from 'lit';
import { Announcement } from '../../kit/announcement.js';
import { buttonGroup } from '../../kit/buttons.js';
import { Drawer } from '../../kit/drawer.js';
import { Figure } from '../../kit/figure.js';
import formulaStyles from '../../kit/mathematics.css?inline';
import { pictureDrawer } from '../../kit/picture-drawer.js';
import plotStyles from '../../kit/plot/plot.css?inline';
import { statePresets } from '../../kit/presets.js';
import { RoomController } from '../../kit/room-controller.js';
import { stage } from '../../kit/stage.js';
import { figureNamed } from '../index.js';
import identityStyles from './identity-neuron.css?inline';
import { answersOf, computeIdentity, expansionOf } from './identity-numbers.js';
import { drawAnswers, drawErrors } from './identity-pictures.js';
import { identitySentence } from './identity-sentence.js';
import { presets } from './presets.js';
import { identityNeuronSchema } from './state.js';
import { identityRows, identityWords as words } from './words.js';

/**
 * The chapter's other problem: w₁, b and w₂ with w₂σ(w₁x+b) ≈ x on [0, 1].
 *
 * @augments {Figure<State, Readings, Core>}
 */
export class IdentityNeuronElement extends Figure {
  /** @override */
  static figure = figureNamed('identity-neuron');
  /** @override */
  static schema = identityNeuronSchema;
  /** @override */
  static styles = [
    Figure.styles,
    unsafeCSS(plotStyles),
    unsafeCSS(formulaStyles),
    unsafeCSS(identityStyles),
  ];

  #announcement = new Announcement(this);
  #answersRoom = new RoomController(this, { isFilled: true });
  #errorsRoom = new RoomController(this, { isFilled: true });
  #steps = new Drawer(this, {
    control: 'derivation',
    label: words.steps,
    load: async () => (await import('./identity-steps.js')).expansion,
  });
  #rows = new Drawer(this, {
    control: 'network',
    label: words.network,
    load: async () => {
      const { TrainedRows } = await import('./trained-rows.js');
      const trained = new TrainedRows(this);
      return () => trained.render();
    },
  });
  #data = pictureDrawer(
    this,
    () => this.#table(),
    [
      { name: 'identity-neuron', label: words.answersSvg, control: 'answers' },
      {
        name: 'identity-neuron-error',
        label: words.errorSvg,
        control: 'errors',
      },
    ],
    async () => {
      const { recomputed } = await import('./python.js');
      return () => recomputed(this.state, this.readings);
    },
  );

  /** @override */
  renderFigure() {
    const { state, readings, loadedCore: core } = this;
    const sentence = readings ? identitySentence(state, readings) : '';
    const answers = core && readings ? answersOf(core, state) : null;
    const drawn = { answers: this.#answersRoom, errors: this.#errorsRoom };
    return stage({
      top: html`<div class="identity-top">
        ${statePresets(this, words.presets, presets)}
        ${buttonGroup({
          label: words.neuron,
          buttons: [
            {
              control: 'expand',
              label: words.expand,
              isDisabled: expansionOf(state) === null,
              onClick: () => this.#expand(),
            },
            {
              control: 'reset',
              label: words.reset,
              onClick: () => this.reset(),
            },
          ],
        })}
      </div>`,
      picture: html`<div data-control="answers">
          <p class="plot-heading">${words.answersTitle}</p>
          <div class="plot-canvas" ${drawn.answers.ref()}>
            ${
              answers && drawn.answers.room
                ? drawAnswers(answers, {
                    ...drawn.answers.room,
                    label: words.answersTitle,
                  })
                : nothing
            }
          </div>
        </div>
        <div data-control="errors">
          <p class="plot-heading">${words.errorTitle}</p>
          <div class="plot-canvas" ${drawn.errors.ref()}>
            ${
              answers && readings && drawn.errors.room
                ? drawErrors(answers, readings, {
                    ...drawn.errors.room,
                    label: words.errorTitle,
                  })
                : nothing
            }
          </div>
        </div>`,
      isRow: true,
      controls: html`<div class="ug-fields" data-control="controls">
        ${this.controls.of('weightIn', { label: words.weightIn })}
        ${this.controls.of('bias', { label: words.bias })}
        ${this.controls.of('weightOut', { label: words.weightOut })}
        ${this.controls.of('offset', { label: words.offset })}
      </div>`,
      sentence: html`<p class="plot-sentence" id="sentence">${sentence}</p>
        ${this.#announcement.render(sentence)}`,
      drawers: [this.#steps.render(), this.#rows.render(), this.#data.render()],
    });
  }

  /** @param {Core} core @override */
  compute(core) {
    this.setReadings(computeIdentity(core, this.state));
  }

  /** Chooses b and w₂ so that the slope in the middle is 1. */
  #expand() {
    const wanted = expansionOf(this.state);
    if (wanted) this.change(wanted);
  }

  /** @returns {import('../../kit/number-table.js').NumberTable | null} all numbers */
  #table() {
    const { state, readings } = this;
    if (!readings) return null;
    /** @type {Record<string, number | string>} */
    const values = { ...state, ...readings };
    return {
      caption: words.tableCaption,
      headings: [words.quantity, words.value],
      rows: Object.entries(identityRows).map(([key, name]) => [
        name,
        values[key] ?? '',
      ]),
    };
  }
}

/** @typedef {import('./state.js').IdentityNeuronState} State */
/** @typedef {import('./identity-numbers.js').IdentityReadings} Readings */
/** @typedef {import('../../core/core.js').CoreParts['chain']} Core */

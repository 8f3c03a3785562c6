import { MOST_DRAWN } from './state.js';
import { create } from '../../kit/create.js';
import { moveTo } from '../../kit/nearest.js';
import { learningSpeedsWords } from '../learning-speeds/words.js';
import { neuronWords as words } from './words.js';
import { buttonGroup } from '../../kit/controls/buttons.js';
import { selectField } from '../../kit/controls/select-field.js';
import { sliderField } from '../../kit/controls/slider-field.js';

/** @import { NeuronGradientsState } from './state.js' */

/** The buttons that move the run, the epoch, and what is drawn how. */
export class ViewControls {
  #$play;
  #$step;
  #$reset;
  #$before;
  #$after;
  #epoch;
  #axis;
  #neurons;
  #first;
  /** @type {readonly number[]} Those that can be shown. */
  #epochs = [];
  #epochShown = 0;

  /** @param {ControlActions} actions - what they do */
  constructor(actions) {
    const transport = buttonGroup({
      label: learningSpeedsWords.run,
      buttons: [
        {
          control: 'play',
          label: learningSpeedsWords.play,
          isPrimary: true,
          onClick: actions.toggle,
        },
        {
          control: 'step',
          label: learningSpeedsWords.step,
          onClick: actions.step,
        },
        {
          control: 'reset',
          label: learningSpeedsWords.reset,
          onClick: actions.reset,
        },
      ],
    });
    this.#$play = transport.$buttons.get('play');
    this.#$step = transport.$buttons.get('step');
    this.#$reset = transport.$buttons.get('reset');
    this.#epoch = sliderField({
      control: 'epoch',
      label: words.epoch,
      min: 0,
      max: 1,
      step: 1,
      value: 0,
      onInput: (epoch) => {
        const wanted = moveTo(this.#epochs, this.#epochShown, epoch);
        actions.point(wanted === this.#epochs.at(-1) ? null : wanted);
      },
    });
    this.#axis = selectField({
      control: 'axis',
      label: words.scale,
      options: [
        { value: /** @type {const} */ ('linear'), label: words.linear },
        {
          value: /** @type {const} */ ('logarithmic'),
          label: words.logarithmic,
        },
      ],
      value: 'linear',
      onChange: (axis) => actions.set({ axis }),
    });
    this.#neurons = sliderField({
      control: 'neurons',
      label: words.neurons,
      min: 1,
      max: MOST_DRAWN,
      step: 1,
      value: 6,
      onInput: (neurons) => actions.set({ neurons }),
    });
    this.#first = sliderField({
      control: 'first',
      label: words.first,
      min: 1,
      max: 256,
      step: 1,
      value: 1,
      onInput: (first) => actions.set({ first }),
    });
    const pages = buttonGroup({
      label: words.pages,
      buttons: [
        { control: 'before', label: words.before, onClick: actions.before },
        { control: 'after', label: words.after, onClick: actions.after },
      ],
    });
    this.#$before = pages.$buttons.get('before');
    this.#$after = pages.$buttons.get('after');
    this.$transport = create(
      'div',
      { class: 'neurons-transport', 'data-control': 'transport' },
      transport.$element,
      this.#epoch.$element,
    );
    this.$view = create(
      'div',
      { class: 'neurons-view', 'data-control': 'view' },
      this.#axis.$element,
      this.#neurons.$element,
      this.#first.$element,
      create('div', { 'data-control': 'pages' }, pages.$element),
    );
  }

  /**
   * @param {NeuronGradientsState} state - of the figure
   * @param {import('../../run/run-session.js').RunSession} session - its run
   * @param {number} epoch - shown
   */
  show(state, { phase, isPlaying, gradients }, epoch) {
    const isOver = phase === 'done';
    const moving = isPlaying
      ? learningSpeedsWords.pause
      : learningSpeedsWords.play;
    label(this.#$play, isOver ? learningSpeedsWords.runAgain : moving);
    refuse(this.#$play, phase === 'failed');
    refuse(this.#$step, isOver || phase === 'failed');
    this.#epochs = gradients?.epochs ?? [];
    this.#epochShown = epoch;
    const last = this.#epochs.at(-1) ?? 0;
    refuse(this.#$reset, last === 0);
    this.#epoch.setMax(Math.max(1, last));
    this.#epoch.setValue(epoch);
    this.#axis.setValue(state.axis);
    this.#neurons.setValue(state.neurons);
    const widest = Math.max(...state.hidden);
    this.#first.setMax(Math.max(1, widest));
    this.#first.setValue(state.first);
    refuse(this.#$before, state.first <= 1);
    refuse(this.#$after, state.first + state.neurons > widest);
  }
}

/**
 * @param {HTMLButtonElement | undefined} $button - a button
 * @param {string} text - what it does now
 */
function label($button, text) {
  if ($button && $button.textContent !== text) $button.textContent = text;
}

/**
 * Not by `disabled`, which would take the focus from whoever has just pressed.
 *
 * @param {HTMLButtonElement | undefined} $button - a button
 * @param {boolean} isRefused - whether it would do nothing
 */
function refuse($button, isRefused) {
  $button?.setAttribute('aria-disabled', String(isRefused));
}

/**
 * @typedef {object} ControlActions
 * @property {() => void} toggle - plays, pauses, or runs again
 * @property {() => void} step - one epoch
 * @property {() => void} reset - back to the start
 * @property {(epoch: number | null) => void} point - shows an epoch, or follows
 * @property {(part: Partial<NeuronGradientsState>) => void} set - changes the
 *   state; throws a `TypeError` to refuse
 * @property {() => void} before - draws the neurons before
 * @property {() => void} after - draws the neurons after
 */

import { create } from '../../../kit/create.js';
import { comparisonWords as words, progressWords } from './words.js';
import { buttonGroup } from '../../../kit/controls/buttons.js';
import { selectField } from '../../../kit/controls/select-field.js';
import { sliderField } from '../../../kit/controls/slider-field.js';
import {
  LEAST_RUNS,
  MOST_RUNS,
  SUBJECTS,
  firstSeed,
  isCounted,
  widthOf,
} from './plan.js';

/** @import { RunState } from '../../../run/run-state.js' */
/** @import { Comparison } from './comparison.js' */
/** @import { Subject } from './plan.js' */

const DEFAULT_RUNS = 4;

/** What to compare and how many, and the buttons that move the comparison. */
export class ComparisonControls {
  /** @type {Subject} */
  #subject = 'depth';
  #count = DEFAULT_RUNS;
  #options;
  #countField;
  #$hint = create('p', { class: 'ug-hint' });
  #$main;
  #$cancel;
  #$status = create('p', { class: 'ug-comparison-status', role: 'status' });
  /** @type {RunState | null} */
  #state = null;

  /** @param {ControlsOptions} options - what they move */
  constructor(options) {
    this.#options = options;
    const { comparison } = options;
    const subject = selectField({
      control: 'compare-subject',
      label: words.subject,
      options: SUBJECTS.map((value) => ({
        value,
        label: words.subjects[value],
      })),
      value: this.#subject,
      onChange: (value) => {
        this.#subject = value;
        this.#showHint();
      },
    });
    this.#countField = sliderField({
      control: 'compare-count',
      label: words.count,
      min: LEAST_RUNS,
      max: MOST_RUNS,
      step: 1,
      value: this.#count,
      onInput: (value) => this.#setCount(value),
    });
    const buttons = buttonGroup({
      label: words.transport,
      buttons: [
        {
          control: 'compare-start',
          label: words.start,
          isPrimary: true,
          onClick: () => this.#toggle(),
        },
        {
          control: 'compare-cancel',
          label: words.cancel,
          onClick: () => comparison.cancel(),
        },
      ],
    });
    this.#$main = buttons.$buttons.get('compare-start');
    this.#$cancel = buttons.$buttons.get('compare-cancel');
    this.$element = create(
      'div',
      { class: 'ug-comparison-controls' },
      create('p', { class: 'ug-hint' }, words.intro),
      create(
        'div',
        { class: 'ug-fields' },
        create('div', {}, subject.$element, this.#$hint),
        this.#countField.$element,
      ),
      buttons.$element,
      this.#$status,
    );
  }

  /** @param {RunState} state - of the figure */
  show(state) {
    this.#state = state;
    this.#showHint();
    const { runs, phase } = this.#options.comparison;
    const isMoving = phase === 'running' || phase === 'paused';
    const label = {
      idle: words.start,
      over: words.startAgain,
      running: words.pause,
      paused: words.resume,
    }[phase];
    if (this.#$main && this.#$main.textContent !== label) {
      this.#$main.textContent = label;
    }
    // Disabled in earnest, a button would drop the focus.
    this.#$cancel?.setAttribute('aria-disabled', String(!isMoving));
    const phases = runs.map((run) => run.phase);
    const said =
      phases.length > 0 ? progressWords(phases, phase === 'paused') : '';
    if (this.#$status.textContent !== said) this.#$status.textContent = said;
  }

  #toggle() {
    const { comparison, start } = this.#options;
    const { phase } = comparison;
    if (phase === 'running') comparison.pause();
    else if (phase === 'paused') comparison.resume();
    else start(this.#subject, this.#count);
  }

  /** @param {number} count - of runs */
  #setCount(count) {
    const isRight =
      Number.isInteger(count) && count >= LEAST_RUNS && count <= MOST_RUNS;
    if (!isRight) {
      throw new TypeError(words.countRefused(LEAST_RUNS, MOST_RUNS));
    }
    this.#count = count;
    this.#showHint();
  }

  /** Says which runs there would be. */
  #showHint() {
    const subject = this.#subject;
    this.#countField.$element.hidden = !isCounted(subject);
    if (this.#state === null) return;
    let hint = '';
    if (subject === 'depth') {
      hint = words.depthHint(widthOf(this.#state), this.#count);
    } else if (subject === 'seed') {
      const first = firstSeed(this.#state, this.#count);
      hint = words.seedHint(first, this.#count);
    }
    if (this.#$hint.textContent !== hint) this.#$hint.textContent = hint;
  }
}

/**
 * @typedef {object} ControlsOptions
 * @property {Comparison} comparison - what they move
 * @property {(subject: Subject, count: number) => void} start - begins it
 */

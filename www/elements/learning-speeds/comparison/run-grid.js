import { isSameRun } from '../../../state/run-fields.js';
import { create } from '../../../view/create.js';
import { RunCard } from './run-card.js';

/** @import { RunState } from '../../../state/run-fields.js' */
/** @import { Comparison } from './comparison.js' */
/** @import { CardOptions } from './run-card.js' */

/** The pictures of all runs of a comparison, on the same axes. */
export class RunGrid {
  $element = create('div', { class: 'ug-runs' });
  /** @type {RunCard[]} */
  #cards = [];
  /** @type {readonly [number, number] | null} */
  #range = null;
  /** @type {typeof import('../../../core/core.js') | null} */
  #core = null;
  /** @type {AbortSignal | null} */
  #signal = null;
  #isStale = true;
  #options;

  /** @param {Omit<CardOptions, 'subject' | 'range'>} options - what a card needs */
  constructor(options) {
    this.#options = options;
  }

  /** @param {AbortSignal} signal - ends following the sizes */
  observe(signal) {
    this.#signal = signal;
    for (const card of this.#cards) card.observe(signal);
  }

  /** @param {typeof import('../../../core/core.js')} core - loaded */
  begin(core) {
    this.#core = core;
    for (const card of this.#cards) card.begin(core);
    this.redraw();
  }

  /** @param {Comparison} comparison - that takes the place of the one before */
  start({ runs, subject }) {
    for (const card of this.#cards) card.free();
    this.#range = null;
    this.#cards = runs.map(
      (run) =>
        new RunCard(run, {
          ...this.#options,
          needsDrawing: () => this.redraw(),
          subject,
          range: () => this.#range,
        }),
    );
    this.$element.replaceChildren(...this.#cards.map((card) => card.$element));
    for (const card of this.#cards) {
      if (this.#signal) card.observe(this.#signal);
      if (this.#core) card.begin(this.#core);
    }
  }

  /** Has all pictures drawn anew, as after a change of size or of colours. */
  redraw() {
    this.#isStale = true;
    this.#options.needsDrawing();
  }

  /**
   * Brings all cards in line with their runs.
   *
   * @param {Comparison} comparison - they belong to
   * @param {RunState} state - of the figure
   */
  show({ runs, phase }, state) {
    const isPaused = phase === 'paused';
    for (const [index, card] of this.#cards.entries()) {
      const run = runs[index];
      const isChosen = run !== undefined && isSameRun(run.state, state);
      card.show({ isPaused, isChosen });
    }
    this.#draw();
  }

  /** Draws what has new rows, or everything where the common axis has moved. */
  #draw() {
    const before = this.#range;
    // Each says what it would span by itself, and all span what any needs.
    this.#range = null;
    const fresh = this.#cards.filter((card) => card.takeRows());
    this.#range = this.#common();
    const isSame =
      before?.[0] === this.#range?.[0] && before?.[1] === this.#range?.[1];
    const due = this.#isStale || !isSame ? this.#cards : fresh;
    this.#isStale = false;
    for (const card of due) card.prepare();
    for (const card of due) card.draw();
  }

  /** @returns {readonly [number, number] | null} what any of the cards spans */
  #common() {
    const ranges = this.#cards.flatMap(({ range }) => (range ? [range] : []));
    if (ranges.length === 0) return null;
    return [
      Math.min(...ranges.map(([low]) => low)),
      Math.max(...ranges.map(([, high]) => high)),
    ];
  }
}

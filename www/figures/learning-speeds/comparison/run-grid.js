import { isSameRun } from '../../../run/run-state.js';
import { create } from '../../../kit/create.js';
import { RunCard } from './run-card.js';

/** @import { RunState } from '../../../run/run-state.js' */
/** @import { Comparison } from './comparison.js' */
/** @import { CardOptions } from './run-card.js' */

/**
 * Milliseconds of a frame after which no other picture is begun: long runs of
 * deep networks take their time to draw, and a pause must be heard meanwhile.
 */
const FRAME_SHARE_MS = 8;

/** The pictures of all runs of a comparison, on the same axes. */
export class RunGrid {
  $element = create('div', { class: 'ug-runs' });
  /** @type {RunCard[]} */
  #cards = [];
  /** @type {readonly [number, number] | null} */
  #range = null;
  /** @type {typeof import('../../../core/training.js') | null} */
  #core = null;
  /** @type {AbortSignal | null} */
  #signal = null;
  /** @type {Set<RunCard>} Cards whose pictures are to be drawn anew. */
  #due = new Set();
  /** Whose turn it is to be drawn first. */
  #next = 0;
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

  /** @param {typeof import('../../../core/training.js')} core - loaded */
  begin(core) {
    this.#core = core;
    for (const card of this.#cards) card.begin(core);
    this.redraw();
  }

  /** @param {Comparison} comparison - that takes the place of the one before */
  start({ runs, subject }) {
    for (const card of this.#cards) card.free();
    this.#range = null;
    this.#next = 0;
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
    this.#redrawAll();
    for (const card of this.#cards) {
      if (this.#signal) card.observe(this.#signal);
      if (this.#core) card.begin(this.#core);
    }
  }

  /** Has all pictures drawn anew, as after a change of size or of colours. */
  redraw() {
    this.#redrawAll();
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

  /**
   * Draws what has new rows, or everything where the common axis has moved: as
   * much as a frame has room for, in turn, and the rest in the next ones.
   */
  #draw() {
    const isOver = deadline();
    const before = `${this.#range}`;
    // Each says what it would span by itself, and all span what any needs.
    this.#range = null;
    const inTurn = [
      ...this.#cards.slice(this.#next),
      ...this.#cards.slice(0, this.#next),
    ];
    for (const card of inTurn) {
      if (card.takeRows()) this.#due.add(card);
      if (isOver()) break;
    }
    this.#range = this.#common();
    if (`${this.#range}` !== before) this.#redrawAll();
    const due = inTurn.filter((card) => this.#due.has(card));
    // All styles are read before any is changed.
    const settings = due.map((card) => card.settings);
    for (const [index, card] of due.entries()) {
      card.draw(settings[index]);
      this.#due.delete(card);
      this.#next = (this.#cards.indexOf(card) + 1) % this.#cards.length;
      if (isOver()) break;
    }
    const isLeft = this.#due.size > 0 || this.#cards.some((c) => c.hasNewRows);
    if (isLeft) this.#options.needsDrawing();
  }

  #redrawAll() {
    this.#due = new Set(this.#cards);
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

/** @returns {() => boolean} says whether the frame's share is used up */
function deadline() {
  const start = performance.now();
  return () => performance.now() - start > FRAME_SHARE_MS;
}

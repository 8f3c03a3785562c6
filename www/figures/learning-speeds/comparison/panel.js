import { create } from '../../../kit/create.js';
import { commonWords, comparisonWords as words } from './words.js';
import { FigureSchedule } from '../../../kit/figure-hooks.js';
import { showWhenStyled } from '../../../kit/figure-frame.js';
import { Visibility } from '../../../kit/visibility.js';
import { Comparison } from './comparison.js';
import { ComparisonControls } from './controls.js';
import { ComparisonTable } from './table.js';
import { isSameBesides } from './plan.js';
import { RunGrid } from './run-grid.js';

/** @import { RunState } from '../../../run/run-state.js' */

const SHEET = new URL('./comparison.css', import.meta.url);

/** Several runs side by side: what to compare, the pictures, the numbers. */
export class ComparisonPanel {
  #figure;
  #schedule = new FigureSchedule(() => this.#render());
  #comparison = new Comparison(() => this.#schedule.add('render'));
  #controls;
  #grid;
  #table = new ComparisonTable(this.#comparison);
  #$common = create('p', { class: 'ug-hint' });
  #$changed = create('p', { class: 'ug-hint', role: 'status' });
  #$place = create('p', { class: 'ug-hint' });
  #$results;
  /** Open, and seen: both are needed for runs to move. */
  #isOpen = true;
  #isSeen = true;
  /** @type {{ state?: RunState, ground?: string }} */
  #shown = {};

  /** @param {ComparisonFigure} figure - what it belongs to */
  constructor(figure) {
    this.#figure = figure;
    const comparison = this.#comparison;
    this.#controls = new ComparisonControls({
      start: (subject, count) => {
        comparison.start(subject, figure.state(), count, figure.measuring());
        this.#grid.start(comparison);
      },
      comparison,
    });
    this.#grid = new RunGrid({
      ground: figure.ground,
      needsDrawing: () => this.#schedule.add('render'),
      choose: ({ state }) => figure.set(state),
      retry: (run) => comparison.retry(run),
    });
    this.#$results = create(
      'div',
      { class: 'ug-comparison-results', hidden: true },
      this.#$common,
      this.#$changed,
      this.#$place,
      this.#grid.$element,
      this.#table.$element,
    );
    const $sheet = create('link', { rel: 'stylesheet', href: SHEET.href });
    this.$element = create(
      'div',
      { class: 'ug-comparison' },
      $sheet,
      this.#controls.$element,
      this.#$results,
    );
    showWhenStyled(this.$element, [$sheet]);
    figure.core().then(
      (core) => {
        this.#grid.begin(core);
        this.#table.begin(core);
      },
      // The figure has said so; the numbers come without pictures.
      () => {},
    );
    const signal = figure.signal();
    if (signal) this.connect(signal);
    this.show();
  }

  /** @param {AbortSignal} signal - aborted when the figure leaves the document */
  connect(signal) {
    this.#grid.observe(signal);
    new Visibility({
      near: () => {},
      sight: (isSeen) => {
        this.#isSeen = isSeen;
        this.#settle();
      },
    }).observe(this.#figure.$host, signal);
    signal.addEventListener('abort', () => this.#comparison.cancel());
  }

  /** @param {boolean} isOpen - whether the disclosure is */
  opened(isOpen) {
    this.#isOpen = isOpen;
    this.#settle();
  }

  /** Follows the figure's state and colours, where they have changed. */
  show() {
    const state = this.#figure.state();
    const ground = this.#figure.ground();
    if (state === this.#shown.state && ground === this.#shown.ground) return;
    this.#shown = { state, ground };
    this.#grid.redraw();
  }

  #settle() {
    this.#comparison.see(this.#isOpen && this.#isSeen);
  }

  #render() {
    const state = this.#figure.state();
    const comparison = this.#comparison;
    const { base, subject, transport, phase } = comparison;
    this.#controls.show(state);
    this.#$results.hidden = phase === 'idle';
    if (base === null) return;
    const common = `${commonWords(subject, base)} ${words.sharedAxes}`;
    if (this.#$common.textContent !== common) {
      this.#$common.textContent = common;
    }
    const changed = isSameBesides(subject, base, state) ? '' : words.changed;
    if (this.#$changed.textContent !== changed) {
      this.#$changed.textContent = changed;
    }
    this.#$place.textContent = transport === 'page' ? words.onePage : '';
    this.#grid.show(comparison, state);
    this.#table.show();
  }
}

/**
 * @typedef {object} ComparisonFigure
 * @property {HTMLElement} $host - the figure's element
 * @property {() => AbortSignal | undefined} signal - aborted when it leaves the
 *   document, where it is in one
 * @property {() => RunState} state - of the figure
 * @property {() => import('../../../run/run-state.js').Measuring} measuring -
 *   at which epochs its own run is measured
 * @property {(state: RunState) => void} set - makes it the figure's
 * @property {() => 'light' | 'dark'} ground - behind the pictures
 * @property {() => Promise<typeof import('../../../core/training.js')>} core -
 *   resolves when it is loaded
 */

import { create } from '../../view/create.js';
import { learningSpeedsWords as words } from '../../words/learning-speeds.js';
import { disclosure } from '../controls.js';

/** @import { ComparisonFigure, ComparisonPanel } from './comparison/panel.js' */

/** A door to the comparison of several runs, loaded when it is first opened. */
export class ComparisonDisclosure {
  #figure;
  /** @type {ComparisonPanel | null} */
  #panel = null;
  #isLoading = false;
  /** @type {AbortSignal | null} */
  #signal = null;
  #$place = create('div', { 'aria-live': 'polite' });
  /** @type {HTMLDetailsElement} */
  $element;

  /** @param {ComparisonFigure} figure - what it belongs to */
  constructor(figure) {
    this.#figure = figure;
    this.$element = disclosure({
      summary: words.compareRuns,
      control: 'compare-runs',
      content: [this.#$place],
    });
    this.$element.addEventListener('toggle', () => this.#toggled());
  }

  /** @param {AbortSignal} signal - aborted when the figure leaves the document */
  connect(signal) {
    this.#signal = signal;
    this.#panel?.connect(signal);
  }

  /** Follows the figure's state and colours. */
  show() {
    this.#panel?.show();
  }

  #toggled() {
    const { open } = this.$element;
    this.#panel?.open(open);
    if (open && !this.#panel && !this.#isLoading) void this.#load();
  }

  async #load() {
    this.#isLoading = true;
    this.#$place.textContent = words.loading;
    try {
      const { ComparisonPanel } = await import('./comparison/panel.js');
      this.#panel = new ComparisonPanel(this.#figure);
      if (this.#signal) this.#panel.connect(this.#signal);
      this.#panel.open(this.$element.open);
      this.#$place.textContent = '';
      this.$element.append(this.#panel.$element);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      this.#$place.textContent = words.notLoaded(reason);
    }
    this.#isLoading = false;
  }
}

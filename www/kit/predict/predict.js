import { nothing } from 'lit';
import { button } from '../buttons.js';
import { missingIn } from '../code-missing.js';

/**
 * Lets readers draw into a live plot what they expect, before its run plays. A figure
 * makes one for a plot, gives it to the plot as `predict`, and shows its sentence in
 * `around`. All but the button comes with the first press.
 */
export class Predict {
  /** @type {import('./prediction.js').Prediction | undefined} What is drawn, once its code is there. */
  prediction;
  /** @type {import('../plot/live-plot.js').LiveCursor | undefined} What the plot reads; set by the plot. */
  cursor;
  /** Which of several runs it is of: “run 2”; '' for the only one. */
  of;
  #host;
  #isOffered;

  /**
   * @param {import('../figure.js').Figure<any, any, any>} host - the figure
   * @param {object} [options] - where there are several runs
   * @param {string} [options.of] - which of them it is of
   * @param {() => boolean} [options.isOffered] - whether its button is shown now
   */
  constructor(host, { of = '', isOffered = () => true } = {}) {
    this.#host = host;
    this.of = of;
    this.#isOffered = isOffered;
  }

  /** @returns {unknown} the button that begins a drawing, while there is nothing to be seen of the run yet */
  renderButton() {
    const isBegun = (this.cursor?.epochs().at(-1) ?? 0) > 0;
    if (isBegun || this.prediction?.isDrawing || !this.#isOffered()) {
      return nothing;
    }
    return button({
      control: 'predict',
      label: 'Predict first',
      name: 'Predict first: draw where the lines will go',
      look: 'quiet',
      onClick: () => void this.begin(),
    });
  }

  /** @param {unknown} sentence - of the figure @returns {unknown} with what there is to say of the prediction */
  around(sentence) {
    return this.prediction?.around(sentence) ?? sentence;
  }

  /** Lets the reader draw, once the code for it is there. */
  async begin() {
    try {
      const { Prediction } = await import('./prediction.js');
      if (!this.cursor) return;
      this.prediction ??= new Prediction(this.#host, this);
      this.prediction.begin();
    } catch (error) {
      void missingIn(this.#host, 'predict')(error);
    }
  }
}

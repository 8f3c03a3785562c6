import { missingIn } from '../kit/code-missing.js';

/** @import { Host, KeptOptions, KeptRuns } from './kept-runs.js' */

/** What leads to the runs that a figure keeps, whose code comes with the first. */
export class KeptDoor {
  /** @type {KeptRuns | null} Once their code is there. */
  runs = null;
  #host;
  #options;
  /** @type {Promise<KeptRuns> | undefined} */
  #coming;
  /** @type {string | null} As of a link, until they are there. */
  #asked = null;

  /**
   * @param {Host} host - the figure
   * @param {KeptOptions} options - of the runs
   */
  constructor(host, options) {
    this.#host = host;
    this.#options = options;
  }

  /** @returns {string} the runs kept, as a link has them */
  get text() {
    return this.#asked ?? this.runs?.text ?? '';
  }

  /** @returns {readonly import('./kept-runs.js').KeptColumns[]} the runs kept, for a file */
  get columns() {
    return this.runs?.columns ?? [];
  }

  /** @param {string} text - as of a link; '' for none. It is read by the settings that the figure has now */
  open(text) {
    const base = this.#options.base();
    this.#open(text, () => base);
  }

  /**
   * The other attributes, whose callbacks may still be to come, are read first.
   *
   * @param {string} text - of the attribute
   */
  openByAttribute(text) {
    queueMicrotask(() => this.#open(text, this.#options.base));
  }

  /** @param {string} text @param {() => object} base */
  #open(text, base) {
    if (!text && !this.#coming) return;
    this.#asked = text;
    void this.#in((runs) => {
      if (this.#asked === text) this.#asked = null;
      runs.open(text, base());
    });
  }

  /** @param {boolean} hasNoRows - of the run @returns {import('../kit/buttons.js').ButtonOptions} what keeps it */
  button(hasNoRows) {
    return {
      control: 'transport compare',
      label: 'Keep for comparison',
      isDisabled: hasNoRows || this.runs?.canKeep === false,
      onClick: () => void this.#in((runs) => runs.keep()),
    };
  }

  /** @param {(runs: KeptRuns) => void} use - the runs, once their code is there */
  async #in(use) {
    this.#coming ??= this.#load();
    try {
      this.runs = await this.#coming;
      use(this.runs);
    } catch (error) {
      this.#coming = undefined;
      void missingIn(this.#host, 'kept')(error);
    }
  }

  /** @returns {Promise<KeptRuns>} */
  async #load() {
    const [{ KeptRuns }, source] = await Promise.all([
      import('./kept-runs.js'),
      this.#options.source(),
    ]);
    return new KeptRuns(this.#host, source);
  }
}

/** The button that copies a script which recomputes what a figure shows. */
import { html } from 'lit';
import { wordsOf } from '../../core/core-error.js';
import { CopiedText } from '../copied-text.js';
import { panelFailed } from '../figure-words.js';
import { provenanceOf } from '../provenance.js';

const words = Object.freeze({
  python: 'Copy as Python',
  pythonText: 'A NumPy script that recomputes what this figure shows',
});

/** A script that is written when its button is pressed. */
export class PythonCopy {
  #host;
  #load;
  #copied;

  /**
   * @param {import('../figure.js').Figure<any, any, any>} host - the figure
   * @param {() => Promise<() => Made | Promise<Made>>} load - what makes the script's parts;
   *   they are null while nothing is shown, and a sentence where there can be no script
   */
  constructor(host, load) {
    this.#host = host;
    this.#load = load;
    this.#copied = new CopiedText(host);
  }

  /** @returns {import('../buttons.js').ButtonOptions} it */
  get button() {
    return {
      control: 'copy-python',
      label: words.python,
      onClick: () => void this.#copy(),
    };
  }

  /** @returns {unknown} a template: the script, once it was asked for */
  render() {
    return html`<div class="ug-copied">${this.#copied.render()}</div>`;
  }

  async #copy() {
    const host = this.#host;
    try {
      const [parts, { pythonScript }] = await Promise.all([
        this.#load().then((make) => make()),
        import('./script.js'),
      ]);
      host.showError(typeof parts === 'string' ? parts : '', 'python');
      if (!parts || typeof parts === 'string') return;
      const { title, link } = provenanceOf(host);
      const text = pythonScript({ title, link, ...parts });
      await this.#copied.copy(words.pythonText, text);
    } catch (error) {
      host.showError(panelFailed(wordsOf(error)), 'python');
    }
  }
}

/** @typedef {import('./script.js').Parts} Parts */
/** @typedef {Parts | string | null} Made */

/** What a figure that trains gives of its run: its weights, and a script for them. */
import { html, nothing } from 'lit';
import { wordsOf } from '../core/core-error.js';
import { CopiedText } from '../kit/copied-text.js';
import { download } from '../kit/download.js';
import { lastFingerprint } from './fingerprint.js';
import { runFile, runName, runScript } from './run-file.js';

/** @import { ButtonOptions } from '../kit/buttons.js' */
/** @import { TrainingFigure } from './training-figure.js' */

const words = Object.freeze({
  weights: 'Weights as .npz',
  python: 'Copy as Python',
  pythonText: 'A NumPy script that recomputes this run from its weights',
  torch: 'Copy as PyTorch',
  torchText: 'A PyTorch script that trains the network of this run',
  taking: 'Taking the weights…',
  taken: (/** @type {string} */ file, /** @type {number} */ epoch) =>
    `${file} has the weights and biases at the start and at epoch ${epoch}.`,
  fingerprint: (/** @type {number} */ epoch) =>
    `Fingerprint of this run at epoch ${epoch}:`,
  sameFingerprint:
    'The same settings give the same one in every browser, at any pace.',
  save: 'Save this run',
  open: 'Open a run…',
  none: 'There is no run to take weights from.',
  failed: (/** @type {string} */ reason) =>
    `The weights could not be taken: ${reason}`,
});

/** The buttons of a run, and what comes of them. */
export class TakeOut {
  #figure;
  #copied;
  #status = '';

  /** @param {TrainingFigure<any, any>} figure - the host */
  constructor(figure) {
    this.#figure = figure;
    this.#copied = new CopiedText(figure);
    figure.addEventListener('dragover', (event) => {
      if (event.dataTransfer?.types.includes('Files')) event.preventDefault();
    });
    figure.addEventListener('drop', (event) => {
      const [file] = event.dataTransfer?.files ?? [];
      if (!file) return;
      event.preventDefault();
      void this.#openRun(file);
    });
  }

  /** @returns {readonly ButtonOptions[]} for the files of the figure */
  get buttons() {
    return [
      {
        control: 'download-weights',
        label: words.weights,
        onClick: () => void this.#take((taken) => this.#save(taken)),
      },
      {
        control: 'copy-python',
        label: words.python,
        onClick: () => void this.#take((taken) => this.#copy(taken)),
      },
      {
        control: 'copy-pytorch',
        label: words.torch,
        onClick: () => void this.#take((taken) => this.#copyTorch(taken)),
      },
      {
        control: 'save-run',
        label: words.save,
        onClick: () => void this.#kept(({ saveRun }) => saveRun(this.#figure)),
      },
      {
        control: 'open-run',
        label: words.open,
        onClick: () => this.#choose(),
      },
    ];
  }

  /** Has the reader choose a saved run. */
  #choose() {
    const $input = document.createElement('input');
    Object.assign($input, { type: 'file', accept: '.ugrun' });
    $input.addEventListener('change', () => {
      const [file] = $input.files ?? [];
      if (file) void this.#openRun(file);
    });
    $input.click();
  }

  /** @param {File} file - that is to be a saved run */
  #openRun(file) {
    return this.#kept(({ openRun }) => openRun(this.#figure, file));
  }

  /**
   * @param {(code: typeof import('./saved-runs.js')) => Promise<string>} use - resolves to
   *   what is said of it
   */
  async #kept(use) {
    try {
      this.#say(await use(await import('./saved-runs.js')));
    } catch (error) {
      this.#say(wordsOf(error));
    }
  }

  /** @returns {unknown} a template, to stand below the buttons: the fingerprint, and what came of them */
  render() {
    const found = lastFingerprint(this.#figure.training.history);
    return html`${
        found
          ? html`<p class="ug-hint" data-control="fingerprint">
              ${words.fingerprint(found.epoch)} <code>${found.text}</code>.
              ${words.sameFingerprint}
            </p>`
          : nothing
      }
      <div class="ug-copied">${this.#copied.render()}</div>
      <p class="ug-hint" role="status">${this.#status}</p>`;
  }

  /**
   * Takes the weights for a script as well: only then does the run stand at the
   * epoch whose weights a file would have.
   *
   * @param {(taken: Taken) => Promise<string>} use - what to do with them; resolves
   *   to what is said of it
   */
  async #take(use) {
    const figure = this.#figure;
    const { session } = figure.training;
    this.#say(words.taking);
    try {
      const parameters = await session.weights();
      const { history, gradients } = session;
      if (!parameters || !history) return this.#say(words.none);
      // While digits are being fetched, the run is not that of the figure's state.
      const { shown: state } = figure;
      const name = runName(figure.localName, state, parameters.epoch);
      const taken = { name, state, parameters, history, gradients };
      this.#say(await use(taken));
    } catch (error) {
      this.#say(words.failed(wordsOf(error)));
    }
  }

  /** @param {Taken} taken */
  async #save({ name, state, history, parameters, gradients }) {
    const file = await runFile(state, history, parameters, gradients);
    download(`${name}.npz`, file);
    return words.taken(`${name}.npz`, parameters.epoch);
  }

  /** @param {Taken} taken */
  async #copy({ name, history, parameters }) {
    const row = history.row(parameters.epoch);
    const script = runScript(this.#figure, name, row);
    await this.#copied.copy(words.pythonText, script);
    return '';
  }

  /** @param {Taken} taken */
  async #copyTorch({ name, history, parameters }) {
    const { torchScript } = await import('./torch-script.js');
    const [start, row] = [history.row(0), history.row(parameters.epoch)];
    const script = torchScript(this.#figure, name, start, row);
    await this.#copied.copy(words.torchText, script);
    return '';
  }

  /** @param {string} status */
  #say(status) {
    this.#status = status;
    this.#figure.requestUpdate();
  }
}

/**
 * @typedef {object} Taken
 * @property {string} name - of the file, without what comes after the dot
 * @property {import('./run-state.js').RunState} state - of the run
 * @property {import('./protocol.js').Parameters} parameters - of its last row
 * @property {import('./run-history.js').RunHistory} history - its rows
 * @property {import('./gradient-history.js').GradientHistory | null} gradients - if kept
 */

/**
 * Rows of the neuron in a trained network: what they do to its answers. Comes with
 * the drawer, since nothing else of the figure trains.
 */
import { html, nothing } from 'lit';
import { codeOf, wordsOf } from '../../core/core-error.js';
import { openCore } from '../../core/core.js';
import { loadDigits } from '../../core/digits.js';
import { Announcement } from '../../kit/announcement.js';
import { button } from '../../kit/buttons.js';
import {
  downloadCsv,
  numbersAndFiles,
  numberTable,
} from '../../kit/data-drawer.js';
import { dataWords } from '../../kit/figure-words.js';
import { number } from '../../kit/fields.js';
import { Commentary, standingOf } from '../../run/commentary.js';
import { RunSession } from '../../run/run-session.js';
import { failureWords } from '../../run/run-words.js';
import { expanded } from './identity-numbers.js';
import { compareRows, networkOf } from './rows-numbers.js';
import { rowsSentence, rowsTable } from './rows-sentence.js';
import { rowsWords as words } from './rows-words.js';

/** w₁ where b and w₂ follow it: for smaller ones w₂ would leave its range. */
const WEIGHT = number({
  min: 0.0004,
  max: 100,
  default: 1,
  scale: 'logarithmic',
});

/**
 * A small network that a worker trains when the reader asks for it, and what it
 * answers with rows of the figure's neuron in it, which the core computes anew
 * whenever the neuron changes.
 */
export class TrainedRows {
  #host;
  #announcement;
  /** @type {RunSession | undefined} */
  #session;
  /** @type {Network | null} Trained. */
  #network = null;
  /** @type {number | null} The seed of the network, or of the one that is being trained. */
  #seed = null;
  #isTraining = false;
  /** @type {{ of: string, table: NumberTable } | null} Rows for so many w₁ take a while. */
  #table = null;
  /** @type {ReturnType<typeof failureWords> | null} */
  #failure = null;

  /** @param {import('./identity-neuron.js').IdentityNeuronElement} host - the figure */
  constructor(host) {
    this.#host = host;
    this.#announcement = new Announcement(host);
    new Commentary(host, this.#announcement, () => {
      const session = this.#session;
      return session ? standingOf({ session }) : { runs: [], isMoving: false };
    });
    host.addController(this);
  }

  /** Another seed is another network. */
  hostUpdate() {
    if (this.#seed !== null && this.#seed !== this.#host.state.seed) {
      this.train();
    }
  }

  /** Ends the worker, unless the figure is merely moved. */
  hostDisconnected() {
    queueMicrotask(() => {
      if (this.#host.isConnected) return;
      this.#end();
      this.#forget();
    });
  }

  /** Trains the network of the figure's seed. */
  train() {
    this.#forget();
    this.#seed = this.#host.state.seed;
    this.#isTraining = true;
    this.#failure = null;
    this.#session ??= new RunSession((...event) => this.#hear(...event));
    this.#session.configure(networkOf(this.#seed), { measuring: 0.1 });
    this.#session.play();
    this.#host.requestUpdate();
  }

  /** @returns {unknown} a template: the drawer */
  render() {
    const { state, controls } = this.#host;
    const found = this.#network && compareRows(this.#network, state);
    const sentence = found ? rowsSentence(found, state) : '';
    return html`<p class="ug-hint">${words.task}</p>
      ${button({
        control: 'train',
        label: this.#isTraining ? words.training : words.train,
        look: 'primary',
        isDisabled: this.#isTraining || this.#network !== null,
        onClick: () => {
          if (!this.#isTraining && !this.#network) this.train();
        },
      })}
      ${this.#renderFailure()}
      <div class="ug-fields">
        ${controls.of('rows', { label: words.rows })}
        ${controls.slider({
          id: 'followed',
          control: 'followed',
          label: words.followed,
          field: WEIGHT,
          value: Math.min(
            WEIGHT.max,
            Math.max(WEIGHT.min, Math.abs(state.weightIn)),
          ),
          change: (weightIn) => expanded(weightIn),
        })}
      </div>
      <p data-control="rows-sentence">${sentence}</p>
      ${this.#announcement.render(sentence, true)}
      <div class="ug-fields">${controls.of('seed', { label: words.seed })}</div>
      ${this.#network ? this.#renderTable(this.#network) : nothing}`;
  }

  /** @param {Network} network - trained */
  #renderTable(network) {
    const { state } = this.#host;
    const of = `${state.rows} ${state.offset}`;
    if (this.#table?.of !== of) {
      this.#table = { of, table: rowsTable(network, state) };
    }
    const { table } = this.#table;
    return numbersAndFiles({
      label: words.table,
      control: 'rows-table',
      numbers: numberTable(table),
      files: {
        label: dataWords.downloads,
        buttons: [
          {
            control: 'download-rows',
            label: dataWords.downloadCsv,
            onClick: () => downloadCsv('identity-neuron-rows', table),
          },
        ],
      },
    });
  }

  #renderFailure() {
    if (!this.#failure) return nothing;
    const { sentence, offer } = this.#failure;
    return html`<div role="status">
      <p class="ug-problem">${sentence}</p>
      <button type="button" @click=${() => this.train()}>${offer}</button>
    </div>`;
  }

  /** @param {import('../../run/run-session.js').SessionEvent} event - of the run */
  #hear(...event) {
    const [type, detail] = event;
    if (type === 'measured') this.#host.requestUpdate();
    if (type === 'failed') this.#fail(detail);
    if (type === 'settled' && this.#session?.phase === 'done') {
      void this.#take(this.#session);
    }
  }

  /** @param {RunSession} session - whose run is over: its weights go into the part of the core that asks the network */
  async #take(session) {
    const seed = this.#seed;
    try {
      const [{ core }, bytes, parameters] = await Promise.all([
        openCore('identity-rows'),
        loadDigits('first'),
        session.weights(),
      ]);
      // The figure may have gone, or have another seed by now.
      if (!parameters || seed === null || seed !== this.#seed) return;
      const digits = new core.RawDigits();
      digits.appendPart(bytes);
      const { present } = parameters;
      this.#forget();
      this.#network = new core.RawIdentityRows(
        networkOf(seed),
        present,
        digits,
      );
      digits.free();
      this.#close();
      this.#host.requestUpdate();
    } catch (error) {
      const code = codeOf(error) ?? 'load-failed';
      this.#fail({ code, message: wordsOf(error), fatal: false });
    }
  }

  /** @param {Parameters<typeof failureWords>[0]} failure - of the run, or of what follows it */
  #fail(failure) {
    this.#failure = failureWords(failure, this.#host.state.seed);
    this.#end();
    this.#forget();
    this.#host.requestUpdate();
  }

  /** No network is wanted any more. */
  #end() {
    this.#seed = null;
    this.#close();
  }

  /** Ends the worker: an idle one would only keep its memory. */
  #close() {
    this.#isTraining = false;
    this.#session?.close();
    this.#session = undefined;
  }

  #forget() {
    this.#network?.free();
    this.#network = null;
    this.#table = null;
  }
}

/** @typedef {import('./rows-numbers.js').Network} Network */
/** @typedef {import('../../kit/number-table.js').NumberTable} NumberTable */

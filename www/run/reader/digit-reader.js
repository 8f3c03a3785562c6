/**
 * A drawer in which a reader draws a digit, and the network of the figure's run reads it.
 * What is drawn goes to the run's worker and nowhere else.
 */
import { html, nothing } from 'lit';
import { loadDigits } from '../../core/digits.js';
import { wordsOf } from '../../core/core-error.js';
import { adoptStyles } from '../../kit/adopt-styles.js';
import { buttonGroup } from '../../kit/buttons.js';
import { drawDigits } from '../../kit/draw-digits.js';
import { setStyles } from '../../kit/set-styles.js';
import { drawCells } from './cells.js';
import { imageOf } from './ink.js';
import { Pad } from './pad.js';
import styles from './reader.css?inline';
import { readerWords as words } from './words.js';

/** @import { Figure } from '../../kit/figure.js' */
/** @import { Answered } from '../protocol.js' */

/** The drawer's content. */
export class DigitReader {
  #figure;
  #reader;
  #pad = new Pad(() => this.#drawn());
  /** @type {Uint8Array | null} What is read. */
  #bytes = null;
  /** Which validation image is shown; −1 for none. */
  #index = -1;
  #label = -1;
  /** @type {Answer | null} The last, while there is something to read. */
  #answer = null;
  #problem = '';
  /** What the last question was about, so that none is asked twice. @type {unknown[]} */
  #asked = [];
  #isAsking = false;
  /** @type {Promise<import('../../core/training.js').RawDigits> | undefined} */
  #digits;

  /**
   * @param {Figure<any, any, Core>} figure - the host
   * @param {Reader} reader - of its networks
   */
  constructor(figure, reader) {
    this.#figure = figure;
    this.#reader = reader;
    adoptStyles(figure, styles);
  }

  /** @returns {unknown} a template */
  render() {
    void this.#ask();
    const { name = '', pointed = null } = this.#reader;
    const answer = this.#pad.isEmpty ? null : this.#answer;
    const said = this.#said(answer);
    const isDisabled = this.#pad.isEmpty;
    const buttons = [
      {
        control: 'undo-stroke',
        label: words.undo,
        isDisabled,
        onClick: () => this.#pad.undo(),
      },
      {
        control: 'clear-pad',
        label: words.clear,
        isDisabled,
        onClick: () => this.#pad.clear(),
      },
      {
        control: 'validation-image',
        label: words.next,
        onClick: () => void this.#showNext(),
      },
    ];
    return html`<div class="reader" data-control="reader">
      <p class="reader-answer" role="status">
        ${name && answer ? html`<b>${name}</b> ` : nothing}${said}
      </p>
      <div class="reader-top">
        ${this.#pad.render()} ${answer ? renderOutputs(answer) : nothing}
      </div>
      ${buttonGroup({ label: words.draw, buttons })}
      ${answer ? renderLayers(answer) : nothing}
      <p class="ug-hint">
        ${answer ? words.by(answer.epoch) : nothing}
        ${answer && pointed !== null ? words.pointed(pointed) : nothing}
        ${words.how}
      </p>
    </div>`;
  }

  /** @param {Answer | null} answer @returns {string} in words */
  #said(answer) {
    if (this.#problem !== '') return this.#problem;
    if (this.#pad.isEmpty) return words.empty;
    const truth =
      this.#label < 0 ? '' : words.compared(this.#index, this.#label);
    const read = answer ? words.answer(answer.outputs) : words.waiting;
    return `${read} ${truth}`.trim();
  }

  #drawn() {
    const { image } = this.#pad;
    if (!image) this.#label = -1;
    this.#bytes = image ?? imageOf(this.#pad.strokes);
    this.#figure.requestUpdate();
  }

  /** Asks the network, unless it has answered to just that. */
  async #ask() {
    const bytes = this.#bytes;
    const question = [bytes, ...this.#reader.stamp];
    const isSame = question.every((part, at) => part === this.#asked[at]);
    if (this.#isAsking || !bytes || isSame) return;
    this.#isAsking = true;
    this.#asked = question;
    try {
      const asked = this.#reader.read(bytes);
      const answered = await asked;
      this.#problem = asked === null ? words.gone : '';
      this.#answer = answered && this.#understood(answered);
    } catch (error) {
      this.#answer = null;
      this.#problem = words.failed(wordsOf(error));
    }
    this.#isAsking = false;
    this.#figure.requestUpdate();
  }

  /** @param {Answered} answered @returns {Answer} */
  #understood({ values, epoch }) {
    const { pixels: side, hidden } = this.#reader.network;
    let from = side * side;
    const layers = hidden.map((width) => [
      ...values.subarray(from, (from += width)),
    ]);
    return {
      epoch,
      side,
      pixels: Float32Array.from(values.subarray(0, side * side)),
      hidden: layers,
      outputs: [...values.subarray(from)],
    };
  }

  /** Puts the next validation image of the first digits file on the pad. */
  async #showNext() {
    try {
      this.#digits ??= this.#load();
      const digits = await this.#digits;
      this.#index = (this.#index + 1) % digits.validationCount;
      this.#label = digits.validationLabel(this.#index);
      this.#pad.show(digits.validationImage(this.#index));
    } catch (error) {
      this.#digits = undefined;
      this.#problem = words.failed(wordsOf(error));
      this.#figure.requestUpdate();
    }
  }

  async #load() {
    const [{ RawDigits }, bytes] = await Promise.all([
      this.#figure.core,
      loadDigits('first'),
    ]);
    const digits = new RawDigits();
    digits.appendPart(bytes);
    return digits;
  }
}

/** @param {Answer} answer */
function renderOutputs({ outputs }) {
  const best = outputs.indexOf(Math.max(...outputs));
  const most = Math.max(1, ...outputs.filter(Number.isFinite));
  const part = (/** @type {number} */ output) =>
    `${(100 * Math.max(0, output || 0)) / most}%`;
  return html`<ol class="reader-outputs" aria-label=${words.outputs}>
    ${outputs.map(
      (output, digit) =>
        html`<li class=${digit === best ? 'is-best' : nothing}>
          <span>${digit}</span>
          <i ${setStyles({ '--part': part(output) })}></i>
          <span>${words.output(output)}</span>
        </li>`,
    )}
  </ol>`;
}

/** @param {Answer} answer */
function renderLayers({ side, pixels, hidden }) {
  return html`<div class="reader-seen">
    <figure>
      <canvas
        width=${side}
        height=${side}
        role="img"
        aria-label=${words.seen(side)}
        ${drawDigits([pixels], side)}
      ></canvas>
      <figcaption aria-hidden="true">${words.seen(side)}</figcaption>
    </figure>
    <div class="reader-layers" role="group" aria-label=${words.layers}>
      ${hidden.map((activations, index) => {
        const least = Math.min(...activations);
        const range = words.range(least, Math.max(...activations));
        return html`<span aria-hidden="true">${words.layer(index + 1)}</span>
          <canvas
            width=${activations.length}
            height="1"
            role="img"
            aria-label=${words.responsesAloud(index + 1, range)}
            ${drawCells(activations)}
          ></canvas>
          <span aria-hidden="true">${range}</span>`;
      })}
    </div>
  </div>`;
}

/** @typedef {import('../../core/core.js').CoreParts['training']} Core */
/**
 * What reads.
 *
 * @typedef {object} Reader
 * @property {(bytes: Uint8Array) => Promise<Answered | null> | null} read - as of a
 *   `RunSession`; null if that network is gone
 * @property {readonly unknown[]} stamp - changes when the network may answer otherwise
 * @property {{ pixels: number, hidden: readonly number[] }} network - its sizes
 * @property {number | null} [pointed] - the epoch that is looked at, if it is not the last
 * @property {string} [name] - of the network, where there are several
 */
/**
 * @typedef {object} Answer
 * @property {number} epoch - of the network
 * @property {number} side - of the image as it gets it
 * @property {Float32Array} pixels - of that
 * @property {readonly (readonly number[])[]} hidden - activations, layer by layer
 * @property {readonly number[]} outputs - one a digit
 */

import { html, nothing } from 'lit';
import { live } from 'lit/directives/live.js';
import { createRef, ref } from 'lit/directives/ref.js';
import { button } from './buttons.js';
import { figureWords } from './figure-words.js';

/**
 * A text for the clipboard. It is shown as well, selected, for where the browser
 * does not let a page copy: in most sandboxed frames.
 */
export class CopiedText {
  #host;
  /** @type {{ label: string, text: string, status: string, other?: OtherText, more?: () => unknown } | null} */
  #shown = null;
  /** @type {import('lit/directives/ref.js').Ref<HTMLTextAreaElement>} */
  #text = createRef();

  /** @param {import('lit').ReactiveControllerHost} host - the figure */
  constructor(host) {
    this.#host = host;
  }

  /**
   * @param {string} label - says what the text is
   * @param {string} text - to copy
   * @param {OtherText} [other] - that is offered in its place
   * @param {() => unknown} [more] - renders what else is offered
   */
  async copy(label, text, other, more) {
    this.#shown = { label, text, status: '' };
    this.#host.requestUpdate();
    await this.#host.updateComplete;
    this.#text.value?.select();
    const isCopied = await copy(text);
    const status = isCopied ? figureWords.copied : figureWords.copyByHand;
    this.#shown = {
      label,
      text,
      status,
      ...(other && { other }),
      ...(more && { more }),
    };
    this.#host.requestUpdate();
  }

  /** @returns {unknown} a template: whether it was copied, and the text */
  render() {
    const shown = this.#shown;
    return html`<span class="ug-share-status" role="status"
        >${shown?.status}</span
      >${this.#renderOther()}${shown?.more?.()}<textarea
        class="ug-share-text"
        readonly
        rows="2"
        spellcheck="false"
        aria-label=${shown?.label ?? nothing}
        ?hidden=${!shown}
        .value=${live(shown?.text ?? '')}
        ${ref(this.#text)}
      ></textarea>`;
  }

  /** @returns {unknown} a button that copies the other text instead */
  #renderOther() {
    const { other, label = '', more } = this.#shown ?? {};
    if (!other) return nothing;
    return button({
      control: 'copy-moment',
      label: other.offer,
      look: 'quiet',
      onClick: () => void this.copy(label, other.text, other, more),
    });
  }
}

/**
 * @typedef {object} OtherText
 * @property {string} offer - the label of its button
 * @property {string} text - to copy
 */

/** @param {string} text @returns {Promise<boolean>} whether it is on the clipboard */
export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

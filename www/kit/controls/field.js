import { create } from '../create.js';

let lastId = 0;

/** @returns {string} an id that no other control has */
export function freshId() {
  lastId += 1;
  return `ug-control-${lastId}`;
}

/**
 * The frame of a control: its label, a hint, and a place for the words with
 * which a value is refused.
 */
export class Field {
  /** @type {HTMLElement | undefined} */
  #$hint;
  #$problem = create('p', { class: 'ug-problem', id: freshId(), hidden: true });
  /** @type {readonly HTMLElement[]} */
  #$inputs = [];

  /**
   * @param {FieldOptions} options - what it says
   * @param {string} inputId - the id of the input that the label is for
   */
  constructor({ control, label, hint }, inputId) {
    this.$label = create(
      'label',
      { class: 'ug-label', for: inputId, id: freshId() },
      label,
    );
    this.$element = create(
      'div',
      { class: 'ug-field', 'data-control': control },
      this.$label,
    );
    if (hint) {
      this.#$hint = create('p', { class: 'ug-hint', id: freshId() }, hint);
    }
  }

  /**
   * Puts the inputs in, and the hint and the problem under them.
   *
   * @param {...HTMLElement} $inputs - the inputs, or a row of them
   */
  hold(...$inputs) {
    this.$element.append(...$inputs);
    if (this.#$hint) this.$element.append(this.#$hint);
    this.$element.append(this.#$problem);
    this.#$inputs = $inputs.flatMap(($input) =>
      $input.matches('input, select')
        ? [$input]
        : [...$input.querySelectorAll('input')],
    );
    this.problem('');
  }

  /**
   * Shows why a value is refused.
   *
   * @param {string} words - a sentence, or '' when all is well again
   */
  problem(words) {
    this.#$problem.textContent = words;
    this.#$problem.hidden = words === '';
    const described = [
      this.#$hint?.id,
      words === '' ? undefined : this.#$problem.id,
    ].filter((id) => id !== undefined);
    for (const $input of this.#$inputs) {
      if (words === '') $input.removeAttribute('aria-invalid');
      else $input.setAttribute('aria-invalid', 'true');
      if (described.length === 0) $input.removeAttribute('aria-describedby');
      else $input.setAttribute('aria-describedby', described.join(' '));
    }
  }

  /**
   * Hands a value to the figure, and shows the words where it is refused.
   *
   * @param {() => void} hand - throws a `TypeError` to refuse
   */
  attempt(hand) {
    try {
      hand();
      this.problem('');
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
      this.problem(error.message);
    }
  }
}

/**
 * @typedef {object} FieldOptions
 * @property {string} control - its name for `hide`
 * @property {string | Node} label - what it is
 * @property {string} [hint] - a sentence under it
 */

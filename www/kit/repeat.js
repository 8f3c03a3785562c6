import { noChange } from 'lit';
import { Directive, PartType, directive } from 'lit/directive.js';
import {
  clearPart,
  getCommittedValue,
  insertPart,
  removePart,
  setChildPartValue,
  setCommittedValue,
} from 'lit/directive-helpers.js';

/** @typedef {import('lit').ChildPart} ChildPart */

/**
 * Lit's own `repeat` leaves a comment behind for every item that goes (as of Lit
 * 3.3.3), which in a picture that is dragged are thousands.
 */
class Repeat extends Directive {
  /** @type {Map<unknown, ChildPart>} In their order. */
  #parts = new Map();

  /** @param {import('lit/directive.js').PartInfo} info @throws {TypeError} in an attribute */
  constructor(info) {
    super(info);
    if (info.type !== PartType.CHILD) {
      throw new TypeError('repeat: expected a place for children');
    }
  }

  /**
   * @param {readonly any[]} items
   * @param {(item: any, index: number) => unknown} _keyOf
   * @param {(item: any, index: number) => unknown} template
   * @returns {unknown} the same without keys, where there is no document
   */
  render(items, _keyOf, template) {
    return items.map(template);
  }

  /**
   * @param {ChildPart} container
   * @param {Parameters<Repeat['render']>} given
   * @override
   */
  update(container, [items, keyOf, template]) {
    if (!Array.isArray(getCommittedValue(container))) {
      clearPart(container);
      this.#parts = new Map();
    }
    const keys = items.map(keyOf);
    const left = new Set(keys);
    for (const [key, part] of this.#parts) {
      if (left.has(key)) continue;
      const $end = /** @type {Comment | null} */ (part.endNode);
      removePart(part);
      $end?.remove();
    }
    /** @type {ChildPart[]} */
    const parts = Array.from(items, () => /** @type {any} */ (null));
    // From the last one, so that what stays in its order is not moved, and keeps the focus.
    for (let index = items.length - 1; index >= 0; index -= 1) {
      const known = this.#parts.get(keys[index]);
      const part = insertPart(container, parts[index + 1], known);
      parts[index] = setChildPartValue(part, template(items[index], index));
    }
    this.#parts = new Map(parts.map((part, index) => [keys[index], part]));
    setCommittedValue(container, parts);
    return noChange;
  }
}

/**
 * Renders items each of which stays itself, with its focus, while others come and go.
 *
 * @type {<Item>(items: readonly Item[], keyOf: (item: Item, index: number) => unknown,
 *   template: (item: Item, index: number) => unknown) => unknown} `keyOf` gives each
 *   item a key that no other has
 */
export const repeat = directive(Repeat);

/**
 * Sets style properties of an element in a template. Lit's own `styleMap` renders a
 * style attribute at first, which a content security policy without 'unsafe-inline'
 * forbids.
 */
import { noChange } from 'lit';
import { directive, Directive } from 'lit/directive.js';

class SetStyles extends Directive {
  /** @type {Readonly<Record<string, string | null>>} The current ones. */
  #set = {};

  /** @param {Readonly<Record<string, string | null>>} _styles - as below */
  render(_styles) {
    return noChange;
  }

  /**
   * @param {import('lit/directive.js').ElementPart} part - the element
   * @param {[Readonly<Record<string, string | null>>]} styles - its properties
   * @returns {typeof noChange} nothing to render
   * @override
   */
  update({ element }, [styles]) {
    const { style } = /** @type {HTMLElement | SVGElement} */ (element);
    for (const name of Object.keys({ ...this.#set, ...styles })) {
      const value = styles[name] ?? null;
      if (value === (this.#set[name] ?? null)) continue;
      // null removes a property.
      style.setProperty(name, value);
    }
    this.#set = styles;
    return noChange;
  }
}

/**
 * `<g ${setStyles({ '--ug-layer': colour })}>` sets these style properties and
 * removes earlier ones; null removes one as well.
 */
export const setStyles = directive(SetStyles);

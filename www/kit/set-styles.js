/**
 * Style properties of an element in a template. Lit's own `styleMap` writes a
 * style attribute the first time, which a content security policy without
 * 'unsafe-inline' refuses; this sets one property after the other.
 */
import { noChange } from 'lit';
import { directive, Directive } from 'lit/directive.js';

class SetStyles extends Directive {
  /** @type {Readonly<Record<string, string | null>>} As they are set now. */
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
      // null takes a property away.
      style.setProperty(name, value);
    }
    this.#set = styles;
    return noChange;
  }
}

/**
 * `<g ${setStyles({ '--ug-layer': colour })}>`: gives an element these style
 * properties and takes away those of the time before; null is none.
 */
export const setStyles = directive(SetStyles);

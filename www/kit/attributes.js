/**
 * What a page writes on an element: attributes, and properties that were set
 * before the class was there. Attribute callbacks come one by one, but rules
 * between keys hold for all together, so changes are collected and settled at
 * once.
 */
import { StateError, validate } from './schema.js';
import { badAttribute } from './figure-words.js';

/**
 * @param {import('./schema.js').Schema<any>} schema - a figure's schema
 * @returns {Map<string, string>} attribute name to key
 */
export function attributeKeys(schema) {
  return new Map(schema.keys.map((key) => [attributeName(schema, key), key]));
}

/**
 * @param {import('./schema.js').Schema<any>} schema - a figure's schema
 * @param {string} key - a key of its state
 * @returns {string} the attribute that carries it
 */
export function attributeName(schema, key) {
  return (
    schema.fields[key]?.attribute ??
    key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
  );
}

/**
 * Finds the state that a batch of attribute changes asks for. Attributes that
 * will not do are left aside with words; the others take effect.
 *
 * @template {object} State
 * @param {import('./schema.js').Schema<State>} schema - the schema
 * @param {ReadonlyMap<string, string | null>} texts - key to the attribute's
 *   text, null where the attribute was removed
 * @param {State} base - the state so far
 * @returns {{ state: State, problems: Map<string, string> }} the new state, and
 *   key to words for each attribute left aside
 */
export function settleAttributes(schema, texts, base) {
  /** @type {Map<string, string>} */
  const problems = new Map();
  const wanted = new Map();
  for (const [key, text] of texts) {
    const field = schema.fields[key];
    if (!field) continue;
    wanted.set(key, text === null ? field.default : field.parse(text));
  }
  for (;;) {
    try {
      const state = validate(schema, Object.fromEntries(wanted), base);
      return { state, problems };
    } catch (error) {
      if (!(error instanceof StateError)) throw error;
      // A rule between keys may name a key that no attribute gave; then none
      // of those that did can be singled out.
      const blamed = wanted.has(error.key) ? [error.key] : [...wanted.keys()];
      for (const key of blamed) {
        wanted.delete(key);
        const name = attributeName(schema, key);
        problems.set(key, badAttribute(name, error.message));
      }
    }
  }
}

/**
 * Keeps what a page has set on an element before its class was there. Such
 * properties lie on the element itself and would hide the class's accessors.
 */
export class EarlyProperties {
  /** @type {HTMLElement} */
  #$element;
  /** @type {Map<string, unknown>} */
  #values = new Map();

  /**
   * Takes the properties off the element.
   *
   * @param {HTMLElement} $element - being upgraded
   * @param {readonly string[]} names - of accessors
   */
  constructor($element, names) {
    this.#$element = $element;
    for (const name of names) {
      if (!Object.hasOwn($element, name)) continue;
      this.#values.set(name, Reflect.get($element, name));
      Reflect.deleteProperty($element, name);
    }
  }

  /**
   * Sets them again, now through the accessors.
   *
   * @param {(words: string, name: string) => void} refuse - told what threw
   */
  restore(refuse) {
    for (const [name, value] of this.#values) {
      try {
        Reflect.set(this.#$element, name, value);
      } catch (error) {
        refuse(error instanceof Error ? error.message : String(error), name);
      }
    }
    this.#values.clear();
  }
}

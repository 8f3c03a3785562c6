/**
 * The attributes of an element as settings of its state. Their callbacks come
 * one by one, but some rules concern several keys, so changes are collected and
 * applied together.
 */
import { StateError, validate } from './schema.js';
import { badAttribute } from './figure-words.js';

/** @import { Schema } from './schema.js' */

/** @param {Schema<any>} schema @returns {Map<string, string>} attribute name to key */
export function attributeKeys(schema) {
  return new Map(schema.keys.map((key) => [attributeName(schema, key), key]));
}

/** @param {Schema<any>} schema @param {string} key @returns {string} its attribute */
export function attributeName(schema, key) {
  return schema.fields[key]?.attribute ?? kebabCase(key);
}

/** @param {string} key - such as `costFunction` @returns {string} `cost-function` */
export function kebabCase(key) {
  return key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/**
 * Applies a batch of attribute changes. Invalid attributes are ignored and
 * reported; the others take effect.
 *
 * @template {object} State
 * @param {Schema<State>} schema - of the figure
 * @param {ReadonlyMap<string, string | null>} texts - key to the attribute's
 *   text, null where the attribute was removed
 * @param {State} base - the state so far
 * @returns {{ state: State, problems: Map<string, string> }} the new state, and
 *   by key why an attribute is ignored
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
      // A rule between keys may name a key that no attribute set; then any of
      // the attributes may be at fault, so all are ignored.
      const blamed = wanted.has(error.key) ? [error.key] : [...wanted.keys()];
      for (const key of blamed) {
        wanted.delete(key);
        const name = attributeName(schema, key);
        problems.set(key, badAttribute(name, error.message));
      }
    }
  }
}

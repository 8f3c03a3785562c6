/**
 * The schema of a figure's state: its keys, their valid values, and rules that
 * concern several keys. Elements, attributes and permalinks share it.
 */
import { refused, show, stateWords } from './state-words.js';
import { Mismatch } from './fields.js';

export { choice, fieldsOf, number, numbers } from './fields.js';

/** An invalid setting; the message says what was expected and what was found. */
export class StateError extends TypeError {
  /**
   * Written out, because a minifier renames the class.
   *
   * @override
   */
  name = 'StateError';

  /**
   * @param {string} figure - the figure's name
   * @param {string} key - the invalid key; '' for the whole state
   * @param {string} expected - a valid value, in words
   * @param {string} got - the value
   * @param {number} [index] - its place in a list, from 0
   */
  constructor(figure, key, expected, got, index) {
    const place = index === undefined ? '' : `, number ${index + 1}`;
    super(refused(figure, `${key || 'state'}${place}`, expected, got));
    this.key = key;
  }
}

/**
 * Makes a schema.
 *
 * @template {Readonly<Record<string, AnyField>>} Fields
 * @param {string} figure - the figure's name, for messages
 * @param {Fields} fields - by key
 * @param {(state: FieldsState<Fields>, refuse: Refuse) => void} [check] - rules
 *   that concern several keys; calls `refuse(key, expected, got)`, which throws
 * @returns {Schema<FieldsState<Fields>>} the schema
 */
export function schema(figure, fields, check) {
  return Object.freeze({
    figure,
    fields: Object.freeze({ ...fields }),
    keys: Object.freeze(Object.keys(fields)),
    check,
  });
}

/**
 * @template {object} State
 * @param {Schema<State>} of - a schema
 * @returns {State} the state of a fresh figure, frozen
 */
export function defaultState(of) {
  const entries = of.keys.map((key) => [key, of.fields[key]?.default]);
  return Object.freeze(Object.fromEntries(entries));
}

/**
 * Checks a whole or partial state, and copies it.
 *
 * @template {object} State
 * @param {Schema<State>} of - the schema
 * @param {unknown} value - an object with some of the schema's keys
 * @param {State} [base] - the source of other keys; by default the default state
 * @returns {State} the full state, frozen
 * @throws {StateError} for the first invalid key
 */
export function validate(of, value, base = defaultState(of)) {
  let state;
  try {
    state = /** @type {State} */ (Object.freeze(readAll(of, value, base)));
  } catch (error) {
    if (error instanceof StateError) throw error;
    // A getter or a proxy of whoever hands the state over may throw anything.
    const got = stateWords.unreadable;
    throw new StateError(of.figure, '', stateWords.plainObject, got);
  }
  of.check?.(state, (key, expected, got) => {
    throw new StateError(of.figure, key, expected, got);
  });
  return state;
}

/**
 * @template {object} State
 * @param {Schema<State>} of - the schema
 * @param {unknown} value - anything
 * @param {State} base - the source of other keys
 * @returns {Record<string, unknown>} a copy, each value read once
 * @throws {StateError} for the first invalid key
 */
function readAll(of, value, base) {
  // The keys of a list are counted before the first is refused, however many they are.
  const isList = Array.isArray(value) || ArrayBuffer.isView(value);
  if (typeof value !== 'object' || value === null || isList) {
    throw new StateError(of.figure, '', stateWords.plainObject, show(value));
  }
  const given = /** @type {Record<string, unknown>} */ (value);
  const next = /** @type {Record<string, unknown>} */ ({ ...base });
  for (const key of Object.keys(given)) {
    const field = Object.hasOwn(of.fields, key) ? of.fields[key] : undefined;
    if (!field) {
      throw new StateError(of.figure, key, stateWords.knownKey, show(key));
    }
    const read = field.read(given[key]);
    if (read instanceof Mismatch) {
      throw new StateError(of.figure, key, read.expected, read.got, read.index);
    }
    next[key] = read;
  }
  return next;
}

/**
 * @template {object} State
 * @param {Schema<State>} of - of both states
 * @param {State} before - a valid state
 * @param {State} after - another
 * @returns {string[]} the keys whose values differ in any bit
 */
export function changedKeys(of, before, after) {
  const was = /** @type {Record<string, unknown>} */ (before);
  const is = /** @type {Record<string, unknown>} */ (after);
  return of.keys.filter((key) => !isSame(was[key], is[key]));
}

/** @param {unknown} one @param {unknown} other @returns {boolean} whether they are equal, lists one by one; 0 and −0 differ */
export function isSame(one, other) {
  if (Array.isArray(one) && Array.isArray(other)) {
    return (
      one.length === other.length &&
      one.every((item, index) => Object.is(item, other[index]))
    );
  }
  return Object.is(one, other);
}

/**
 * @typedef {import('./fields.js').NumberField
 *   | import('./fields.js').ChoiceField<any>
 *   | import('./fields.js').NumbersField} AnyField
 */

/** @typedef {(key: string, expected: string, got: string) => never} Refuse */

/**
 * @template Fields
 * @typedef {{ [Key in keyof Fields]: Fields[Key] extends
 *   { read: (value: unknown) => infer Read } ? Exclude<Read, Mismatch> : never
 * }} FieldsState
 */
/**
 * @template Of
 * @typedef {Of extends Schema<infer State> ? State : never} StateOf
 */

/**
 * @template {object} State
 * @typedef {object} Schema
 * @property {string} figure - the figure's name
 * @property {Readonly<Record<string, AnyField>>} fields - by key
 * @property {readonly string[]} keys - in the order of declaration
 * @property {((state: State, refuse: Refuse) => void) | undefined} check -
 *   rules that concern several keys
 */

/**
 * The schema of a figure's state: which keys there are, what each may be, and
 * the rules between them. Elements, attributes and permalinks all check
 * against the same one.
 */
import { refused, show, stateWords } from './state-words.js';
import { Mismatch } from './fields.js';

export { choice, fieldsOf, number, numbers } from './fields.js';

/**
 * A setting that a figure refuses. `key` names it; the message says what,
 * where, what was expected and what came.
 */
export class StateError extends TypeError {
  /**
   * Written out, because a minifier may rename the class.
   *
   * @override
   */
  name = 'StateError';

  /**
   * @param {string} figure - the figure's name
   * @param {string} key - the key that was refused, '' for the whole
   * @param {string} expected - what would have been right
   * @param {string} got - what came instead
   * @param {number} [index] - the place in a list, from 0
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
 * @param {Fields} fields - key by key
 * @param {(state: FieldsState<Fields>, refuse: Refuse) => void} [check] - rules
 *   between keys; calls `refuse(key, expected, got)`, which throws
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
 * Checks a whole or partial state. Nothing of it is kept by reference.
 *
 * @template {object} State
 * @param {Schema<State>} of - the schema
 * @param {unknown} value - an object with some of the schema's keys
 * @param {State} [base] - where keys left out come from; the default state
 *   unless told
 * @returns {State} the full state, frozen
 * @throws {StateError} naming the first key that is refused
 */
export function validate(of, value, base = defaultState(of)) {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
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
  const state = /** @type {State} */ (Object.freeze(next));
  of.check?.(state, (key, expected, got) => {
    throw new StateError(of.figure, key, expected, got);
  });
  return state;
}

/**
 * @template {object} State
 * @param {Schema<State>} of - the schema
 * @param {State} before - a valid state
 * @param {State} after - another
 * @returns {string[]} the keys whose values differ, bit for bit
 */
export function changedKeys(of, before, after) {
  const was = /** @type {Record<string, unknown>} */ (before);
  const is = /** @type {Record<string, unknown>} */ (after);
  return of.keys.filter((key) => !isSame(was[key], is[key]));
}

/**
 * @param {unknown} one - a state's value
 * @param {unknown} other - another
 * @returns {boolean} whether they are the same, 0 and −0 told apart
 */
function isSame(one, other) {
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
 * @property {Readonly<Record<string, AnyField>>} fields - key by key
 * @property {readonly string[]} keys - the keys, in the order of the table
 * @property {((state: State, refuse: Refuse) => void) | undefined} check -
 *   the rules between keys
 */

import {
  expectedChoice,
  expectedList,
  expectedNumber,
  show,
} from './state-words.js';
import { numberToText, textToNumber, textToNumbers } from './number-text.js';

/** Why a value is refused; the schema adds figure and key and throws. */
export class Mismatch {
  /**
   * @param {string} expected - a valid value, in words
   * @param {string} got - the value
   * @param {number} [index] - its place in a list, from 0
   */
  constructor(expected, got, index) {
    this.expected = expected;
    this.got = got;
    this.index = index;
  }
}

/**
 * A number within limits.
 *
 * @param {NumberOptions} options - limits and default
 * @returns {NumberField} the field
 */
export function number(options) {
  const { min, max, attribute } = options;
  const integer = options.integer ?? false;
  const slider = { ...(integer && { step: 1 }), ...options.slider };
  const aboveMin = options.aboveMin ?? false;
  const expected = expectedNumber({ min, max, aboveMin, integer });
  return Object.freeze({
    kind: 'number',
    default: options.default,
    min,
    max,
    aboveMin,
    integer,
    slider: Object.freeze(slider),
    scale: options.scale ?? 'linear',
    control: options.control ?? 'slider',
    attribute,
    /** @param {unknown} value - anything */
    read(value) {
      return isWithin(value, min, max, aboveMin, integer)
        ? value
        : new Mismatch(expected, show(value));
    },
    /** @param {string} text - typed, or from an attribute or a link */
    parse(text) {
      const value = textToNumber(text);
      // Otherwise the text itself, so that the message can quote it.
      return Number.isNaN(value) ? text : value;
    },
    write: numberToText,
  });
}

/**
 * One of a few values.
 *
 * @template {string | number} Option
 * @param {readonly Option[]} options - the values
 * @param {Option} fallback - the default
 * @param {{ attribute?: string }} [more] - the attribute, if not named after the key
 * @returns {ChoiceField<Option>} the field
 */
export function choice(options, fallback, more = {}) {
  const choices = Object.freeze([...options]);
  return Object.freeze({
    kind: 'choice',
    default: fallback,
    options: choices,
    attribute: more.attribute,
    /** @param {unknown} value - anything */
    read(value) {
      const found = choices.find((option) => option === value);
      return found ?? new Mismatch(expectedChoice(choices), show(value));
    },
    /** @param {string} text - typed, or from an attribute or a link */
    parse(text) {
      const trimmed = text.trim();
      return choices.find((option) => String(option) === trimmed) ?? trimmed;
    },
    /** @param {Option} value - a valid value */
    write(value) {
      return String(value);
    },
  });
}

/**
 * A list of numbers.
 *
 * @param {Pick<NumbersField, 'minLength' | 'maxLength' | 'min' | 'max' | 'default'>
 *   & { integer?: boolean, attribute?: string }} options - limits and default
 * @returns {NumbersField} the field
 */
export function numbers(options) {
  const { minLength, maxLength, min, max, attribute } = options;
  const integer = options.integer ?? false;
  const each = expectedNumber({ min, max, aboveMin: false, integer });
  return Object.freeze({
    kind: 'numbers',
    default: Object.freeze([...options.default]),
    minLength,
    maxLength,
    min,
    max,
    integer,
    attribute,
    /** @param {unknown} value - anything */
    read(value) {
      const length = lengthOf(value);
      if (!(length >= minLength && length <= maxLength)) {
        return new Mismatch(expectedList(minLength, maxLength), show(value));
      }
      // One by one: a hole becomes `undefined`, which is refused at its place.
      const given = /** @type {ArrayLike<unknown>} */ (value);
      const list = Array.from({ length }, (_, index) => given[index]);
      const bad = list.findIndex(
        (item) => !isWithin(item, min, max, false, integer),
      );
      return bad < 0
        ? Object.freeze(/** @type {number[]} */ (list))
        : new Mismatch(each, show(list[bad]), bad);
    },
    parse: textToNumbers,
    /** @param {readonly number[]} value - a valid list */
    write(value) {
      return value.map(numberToText).join(',');
    },
  });
}

/**
 * Makes the fields that www/core/declaration.js declares.
 *
 * @template {Record<string, any>} Declared
 * @param {Declared} declared - by key
 * @returns {{ [Key in keyof Declared]: FieldOf<Declared[Key]> }} the fields
 */
export function fieldsOf(declared) {
  /** @type {Record<string, any>} */
  const fields = {};
  for (const [key, options] of Object.entries(declared)) {
    fields[key] =
      options.kind === 'choice'
        ? choice(options.options, options.default, options)
        : options.kind === 'numbers'
          ? numbers(options)
          : number(options);
  }
  return /** @type {any} */ (Object.freeze(fields));
}

/**
 * @param {unknown} value - anything
 * @param {number} min - the smallest valid number
 * @param {number} max - the largest
 * @param {boolean} aboveMin - whether `min` itself is refused
 * @param {boolean} integer - whether it must be whole
 * @returns {value is number} whether it is valid
 */
function isWithin(value, min, max, aboveMin, integer) {
  return (
    typeof value === 'number' &&
    (aboveMin ? value > min : value >= min) &&
    value <= max &&
    (!integer || Number.isInteger(value))
  );
}

/** @param {unknown} value - anything @returns {number} the length of an array or a typed array; NaN for anything else */
function lengthOf(value) {
  const isTyped = ArrayBuffer.isView(value) && !(value instanceof DataView);
  if (!isTyped && !Array.isArray(value)) return NaN;
  // That of a proxy may be an object, which is another number whenever it is compared.
  const { length } = /** @type {{ length: unknown }} */ (value);
  return typeof length === 'number' ? length : NaN;
}

/**
 * The range of a slider, where it is narrower than the valid range.
 *
 * @typedef {{ min?: number, max?: number, step?: number }} SliderRange
 */

/**
 * @typedef {object} NumberField
 * @property {'number'} kind - of field
 * @property {number} default - the value of a fresh figure
 * @property {number} min - the smallest valid number
 * @property {number} max - the largest
 * @property {boolean} aboveMin - whether `min` itself is refused
 * @property {boolean} integer - whether it must be whole
 * @property {SliderRange} slider - its slider, where not the whole range
 * @property {'linear' | 'logarithmic'} scale - of its slider; on a logarithmic
 *   one equal distances are equal ratios
 * @property {'slider' | 'seed'} control - shows and changes it
 * @property {string | undefined} attribute - its name, if not the key's
 * @property {(value: unknown) => number | Mismatch} read - checks a value
 * @property {(text: string) => unknown} parse - reads text, not yet checked
 * @property {(value: number) => string} write - as text that `parse` reads
 */
/**
 * @typedef {Pick<NumberField, 'default' | 'min' | 'max'>
 *   & Partial<Pick<NumberField, 'aboveMin' | 'integer' | 'slider' | 'scale' | 'control'>>
 *   & { attribute?: string }} NumberOptions
 */

/**
 * @template {string | number} [Option=string | number]
 * @typedef {object} ChoiceField
 * @property {'choice'} kind - of field
 * @property {Option} default - the value of a fresh figure
 * @property {readonly Option[]} options - the valid values
 * @property {string | undefined} attribute - as of a number
 * @property {(value: unknown) => Option | Mismatch} read - likewise
 * @property {(text: string) => unknown} parse - likewise
 * @property {(value: Option) => string} write - likewise
 */

/**
 * @typedef {object} NumbersField
 * @property {'numbers'} kind - of field
 * @property {readonly number[]} default - the value of a fresh figure
 * @property {number} minLength - of a valid list
 * @property {number} maxLength - likewise
 * @property {number} min - the smallest valid number in it
 * @property {number} max - the largest
 * @property {boolean} integer - whether all must be whole
 * @property {string | undefined} attribute - as of a number
 * @property {(value: unknown) => readonly number[] | Mismatch} read - likewise
 * @property {(text: string) => unknown} parse - likewise
 * @property {(value: readonly number[]) => string} write - likewise
 */

/**
 * @template Declared
 * @typedef {Declared extends { kind: 'choice', options: readonly (infer Option extends string | number)[] }
 *   ? ChoiceField<Option>
 *   : Declared extends { kind: 'numbers' } ? NumbersField : NumberField} FieldOf
 */
/**
 * The type of a state with these declared keys.
 *
 * @template Declared
 * @typedef {{ [Key in keyof Declared]: FieldOf<Declared[Key]>['default'] }} StateOf
 */

import {
  expectedChoice,
  expectedList,
  expectedNumber,
  show,
} from './state-words.js';
import { numberToText, textToNumber } from './number-text.js';

/**
 * Why a value was refused; the schema adds figure and key and throws.
 */
export class Mismatch {
  /**
   * @param {string} expected - what would have been right
   * @param {string} got - what came
   * @param {number} [index] - the place in a list, from 0
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
 * @param {object} options - limits and default
 * @param {number} options.min - the least value
 * @param {number} options.max - the greatest value
 * @param {number} options.default - the value of a fresh figure
 * @param {boolean} [options.aboveMin] - refuse `min` itself
 * @param {boolean} [options.integer] - whole numbers only
 * @param {SliderRange} [options.slider] - what its slider covers, where not all
 * @param {'linear' | 'logarithmic'} [options.scale] - of its slider;
 *   logarithmic: equal ways are equal ratios
 * @param {'slider' | 'seed'} [options.control] - what shows and changes it
 * @param {string} [options.attribute] - the attribute, where not the key's own
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
    /** @param {unknown} value - the candidate */
    read(value) {
      return isWithin(value, min, max, aboveMin, integer)
        ? value
        : new Mismatch(expected, show(value));
    },
    /** @param {string} text - what was written */
    parse(text) {
      const value = textToNumber(text);
      // The text itself, so that the refusal shows what the person wrote.
      return Number.isNaN(value) ? text : value;
    },
    write: numberToText,
  });
}

/**
 * One of a few values.
 *
 * @template {string | number} Option
 * @param {readonly Option[]} options - what may be chosen
 * @param {Option} fallback - the value of a fresh figure
 * @param {{ attribute?: string }} [more] - the attribute, where not the key's own
 * @returns {ChoiceField<Option>} the field
 */
export function choice(options, fallback, more = {}) {
  const choices = Object.freeze([...options]);
  return Object.freeze({
    kind: 'choice',
    default: fallback,
    options: choices,
    attribute: more.attribute,
    /** @param {unknown} value - the candidate */
    read(value) {
      const found = choices.find((option) => option === value);
      return found ?? new Mismatch(expectedChoice(choices), show(value));
    },
    /** @param {string} text - what was written */
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
 * @param {object} options - limits and default
 * @param {number} options.minLength - the least length
 * @param {number} options.maxLength - the greatest length
 * @param {number} options.min - the least value of each number
 * @param {number} options.max - the greatest value of each number
 * @param {readonly number[]} options.default - the value of a fresh figure
 * @param {boolean} [options.integer] - whole numbers only
 * @param {string} [options.attribute] - the attribute, where not the key's own
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
    /** @param {unknown} value - the candidate */
    read(value) {
      const list = asList(value);
      if (!list || list.length < minLength || list.length > maxLength) {
        return new Mismatch(expectedList(minLength, maxLength), show(value));
      }
      const bad = list.findIndex(
        (item) => !isWithin(item, min, max, false, integer),
      );
      return bad < 0
        ? Object.freeze(/** @type {number[]} */ (list))
        : new Mismatch(each, show(list[bad]), bad);
    },
    /** @param {string} text - numbers parted by commas */
    parse(text) {
      if (text.trim() === '') return [];
      return text.split(',').map((part) => {
        const value = textToNumber(part);
        return Number.isNaN(value) ? part : value;
      });
    },
    /** @param {readonly number[]} value - a valid list */
    write(value) {
      return value.map(numberToText).join(',');
    },
  });
}

/**
 * Makes fields of a declaration of the core, www/core/declaration.js.
 *
 * @template {Record<string, any>} Declared
 * @param {Declared} declared - key by key
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
 * @param {unknown} value - the candidate
 * @param {number} min - the least value
 * @param {number} max - the greatest value
 * @param {boolean} aboveMin - refuse `min` itself
 * @param {boolean} integer - whole numbers only
 * @returns {value is number} whether it will do
 */
function isWithin(value, min, max, aboveMin, integer) {
  return (
    typeof value === 'number' &&
    (aboveMin ? value > min : value >= min) &&
    value <= max &&
    (!integer || Number.isInteger(value))
  );
}

/**
 * Copies a list, holes and all: `Array.from` turns a hole into `undefined`,
 * which is then refused at its place.
 *
 * @param {unknown} value - an array or a typed array
 * @returns {unknown[] | null} the copy, or null where it is neither
 */
function asList(value) {
  if (Array.isArray(value)) return Array.from(value);
  const isTyped = ArrayBuffer.isView(value) && !(value instanceof DataView);
  return isTyped ? Array.from(/** @type {Float64Array} */ (value)) : null;
}

/**
 * The range of a slider, where it is narrower than what is accepted.
 *
 * @typedef {object} SliderRange
 * @property {number} [min] - its left end
 * @property {number} [max] - its right end
 * @property {number} [step] - from one value to the next
 */

/**
 * @typedef {object} NumberField
 * @property {'number'} kind - tells the fields apart
 * @property {number} default - the value of a fresh figure
 * @property {number} min - the least value
 * @property {number} max - the greatest value
 * @property {boolean} aboveMin - whether `min` itself is refused
 * @property {boolean} integer - whole numbers only
 * @property {SliderRange} slider - what its slider covers, where not all
 * @property {'linear' | 'logarithmic'} scale - of its slider
 * @property {'slider' | 'seed'} control - what shows and changes it
 * @property {string | undefined} attribute - the attribute's name
 * @property {(value: unknown) => number | Mismatch} read - checks a value
 * @property {(text: string) => unknown} parse - reads a text
 * @property {(value: number) => string} write - writes a text
 */

/**
 * @template {string | number} [Option=string | number]
 * @typedef {object} ChoiceField
 * @property {'choice'} kind - tells the fields apart
 * @property {Option} default - the value of a fresh figure
 * @property {readonly Option[]} options - what may be chosen
 * @property {string | undefined} attribute - the attribute's name
 * @property {(value: unknown) => Option | Mismatch} read - checks a value
 * @property {(text: string) => unknown} parse - reads a text
 * @property {(value: Option) => string} write - writes a text
 */

/**
 * @typedef {object} NumbersField
 * @property {'numbers'} kind - tells the fields apart
 * @property {readonly number[]} default - the value of a fresh figure
 * @property {number} minLength - the least length
 * @property {number} maxLength - the greatest length
 * @property {number} min - the least value of each
 * @property {number} max - the greatest value of each
 * @property {boolean} integer - whole numbers only
 * @property {string | undefined} attribute - the attribute's name
 * @property {(value: unknown) => readonly number[] | Mismatch} read - checks
 * @property {(text: string) => unknown} parse - reads a text
 * @property {(value: readonly number[]) => string} write - writes a text
 */

/**
 * @template Declared
 * @typedef {Declared extends { kind: 'choice', options: readonly (infer Option extends string | number)[] }
 *   ? ChoiceField<Option>
 *   : Declared extends { kind: 'numbers' } ? NumbersField : NumberField} FieldOf
 */

/**
 * Reads links that carry the whole state of one figure or several, as
 * www/kit/link.js writes them. A link is read whole or not at all: where one
 * part of it is bad, no figure gets a state, and each bad part is named.
 */
import { textToNumber } from '../kit/number-text.js';
import { StateError, defaultState, validate } from '../kit/schema.js';

const VIEW_KEYS = ['hide', 'open', 'theme', 'scale'];
const THEMES = /** @type {const} */ (['light', 'dark', 'auto']);
const CONTROL_NAMES = /^[a-z][a-z0-9-]*(?:,[a-z][a-z0-9-]*)*$/;
const LEAST_SCALE = 0.5;
const GREATEST_SCALE = 4;

/**
 * Says which figures a link is about, before it is read with care.
 *
 * @param {string} hash - the part from `#` on, with or without the `#`
 * @returns {string[]} what stands behind each `figure=`, known or not
 */
export function figuresNamed(hash) {
  return hash
    .replace(/^#/, '')
    .split('&')
    .map((part) => part.split('='))
    .filter(([key = '']) => unescape(key) === 'figure')
    .map(([, ...value]) => unescape(value.join('=')) ?? '');
}

/**
 * Reads a link.
 *
 * @param {string} hash - the part from `#` on, with or without the `#`
 * @param {Schemas} schemas - of the figures there are
 * @returns {ParsedHash} what the link says; never throws
 */
export function parseHash(hash, schemas) {
  /** @type {Problem[]} */
  const problems = [];
  /** @type {Draft[]} */
  const drafts = [];
  const text = hash.replace(/^#/, '');
  for (const part of text === '' ? [] : text.split('&')) {
    const problem = readPart(part, drafts, schemas);
    if (problem) problems.push({ part, ...problem });
  }

  /** @type {Map<string, LinkedFigure>} */
  const figures = new Map();
  for (const { schema, values, sources, view } of drafts) {
    try {
      const state = validate(schema, values, defaultState(schema));
      figures.set(schema.figure, { state, ...view });
    } catch (error) {
      if (!(error instanceof StateError)) throw error;
      const part = sources.get(error.key) ?? error.key;
      problems.push({ part, fault: 'refused', reason: error.message });
    }
  }
  const names = drafts.map(({ schema }) => schema.figure);
  if (problems.length > 0) figures.clear();
  return { figures, names, problems };
}

/**
 * Reads one `key=value` into the figure it belongs to.
 *
 * @param {string} part - the text between two `&`
 * @param {Draft[]} drafts - the figures so far; the last one is being read
 * @param {Schemas} schemas - of the figures there are
 * @returns {Refusal | null} why the part is bad; null where it is good
 */
function readPart(part, drafts, schemas) {
  if (part === '') return { fault: 'emptyPart' };
  const cut = part.indexOf('=');
  if (cut < 1) return { fault: 'noEquals' };
  const key = unescape(part.slice(0, cut));
  const value = unescape(part.slice(cut + 1));
  if (key === null || value === null) return { fault: 'badEscape' };

  if (key === 'figure') {
    const schema = schemas.get(value);
    if (!schema) return { fault: 'unknownFigure', known: [...schemas.keys()] };
    if (drafts.some((draft) => draft.schema === schema)) {
      return { fault: 'repeatedFigure' };
    }
    // No prototype, so that `__proto__` is a key like any other unknown one.
    const values = Object.create(null);
    drafts.push({ schema, values, sources: new Map(), view: {} });
    return null;
  }

  const draft = drafts.at(-1);
  if (!draft) return { fault: 'noFigureYet' };
  if (draft.sources.has(key)) return { fault: 'repeated' };
  draft.sources.set(key, part);
  if (VIEW_KEYS.includes(key)) {
    return readView(/** @type {keyof View} */ (key), value, draft.view);
  }
  const field = Object.hasOwn(draft.schema.fields, key)
    ? draft.schema.fields[key]
    : undefined;
  if (!field) return { fault: 'unknownKey', known: draft.schema.keys };
  draft.values[key] = field.parse(value);
  return null;
}

/**
 * @param {keyof View} key - which way of showing
 * @param {string} value - what the link asks for
 * @param {View} view - receives it
 * @returns {Refusal | null} why it is bad; null where it is good
 */
function readView(key, value, view) {
  if (key === 'hide' || key === 'open') {
    if (!CONTROL_NAMES.test(value)) return { fault: 'badNames' };
    view[key] = value.split(',');
  } else if (key === 'theme') {
    const theme = THEMES.find((name) => name === value);
    if (!theme) return { fault: 'badTheme' };
    view.theme = theme;
  } else {
    const scale = textToNumber(value);
    if (!(scale >= LEAST_SCALE && scale <= GREATEST_SCALE)) {
      return { fault: 'badScale' };
    }
    view.scale = scale;
  }
  return null;
}

/**
 * @param {string} text - a part of a link
 * @returns {string | null} what it stands for, or null where it is garbled
 */
function unescape(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
}

/**
 * @typedef {Pick<ReadonlyMap<string, import('../kit/schema.js').Schema<any>>,
 *   'get' | 'keys'>} Schemas
 */

/** @typedef {View & { state: any }} LinkedFigure */

/**
 * What is wrong, for link-words.js to say.
 *
 * @typedef {object} Refusal
 * @property {import('./link-words.js').Fault} fault - which mistake
 * @property {readonly string[]} [known] - what there would have been
 * @property {string} [reason] - why, where somebody else has said so
 */

/**
 * @typedef {Refusal & { part: string }} Problem - with the bad part, as it stands
 *   in the link
 */

/**
 * @typedef {object} ParsedHash
 * @property {Map<string, LinkedFigure>} figures - empty where there are problems
 * @property {string[]} names - every known figure the link names, good or bad
 * @property {Problem[]} problems - each bad part
 */

/**
 * @typedef {object} Draft
 * @property {import('../kit/schema.js').Schema<any>} schema - the figure's schema
 * @property {Record<string, unknown>} values - read so far, not yet checked
 * @property {Map<string, string>} sources - key to the part it came from
 * @property {View} view - how the figure is to be shown
 */

/** @typedef {import('../kit/link.js').View} View */

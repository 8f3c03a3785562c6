/**
 * Reads links with the whole state of one or more figures, as www/kit/link.js writes
 * them. If a part of a link is bad, no figure gets a state, and each bad part is
 * reported.
 */
import { paceIn } from '../kit/link.js';
import { textToNumber } from '../kit/number-text.js';
import { StateError, defaultState, validate } from '../kit/schema.js';

const VIEW_KEYS = ['hide', 'open', 'theme', 'scale'];
/** Of figures that train. */
const RUN_KEYS = ['pace', 'play'];
const THEMES = /** @type {const} */ (['light', 'dark', 'auto']);
const CONTROL_NAMES = /^[a-z][a-z0-9-]*(?:,[a-z][a-z0-9-]*)*$/;
const LEAST_SCALE = 0.5;
const GREATEST_SCALE = 4;

/**
 * Mends what mail, chat and editors do to a link as a whole: `&` written as in
 * HTML, all of it encoded, perhaps twice, and what is left at the end of it.
 *
 * @param {string} hash - the part from `#` on, with or without the `#`
 * @returns {string} the link, without the `#`
 */
export function linkIn(hash) {
  let text = hash.replace(/^#/, '');
  while (!text.includes('=') && /^[^&]*%(?:25)*3D/i.test(text)) {
    const decoded = unescape(text);
    if (decoded === null) break;
    text = decoded.replace(/^#/, '');
  }
  return text.replace(/&(?:(?:amp|#38|#x26);)+/gi, '&').replace(/&+$/, '');
}

/**
 * Finds the figures in a link without checking it.
 *
 * @param {string} hash - the part from `#` on, with or without the `#`
 * @returns {string[]} the value of each `figure=`, known or not
 */
export function figuresNamed(hash) {
  return linkIn(hash)
    .split('&')
    .map((part) => part.split('='))
    .filter(([key = '']) => unescape(key) === 'figure')
    .map(([, ...value]) => unescape(value.join('=')) ?? '');
}

/**
 * @param {string} hash - of a link, with or without the `#`
 * @param {Schemas} schemas - of all figures
 * @returns {ParsedHash} the content of the link; never throws
 */
export function parseHash(hash, schemas) {
  /** @type {Problem[]} */
  const problems = [];
  /** @type {Draft[]} */
  const drafts = [];
  const text = linkIn(hash);
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
 * @param {Draft[]} drafts - the figures so far; the last one gets the part
 * @param {Schemas} schemas - of all figures
 * @returns {Refusal | null} why the part is bad; null if it is good
 */
function readPart(part, drafts, schemas) {
  if (part === '') return { fault: 'emptyPart' };
  const cut = part.indexOf('=');
  if (cut < 1 && part !== 'play') return { fault: 'noEquals' };
  const key = cut < 1 ? part : unescape(part.slice(0, cut));
  const value = cut < 1 ? '1' : unescape(part.slice(cut + 1));
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
  const isOfRun = RUN_KEYS.includes(key) && 'epochs' in draft.schema.fields;
  if (isOfRun || VIEW_KEYS.includes(key)) {
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
 * @param {keyof View} key - of the part
 * @param {string} value - of the part
 * @param {View} view - gets it
 * @returns {Refusal | null} why it is bad; null if it is good
 */
function readView(key, value, view) {
  if (key === 'hide' || key === 'open') {
    if (!CONTROL_NAMES.test(value)) return { fault: 'badNames' };
    view[key] = value.split(',');
  } else if (key === 'theme') {
    const theme = THEMES.find((name) => name === value);
    if (!theme) return { fault: 'badTheme' };
    view.theme = theme;
  } else if (key === 'pace') {
    const pace = paceIn(value);
    if (!pace) return { fault: 'badPace' };
    view.pace = pace;
  } else if (key === 'play') {
    if (value !== '1' && value !== '0') return { fault: 'badPlay' };
    view.play = value === '1';
  } else {
    const scale = textToNumber(value);
    if (!(scale >= LEAST_SCALE && scale <= GREATEST_SCALE)) {
      return { fault: 'badScale' };
    }
    view.scale = scale;
  }
  return null;
}

/** @param {string} text @returns {string | null} decoded; null if it is malformed */
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
 * What is wrong; link-words.js has the messages.
 *
 * @typedef {object} Refusal
 * @property {import('./link-words.js').Fault} fault - the kind of mistake
 * @property {readonly string[]} [known] - possible values
 * @property {string} [reason] - the message of another module
 */
/** @typedef {Refusal & { part: string }} Problem - with the bad part of the link */

/**
 * @typedef {object} ParsedHash
 * @property {Map<string, LinkedFigure>} figures - empty if there are problems
 * @property {string[]} names - of all known figures in the link
 * @property {Problem[]} problems - each bad part
 */

/**
 * @typedef {object} Draft
 * @property {import('../kit/schema.js').Schema<any>} schema - of the figure
 * @property {Record<string, unknown>} values - so far, not yet checked
 * @property {Map<string, string>} sources - key to the part it came from
 * @property {View} view - of the figure
 */

/** @typedef {import('../kit/link.js').View} View */

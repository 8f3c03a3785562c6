/**
 * Reads links with the whole state of one or more figures, as www/kit/link.js writes
 * them. If a part of a link is bad, no figure gets a state, and each bad part is
 * reported.
 */
import { checkKey, paceIn } from '../kit/link.js';
import { textToNumber } from '../kit/number-text.js';
import { StateError, defaultState, validate } from '../kit/schema.js';

const VIEW_KEYS = ['hide', 'open', 'theme', 'scale'];
/** Of figures that train. */
const RUN_KEYS = ['pace', 'play', 'epoch', 'kept'];
const THEMES = /** @type {const} */ (['light', 'dark', 'auto']);
const CONTROL_NAMES = /^[a-z][a-z0-9-]*(?:,[a-z][a-z0-9-]*)*$/;
const LEAST_SCALE = 0.5;
const GREATEST_SCALE = 4;

/** What stands before a link: `#`, and what routers and editors make of it. */
const BEFORE = /^(?:[#?/!\s]|%(?:25)*(?:23|3F|20))+/i;

/** What prose leaves after a link, which no value ends with. */
const AFTER = /(?:[\s&>"'”’»]|%(?:20|0A|0D|22|3E)|&(?:gt|quot);)$/i;

/** Characters of a link: all figures with all their settings and kept runs have fewer. */
const LONGEST = 50_000;

/** As often as a link may have been encoded whole. */
const MOST_DECODED = 8;

/** Of no width: editors put them where a line may break. */
const NO_WIDTH =
  /%E2%80%8[BCD]|%E2%81%A0|%EF%BB%BF|%C2%AD|[\u200B-\u200D\u2060\uFEFF\u00AD]/gi;

/** What newsletters and social networks add to every link, to follow its readers. */
const TRACKING =
  /[?&](?:utm_\w+|fbclid|gclid|dclid|msclkid|yclid|mc_[ce]id|igshid|_hsenc|_hsmi)=[^?&]*/gi;

/**
 * Mends what mail, chat and editors do to a link: `&` written as in HTML, some or all of
 * it encoded, perhaps twice, what is added to follow its readers, and what is left
 * before it and after it. No value has `&` or `=` in it, so there is no doubt.
 *
 * @param {string} hash - the part from `#` on, with or without the `#`
 * @returns {string} the link, without the `#`
 */
export function linkIn(hash) {
  let text = hash.replace(BEFORE, '');
  for (let turn = 0; turn < MOST_DECODED && !text.includes('='); turn += 1) {
    if (!/^[^&]*?%(?:25)*3D/i.test(text)) break;
    const decoded = unescape(text);
    if (decoded === null) break;
    text = decoded.replace(BEFORE, '');
  }
  text = text
    .replace(NO_WIDTH, '')
    .replace(/&(?:(?:amp|#38|#x26);)+/gi, '&')
    .replace(/%(?:25)*26/gi, '&')
    .replace(/%(?:25)*3D/gi, '=');
  // Mail that writes “=” as “=3D”.
  if (/^figure=3D/i.test(text)) text = text.replace(/=3D/gi, '=');
  const tidy = withoutClosing(withoutAfter(text))
    .replace(/^(?=utm_)/i, '&')
    .replace(TRACKING, '')
    .replace(/^&+/, '');
  return withoutAfter(tidy);
}

/** @param {string} text - of a link @returns {string} without what prose left after it */
function withoutAfter(text) {
  let end = text.length;
  for (;;) {
    // From the end, piece by piece: a pattern would begin anew at each blank inside.
    const last = AFTER.exec(text.slice(Math.max(0, end - 6), end));
    if (!last) return text.slice(0, end);
    end -= last[0].length;
  }
}

/** @param {string} text - of a link @returns {string} without brackets at its end that nothing in its last part opens */
function withoutClosing(text) {
  const last = text.slice(text.lastIndexOf('&') + 1);
  if (/[[(]/.test(last)) return text;
  let end = text.length;
  while (end > 0 && /[)\]]/.test(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end);
}

/**
 * Finds the link in an address: behind `#`, or behind `?` where somebody has written
 * that. Where both name figures, both are read, and what does not agree is refused.
 *
 * @param {{ hash: string, search: string }} address - such as `location`
 * @returns {string} the link
 */
export function linkOf({ hash, search }) {
  // Refused by its length, whole.
  if (hash.length + search.length > LONGEST) return hash + search;
  const [, asked = ''] = /(?:^|&)(figure=.*)/is.exec(linkIn(search)) ?? [];
  const link = linkIn(hash);
  if (asked === '' || asked === link) return link;
  return link.includes('=') ? `${asked}&${link}` : asked;
}

/**
 * Finds the figures in a link without checking it.
 *
 * @param {string} hash - the part from `#` on, with or without the `#`
 * @returns {string[]} the value of each `figure=`, known or not
 */
export function figuresNamed(hash) {
  return linkIn(hash.slice(0, LONGEST))
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
  if (hash.length > LONGEST) {
    const part = `${hash.slice(0, 40)}…`;
    problems.push({ part, fault: 'tooLong', known: [String(LONGEST)] });
    return { figures: new Map(), names: [], problems };
  }
  const text = linkIn(hash);
  for (const part of text === '' ? [] : text.split('&')) {
    const problem = readPart(part, drafts, schemas);
    if (problem) problems.push({ part, ...problem });
  }

  /** @type {Map<string, LinkedFigure>} */
  const figures = new Map();
  for (const { schema, values, sources, view } of drafts) {
    try {
      /** @type {any} */
      const state = validate(schema, values, defaultState(schema));
      // The runs of others may be longer than their settings say.
      const opens = schemas.opensAtEpoch?.(schema.figure) ?? true;
      const last = opens ? state.epochs : Infinity;
      for (const [key, fault, epoch = 0] of /** @type {const} */ ([
        ['epoch', 'badEpoch', view.epoch],
        ['check', 'badCheck', parseInt(view.check ?? '0', 10)],
      ])) {
        if (!(epoch > last)) continue;
        const part = sources.get(key) ?? key;
        problems.push({ part, fault, known: [`0 to ${last}`] });
      }
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
  const { fields, figure } = draft.schema;
  const trains = 'epochs' in fields;
  const isOfRun =
    !Object.hasOwn(fields, key) &&
    RUN_KEYS.includes(key) &&
    (key === 'kept'
      ? (schemas.keepsRuns?.(figure) ?? trains)
      : key === 'pace'
        ? (schemas.hasPace?.(figure) ?? trains)
        : key === 'play'
          ? (schemas.playsOnceSeen?.(figure) ?? trains)
          : trains && (schemas.opensAtEpoch?.(figure) ?? true));
  if (isOfRun || VIEW_KEYS.includes(key)) {
    return readView(/** @type {keyof View} */ (key), value, draft.view);
  }
  const isChecked = schemas.isChecked?.(figure) ?? 'epochs' in fields;
  if (isChecked && key === checkKey(fields)) {
    return readView('check', value, draft.view);
  }
  const field = Object.hasOwn(fields, key) ? fields[key] : undefined;
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
  } else if (key === 'epoch') {
    if (!/^\d{1,9}$/.test(value)) {
      return { fault: 'badEpoch', known: ['0 to the last of the run'] };
    }
    view.epoch = Number(value);
  } else if (key === 'kept') {
    // The figure reads it, and says what is wrong with it.
    view.kept = value;
  } else if (key === 'check') {
    // Editors make a longer dash of a hyphen.
    const [, epoch, text] =
      /^(\d{1,9})[-\u2010-\u2015\u2212]([\da-f]{8})$/i.exec(value) ?? [];
    if (!text) {
      return { fault: 'badCheck', known: ['0 to the last of the run'] };
    }
    view.check = `${Number(epoch)}-${text.toLowerCase()}`;
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
 * By name, and whether a figure that trains can open at an epoch: figures of many runs
 * may show none of their epochs. Likewise whether its runs have a fingerprint, whether
 * it can play once it is seen, whether it has a pace, and whether it keeps runs behind its
 * own.
 *
 * @typedef {Pick<ReadonlyMap<string, import('../kit/schema.js').Schema<any>>,
 *   'get' | 'keys'> & { opensAtEpoch?: (name: string) => boolean,
 *   isChecked?: (name: string) => boolean,
 *   playsOnceSeen?: (name: string) => boolean,
 *   hasPace?: (name: string) => boolean,
 *   keepsRuns?: (name: string) => boolean }} Schemas
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

/**
 * Writes links that carry the whole state of a figure:
 * `#figure=NAME&key=value…&figure=NAME&key=value…`.
 */
import { numberToText } from './number-text.js';

/** How fast a figure that trains plays. */
export const PACES = /** @type {const} */ (['slow', 'normal', 'fast']);

/** The name of a control or a drawer. */
const CONTROL_NAME = /^[a-z][a-z0-9-]*$/;

/**
 * Writes a figure's part of a link, without the `#`.
 *
 * @template {object} State
 * @param {import('./schema.js').Schema<State>} schema - the figure's schema
 * @param {State} state - a valid state; every key is written, so that a link
 *   keeps its meaning when a default changes
 * @param {View} [view] - how the figure is to be shown
 * @returns {string} `figure=NAME&key=value…`
 */
export function figureToHash(schema, state, view = {}) {
  const values = /** @type {Record<string, any>} */ (state);
  const parts = [`figure=${escape(schema.figure)}`];
  for (const key of schema.keys) {
    const text = schema.fields[key]?.write(values[key]) ?? '';
    parts.push(`${key}=${escape(text)}`);
  }
  if (view.hide?.length) parts.push(`hide=${view.hide.map(escape).join(',')}`);
  if (view.open?.length) parts.push(`open=${view.open.map(escape).join(',')}`);
  if (view.theme) parts.push(`theme=${view.theme}`);
  if (view.pace) parts.push(`pace=${view.pace}`);
  if (view.epoch !== undefined) parts.push(`epoch=${view.epoch}`);
  if (view.kept) parts.push(`kept=${escape(view.kept)}`);
  if (view.check) parts.push(`check=${view.check}`);
  if (view.scale !== undefined) parts.push(`scale=${numberToText(view.scale)}`);
  return parts.join('&');
}

/**
 * @param {string} names - of controls or drawers, separated by spaces or commas
 * @returns {string[]} each of them
 */
export function namesIn(names) {
  return names.split(/[\s,]+/).filter((name) => name !== '');
}

/**
 * @param {{ hide: string, theme: string, pace?: string }} figure - an element
 * @returns {View} how it is shown
 */
export function viewOf(figure) {
  const { hide, theme, pace: written = '' } = figure;
  const isTheme = theme === 'light' || theme === 'dark' || theme === 'auto';
  const pace = paceIn(written);
  const kept = Reflect.get(figure, 'kept');
  return {
    // Others name nothing, and a link with them would be refused.
    hide: namesIn(hide).filter((name) => CONTROL_NAME.test(name)),
    ...(isTheme && { theme }),
    ...(pace && { pace }),
    ...(kept && { kept }),
  };
}

/** @param {string} text @returns {View['pace']} the pace it names, if any */
export function paceIn(text) {
  return PACES.find((name) => name === text);
}

/** @param {string} text @returns {string} escaped for a link; what parts lists stays readable, and half a character becomes � */
function escape(text) {
  const whole = text.replace(/\p{Surrogate}/gu, '\uFFFD');
  return encodeURIComponent(whole).replace(/%(2C|3A|3B)/g, decodeURIComponent);
}

/**
 * @typedef {object} View
 * @property {string[]} [hide] - names of hidden controls
 * @property {string[]} [open] - names of open drawers
 * @property {'light' | 'dark' | 'auto'} [theme] - the colours
 * @property {typeof PACES[number]} [pace] - of a figure that trains
 * @property {number} [epoch] - at which a figure that trains opens
 * @property {string} [kept] - runs behind that of a figure, as run/kept-text.js writes them
 * @property {string} [check] - an epoch and the fingerprint that the run is to have there
 * @property {boolean} [play] - whether it plays by itself; false where it does not even
 *   as its slide begins. No link that a figure writes says so
 * @property {number} [scale] - the size of type, 1 being usual
 */

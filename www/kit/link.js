/**
 * Writes links that carry the whole state of a figure:
 *
 *     #figure=NAME&key=value…&figure=NAME&key=value…
 */
import { numberToText } from './number-text.js';

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
  if (view.scale !== undefined) parts.push(`scale=${numberToText(view.scale)}`);
  return parts.join('&');
}

/**
 * @param {string} text - a key or a value
 * @returns {string} the same, fit for a link; commas stay readable
 */
function escape(text) {
  return encodeURIComponent(text).replace(/%2C/g, ',');
}

/**
 * @typedef {object} View
 * @property {string[]} [hide] - names of controls not to show
 * @property {string[]} [open] - names of panels to open
 * @property {'light' | 'dark' | 'auto'} [theme] - the colours
 * @property {number} [scale] - the size of type, 1 being usual
 */

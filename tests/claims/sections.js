import * as circuits from './circuits.js';
import * as limits from './limits.js';
import { about, masthead } from './page.js';
import * as speeds from './speeds.js';

/**
 * The sections of index.html that have claims, in the page's order.
 *
 * @type {Readonly<Record<string, import('./claim.js').Section>>}
 */
export const SECTIONS = Object.freeze({
  masthead,
  circuits,
  speeds,
  limits,
  about,
});

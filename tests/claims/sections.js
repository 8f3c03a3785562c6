import * as accuracy from './accuracy.js';
import * as chain from './chain.js';
import * as circuits from './circuits.js';
import * as helps from './cures.js';
import * as limits from './limits.js';
import * as networks from './networks.js';
import * as obstacles from './obstacles.js';
import { about, masthead } from './page.js';
import * as random from './random.js';
import * as recipe from './recipe.js';
import * as speeds from './speeds.js';
import * as time from './time.js';
import * as window from './window.js';

/**
 * The sections of index.html that have claims, in the page's order.
 *
 * @type {Readonly<Record<string, import('./claim.js').Section>>}
 */
export const SECTIONS = Object.freeze({
  masthead,
  speeds: {
    ...speeds,
    claims: [...speeds.claims, ...accuracy.claims],
    setup: [...speeds.setup, ...accuracy.setup],
    answers: { ...speeds.answers, ...accuracy.answers },
  },
  chain,
  random,
  window,
  networks,
  obstacles,
  circuits,
  time,
  helps,
  recipe,
  limits,
  about,
});

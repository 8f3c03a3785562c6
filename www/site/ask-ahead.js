/**
 * Asks for everything that is needed at once. A browser that finds the files out
 * one import after the other waits for the network at every level.
 *
 * These are hints: what the code asks for later is what counts.
 */
import { COMMON_STYLES, FIGURE_NEEDS } from '../figures/figure-needs.js';

/** @param {readonly string[]} modules - paths from www */
export function askForModules(modules) {
  for (const path of modules) hint(path, { rel: 'modulepreload' });
}

/** @param {string} figure - whose core, styles and data are to come */
export function askForNeeds(figure) {
  const needs = FIGURE_NEEDS[figure];
  if (!needs) return;
  const { part, styles, data } = needs;
  for (const name of [...COMMON_STYLES, ...styles]) {
    hint(name, { rel: 'preload', as: 'style' });
  }
  // The build with SIMD: the browsers without it are few, and fetch both.
  for (const path of [`pkg/${part}_bg.wasm`, ...data.map((n) => `data/${n}`)]) {
    hint(path, { rel: 'preload', as: 'fetch', crossOrigin: 'anonymous' });
  }
}

/**
 * @param {string} path - from www
 * @param {Partial<HTMLLinkElement>} how - to ask for it
 */
function hint(path, how) {
  const href = new URL(`../${path}`, import.meta.url).href;
  document.head.append(
    Object.assign(document.createElement('link'), how, { href }),
  );
}

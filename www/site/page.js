/** The script of index.html: figures, permalinks, questions. */
import '../define.js';
import { figureSchemas } from '../figures/schemas.js';
import { parseHash } from '../kit/permalink.js';
import {
  AddressKeeper,
  applyLinkedFigure,
  hashOfFigure,
  isChanged,
} from './address.js';
import { showProblems } from './notice.js';
import { awaitPredictions } from './predictions.js';
import { stayInView } from './stay-in-view.js';

const $notice = required('[data-notice]');

/**
 * @param {string} selector - of something that index.html has
 * @returns {HTMLElement} the element
 */
function required(selector) {
  const $found = document.querySelector(selector);
  if ($found instanceof HTMLElement) return $found;
  throw new Error(`index.html: expected an element ${selector}, found none`);
}

/**
 * @param {string} name - a figure's name
 * @returns {import('./address.js').Figure} the figure of the page
 */
function figure(name) {
  return /** @type {import('./address.js').Figure} */ (required(name));
}

/** Applies the address, unless it is empty or only leads to a heading. */
function applyAddress() {
  const { hash } = location;
  if (!hash.includes('=')) return;
  const { figures, problems } = parseHash(hash, figureSchemas);
  showProblems($notice, problems);
  for (const [name, linked] of figures) applyLinkedFigure(figure(name), linked);
  const [first] = figures.keys();
  const $place = first && figure(first).closest('figure');
  if ($place) stayInView($place);
}

/** @returns {string} the link to the figures that were changed */
function hashOfPage() {
  return [...figureSchemas.values()]
    .filter((schema) => isChanged(figure(schema.figure), schema))
    .map((schema) => hashOfFigure(figure(schema.figure), schema))
    .join('&');
}

/** Fetches the panels ahead, where nobody asked to be spared. */
async function fetchPanels() {
  const { connection } = /** @type {{ connection?: { saveData: boolean } }} */ (
    navigator
  );
  if (connection?.saveData) return;
  const names = [...figureSchemas.keys()];
  await Promise.allSettled(names.map((name) => figure(name).core));
  const idle = globalThis.requestIdleCallback ?? requestAnimationFrame;
  idle(() => {
    // What does not come now is asked for again when it is opened.
    import('./panels.js').catch(() => {});
  });
}

awaitPredictions(document);
applyAddress();
window.addEventListener('hashchange', applyAddress);
new AddressKeeper(hashOfPage);
void fetchPanels();

/** The script of index.html: figures, permalinks, questions. */
import '../define.js';
import { linkOf, parseHash } from './links.js';
import {
  AddressKeeper,
  applyLinkedFigure,
  hashOfFigure,
  isChanged,
  schemas,
} from './address.js';
import { siteAddress } from '../kit/site-address.js';
import { offerScenes } from './collect.js';
import { showBar } from './contents.js';
import { showProblems } from './notice.js';
import { whenParsed } from './parsed.js';
import { awaitPredictions } from './predictions.js';
import { holdLinkedPlaces, stayInView } from './stay-in-view.js';

/** @type {HTMLElement} */
let $notice;
/** The states that index.html gives the figures. @type {Map<string, object>} */
const given = new Map();

/** @param {string} selector - of an element of index.html @returns {HTMLElement} the element */
function required(selector) {
  const $found = document.querySelector(selector);
  if ($found instanceof HTMLElement) return $found;
  throw new Error(`index.html: expected an element ${selector}, found none`);
}

/** @param {string} name - of a figure @returns {import('./address.js').Figure} its element */
function figure(name) {
  return /** @type {import('./address.js').Figure} */ (required(name));
}

/** Applies the address, unless it is empty or just the id of a heading. */
function applyAddress() {
  const hash = linkOf(location);
  if (!hash.includes('=')) return;
  const { figures, problems } = parseHash(hash, schemas);
  showProblems($notice, problems);
  for (const [name, linked] of figures) applyLinkedFigure(figure(name), linked);
  const [first] = figures.keys();
  const $place = first && figure(first).closest('figure');
  if ($place) stayInView($place);
}

/** @returns {string} the link to the figures that were changed */
function hashOfPage() {
  return [...schemas.keys()]
    .flatMap((name) => schemas.get(name) ?? [])
    .filter((schema) => {
      const name = schema.figure;
      return isChanged(figure(name), schema, given.get(name));
    })
    .map((schema) => hashOfFigure(figure(schema.figure), schema))
    .join('&');
}

/**
 * Loads the drawers once the figures are loaded and the page is idle, so that they
 * open at once, and has all of it kept; but not if the browser is set to save data.
 */
async function fetchDrawers() {
  const { connection } = /** @type {{ connection?: { saveData: boolean } }} */ (
    navigator
  );
  if (connection?.saveData) return;
  const figures = [...schemas.keys()].map((name) => figure(name));
  await Promise.allSettled(figures.map(({ core }) => core));
  const idle = globalThis.requestIdleCallback ?? requestAnimationFrame;
  idle(() => {
    for (const $figure of figures) void $figure.fetchDrawers?.();
    void keep();
  });
}

/** A figure that shows its numbers takes its own height; until then page.css keeps it. */
function giveUpRooms() {
  for (const name of schemas.keys()) {
    const $figure = required(name);
    const show = () => $figure.classList.add('shown');
    $figure.addEventListener('readingschange', show, { once: true });
  }
}

/** @param {string} name - of a figure whose code did not come; it may still */
async function begin(name) {
  await customElements.whenDefined(name);
  const $figure = figure(name);
  given.set(name, $figure.state);
  $figure.give?.($figure.state);
  const linked = parseHash(linkOf(location), schemas).figures.get(name);
  if (linked) applyLinkedFigure($figure, linked);
}

/** The page as a file of its own has no site around it. */
const hasSite = siteAddress('embed.html') !== '';

/** Has the browser keep the page for the time without a network; never in a frame. */
async function keep() {
  if (!hasSite || parent !== window || !('serviceWorker' in navigator)) return;
  const { keepPage } = await import('./offline.js');
  await keepPage();
}

/** Gives authors the part in which they make an embed, once they open it. */
function offerBuilder() {
  if (!hasSite) return;
  const $builder = /** @type {HTMLDetailsElement} */ (required('.builder'));
  /** @type {Promise<import('./builder.js').Builder> | undefined} */
  let builder;
  $builder.hidden = false;
  $builder.addEventListener('toggle', async () => {
    const { open } = $builder;
    if (!open && !builder) return;
    try {
      builder ??= import('./builder.js').then(
        ({ Builder }) => new Builder(required('.builder > div')),
      );
      (await builder).toggle($builder.open);
    } catch (error) {
      builder = undefined;
      required('.builder > div').textContent = String(error);
    }
  });
}

whenParsed(() => {
  $notice = required('[data-notice]');
  document.querySelector('.unserved')?.remove();
  giveUpRooms();
  /** @type {NodeListOf<HTMLAnchorElement>} */
  const $contents = document.querySelectorAll('.contents a');
  showBar(required('.bar'), [...$contents]);
  awaitPredictions(document);
  if (hasSite) offerScenes();
  offerBuilder();
  holdLinkedPlaces();
  for (const name of schemas.keys()) {
    given.set(name, figure(name).state);
    if (!schemas.get(name)) void begin(name);
  }
  applyAddress();
  // What the page is opened with is where the steps of its figures begin.
  for (const name of schemas.keys()) figure(name).steps?.clear();
  // And what it gives them itself is what they are reset to: the address follows the reader.
  for (const [name, state] of given) figure(name).give?.(state);
  window.addEventListener('hashchange', applyAddress);
  new AddressKeeper(hashOfPage);
  void fetchDrawers();
});

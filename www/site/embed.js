/**
 * The script of embed.html: shows the one figure that the address names, and
 * nothing else.
 */
import { openCore } from '../core/core.js';
import {
  defineFigure,
  figureNamed,
  figures as entries,
} from '../figures/index.js';
import { namesIn } from '../kit/link.js';
import {
  AddressKeeper,
  applyLinkedFigure,
  hashOfFigure,
  schemas,
} from './address.js';
import { figuresNamed, parseHash } from './links.js';

/** @typedef {import('./address.js').Figure} Figure */

const $notice = document.createElement('div');
$notice.className = 'notice';
$notice.setAttribute('role', 'alert');
const $main = document.querySelector('main') ?? document.body;

/** @type {Figure | null} The figure now shown. */
let $shown = null;

/** Counts the readings of the address: a newer one supersedes an older. */
let readings = 0;

/** Shows what the address asks for. */
async function applyAddress() {
  const reading = ++readings;
  const { hash } = location;
  const named = new Set(figuresNamed(hash));
  for (const figure of entries.filter((each) => named.has(each.name))) {
    // Loads the core while the figure's code loads; the figure reports errors.
    openCore(figure.part).catch(() => {});
    try {
      await defineFigure(figure.name);
    } catch (error) {
      const part = `figure=${figure.name}`;
      const reason = String(error);
      void say([{ part, fault: 'notLoaded', reason }], reading);
      return;
    }
  }
  if (reading !== readings) return;
  const { figures, names, problems } = parseHash(hash, schemas);
  const [name, surplus] = names;
  if (surplus !== undefined) {
    problems.push({ part: `figure=${surplus}`, fault: 'surplus' });
  }
  void say(problems, reading);
  if (name === undefined) {
    // A bad link changes nothing: a figure that is already there stays.
    if (!$shown) await offer();
    return;
  }
  if (!$shown || (problems.length === 0 && $shown.localName !== name)) {
    show(name);
  }
  const linked = figures.get(name);
  if (!$shown || !linked || problems.length > 0) return;
  applyLinkedFigure($shown, linked);
  // The page has the theme of its figure.
  const { theme } = linked;
  if (theme === undefined) delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = theme;
}

/** @param {string} name - of the figure to show, in its default state */
function show(name) {
  $shown = /** @type {Figure} */ (document.createElement(name));
  $main.replaceChildren($shown);
  document.title = figureNamed(name).title;
}

/** Lists the figures to choose from. */
async function offer() {
  const { showChoice } = await import('./choice.js');
  if (!$shown) showChoice($main);
}

/**
 * Shows what is wrong with the address; the messages are loaded when needed.
 *
 * @param {readonly import('./links.js').Problem[]} problems - an empty list
 *   removes an earlier notice
 * @param {number} reading - that found them
 */
async function say(problems, reading) {
  if (problems.length === 0) {
    $notice.replaceChildren();
    return;
  }
  try {
    const { showProblems } = await import('./notice.js');
    if (reading === readings) showProblems($notice, problems);
  } catch (error) {
    // Without the messages, show just the bad parts.
    const parts = problems.map(({ part }) => part).join(', ');
    $notice.textContent = `${parts} – ${String(error)}`;
  }
}

/** @returns {string} the link to the figure as it stands */
function hashOfEmbed() {
  const schema = $shown && schemas.get($shown.localName);
  if (!$shown || !schema) return '';
  return hashOfFigure($shown, schema, { open: namesIn($shown.open) });
}

/** Tells the page around how high the frame has to be, now and with every change. */
function tellHeight() {
  const $root = document.documentElement;
  let told = 0;
  const observer = new ResizeObserver(() => {
    const height = Math.ceil($root.getBoundingClientRect().height);
    if (height === told || height === 0) return;
    told = height;
    // The height is no secret, and who is around is not known.
    parent.postMessage({ type: 'resize', version: 1, height }, '*');
  });
  observer.observe($root);
}

document.querySelector('.unserved')?.remove();
$main.before($notice);
if (parent !== window) tellHeight();
void applyAddress();
window.addEventListener('hashchange', () => void applyAddress());
new AddressKeeper(hashOfEmbed);

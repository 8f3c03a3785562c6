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

/** The figure now shown; the door for messages from a host page. */
/** @type {Figure | null} */
let $shown = null;

/** How often the address was read: an older reading gives way to a newer. */
let readings = 0;

/** Brings the document in line with the address. */
async function applyAddress() {
  const reading = ++readings;
  const { hash } = location;
  const named = new Set(figuresNamed(hash));
  for (const figure of entries.filter((each) => named.has(each.name))) {
    // It comes while the code of the figure does. The figure itself says what
    // goes wrong.
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
  // The ground around the figure is the figure's.
  const { theme } = linked;
  if (theme === undefined) delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = theme;
}

/** @param {string} name - the figure to show, at its default state */
function show(name) {
  $shown = /** @type {Figure} */ (document.createElement(name));
  $main.replaceChildren($shown);
  document.title = figureNamed(name).title;
}

/** Says which figures there are. */
async function offer() {
  const { showChoice } = await import('./choice.js');
  if (!$shown) showChoice($main);
}

/**
 * Says what is wrong with the address; the words come when they are needed.
 *
 * @param {readonly import('./links.js').Problem[]} problems - none
 *   takes an earlier notice away
 * @param {number} reading - of the address, that found them
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
    // Without the words, the bad parts by themselves.
    const parts = problems.map(({ part }) => part).join(', ');
    $notice.textContent = `${parts} – ${String(error)}`;
  }
}

/** @returns {string} the link to the figure as it stands */
function hashOfEmbed() {
  const schema = $shown && schemas.get($shown.localName);
  if (!$shown || !schema) return '';
  const open = $shown.open.split(/[\s,]+/).filter((name) => name !== '');
  return hashOfFigure($shown, schema, { open });
}

$main.before($notice);
void applyAddress();
window.addEventListener('hashchange', () => void applyAddress());
new AddressKeeper(hashOfEmbed);

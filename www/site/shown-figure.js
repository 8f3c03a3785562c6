/**
 * Shows the one figure that the address names, and nothing else.
 */
import { defineFigure, figureNames } from '../figures/loaders.js';
import { AddressKeeper, applyLinkedFigure, hashOfFigure } from './address.js';
import { figuresNamed, parseHash } from '../kit/permalink.js';
import { create } from '../kit/create.js';
import { figureTitles } from '../kit/figure-words.js';

/** @typedef {import('./address.js').Figure} Figure */
/** @typedef {import('../figures/loaders.js').FigureClass} FigureClass */

const $notice = create('div', { class: 'notice', role: 'alert' });
const $main = document.querySelector('main') ?? document.body;

/** The figure now shown; the door for messages from a host page. */
/** @type {Figure | null} */
let $shown = null;

/** How often the address was read: an older reading gives way to a newer. */
let readings = 0;

/** A figure brings its schema along; only what is named is asked for. */
const schemas = {
  keys: () => figureNames.values(),
  /** @param {string} name - of a figure */
  get(name) {
    const figure = /** @type {FigureClass | undefined} */ (
      customElements.get(name)
    );
    return figure?.schema;
  },
};

/** Brings the document in line with the address. */
async function applyAddress() {
  const reading = ++readings;
  const { hash } = location;
  const named = new Set(figuresNamed(hash));
  for (const name of figureNames.filter((each) => named.has(each))) {
    try {
      await defineFigure(name);
    } catch (error) {
      const part = `figure=${name}`;
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
  document.title = figureTitles[name] ?? name;
}

/** Says which figures there are. */
async function offer() {
  const { showChoice } = await import('./choice.js');
  if (!$shown) showChoice($main, figureNames);
}

/**
 * Says what is wrong with the address; the words come when they are needed.
 *
 * @param {readonly import('../kit/permalink.js').Problem[]} problems - none
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

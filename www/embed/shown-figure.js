/**
 * Shows the one figure that the address names, and nothing else.
 */
import { defineFigure, figureNames } from '../elements/loaders.js';
import { AddressKeeper } from '../page/address-keeper.js';
import { applyLinkedFigure, hashOfFigure } from '../page/linked-figures.js';
import { showProblems } from '../page/notice.js';
import { figuresNamed, parseHash } from '../state/permalink.js';
import { create } from '../view/create.js';
import { figureTitles } from '../words/figure-words.js';
import { pageWords } from '../words/page-words.js';

/** @typedef {import('../page/linked-figures.js').Figure} Figure */
/** @typedef {import('../elements/loaders.js').FigureClass} FigureClass */

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
      const message = pageWords.notLoaded(String(error));
      showProblems($notice, [{ part: `figure=${name}`, message }]);
      return;
    }
  }
  if (reading !== readings) return;
  const { figures, names, problems } = parseHash(hash, schemas);
  const [name, surplus] = names;
  if (surplus !== undefined) {
    const part = `figure=${surplus}`;
    problems.push({ part, message: pageWords.onlyOne });
  }
  showProblems($notice, problems);
  if (name === undefined) {
    // A bad link changes nothing: a figure that is already there stays.
    if (!$shown) showChoice();
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

/** Says which figures there are, each with a link. */
function showChoice() {
  const links = figureNames.map((name) => {
    const words = figureTitles[name] ?? name;
    return create('li', {}, create('a', { href: `#figure=${name}` }, words));
  });
  $main.replaceChildren(
    create('p', {}, pageWords.noFigure),
    create('ul', {}, ...links),
  );
}

/** @returns {string} the link to the figure as it stands */
function hashOfEmbed() {
  const schema = $shown && schemas.get($shown.localName);
  return $shown && schema ? hashOfFigure($shown, schema) : '';
}

$main.before($notice);
void applyAddress();
window.addEventListener('hashchange', () => void applyAddress());
new AddressKeeper(hashOfEmbed);

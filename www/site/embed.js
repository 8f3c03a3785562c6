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
import { showMissing } from '../figures/missing.js';
import {
  AddressKeeper,
  applyLinkedFigure,
  epochOf,
  hashOfFigure,
  schemas,
} from './address.js';
import { KeptPlace } from './kept-place.js';
import { figuresNamed, linkOf, parseHash } from './links.js';
import { whenParsed } from './parsed.js';

/** @typedef {import('./address.js').Figure} Figure */

const $notice = document.createElement('div');
$notice.className = 'notice';
$notice.setAttribute('role', 'alert');
/** @type {HTMLElement} */
let $main;

/** @type {Figure | null} The figure now shown. */
let $shown = null;

/** Whether the figure plays when a slide begins; a link with `play=0` says no. */
let playsInSlides = true;

/** @type {Promise<import('./messages.js').Messages> | undefined} In a frame. */
let messages;

/** Counts the readings of the address: a newer one supersedes an older. */
let readings = 0;

/** Shows what the address asks for. */
async function applyAddress() {
  const reading = ++readings;
  const hash = linkOf(location);
  const named = new Set(figuresNamed(hash));
  for (const figure of entries.filter((each) => named.has(each.name))) {
    // Loads the core while the figure's code loads; the figure reports errors.
    openCore(figure.part).catch(() => {});
    try {
      await defineFigure(figure.name);
    } catch (error) {
      if (reading !== readings) return;
      showMissing($notice, figure.title, error, async () => {
        await defineFigure(figure.name);
        await applyAddress();
      });
      const message = $notice.querySelector('p')?.textContent ?? '';
      void messages?.then((all) => all.tell({ type: 'error', message }));
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
  const authored = authoredIn(hash).get(name) ?? linked;
  const kept = placeKept(reading).get(name);
  // A link names no drawers where none is open.
  applyLinkedFigure($shown, kept ? { ...linked, open: [], ...kept } : linked);
  way = ON_ITS_WAY;
  $shown.give(authored.state);
  // What opens at an epoch is to stand there, unless its link says that it plays.
  playsInSlides = authored.play ?? authored.epoch === undefined;
  // The page has the theme of its figure.
  const { theme } = linked;
  if (theme === undefined) delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = theme;
}

/**
 * The address follows the reader, and the frame may be loaded again with it: what the
 * author's link said is kept beside it.
 *
 * @param {string} hash - the address, a good link
 * @returns {Map<string, import('./links.js').LinkedFigure>} what the author's link said
 */
function authoredIn(hash) {
  const authored = history.state?.authored ?? hash;
  try {
    history.replaceState({ ...history.state, authored }, '');
  } catch {
    // A sandboxed frame may not change its address, which is the author's then.
  }
  return parseHash(String(authored), schemas).figures;
}

/** @returns {string} the link that the author gave, of an address that has been read */
function authoredLink() {
  return String(history.state?.authored ?? linkOf(location));
}

/** @type {KeptPlace | undefined} In a frame. */
let keptPlace;

/**
 * @param {number} reading - of the address
 * @returns {Map<string, import('./links.js').LinkedFigure>} where the frame was when it
 *   was unloaded, if this is the first reading since
 */
function placeKept(reading) {
  if (parent === window || keptPlace) return new Map();
  document.addEventListener('readingschange', follow);
  keptPlace = new KeptPlace(authoredLink, hashOfPlace);
  return reading === 1 ? parseHash(keptPlace.kept, schemas).figures : new Map();
}

/** The epoch shown last, and whether it fell to that, or has been where the link leads. */
const ON_ITS_WAY = { last: 0, isBack: false, isOver: false };

/** Of the figure, to the epoch of its link. */
let way = ON_ITS_WAY;

/** Sees whether the figure is still on its way. */
function follow() {
  if (!$shown) return;
  const { epochShown } = $shown;
  const { last, isBack, isOver } = way;
  way = {
    last: epochShown,
    isBack: epochShown < last || (isBack && epochShown === last),
    isOver: isOver || epochShown >= (epochOf($shown) ?? 0),
  };
}

/** @returns {string} the link to the figure with the epoch shown, or with the one that it is on its way to; '' where it has not moved, or cannot come back */
function hashOfPlace() {
  // The reader's own files are gone with the frame.
  if (!$shown || Reflect.get($shown.state, 'data') === 'own') return '';
  follow();
  const due = epochOf($shown) ?? 0;
  const { epochShown, isChanged } = $shown;
  const epoch = way.isOver || way.isBack ? epochShown : due;
  const kept = Reflect.get($shown, 'kept') ?? '';
  if (epoch === 0 && !isChanged && kept === '') return '';
  // Not `open`, which stays as the author wrote it whatever the reader opens.
  const open = [...$shown.drawers].filter((one) => one.isOpen);
  const view = { open: open.map(({ name }) => name) };
  return hashOfEmbed('openAt' in $shown ? { ...view, epoch } : view);
}

/** @param {string} name - of the figure to show, in its default state */
function show(name) {
  $shown = /** @type {Figure} */ (document.createElement(name));
  // The page has no other heading.
  $shown.setAttribute('heading-level', '1');
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
    const message = [...$notice.querySelectorAll('li')]
      .map(({ textContent }) => textContent.trim().replace(/\s+/g, ' '))
      .join(' ');
    void messages?.then((all) => all.tell({ type: 'error', message }));
  } catch (error) {
    // Without the messages, show just the bad parts.
    const parts = problems.map(({ part }) => part).join(', ');
    $notice.textContent = `${parts} – ${String(error)}`;
  }
}

/** @param {import('../kit/link.js').View} [more] - of its view @returns {string} the link to the figure as it stands */
function hashOfEmbed(more) {
  const schema = $shown && schemas.get($shown.localName);
  if (!$shown || !schema) return '';
  return hashOfFigure($shown, schema, { open: namesIn($shown.open), ...more });
}

/** Listens to the page around from the start; who answers it comes when needed. */
function talk() {
  const applied = applyAddress();
  if (parent === window) return;
  messages = import('./messages.js').then(
    ({ Messages }) =>
      new Messages({
        applied,
        shown: () => $shown,
        playsInSlides: () => playsInSlides,
      }),
  );
  window.addEventListener('message', (event) => {
    void messages?.then((all) => all.hear(event));
  });
}

whenParsed(() => {
  $main = document.querySelector('main') ?? document.body;
  document.querySelector('.unserved')?.remove();
  $main.before($notice);
  talk();
  window.addEventListener('hashchange', () => void applyAddress());
  new AddressKeeper(() => hashOfEmbed());
});

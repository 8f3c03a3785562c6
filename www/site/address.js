/**
 * Links the address and the figures of a document: applies a link to the
 * figures, writes the link that restores them, and keeps it in the address.
 */
import { figures } from '../figures/index.js';
import { figureToHash, viewOf } from '../kit/link.js';
import { defaultState, changedKeys } from '../kit/schema.js';
import { linkOf } from './links.js';

/** Attributes with a place in a link that no event tells of. */
const VIEW_ATTRIBUTES = ['pace'];

/** Browsers allow about a hundred changes of the address in half a minute. */
const LEAST_PAUSE_MS = 500;

/** @typedef {import('../kit/figure.js').Figure<any, any, any>} Figure */

/** The schemas of the figures by name; only a figure whose code is loaded has one. */
export const schemas = {
  keys: () => figures.map(({ name }) => name).values(),
  /** @param {string} name - of a figure */
  get(name) {
    const element =
      /** @type {import('../figures/index.js').FigureClass | undefined} */ (
        customElements.get(name)
      );
    return element?.schema;
  },
  /** @param {string} name - of a figure whose code is loaded */
  opensAtEpoch: (name) =>
    'openAt' in (customElements.get(name)?.prototype ?? {}),
  /** @param {string} name - likewise */
  isChecked: (name) =>
    'checkedRuns' in (customElements.get(name)?.prototype ?? {}),
  /** @param {string} name - likewise */
  playsOnceSeen: (name) =>
    'playOnceSeen' in (customElements.get(name)?.prototype ?? {}),
  /** @param {string} name - likewise */
  hasPace: (name) => 'pace' in (customElements.get(name)?.prototype ?? {}),
  /** @param {string} name - likewise */
  keepsRuns: (name) => 'kept' in (customElements.get(name)?.prototype ?? {}),
};

/**
 * What figures were opened at: as long as the state is still that, the address says so.
 *
 * @type {WeakMap<Figure, { state: object } & Pick<import('../kit/link.js').View, 'epoch' | 'check'>>}
 */
const opened = new WeakMap();

/** @param {Figure} $figure @returns {number | undefined} the epoch of its link, while it holds */
export function epochOf($figure) {
  return momentOf($figure).epoch;
}

/** @param {Figure} $figure @returns {Pick<import('../kit/link.js').View, 'epoch' | 'check'>} of its link, while it holds */
function momentOf($figure) {
  const { state, ...moment } = opened.get($figure) ?? {};
  return state === $figure.state ? moment : {};
}

/** @param {Figure} $figure @param {import('./links.js').LinkedFigure} linked - its part of a valid link */
export function applyLinkedFigure($figure, linked) {
  const { state, hide, open, theme, pace, play, epoch, check, kept, scale } =
    linked;
  $figure.state = state;
  $figure.hide = hide ?? [];
  // Without `open` in the link, drawers stay as the reader or the page left them.
  if (open) $figure.open = open;
  $figure.theme = theme ?? '';
  if ('kept' in $figure) $figure.kept = kept ?? '';
  if ('pace' in $figure) $figure.pace = pace ?? '';
  if (scale === undefined) $figure.style.removeProperty('--ug-scale');
  else $figure.style.setProperty('--ug-scale', String(scale));
  const running = /** @type {any} */ ($figure);
  if (epoch !== undefined) running.openAt({ epoch, play: play === true });
  else if (play) running.playOnceSeen();
  const known = opened.get($figure);
  opened.set($figure, {
    state: $figure.state,
    ...(epoch !== undefined && { epoch }),
    ...(check && { check }),
  });
  if (check || known?.check) void watch($figure, check ?? '');
}

/** @param {Figure} $figure @param {string} check - of its link, that its run is held against */
async function watch($figure, check) {
  const { watchCheck } = await import('../run/run-check.js');
  watchCheck(/** @type {any} */ ($figure), check);
}

/**
 * @param {Figure} $figure - a figure
 * @param {import('../kit/schema.js').Schema<any>} schema - its schema
 * @param {import('../kit/link.js').View} [more] - what else to write of its view
 * @returns {string} its part of a link, with its view
 */
export function hashOfFigure($figure, schema, more = {}) {
  const view = {
    ...momentOf($figure),
    ...more,
    ...viewOf($figure),
  };
  const scale = $figure.style.getPropertyValue('--ug-scale');
  if (scale !== '') view.scale = Number(scale);
  return figureToHash(schema, $figure.state, view);
}

/**
 * @param {Figure} $figure - a figure
 * @param {import('../kit/schema.js').Schema<any>} schema - its schema
 * @param {object} [fresh] - its state on a page that nobody has touched
 * @returns {boolean} whether a reader or a link has changed anything
 */
export function isChanged($figure, schema, fresh = defaultState(schema)) {
  return (
    changedKeys(schema, fresh, $figure.state).length > 0 ||
    Object.keys(momentOf($figure)).length > 0 ||
    $figure.hide !== '' ||
    $figure.theme !== '' ||
    Boolean(Reflect.get($figure, 'pace') || Reflect.get($figure, 'kept')) ||
    $figure.style.getPropertyValue('--ug-scale') !== ''
  );
}

/**
 * Keeps the address in step with the figures, so that it can be copied,
 * bookmarked and reloaded at any time. It replaces the current entry of the
 * history; going back leaves the page, as a reader expects.
 */
export class AddressKeeper {
  /** @type {() => string} */
  #hash;
  #isDue = false;
  #isPausing = false;
  /** Of the address that the figures have, or will have soon. */
  #read = location.hash;

  /** @param {() => string} hash - writes the link, without the `#` */
  constructor(hash) {
    this.#hash = hash;
    for (const type of ['statechange', 'keptchange']) {
      document.addEventListener(type, () => this.#ask());
    }
    const observer = new MutationObserver(() => this.#ask());
    observer.observe(document.body, {
      subtree: true,
      attributeFilter: VIEW_ATTRIBUTES,
    });
    window.addEventListener('hashchange', () => {
      this.#read = location.hash;
    });
    window.addEventListener('pagehide', () => this.#write());
  }

  #ask() {
    this.#isDue = true;
    if (this.#isPausing) return;
    this.#write();
    this.#isPausing = true;
    setTimeout(() => {
      this.#isPausing = false;
      if (this.#isDue) this.#ask();
    }, LEAST_PAUSE_MS);
  }

  #write() {
    // A newer link, of which the figures do not know yet, is not to be written over.
    if (!this.#isDue || location.hash !== this.#read) return;
    this.#isDue = false;
    const hash = this.#hash();
    const { pathname, search } = location;
    // A link behind “?” is in what is written now.
    const rest = linkOf({ hash: '', search }) === '' ? search : '';
    const address = pathname + (hash === '' ? search : `${rest}#${hash}`);
    try {
      history.replaceState(history.state, '', address);
      this.#read = location.hash;
    } catch {
      // A sandboxed frame may not change its address; the figures go on.
    }
  }
}

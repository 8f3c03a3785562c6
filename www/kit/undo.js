/**
 * Undo and redo. One drag, one press or one burst of keys is one step, whatever it
 * changes, and in every figure that it changes: some share a run.
 */
import { changedKeys } from './schema.js';

/** The most steps that are kept. */
const MOST = 100;

/** Keys at one control that follow each other faster than this are one burst. */
const BURST_MS = 1000;

/** Controls that keys press: each time is a step. */
const PRESSED = 'button,summary,a,[type=checkbox],[type=radio],[role=button]';

/** @type {WeakSet<Document>} */
const watched = new WeakSet();

/**
 * What a change comes from: one press of the pointer while it is held, or the element
 * that is just hearing of a key or an input; null for a script.
 *
 * @type {object | null}
 */
let hand = null;
let isHeld = false;
/** Whether the pointer has been lifted, though what it has done may still come. */
let isLifted = false;
/** Whether a step is taken back (−1) or done again (1) just now. */
let direction = 0;

/** The steps that a figure's state has taken. */
export class Steps {
  /** @type {object[]} */
  #past = [];
  /** @type {object[]} The next is the last. */
  #future = [];
  /** @type {object | null} What made the last step. */
  #hand = null;
  #time = 0;
  #host;
  #schema;

  /**
   * @param {{ state: any }} host - the figure
   * @param {import('./schema.js').Schema<any>} schema - of its state
   */
  constructor(host, schema) {
    this.#host = host;
    this.#schema = schema;
  }

  /** @returns {boolean} whether there is a step to take back */
  get canUndo() {
    return this.#past.length > 0;
  }

  /** @returns {boolean} whether there is a step to do again */
  get canRedo() {
    return this.#future.length > 0;
  }

  /** Begins anew with the present state. */
  clear() {
    this.#past = [];
    this.#future = [];
  }

  /** Takes the last step back, if there is one. */
  undo() {
    this.#travel(-1, this.#past.at(-1));
  }

  /** Does again what was taken back. */
  redo() {
    this.#travel(1, this.#future.at(-1));
  }

  /**
   * A state that undo or redo brings is no step: it may come from another figure of
   * the same run, or from a page that insists on what it had set.
   *
   * @param {object} before - the state until now
   * @param {object} next - another one
   */
  record(before, next) {
    if (direction >= 0 && this.#is(next, this.#future)) {
      this.#past.push(before);
      this.#future.pop();
      this.#hand = null;
    } else if (direction !== 0 && this.#is(next, this.#past)) {
      this.#future.push(before);
      this.#past.pop();
      this.#hand = null;
    } else this.#take(before, next);
  }

  /** @param {object} before @param {object} next - likewise */
  #take(before, next) {
    const now = performance.now();
    const isSame =
      direction === 0 &&
      hand !== null &&
      hand === this.#hand &&
      (isHeld || now - this.#time < BURST_MS);
    this.#hand = hand;
    this.#time = now;
    this.#future = [];
    if (!isSame) this.#past = [...this.#past, before].slice(-MOST);
    else if (this.#is(next, this.#past)) {
      // There and back again is no step.
      this.#past.pop();
      this.#hand = null;
    }
  }

  /** @param {-1 | 1} towards @param {object | undefined} state - to go to */
  #travel(towards, state) {
    if (!state) return;
    direction = towards;
    try {
      this.#host.state = state;
    } finally {
      direction = 0;
    }
  }

  /** @param {object} state @param {readonly object[]} steps @returns {boolean} whether it is the nearest of them */
  #is(state, steps) {
    const nearest = steps.at(-1);
    return (
      nearest !== undefined &&
      changedKeys(this.#schema, nearest, state).length === 0
    );
  }
}

/**
 * Watches what the reader's hand is at, in figures and in the page around them, whose
 * own controls may move figures.
 *
 * @param {Document} of - of the figures
 */
export function watchHand(of) {
  if (watched.has(of)) return;
  watched.add(of);
  /** @param {string} types @param {(event: Event) => void} listener */
  const on = (types, listener) => {
    for (const type of types.split(' ')) {
      of.addEventListener(type, listener, true);
    }
  };
  const lift = () => {
    const lifted = hand;
    // What is done in the same moment, as by a click, still belongs to it.
    setTimeout(() => {
      if (hand !== lifted) return;
      hand = null;
      isHeld = false;
    });
  };
  on('pointerdown', () => {
    hand = {};
    isHeld = true;
    isLifted = false;
  });
  on('pointerup pointercancel', () => {
    isLifted = true;
    lift();
  });
  on('keydown input', (event) => {
    const [$at] = event.composedPath();
    if (!($at instanceof Element)) return;
    // On a busy page a key may come before the end of the press was noticed.
    if (isLifted && event.type === 'keydown') isHeld = false;
    // A list that drops down over the page keeps the end of the press for itself.
    if (isHeld && event.type === 'input' && $at.localName !== 'select') return;
    if (!isHeld) hand = $at.matches(PRESSED) ? {} : $at;
    lift();
  });
}

/**
 * Undo and redo by Ctrl or ⌘ and Z, with Shift for redo, and by Ctrl+Y, while the
 * focus is in the figure. A field in which text has been written keeps its own.
 *
 * @param {HTMLElement & { undo: () => void, redo: () => void }} $figure - listens
 */
export function undoByKeys($figure) {
  /** @type {EventTarget | undefined} */
  let $written;
  $figure.addEventListener('input', (event) => {
    [$written] = event.composedPath();
  });
  $figure.addEventListener('focusout', () => {
    $written = undefined;
  });
  $figure.addEventListener('keydown', (event) => {
    const { key, code, ctrlKey, metaKey, altKey, shiftKey } = event;
    const [$control] = event.composedPath();
    // A field that a key has turned has nothing of its own to undo.
    if (event.defaultPrevented) $written = undefined;
    if (ctrlKey === metaKey || altKey || event.defaultPrevented) return;
    // Where letters are not Latin, the place of the key counts.
    const letter = (key < '\x80' ? key : code.slice(3)).toLowerCase();
    const isRedo = letter === 'y' ? ctrlKey && !shiftKey : shiftKey;
    if (letter !== 'z' && !(letter === 'y' && isRedo)) return;
    const { type } = /** @type {HTMLInputElement} */ ($control);
    if ($control === $written && type === 'text') return;
    event.preventDefault();
    if (isRedo) $figure.redo();
    else $figure.undo();
  });
}

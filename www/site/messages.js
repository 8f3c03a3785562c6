/**
 * What an embed and the page around it say to each other: docs/embedding.md has the
 * messages. Nothing in them is secret, and a sandboxed frame has no origin to be known
 * by, so they are sent to whoever is around, and heard from the parent alone.
 */
import { show } from '../kit/state-words.js';
import { messageWords as words } from './message-words.js';

/** What every message of ours has. */
const MARK = Object.freeze({ from: 'unstable-gradients', version: 1 });

const TYPES = ['get', 'set', 'play', 'pause', 'step', 'reset', 'show', 'jump'];

const LONGEST_ID = 100;

/** Keys with a meaning of their own in the frame, in the browser or in the system. */
const NEVER_PASSED = /^(?:Tab|F\d+|Shift|CapsLock|Dead|Process|Unidentified)$/;

/** @typedef {import('./address.js').Figure} Figure */

/** The conversation of an embed with the page around it. */
export class Messages {
  #shown;
  #playsInSlides;
  #isInDeck = false;
  #height = 0;
  /** Messages are answered one after the other, once there is a figure. */
  #last;

  /**
   * @param {object} embed - what the address asks for
   * @param {Promise<unknown>} embed.applied - resolves once the address is read
   * @param {() => Figure | null} embed.shown - the figure
   * @param {() => boolean} embed.playsInSlides - whether it plays as its slide begins
   */
  constructor({ applied, shown, playsInSlides }) {
    this.#shown = shown;
    this.#playsInSlides = playsInSlides;
    this.#last = applied.then(() => shown()?.core).catch(() => {});
    for (const [event, type] of /** @type {const} */ ([
      ['statechange', 'state'],
      ['readingschange', 'readings'],
    ])) {
      document.addEventListener(event, (happened) => {
        this.#meet();
        const { detail } = /** @type {CustomEvent} */ (happened);
        this.tell({ type, [type]: detail });
      });
    }
    document.addEventListener('figureerror', (happened) => {
      const { detail } = /** @type {CustomEvent<string>} */ (happened);
      this.tell({ type: 'error', message: detail });
    });
    if (shown()?.readings) this.#meet();
    window.addEventListener('keydown', (event) => this.#passKey(event));
    this.#watchHeight();
  }

  /**
   * @param {object} message - to the page around
   * @param {MessageEventSource | null} [to] - or to another that has asked
   */
  tell(message, to = parent) {
    /** @type {WindowProxy} */ (to)?.postMessage({ ...MARK, ...message }, '*');
  }

  /** @param {MessageEvent<unknown>} event - from anywhere */
  hear({ data, source }) {
    if (source === window || isOurs(data)) return;
    if (source !== parent) {
      const { type } = /** @type {{ type?: unknown }} */ (Object(data));
      if (!TYPES.some((each) => each === type)) return;
      this.tell({ type: 'error', message: words.notParent }, source);
      return;
    }
    this.#last = this.#last.then(() => {
      if (data !== 'slide:start' && data !== 'slide:stop') {
        return this.#obey(data);
      }
      // Nothing waits for it: a slide may end before its figure has begun to play.
      void this.#slide(data === 'slide:start');
      return undefined;
    });
  }

  /** @type {Figure | null} The figure that was announced. */
  #met = null;

  /** Says that the figure is ready, once it has its first numbers. */
  #meet() {
    const $figure = this.#shown();
    if (!$figure?.readings || $figure === this.#met) return;
    this.#met = $figure;
    const can = TYPES.filter(
      (type) =>
        /^[gs]et$/.test(type) ||
        typeof Reflect.get($figure, methodOf({ type })) === 'function',
    );
    this.tell({ type: 'ready', can, ...standing($figure) });
  }

  /** @param {boolean} begins - or ends: a slide of reveal.js with the figure */
  async #slide(begins) {
    this.#isInDeck = true;
    document.documentElement.dataset['deck'] = '';
    const $figure = /** @type {any} */ (this.#shown());
    try {
      if (!begins) await $figure?.pause?.();
      else if (this.#playsInSlides()) {
        // As a link with “play” does: it is no answer to a question of megabytes.
        const play = $figure?.playOnceSeen ?? $figure?.play;
        await play?.call($figure);
      }
    } catch (error) {
      const { message } = /** @type {Error} */ (error);
      this.tell({ type: 'error', message });
    }
  }

  /** @param {unknown} data - of a message from the page around */
  async #obey(data) {
    /** @type {{ id?: unknown }} */
    const answer = {};
    try {
      const request = requestIn(data, answer);
      const $figure = this.#shown();
      if (!$figure) throw new TypeError(words.noFigure);
      await act($figure, request);
      this.tell({ type: 'state', ...answer, ...standing($figure) });
      // Who begins to listen late has missed it.
      if (request.type === 'get') this.#tellHeight();
    } catch (error) {
      const { message, key } = /** @type {Error & { key?: string }} */ (error);
      this.tell({
        type: 'error',
        ...answer,
        message,
        ...(key !== undefined && { key }),
      });
    }
  }

  /** @param {KeyboardEvent} event - of a key that the figure has no use for */
  #passKey(event) {
    const { key, code, keyCode, shiftKey, isComposing } = event;
    const isCommand = event.ctrlKey || event.metaKey || event.altKey;
    if (event.defaultPrevented || isCommand || isComposing) return;
    if (NEVER_PASSED.test(key)) return;
    this.tell({ type: 'key', key, code, shiftKey });
    if (!this.#isInDeck) return;
    event.preventDefault();
    const isForward = key === 'PageDown' || (key === ' ' && !shiftKey);
    const isBack = key === 'PageUp' || (key === ' ' && shiftKey);
    const call = isForward
      ? { method: 'next' }
      : isBack
        ? { method: 'prev' }
        : { method: 'triggerKey', args: [keyCode] };
    // So reveal.js is told what to do.
    parent.postMessage(JSON.stringify(call), '*');
  }

  /** Tells how high the frame has to be, now and with every change. */
  #watchHeight() {
    const $root = document.documentElement;
    const observer = new ResizeObserver(() => {
      const height = Math.ceil($root.getBoundingClientRect().height);
      if (height === this.#height) return;
      this.#height = height;
      this.#tellHeight();
    });
    observer.observe($root);
  }

  #tellHeight() {
    const height = this.#height;
    if (height > 0) this.tell({ type: 'resize', height });
  }
}

/** @param {unknown} data - of a message @returns {boolean} whether a figure sent it, which a page may pass on */
function isOurs(data) {
  const { from } = /** @type {{ from?: unknown }} */ (Object(data));
  return from === MARK.from;
}

/** @param {Figure} $figure @returns its name and what it shows */
function standing($figure) {
  const { localName: figure, state, readings = null } = $figure;
  return { figure, state, readings };
}

/**
 * @param {unknown} data - of a message
 * @param {{ id?: unknown }} answer - gets its id
 * @returns {Request} it, checked
 * @throws {TypeError} that says what is wrong with it
 */
function requestIn(data, answer) {
  if (!isPlain(data)) throw new TypeError(words.shape);
  const { type, id, version, state, epoch = null, until = null } = data;
  if (id !== undefined) {
    const isId =
      typeof id === 'string' ? id.length <= LONGEST_ID : Number.isFinite(id);
    if (!isId) throw new TypeError(words.id(show(id)));
    answer.id = id;
  }
  if (type === undefined) throw new TypeError(words.shape);
  if (version !== undefined && version !== MARK.version) {
    throw new TypeError(words.version(show(version)));
  }
  const known = TYPES.find((each) => each === type);
  if (!known) throw new TypeError(words.type(TYPES.join(', '), show(type)));
  if (known === 'set' && !isPlain(state)) {
    throw new TypeError(words.state(show(state)));
  }
  if (known === 'show' && epoch !== null && !isEpoch(epoch)) {
    throw new TypeError(words.epoch(show(epoch)));
  }
  if (known === 'jump' && !isEpoch(epoch)) {
    throw new TypeError(words.jump(show(epoch)));
  }
  if (known === 'play' && until !== null && !isEpoch(until)) {
    throw new TypeError(words.until(show(until)));
  }
  return /** @type {Request} */ ({ type: known, state, epoch, until });
}

/** @param {unknown} value @returns {value is number} whether it can be an epoch */
function isEpoch(value) {
  return Number.isSafeInteger(value) && Number(value) >= 0;
}

/** @param {{ type: string, until?: number | null }} request @returns {string} the method of a figure that obeys it */
function methodOf({ type, until = null }) {
  if (type === 'jump') return 'jumpTo';
  return type === 'play' && until !== null ? 'playUntil' : type;
}

/** @param {unknown} value @returns {value is Record<string, unknown>} whether it is an object as one writes it, and neither a list nor a buffer */
function isPlain(value) {
  return (
    typeof value === 'object' &&
    value !== null &&
    Object.getPrototypeOf(value) === Object.prototype
  );
}

/** @param {Figure} $figure @param {Request} request - checked; its state is not */
async function act($figure, request) {
  const { type, state, epoch, until } = request;
  if (type === 'get') return;
  if (type === 'set') {
    $figure.state = state;
    return;
  }
  const method = Reflect.get($figure, methodOf(request));
  if (typeof method !== 'function') {
    const asked = type === 'play' && until !== null ? 'play until' : type;
    throw new TypeError(words.cannot($figure.localName, asked));
  }
  const { epochs } = /** @type {{ epochs?: number }} */ ($figure.state);
  const goal = type === 'jump' ? epoch : type === 'play' ? until : null;
  if (epochs !== undefined && goal !== null && goal > epochs) {
    throw new TypeError(words.beyond(epochs, goal));
  }
  await method.call($figure, type === 'show' ? epoch : (goal ?? undefined));
  // What moves has gone to its start; now the settings.
  if (type === 'reset') $figure.restore();
}

/** @typedef {{ type: string, state: any, epoch: number | null, until: number | null }} Request */

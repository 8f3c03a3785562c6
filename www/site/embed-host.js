/**
 * For pages that show figures in frames. It makes each frame as high as its content,
 * lets frames that have `data-src` in place of `src` load as they come near, a few at a
 * time, and gives a handle to what is in a frame:
 *
 *     import { figureIn } from 'https://…/embed-host.js';
 *     const figure = figureIn(document.querySelector('iframe'));
 *     await figure.set({ weights: [3, 3], biases: [-1, -1] });
 *     figure.on('readings', ({ readings }) => console.log(readings));
 *
 * docs/embedding.md has the messages behind it.
 */
const FROM = 'unstable-gradients';
const WAITING = 'iframe[data-src*="embed.html#"]:not([src], .reveal *)';

/** Frames whose height is the author's. */
const FIXED = '.reveal, [data-deck], [data-fixed]';

/** So many frames load at once, for so long each at most. */
const AT_ONCE = 2;
const PATIENCE_MS = 10_000;

const GONE = 'The frame is not in the page.';

const PRESENT = 'iframe[src*="embed.html#"]';

/** Frames that may have a figure in them; any other needs a handle to be heard. */
const OURS = 'iframe[src*="embed.html"], iframe[data-src*="embed.html"]';

/**
 * What the page holds of a frame, and what hears it and notices that it is gone.
 *
 * @type {WeakMap<HTMLIFrameElement, { handle: FigureHandle, hear: (message: any) => void, miss: () => void }>}
 */
const handles = new WeakMap();
/** @type {Set<WeakRef<HTMLIFrameElement>>} Those with a handle, which may be in shadow trees or in none yet. */
const held = new Set();
/** @type {Set<HTMLIFrameElement>} Near the view, waiting for their turn. */
const near = new Set();
/** @type {Map<HTMLIFrameElement, ReturnType<typeof setTimeout>>} Whose turn it is. */
const loading = new Map();
let asked = 0;

/** @param {MessageEvent} event - from a frame, perhaps one of ours */
function hear({ data, source }) {
  if (data?.from !== FROM || !source) return;
  /** @type {Iterable<HTMLIFrameElement>} */
  const $ours = document.querySelectorAll(OURS);
  const $frame = [...$ours, ...framesHeld()].find(
    ({ contentWindow }) => contentWindow === source,
  );
  if (!$frame) return;
  const isHeight = Number.isFinite(data.height) && data.height > 0;
  if (data.type === 'resize' && isHeight && !$frame.closest(FIXED)) {
    const isWhole = getComputedStyle($frame).boxSizing === 'border-box';
    const border = isWhole ? $frame.offsetHeight - $frame.clientHeight : 0;
    $frame.style.height = `${data.height + border}px`;
  }
  if (data.type === 'ready' || data.type === 'error') loaded($frame);
  handles.get($frame)?.hear(data);
}

/** @returns {HTMLIFrameElement[]} that have a handle and are still in use */
function framesHeld() {
  return [...held].flatMap((reference) => {
    const $frame = reference.deref();
    if (!$frame) held.delete(reference);
    return $frame ?? [];
  });
}

const observer =
  globalThis.IntersectionObserver &&
  new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) {
        const $frame = /** @type {HTMLIFrameElement} */ (target);
        if (isIntersecting) near.add($frame);
        else near.delete($frame);
      }
      load();
    },
    { rootMargin: '100%' },
  );

/** Lets frames that wait load, as far as it is their turn. */
function load() {
  for (const $frame of near) {
    if (loading.size >= AT_ONCE) return;
    near.delete($frame);
    observer.unobserve($frame);
    const timer = setTimeout(() => loaded($frame), PATIENCE_MS);
    loading.set($frame, timer);
    $frame.src = $frame.dataset['src'] ?? '';
  }
}

/** @param {HTMLIFrameElement} $frame - which no other has to wait for any more */
function loaded($frame) {
  clearTimeout(loading.get($frame));
  if (loading.delete($frame)) load();
}

/** Frames that come later, as with instant navigation, wait for their turn as well. */
function find() {
  for (const $frame of document.querySelectorAll(WAITING)) {
    observer.observe($frame);
  }
}

const changes =
  globalThis.MutationObserver &&
  new MutationObserver(() => {
    find();
    for (const $frame of framesHeld()) handles.get($frame)?.miss();
  });

/** @param {Node} root - of a tree whose frames come and go */
function watch(root) {
  changes.observe(root, { childList: true, subtree: true });
  if (root instanceof ShadowRoot) watch(root.host.getRootNode());
}

// Importing it is safe where there is no page.
if (globalThis.document) {
  addEventListener('message', hear);
  watch(document);
  find();
  // What was there before told its height to nobody.
  for (const $frame of document.querySelectorAll(PRESENT)) {
    /** @type {HTMLIFrameElement} */ ($frame).contentWindow?.postMessage(
      { type: 'get' },
      '*',
    );
  }
}

/**
 * @param {HTMLIFrameElement} $frame - with embed.html in it, now or later
 * @returns {FigureHandle} what its figure can be asked
 */
export function figureIn($frame) {
  const known = handles.get($frame);
  if (known) return known.handle;
  /** @type {Map<number, { resolve: (answer: any) => void, reject: (error: Error) => void, $asked: WindowProxy }>} */
  const open = new Map();
  /** @type {Set<[type: string, listener: (message: any) => void]>} */
  const listeners = new Set();
  /** @type {(message: any) => void} */
  let isReady = () => {};
  /** @type {Promise<any>} */
  const ready = new Promise((resolve) => {
    isReady = resolve;
  });

  /** @param {any} message - from the frame */
  const hearFrame = (message) => {
    const { id, type, message: words, key } = message;
    const request = open.get(id);
    open.delete(id);
    if (type === 'error') {
      request?.reject(Object.assign(new Error(words), { key }));
    } else request?.resolve(message);
    if (type === 'ready') {
      isReady(message);
      // Whoever loads a frame anew gets no answer from the one before.
      for (const { reject } of open.values()) {
        reject(new Error('The frame was loaded anew.'));
      }
      open.clear();
    }
    for (const [wanted, listener] of listeners) {
      if (wanted === type) listener(message);
    }
  };
  /** Gives up what was asked of a window that is gone, as when the frame is taken away. */
  const miss = () => {
    for (const [id, { reject, $asked }] of open) {
      if ($asked === $frame.contentWindow) continue;
      open.delete(id);
      reject(new Error(GONE));
    }
  };

  /** @param {string} type @param {object} [more] @returns {Promise<any>} the answer */
  const send = (type, more) =>
    new Promise((resolve, reject) => {
      const $asked = $frame.contentWindow;
      if (!$asked) throw new Error(GONE);
      watch($frame.getRootNode());
      asked += 1;
      open.set(asked, { resolve, reject, $asked });
      $asked.postMessage({ ...more, type, id: asked }, '*');
    });
  /** @param {string} type @param {object} [more] @returns {Promise<any>} the same, once there is a figure */
  const ask = async (type, more) => {
    await ready;
    return send(type, more);
  };
  // A figure that was ready before says so again. One that is not there yet says nothing.
  send('get').then(
    (answer) => answer.readings && isReady(answer),
    () => {},
  );

  /** @type {FigureHandle} */
  const handle = {
    ready,
    get: () => ask('get'),
    set: (state) => ask('set', { state }),
    play: (goal) => ask('play', goal),
    jump: (epoch) => ask('jump', { epoch }),
    pause: () => ask('pause'),
    step: () => ask('step'),
    reset: () => ask('reset'),
    show: (epoch) => ask('show', { epoch }),
    on: (type, listener) => {
      /** @type {[string, (message: any) => void]} */
      const entry = [type, listener];
      listeners.add(entry);
      return () => listeners.delete(entry);
    },
  };
  handles.set($frame, { handle, hear: hearFrame, miss });
  held.add(new WeakRef($frame));
  return handle;
}

/**
 * A promise of an answer is rejected with what is wrong, in words.
 *
 * @typedef {object} FigureHandle
 * @property {Promise<any>} ready - resolves once the figure shows its first numbers
 * @property {() => Promise<any>} get - `{ figure, state, readings }`
 * @property {(state: object) => Promise<any>} set - some keys of the state, or all
 * @property {(goal?: { until?: number }) => Promise<any>} play - to the end, or until an epoch
 * @property {(epoch: number) => Promise<any>} jump - trains to it at full speed
 * @property {() => Promise<any>} pause - where it is
 * @property {() => Promise<any>} step - a single one
 * @property {() => Promise<any>} reset - to the state of the link
 * @property {(epoch: number | null) => Promise<any>} show - null for the last
 * @property {(type: 'state' | 'readings' | 'resize' | 'error' | 'key' | 'ready',
 *   listener: (message: any) => void) => () => void} on - returns what ends it
 */

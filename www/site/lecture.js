/**
 * The script of lecture.html: one scene at a time as large as the window, turned by a
 * clicker. Before that, the list of them; in a second window, the notes.
 */
import { html, nothing, render } from 'lit';
import { openCore } from '../core/core.js';
import { defineFigure, figureNamed, figures } from '../figures/index.js';
import { usesKey } from '../kit/keys.js';
import { missingIn } from '../kit/code-missing.js';
import { press } from '../kit/lecture-keys.js';
import { applyLinkedFigure, schemas } from './address.js';
import { keep, kept } from './kept-lecture.js';
import { lectureWords as words } from './lecture-words.js';
import { linkIn } from './links.js';
import { whenParsed } from './parsed.js';
import {
  checkScenes,
  draftScenes,
  figuresOf,
  hasScenes,
  hashToText,
  writeScenes,
} from './scenes.js';
import { keptTheme, showTheme } from './theme.js';

/** @typedef {import('./scenes.js').Scene} Scene */
/** @typedef {import('./scenes.js').ShownScene} ShownScene */
/** @typedef {import('./address.js').Figure} Figure */
/** @typedef {{ scene: ShownScene, $place: HTMLElement, $figure: Figure }} Ahead */

/** How long a scene has been shown, in ms, when the next is made ready: a clicker may go on. */
const PATIENCE = 400;

/** What the figure leaves to the page. */
const HIDDEN = ['toolbar'];

const ON = /^(?:PageDown|ArrowRight|ArrowDown| )$/;
const BACK = /^(?:PageUp|ArrowLeft|ArrowUp)$/;

/** So long another tab has to answer, in ms. */
const ASKED_MS = 300;

/** A lecture: its scenes, and which of them is shown. */
export class Lecture {
  /** @type {readonly ShownScene[]} */
  scenes = [];
  /** The one shown, from 0; null for the list. @type {number | null} */
  #at = null;
  /** @type {Figure | null} */
  #$figure = null;
  /** @type {Ahead | null} The scene after it, made ready out of sight. */
  #ahead = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} Until that is made. */
  #timer;
  /** @type {AbortController | undefined} Of what waits for the scene's figure. */
  #waiting;
  #problem = '';
  #channel;
  /** What it asked with whether another tab has its channel. */
  #asked = '';
  /** Whether it waits for the answer. */
  #isQuiet = false;
  #$listed = document.createElement('div');
  #$main;
  #$footer;
  #$notice;

  constructor() {
    this.#$main = required('main');
    this.#$footer = required('footer');
    this.#$notice = required('.notice');
    this.#$main.replaceChildren();
    this.#$listed.className = 'list';
    const id = kept('channel');
    this.channel = id || someId();
    this.#channel = this.#listen();
    if (id !== '') this.#ask();
    document.addEventListener('keydown', (event) => this.#press(event));
    document.addEventListener('fullscreenchange', () => this.#showBar());
    addEventListener('hashchange', () => void this.open());
    void this.open();
  }

  /** @returns {BroadcastChannel} to its notes; its own origin alone hears it */
  #listen() {
    keep('channel', this.channel);
    const channel = new BroadcastChannel(channelName(this.channel));
    channel.addEventListener('message', ({ data }) => this.#hear(data));
    return channel;
  }

  /** A tab that is duplicated keeps what the first has: that may have the channel still. */
  #ask() {
    const token = someId();
    this.#asked = token;
    this.#isQuiet = true;
    setTimeout(() => {
      this.#isQuiet = false;
      this.#tell();
    }, ASKED_MS);
    this.#channel.postMessage({ asked: token });
  }

  /** Opens what the address has, or what the tab has kept. */
  async open() {
    const link = linkIn(location.hash);
    const hasLink = hasScenes(link);
    const isRead =
      hasLink && (await this.replace(() => hashToText(link), { place: 0 }));
    // A reload is to find what has become of the scenes since.
    if (isRead && keep('scenes', writeScenes(this.scenes))) {
      history.replaceState(null, '', location.pathname + location.search);
    }
    if (isRead || this.scenes.length > 0) return;
    const wrongLink = this.#problem;
    const text = kept('scenes');
    const place = kept('place');
    const at = place === '' ? null : Number(place);
    const isKept =
      text !== '' && (await this.replace(() => text, { place: at }));
    const problem = wrongLink || this.#problem;
    if (!isKept) this.show(null);
    // What was wrong still is.
    if (problem !== '') this.say(problem);
  }

  /**
   * Takes the scenes of a text in the place of those there are, or says what is wrong
   * with it, and then changes nothing.
   *
   * @param {() => string | Promise<string>} read - the text of a file
   * @param {object} [options]
   * @param {number | null} [options.place] - that is shown then
   * @returns {Promise<boolean>} whether it has taken them
   */
  async replace(read, { place = null } = {}) {
    try {
      const drafts = draftScenes(await read());
      const named = figuresOf(drafts);
      const entries = figures.filter(({ name }) => named.includes(name));
      // Loads the cores meanwhile; the figures report errors.
      for (const { part } of entries) openCore(part).catch(() => {});
      await Promise.all(entries.map(({ name }) => defineFigure(name)));
      this.#adopt(checkScenes(drafts, schemas));
    } catch (error) {
      this.say(/** @type {Error} */ (error).message);
      return false;
    }
    this.show(place);
    return true;
  }

  /** @param {readonly Scene[]} scenes - changed ones @returns {Promise<boolean>} whether they are good */
  change(scenes) {
    if (scenes.length > 0) return this.replace(() => writeScenes(scenes));
    this.#adopt([]);
    this.show(null);
    return Promise.resolve(true);
  }

  /** Takes the last change of the scenes back. */
  undo() {
    return this.replace(() => kept('before'));
  }

  /** @returns {boolean} whether there is a change to take back */
  get canUndo() {
    return kept('before') !== '';
  }

  /** @param {readonly ShownScene[]} scenes */
  #adopt(scenes) {
    const text = scenes.length > 0 ? writeScenes(scenes) : '';
    const before = kept('scenes');
    if (before !== text) keep('before', before);
    keep('scenes', text);
    this.scenes = scenes;
  }

  /** @param {string} problem - to be said; '' for none */
  say(problem) {
    this.#problem = problem;
    const content =
      problem === ''
        ? nothing
        : html`<p class="notice-title">${words.refused}</p>
            <p>${problem}</p>
            <button type="button" @click=${() => this.say('')}>
              ${words.dismiss}
            </button>`;
    render(content, this.#$notice);
  }

  /** @param {number | null} at - the scene to show, from 0; null for the list */
  show(at) {
    this.say('');
    const scene = at === null ? undefined : this.scenes[at];
    this.#at = scene ? at : null;
    keep('place', scene ? String(at) : '');
    this.#waiting?.abort();
    clearTimeout(this.#timer);
    if (scene) this.#stage(scene);
    else void this.#list();
    this.#showBar();
    this.#tell();
    const next = this.scenes[(this.#at ?? NaN) + 1];
    if (next) this.#timer = setTimeout(() => this.#makeReady(next), PATIENCE);
  }

  /** @param {ShownScene} scene - to be on the stage, alone */
  #stage(scene) {
    const { figure, linked, until } = scene;
    const $before = this.#$figure;
    const ahead = this.#ahead?.scene === scene ? this.#ahead : null;
    if (!ahead) this.#drop();
    this.#ahead = null;
    const { $place, $figure } = ahead ?? placed(figure);
    this.#$figure = $figure;
    showTheme(linked.theme ?? keptTheme());
    const hide = [...(linked.hide ?? []), ...HIDDEN];
    // Taken out and put back, it would begin anew.
    for (const $old of [...this.#$main.childNodes]) {
      if ($old !== $place) $old.remove();
    }
    $place.className = 'scene';
    $place.inert = false;
    if (!ahead) this.#$main.append($place);
    this.#$main.dataset['deck'] = '';
    scrollTo(0, 0);
    applyLinkedFigure($figure, { ...linked, hide });
    $figure.give(linked.state);
    $figure.steps.clear();
    if (until !== undefined) this.#playUntil($figure, linked.epoch ?? 0, until);
    if ($before?.shadowRoot?.querySelector('.ug-laser')) {
      void import('../kit/laser.js').then(
        ({ toggleLaser }) => {
          toggleLaser($before);
          toggleLaser($figure);
        },
        missingIn($figure, 'keys'),
      );
    }
  }

  /**
   * Mounts the next scene out of sight: its code is run, its core there, its picture laid
   * out and what is not trained computed. What trains or plays waits until it is shown, and
   * whatever fails here is tried again then.
   *
   * @param {ShownScene} scene
   */
  #makeReady(scene) {
    this.#drop();
    try {
      const { $place, $figure } = placed(scene.figure);
      $place.className = 'scene ahead';
      $place.inert = true;
      $figure.addEventListener('figureerror', () => {
        if (this.#ahead?.$figure === $figure) this.#drop();
      });
      this.#ahead = { scene, $place, $figure };
      this.#$main.append($place);
      const { state, open, theme, scale } = scene.linked;
      const hide = [...(scene.linked.hide ?? []), ...HIDDEN];
      applyLinkedFigure($figure, {
        state,
        hide,
        ...(open && { open }),
        ...(theme && { theme }),
        ...(scale !== undefined && { scale }),
      });
    } catch {
      this.#drop();
    }
  }

  /** Ends what was made ready. */
  #drop() {
    this.#ahead?.$place.remove();
    this.#ahead = null;
  }

  /**
   * @param {Figure} $figure
   * @param {number} from - the epoch that its link brings it to
   * @param {number} until - the epoch to play until
   */
  #playUntil($figure, from, until) {
    this.#waiting = new AbortController();
    const { signal } = this.#waiting;
    const play = () => {
      if ($figure.epochShown < from) return;
      this.#waiting?.abort();
      /** @type {any} */ ($figure).playUntil(until);
    };
    $figure.addEventListener('readingschange', play, { signal });
    // One that was made ready may have nothing new to tell.
    if ($figure.readings) play();
  }

  async #list() {
    const $before = this.#$figure;
    if ($before?.shadowRoot?.querySelector('.ug-laser')) {
      // Without its code there is none to be put out.
      import('../kit/laser.js').then(
        ({ toggleLaser }) => toggleLaser($before),
        () => {},
      );
    }
    this.#$figure = null;
    this.#drop();
    delete this.#$main.dataset['deck'];
    showTheme(keptTheme());
    try {
      const { renderList } = await import('./lecture-list.js');
      if (this.#at !== null) return;
      this.#$main.replaceChildren(this.#$listed);
      renderList(this, this.#$listed);
    } catch (error) {
      // Without a network the page would stay empty.
      this.say(/** @type {Error} */ (error).message);
    }
  }

  /** @param {number} way - how many scenes on or back */
  turn(way) {
    if (this.#at === null) return;
    this.#go(this.#at + way);
  }

  /** @param {number} at - the scene to go to, if there is one */
  #go(at) {
    if (this.scenes[at] && at !== this.#at) this.show(at);
  }

  /** @param {KeyboardEvent} event - of a key that the control in use leaves alone */
  #press(event) {
    const { key, shiftKey, repeat } = event;
    const $figure = this.#$figure;
    if (this.#at === null || !$figure || event.defaultPrevented) return;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const [$control] = event.composedPath();
    if (usesKey(/** @type {HTMLInputElement} */ ($control), event)) return;
    const isBack = BACK.test(key) || (key === ' ' && shiftKey);
    if (isBack || ON.test(key)) {
      // A clicker that is held down turns once.
      if (!repeat) this.turn(isBack ? -1 : 1);
    } else if (key === 'Home' || key === 'End') {
      this.#go(key === 'Home' ? 0 : this.scenes.length - 1);
    } else if (key === '?') this.#help();
    else if (/^[sS]$/.test(key)) this.#openNotes();
    else if (/^[fF]$/.test(key)) this.#toggleFull();
    else if (/^[eE]$/.test(key)) this.show(null);
    else if (!press($figure, key, repeat)) return;
    event.preventDefault();
  }

  #help() {
    const $figure = this.#$figure;
    if (!$figure) return;
    void import('../kit/lecture-help.js').then(
      ({ help }) =>
        help($figure, {
          rows: [
            [['PageDown', 'ArrowRight', 'ArrowDown', ' '], words.keyTurn],
            [['PageUp', 'ArrowLeft', 'ArrowUp'], words.keyBack],
            [['Home', 'End'], words.keyEnds],
            [['s'], words.keyNotes],
            [['f'], words.keyFull],
            [['e'], words.keyList],
          ],
          note: words.keysNote,
          taken: [' ', 'ArrowRight'],
        }),
      missingIn($figure, 'keys'),
    );
  }

  #toggleFull() {
    const done = document.fullscreenElement
      ? document.exitFullscreen()
      : document.documentElement.requestFullscreen();
    // If the browser refuses, nothing changes and nothing need be said.
    done.catch(() => {});
  }

  #openNotes() {
    const address = `${location.pathname}#notes=${this.channel}`;
    const $window = open(
      address,
      `notes-${this.channel}`,
      'popup,width=700,height=600',
    );
    this.say($window ? '' : words.blocked);
  }

  /** Tells the notes what is shown. */
  #tell() {
    if (this.#isQuiet) return;
    const at = this.#at;
    const scene = at === null ? undefined : this.scenes[at];
    const next = at === null ? undefined : this.scenes[at + 1];
    this.#channel.postMessage({
      scene: at,
      count: this.scenes.length,
      title: scene ? titleOf(scene) : '',
      notes: scene?.notes ?? '',
      next: next ? titleOf(next) : '',
    });
  }

  /** @param {unknown} data - from the notes, or another tab with the same channel */
  #hear(data) {
    const { turn, isNew, asked, taken } =
      /** @type {{ [Key in 'turn' | 'isNew' | 'asked' | 'taken']?: unknown }} */ (
        Object(data)
      );
    if (asked) this.#channel.postMessage({ taken: asked });
    if (taken && taken === this.#asked) {
      this.#channel.close();
      this.channel = someId();
      this.#channel = this.#listen();
    }
    if (turn === 1 || turn === -1) {
      if (this.#at === null) this.#go(0);
      else this.turn(turn);
    }
    if (isNew === true) this.#tell();
  }

  #showBar() {
    const at = this.#at;
    this.#$footer.hidden = at === null;
    const scene = at === null ? undefined : this.scenes[at];
    if (at === null || !scene) return;
    const count = this.scenes.length;
    const title = titleOf(scene);
    document.title = title;
    const isFirst = at === 0;
    const isLast = at === count - 1;
    render(
      html`<button
          type="button"
          aria-label=${words.previous}
          aria-disabled=${String(isFirst)}
          @click=${() => this.turn(-1)}
        >
          ‹
        </button>
        <p role="status">
          <span class="unseen">${words.sceneOf(at + 1, count)}: </span>
          <b aria-hidden="true">${words.place(at + 1, count)}</b>
          ${title}
        </p>
        <button
          type="button"
          aria-label=${words.next}
          aria-disabled=${String(isLast)}
          @click=${() => this.turn(1)}
        >
          ›
        </button>
        <span class="tools">
          <button type="button" @click=${() => this.#openNotes()}>
            ${words.notesWindow}
          </button>
          <button type="button" @click=${() => this.#toggleFull()}>
            ${words.fullScreen}
          </button>
          <button type="button" @click=${() => this.show(null)}>
            ${words.list}
          </button>
          <button type="button" @click=${() => this.#help()}>
            ${words.keys}
          </button>
        </span>`,
      this.#$footer,
    );
  }
}

/** @param {string} figure - its name @returns {Pick<Ahead, '$place' | '$figure'>} a new one, in a place of its own */
function placed(figure) {
  const $place = document.createElement('div');
  $place.className = 'scene';
  const $figure = /** @type {Figure} */ (document.createElement(figure));
  $figure.className = 'ug-full';
  $place.append($figure);
  return { $place, $figure };
}

/** @param {Scene & { figure: string }} scene @returns {string} what it is called */
export function titleOf({ title, figure }) {
  return title || figureNamed(figure).title;
}

/** @returns {string} that no other lecture has */
function someId() {
  return crypto.getRandomValues(new Uint32Array(2)).join('');
}

/** @param {string} id - of a lecture @returns {string} the name of the channel to its notes */
export function channelName(id) {
  return `unstable-gradients lecture ${id}`;
}

/** @param {string} selector - of an element of lecture.html @returns {HTMLElement} the element */
function required(selector) {
  const $found = document.querySelector(selector);
  if ($found instanceof HTMLElement) return $found;
  throw new Error(`lecture.html: expected an element ${selector}, found none`);
}

whenParsed(async () => {
  const [, notesOf] = /^#notes=(\w+)$/.exec(location.hash) ?? [];
  showTheme(keptTheme());
  if (notesOf === undefined) {
    new Lecture();
    return;
  }
  const { showNotes } = await import('./lecture-notes.js');
  showNotes(required('main'), new BroadcastChannel(channelName(notesOf)));
});

/**
 * A figure's run, as a reactive controller:
 *
 *     class Speeds extends Figure {
 *       static get observedAttributes() {
 *         return [...super.observedAttributes, 'measuring'];
 *       }
 *       #run = new RunController(this, { measured: () => this.#read() });
 *       stateChanged() { this.#run.settle(); }
 *       play() { this.#run.play(); } // pause, step and reset alike
 *       renderFigure() { … this.#run.phase, this.#run.history … }
 *     }
 *
 * It reads the settings of the run from the figure's `state`, and from its
 * attributes at which epochs to measure (`measuring`) and whether it shares the
 * run of a name with other figures of its document (`run`). The figure is asked
 * to update after everything that it is told. It must have no property `run`:
 * frameworks would set that in place of the attribute.
 */
import { badAttribute } from '../kit/figure-words.js';
import { Mismatch } from '../kit/fields.js';
import { defaultState, schema } from '../kit/schema.js';
import { refused } from '../kit/state-words.js';
import { Visibility } from '../kit/visibility.js';
import { measuringField, runFields, runOf } from './run-state.js';
import { SharedRun } from './shared-run.js';

/** @import { ReactiveController, ReactiveControllerHost } from 'lit' */
/** @import { Measuring, RunState } from './run-state.js' */
/** @import { Failed } from './protocol.js' */
/** @import { KeepGradients } from './run-session.js' */
/** @import { RunEvent, RunMember } from './shared-run.js' */

/** @type {RunState} */
const FRESH = defaultState(schema('run', runFields));

/**
 * @implements {ReactiveController}
 * @implements {RunMember}
 */
export class RunController {
  /** @type {KeepGradients | null} */
  keepGradients;
  #$figure;
  #listener;
  #run = new SharedRun();
  #isMember = false;
  /** @type {string | null} What the attribute `measuring` said last. */
  #text = null;

  /**
   * @param {RunFigureElement} $figure - the host
   * @param {RunListener} [listener] - told what happens; never the figure itself
   */
  constructor($figure, listener = {}) {
    this.#$figure = $figure;
    this.#listener = listener;
    this.keepGradients = listener.keepGradients ?? null;
    $figure.addController(this);
    new Visibility(
      {
        near: () => this.#run.begin(),
        sight: (isSeen, isFirst) => this.#run.see(this, isSeen, isFirst),
      },
      $figure,
    );
  }

  /** @returns {import('./run-session.js').RunSession} how the run stands */
  get session() {
    return this.#run.session;
  }

  /** @returns {import('./run-session.js').Phase} in which phase the run is */
  get phase() {
    return this.session.phase;
  }

  /** @returns {boolean} whether it plays, or will once it has started */
  get isPlaying() {
    return this.session.isPlaying;
  }

  /** @returns {import('./run-history.js').RunHistory | null} its rows so far */
  get history() {
    return this.session.history;
  }

  /** @returns {Measuring} at which epochs the run is measured */
  get measuring() {
    return this.#run.measuring;
  }

  /** @returns {boolean} whether another figure shows the same run */
  get isShared() {
    return this.#run.isShared;
  }

  /**
   * Measures at other epochs from now on; the attribute says so.
   *
   * @param {Measuring} measuring - one of those offered
   */
  measure(measuring) {
    this.#$figure.setAttribute('measuring', measuringField.write(measuring));
    this.settle();
  }

  /**
   * Takes in what has changed in the figure's state and attributes; the figure
   * calls it where that is not to wait for its next update.
   */
  settle() {
    if (!this.#isMember) return;
    this.#run.propose(this, runOf(this.#$figure.state));
    const measuring = this.#read();
    if (measuring !== null) this.#run.measure(this, measuring);
  }

  /** Makes the run anew, after a failure. */
  again() {
    this.#enter();
    this.#run.again();
  }

  /** Trains to the last epoch. */
  play() {
    this.#enter();
    this.#run.play();
  }

  /** Stops where it is. */
  pause() {
    this.#run.pause();
  }

  /** Trains one epoch. */
  step() {
    this.#enter();
    this.#run.step();
  }

  /** Goes back to the untrained network: the same seed, the same weights. */
  reset() {
    this.#run.reset();
  }

  /** Plays, pauses, or runs again, as the one button for all of them does. */
  toggle() {
    this.#enter();
    if (this.isPlaying) return this.#run.pause();
    if (this.phase === 'done') this.#run.reset();
    this.#run.play();
  }

  /** @param {number | null} epoch - to be looked at; null for the last */
  point(epoch) {
    this.#run.point(epoch);
  }

  /** Joins the run, once the figure has all that it was given at its making. */
  hostConnected() {
    queueMicrotask(() => this.#enter());
  }

  /** Leaves the run, unless the figure is merely moved. */
  hostDisconnected() {
    queueMicrotask(() => {
      if (this.#$figure.isConnected || !this.#isMember) return;
      this.#isMember = false;
      this.#text = null;
      this.#run.leave(this);
      this.#run = new SharedRun();
    });
  }

  /** Takes in what has changed since the last update. */
  hostUpdate() {
    this.#enter();
  }

  /** @param {RunState} settings - that another figure has chosen */
  adopt(settings) {
    Reflect.set(this.#$figure, 'state', settings);
  }

  /** @param {Measuring} measuring - that another figure has chosen */
  adoptMeasuring(measuring) {
    this.#$figure.setAttribute('measuring', measuringField.write(measuring));
  }

  /** @param {RunEvent} event - what happens to the run */
  hear(...event) {
    const [type, detail] = event;
    const listener = /** @type {Record<string, Function | undefined>} */ (
      /** @type {unknown} */ (this.#listener)
    );
    if (type !== 'changed') listener[type]?.(detail);
    this.#$figure.requestUpdate();
  }

  /** Joins the run, or takes in what has changed since. */
  #enter() {
    const $figure = this.#$figure;
    if (this.#isMember || !$figure.isConnected) return this.settle();
    this.#isMember = true;
    const name = $figure.getAttribute('run') ?? '';
    if (name !== '') this.#run = SharedRun.named($figure.ownerDocument, name);
    const measuring = this.#read() ?? measuringField.default;
    this.#run.join(this, runOf($figure.state), measuring, FRESH);
  }

  /**
   * @returns {Measuring | null} what the attribute says that it did not say
   *   before; null for nothing new, and for nonsense
   */
  #read() {
    const $figure = this.#$figure;
    const text = $figure.getAttribute('measuring');
    if (text === this.#text) return null;
    this.#text = text;
    const { default: fallback, parse, read } = measuringField;
    const wanted = text === null ? fallback : read(parse(text));
    const isWrong = wanted instanceof Mismatch;
    const reason = isWrong
      ? refused($figure.localName, 'measuring', wanted.expected, wanted.got)
      : '';
    const words = isWrong ? badAttribute('measuring', reason) : '';
    $figure.showError(words, 'attribute measuring');
    return isWrong ? null : wanted;
  }
}

/**
 * What a figure has that trains.
 *
 * @typedef {HTMLElement & Pick<ReactiveControllerHost, 'addController' |
 *   'requestUpdate'> & { readonly state: RunState, showError: (words: string,
 *   source?: string) => void }} RunFigureElement
 */
/**
 * What a figure wants of its run and hears of it, all optional.
 *
 * @typedef {object} RunListener
 * @property {KeepGradients | null} [keepGradients] - what it wants to have the
 *   gradients of every neuron kept in, if it wants them
 * @property {() => void} [begun] - a run of these settings is about to be made
 * @property {(layers: number) => void} [started] - a run of so many hidden
 *   layers begins, without rows
 * @property {() => void} [measured] - there are more rows
 * @property {() => void} [settled] - the run stands still
 * @property {(failure: Failed) => void} [failed] - the run cannot go on
 * @property {(epoch: number | null) => void} [pointed] - the epoch to look at,
 *   null for the last
 */

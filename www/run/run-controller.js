/**
 * A figure's run, as a reactive controller:
 *
 *     class Speeds extends Figure {
 *       static get observedAttributes() {
 *         return [...super.observedAttributes, 'measuring', 'pace'];
 *       }
 *       #run = new RunController(this, { measured: () => this.#read() });
 *       stateChanged() { this.#run.settle(); }
 *       play() { this.#run.play(); } // pause, step and reset alike
 *       renderFigure() { … this.#run.phase, this.#run.history … }
 *     }
 *
 * It reads the settings of the run from the figure's `state`. The attribute
 * `measuring` says at which epochs to measure, `pace` how fast to play; figures of
 * a document with the same attribute `run` share one run. Every event also updates the figure, which
 * must not have a property `run`: frameworks would set it instead of the attribute.
 */
import { badAttribute } from '../kit/figure-words.js';
import { Mismatch } from '../kit/fields.js';
import { defaultState } from '../kit/schema.js';
import { refused } from '../kit/state-words.js';
import { Visibility } from '../kit/visibility.js';
import { paceField } from './pace.js';
import { hasDiverged, smallerRate } from './run-words.js';
import { measuringField, runOf, runSchema } from './run-state.js';
import { SharedRun } from './shared-run.js';

/** @import { ReactiveController, ReactiveControllerHost } from 'lit' */
/** @import { Moment } from './moment.js' */
/** @import { Pace } from './pace.js' */
/** @import { Measuring, RunState } from './run-state.js' */
/** @import { Failed } from './protocol.js' */
/** @import { KeepActivations, KeepGradients } from './run-session.js' */
/** @import { RunEvent, RunMember } from './shared-run.js' */

const FRESH = defaultState(runSchema);
const ATTRIBUTES = { measuring: measuringField, pace: paceField };

/**
 * @implements {ReactiveController}
 * @implements {RunMember}
 */
export class RunController {
  /** @type {KeepGradients | null} */
  keepGradients;
  /** @type {KeepActivations | null} */
  keepActivations;
  /** @type {number | null} The epoch that is shown; null for the last. */
  pointed = null;
  #$figure;
  #listener;
  #run = new SharedRun();
  #isMember = false;
  /** @type {Map<string, string | null>} The attributes as last read. */
  #texts = new Map();

  /**
   * @param {RunFigureElement} $figure - the host
   * @param {RunListener} [listener] - gets the events; never the figure itself
   */
  constructor($figure, listener = {}) {
    this.#$figure = $figure;
    this.#listener = listener;
    this.keepGradients = listener.keepGradients ?? null;
    this.keepActivations = listener.keepActivations ?? null;
    $figure.addController(this);
    new Visibility(
      {
        near: () => this.#run.begin(),
        sight: (isSeen, isFirst) => this.#run.see(this, isSeen, isFirst),
      },
      $figure,
    );
  }

  /** @returns {import('./run-session.js').RunSession} trains the run */
  get session() {
    return this.#run.session;
  }

  /** @returns {import('./run-session.js').Phase} of the run */
  get phase() {
    return this.session.phase;
  }

  /** @returns {boolean} whether it plays, or will once it has started */
  get isPlaying() {
    return this.#run.isPlaying;
  }

  /** @returns {import('./digits-wish.js').DigitsWish | null} the digits that the run waits for */
  get wish() {
    return this.#run.wish;
  }

  /**
   * @returns {RunState} the settings of the run that is shown: while the digits
   *   of the figure's own are being fetched, it is the run before
   */
  get shown() {
    return this.#run.shown ?? runOf(this.#$figure.state);
  }

  /** @returns {boolean} whether there is nothing that could be moved */
  get isBlocked() {
    const { wish, phase } = this;
    return phase === 'idle' && wish !== null && wish.phase !== 'fetching';
  }

  /** @returns {boolean} whether it ended because numbers left the range of floats */
  get hasDiverged() {
    return hasDiverged(this.session.ending);
  }

  /** @returns {import('./run-history.js').RunHistory | null} the rows so far */
  get history() {
    return this.session.history;
  }

  /** @returns {number} the epoch that is shown; 0 where there is none yet */
  get epochShown() {
    return this.pointed ?? this.history?.epoch ?? 0;
  }

  /** @returns {readonly number[]} the epochs that the figure can show, ascending */
  get epochs() {
    const { gradients, activations } = this.session;
    if (this.keepActivations) return activations?.epochs ?? [];
    return (this.keepGradients ? gradients : this.history)?.epochs ?? [];
  }

  /** @returns {import('../kit/controls.js').Controls} of the figure */
  get controls() {
    return this.#$figure.controls;
  }

  /** @returns {Measuring} at which epochs the run is measured */
  get measuring() {
    return this.#run.measuring;
  }

  /** @returns {Pace} how fast the run is shown */
  get pace() {
    return this.#run.pace;
  }

  /** @returns {boolean} whether another figure shows the same run */
  get isShared() {
    return this.#run.isShared;
  }

  /** @param {Measuring} measuring - at which epochs to measure from now on */
  measure(measuring) {
    this.adoptMeasuring(measuring);
    this.settle();
  }

  /** @param {Pace} pace - from now on */
  keepPace(pace) {
    this.adoptPace(pace);
    this.settle();
  }

  /**
   * Applies changes of the figure's state and attributes. The figure calls it
   * if they must not wait for its next update.
   */
  settle() {
    if (!this.#isMember) return;
    this.#run.propose(this, runOf(this.#$figure.state));
    const measuring = this.#read('measuring');
    if (measuring !== null) this.#run.measure(this, measuring);
    const pace = this.#read('pace');
    if (pace !== null) this.#run.keepPace(this, pace);
  }

  /** Restarts the run after a failure. */
  again() {
    this.#enter();
    this.#run.again();
  }

  /**
   * Goes on with a run that was kept, at rest where it stands; the figure's own state is set
   * to it afterwards.
   *
   * @param {RunState} settings - of the run
   * @param {Measuring} measuring - at which epochs it was measured
   * @param {import('./run-session.js').KeptRun} kept - what there is of it
   */
  restore(settings, measuring, kept) {
    this.#enter();
    this.#run.restore(this, settings, measuring, kept);
  }

  /** Trains to the last epoch. */
  play() {
    this.#enter();
    this.#run.play();
  }

  /** @param {Moment} moment - to open at, as a link asks for: without consent to much to fetch */
  openAt(moment) {
    this.#enter();
    this.#run.openAt(this, moment);
  }

  /** @param {import('./run-session.js').Goal} goal - to jump to, hurried, or to play until */
  goTo(goal) {
    this.#enter();
    this.#run.goTo(goal);
  }

  /** Pauses training. */
  pause() {
    this.#run.pause();
  }

  /** Trains one epoch. */
  step() {
    this.#enter();
    this.#run.step();
  }

  /** Trains one epoch of the run that is shown. */
  stepShown() {
    this.#enter();
    this.#run.stepShown();
  }

  /** Fetches the digits that the run waits for, and trains. */
  fetch() {
    this.#run.fetch();
  }

  /** @returns {boolean} whether the run is beyond its start, or plays */
  get isMoved() {
    return this.isPlaying || (this.history?.rows ?? 0) > 1;
  }

  /** @returns {boolean} whether `reset` has anything to take back */
  get canReset() {
    return this.isMoved || this.#$figure.isChanged;
  }

  /**
   * Goes back to the untrained network: the same seed, the same weights. From there, to
   * the settings that the page gave.
   */
  reset() {
    if (this.isMoved) return this.#run.reset();
    this.#run.pause();
    this.#$figure.restore();
  }

  /** Plays, pauses or runs again: what the main button does. */
  toggle() {
    this.#enter();
    this.#run.toggle();
  }

  /** Trains the run that has diverged again, with a smaller rate. */
  slower() {
    this.adopt({ rate: smallerRate(this.shown.rate) });
    this.play();
  }

  /** @param {number | null} epoch - to show in all figures of the run; null for the last */
  point(epoch) {
    this.#run.point(epoch);
  }

  /** Joins the run once the attributes and properties of a new figure are set. */
  hostConnected() {
    queueMicrotask(() => this.#enter());
  }

  /** Leaves the run, unless the figure is merely moved. */
  hostDisconnected() {
    queueMicrotask(() => {
      if (this.#$figure.isConnected || !this.#isMember) return;
      this.#isMember = false;
      this.#texts.clear();
      this.#run.leave(this);
      this.#run = new SharedRun();
    });
  }

  /** Joins the run or applies changes. */
  hostUpdate() {
    this.#enter();
  }

  /** @param {Partial<RunState>} settings - set by another figure */
  adopt(settings) {
    Reflect.set(this.#$figure, 'state', settings);
  }

  /** @param {Measuring} measuring - set by another figure */
  adoptMeasuring(measuring) {
    this.#$figure.setAttribute('measuring', measuringField.write(measuring));
  }

  /** @param {Pace} pace - set by another figure */
  adoptPace(pace) {
    // Links and copied code name no pace where it is the usual one.
    if (pace === paceField.default) this.#$figure.removeAttribute('pace');
    else this.#$figure.setAttribute('pace', paceField.write(pace));
  }

  /** @param {RunEvent} event - of the run */
  hear(...event) {
    const [type, detail] = event;
    if (type === 'pointed') this.pointed = detail;
    const listener = /** @type {Record<string, Function | undefined>} */ (
      /** @type {unknown} */ (this.#listener)
    );
    if (type !== 'changed' && type !== 'fetching') listener[type]?.(detail);
    this.#$figure.requestUpdate();
  }

  /** Joins the run, or applies what has changed since. */
  #enter() {
    const $figure = this.#$figure;
    if (this.#isMember || !$figure.isConnected) return this.settle();
    this.#isMember = true;
    const name = $figure.getAttribute('run') ?? '';
    if (name !== '') this.#run = SharedRun.named($figure.ownerDocument, name);
    const measuring = this.#read('measuring') ?? measuringField.default;
    const pace = this.#read('pace') ?? paceField.default;
    this.#run.join(this, runOf($figure.state), measuring, FRESH, pace);
  }

  /**
   * @template {keyof typeof ATTRIBUTES} Name
   * @param {Name} name - of an attribute
   * @returns {(typeof ATTRIBUTES)[Name]['default'] | null} it, if it has changed
   *   and is valid
   */
  #read(name) {
    const $figure = this.#$figure;
    const text = $figure.getAttribute(name);
    if (text === (this.#texts.get(name) ?? null)) return null;
    this.#texts.set(name, text);
    const { default: fallback, parse, read } = ATTRIBUTES[name];
    const wanted = text === null ? fallback : read(parse(text));
    const isWrong = wanted instanceof Mismatch;
    const words = isWrong
      ? badAttribute(
          name,
          refused($figure.localName, name, wanted.expected, wanted.got),
        )
      : '';
    $figure.showError(words, `attribute ${name}`);
    return isWrong ? null : /** @type {any} */ (wanted);
  }
}

/**
 * A figure that trains.
 *
 * @typedef {HTMLElement
 *   & Pick<ReactiveControllerHost, 'addController' | 'requestUpdate'>
 *   & { readonly state: RunState, readonly isChanged: boolean, restore: () => void,
 *   controls: import('../kit/controls.js').Controls, showError: (words: string,
 *   source?: string) => void }} RunFigureElement
 */
/**
 * What a figure needs of its run, and the events it handles; all optional.
 *
 * @typedef {object} RunListener
 * @property {KeepGradients | null} [keepGradients] - makes the store for the
 *   gradients of every neuron, if the figure needs them
 * @property {KeepActivations | null} [keepActivations] - likewise for the
 *   activations of the hidden layers
 * @property {() => void} [begun] - a run is about to be created
 * @property {(layers: number) => void} [started] - a run with this many hidden
 *   layers starts; it has no rows yet
 * @property {() => void} [measured] - there are more rows
 * @property {() => void} [settled] - the run has stopped
 * @property {(failure: Failed) => void} [failed] - the run cannot continue
 * @property {(epoch: number | null) => void} [pointed] - the epoch to show; null
 *   for the last
 */

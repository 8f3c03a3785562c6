import { defaultState, schema } from '../kit/schema.js';
import { measuringField, runFields, runOf } from './run-state.js';
import { SharedRun, sharedRun } from './shared-run.js';
import { Visibility } from '../kit/visibility.js';

/** @import { Measuring } from './run-state.js' */
/** @import { RunMember } from './shared-run.js' */
/** @import { RunState } from './run-state.js' */

/** @type {RunState} */
const FRESH = defaultState(schema('run', runFields));

/**
 * A figure's seat at a run: at its own, or, where its attribute `run` names
 * one, at the run that all figures of the document with that name have in
 * common.
 */
export class RunSeat {
  #$figure;
  #member;
  #run = new SharedRun();
  /** @type {Measuring} */
  #measuring = measuringField.default;
  #visibility = new Visibility({
    near: () => this.#run.begin(),
    sight: (isSeen, isFirst) => this.#run.see(this.#member, isSeen, isFirst),
  });

  /**
   * @param {HTMLElement & { state: RunState, measure: (measuring: Measuring) => void }} $figure -
   *   the figure
   * @param {FigureMember} member - told what happens
   */
  constructor($figure, member) {
    this.#$figure = $figure;
    /** @type {RunMember} */
    this.#member = {
      ...member,
      measuring: () => this.#measuring,
      adoptMeasuring: (measuring) => $figure.measure(measuring),
    };
  }

  /** @returns {Measuring} at which epochs the run is measured */
  get measuring() {
    return this.#run.measuring;
  }

  /** @param {Measuring} measuring - at which epochs to measure from now on */
  measure(measuring) {
    this.#measuring = measuring;
    this.#run.measure(this.#member, measuring);
  }

  /** @returns {import('./run-session.js').RunSession} how the run stands */
  get session() {
    return this.#run.session;
  }

  /** @returns {boolean} whether another figure shows the same run */
  get isShared() {
    return this.#run.isShared;
  }

  /**
   * The figure is in the document.
   *
   * @param {AbortSignal} signal - aborted when it leaves
   */
  take(signal) {
    const { ownerDocument } = this.#$figure;
    const name = this.#$figure.getAttribute('run') ?? '';
    if (name !== '') {
      this.#run.leave(this.#member);
      this.#run = sharedRun(ownerDocument, name);
    }
    this.#run.join(this.#member, runOf(this.#$figure.state), FRESH);
    this.#visibility.observe(this.#$figure, signal);
  }

  /** The figure has left the document. */
  leave() {
    this.#run.leave(this.#member);
    this.#run = new SharedRun();
  }

  /** The figure's state has changed. */
  settle() {
    this.#run.propose(this.#member, runOf(this.#$figure.state));
  }

  /** Makes the run anew, after a failure. */
  again() {
    this.#run.again();
  }

  /** Trains to the last epoch. */
  play() {
    this.#run.play();
  }

  /** Stops where it is. */
  pause() {
    this.#run.pause();
  }

  /** Trains one epoch. */
  step() {
    this.#run.step();
  }

  /** Goes back to the untrained network. */
  reset() {
    this.#run.reset();
  }

  /** Plays, pauses, or runs again, as the one button for all of them does. */
  toggle() {
    const { phase, isPlaying } = this.session;
    if (isPlaying) {
      this.pause();
      return;
    }
    if (phase === 'done') this.reset();
    this.play();
  }

  /** @param {number | null} epoch - to be looked at; null for the last */
  point(epoch) {
    this.#run.point(epoch);
  }
}

/**
 * What a figure itself says of its membership; the seat adds the rest.
 *
 * @typedef {Omit<RunMember, 'measuring' | 'adoptMeasuring'>} FigureMember
 */

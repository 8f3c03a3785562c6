import { Mismatch } from '../kit/fields.js';
import { measuringField } from './run-state.js';
import { badAttribute } from '../kit/figure-words.js';
import { refused } from '../kit/state-words.js';
import { FigureElement } from '../kit/figure-element.js';
import { RunSeat } from './run-seat.js';

/** @import { Measuring } from './run-state.js' */
/** @import { RunState } from './run-state.js' */
/** @import { FigureMember } from './run-seat.js' */

/**
 * What the figures that train share: their seat at a run, the methods that
 * move it, and the attribute `measuring`.
 *
 * @template {RunState} State
 * @template {object} Readings
 * @augments {FigureElement<State, Readings, import('../core/core.js').CoreParts['training']>}
 */
export class RunFigure extends FigureElement {
  /** @override */
  static get observedAttributes() {
    return [...super.observedAttributes, 'measuring'];
  }

  /** The figure's place at its run, which it may share. */
  seat;

  constructor() {
    super();
    this.seat = new RunSeat(this, this.createMember());
  }

  /**
   * Says what the figure wants of its run, and is told of it. Comes before
   * anything else.
   *
   * @returns {FigureMember} made by the figure
   */
  createMember() {
    throw new TypeError(`${this.localName}: expected createMember, got none`);
  }

  /** Trains to the last epoch. */
  play() {
    this.seat.play();
  }

  /** Stops where it is. */
  pause() {
    this.seat.pause();
  }

  /** Trains one epoch. */
  step() {
    this.seat.step();
  }

  /** Goes back to the untrained network: the same seed, the same weights. */
  reset() {
    this.seat.reset();
  }

  /**
   * Measures at other epochs from now on; the attribute says so.
   *
   * @param {Measuring} measuring - one of those offered
   */
  measure(measuring) {
    this.setAttribute('measuring', measuringField.write(measuring));
  }

  /**
   * @override
   * @param {string} name - an observed attribute
   * @param {string | null} before - its text so far
   * @param {string | null} text - its text now
   */
  attributeChangedCallback(name, before, text) {
    super.attributeChangedCallback(name, before, text);
    if (name !== 'measuring') return;
    const { default: fallback, parse, read } = measuringField;
    const wanted = text === null ? fallback : read(parse(text));
    const isWrong = wanted instanceof Mismatch;
    const { figureName } = /** @type {typeof RunFigure} */ (this.constructor);
    const words = isWrong
      ? refused(figureName, name, wanted.expected, wanted.got)
      : '';
    this.showError(words && badAttribute(name, words), `attribute ${name}`);
    if (!isWrong) this.seat.measure(wanted);
  }
}

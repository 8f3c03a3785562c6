import { FigureElement } from '../kit/figure-element.js';
import { RunController } from './run-controller.js';

/** @import { ReactiveController } from 'lit' */
/** @import { Measuring, RunState } from './run-state.js' */
/** @import { RunListener } from './run-controller.js' */

/**
 * What the figures that train share: their run, the methods that move it, and
 * the attribute `measuring`.
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

  /** @type {ReactiveController[]} */
  #controllers = [];
  /** The figure's run, which it may share. */
  runControl = new RunController(this, this.createListener());

  /** @param {ReactiveController} controller - told of the element's life */
  addController(controller) {
    this.#controllers.push(controller);
  }

  /** Asks for one rendering in the next frame. */
  requestUpdate() {
    this.requestRender();
  }

  /**
   * Says what the figure wants of its run, and is told of it. Comes before
   * anything else.
   *
   * @returns {RunListener} made by the figure
   */
  createListener() {
    return {};
  }

  /** Trains to the last epoch. */
  play() {
    this.runControl.play();
  }

  /** Stops where it is. */
  pause() {
    this.runControl.pause();
  }

  /** Trains one epoch. */
  step() {
    this.runControl.step();
  }

  /** Goes back to the untrained network: the same seed, the same weights. */
  reset() {
    this.runControl.reset();
  }

  /**
   * Measures at other epochs from now on; the attribute says so.
   *
   * @param {Measuring} measuring - one of those offered
   */
  measure(measuring) {
    this.runControl.measure(measuring);
  }

  /**
   * @override
   * @param {string} name - an observed attribute
   * @param {string | null} before - its text so far
   * @param {string | null} text - its text now
   */
  attributeChangedCallback(name, before, text) {
    super.attributeChangedCallback(name, before, text);
    if (name === 'measuring') this.runControl.settle();
  }

  /**
   * @override
   * @param {AbortSignal} _signal - aborted when the element leaves
   */
  figureConnected(_signal) {
    for (const controller of this.#controllers) controller.hostConnected?.();
  }

  /** @override */
  figureDisconnected() {
    for (const controller of this.#controllers) controller.hostDisconnected?.();
  }

  /**
   * New settings make a new run.
   *
   * @override
   */
  stateChanged() {
    this.runControl.settle();
  }
}

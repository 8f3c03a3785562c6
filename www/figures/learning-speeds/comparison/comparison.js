import { measuringField } from '../../../run/run-state.js';
import { RunsTogether } from '../../../run/runs-together.js';
import { planOf } from './plan.js';

/** @import { Measuring, RunState } from '../../../run/run-state.js' */
/** @import { Subject } from './plan.js' */

/** Several runs that differ in one setting. */
export class Comparison extends RunsTogether {
  /** @type {Subject} */
  subject = 'depth';
  /** @type {RunState | null} The settings that it was started with. */
  base = null;

  /**
   * Begins, in place of the comparison before.
   *
   * @param {Subject} subject
   * @param {RunState} base
   * @param {number} count
   * @param {Measuring} [measuring] - at which epochs
   * @param {boolean} [isWanted] - whether it moves at once
   */
  start(
    subject,
    base,
    count,
    measuring = measuringField.default,
    isWanted = true,
  ) {
    this.subject = subject;
    this.base = base;
    this.begin(planOf(subject, base, count), { measuring, isWanted });
  }
}

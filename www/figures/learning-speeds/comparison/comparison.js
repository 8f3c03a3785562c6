import { measuringField } from '../../../run/run-state.js';
import { RunsTogether } from '../../../run/runs-together.js';
import { planOf } from './plan.js';

/** @import { KeptRun } from '../../../run/run-session.js' */
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
   * @param {object} [options] - as of `RunsTogether`
   * @param {boolean} [options.isWanted] - whether it moves at once
   * @param {readonly (KeptRun | null)[]} [options.kept] - what each goes on from
   */
  start(
    subject,
    base,
    count,
    measuring = measuringField.default,
    { isWanted = true, kept = [] } = {},
  ) {
    this.subject = subject;
    this.base = base;
    this.begin(planOf(subject, base, count), {
      ...{ measuring, isWanted, kept, kind: kindOf(measuring) },
    });
  }
}

/** @param {Measuring} measuring @returns {string} what tells runs of the same settings apart */
export function kindOf(measuring) {
  return `compared ${measuringField.write(measuring)}`;
}

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { defaultState, schema, validate } from '../kit/schema.js';
import { measuringField, isSameRun, runFields, runOf } from './run-state.js';
import { SharedRun } from './shared-run.js';

/** @import { RunMember } from './shared-run.js' */
/** @import { Measuring, RunState } from './run-state.js' */

const runSchema = schema('run', runFields);
const FRESH = /** @type {RunState} */ (defaultState(runSchema));
/** @param {Partial<RunState>} part */
const stateOf = (part) =>
  /** @type {RunState} */ (validate(runSchema, part, FRESH));
const OTHER = stateOf({ seed: 7 });
const THIRD = stateOf({ hidden: [5, 4] });

/**
 * A figure that remembers what it was told.
 *
 * @implements {RunMember}
 */
class Member {
  keepGradients = null;
  /** @type {unknown[]} */
  adopted = [];
  /** @type {unknown[]} */
  adoptedMeasuring = [];
  /** @type {unknown[][]} */
  heard = [];
  /** @param {Measuring} measuring */
  adoptMeasuring(measuring) {
    this.adoptedMeasuring.push(measuring);
  }
  /** @param {unknown} settings */
  adopt(settings) {
    this.adopted.push(settings);
  }
  /** @param {unknown[]} event */
  hear(...event) {
    this.heard.push(event);
  }
}

/** @returns {Member & RunMember} */
const member = () => new Member();

/**
 * @param {SharedRun} run
 * @param {RunMember} figure
 * @param {RunState} settings
 * @param {Measuring} [measuring]
 */
function join(run, figure, settings, measuring = measuringField.default) {
  run.join(figure, settings, measuring, FRESH);
}

describe('a run that figures share', () => {
  it('has the settings of the first who joins, and others take them on', () => {
    const run = new SharedRun();
    const [one, two] = [member(), member()];
    join(run, one, OTHER);
    assert.equal(run.isShared, false);
    join(run, two, FRESH);
    assert.equal(run.isShared, true);
    assert.deepEqual(one.adopted, []);
    assert.deepEqual(two.adopted, [OTHER]);
  });

  it('takes those of a later one where the first has a fresh figure’s', () => {
    const run = new SharedRun();
    const [one, two, three] = [member(), member(), member()];
    join(run, one, FRESH);
    join(run, two, OTHER);
    assert.deepEqual(one.adopted, [OTHER]);
    join(run, three, THIRD);
    assert.deepEqual(three.adopted, [OTHER]);
    assert.deepEqual(two.adopted, []);
  });

  it('tells all but who changes it, and nobody of a change that is none', () => {
    const run = new SharedRun();
    const [one, two] = [member(), member()];
    join(run, one, FRESH);
    join(run, two, FRESH);
    run.propose(two, THIRD);
    run.propose(two, { ...THIRD });
    assert.deepEqual(one.adopted, [THIRD]);
    assert.deepEqual(two.adopted, []);
  });

  it('passes on the epoch that one points at', () => {
    const run = new SharedRun();
    const [one, two] = [member(), member()];
    join(run, one, FRESH);
    join(run, two, FRESH);
    run.point(12);
    run.point(null);
    for (const { heard } of [one, two]) {
      const pointed = heard.filter(([type]) => type === 'pointed');
      assert.deepEqual(pointed, [
        ['pointed', 12],
        ['pointed', null],
      ]);
    }
  });

  it('is measured at the epochs that one of them chooses, for all', () => {
    const run = new SharedRun();
    const [one, two, three] = [member(), member(), member()];
    join(run, one, FRESH);
    join(run, two, FRESH, 'every');
    assert.equal(run.measuring, 'every');
    join(run, three, FRESH);
    run.measure(three, 0.25);
    run.measure(three, 0.25);
    assert.deepEqual(one.adoptedMeasuring, ['every', 0.25]);
    assert.deepEqual(two.adoptedMeasuring, [0.25]);
    assert.deepEqual(three.adoptedMeasuring, ['every']);
  });

  it('is one for each name in a document, and over when the last has left', () => {
    const place = /** @type {Document} */ (/** @type {unknown} */ ({}));
    const elsewhere = /** @type {Document} */ (/** @type {unknown} */ ({}));
    const run = SharedRun.named(place, 'ours');
    assert.equal(SharedRun.named(place, 'ours'), run);
    assert.notEqual(SharedRun.named(place, 'theirs'), run);
    assert.notEqual(SharedRun.named(elsewhere, 'ours'), run);
    const [one, two] = [member(), member()];
    join(run, one, FRESH);
    join(run, two, FRESH);
    run.leave(one);
    assert.deepEqual(two.heard, [['changed']]);
    assert.equal(SharedRun.named(place, 'ours'), run);
    run.leave(two);
    assert.notEqual(SharedRun.named(place, 'ours'), run);
  });
});

describe('the settings of a run', () => {
  it('are a part of the state of every figure that trains', () => {
    const state = { ...stateOf({ seed: 7 }), neurons: 3 };
    assert.ok(isSameRun(runOf(state), OTHER));
    assert.ok(!('neurons' in runOf(state)));
  });

  it('are the same where every bit is', () => {
    assert.ok(isSameRun(FRESH, { ...FRESH, hidden: [30, 30] }));
    assert.ok(!isSameRun(FRESH, { ...FRESH, hidden: [30, 31] }));
    assert.ok(!isSameRun(FRESH, { ...FRESH, rate: 0.1 + Number.EPSILON }));
  });
});

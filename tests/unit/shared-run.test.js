import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { SharedRun, sharedRun } from '../../www/run/shared-run.js';
import { learningSpeedsSchema } from '../../www/figures/learning-speeds/state.js';
import { runOf, isSameRun } from '../../www/run/run-state.js';
import { neuronGradientsSchema } from '../../www/figures/neuron-gradients/state.js';
import { defaultState, validate } from '../../www/kit/schema.js';

/** @import { RunMember } from '../../www/run/shared-run.js' */
/** @import { Measuring } from '../../www/run/run-state.js' */

const FRESH = defaultState(learningSpeedsSchema);
const OTHER = validate(learningSpeedsSchema, { seed: 7 });
const THIRD = validate(learningSpeedsSchema, { hidden: [5, 4] });

/** A figure that remembers what it was told. */
class FakeMember {
  /** @type {RunMember['keepGradients']} */
  keepGradients = null;
  /** @type {unknown[]} */
  adopted = [];
  /** @type {(number | null)[]} */
  pointedAt = [];
  /** @type {unknown[]} */
  adoptedMeasuring = [];
  /** @type {Measuring} */
  wanted = 0.1;
  changes = 0;

  measuring = () => this.wanted;
  /** @param {Measuring} measuring */
  adoptMeasuring = (measuring) => void this.adoptedMeasuring.push(measuring);
  /** @param {unknown} settings */
  adopt = (settings) => void this.adopted.push(settings);
  /** @param {number | null} epoch */
  pointed = (epoch) => void this.pointedAt.push(epoch);
  changed = () => {
    this.changes += 1;
  };
  begun() {}
  started() {}
  measured() {}
  settled() {}
  failed() {}
}

/** @returns {FakeMember & RunMember} */
function member() {
  return new FakeMember();
}

describe('a run that figures share', () => {
  it('has the settings of the first who joins, and others take them on', () => {
    const run = new SharedRun();
    const [one, two] = [member(), member()];
    run.join(one, OTHER, FRESH);
    assert.equal(run.isShared, false);
    run.join(two, FRESH, FRESH);
    assert.equal(run.isShared, true);
    assert.deepEqual(one.adopted, []);
    assert.deepEqual(two.adopted, [OTHER]);
  });

  it('takes those of a later one where the first has a fresh figure’s', () => {
    const run = new SharedRun();
    const [one, two, three] = [member(), member(), member()];
    run.join(one, FRESH, FRESH);
    run.join(two, OTHER, FRESH);
    assert.deepEqual(one.adopted, [OTHER]);
    run.join(three, THIRD, FRESH);
    assert.deepEqual(three.adopted, [OTHER]);
    assert.deepEqual(two.adopted, []);
  });

  it('tells all but who changes it, and nobody of a change that is none', () => {
    const run = new SharedRun();
    const [one, two] = [member(), member()];
    run.join(one, FRESH, FRESH);
    run.join(two, FRESH, FRESH);
    run.propose(two, THIRD);
    run.propose(two, { ...THIRD });
    assert.deepEqual(one.adopted, [THIRD]);
    assert.deepEqual(two.adopted, []);
  });

  it('passes on the epoch that one points at', () => {
    const run = new SharedRun();
    const [one, two] = [member(), member()];
    run.join(one, FRESH, FRESH);
    run.join(two, FRESH, FRESH);
    run.point(12);
    run.point(null);
    assert.deepEqual(one.pointedAt, [12, null]);
    assert.deepEqual(two.pointedAt, [12, null]);
  });

  it('is measured at the epochs that one of them chooses, for all', () => {
    const run = new SharedRun();
    const [one, two, three] = [member(), member(), member()];
    run.join(one, FRESH, FRESH);
    two.wanted = 'every';
    run.join(two, FRESH, FRESH);
    assert.equal(run.measuring, 'every');
    run.join(three, FRESH, FRESH);
    run.measure(three, 0.25);
    run.measure(three, 0.25);
    assert.deepEqual(one.adoptedMeasuring, ['every', 0.25]);
    assert.deepEqual(two.adoptedMeasuring, [0.25]);
    assert.deepEqual(three.adoptedMeasuring, ['every']);
  });

  it('is one for each name in a document, and over when the last has left', () => {
    const place = /** @type {Document} */ (/** @type {unknown} */ ({}));
    const elsewhere = /** @type {Document} */ (/** @type {unknown} */ ({}));
    const run = sharedRun(place, 'ours');
    assert.equal(sharedRun(place, 'ours'), run);
    assert.notEqual(sharedRun(place, 'theirs'), run);
    assert.notEqual(sharedRun(elsewhere, 'ours'), run);
    const [one, two] = [member(), member()];
    run.join(one, FRESH, FRESH);
    run.join(two, FRESH, FRESH);
    run.leave(one);
    assert.equal(two.changes, 1);
    assert.equal(sharedRun(place, 'ours'), run);
    run.leave(two);
    assert.notEqual(sharedRun(place, 'ours'), run);
  });
});

describe('the settings of a run', () => {
  it('are a part of the state of every figure that trains', () => {
    const state = validate(neuronGradientsSchema, { seed: 7, neurons: 3 });
    assert.ok(isSameRun(runOf(state), OTHER));
    assert.ok(!('neurons' in runOf(state)));
  });

  it('are the same where every bit is', () => {
    assert.ok(isSameRun(FRESH, { ...FRESH, hidden: [30, 30] }));
    assert.ok(!isSameRun(FRESH, { ...FRESH, hidden: [30, 31] }));
    assert.ok(!isSameRun(FRESH, { ...FRESH, rate: 0.1 + Number.EPSILON }));
  });
});

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { before, describe, it } from 'node:test';
import { DIGITS, SPEC, Workers, epochsOf } from '../../tests/unit/realm.js';
import { CoreError } from '../core/core-error.js';
import { digitsSizes, inflateDigits } from '../core/digits.js';
import { defaultState, schema, validate } from '../kit/schema.js';
import { agreement } from './digits-wish.js';
import {
  checkRun,
  cureFields,
  isSameRun,
  measuringField,
  runFields,
  runOf,
} from './run-state.js';
import { SharedRun } from './shared-run.js';

/** @import { Realm } from '../../tests/unit/realm.js' */
/** @import { DigitsPart } from '../core/digits.js' */
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
  /** @type {unknown[]} */
  adoptedPaces = [];
  /** @type {unknown[][]} */
  heard = [];
  /** @param {Measuring} measuring */
  adoptMeasuring(measuring) {
    this.adoptedMeasuring.push(measuring);
  }
  /** @param {unknown} pace */
  adoptPace(pace) {
    this.adoptedPaces.push(pace);
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

  it('has one pace, that of the newcomer where nobody has chosen one', () => {
    const run = new SharedRun();
    const [one, two, three] = [member(), member(), member()];
    join(run, one, FRESH);
    run.join(two, FRESH, measuringField.default, FRESH, 'slow');
    run.join(three, FRESH, measuringField.default, FRESH, 'fast');
    assert.deepEqual(one.adoptedPaces, ['slow']);
    assert.deepEqual(three.adoptedPaces, ['slow']);
    run.keepPace(three, 'fast');
    assert.deepEqual(one.adoptedPaces, ['slow', 'fast']);
    assert.deepEqual(three.adoptedPaces, ['slow']);
    assert.equal(run.session.pace, 0);
  });

  it('plays as a link asks for once a figure is seen', () => {
    const run = new SharedRun();
    const one = member();
    join(run, one, FRESH);
    run.openAt(one, { epoch: null, play: true });
    assert.equal(run.isPlaying, false, 'not known to be seen');
    run.see(one, false, true);
    assert.equal(run.isPlaying, false, 'not seen');
    run.see(one, true, false);
    assert.equal(run.isPlaying, true);
    run.leave(one);
  });

  it('does not play once it is seen if it was paused before', () => {
    const run = new SharedRun();
    const one = member();
    join(run, one, FRESH);
    run.openAt(one, { epoch: null, play: true });
    run.pause();
    run.see(one, true, true);
    assert.equal(run.isPlaying, false);
    run.leave(one);
  });

  it('opens at an epoch at once where that is cheap, else once it is seen', () => {
    for (const [settings, isAtOnce] of /** @type {const} */ ([
      [FRESH, true],
      [stateOf({ epochs: 10_000 }), false],
    ])) {
      const run = new SharedRun();
      const one = member();
      join(run, one, settings);
      const { epochs } = settings;
      run.openAt(one, { epoch: epochs - 1, play: true });
      assert.equal(run.isPlaying, isAtOnce);
      run.see(one, true, true);
      const goal = { epoch: epochs - 1, isHurried: true };
      assert.deepEqual(run.session.goal, goal);
      run.leave(one);
    }
  });

  it('goes on to its goal when it is seen again, and drops it when paused', () => {
    const run = new SharedRun();
    const one = member();
    join(run, one, FRESH);
    run.see(one, true, true);
    const goal = { epoch: 9, isHurried: false };
    run.goTo(goal);
    run.see(one, false, false);
    assert.equal(run.session.goal, null);
    run.see(one, true, false);
    assert.deepEqual(run.session.goal, goal);
    run.see(one, false, false);
    run.pause();
    run.see(one, true, false);
    assert.equal(run.session.goal, null);
    run.leave(one);
  });

  it('jumps after a reset, though the rows of before are still there', async () => {
    const workers = new Workers();
    const run = new SharedRun(() => {}, {
      digits: async () => DIGITS.first,
      reportMs: 0,
      transports: workers.transports,
    });
    const figure = member();
    join(run, figure, stateOf({ .../** @type {any} */ (SPEC), epochs: 9 }));
    run.goTo({ epoch: 8, isHurried: true });
    await workers.work();
    assert.equal(run.session.history?.epoch, 8);
    run.reset();
    run.goTo({ epoch: 5, isHurried: true });
    await workers.work();
    assert.equal(run.session.history?.epoch, 5);
    const pointed = figure.heard.filter(([type]) => type === 'pointed');
    assert.deepEqual(pointed.at(-1), ['pointed', null]);
    run.leave(figure);
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

describe('digits that are still to be fetched', () => {
  const SMALL = stateOf({ .../** @type {any} */ (SPEC) });
  const MORE = stateOf({ ...SMALL, images: 5000 });
  const ALL = stateOf({ ...SMALL, images: 50_000, epochs: 2 });

  /** @type {Map<DigitsPart, Uint8Array>} The site's own: a run needs as many images as it says. */
  const FILES = new Map();
  before(async () => {
    for (const part of /** @type {const} */ (['first', 'more', 'all'])) {
      const url = new URL(`../data/digits-${part}.bin`, import.meta.url);
      const file = new Uint8Array(await readFile(url));
      FILES.set(part, await inflateDigits(file));
    }
  });

  const first = async () => FILES.get('first') ?? new Uint8Array();
  /** @type {Realm['fetchDigits']} */
  const fetched = async (part, take) =>
    take(FILES.get(part) ?? new Uint8Array());

  /**
   * A run with the small settings, at rest.
   *
   * @param {RunState} [settings] - others
   */
  async function begun(settings = SMALL) {
    agreement.isGiven = false;
    const workers = new Workers();
    workers.fetchDigits = fetched;
    const run = new SharedRun(() => {}, {
      digits: first,
      reportMs: 0,
      transports: workers.transports,
    });
    const figure = member();
    join(run, figure, settings);
    run.begin();
    await workers.work();
    return { workers, run, figure };
  }

  it('are asked for if they are many, and the run before goes on', async () => {
    const { workers, run, figure } = await begun();
    run.propose(figure, ALL);
    await workers.work();
    assert.equal(run.wish?.phase, 'asking');
    assert.equal(run.wish?.total, digitsSizes.more + digitsSizes.all);
    assert.equal(run.shown, SMALL);
    assert.deepEqual(workers.last.fetched, []);
    run.toggle();
    await workers.work();
    assert.equal(run.session.phase, 'done');
    assert.equal(run.session.history?.epoch, SMALL.epochs);
    assert.equal(run.wish?.phase, 'asking');
  });

  it('are forgotten when the settings are changed back, and the run is not', async () => {
    const { workers, run, figure } = await begun();
    run.stepShown();
    await workers.work();
    run.propose(figure, ALL);
    run.propose(figure, SMALL);
    await workers.work();
    assert.equal(run.wish, null);
    assert.deepEqual(epochsOf(run.session), [0, 1]);
    assert.equal(workers.last.heard('configured').length, 1);
  });

  it('are fetched at once if they are few', async () => {
    const { workers, run, figure } = await begun();
    run.propose(figure, MORE);
    assert.equal(run.wish?.phase, 'fetching');
    assert.equal(run.wish?.total, digitsSizes.more);
    await workers.work();
    assert.equal(run.wish, null);
    assert.equal(run.shown, MORE);
    assert.deepEqual(workers.last.fetched, ['more']);
    assert.deepEqual(epochsOf(run.session), [0]);
  });

  it('are asked for before there is any run', async () => {
    const { workers, run } = await begun(ALL);
    assert.equal(run.wish?.phase, 'asking');
    assert.equal(run.session.phase, 'idle');
    assert.equal(workers.realms.length, 0, 'not even a worker has started');
    run.toggle();
    await workers.work();
    assert.equal(run.wish?.phase, 'asking', 'the play button is no answer');
  });

  for (const way of /** @type {const} */ (['play', 'step', 'fetch'])) {
    it(`are fetched on ${way}, and then it moves`, async () => {
      const { workers, run } = await begun(ALL);
      run[way]();
      assert.equal(run.isPlaying, way !== 'step');
      await workers.work();
      assert.equal(run.wish, null);
      assert.equal(run.session.history?.epoch, way === 'step' ? 1 : 2);
      assert.deepEqual(workers.last.fetched, ['more', 'all']);
    });
  }

  for (const isHurried of [true, false]) {
    it(`are fetched to go to an epoch, ${isHurried ? 'as fast as it can' : 'at the pace'}`, async () => {
      const { workers, run, figure } = await begun(ALL);
      run.goTo({ epoch: 1, isHurried });
      const goals = new Set();
      figure.hear = () => goals.add(run.session.goal?.isHurried);
      await workers.work();
      assert.equal(run.session.history?.epoch, 1);
      assert.equal(run.session.phase, 'resting');
      assert.equal(goals.has(!isHurried), false);
    });
  }

  it('are asked for once on a page', async () => {
    const { run, workers } = await begun(ALL);
    run.play();
    await workers.work();
    const other = new SharedRun(() => {}, {
      digits: first,
      transports: workers.transports,
    });
    join(other, member(), ALL);
    other.begin();
    assert.equal(other.wish?.phase, 'fetching');
    await workers.work();
    assert.deepEqual(epochsOf(other.session), [0]);
  });

  it('can be stopped and resumed, and fail and be tried again', async () => {
    const { workers, run, figure } = await begun();
    workers.last.fetchDigits = (_part, _take, { signal } = {}) =>
      new Promise((_resolve, reject) => {
        signal?.addEventListener('abort', () => reject(signal.reason));
      });
    run.propose(figure, MORE);
    await workers.work();
    run.wish?.stop();
    await workers.work();
    assert.equal(run.wish?.phase, 'stopped');
    workers.last.fetchDigits = async () => {
      throw new CoreError('load-failed', 'got none');
    };
    void run.wish?.fetch();
    await workers.work();
    assert.equal(run.wish?.phase, 'failed');
    assert.equal(run.wish?.error?.message, 'got none');
    assert.equal(run.session.phase, 'resting', 'the run before is as it was');
    workers.last.fetchDigits = fetched;
    void run.wish?.fetch();
    await workers.work();
    assert.equal(run.wish, null);
    assert.equal(run.shown, MORE);
  });
});

describe('what helps a run', () => {
  it('is part of it, and as by default where a figure does not have it', () => {
    const state = { ...FRESH, dropout: 0.5, neurons: 6 };
    assert.equal(runOf(state).dropout, 0.5);
    assert.ok(!('neurons' in runOf(state)));
    assert.ok(!isSameRun(FRESH, { ...FRESH, dropout: 0.5 }));
    assert.ok(isSameRun(FRESH, { ...FRESH, dropout: 0, residual: 'off' }));
    assert.ok(isSameRun({ ...FRESH, normalisation: 'none' }, FRESH));
  });

  it('takes other mini-batches where they are normalised', () => {
    const whole = schema(
      'cured',
      { ...runFields, ...cureFields },
      /** @type {any} */ (checkRun),
    );
    for (const batch of [1, 1001]) {
      const part = { images: 8000, batch, normalisation: 'batch' };
      assert.throws(() => validate(whole, part), /2 to 1000 with batch norm/);
      validate(whole, { ...part, normalisation: 'layer' });
    }
    validate(whole, { images: 8000, batch: 1000, normalisation: 'batch' });
  });
});

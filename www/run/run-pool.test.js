import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import {
  DIGITS,
  SEED_OF_TRAP,
  SPEC,
  Workers,
  delivered,
  straight,
  upTo,
} from '../../tests/unit/realm.js';
import { RunPool } from './run-pool.js';

/** @import { TransportKind } from '../core/client/transports.js' */
/** @import { PooledRun } from './run-pool.js' */
/** @import { RunExtras } from './run-session.js' */

/** A pool over workers without a browser, and what its runs told. */
class Trial {
  workers;
  pool;
  /** @type {Map<number, PooledRun>} */
  runs = new Map();
  /** Seeds, in the order in which their runs began to work. */
  begun = /** @type {number[]} */ ([]);
  /** The most runs that were at work at once. */
  most = 0;

  /**
   * @param {number} limit - workers at once
   * @param {readonly number[]} asked - the seed of each run
   * @param {TransportKind} [kind] - where runs live
   * @param {RunExtras} [extras] - for each run
   * @param {boolean} [isEager] - as of the pool
   */
  constructor(limit, asked, kind, extras, isEager = false) {
    this.workers = new Workers(kind);
    const { transports } = this.workers;
    const digits = async () => DIGITS.first;
    const session = { transports, digits, reportMs: 0 };
    this.pool = new RunPool({ limit, session, isEager });
    for (const seed of asked) {
      const run = this.pool.add(
        { ...SPEC, seed },
        () => {
          const { phase } = run;
          if (phase === 'running' && !this.begun.includes(seed)) {
            this.begun.push(seed);
          }
          const running = this.phases.filter((other) => other === 'running');
          this.most = Math.max(this.most, running.length);
        },
        extras,
      );
      this.runs.set(seed, run);
    }
  }

  /** @param {number} seed */
  of(seed) {
    const run = this.runs.get(seed);
    assert.ok(run, `there is a run of seed ${seed}`);
    return run;
  }

  /** @param {number} seed */
  epochs(seed) {
    return [...(this.of(seed).history?.epochs ?? [])];
  }

  get phases() {
    return [...this.runs.values()].map(({ phase }) => phase);
  }

  /** Lets workers work until nobody is at work any more, or all stand still. */
  async finish() {
    for (let round = 0; round < 50; round += 1) await this.workers.work();
  }
}

/** @param {number} count */
const seeds = (count) => upTo(count - 1).map((index) => index + 1);

describe('a pool of runs', () => {
  it('trains all of them, each to its last epoch and with its own numbers', async () => {
    const trial = new Trial(3, seeds(7));
    await trial.finish();
    for (const seed of seeds(7)) {
      const { phase, history } = trial.of(seed);
      assert.equal(phase, 'done');
      assert.deepEqual(trial.epochs(seed), upTo(SPEC.epochs));
      assert.deepEqual(
        [...(history?.columns(0, 0, 5) ?? [])],
        straight({ ...SPEC, seed }).values,
      );
    }
  });

  it('keeps none that is done, though it may get others for long', async () => {
    setFlagsFromString('--expose-gc');
    const trial = new Trial(1, seeds(2));
    await trial.finish();
    const last = new WeakRef(trial.of(2));
    trial.runs.clear();
    // A weak reference holds until the job that made it is over.
    await new Promise((resolve) => {
      setTimeout(resolve);
    });
    runInNewContext('gc')();
    assert.equal(last.deref(), undefined);
    assert.equal(trial.pool.isPaused, false);
  });

  it('keeps the weights at the end of those that are to', async () => {
    const trial = new Trial(2, seeds(3), 'worker', { keepWeights: true });
    await trial.finish();
    for (const seed of seeds(3)) {
      const { phase, parameters } = trial.of(seed);
      assert.equal(phase, 'done');
      assert.equal(parameters?.length, 50 * 5 + 6 * 3 + 4 * 10);
    }
    const other = new Trial(1, seeds(1));
    await other.finish();
    assert.equal(other.of(1).parameters, null);
  });

  it('ends a run whose weights are asked for when all are cancelled', async () => {
    const trial = new Trial(1, seeds(2), 'worker', { keepWeights: true });
    while (!trial.epochs(1).includes(SPEC.epochs)) await trial.workers.work(1);
    trial.pool.cancel();
    await trial.finish();
    assert.ok(trial.phases.every((phase) => phase !== 'running'));
  });

  it('measures each at the share that is asked for', async () => {
    const trial = new Trial(2, seeds(3), 'worker', { measuring: 0.25 });
    await trial.finish();
    const configured = trial.workers.realms.flatMap(({ shares }) => shares);
    assert.deepEqual(configured, [0.25, 0.25, 0.25]);
  });

  it('never has more at work than there are processors', async () => {
    for (const limit of [1, 2, 3]) {
      const trial = new Trial(limit, seeds(6));
      await trial.finish();
      assert.equal(trial.most, limit);
      assert.equal(trial.workers.realms.length, limit);
    }
  });

  it('has at least one at work, whatever number of processors is told', async () => {
    for (const limit of [0, -4]) {
      const trial = new Trial(limit, seeds(2));
      await trial.finish();
      assert.equal(trial.most, 1);
      assert.deepEqual(trial.phases, ['done', 'done']);
    }
  });

  it('begins them in the order in which they were added', async () => {
    const trial = new Trial(2, [5, 3, 9, 1]);
    await trial.finish();
    assert.deepEqual(trial.begun, [5, 3, 9, 1]);
  });

  it('gives each worker the digits once, and has it take the next run', async () => {
    const trial = new Trial(2, seeds(6));
    await trial.finish();
    for (const { files } of trial.workers.realms) {
      assert.equal(files.length, 1);
    }
    const made = trial.workers.realms.map(
      (realm) => realm.heard('configured').length,
    );
    assert.equal(made[0] !== 0 && made[1] !== 0, true, `${made}`);
    assert.equal((made[0] ?? 0) + (made[1] ?? 0), 6);
  });

  it('ends its workers when no run is left for them', async () => {
    const trial = new Trial(2, seeds(3));
    await trial.finish();
    assert.equal(trial.workers.terminated, 2);
  });

  it('begins with one, and with more once workers have proved to be had', async () => {
    const trial = new Trial(4, seeds(4));
    assert.equal(trial.pool.width, 1);
    await delivered();
    await delivered();
    assert.equal(trial.workers.realms.length, 4);
    assert.equal(trial.pool.width, 4);
    await trial.finish();
    assert.equal(trial.most, 4);
  });

  it('takes them one after the other on the page’s own thread', async () => {
    const trial = new Trial(4, seeds(4), 'page');
    await trial.finish();
    assert.equal(trial.most, 1);
    assert.equal(trial.workers.realms.length, 1);
    assert.deepEqual(trial.phases, ['done', 'done', 'done', 'done']);
  });
});

describe('a paused pool', () => {
  it('stands still, begins nothing, and goes on where it stood', async () => {
    const trial = new Trial(2, seeds(4));
    await trial.workers.work(2);
    trial.pool.pause();
    await trial.finish();
    const before = seeds(4).map((seed) => trial.epochs(seed));
    assert.deepEqual(trial.phases, [
      'running',
      'running',
      'waiting',
      'waiting',
    ]);
    await trial.finish();
    assert.deepEqual(
      seeds(4).map((seed) => trial.epochs(seed)),
      before,
    );
    trial.pool.resume();
    await trial.finish();
    for (const seed of seeds(4)) {
      assert.deepEqual(trial.epochs(seed), upTo(SPEC.epochs));
    }
  });

  it('is paused once all have come to the goal', async () => {
    const trial = new Trial(2, seeds(2));
    trial.pool.pause();
    trial.pool.resume({ epoch: 2, isHurried: true });
    await trial.finish();
    assert.equal(trial.pool.isPaused, true);
    for (const seed of seeds(2)) {
      assert.deepEqual(trial.epochs(seed), upTo(2));
    }
    trial.pool.resume();
    await trial.finish();
    assert.deepEqual(trial.phases, ['done', 'done']);
  });

  it('is paused at the goal of those that can reach it, and tells so last', async () => {
    const trial = new Trial(2, [1]);
    let isPausedWhenTold = false;
    trial.pool.add({ ...SPEC, epochs: 3 }, () => {
      isPausedWhenTold = trial.pool.isPaused;
    });
    trial.pool.resume({ epoch: 5, isHurried: true });
    await trial.finish();
    assert.deepEqual(trial.epochs(1), upTo(5));
    assert.equal(trial.pool.isPaused, true);
    assert.equal(isPausedWhenTold, true);

    const failing = new Trial(2, [1, SEED_OF_TRAP]);
    failing.pool.resume({ epoch: SPEC.epochs - 1, isHurried: true });
    await failing.finish();
    assert.deepEqual(failing.phases, ['running', 'failed']);
    assert.equal(failing.pool.isPaused, true);
  });

  it('is paused where the goal is the start', async () => {
    const trial = new Trial(2, seeds(2));
    trial.pool.resume({ epoch: 0, isHurried: false });
    await trial.finish();
    assert.equal(trial.pool.isPaused, true);
    for (const seed of seeds(2)) assert.deepEqual(trial.epochs(seed), [0]);
  });

  it('has had all come to the goal where they wait for each other', async () => {
    for (const [limit, kind] of /** @type {const} */ ([
      [4, 'page'],
      [2, 'worker'],
    ])) {
      const trial = new Trial(limit, seeds(3), kind);
      trial.pool.resume({ epoch: 2, isHurried: true });
      await trial.finish();
      assert.equal(trial.pool.isPaused, true);
      assert.deepEqual(trial.epochs(3), upTo(2));
      for (const seed of seeds(3)) assert.ok(trial.epochs(seed).includes(2));
      trial.pool.resume();
      await trial.finish();
      assert.deepEqual(trial.phases, ['done', 'done', 'done']);
    }
  });

  it('may be paused before anything has begun', async () => {
    const trial = new Trial(2, seeds(2));
    trial.pool.pause();
    await trial.finish();
    assert.deepEqual(trial.phases, ['waiting', 'waiting']);
    assert.equal(trial.workers.realms.length, 0);
    trial.pool.resume();
    await trial.finish();
    assert.deepEqual(trial.phases, ['done', 'done']);
  });
});

describe('a run of a pool that fails', () => {
  it('fails alone: the others go on, and the waiting take its place', async () => {
    const trial = new Trial(2, [1, SEED_OF_TRAP, 3, 4]);
    await trial.finish();
    assert.deepEqual(trial.phases, ['done', 'failed', 'done', 'done']);
    const { failure } = trial.of(SEED_OF_TRAP);
    assert.deepEqual([failure?.code, failure?.fatal], ['crash', true]);
    assert.ok(trial.epochs(SEED_OF_TRAP).length < SPEC.epochs);
    for (const seed of [1, 3, 4]) {
      assert.deepEqual(trial.epochs(seed), upTo(SPEC.epochs));
    }
  });

  it('can be tried again, from its start, in a new worker', async () => {
    const trial = new Trial(2, seeds(2));
    await trial.workers.work(2);
    trial.workers.realms[0]?.port.dispatchEvent(new Event('error'));
    await trial.finish();
    assert.deepEqual(trial.phases, ['failed', 'done']);
    const run = trial.of(1);
    assert.equal(run.failure?.code, 'worker-failed');
    trial.pool.retry(run);
    assert.equal(run.phase, 'waiting');
    assert.equal(run.failure, null);
    await trial.finish();
    assert.equal(run.phase, 'done');
    assert.deepEqual(trial.epochs(1), upTo(SPEC.epochs));
  });

  it('by settings that are refused takes nobody with it', async () => {
    const trial = new Trial(2, [1]);
    const bad = trial.pool.add({ ...SPEC, rate: 0 }, () => {});
    await trial.finish();
    assert.deepEqual([bad.phase, bad.failure?.code], ['failed', 'setting']);
    assert.deepEqual(trial.phases, ['done']);
  });

  it('that is done cannot be tried again', async () => {
    const trial = new Trial(1, [1]);
    await trial.finish();
    trial.pool.retry(trial.of(1));
    assert.deepEqual(trial.phases, ['done']);
  });
});

describe('an eager pool', () => {
  it('measures the untrained networks while it is paused, and takes steps', async () => {
    const trial = new Trial(4, seeds(4), undefined, undefined, true);
    trial.pool.pause();
    await trial.finish();
    for (const seed of seeds(4)) {
      assert.deepEqual(trial.epochs(seed), [0]);
      assert.ok((trial.of(seed).constants?.constantCost ?? 0) > 0);
    }
    trial.pool.step();
    await trial.finish();
    for (const seed of seeds(4)) assert.deepEqual(trial.epochs(seed), [0, 1]);
    trial.pool.resume();
    await trial.finish();
    for (const seed of seeds(4)) {
      assert.deepEqual(trial.epochs(seed), upTo(SPEC.epochs));
      assert.equal(trial.of(seed).phase, 'done');
    }
  });

  it('owes a step to runs that have no worker yet, unless they play instead', async () => {
    for (const [isPlayed, epochs] of /** @type {const} */ ([
      [false, [0, 1, 2]],
      [true, upTo(SPEC.epochs)],
    ])) {
      const trial = new Trial(4, seeds(4), undefined, undefined, true);
      trial.pool.pause();
      trial.pool.step();
      await Promise.resolve();
      // One has a worker now, and the others wait until it has shown that there are some.
      assert.deepEqual(trial.begun, [1]);
      trial.pool.step();
      if (isPlayed) trial.pool.resume();
      await trial.finish();
      for (const seed of seeds(4)) assert.deepEqual(trial.epochs(seed), epochs);
    }
  });
});

describe('a pool that is cancelled', () => {
  it('ends every worker, and nothing more is told', async () => {
    const trial = new Trial(2, seeds(4));
    await trial.workers.work(2);
    trial.pool.cancel();
    const before = seeds(4).map((seed) => trial.epochs(seed));
    await trial.finish();
    assert.deepEqual(
      seeds(4).map((seed) => trial.epochs(seed)),
      before,
    );
    assert.ok(trial.phases.every((phase) => phase === 'cancelled'));
    assert.equal(trial.workers.terminated, 2);
  });

  it('keeps what is done, and lets the rest be tried again', async () => {
    const trial = new Trial(1, seeds(2));
    while (trial.of(1).phase !== 'done') await trial.workers.work(1);
    trial.pool.cancel();
    assert.deepEqual(trial.phases, ['done', 'cancelled']);
    const run = trial.of(2);
    trial.pool.retry(run);
    await trial.finish();
    assert.deepEqual(trial.epochs(1), upTo(SPEC.epochs));
    assert.deepEqual(trial.epochs(2), upTo(SPEC.epochs));
  });
});

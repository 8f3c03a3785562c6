import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { RunPool } from '../../www/run/client/run-pool.js';
import { SEED_OF_TRAP, SPEC } from './fake-core.js';
import { delivered, upTo } from './fake-realm.js';
import { FakeWorkers } from './fake-workers.js';
import { PoolTrial, seeds } from './pool-trial.js';

describe('a pool of runs', () => {
  it('trains all of them, each to its last epoch and with its own numbers', async () => {
    const trial = new PoolTrial(3, seeds(7));
    await trial.finish();
    for (const seed of seeds(7)) {
      const { run, epochs, values } = trial.of(seed);
      assert.equal(run.phase, 'done');
      assert.deepEqual(epochs, upTo(SPEC.epochs));
      assert.deepEqual(
        values.filter((_, index) => index % 5 === 0),
        upTo(SPEC.epochs).map((epoch) => seed + epoch),
      );
    }
  });

  it('measures each at the share that is asked for', async () => {
    const trial = new PoolTrial(2, seeds(3), 'worker', { measuring: 0.1 });
    await trial.finish();
    for (const seed of seeds(3)) {
      assert.deepEqual(trial.of(seed).epochs, [0, 5, 10, 15, 20]);
    }
  });

  it('never has more at work than there are processors', async () => {
    for (const limit of [1, 2, 3]) {
      const trial = new PoolTrial(limit, seeds(6));
      await trial.finish();
      assert.equal(trial.most, limit);
      assert.equal(trial.workers.realms.length, limit);
    }
  });

  it('has at least one at work, whatever number of processors is told', async () => {
    for (const limit of [0, -4]) {
      const trial = new PoolTrial(limit, seeds(2));
      await trial.finish();
      assert.equal(trial.most, 1);
      assert.deepEqual(trial.phases, ['done', 'done']);
    }
  });

  it('begins them in the order in which they were added', async () => {
    const trial = new PoolTrial(2, [5, 3, 9, 1]);
    await trial.finish();
    assert.deepEqual(trial.begun, [5, 3, 9, 1]);
  });

  it('gives each worker the digits once, and has it take the next run', async () => {
    const trial = new PoolTrial(2, seeds(6));
    await trial.finish();
    for (const { ledger } of trial.workers.realms) {
      assert.equal(ledger.files.length, 1);
    }
    const made = trial.workers.realms.map(
      (realm) => realm.heard('configured').length,
    );
    assert.equal(made[0] !== 0 && made[1] !== 0, true, `${made}`);
    assert.equal((made[0] ?? 0) + (made[1] ?? 0), 6);
  });

  it('ends its workers when no run is left for them', async () => {
    const trial = new PoolTrial(2, seeds(3));
    await trial.finish();
    assert.equal(trial.workers.terminated, 2);
  });

  it('begins with one, and with more once workers have proved to be had', async () => {
    const trial = new PoolTrial(4, seeds(4));
    assert.equal(trial.pool.width, 1);
    await delivered();
    assert.equal(trial.workers.realms.length, 4);
    assert.equal(trial.pool.width, 4);
    await trial.finish();
    assert.equal(trial.most, 4);
  });

  it('takes them one after the other on the page’s own thread', async () => {
    const trial = new PoolTrial(4, seeds(4), 'page');
    await trial.finish();
    assert.equal(trial.most, 1);
    assert.equal(trial.workers.realms.length, 1);
    assert.deepEqual(trial.phases, ['done', 'done', 'done', 'done']);
  });
});

describe('a paused pool', () => {
  it('stands still, begins nothing, and goes on where it stood', async () => {
    const trial = new PoolTrial(2, seeds(4));
    await trial.workers.work(8);
    trial.pool.pause();
    await trial.finish();
    const before = seeds(4).map((seed) => [...trial.of(seed).epochs]);
    assert.deepEqual(trial.phases, [
      'running',
      'running',
      'waiting',
      'waiting',
    ]);
    await trial.finish();
    assert.deepEqual(
      seeds(4).map((seed) => trial.of(seed).epochs),
      before,
    );
    trial.pool.resume();
    await trial.finish();
    for (const seed of seeds(4)) {
      assert.deepEqual(trial.of(seed).epochs, upTo(SPEC.epochs));
    }
  });

  it('may be paused before anything has begun', async () => {
    const trial = new PoolTrial(2, seeds(2));
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
    const trial = new PoolTrial(2, [1, SEED_OF_TRAP, 3, 4]);
    await trial.finish();
    assert.deepEqual(trial.phases, ['done', 'failed', 'done', 'done']);
    const { run, epochs } = trial.of(SEED_OF_TRAP);
    assert.deepEqual([run.failure?.code, run.failure?.fatal], ['crash', true]);
    assert.ok(epochs.length < SPEC.epochs);
    for (const seed of [1, 3, 4]) {
      assert.deepEqual(trial.of(seed).epochs, upTo(SPEC.epochs));
    }
  });

  it('can be tried again, from its start, in a new worker', async () => {
    const trial = new PoolTrial(2, seeds(2));
    await trial.workers.work(8);
    trial.workers.realms[0]?.port.dispatchEvent(new Event('error'));
    await trial.finish();
    assert.deepEqual(trial.phases, ['failed', 'done']);
    const { run, epochs } = trial.of(1);
    assert.equal(run.failure?.code, 'worker-failed');
    epochs.length = 0;
    trial.pool.retry(run);
    assert.equal(run.phase, 'waiting');
    assert.equal(run.failure, null);
    await trial.finish();
    assert.equal(run.phase, 'done');
    assert.deepEqual(epochs, upTo(SPEC.epochs));
  });

  it('by settings that are refused takes nobody with it', async () => {
    const workers = new FakeWorkers();
    const client = {
      ladder: workers.ladder,
      digits: async () => Uint8Array.of(1),
    };
    const pool = new RunPool({ limit: 2, client });
    const listener = {
      changed: () => {},
      configured: () => {},
      progressed: () => {},
    };
    const bad = pool.add({ ...SPEC, rate: 0 }, listener);
    const good = pool.add(SPEC, listener);
    for (let round = 0; round < 20; round += 1) await workers.work();
    assert.deepEqual([bad.phase, bad.failure?.code], ['failed', 'setting']);
    assert.equal(good.phase, 'done');
  });

  it('that is done cannot be tried again', async () => {
    const trial = new PoolTrial(1, [1]);
    await trial.finish();
    trial.pool.retry(trial.of(1).run);
    assert.deepEqual(trial.phases, ['done']);
  });
});

describe('a pool that is cancelled', () => {
  it('ends every worker, and nothing more is told', async () => {
    const trial = new PoolTrial(2, seeds(4));
    await trial.workers.work(8);
    trial.pool.cancel();
    const before = seeds(4).map((seed) => [...trial.of(seed).epochs]);
    await trial.finish();
    assert.deepEqual(
      seeds(4).map((seed) => trial.of(seed).epochs),
      before,
    );
    assert.ok(trial.phases.every((phase) => phase === 'cancelled'));
    assert.equal(trial.workers.terminated, 2);
  });

  it('keeps what is done, and lets the rest be tried again', async () => {
    const trial = new PoolTrial(1, seeds(2));
    while (trial.of(1).run.phase !== 'done') await trial.workers.work(4);
    trial.pool.cancel();
    assert.deepEqual(trial.phases, ['done', 'cancelled']);
    const { run, epochs } = trial.of(2);
    epochs.length = 0;
    trial.pool.retry(run);
    await trial.finish();
    assert.deepEqual(epochs, upTo(SPEC.epochs));
  });
});

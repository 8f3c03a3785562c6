import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DIGITS, SPEC, Workers, delivered } from '../../tests/unit/realm.js';
import { RunPool } from './run-pool.js';
import { RunsSafekeeping } from './runs-safekeeping.js';

/** @import { PooledRun, RunKeeper } from './run-pool.js' */
/** @import { KeptRun } from './run-session.js' */

const LONG = { ...SPEC, epochs: 400 };

/** @type {RunKeeper['failed']} */
const never = () => false;

/** A pool whose runs are kept, without storage beyond it. */
class Trial {
  workers = new Workers();
  /** @type {PooledRun[]} */
  runs = [];
  safe;
  pool;

  /** @param {object} [options] @param {Partial<RunKeeper>} [changes] - of the keeper */
  constructor(options = {}, changes = {}) {
    /** @type {any} */
    const host = { localName: 'gradient-cures', requestUpdate() {} };
    const planned = () => this.runs.map(({ spec }) => spec);
    const safe = new RunsSafekeeping({
      ...{ host, planned, isMoved: () => true, goOn: () => {} },
      ...options,
    });
    this.safe = safe;
    const { transports } = this.workers;
    this.pool = new RunPool({
      limit: 2,
      session: { transports, digits: async () => DIGITS.first, reportMs: 0 },
      keeper: {
        measured: (...of) => safe.measured(...of),
        settled: (...of) => safe.settled(...of),
        ended: (...of) => safe.ended(...of),
        failed: (...of) => safe.failed(...of),
        ...changes,
      },
    });
  }

  /** @param {number} seed @param {KeptRun} [kept] */
  add(seed, kept) {
    const run = this.pool.add({ ...LONG, seed }, () => {}, {
      measuring: Infinity,
      ...(kept && { kept }),
    });
    this.runs.push(run);
    return run;
  }

  /** Trains a little. */
  async train() {
    await this.workers.work(1);
    for (const realm of this.workers.realms) realm.msPerUnit = 20;
    for (let count = 0; count < 60; count += 1) await this.workers.work(1);
  }

  /** Trains to the end of all. */
  async end() {
    while (!this.runs.every(({ isOver }) => isOver)) await this.workers.work();
  }

  /** @param {number} realm @param {string} type - of the event that ends it */
  kill(realm, type = 'error') {
    const { port } = this.workers.realms[realm] ?? this.workers.last;
    port.dispatchEvent(Object.assign(new Event(type), { message: 'killed' }));
  }

  /** All that was measured. */
  get numbers() {
    return this.runs.map(({ history, phase }) => [
      phase,
      [...(history?.epochs ?? [])],
      [...(history?.columns(0, 0, history.layers + 3) ?? [])],
    ]);
  }
}

/** @param {readonly number[]} seeds */
async function straight(seeds) {
  const trial = new Trial();
  for (const seed of seeds) trial.add(seed);
  await trial.end();
  return trial.numbers;
}

test('a run of a pool whose worker dies goes on from its checkpoint, with the same numbers', async () => {
  const trial = new Trial();
  const [one] = [1, 2, 3].map((seed) => trial.add(seed));
  await trial.train();
  assert.ok((one?.history?.epoch ?? 0) > 1);
  assert.equal(trial.workers.realms.length, 2);
  trial.kill(0);
  await delivered();
  assert.equal(one?.phase, 'running');
  await trial.end();
  assert.ok(trial.workers.realms.length > 2, 'another worker has started');
  assert.deepEqual(trial.numbers, await straight([1, 2, 3]));
});

test('a run that kills every worker at one place fails', async () => {
  const trial = new Trial();
  const run = trial.add(1);
  await trial.train();
  for (let death = 0; death < 3; death += 1) {
    assert.equal(run.phase, 'running');
    trial.kill(Infinity);
    await delivered();
  }
  assert.equal(run.phase, 'failed');
  trial.pool.retry(run);
  await trial.end();
  assert.deepEqual(trial.numbers, await straight([1]));
});

test('what was kept is gone on with, at its end as well', async () => {
  /** @type {KeptRun[]} */
  const found = [];
  const trial = new Trial(
    { keepsEnded: true },
    {
      measured: () => {},
      settled: () => {},
      ended: async (session) => {
        const { keptOf } = await import('./kept-run.js');
        const kept = await keptOf(session);
        if (kept) found.push(kept);
      },
    },
  );
  trial.add(1);
  await trial.end();
  const [kept] = found;
  assert.equal(kept?.epoch, LONG.epochs);
  const later = new Trial({ keepsEnded: true });
  const run = later.add(1, kept);
  await later.workers.work(2);
  await later.end();
  assert.equal(run.phase, 'done');
  assert.deepEqual(later.numbers, await straight([1]));
});

test('what the core refuses of a kept run is dropped, and the run begins anew', async () => {
  /** @type {KeptRun | undefined} */
  let kept;
  const trial = new Trial(
    {},
    {
      ended: async (session) => {
        const { keptOf } = await import('./kept-run.js');
        kept = (await keptOf(session)) ?? undefined;
      },
      failed: never,
    },
  );
  trial.add(1);
  await trial.end();
  assert.ok(kept);
  const damaged = { ...kept, snapshot: kept.snapshot.slice(0, -9) };
  const later = new Trial();
  later.add(1, damaged);
  await later.end();
  assert.deepEqual(later.numbers, await straight([1]));
});

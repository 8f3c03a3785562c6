import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { JobClient } from '../../www/run/client/job-client.js';
import { SEED_OF_TRAP } from './fake-core.js';
import { FakeRealm } from './fake-realm.js';
import { FakeWorkers } from './fake-workers.js';

/** @param {FakeWorkers} workers */
const client = (workers) =>
  new JobClient({ part: 'random-chains', ladder: workers.ladder });

describe('a job', () => {
  it('is done by a worker that needs no digits', async () => {
    const workers = new FakeWorkers();
    const answer = client(workers).run('random-chains', { units: 9, seed: 4 });
    await workers.work();
    assert.deepEqual(await answer, { units: 9, seed: 4 });
    assert.equal(workers.last.ledger.files.length, 0);
    assert.equal(workers.last.ledger.trainers, 0, 'its memory is given back');
  });

  it('is done in slices, between which others are heard', async () => {
    const workers = new FakeWorkers();
    const jobs = client(workers);
    const units = 100_000;
    const answer = jobs.run('random-chains', { units, seed: 1 });
    await workers.work(1);
    assert.equal(workers.last.heard('answer').length, 0);
    await workers.work();
    assert.equal((await answer).units, units);
  });

  it('that is refused says why, and the next one is done', async () => {
    const workers = new FakeWorkers();
    const jobs = client(workers);
    const bad = jobs.run('random-chains', { units: 0, seed: 1 });
    const unknown = jobs.run('perpetual-motion', {});
    const good = jobs.run('random-chains', { units: 1, seed: 1 });
    await workers.work();
    await assert.rejects(bad, { code: 'setting' });
    await assert.rejects(unknown, { code: 'protocol', message: /perpetual/ });
    assert.equal((await good).units, 1);
    assert.equal(workers.realms.length, 1);
  });

  it('that traps ends its worker, and the next one gets another', async () => {
    const workers = new FakeWorkers();
    const jobs = client(workers);
    const spec = { units: 5, seed: SEED_OF_TRAP };
    const bad = jobs.run('random-chains', spec);
    await workers.work();
    await assert.rejects(bad, { code: 'crash' });
    assert.equal(workers.terminated, 1);
    const good = jobs.run('random-chains', { ...spec, seed: 2 });
    await workers.work();
    assert.equal((await good).seed, 2);
    assert.equal(workers.realms.length, 2);
  });

  it('is dropped when the page closes the client', async () => {
    const workers = new FakeWorkers();
    const jobs = client(workers);
    const answer = jobs.run('random-chains', { units: 1e6, seed: 1 });
    await workers.work(1);
    jobs.close();
    await assert.rejects(answer, { code: 'closed' });
    assert.equal(workers.last.ledger.trainers, 0);
  });

  it('leaves a run beside it as it is', async () => {
    const realm = new FakeRealm();
    await realm.configured();
    const spec = { units: 10, seed: 1 };
    await realm.say({ type: 'job', jobId: 7, name: 'random-chains', spec });
    await realm.work();
    assert.equal(realm.heard('answer')[0]?.jobId, 7);
    assert.equal(realm.heard('progress').length, 1);
  });
});

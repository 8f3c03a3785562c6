import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  Realm,
  SEED_OF_TRAP,
  Workers,
  delivered,
  openInNode,
} from '../../../tests/unit/realm.js';
import { take } from '../plain.js';
import { JobHost } from '../worker/job-host.js';
import { JobClient } from './job-client.js';

const SPEC = {
  chains: 100,
  weightSpread: 1,
  biasSpread: 1,
  input: 0.5,
  activation: 'sigmoid',
  seed: 4,
};

const workersForJobs = () => new Workers('worker', JobHost);

/** @param {Workers} workers */
const clientOf = ({ transports }) =>
  new JobClient({ part: 'random-chains', transports });

/** @param {object} spec */
async function straight(spec) {
  const { core } = await openInNode('random-chains');
  const work = new core.RawRandomChains(/** @type {any} */ (spec));
  while (!work.isDone) work.advance(1000);
  return take(work.answer());
}

describe('a job', () => {
  it('is done by a worker that opens its part', async () => {
    const workers = workersForJobs();
    const answer = clientOf(workers).run('random-chains', SPEC);
    await workers.work();
    assert.deepEqual(await answer, await straight(SPEC));
    assert.equal(
      Reflect.get(workers.last.opened[0] ?? {}, 'part'),
      'random-chains',
    );
    assert.equal(workers.last.alive, 0, 'its memory is given back');
  });

  it('is done in slices, between which others are heard', async () => {
    const workers = workersForJobs();
    const spec = { ...SPEC, chains: 20_000 };
    const answer = clientOf(workers).run('random-chains', spec);
    await workers.work(1);
    assert.equal(workers.last.heard('answer').length, 0);
    await workers.work();
    assert.ok(workers.last.slices.length > 2);
    assert.ok(Math.max(...workers.last.slices) <= 12);
    assert.deepEqual(await answer, await straight(spec));
  });

  it('that is refused says why, and the next one is done', async () => {
    const workers = workersForJobs();
    const jobs = clientOf(workers);
    const bad = jobs.run('random-chains', { ...SPEC, chains: 0 });
    const unknown = jobs.run('perpetual-motion', {});
    const absent = jobs.run('layer-jacobians', {});
    const good = jobs.run('random-chains', SPEC);
    const refused = [
      assert.rejects(bad, { code: 'setting' }),
      assert.rejects(unknown, { code: 'protocol', message: /perpetual/ }),
      assert.rejects(absent, { code: 'protocol', message: /layer-jacobians/ }),
    ];
    await workers.work();
    await Promise.all(refused);
    assert.deepEqual(await good, await straight(SPEC));
    assert.equal(workers.realms.length, 1);
  });

  it('that traps ends its worker, and the next one gets another', async () => {
    const workers = workersForJobs();
    const jobs = clientOf(workers);
    const bad = jobs.run('random-chains', { ...SPEC, seed: SEED_OF_TRAP });
    const crashed = assert.rejects(bad, { code: 'crash' });
    await workers.work();
    await crashed;
    assert.equal(workers.terminated, 1);
    const good = jobs.run('random-chains', SPEC);
    await workers.work();
    assert.deepEqual(await good, await straight(SPEC));
    assert.equal(workers.realms.length, 2);
  });

  /** @param {import('node:test').TestContext} t */
  async function threeSeconds(t) {
    for (let half = 0; half < 6; half += 1) {
      t.mock.timers.tick(500);
      await delivered();
    }
  }

  it('whose worker falls silent is done by another, which starts within three seconds', async (t) => {
    t.mock.timers.enable({ apis: ['setTimeout'] });
    const workers = workersForJobs();
    const jobs = clientOf(workers);
    const answers = [SPEC, { ...SPEC, seed: 5 }].map((spec) =>
      jobs.run('random-chains', spec),
    );
    await delivered();
    workers.last.host.close();
    await threeSeconds(t);
    assert.equal(workers.terminated, 1);
    assert.equal(workers.realms.length, 2);
    await workers.work();
    assert.deepEqual(await answers[0], await straight(SPEC));
    assert.deepEqual(await answers[1], await straight({ ...SPEC, seed: 5 }));
    jobs.close();
  });

  it('with which two workers fall silent is told so, and the next one gets another', async (t) => {
    t.mock.timers.enable({ apis: ['setTimeout'] });
    const workers = workersForJobs();
    const jobs = clientOf(workers);
    const lost = assert.rejects(jobs.run('random-chains', SPEC), {
      code: 'worker-silent',
    });
    for (let death = 0; death < 2; death += 1) {
      await delivered();
      workers.last.host.close();
      await threeSeconds(t);
    }
    await lost;
    const good = jobs.run('random-chains', SPEC);
    await workers.work();
    assert.deepEqual(await good, await straight(SPEC));
    assert.equal(workers.realms.length, 3);
    jobs.close();
  });

  it('is dropped when the page closes the client', async () => {
    const workers = workersForJobs();
    const jobs = clientOf(workers);
    const answer = jobs.run('random-chains', { ...SPEC, chains: 100_000 });
    await workers.work(1);
    assert.equal(workers.last.alive, 1);
    jobs.close();
    await assert.rejects(answer, { code: 'closed' });
    assert.equal(workers.last.alive, 0);
    // As of a figure that was removed while it waited for something else.
    const late = jobs.run('random-chains', SPEC);
    await assert.rejects(late, { code: 'closed' });
    assert.equal(workers.realms.length, 1);
  });

  it('is unknown to a worker that trains', async () => {
    const realm = new Realm();
    await realm.configured();
    const job = { type: 'job', jobId: 7, name: 'random-chains', spec: SPEC };
    await realm.say(job);
    await realm.work();
    assert.equal(realm.heard('failed')[0].code, 'protocol');
    assert.equal(realm.heard('progress').length, 1);
  });
});

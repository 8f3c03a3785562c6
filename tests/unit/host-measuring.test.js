import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  FROM_WORKER,
  TO_WORKER,
  faultOf,
} from '../../www/run/protocol/messages.js';
import { SPEC } from './fake-core.js';
import { FakeRealm, epochs, run } from './fake-realm.js';
import { FakeWorkers, epochsTold, failuresTold } from './fake-workers.js';

const SOME = { measuring: 0.1 };

/** @returns {Promise<FakeRealm>} whose run has passed epoch 5, measured, and not 10 */
async function betweenRows() {
  const realm = new FakeRealm();
  realm.ledger.msPerImage = 1;
  await realm.configured(SPEC, SOME);
  await realm.say(run(1, 20));
  while (realm.ledger.time < 850) await realm.work(1);
  return realm;
}

describe('a run that is measured at some epochs', () => {
  it('reports those, the first and the last', async () => {
    const realm = new FakeRealm();
    await realm.configured({ ...SPEC, epochs: 17 }, SOME);
    await realm.say(run(1, 17));
    await realm.work();
    assert.deepEqual(epochs(realm), [0, 5, 10, 15, 17]);
    assert.equal(realm.heard('done')[0]?.epoch, 17);
  });

  it('measures the epoch it is to stop at, and goes on as it would have', async () => {
    const realm = new FakeRealm();
    await realm.configured(SPEC, SOME);
    for (const epoch of [7, 8, 20]) {
      await realm.say(run(1, epoch));
      await realm.work();
    }
    assert.deepEqual(epochs(realm), [0, 5, 7, 8, 10, 15, 20]);
    assert.deepEqual(
      realm.heard('paused').map(({ epoch }) => epoch),
      [7, 8],
    );
  });

  it('is paused at a measured epoch, and says at once that it will be', async () => {
    const realm = await betweenRows();
    assert.deepEqual(epochs(realm), [0, 5]);
    await realm.say({ type: 'pause', runId: 1 });
    assert.equal(realm.said.at(-1)?.message.type, 'pausing');
    await realm.work();
    assert.deepEqual(epochs(realm), [0, 5, 7]);
    assert.deepEqual(realm.said.at(-1)?.message, {
      type: 'paused',
      runId: 1,
      epoch: 7,
    });
    await realm.say(run(1, 20));
    await realm.work();
    assert.deepEqual(epochs(realm), [0, 5, 7, 10, 15, 20]);
  });

  it('that is set going again before it stands does not stop', async () => {
    const realm = await betweenRows();
    await realm.say({ type: 'pause', runId: 1 });
    await realm.say(run(1, 20));
    await realm.work();
    assert.deepEqual(epochs(realm), [0, 5, 10, 15, 20]);
    assert.deepEqual(realm.heard('paused'), []);
  });

  it('begins anew from its first row with a reset, wherever it is', async () => {
    const realm = await betweenRows();
    await realm.say({ type: 'pause', runId: 1 });
    realm.said.length = 0;
    await realm.say({ type: 'reset', runId: 2 });
    await realm.work();
    assert.deepEqual(epochs(realm), [0]);
    assert.deepEqual(realm.heard('paused'), [
      { type: 'paused', runId: 2, epoch: 0 },
    ]);
  });
});

describe('a client whose run is measured at some epochs', () => {
  /** A client whose run has gone past epoch 7, which was not measured. */
  async function between() {
    const workers = new FakeWorkers();
    const { client, told } = workers.client();
    await client.configure(SPEC, { measuring: 0.1 });
    workers.last.ledger.msPerImage = 1;
    client.play();
    await workers.work(0);
    while (workers.last.ledger.time < 850) await workers.work(1);
    return { workers, client, told };
  }

  it('pauses at a measured epoch, and steps to the next one from there', async () => {
    const { workers, client, told } = await between();
    client.pause();
    await workers.work();
    assert.equal(told.at(-1)?.event, 'settled');
    const paused = epochsTold(told).at(-1) ?? NaN;
    assert.ok(paused % 5 !== 0, `${paused}`);
    client.step();
    await workers.work();
    assert.equal(epochsTold(told).at(-1), paused + 1);
    assert.equal(told.at(-1)?.event, 'settled');
  });

  it('may be stepped before the pause is there', async () => {
    const { workers, client, told } = await between();
    client.pause();
    client.step();
    await workers.work();
    const settled = told.filter(({ event }) => event === 'settled');
    assert.equal(settled.length, 1);
    assert.equal(epochsTold(told).at(-1), 7);
  });

  it('does not take a worker that finishes its epoch for dead', async (t) => {
    const { workers, client, told } = await between();
    t.mock.timers.enable({ apis: ['setTimeout'] });
    client.pause();
    await workers.work(0);
    for (let second = 0; second < 10; second += 1) t.mock.timers.tick(1000);
    assert.deepEqual(failuresTold(told), []);
    await workers.work();
    assert.equal(told.at(-1)?.event, 'settled');
  });

  it('starts again with the same share after its worker has died', async () => {
    const { workers, client, told } = await between();
    workers.last.port.dispatchEvent(new Event('error'));
    told.length = 0;
    void client.restart();
    await workers.work();
    client.play();
    await workers.work();
    assert.deepEqual(epochsTold(told), [0, 5, 10, 15, 20]);
  });
});

describe('the fields of measuring', () => {
  it('may be left out, but not be of another kind', () => {
    const configure = { type: 'configure', runId: 1, spec: SPEC };
    assert.equal(
      faultOf({ ...configure, measuring: Infinity }, TO_WORKER),
      null,
    );
    assert.match(
      faultOf({ ...configure, measuring: 'every' }, TO_WORKER) ?? '',
      /configure\.measuring.*string/,
    );
    const pausing = { type: 'pausing', runId: 1 };
    assert.equal(faultOf(pausing, FROM_WORKER), null);
    assert.match(
      faultOf({ type: 'progress', runId: 1, epochs: [0] }, FROM_WORKER) ?? '',
      /progress\.epochs/,
    );
  });
});

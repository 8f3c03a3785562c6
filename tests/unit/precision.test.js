import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { SPEC } from './fake-core.js';
import { FakeWorkers, epochsTold, failuresTold } from './fake-workers.js';

const DOUBLE = { ...SPEC, precision: 'f64' };

describe('another precision', () => {
  test('takes the place of the run before in the same worker', async () => {
    const workers = new FakeWorkers();
    const { client, told } = workers.client();
    await Promise.all([client.configure(SPEC), workers.work()]);
    const configuring = client.configure(DOUBLE);
    client.play();
    await Promise.all([configuring, workers.work()]);
    await workers.work();
    assert.equal(workers.realms.length, 1);
    assert.equal(workers.terminated, 0);
    assert.equal(workers.last.ledger.trainers, 1, 'the first is freed');
    assert.equal(workers.last.ledger.files.length, 1, 'it had the digits');
    assert.equal(client.transport, 'worker');
    assert.equal(epochsTold(told).at(-1), SPEC.epochs, 'it plays on');
    assert.deepEqual(failuresTold(told), []);
  });

  test('is given up with the worker, and may be tried again', async () => {
    const workers = new FakeWorkers();
    const { client, told } = workers.client();
    await Promise.all([client.configure(SPEC), workers.work()]);
    const configuring = client.configure(DOUBLE);
    const refused = assert.rejects(configuring, { code: 'worker-failed' });
    workers.realms[0]?.port.dispatchEvent(new Event('error'));
    await refused;
    assert.deepEqual(
      failuresTold(told).map(({ fatal }) => fatal),
      [true],
    );
    await Promise.all([client.restart(), workers.work()]);
    assert.equal(workers.realms.length, 2);
    assert.equal(told.at(-1)?.event, 'progress');
  });

  test('is paused, and so is the run before', async () => {
    const workers = new FakeWorkers();
    const { client, told } = workers.client();
    await Promise.all([client.configure(SPEC), workers.work()]);
    client.play();
    const configuring = client.configure(DOUBLE);
    client.pause();
    await Promise.all([configuring, workers.work()]);
    await workers.work();
    assert.deepEqual(failuresTold(told), []);
    assert.equal(epochsTold(told).at(-1), 0, 'at rest at its start');
  });
});

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';

import { CoreError } from '../../www/core/core-error.js';
import { SPEC } from './fake-core.js';
import {
  FakeWorkers,
  PAGE_DOOR,
  epochsTold,
  failuresTold,
} from './fake-workers.js';

const DOUBLE = { ...SPEC, precision: 'f64' };

/**
 * The parts of the core that the workers opened, in order.
 *
 * @param {FakeWorkers} workers
 */
function partsOf(workers) {
  return workers.realms.flatMap(({ ledger }) =>
    ledger.loads.map((load) => /** @type {any} */ (load).part),
  );
}

/**
 * Workers of a page on which the part with double precision does not load, as
 * long as `fails` says so.
 *
 * @param {{ isHere: boolean }} double
 */
function workersWithout(double) {
  return new FakeWorkers('worker', {
    door: {
      ...PAGE_DOOR,
      openCore(part) {
        return part === 'training' || double.isHere
          ? PAGE_DOOR.openCore()
          : Promise.reject(new CoreError('load-failed', 'double: got 404'));
      },
    },
  });
}

describe('the part of the core of a run', () => {
  for (const [spec, part] of /** @type {const} */ ([
    [SPEC, 'training'],
    [DOUBLE, 'training-double'],
  ])) {
    test(`in ${spec.precision} is ${part}, and nothing else is opened`, async () => {
      const workers = new FakeWorkers();
      const { client } = workers.client();
      await Promise.all([client.configure(spec), workers.work()]);
      assert.deepEqual(partsOf(workers), [part]);
    });
  }
});

describe('another precision', () => {
  test('takes the place of the run before when it is there, and ends its worker', async () => {
    const workers = new FakeWorkers();
    const { client, told } = workers.client();
    await Promise.all([client.configure(SPEC), workers.work()]);
    const configuring = client.configure(DOUBLE);
    assert.equal(workers.terminated, 0, 'the run before is still there');
    client.play();
    await Promise.all([configuring, workers.work()]);
    await workers.work();
    assert.equal(workers.realms.length, 2);
    assert.equal(workers.terminated, 1);
    assert.equal(client.transport, 'worker');
    assert.equal(epochsTold(told).at(-1), SPEC.epochs, 'it plays on');
    assert.deepEqual(workers.last.ledger.files, [Uint8Array.of(1)]);
    assert.deepEqual(failuresTold(told), []);
  });

  test('and back again before it was there leaves the first worker its run', async () => {
    const workers = new FakeWorkers();
    const { client } = workers.client();
    await Promise.all([client.configure(SPEC), workers.work()]);
    const double = client.configure(DOUBLE);
    await Promise.all([client.configure(SPEC), workers.work()]);
    assert.equal(await double, null);
    await workers.work();
    const [single, other] = workers.realms;
    assert.equal(single?.ledger.trainers, 1, 'the first is freed');
    assert.equal(single?.ledger.files.length, 1, 'it had the digits');
    assert.equal(other?.ledger.trainers, 0);
  });

  test('whose part does not load is told, and the run before goes on', async () => {
    const double = { isHere: false };
    const workers = workersWithout(double);
    const { client, told } = workers.client();
    await Promise.all([client.configure(SPEC), workers.work()]);
    await assert.rejects(client.configure(DOUBLE), { code: 'core-missing' });
    const [failure, ...more] = failuresTold(told);
    assert.deepEqual(more, []);
    assert.equal(failure?.message, 'double: got 404');
    assert.equal(failure?.fatal, false);
    client.play();
    await workers.work();
    assert.equal(epochsTold(told).at(-1), SPEC.epochs);

    double.isHere = true;
    await Promise.all([client.configure(DOUBLE), workers.work()]);
    assert.equal(told.at(-1)?.event, 'progress', 'it may be tried again');
  });

  test('whose part does not load for the first run is told as fatal', async () => {
    const workers = workersWithout({ isHere: false });
    const { client, told } = workers.client();
    await assert.rejects(client.configure(DOUBLE), { code: 'core-missing' });
    assert.equal(failuresTold(told)[0]?.fatal, true);
    await Promise.all([client.configure(SPEC), workers.work()]);
    assert.deepEqual(epochsTold(told), [0]);
  });

  test('whose worker dies before it has made the run leaves the one before', async () => {
    const workers = new FakeWorkers();
    let areComing = true;
    const { client, told } = workers.client({
      digits: () =>
        areComing ? Promise.resolve(Uint8Array.of(1)) : new Promise(() => {}),
    });
    await Promise.all([client.configure(SPEC), workers.work()]);
    areComing = false;
    const configuring = client.configure(DOUBLE);
    await workers.work();
    workers.last.port.dispatchEvent(new Event('error'));
    await assert.rejects(configuring, { code: 'worker-failed' });
    assert.equal(failuresTold(told)[0]?.fatal, false);
    assert.equal(workers.terminated, 1, 'the dead one');
    client.play();
    await workers.work();
    assert.equal(epochsTold(told).at(-1), SPEC.epochs);
  });

  test('is given up with the worker of the run that is on screen', async () => {
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
    assert.equal(partsOf(workers).at(-1), 'training-double');
  });

  test('is paused in its own worker, and so is the run before', async () => {
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

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { SEED_OF_TRAP, SPEC } from './fake-core.js';
import { upTo } from './fake-realm.js';
import {
  FakeWorkers,
  epochsTold,
  failuresTold,
  valuesTold,
} from './fake-workers.js';

/**
 * Moves the clock by seconds, one at a time.
 *
 * @param {import('node:test').TestContext} t
 * @param {number} seconds
 */
function wait(t, seconds) {
  for (let second = 0; second < seconds; second += 1) t.mock.timers.tick(1000);
}

describe('a worker that dies', () => {
  it('by a trap says so and is ended', async () => {
    const workers = new FakeWorkers();
    const { client, told } = workers.client();
    void client.configure({ ...SPEC, seed: SEED_OF_TRAP });
    client.play();
    await workers.work();
    assert.deepEqual(
      failuresTold(told).map(({ code, fatal }) => [code, fatal]),
      [['crash', true]],
    );
    assert.equal(workers.terminated, 1);
    assert.equal(client.transport, null);
  });

  it('by an error says so and is ended', async () => {
    const workers = new FakeWorkers();
    const { client, told } = workers.client();
    await client.configure(SPEC);
    workers.last.port.dispatchEvent(
      Object.assign(new Event('error'), { message: 'out of memory' }),
    );
    const [failed] = failuresTold(told);
    assert.deepEqual([failed?.code, failed?.fatal], ['worker-failed', true]);
    assert.match(failed?.message ?? '', /out of memory/);
    assert.equal(workers.terminated, 1);
  });

  it('by talking nonsense is ended', async () => {
    const workers = new FakeWorkers();
    const { client, told } = workers.client();
    await client.configure(SPEC);
    workers.last.port.dispatchEvent(
      new MessageEvent('message', { data: { type: 'progress', runId: 1 } }),
    );
    assert.deepEqual(
      failuresTold(told).map(({ code, fatal }) => [code, fatal]),
      [['protocol', true]],
    );
  });

  it('while it makes a run, rejects that run', async () => {
    const workers = new FakeWorkers();
    const { client } = workers.client();
    await client.configure(SPEC);
    const asked = client.configure(SPEC);
    workers.last.port.dispatchEvent(new Event('error'));
    await assert.rejects(asked, { code: 'worker-failed' });
  });

  it('is replaced by restart, which gives the same run', async () => {
    const workers = new FakeWorkers();
    const { client, told } = workers.client();
    void client.configure({ ...SPEC, seed: 7 });
    client.play();
    await workers.work();
    const first = valuesTold(told);
    workers.last.port.dispatchEvent(new Event('error'));
    told.length = 0;
    void client.restart();
    await workers.work();
    assert.deepEqual(epochsTold(told), [0], 'it restarts at rest');
    client.play();
    await workers.work();
    assert.deepEqual(valuesTold(told), first);
    assert.equal(workers.realms.length, 2);
    assert.equal(workers.last.ledger.files.length, 1);
  });

  it('is replaced by the next configure as well', async () => {
    const workers = new FakeWorkers();
    const { client, told } = workers.client();
    await client.configure(SPEC);
    workers.last.port.dispatchEvent(new Event('error'));
    told.length = 0;
    void client.configure(SPEC);
    client.play();
    await workers.work();
    assert.deepEqual(epochsTold(told), upTo(SPEC.epochs));
  });
});

describe('a pause', () => {
  it('without an answer for three seconds means death', async (t) => {
    const workers = new FakeWorkers();
    const { client, told } = workers.client();
    await client.configure(SPEC);
    await workers.work();
    t.mock.timers.enable({ apis: ['setTimeout'] });
    workers.last.host.close();
    client.pause();
    wait(t, 2);
    assert.deepEqual(failuresTold(told), []);
    wait(t, 1);
    assert.deepEqual(
      failuresTold(told).map(({ code, fatal }) => [code, fatal]),
      [['worker-silent', true]],
    );
    assert.equal(workers.terminated, 1);
  });

  it('with an answer does not', async (t) => {
    const workers = new FakeWorkers();
    const { client, told } = workers.client();
    await client.configure(SPEC);
    await workers.work();
    t.mock.timers.enable({ apis: ['setTimeout'] });
    client.pause();
    await workers.work();
    wait(t, 10);
    assert.deepEqual(failuresTold(told), []);
  });

  it('on the thread of the page has all the time it needs', async (t) => {
    const workers = new FakeWorkers('page');
    const { client, told } = workers.client();
    await client.configure(SPEC);
    t.mock.timers.enable({ apis: ['setTimeout'] });
    workers.last.host.close();
    client.pause();
    wait(t, 10);
    assert.deepEqual(failuresTold(told), []);
  });
});

describe('close', () => {
  it('ends the worker at once, and nothing is told after it', async () => {
    const workers = new FakeWorkers();
    const { client, told } = workers.client();
    await client.configure(SPEC);
    client.play();
    await workers.work(3);
    const asked = client.configure(SPEC);
    const heard = told.length;
    client.close();
    assert.equal(workers.terminated, 1);
    await workers.work();
    assert.equal(told.length, heard);
    assert.equal(await asked, null);
    assert.equal(await client.configure(SPEC), null);
    assert.equal(workers.realms.length, 1);
  });

  it('comes with the abort of the signal', async () => {
    const workers = new FakeWorkers();
    const life = new AbortController();
    const { client } = workers.client({ signal: life.signal });
    await client.configure(SPEC);
    life.abort();
    assert.equal(workers.terminated, 1);
  });

  it('while the worker starts leaves none behind', async () => {
    const workers = new FakeWorkers();
    const { client, told } = workers.client();
    const asked = client.configure(SPEC);
    client.close();
    await workers.work();
    assert.equal(await asked, null);
    assert.equal(workers.realms.length, workers.terminated);
    assert.deepEqual(told, []);
  });
});

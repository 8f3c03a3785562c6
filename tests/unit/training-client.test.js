import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { DAMAGED, SPEC } from './fake-core.js';
import { upTo } from './fake-realm.js';
import {
  FakeWorkers,
  epochsTold,
  failuresTold,
  valuesTold,
} from './fake-workers.js';

const REFUSED = { ...SPEC, rate: 0 };

describe('configure', () => {
  it('starts a worker, and tells of the run and its first row', async () => {
    const workers = new FakeWorkers();
    const { client, told } = workers.client();
    assert.equal(client.transport, null);
    const configured = client.configure(SPEC);
    await workers.work();
    assert.equal((await configured)?.layers, 2);
    assert.equal(client.transport, 'worker');
    assert.equal(client.core, 'simd');
    assert.deepEqual(
      told.map(({ event }) => event),
      ['configured', 'progress'],
    );
    assert.deepEqual(epochsTold(told), [0]);
  });

  it('sends each digits file once, the second only when needed', async () => {
    const workers = new FakeWorkers();
    const bytes = { first: Uint8Array.of(1), rest: Uint8Array.of(2) };
    const { client } = workers.client({ digits: async (part) => bytes[part] });
    for (const images of [1000, 500, 1001, 8000]) {
      void client.configure({ ...SPEC, images });
      await workers.work();
      const expected = images <= 1000 ? [1] : [1, 2];
      const { files } = workers.last.ledger;
      assert.deepEqual(
        files.map(([byte]) => byte),
        expected,
      );
    }
  });

  it('supersedes a run that plays, of which nothing more is told', async () => {
    const workers = new FakeWorkers();
    const { client, told } = workers.client();
    void client.configure(SPEC);
    client.play();
    await workers.work(5);
    void client.configure({ ...SPEC, seed: 1000 });
    await workers.work();
    const at = told.findLastIndex(({ event }) => event === 'configured');
    const after = told.slice(at + 1);
    assert.deepEqual(epochsTold(after), [0]);
    assert.ok(valuesTold(after).every((value) => value >= 1000));
  });

  it('makes only the last of many that come at once', async () => {
    const workers = new FakeWorkers();
    const { client, told } = workers.client();
    await client.configure(SPEC);
    const asked = [2, 3, 4, 5].map((seed) =>
      client.configure({ ...SPEC, seed }),
    );
    await workers.work();
    const answers = await Promise.all(asked);
    assert.deepEqual(
      answers.map((answer) => answer?.runId ?? null),
      [null, null, null, 5],
    );
    assert.equal(workers.last.heard('configured').length, 2);
    assert.equal(told.filter(({ event }) => event === 'configured').length, 2);
  });

  it('that fails rejects, tells, and loses nothing of the old run', async () => {
    const workers = new FakeWorkers();
    const { client, told } = workers.client();
    void client.configure(SPEC);
    client.play();
    await workers.work(6);
    const refused = client.configure(REFUSED);
    await workers.work();
    await assert.rejects(refused, { name: 'CoreError', code: 'setting' });
    assert.deepEqual(
      failuresTold(told).map(({ code, fatal }) => [code, fatal]),
      [['setting', false]],
    );
    assert.deepEqual(epochsTold(told), upTo(SPEC.epochs));
  });
});

describe('play, pause, step and reset', () => {
  it('may be asked for before the worker is there', async () => {
    const workers = new FakeWorkers();
    const { client, told } = workers.client();
    void client.configure(SPEC);
    client.play();
    await workers.work();
    assert.deepEqual(epochsTold(told), upTo(SPEC.epochs));
    assert.equal(told.at(-1)?.message.type, 'done');
  });

  it('asked for before a pause are forgotten', async () => {
    const workers = new FakeWorkers();
    const { client, told } = workers.client();
    void client.configure(SPEC);
    client.play();
    client.pause();
    await workers.work();
    assert.deepEqual(epochsTold(told), [0]);
  });

  it('step by as many epochs as there were steps', async () => {
    const workers = new FakeWorkers();
    const { client, told } = workers.client();
    await client.configure(SPEC);
    client.step();
    client.step();
    await workers.work();
    client.step();
    await workers.work();
    assert.deepEqual(epochsTold(told), upTo(3));
    assert.deepEqual(told.at(-1)?.message, {
      type: 'paused',
      runId: 1,
      epoch: 3,
    });
  });

  it('stop at once and go on where they stopped', async () => {
    const workers = new FakeWorkers();
    const { client, told } = workers.client();
    void client.configure(SPEC);
    client.play();
    await workers.work(10);
    client.pause();
    await workers.work();
    assert.equal(told.at(-1)?.message.type, 'paused');
    const { slices } = workers.last.ledger;
    const worked = slices.length;
    await workers.work();
    assert.equal(slices.length, worked);
    client.play();
    await workers.work();
    assert.deepEqual(epochsTold(told), upTo(SPEC.epochs));
  });

  it('are not settled by a pause that a play has overtaken', async () => {
    const workers = new FakeWorkers();
    const { client, told } = workers.client();
    void client.configure(SPEC);
    client.play();
    await workers.work(10);
    client.pause();
    client.play();
    await workers.work();
    const settled = told.filter(({ event }) => event === 'settled');
    assert.deepEqual(
      settled.map(({ message }) => message),
      [{ type: 'done', runId: 1, epoch: SPEC.epochs }],
    );
  });

  it('give the same rows again after a reset, and none late', async () => {
    const workers = new FakeWorkers();
    const { client, told } = workers.client();
    void client.configure(SPEC);
    client.play();
    await workers.work();
    const first = valuesTold(told);
    told.length = 0;
    client.play();
    client.reset();
    client.play();
    await workers.work();
    assert.deepEqual(valuesTold(told), first);
    assert.deepEqual(epochsTold(told), upTo(SPEC.epochs));
  });
});

describe('digits', () => {
  it('that cannot be had fail the run, and are tried again', async () => {
    const workers = new FakeWorkers();
    let isOffline = true;
    const { client, told } = workers.client({
      digits: async () => {
        if (isOffline) throw new TypeError('offline');
        return Uint8Array.of(1);
      },
    });
    const refused = client.configure(SPEC);
    await workers.work();
    await assert.rejects(refused, { code: 'load-failed', message: 'offline' });
    assert.deepEqual(
      failuresTold(told).map(({ code, fatal }) => [code, fatal]),
      [['load-failed', false]],
    );
    isOffline = false;
    void client.configure(SPEC);
    await workers.work();
    assert.deepEqual(epochsTold(told), [0]);
  });

  it('that are damaged fail the run with the code of the core', async () => {
    const workers = new FakeWorkers();
    const { client, told } = workers.client({ digits: async () => DAMAGED });
    const refused = client.configure(SPEC);
    await workers.work();
    await assert.rejects(refused, { code: 'data' });
    assert.deepEqual(
      failuresTold(told).map(({ code, fatal }) => [code, fatal]),
      [['data', false]],
    );
  });
});

describe('check', () => {
  it('gives what both ways give, and null without a run', async () => {
    const workers = new FakeWorkers();
    const { client } = workers.client();
    assert.equal(await client.check(), null);
    await client.configure(SPEC);
    assert.deepEqual(await client.check(), [
      { layer: 0, neuron: 0, backpropagated: 0.5, difference: 0.5 },
    ]);
  });
});

describe('several clients', () => {
  it('have a worker each and hear only of their own', async () => {
    const workers = new FakeWorkers();
    const one = workers.client();
    const other = workers.client();
    void one.client.configure(SPEC);
    void other.client.configure({ ...SPEC, seed: 1000 });
    await workers.work();
    one.client.play();
    await workers.work();
    assert.equal(workers.realms.length, 2);
    assert.deepEqual(epochsTold(one.told), upTo(SPEC.epochs));
    assert.deepEqual(epochsTold(other.told), [0]);
    one.client.close();
    other.client.step();
    await workers.work();
    assert.deepEqual(epochsTold(other.told), [0, 1]);
  });
});

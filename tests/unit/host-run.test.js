import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { SEED_OF_TRAP, SPEC } from './fake-core.js';
import { FakeRealm, epochs, run, upTo } from './fake-realm.js';

describe('run', () => {
  it('reports every row once and then says that it is done', async () => {
    const realm = new FakeRealm();
    await realm.configured();
    await realm.say(run(1, 20));
    await realm.work();
    assert.deepEqual(epochs(realm), upTo(20));
    assert.deepEqual(realm.said.at(-1)?.message, {
      type: 'done',
      runId: 1,
      epoch: 20,
    });
  });

  it('stops at the epoch asked for, and goes on from there', async () => {
    const realm = new FakeRealm();
    await realm.configured();
    await realm.say(run(1, 3));
    await realm.work();
    assert.deepEqual(epochs(realm), upTo(3));
    assert.deepEqual(realm.heard('paused'), [
      { type: 'paused', runId: 1, epoch: 3 },
    ]);
    await realm.say(run(1, 4));
    await realm.work();
    assert.deepEqual(epochs(realm), upTo(4));
  });

  it('beyond the last epoch ends at the last', async () => {
    const realm = new FakeRealm();
    await realm.configured();
    await realm.say(run(1, 1_000_000));
    await realm.work();
    assert.equal(realm.heard('done')[0]?.epoch, SPEC.epochs);
  });

  it('reports at most 30 times a second', async () => {
    const realm = new FakeRealm();
    realm.ledger.msPerImage = 0.05;
    await realm.configured({ ...SPEC, images: 10, batch: 10, epochs: 5000 });
    await realm.say(run(1, 5000));
    await realm.work();
    const times = realm.said
      .filter(({ message }) => message.type === 'progress')
      .map(({ time }) => time);
    assert.ok(
      realm.ledger.time > 2000,
      `only ${realm.ledger.time} ms were worked`,
    );
    assert.ok(times.length > 30, `only ${times.length} reports`);
    // The last comes when it is done, whatever the time.
    for (const [index, time] of times.slice(0, -1).entries()) {
      const before = times[index - 1] ?? -Infinity;
      assert.ok(time - before >= 1000 / 30, `${before} and ${time}`);
    }
    assert.deepEqual(epochs(realm), upTo(5000));
  });

  it('reports no more often than the page asked', async () => {
    const realm = new FakeRealm();
    realm.ledger.msPerImage = 0.05;
    await realm.configured({ ...SPEC, epochs: 200 });
    await realm.work();
    await realm.say(run(1, 200, 250));
    await realm.work();
    const reports = realm.heard('progress').length;
    assert.ok(reports <= realm.ledger.time / 250 + 2, `${reports} reports`);
  });

  it('knows its rate from the time it worked', async () => {
    const realm = new FakeRealm();
    realm.ledger.msPerImage = 0.05;
    await realm.configured({ ...SPEC, epochs: 500 });
    await realm.say(run(1, 500));
    realm.ledger.time += 60_000;
    await realm.work();
    const rate = realm.heard('progress').at(-1)?.imagesPerSecond ?? 0;
    // Half of the fake trainer's work is training: 10,000 images a second.
    assert.ok(Math.abs(rate - 10_000) < 200, `${rate} images a second`);
  });
});

describe('slices', () => {
  for (const msPerImage of [0.0001, 0.01, 1, 9]) {
    it(`stay within 12 ms at ${msPerImage} ms an image`, async () => {
      const realm = new FakeRealm();
      realm.ledger.msPerImage = msPerImage;
      await realm.configured();
      await realm.say(run(1, 20));
      await realm.work();
      assert.ok(
        Math.max(...realm.ledger.slices) <= 12,
        `${realm.ledger.slices}`,
      );
    });
  }

  it('are one unit when a unit is all that fits', async () => {
    const realm = new FakeRealm();
    realm.ledger.msPerImage = 30;
    await realm.configured({ ...SPEC, images: 10, epochs: 1 });
    await realm.say(run(1, 1));
    await realm.work();
    assert.equal(Math.max(...realm.ledger.slices), 30);
  });

  it('let a pause be heard after the one that runs', async () => {
    const realm = new FakeRealm();
    await realm.configured();
    await realm.say(run(1, 20));
    await realm.work(4);
    const slices = realm.ledger.slices.length;
    await realm.say({ type: 'pause', runId: 1 });
    await realm.work();
    assert.equal(realm.ledger.slices.length, slices);
    assert.equal(realm.said.at(-1)?.message.type, 'paused');
  });
});

describe('pause', () => {
  it('reports the rows that wait before it says paused', async () => {
    const realm = new FakeRealm();
    await realm.configured();
    await realm.say(run(1, 20, 1_000_000));
    await realm.work(10);
    await realm.say({ type: 'pause', runId: 1 });
    const [before, last] = realm.said.slice(-2).map(({ message }) => message);
    assert.equal(before?.type, 'progress');
    assert.equal(last?.type, 'paused');
    assert.deepEqual(epochs(realm), upTo(last?.epoch ?? -1));
    await realm.say(run(1, 20));
    await realm.work();
    assert.deepEqual(epochs(realm), upTo(20));
  });

  it('is answered before the first row is measured', async () => {
    const realm = new FakeRealm();
    await realm.configured();
    await realm.say({ type: 'pause', runId: 1 });
    await realm.work();
    assert.deepEqual(realm.said.at(-1)?.message, {
      type: 'paused',
      runId: 1,
      epoch: 0,
    });
    await realm.say(run(1, 1));
    await realm.work();
    assert.deepEqual(epochs(realm), [0, 1]);
  });
});

describe('reset', () => {
  it('gives the same rows again under its new run id', async () => {
    const realm = new FakeRealm();
    await realm.configured();
    await realm.say(run(1, 20));
    await realm.work();
    const first = realm.heard('progress').flatMap(({ values }) => [...values]);
    realm.said.length = 0;
    await realm.say({ type: 'reset', runId: 2 });
    await realm.work();
    assert.deepEqual(epochs(realm), [0]);
    assert.deepEqual(realm.heard('paused'), [
      { type: 'paused', runId: 2, epoch: 0 },
    ]);
    await realm.say(run(2, 20));
    await realm.work();
    const again = realm.heard('progress').flatMap(({ values }) => [...values]);
    assert.deepEqual(again, first);
  });
});

describe('a check', () => {
  it('answers with what both ways give', async () => {
    const realm = new FakeRealm();
    await realm.configured();
    await realm.say({ type: 'check', runId: 1 });
    assert.deepEqual(realm.heard('checked')[0]?.checks, [
      { layer: 0, neuron: 0, backpropagated: 0.5, difference: 0.5 },
    ]);
  });
});

describe('a trap', () => {
  it('is fatal, and nothing of the core is touched after it', async () => {
    const realm = new FakeRealm();
    await realm.configured({ ...SPEC, seed: SEED_OF_TRAP });
    await realm.say(run(1, 20));
    await realm.work();
    const [failed] = realm.heard('failed');
    assert.deepEqual(
      [failed?.code, failed?.runId, failed?.fatal],
      ['crash', 1, true],
    );
    const said = realm.said.length;
    await realm.say({ type: 'configure', runId: 2, spec: SPEC });
    await realm.work();
    assert.equal(realm.said.length, said);
    assert.equal(realm.ledger.trainers, 1, 'a poisoned trainer was freed');
  });
});

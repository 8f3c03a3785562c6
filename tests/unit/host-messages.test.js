import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { PROTOCOL } from '../../www/run/protocol/messages.js';
import { BUILD_ID, DAMAGED, SPEC } from './fake-core.js';
import { FakeRealm, epochs, run, upTo } from './fake-realm.js';

describe('the handshake', () => {
  it('answers a page of the same protocol and build', async () => {
    const realm = new FakeRealm();
    await realm.say({
      type: 'hello',
      protocol: PROTOCOL,
      build: BUILD_ID,
      core: 'scalar',
    });
    assert.deepEqual(realm.heard('ready'), [
      { type: 'ready', protocol: PROTOCOL, build: BUILD_ID, core: 'scalar' },
    ]);
  });

  for (const [what, hello] of Object.entries({
    build: { protocol: PROTOCOL, build: 'older' },
    protocol: { protocol: 0, build: BUILD_ID },
  })) {
    it(`refuses a page of another ${what} for good`, async () => {
      const realm = new FakeRealm();
      await realm.say({ type: 'hello', ...hello });
      const [failed] = realm.heard('failed');
      assert.equal(failed?.code, 'version-mismatch');
      assert.equal(failed?.fatal, true);
      assert.equal(realm.ledger.loads.length, 0);
    });
  }

  it('opens the part of the core that it names', async () => {
    const realm = new FakeRealm();
    const hello = { type: 'hello', protocol: PROTOCOL, build: BUILD_ID };
    await realm.say(Object.assign(hello, { part: 'chain' }));
    assert.deepEqual(realm.ledger.loads, [
      { part: 'chain', module: undefined, build: undefined },
    ]);
    await realm.say({ type: 'configure', runId: 1, spec: SPEC });
    await realm.say({ type: 'data', bytes: Uint8Array.of(2) });
    const job = { type: 'job', jobId: 1, name: 'random-chains', spec: {} };
    await realm.say(job);
    for (const { code, fatal, message } of realm.heard('failed')) {
      assert.deepEqual([code, fatal], ['protocol', false]);
      assert.match(message, /expected a part of the core with/);
    }
    assert.equal(realm.heard('failed').length, 2);
    assert.match(realm.heard('refused')[0]?.message ?? '', /random-chains/);
  });

  it('comes before everything else', async () => {
    const realm = new FakeRealm();
    await realm.say({ type: 'configure', runId: 1, spec: SPEC });
    assert.equal(realm.heard('failed')[0]?.code, 'protocol');
    assert.equal(realm.ledger.trainers, 0);
  });
});

describe('messages that are not of the protocol', () => {
  for (const message of [
    { type: 'dance' },
    { type: 'toString' },
    { type: 'run', runId: 1, toEpoch: -1, reportMs: 0 },
    { type: 'data', bytes: 'text' },
  ]) {
    it(`are refused: ${JSON.stringify(message)}`, async () => {
      const realm = new FakeRealm();
      await realm.configured();
      await realm.say(message);
      const [failed] = realm.heard('failed');
      assert.equal(failed?.code, 'protocol');
      assert.equal(failed?.fatal, false);
    });
  }

  it('leave the run as it was', async () => {
    const realm = new FakeRealm();
    await realm.configured();
    await realm.say({ type: 'dance' });
    await realm.say(run(1, 3));
    await realm.work();
    assert.deepEqual(epochs(realm), upTo(3));
  });
});

describe('data', () => {
  it('is counted', async () => {
    const realm = new FakeRealm();
    await realm.configured();
    await realm.say({ type: 'data', bytes: Uint8Array.of(2) });
    assert.deepEqual(
      realm.heard('loaded').map(({ trainingCount }) => trainingCount),
      [1000, 2000],
    );
  });

  it('that is damaged is refused with the code of the core', async () => {
    const realm = new FakeRealm();
    await realm.configured();
    await realm.say({ type: 'data', bytes: DAMAGED });
    const [failed] = realm.heard('failed');
    assert.deepEqual(
      [failed?.code, failed?.runId, failed?.fatal],
      ['data', null, false],
    );
    assert.match(failed?.message ?? '', /magic/);
  });
});

describe('configure', () => {
  it('describes the run and measures its first row unasked', async () => {
    const realm = new FakeRealm();
    await realm.configured();
    await realm.work();
    assert.deepEqual(realm.heard('configured'), [
      {
        type: 'configured',
        runId: 1,
        layers: 2,
        constantCost: 3.25,
        constantAccuracy: 0.1125,
        gradientStride: 0,
      },
    ]);
    assert.deepEqual(epochs(realm), [0]);
    assert.deepEqual(realm.heard('paused'), []);
  });

  it('that fails keeps the old run, and the old run plays on', async () => {
    const realm = new FakeRealm();
    await realm.configured();
    await realm.say(run(1, 20));
    await realm.work(3);
    await realm.say({
      type: 'configure',
      runId: 2,
      spec: { ...SPEC, rate: 0 },
    });
    await realm.work();
    const [failed] = realm.heard('failed');
    assert.deepEqual(
      [failed?.code, failed?.runId, failed?.fatal],
      ['setting', 2, false],
    );
    assert.deepEqual(epochs(realm), upTo(20));
    assert.deepEqual(realm.heard('done'), [
      { type: 'done', runId: 1, epoch: 20 },
    ]);
  });

  it('frees the trainer that it replaces', async () => {
    const realm = new FakeRealm();
    await realm.configured();
    for (const runId of [2, 3, 4]) {
      await realm.say({ type: 'configure', runId, spec: SPEC });
    }
    assert.equal(realm.ledger.trainers, 1);
    realm.host.close();
    assert.equal(realm.ledger.trainers, 0);
  });

  it('of an older run is dropped, and so is all about one', async () => {
    const realm = new FakeRealm();
    await realm.configured();
    await realm.say({ type: 'configure', runId: 5, spec: SPEC });
    await realm.work();
    const before = realm.said.length;
    await realm.say({ type: 'configure', runId: 4, spec: SPEC });
    await realm.say(run(1, 20));
    await realm.say({ type: 'reset', runId: 1 });
    await realm.say({ type: 'check', runId: 1 });
    await realm.say({ type: 'pause', runId: 1 });
    await realm.work();
    assert.equal(realm.said.length, before);
  });
});

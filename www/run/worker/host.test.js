import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { BUILD_ID } from '../../core/core.js';
import { PROTOCOL } from '../../core/worker/messages.js';
import { ActivationHistory } from '../activation-history.js';
import {
  DAMAGED,
  DIGITS,
  Realm,
  SEED_OF_TRAP,
  SHARE,
  SPARSE,
  SPEC,
  straight,
  upTo,
} from '../../../tests/unit/realm.js';

const configure = (runId = 1, spec = SPEC) => ({
  type: 'configure',
  runId,
  spec,
});

const pause = (runId = 1) => ({ type: 'pause', runId });

describe('the handshake', () => {
  it('answers a page of the same protocol and build', async () => {
    const realm = new Realm();
    await realm.greet();
    assert.deepEqual(realm.heard('ready'), [
      { type: 'ready', protocol: PROTOCOL, build: BUILD_ID, core: 'simd' },
    ]);
  });

  for (const [what, hello] of Object.entries({
    build: { protocol: PROTOCOL, build: 'older' },
    protocol: { protocol: 0, build: BUILD_ID },
  })) {
    it(`refuses a page of another ${what} for good`, async () => {
      const realm = new Realm();
      await realm.say({ type: 'hello', part: 'training', ...hello });
      const [failed] = realm.heard('failed');
      assert.equal(failed.code, 'version-mismatch');
      assert.equal(failed.fatal, true);
      assert.equal(realm.opened.length, 0);
    });
  }

  it('opens the part of the core that it names', async () => {
    const realm = new Realm();
    await realm.greet('random-chains');
    assert.deepEqual(realm.opened, [
      { part: 'random-chains', module: undefined, build: undefined },
    ]);
    await realm.say(configure());
    await realm.say({ type: 'data', bytes: DIGITS.first });
    assert.equal(realm.heard('failed').length, 2);
    for (const { code, fatal, message: words } of realm.heard('failed')) {
      assert.deepEqual([code, fatal], ['protocol', false]);
      assert.match(words, /expected a part of the core with/);
    }
  });

  it('comes before everything else', async () => {
    const realm = new Realm();
    await realm.say(configure());
    assert.equal(realm.heard('failed')[0].code, 'protocol');
    assert.equal(realm.alive, 0);
  });
});

describe('messages that are not of the protocol', () => {
  for (const wrong of [
    { type: 'dance' },
    { type: 'toString' },
    { type: 'run', runId: 1, toEpoch: -1, reportMs: 0 },
    { type: 'data', bytes: 'text' },
    { type: 'job', jobId: 1, name: 'random-chains', spec: {} },
  ]) {
    it(`are refused: ${JSON.stringify(wrong)}`, async () => {
      const realm = new Realm();
      await realm.configured();
      await realm.say(wrong);
      const [failed] = realm.heard('failed');
      assert.equal(failed.code, 'protocol');
      assert.equal(failed.fatal, false);
    });
  }

  it('leave the run as it was', async () => {
    const realm = new Realm();
    await realm.configured();
    await realm.say({ type: 'dance' });
    await realm.run(3);
    assert.deepEqual(realm.epochs, upTo(3));
  });
});

describe('data', () => {
  it('is counted', async () => {
    const realm = new Realm();
    await realm.configured();
    await realm.say({ type: 'data', bytes: DIGITS.more });
    assert.deepEqual(
      realm.heard('loaded').map(({ trainingCount }) => trainingCount),
      [20, 30],
    );
  });

  it('is fetched here on request, and stopped', async () => {
    const realm = new Realm();
    await realm.configured();
    realm.fetchDigits = async (part, take, { signal, progress } = {}) => {
      for (let received = 0; received < 5000; received += 1000) {
        progress?.(received);
        realm.time += 60;
      }
      signal?.throwIfAborted();
      take(DIGITS[part]);
    };
    await realm.say({ type: 'fetch', part: 'more' });
    assert.deepEqual(
      realm.heard('fetching').map(({ received }) => received),
      [0, 2000, 4000],
    );
    assert.deepEqual(
      realm
        .heard('loaded')
        .map(({ part, trainingCount }) => [part, trainingCount]),
      [
        [undefined, 20],
        ['more', 30],
      ],
    );
    realm.fetchDigits = (_part, _take, { signal } = {}) =>
      new Promise((_resolve, reject) => {
        signal?.addEventListener('abort', () => reject(signal.reason));
      });
    await realm.say({ type: 'fetch', part: 'all' });
    await realm.say({ type: 'stop' });
    assert.deepEqual(realm.heard('stopped'), [
      { type: 'stopped', part: 'all' },
    ]);
    await realm.run(2);
    assert.deepEqual(realm.epochs, upTo(2));
  });

  it('that is damaged is refused with the code of the core', async () => {
    const realm = new Realm();
    await realm.configured();
    await realm.say({ type: 'data', bytes: DAMAGED });
    const [failed] = realm.heard('failed');
    assert.deepEqual([failed.code, failed.fatal], ['data', false]);
    assert.ok(!('runId' in failed));
    assert.match(failed.message, /expected/);
  });
});

describe('configure', () => {
  it('describes the run and measures its first row unasked', async () => {
    const realm = new Realm();
    await realm.configured();
    await realm.work();
    const [configured, ...more] = realm.heard('configured');
    const { constantCost, constantAccuracy, ...rest } = configured;
    assert.deepEqual(more, []);
    assert.deepEqual(rest, {
      type: 'configured',
      runId: 1,
      layers: 2,
      gradientStride: 0,
    });
    // Two images of each digit.
    assert.ok(Math.abs(constantCost - 3.2508297) < 1e-6, `${constantCost}`);
    assert.ok(Math.abs(constantAccuracy - 0.1) < 1e-12);
    assert.deepEqual(realm.epochs, [0]);
    assert.deepEqual(realm.heard('paused'), []);
  });

  it('that fails keeps the old run, and the old run plays on', async () => {
    const realm = new Realm();
    await realm.configured();
    await realm.say({ type: 'run', runId: 1, toEpoch: 20, reportMs: 0 });
    await realm.work(3);
    await realm.say(configure(2, { ...SPEC, rate: 0 }));
    await realm.work();
    const [failed] = realm.heard('failed');
    assert.deepEqual(
      [failed.code, failed.runId, failed.fatal],
      ['setting', 2, false],
    );
    assert.deepEqual(realm.epochs, upTo(20));
    assert.deepEqual(realm.heard('done'), [
      { type: 'done', runId: 1, epoch: 20 },
    ]);
  });

  it('frees the trainer that it replaces', async () => {
    const realm = new Realm();
    await realm.configured();
    for (const runId of [2, 3, 4]) await realm.say(configure(runId));
    assert.equal(realm.alive, 1);
    realm.host.close();
    assert.equal(realm.alive, 0);
  });

  it('of an older run is dropped, and so is all about one', async () => {
    const realm = new Realm();
    await realm.configured();
    await realm.say(configure(5));
    await realm.work();
    const before = realm.said.length;
    await realm.say(configure(4));
    await realm.run(20);
    await realm.say({ type: 'reset', runId: 1 });
    await realm.say({ type: 'check', runId: 1 });
    await realm.say(pause(1));
    await realm.work();
    assert.equal(realm.said.length, before);
  });
});

describe('the making of a run', () => {
  it('comes in slices, between which messages are heard', async () => {
    const realm = new Realm();
    realm.msPerPiece = 2.5;
    await realm.configured();
    // Of a run that is not there yet.
    await realm.say({ type: 'run', runId: 1, toEpoch: 5, reportMs: 0 });
    await realm.say({ type: 'ping' });
    assert.deepEqual(
      realm.said.map(({ message }) => message.type),
      ['ready', 'loaded', 'pong'],
    );
    assert.equal(realm.time, 7.5);
    await realm.work(1);
    assert.equal(realm.heard('configured').length, 0);
    await realm.work();
    assert.equal(realm.heard('configured').length, 1);
    await realm.run(SPEC.epochs);
    assert.deepEqual(realm.values, straight(SPEC).values);
  });

  it('leaves the run before it as it is until it is done', async () => {
    const realm = new Realm();
    await realm.configured();
    await realm.work();
    realm.msPerPiece = 5;
    await realm.say(configure(2, { ...SPEC, seed: 2 }));
    await realm.say({ type: 'read', runId: 1, bytes: new Uint8Array(784) });
    assert.equal(realm.heard('answered').length, 1);
    await realm.say(configure(2, { ...SPEC, seed: 3 }));
    await realm.work();
    assert.deepEqual(
      realm.heard('configured').map(({ runId }) => runId),
      [1, 2],
    );
    assert.equal(realm.alive, 1);
  });

  it('ends with the host, and nothing is left of it', async () => {
    const realm = new Realm();
    realm.msPerPiece = 5;
    await realm.configured();
    assert.equal(realm.alive, 1);
    realm.host.close();
    await realm.work();
    assert.equal(realm.alive, 0);
    assert.equal(realm.heard('configured').length, 0);
  });

  it('from a saved run ends where that is wrong, and nothing is left of it', async () => {
    const realm = new Realm();
    await realm.configured();
    await realm.work();
    await realm.say({ type: 'snapshot', runId: 1 });
    const [{ bytes }] = realm.heard('saved');
    bytes[100] ^= 1;
    realm.msPerPiece = 5;
    await realm.say({ type: 'try', runId: 1, spec: SPEC, snapshot: bytes });
    assert.equal(realm.alive, 2);
    await realm.work();
    const [{ problem }] = realm.heard('tried');
    assert.match(problem.message, /^saved run, checksum: /);
    assert.equal(realm.alive, 1);
    await realm.run(1);
    assert.deepEqual(realm.epochs, [0, 1]);
  });
});

describe('run', () => {
  it('reports every row once and then says that it is done', async () => {
    const realm = new Realm();
    await realm.configured();
    await realm.run(20);
    assert.deepEqual(realm.epochs, upTo(20));
    assert.deepEqual(realm.values, straight(SPEC).values);
    assert.deepEqual(realm.said.at(-1)?.message, {
      type: 'done',
      runId: 1,
      epoch: 20,
    });
  });

  it('stops at the epoch asked for, and goes on from there', async () => {
    const realm = new Realm();
    await realm.configured();
    await realm.run(3);
    assert.deepEqual(realm.epochs, upTo(3));
    assert.deepEqual(realm.heard('paused'), [
      { type: 'paused', runId: 1, epoch: 3 },
    ]);
    await realm.run(4);
    assert.deepEqual(realm.epochs, upTo(4));
  });

  it('beyond the last epoch ends at the last', async () => {
    const realm = new Realm();
    await realm.configured();
    await realm.run(1_000_000);
    assert.equal(realm.heard('done')[0].epoch, SPEC.epochs);
  });

  it('reports at most 30 times a second', async () => {
    const realm = new Realm();
    realm.msPerUnit = 0.03;
    await realm.configured({ ...SPEC, epochs: 2000 });
    await realm.run(2000);
    const times = realm.said
      .filter((said) => said.message.type === 'progress')
      .map(({ time }) => time);
    assert.ok(realm.time > 2000, `only ${realm.time} ms were worked`);
    assert.ok(times.length > 30, `only ${times.length} reports`);
    // The last comes when it is done, whatever the time.
    for (const [index, time] of times.slice(0, -1).entries()) {
      const before = times[index - 1] ?? -Infinity;
      assert.ok(time - before >= 1000 / 30, `${before} and ${time}`);
    }
    assert.deepEqual(realm.epochs, upTo(2000));
  });

  it('reports no more often than the page asked', async () => {
    const realm = new Realm();
    realm.msPerUnit = 0.1;
    await realm.configured({ ...SPEC, epochs: 300 });
    await realm.work();
    await realm.run(300, { reportMs: 250 });
    const reports = realm.heard('progress').length;
    assert.ok(realm.time > 1000, `only ${realm.time} ms were worked`);
    assert.ok(reports <= realm.time / 250 + 2, `${reports} reports`);
  });

  it('knows its rate from the time it worked', async () => {
    const realm = new Realm();
    realm.msPerUnit = 0.05;
    await realm.configured({ ...SPEC, epochs: 1000 });
    await realm.say({ type: 'run', runId: 1, toEpoch: 1000, reportMs: 0 });
    realm.time += 60_000;
    await realm.work();
    const rate = realm.heard('progress').at(-1).imagesPerSecond;
    // Of 45 images that pass in an epoch 20 are trained on.
    const expected = (20 / 45) * 20_000;
    assert.ok(Math.abs(rate - expected) < 200, `${rate} images a second`);
  });
});

describe('a pace', () => {
  const spec = { ...SPEC, batch: 20, epochs: 500 };
  /** @param {number} [msPerUnit] */
  const fresh = async (msPerUnit = 0.01) => {
    const realm = new Realm();
    realm.msPerUnit = msPerUnit;
    await realm.configured(spec);
    await realm.work();
    realm.time = 0;
    return realm;
  };

  it('shows 500 epochs in eight seconds, and nearly each of the first', async () => {
    const realm = await fresh();
    await realm.run(500, { reportMs: 50, pace: 8 });
    assert.ok(Math.abs(realm.time - 7906) < 100, `${realm.time} ms`);
    const shown = realm.heard('progress').map(({ epochs }) => epochs.at(-1));
    const first = shown.filter((epoch) => epoch <= 50);
    assert.ok(first.length >= 35, `${first}`);
    const { epochs, values } = straight(spec);
    assert.deepEqual(realm.epochs, epochs);
    assert.deepEqual(realm.values, values);
  });

  it('leaves a run that is slower as fast as it is', async () => {
    const [paced, free] = [await fresh(5), await fresh(5)];
    await paced.run(500, { reportMs: 50, pace: 8 });
    await free.run(500, { reportMs: 50 });
    assert.ok(free.time > 20_000);
    // The first epochs are faster than the pace even so.
    assert.ok(paced.time - free.time < 2000, `${paced.time}, ${free.time}`);
  });

  it('is paused where it is shown, and goes on from there', async () => {
    const realm = await fresh();
    await realm.say({
      type: 'run',
      runId: 1,
      toEpoch: 500,
      reportMs: 0,
      pace: 8,
    });
    while (realm.time < 2000) await realm.work(1);
    await realm.say(pause());
    await realm.work();
    const { epoch } = realm.heard('paused').at(-1);
    assert.ok(epoch >= 30 && epoch <= 33, `epoch ${epoch}`);
    assert.equal(realm.epochs.at(-1), epoch);
    // However long it rests.
    realm.time += 60_000;
    const from = realm.time;
    await realm.run(500, { pace: 8 });
    assert.ok(
      Math.abs(realm.time - from - 5906) < 150,
      `${realm.time - from} ms`,
    );
    assert.deepEqual(realm.values, straight(spec).values);
  });

  it('measures the same epochs of a run with mini-batches', async () => {
    const realm = new Realm();
    await realm.configured(SPARSE, SHARE);
    await realm.work();
    await realm.run(1500, { pace: 8 });
    assert.deepEqual(realm.epochs, straight(SPARSE, SHARE.measuring).epochs);
  });

  it('holds up neither a step nor the end of an epoch', async () => {
    const realm = await fresh();
    await realm.say({
      type: 'run',
      runId: 1,
      toEpoch: 500,
      reportMs: 0,
      pace: 0.01,
    });
    await realm.work(3);
    await realm.run(3);
    assert.ok(realm.time < 100, `${realm.time} ms`);
    assert.equal(realm.epochs.at(-1), 3);
  });
});

describe('slices', () => {
  for (const msPerUnit of [0.0001, 0.01, 0.1, 0.17]) {
    it(`stay within 12 ms at ${msPerUnit} ms an image`, async () => {
      const realm = new Realm();
      realm.msPerUnit = msPerUnit;
      await realm.configured({ ...SPEC, epochs: 100 });
      await realm.run(100);
      assert.ok(Math.max(...realm.slices) <= 12, `${realm.slices}`);
    });
  }

  it('are one unit when a unit is all that fits', async () => {
    const realm = new Realm();
    realm.msPerUnit = 30;
    await realm.configured({ ...SPEC, epochs: 1 });
    await realm.run(1);
    // Of 64 images, and the rest of what is not divided.
    assert.ok(Math.max(...realm.slices) <= 74 * 30, `${realm.slices}`);
  });

  it('let a pause be heard after the one that runs', async () => {
    const realm = new Realm();
    await realm.configured();
    await realm.say({ type: 'run', runId: 1, toEpoch: 20, reportMs: 0 });
    await realm.work(2);
    const slices = realm.slices.length;
    await realm.say(pause());
    await realm.work();
    assert.equal(realm.slices.length, slices);
    assert.equal(realm.said.at(-1)?.message.type, 'paused');
  });
});

describe('pause', () => {
  it('reports the rows that wait before it says paused', async () => {
    const realm = new Realm();
    await realm.configured();
    const reportMs = 1_000_000;
    await realm.say({ type: 'run', runId: 1, toEpoch: 20, reportMs });
    await realm.work(3);
    await realm.say(pause());
    const [before, last] = realm.said.slice(-2).map((said) => said.message);
    assert.equal(before.type, 'progress');
    assert.equal(last.type, 'paused');
    assert.deepEqual(realm.epochs, upTo(last.epoch));
    await realm.run(20);
    assert.deepEqual(realm.epochs, upTo(20));
  });

  it('is answered before the first row is measured', async () => {
    const realm = new Realm();
    await realm.configured();
    await realm.say(pause());
    await realm.work();
    assert.deepEqual(realm.said.at(-1)?.message, {
      type: 'paused',
      runId: 1,
      epoch: 0,
    });
    await realm.run(1);
    assert.deepEqual(realm.epochs, [0, 1]);
  });
});

describe('reset', () => {
  it('gives the same rows again under its new run id', async () => {
    const realm = new Realm();
    await realm.configured();
    await realm.run(20);
    const first = realm.values;
    realm.said.length = 0;
    await realm.say({ type: 'reset', runId: 2 });
    await realm.work();
    assert.deepEqual(realm.epochs, [0]);
    assert.deepEqual(realm.heard('paused'), [
      { type: 'paused', runId: 2, epoch: 0 },
    ]);
    await realm.run(20, { runId: 2 });
    assert.deepEqual(realm.values, first);
  });
});

describe('the weights of a run', () => {
  /** Of 49 pixels, layers of 5 and 3 and the outputs. */
  const COUNT = 49 * 5 + 5 + 5 * 3 + 3 + 3 * 10 + 10;
  const ask = (runId = 1) => ({ type: 'weights', runId });

  /** @param {Realm} realm */
  const taken = (realm) => {
    const [parameters, ...more] = realm.heard('parameters');
    assert.deepEqual(more, []);
    return parameters;
  };

  it('come at the start, where both are the same', async () => {
    const realm = new Realm();
    await realm.configured();
    await realm.say(ask());
    await realm.work();
    const { epoch, initial, present } = taken(realm);
    assert.deepEqual([epoch, initial.length], [0, COUNT]);
    assert.deepEqual(present, initial);
  });

  it('are those of the last row, whatever came before', async () => {
    const straightOn = new Realm();
    await straightOn.configured();
    await straightOn.run(7);
    await straightOn.say(ask());
    await straightOn.work();
    const { initial, present } = taken(straightOn);
    assert.notDeepEqual(present, initial);

    for (const spec of [SPEC, { ...SPEC, batch: 20 }]) {
      const realm = new Realm();
      await realm.configured(spec);
      await realm.say({ type: 'run', runId: 1, toEpoch: 20, reportMs: 0 });
      // A slice may end anywhere in an epoch.
      for (let slices = 0; realm.epochs.length < 7; slices += 1) {
        await realm.work(1);
      }
      await realm.say(pause());
      await realm.say(ask());
      await realm.work();
      const parameters = taken(realm);
      assert.equal(parameters.epoch, realm.epochs.at(-1));
      assert.deepEqual(parameters.initial, initial);
      const again = new Realm();
      await again.configured(spec);
      await again.run(parameters.epoch);
      await again.say(ask());
      await again.work();
      assert.deepEqual(taken(again).present, parameters.present);
    }
  });

  it('are dropped with the run', async () => {
    const realm = new Realm();
    await realm.configured();
    await realm.say({ type: 'run', runId: 1, toEpoch: 20, reportMs: 0 });
    await realm.say(ask());
    await realm.say({ type: 'reset', runId: 2 });
    await realm.say(ask(1));
    await realm.work();
    assert.deepEqual(realm.heard('parameters'), []);
  });
});

describe('a check', () => {
  it('answers with what both ways give', async () => {
    const realm = new Realm();
    await realm.configured();
    await realm.say({ type: 'check', runId: 1 });
    const { images, derivatives } = realm.heard('checked')[0].check;
    // Single biases, and two directions of biases and of weights in each layer.
    assert.deepEqual([images, derivatives.length], [20, 5 + 3 + 2 * 4]);
    const [{ backpropagated, difference, bound, ...place }] = derivatives;
    assert.deepEqual(place, { layer: 0, along: 'bias', neuron: 0 });
    assert.ok(Math.abs(backpropagated - difference) < bound && bound < 1e-4);
    assert.deepEqual(
      realm.opened.map(({ part, build }) => [part, build]),
      [
        ['training', undefined],
        ['gradient-check', 'simd'],
      ],
    );
  });

  it('whose code does not come says so, and leaves the run as it was', async () => {
    const realm = new Realm();
    await realm.configured();
    realm.missing = 'gradient-check';
    await realm.say({ type: 'check', runId: 1 });
    const [{ check, problem }] = realm.heard('checked');
    assert.deepEqual([check, problem.code], [undefined, 'load-failed']);
    await realm.run(3);
    assert.deepEqual(realm.epochs, upTo(3));
    assert.deepEqual(realm.heard('failed'), []);
  });
});

describe('a trap', () => {
  it('is fatal, and nothing of the core is touched after it', async () => {
    const realm = new Realm();
    await realm.configured({ ...SPEC, seed: SEED_OF_TRAP });
    await realm.run(20);
    const [failed] = realm.heard('failed');
    assert.deepEqual(
      [failed.code, failed.runId, failed.fatal],
      ['crash', 1, true],
    );
    const said = realm.said.length;
    await realm.say(configure(2));
    await realm.work();
    realm.host.close();
    assert.equal(realm.said.length, said);
    assert.equal(realm.alive, 1, 'a poisoned trainer was freed');
  });
});

describe('the gradients of every neuron', () => {
  /** @param {Realm} realm */
  const epochsOf = (realm) =>
    realm
      .heard('progress')
      .flatMap(({ gradients = [] }) => [...gradients])
      .filter((_, index) => index % (2 + 5 + 3) === 0);

  it('come with the rows where the page asked for them', async () => {
    const realm = new Realm();
    await realm.configured(SPEC, { gradients: true });
    assert.equal(realm.heard('configured')[0].gradientStride, 1);
    await realm.run(20);
    assert.deepEqual(epochsOf(realm), upTo(20));
  });

  it('begin again with the run', async () => {
    const realm = new Realm();
    await realm.configured(SPEC, { gradients: true });
    await realm.run(2);
    assert.deepEqual(epochsOf(realm), upTo(2));
    await realm.run(4);
    assert.deepEqual(epochsOf(realm), upTo(4));
    await realm.say({ type: 'reset', runId: 2 });
    await realm.work();
    assert.equal(epochsOf(realm).at(-1), 0);
  });

  it('are neither kept nor sent where nobody asked', async () => {
    const realm = new Realm();
    await realm.configured();
    await realm.run(20);
    assert.equal(realm.heard('configured')[0].gradientStride, 0);
    const messages = realm.heard('progress');
    assert.ok(messages.every(({ gradients }) => gradients === undefined));
  });
});

describe('the activations of the hidden layers', () => {
  it('come with the rows where the page asked for them, and change no other number', async () => {
    const realm = new Realm();
    await realm.configured(SPEC, { activations: true });
    assert.equal(realm.heard('configured')[0].activationStride, 1);
    await realm.run(20);
    const history = new ActivationHistory(SPEC.hidden.length, 1);
    for (const { activations } of realm.heard('progress')) {
      history.append(activations);
    }
    assert.deepEqual(history.epochs, upTo(20));
    for (const { mean, low, high, bins } of history.at(20)?.layers ?? []) {
      assert.ok(mean > low && mean < high && bins.length === 40);
      assert.ok(Math.abs(bins.reduce((a, b) => a + b) - 1) < 1e-12);
    }
    const values = realm.heard('progress').flatMap(({ values: v }) => [...v]);
    assert.deepEqual(values, straight(SPEC).values.slice(0, values.length));
  });

  it('are neither kept nor sent where nobody asked', async () => {
    const realm = new Realm();
    await realm.configured();
    await realm.run(3);
    assert.ok(!('activationStride' in realm.heard('configured')[0]));
    const messages = realm.heard('progress');
    assert.ok(messages.every(({ activations }) => activations === undefined));
  });
});

describe('a run that is measured at some epochs', () => {
  const { epochs } = SPARSE;
  const planned = straight(SPARSE, SHARE.measuring).epochs;
  /** After which the next epoch is not measured. */
  const [row = NaN] = planned.filter(
    (epoch, index) => (planned[index + 1] ?? 0) > epoch + 20,
  );

  /** A run that has passed that row, and stands between two. */
  async function betweenRows() {
    const realm = new Realm();
    realm.msPerUnit = 0.1;
    await realm.configured(SPARSE, SHARE);
    await realm.run(row);
    realm.said.length = 0;
    await realm.say({ type: 'run', runId: 1, toEpoch: epochs, reportMs: 0 });
    await realm.work(3);
    return realm;
  }

  it('reports those, the first and the last, with their gradients', async () => {
    const realm = new Realm();
    realm.msPerUnit = 1e-5;
    await realm.configured(SPARSE, { ...SHARE, gradients: true });
    await realm.run(epochs);
    assert.ok(planned.length < epochs + 1, 'there are gaps');
    assert.deepEqual(realm.epochs, planned);
    assert.equal(realm.heard('done')[0].epoch, epochs);
    const rows = realm
      .heard('progress')
      .flatMap(({ gradients }) => [...gradients])
      .filter((_, index) => index % (2 + 2) === 0);
    assert.ok(rows.every((epoch) => planned.includes(epoch)));
  });

  it('measures the epoch it is to stop at, and goes on as it would have', async () => {
    const realm = await betweenRows();
    realm.msPerUnit = 1e-5;
    for (const epoch of [row + 30, row + 31, epochs]) await realm.run(epoch);
    const after = planned.filter((epoch) => epoch > row);
    assert.deepEqual(realm.epochs, [row + 30, row + 31, ...after]);
    assert.deepEqual(
      realm.heard('paused').map(({ epoch }) => epoch),
      [row + 30, row + 31],
    );
  });

  it('is paused at a measured epoch, and says at once that it will be', async () => {
    const realm = await betweenRows();
    assert.deepEqual(realm.epochs, []);
    await realm.say(pause());
    assert.equal(realm.said.at(-1)?.message.type, 'pausing');
    await realm.work();
    assert.equal(realm.epochs.length, 1);
    const epoch = realm.epochs[0] ?? NaN;
    assert.ok(epoch > row && !planned.includes(epoch), `${epoch}`);
    assert.deepEqual(realm.said.at(-1)?.message, {
      type: 'paused',
      runId: 1,
      epoch,
    });
    realm.msPerUnit = 1e-5;
    await realm.run(epochs);
    const after = planned.filter((other) => other > row);
    assert.deepEqual(realm.epochs, [epoch, ...after]);
  });

  it('that is set going again before it stands does not stop', async () => {
    const realm = await betweenRows();
    await realm.say(pause());
    realm.msPerUnit = 1e-5;
    await realm.run(epochs);
    const after = planned.filter((epoch) => epoch > row);
    assert.deepEqual(realm.epochs, after);
    assert.deepEqual(realm.heard('paused'), []);
  });

  it('begins anew from its first row with a reset, wherever it is', async () => {
    const realm = await betweenRows();
    await realm.say(pause());
    realm.said.length = 0;
    await realm.say({ type: 'reset', runId: 2 });
    await realm.work();
    assert.deepEqual(realm.epochs, [0]);
    assert.deepEqual(realm.heard('paused'), [
      { type: 'paused', runId: 2, epoch: 0 },
    ]);
  });
});

describe('a saved run', () => {
  for (const [what, spec, extras] of /** @type {const} */ ([
    ['with everything that is kept of it', { ...SPEC, optimiser: 'adam' }, {}],
    ['that is not measured at every epoch', SPARSE, SHARE],
  ])) {
    it(`goes on with the same bits, ${what}`, async () => {
      const wanted = { gradients: true, activations: true, ...extras };
      const middle = spec === SPARSE ? 1400 : 7;
      const whole = new Realm();
      await whole.configured(spec, wanted);
      await whole.run(middle);
      await whole.run(spec.epochs);
      const first = new Realm();
      await first.configured(spec, wanted);
      await first.run(middle);
      await first.say({ type: 'snapshot', runId: 2 });
      await first.say({ type: 'snapshot', runId: 1 });
      const [saved, ...more] = first.heard('saved');
      assert.deepEqual(more, []);
      assert.deepEqual([saved.epoch, first.epochs.at(-1)], [middle, middle]);
      const { epoch: fromEpoch, bytes: snapshot } = saved;
      const second = new Realm();
      await second.configured(spec, { ...wanted, snapshot, fromEpoch });
      await second.work();
      assert.deepEqual(second.heard('paused'), [
        { type: 'paused', runId: 1, epoch: fromEpoch },
      ]);
      assert.deepEqual(second.epochs, []);
      await second.run(spec.epochs);
      const both = [first.epochs, second.epochs].flat();
      assert.deepEqual(both, whole.epochs);
      assert.deepEqual([first.values, second.values].flat(), whole.values);
      assert.deepEqual(second.heard('done'), whole.heard('done'));
      assert.ok(first.epochs.length > 1 && second.epochs.length > 1);
      const [last] = whole.heard('progress').slice(-1);
      const [own] = second.heard('progress').slice(-1);
      const width = spec.hidden.reduce((sum, neurons) => sum + neurons, 2);
      assert.deepEqual(
        own.gradients.slice(-width),
        last.gradients.slice(-width),
      );
    });
  }

  it('that does not fit its settings is refused, and leaves the run as it is', async () => {
    const realm = new Realm();
    await realm.configured();
    await realm.work();
    await realm.say({ type: 'snapshot', runId: 1 });
    const [{ bytes: snapshot, epoch: fromEpoch }] = realm.heard('saved');
    const spec = { ...SPEC, rate: 0.2 };
    const more = { spec, snapshot, fromEpoch };
    await realm.say({ type: 'configure', runId: 2, ...more });
    await realm.work();
    const [failed] = realm.heard('failed');
    assert.equal(failed.code, 'data');
    assert.match(
      failed.message,
      /saved run, rate: expected that of these settings/,
    );
    await realm.run(1);
    assert.deepEqual(realm.epochs, [0, 1]);
  });
});

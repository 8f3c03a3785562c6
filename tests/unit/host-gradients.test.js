import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  FROM_WORKER,
  TO_WORKER,
  faultOf,
} from '../../www/run/protocol/messages.js';
import { SPEC } from './fake-core.js';
import { FakeRealm, run, upTo } from './fake-realm.js';

describe('the gradients of every neuron', () => {
  /** @param {FakeRealm} realm */
  const epochsOf = (realm) =>
    realm
      .heard('progress')
      .flatMap(({ gradients = new Float64Array(0) }) => [...gradients])
      .filter((_, index) => index % 62 === 0);

  it('come with the rows where the page asked for them', async () => {
    const realm = new FakeRealm();
    await realm.configured(SPEC, { gradients: true });
    assert.equal(realm.heard('configured')[0]?.gradientStride, 1);
    await realm.say(run(1, 20));
    await realm.work();
    assert.deepEqual(epochsOf(realm), upTo(20));
  });

  it('are those of the measured epochs', async () => {
    const realm = new FakeRealm();
    await realm.configured(SPEC, { gradients: true, measuring: 0.1 });
    await realm.say(run(1, 20));
    await realm.work();
    assert.deepEqual(epochsOf(realm), [0, 5, 10, 15, 20]);
  });

  it('begin again with the run', async () => {
    const realm = new FakeRealm();
    await realm.configured(SPEC, { gradients: true });
    await realm.say(run(1, 2));
    await realm.work();
    assert.deepEqual(epochsOf(realm), upTo(2));
    await realm.say(run(1, 4));
    await realm.work();
    assert.deepEqual(epochsOf(realm), upTo(4));
    await realm.say({ type: 'reset', runId: 2 });
    await realm.work();
    assert.equal(epochsOf(realm).at(-1), 0);
  });

  it('are neither kept nor sent where nobody asked', async () => {
    const realm = new FakeRealm();
    await realm.configured();
    await realm.say(run(1, 20));
    await realm.work();
    assert.equal(realm.heard('configured')[0]?.gradientStride, 0);
    const messages = realm.heard('progress');
    assert.ok(messages.every(({ gradients }) => gradients === undefined));
  });
});

describe('the fields of the gradients', () => {
  it('may be left out, but not be of another kind', () => {
    const configure = { type: 'configure', runId: 1, spec: SPEC };
    assert.equal(faultOf(configure, TO_WORKER), null);
    assert.match(
      faultOf({ ...configure, gradients: 1 }, TO_WORKER) ?? '',
      /configure\.gradients.*number/,
    );
    const progress = {
      type: 'progress',
      runId: 1,
      epochs: new Uint32Array(0),
      rowLength: 5,
      values: new Float64Array(0),
      imagesPerSecond: 0,
      plateauEnd: -1,
    };
    assert.equal(faultOf(progress, FROM_WORKER), null);
    assert.match(
      faultOf({ ...progress, gradients: [1] }, FROM_WORKER) ?? '',
      /progress\.gradients/,
    );
  });
});

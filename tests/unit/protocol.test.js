import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { hasSimd } from '../../www/core/core.js';
import { LoopbackPort } from '../../www/run/protocol/loopback.js';
import {
  FROM_WORKER,
  TO_WORKER,
  faultOf,
  unreachable,
} from '../../www/run/protocol/messages.js';
import { delivered } from './fake-realm.js';

/** @param {LoopbackPort} port */
function heardBy(port) {
  /** @type {any[]} */
  const heard = [];
  port.addEventListener('message', (event) => {
    heard.push(/** @type {MessageEvent} */ (event).data);
  });
  return heard;
}

describe('a message', () => {
  it('of a known type with its fields has no fault', () => {
    const message = { type: 'run', runId: 1, toEpoch: 2, reportMs: 50 };
    assert.equal(faultOf(message, TO_WORKER), null);
  });

  it('is refused with what was expected and what came', () => {
    for (const [message, words] of /** @type {[unknown, RegExp][]} */ ([
      [null, /expected an object/],
      ['run', /expected an object, got string/],
      [{}, /expected one of hello, data.*got undefined/],
      [{ type: 'constructor' }, /got constructor/],
      [{ type: 'run', runId: '1', toEpoch: 2, reportMs: 3 }, /run\.runId/],
      [{ type: 'run', runId: 1.5, toEpoch: 2, reportMs: 3 }, /run\.runId/],
      [{ type: 'pause' }, /pause\.runId.*undefined/],
    ])) {
      assert.match(faultOf(message, TO_WORKER) ?? '', words);
    }
  });

  it('from the worker may be about no run when it failed', () => {
    const failed = { type: 'failed', code: 'crash', message: '', fatal: true };
    assert.equal(faultOf({ ...failed, runId: null }, FROM_WORKER), null);
    assert.match(faultOf(failed, FROM_WORKER) ?? '', /failed\.runId/);
  });

  it('that no case takes throws', () => {
    const message = /** @type {never} */ ({ type: 'dance' });
    assert.throws(() => unreachable(message), /dance/);
  });
});

describe('the loop-back', () => {
  it('clones what is sent', async () => {
    const [one, other] = LoopbackPort.pair();
    const heard = heardBy(other);
    const sent = { numbers: [1, 2] };
    one.postMessage(sent);
    sent.numbers.push(3);
    await delivered();
    assert.deepEqual(heard, [{ numbers: [1, 2] }]);
  });

  it('transfers buffers, and empties those of the sender', async () => {
    const [one, other] = LoopbackPort.pair();
    const heard = heardBy(other);
    const values = Float64Array.of(1, 2, 3);
    one.postMessage({ values }, [values.buffer]);
    assert.equal(values.length, 0);
    await delivered();
    assert.deepEqual([...heard[0].values], [1, 2, 3]);
  });

  it('refuses what cannot be cloned, as a worker does', () => {
    const [one] = LoopbackPort.pair();
    assert.throws(() => one.postMessage(() => {}), { name: 'DataCloneError' });
  });

  it('delivers later, in order, and in both directions', async () => {
    const [one, other] = LoopbackPort.pair();
    const [atOne, atOther] = [heardBy(one), heardBy(other)];
    one.postMessage(1);
    one.postMessage(2);
    other.postMessage(3);
    assert.deepEqual(atOther, []);
    await delivered();
    assert.deepEqual([atOne, atOther], [[3], [1, 2]]);
  });

  it('loses what is on its way when it is closed', async () => {
    const [one, other] = LoopbackPort.pair();
    const heard = heardBy(other);
    one.postMessage(1);
    one.close();
    one.postMessage(2);
    await delivered();
    assert.deepEqual(heard, []);
  });
});

describe('the SIMD probe', () => {
  it('is a valid module where there is SIMD', () => {
    assert.equal(hasSimd(), true);
  });

  it('says no where the engine refuses it', (t) => {
    t.mock.method(WebAssembly, 'validate', () => false);
    assert.equal(hasSimd(), false);
  });
});

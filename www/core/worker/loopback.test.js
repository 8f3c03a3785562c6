import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { delivered } from '../../../tests/unit/realm.js';
import { LoopbackPort } from './loopback.js';

/** @param {LoopbackPort} port */
function heardBy(port) {
  /** @type {any[]} */
  const heard = [];
  port.addEventListener('message', (event) => {
    heard.push(/** @type {MessageEvent} */ (event).data);
  });
  return heard;
}

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

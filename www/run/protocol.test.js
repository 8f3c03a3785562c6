import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { faultOf } from '../core/worker/messages.js';
import {
  FROM_TRAINING_WORKER,
  TO_TRAINING_WORKER,
  unreachable,
} from './protocol.js';

describe('a message', () => {
  it('of a known type with its fields has no fault', () => {
    const message = { type: 'run', runId: 1, toEpoch: 2, reportMs: 50 };
    assert.equal(faultOf(message, TO_TRAINING_WORKER), null);
  });

  it('is refused with what was expected and what came', () => {
    for (const [message, words] of /** @type {[unknown, RegExp][]} */ ([
      [null, /expected an object/],
      ['run', /expected an object, got string/],
      [{}, /expected one of hello, ping, data.*got undefined/],
      [{ type: 'constructor' }, /got constructor/],
      [{ type: 'run', runId: '1', toEpoch: 2, reportMs: 3 }, /run\.runId/],
      [{ type: 'run', runId: 1.5, toEpoch: 2, reportMs: 3 }, /run\.runId/],
      [{ type: 'pause' }, /pause\.runId.*undefined/],
    ])) {
      assert.match(faultOf(message, TO_TRAINING_WORKER) ?? '', words);
    }
  });

  it('from the worker may be about no run when it failed', () => {
    const failed = { type: 'failed', code: 'crash', message: '', fatal: true };
    assert.equal(faultOf(failed, FROM_TRAINING_WORKER), null);
    assert.match(
      faultOf({ ...failed, runId: 'one' }, FROM_TRAINING_WORKER) ?? '',
      /failed\.runId/,
    );
  });

  it('that no case takes throws', () => {
    const message = /** @type {never} */ ({ type: 'dance' });
    assert.throws(() => unreachable(message), /dance/);
  });
});

describe('the fields of gradients and of measuring', () => {
  it('may be left out, but not be of another kind', () => {
    const configure = { type: 'configure', runId: 1, spec: {} };
    const progress = {
      type: 'progress',
      runId: 1,
      epochs: new Uint32Array(0),
      rowLength: 5,
      values: new Float64Array(0),
      imagesPerSecond: 0,
      plateauEnd: -1,
    };
    for (const [message, known] of /** @type {const} */ ([
      [configure, TO_TRAINING_WORKER],
      [{ ...configure, measuring: Infinity }, TO_TRAINING_WORKER],
      [progress, FROM_TRAINING_WORKER],
      [{ type: 'pausing', runId: 1 }, FROM_TRAINING_WORKER],
    ])) {
      assert.equal(faultOf(message, known), null);
    }
    for (const [message, known, words] of /** @type {const} */ ([
      [
        { ...configure, gradients: 1 },
        TO_TRAINING_WORKER,
        /configure\.gradients.*number/,
      ],
      [
        { ...configure, measuring: 'every' },
        TO_TRAINING_WORKER,
        /configure\.measuring.*string/,
      ],
      [
        { ...progress, gradients: [1] },
        FROM_TRAINING_WORKER,
        /progress\.gradients/,
      ],
      [{ ...progress, epochs: [0] }, FROM_TRAINING_WORKER, /progress\.epochs/],
    ])) {
      assert.match(faultOf(message, known) ?? '', words);
    }
  });
});

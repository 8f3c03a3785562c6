import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { defaultState } from '../../kit/schema.js';
import { Cells } from './cells.js';
import { recomputed } from './python.js';
import { depthAccuracySchema } from './state.js';

describe('a script of the table', () => {
  it('is refused in words on files of the reader’s own, and before a run', async () => {
    const state = /** @type {any} */ (defaultState(depthAccuracySchema));
    const cells = new Cells(() => {});
    const own = { ...state, data: 'own' };
    assert.match(String(await recomputed(own, cells)), /files of your own/);
    assert.match(String(await recomputed(state, cells)), /play first/);
  });
});

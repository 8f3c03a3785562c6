import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { defaultState, validate } from '../kit/schema.js';
import { lastFingerprint } from './fingerprint.js';
import { KeptRows } from './kept-rows.js';
import { KeptRuns } from './kept-runs.js';
import { runKind } from './kept-text.js';
import { RunHistory } from './run-history.js';
import { runSchema } from './run-state.js';

const BASE = defaultState(runSchema);

/** @param {number[]} epochs @returns {RunHistory} of one layer, with numbers of its own at each */
function historyOf(epochs) {
  const history = new RunHistory(1);
  const rows = epochs.flatMap((epoch) => [0.5 + epoch, 0.4, 0.3, 0.2]);
  history.append(epochs, Float64Array.from(rows));
  return history;
}

/** @param {Partial<import('./kept-runs.js').KeptSource>} source @returns {KeptRuns} of a figure without a page */
function keptRuns(source) {
  const host = {
    addController() {},
    dispatchEvent() {},
    narrow() {},
    requestUpdate() {},
  };
  return new KeptRuns(/** @type {any} */ (host), {
    kind: runKind,
    base: () => BASE,
    taken: () => null,
    train() {},
    cancel() {},
    says: () => '',
    ...source,
  });
}

describe('a kept run', () => {
  it('has its fingerprint in a file, at the epoch that it had come to', () => {
    const history = historyOf([0, 1, 2]);
    const state = validate(runSchema, { seed: 2, rate: 0.5 }, BASE);
    const taken = { state, epoch: 1, history, rows: 2, own: null };
    const kept = keptRuns({ taken: () => taken });
    kept.keep();
    const { text } = lastFingerprint(history, 1) ?? {};
    assert.match(String(text), /^[\da-f]{8}$/);
    assert.notEqual(text, lastFingerprint(history)?.text);
    const [{ name, difference } = { name: '' }] = kept.columns;
    assert.equal(difference, `η 0.5, seed 2, fingerprint ${text}`);
    assert.equal(name, `A: ${difference}`);
  });

  it('is drawn as far as it had come, though a link has it trained further', () => {
    const own = new KeptRows([1], 1);
    own.append(Float64Array.of(0, 1, 0.25, 1, 1, 0.75));
    const history = historyOf([0, 1]);
    const kept = keptRuns({
      taken: () => ({ state: BASE, epoch: 0, history, rows: 1, own }),
      series: (/** @type {KeptRows} */ rows) => ({
        values: rows.column(0, 0),
        width: 1,
      }),
    });
    kept.keep();
    const { values, last } = kept.overlay('activation') ?? {};
    assert.deepEqual([values, last], [[0.25, 0.25], 0]);
  });
});

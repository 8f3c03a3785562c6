import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { guardedGlue } from '../../scripts/lib/guard-glue.mjs';
import { openInNode } from '../../tests/unit/realm.js';
import { isLost } from './plain.js';

describe('a part of the core that traps', () => {
  it('has another instance for the next call, in which nothing of the old one is left', async () => {
    const { core } = await openInNode('training');
    const old = new core.RawPlot([]);
    const other = new core.RawDigits();
    assert.equal(isLost(old), false);

    trap(core.RawPlot);
    assert.equal(isLost(old), true);
    assert.throws(() => old.clear(), /from before a fault/);

    const next = new core.RawPlot([]);
    next.clear();
    // As do those that were not in use, also where they are only handed over.
    assert.throws(() => other.trainingLabel(0), /from before a fault/);
    const spec = /** @type {any} */ ({});
    assert.throws(
      () => new core.RawTrainer(spec, other),
      /from before a fault/,
    );
    // To free it frees nothing of the instance in use.
    old.free();
    old.free();
    next.clear();
    next.free();
    assert.equal(isLost(next), true);
  });

  it('can trap again, and a part beside it goes on', async () => {
    const { core } = await openInNode('training');
    const { core: beside } = await openInNode('jacobians');
    const digits = new beside.RawDigits();
    for (let times = 0; times < 3; times += 1) trap(core.RawPlot);
    new core.RawPlot([]).free();
    assert.equal(isLost(digits), false);
    digits.free();
  });

  it('has glue that is refused where it is not what is known', () => {
    assert.throws(
      () => guardedGlue('export class Plot {}'),
      /expected 1 in the glue, got 0/,
    );
  });
});

/**
 * Has the core read where it has no memory.
 *
 * @param {{ prototype: object }} Class - of the core
 */
function trap({ prototype }) {
  const astray = Object.create(prototype, { __wbg_ptr: { value: 0xfffffff0 } });
  assert.throws(() => astray.clear(), WebAssembly.RuntimeError);
}

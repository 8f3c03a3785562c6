import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { guardedGlue } from '../../scripts/lib/guard-glue.mjs';
import { DIGITS, openInNode } from '../../tests/unit/realm.js';
import { openCore } from './core.js';
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

  it('computes on in another instance once memory was refused', async () => {
    const file = new URL('../pkg/identity-rows_bg.wasm', import.meta.url);
    const module = new WebAssembly.Module(limited(readFileSync(file)));
    const { core } = await openCore('identity-rows', { module, build: 'simd' });
    const old = new core.RawDigits();
    const large = new Uint8Array(2 ** 26);
    assert.throws(() => old.appendPart(large), {
      name: 'RuntimeError',
      message: /^the browser gave it no more memory than \d\.\d MB$/,
    });
    assert.throws(() => old.appendPart(DIGITS.first), /from before a fault/);
    const next = new core.RawDigits();
    next.appendPart(DIGITS.first);
    assert.throws(() => next.appendPart(large), WebAssembly.RuntimeError);
    assert.equal(isLost(next), true);
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
  assert.throws(() => astray.clear(), {
    name: 'RuntimeError',
    message: /out of bounds/,
  });
}

/** Pages of memory that a core has at most then: enough for small digits. */
const PAGES = 127;

/** The section of a module that declares its memory. */
const MEMORY = 5;

/**
 * @param {Uint8Array} bytes - of a module with one memory
 * @returns {Uint8Array<ArrayBuffer>} the same, whose memory grows no further than that
 */
function limited(bytes) {
  let at = 8;
  while (at < bytes.length) {
    const start = at;
    let [size, shift] = [0, 0];
    for (let more = true; more; shift += 7) {
      at += 1;
      const byte = bytes[at] ?? 0;
      size |= (byte & 0x7f) << shift;
      more = byte > 0x7f;
    }
    at += 1 + size;
    if (bytes[start] === MEMORY) {
      // One memory, until now without an upper limit.
      const [, isLimited, least = 0] = bytes.subarray(at - size, at);
      assert.ok(isLimited === 0 && least < PAGES);
      return Uint8Array.from([
        ...bytes.subarray(0, start),
        ...[MEMORY, 4, 1, 1, least, PAGES],
        ...bytes.subarray(at),
      ]);
    }
  }
  throw new Error('the module has no memory');
}

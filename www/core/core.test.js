import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { describe, it } from 'node:test';
import { hasSimd, openCore } from './core.js';
import { loadDigits } from './digits.js';

/** @import { TestContext } from 'node:test' */

/**
 * Puts answers in the place of the network, and lists what was asked for.
 *
 * @param {TestContext} t
 * @param {(url: URL) => Promise<Response>} answer
 */
function network(t, answer) {
  /** @type {string[]} */
  const asked = [];
  t.mock.method(globalThis, 'fetch', (/** @type {URL} */ url) => {
    asked.push(url.href.replace(/.*www\//, ''));
    return answer(url);
  });
  return asked;
}

const MISSING = async () => new Response('not here', { status: 404 });

describe('the core', () => {
  it('says so where there is no WebAssembly', async (t) => {
    const property = Object.getOwnPropertyDescriptor(globalThis, 'WebAssembly');
    assert.ok(property);
    t.after(() => Object.defineProperty(globalThis, 'WebAssembly', property));
    Reflect.deleteProperty(globalThis, 'WebAssembly');
    await assert.rejects(openCore('chain'), {
      name: 'CoreError',
      code: 'no-webassembly',
    });
  });

  it('that is not there is named with its status', async (t) => {
    network(t, MISSING);
    await assert.rejects(openCore('chain'), {
      name: 'CoreError',
      code: 'load-failed',
      message: /pkg\/chain_bg\.wasm: expected status 200, got 404/,
    });
  });

  it('that cannot be reached is named', async (t) => {
    network(t, async () => {
      throw new TypeError('offline');
    });
    await assert.rejects(openCore('chain'), {
      code: 'load-failed',
      message: /chain_bg\.wasm.*offline/,
    });
  });

  it('that is no module is named', async (t) => {
    network(t, async () => new Response('<!doctype html>'));
    await assert.rejects(openCore('chain'), {
      code: 'load-failed',
      message: /chain_bg\.wasm: expected a WebAssembly module/,
    });
  });

  it('is the scalar build without SIMD, whatever its media type', async (t) => {
    t.mock.method(WebAssembly, 'validate', () => false);
    const asked = network(
      t,
      async (url) =>
        new Response(await readFile(url), {
          headers: { 'Content-Type': 'application/octet-stream' },
        }),
    );
    const core = await openCore('chain');
    assert.equal(core.build, 'scalar');
    assert.ok(core.module instanceof WebAssembly.Module);
    assert.deepEqual(asked, ['pkg/chain_scalar_bg.wasm']);
    assert.equal(await openCore('chain'), core, 'it is loaded once');
    assert.equal(asked.length, 1);
  });
});

describe('a digits file', () => {
  it('that is not there is named with its status, and tried again', async (t) => {
    const asked = network(t, MISSING);
    await assert.rejects(loadDigits('first'), {
      name: 'CoreError',
      code: 'load-failed',
      message: /data\/digits-first\.bin: expected status 200, got 404/,
    });
    await assert.rejects(loadDigits('first'), { code: 'load-failed' });
    assert.deepEqual(asked, ['data/digits-first.bin', 'data/digits-first.bin']);
  });

  it('is fetched once for all figures', async (t) => {
    const asked = network(t, async () => new Response(Uint8Array.of(1, 2)));
    const [one, other] = await Promise.all([
      loadDigits('first'),
      loadDigits('first'),
    ]);
    assert.deepEqual([...one], [1, 2]);
    assert.equal(one, other);
    assert.deepEqual(asked, ['data/digits-first.bin']);
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

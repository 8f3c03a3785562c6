import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readFileSync } from 'node:fs';
import { loadDigits } from './digits.js';
import { fetchBytes } from './fetch-bytes.js';

const FILE = new URL('../data/digits-first.bin', import.meta.url);

describe('the first digits', () => {
  it('that came damaged are asked for again, past the cache, and whole ones once', async (t) => {
    const whole = readFileSync(FILE);
    const answers = [
      new TextEncoder().encode('<p>Sign in to this network</p>'.repeat(9)),
      whole.subarray(0, whole.length / 2),
      whole,
    ];
    /** @type {(RequestCache | undefined)[]} */
    const asked = [];
    t.mock.method(
      globalThis,
      'fetch',
      async (/** @type {URL} */ _url, /** @type {RequestInit} */ init) => {
        asked.push(init.cache);
        return new Response(answers[asked.length - 1]);
      },
    );
    for (let count = 0; count < 3; count += 1) {
      await loadDigits('first');
      await null;
    }
    await loadDigits('first');
    assert.deepEqual(asked, [undefined, 'reload', 'reload']);
  });
});

describe('a file that stalls', () => {
  it('is given up after 20 s without a byte, and says how much came', async (t) => {
    t.mock.timers.enable({ apis: ['setTimeout'] });
    const body = new ReadableStream({
      start: (stream) => stream.enqueue(new Uint8Array(7)),
    });
    t.mock.method(globalThis, 'fetch', async () => new Response(body));
    const failing = assert.rejects(fetchBytes(FILE), {
      code: 'load-failed',
      message: /got 7 bytes and then nothing for 20 s/,
    });
    await new Promise((resolve) => {
      setImmediate(resolve);
    });
    t.mock.timers.tick(20_000);
    await failing;
  });

  it('that never answers is given up too', async (t) => {
    t.mock.timers.enable({ apis: ['setTimeout'] });
    t.mock.method(globalThis, 'fetch', () => new Promise(() => {}));
    const failing = assert.rejects(
      fetchBytes(FILE),
      /got none .nothing for 20 s/,
    );
    t.mock.timers.tick(20_000);
    await failing;
  });
});

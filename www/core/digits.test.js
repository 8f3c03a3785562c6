import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readFileSync } from 'node:fs';
import { deflateRawSync } from 'node:zlib';
import { HEADER_BYTES, inflateDigits, loadDigits, partsFor } from './digits.js';
import { fetchBytes } from './fetch-bytes.js';

const FILE = new URL('../data/digits-first.bin', import.meta.url);

describe('the first digits', () => {
  it('that came damaged are asked for again, past the cache, and whole ones once', async (t) => {
    const whole = readFileSync(FILE);
    const answers = [
      new TextEncoder().encode('<p>Sign in to this network</p>'.repeat(9)),
      whole.subarray(0, whole.length / 2),
      whole.subarray(0, HEADER_BYTES - 1),
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
    for (let count = 0; count < 4; count += 1) {
      await loadDigits('first');
      await null;
    }
    await loadDigits('first');
    assert.deepEqual(asked, [undefined, 'reload', 'reload', 'reload']);
  });
});

describe('the files of a run', () => {
  it('are those that have its images, and no more', () => {
    for (const [images, parts] of /** @type {const} */ ([
      [1, ['first']],
      [1000, ['first']],
      [1001, ['first', 'more']],
      [8000, ['first', 'more']],
      [8001, ['first', 'more', 'all']],
    ])) {
      assert.deepEqual(partsFor(images), parts, `${images} images`);
    }
  });
});

describe('digits that hold more than their header says', () => {
  it('are left as they are, however much it is', async () => {
    const whole = readFileSync(FILE);
    for (const payload of [whole.subarray(HEADER_BYTES), new Uint8Array(5e7)]) {
      const bomb = deflateRawSync(payload);
      const file = new Uint8Array(HEADER_BYTES + bomb.length);
      file.set(whole.subarray(0, HEADER_BYTES));
      file.set(bomb, HEADER_BYTES);
      assert.equal(await inflateDigits(file), file);
    }
  });

  it('take no memory that their bytes cannot fill', async () => {
    const file = new Uint8Array(HEADER_BYTES + 3).fill(255);
    assert.equal(await inflateDigits(file), file);
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

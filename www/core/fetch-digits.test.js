import assert from 'node:assert/strict';
import { deflateRawSync } from 'node:zlib';
import { describe, it } from 'node:test';
import { CoreError } from './core-error.js';
import { digitsSizes, partsFor } from './digits.js';
import { fetchDigits } from './fetch-digits.js';

/** @import { TestContext } from 'node:test' */

const TAG = '"of this build"';
const SIZE = digitsSizes.all;

/** A file of the right length, of zeros before compression. */
const { file, content } = fileOf(SIZE);

/**
 * @param {number} size - in bytes
 * @returns {{ file: Uint8Array, content: Uint8Array }} with noise that cannot be compressed
 */
function fileOf(size) {
  // Stored blocks have five bytes for each 65,535.
  let length = size - 48;
  const noise = Uint8Array.from({ length }, (_, n) => (n * 40503) >>> 3);
  for (;;) {
    const packed = deflateRawSync(noise.subarray(0, length), { level: 0 });
    const surplus = packed.length + 48 - size;
    if (surplus <= 0) {
      assert.equal(surplus, 0);
      const header = Buffer.alloc(48);
      header.writeUInt32LE(length, 36);
      const whole = noise.subarray(0, length);
      return {
        file: Buffer.concat([header, packed]),
        content: Buffer.concat([header, whole]),
      };
    }
    length -= surplus;
  }
}

/**
 * A body that ends after `to` bytes, or breaks there.
 *
 * @param {Uint8Array} bytes
 * @param {{ from?: number, to?: number, breaks?: boolean }} [options]
 */
function bodyOf(bytes, { from = 0, to = bytes.length, breaks = false } = {}) {
  let at = from;
  return new ReadableStream({
    pull(controller) {
      if (at >= to) {
        if (breaks) controller.error(new TypeError('network error'));
        else controller.close();
        return;
      }
      const next = Math.min(to, at + 500_000);
      controller.enqueue(new Uint8Array(bytes.subarray(at, next)));
      at = next;
    },
  });
}

/**
 * @param {TestContext} t
 * @param {((init: { range: string | null, tag: string | null, cache: string }) => Response)[]} answers
 * @returns {{ range: string | null, tag: string | null, cache: string }[]} what was asked
 */
function host(t, answers) {
  /** @type {{ range: string | null, tag: string | null, cache: string }[]} */
  const asked = [];
  t.mock.method(
    globalThis,
    'fetch',
    async (/** @type {URL} */ url, /** @type {RequestInit} */ init = {}) => {
      assert.match(url.pathname, /digits-all\.bin$/);
      init.signal?.throwIfAborted();
      const headers = new Headers(init.headers);
      const request = {
        range: headers.get('Range'),
        tag: headers.get('If-Range'),
        cache: init.cache ?? 'default',
      };
      const answer = answers[asked.length];
      asked.push(request);
      if (answer === undefined) throw new TypeError('Failed to fetch');
      return answer(request);
    },
  );
  return asked;
}

/** @param {{ from?: number, to?: number, breaks?: boolean, tag?: string }} [options] */
const whole = ({ tag = TAG, ...options } = {}) =>
  new Response(bodyOf(file, options), { headers: { ETag: tag } });

/** @param {{ range: string | null }} request */
const rest = ({ range }) => {
  const from = Number(/\d+/.exec(range ?? '')?.[0]);
  return new Response(bodyOf(file, { from }), {
    status: 206,
    headers: { 'Content-Range': `bytes ${from}-${SIZE - 1}/${SIZE}` },
  });
};

/** @returns {Promise<Uint8Array>} what was taken */
async function taken(options = {}) {
  /** @type {Uint8Array | undefined} */
  let got;
  await fetchDigits('all', (bytes) => (got = bytes), options);
  assert.ok(got);
  return got;
}

/** @param {Uint8Array} got */
const isWhole = (got) => assert.ok(Buffer.from(content).equals(got));

describe('the files that a run needs', () => {
  it('are the first of the three', () => {
    assert.deepEqual(partsFor(10), ['first']);
    assert.deepEqual(partsFor(1000), ['first']);
    assert.deepEqual(partsFor(1001), ['first', 'more']);
    assert.deepEqual(partsFor(8000), ['first', 'more']);
    assert.deepEqual(partsFor(8001), ['first', 'more', 'all']);
    assert.deepEqual(partsFor(50_000), ['first', 'more', 'all']);
  });
});

describe('a large file', () => {
  it('comes in one request, and says how much of it has come', async (t) => {
    const asked = host(t, [() => whole()]);
    /** @type {number[]} */
    const progress = [];
    isWhole(
      await taken({ progress: (/** @type {number} */ n) => progress.push(n) }),
    );
    assert.deepEqual(asked, [{ range: null, tag: null, cache: 'default' }]);
    assert.ok(progress.length > 10);
    assert.deepEqual(
      progress,
      progress.toSorted((a, b) => a - b),
    );
    assert.equal(progress.at(-1), SIZE);
  });

  it('that is stopped goes on where it was', async (t) => {
    const asked = host(t, [() => whole(), rest]);
    const stopping = new AbortController();
    await assert.rejects(
      taken({
        signal: stopping.signal,
        progress: (/** @type {number} */ n) => {
          if (n < 2e6 || stopping.signal.aborted) return;
          stopping.abort();
          // A stream that a signal does not reach.
          throw stopping.signal.reason;
        },
      }),
    );
    isWhole(await taken());
    assert.equal(asked.length, 2);
    assert.deepEqual(asked[1], {
      range: 'bytes=2000000-',
      tag: TAG,
      cache: 'default',
    });
  });

  it('whose connection breaks says so, and goes on where it was', async (t) => {
    const asked = host(t, [() => whole({ to: 3e6, breaks: true }), rest]);
    await assert.rejects(taken(), {
      code: 'load-failed',
      message: /expected \d+ bytes, got 3000000 before the connection broke/,
    });
    isWhole(await taken());
    assert.equal(asked[1]?.range, 'bytes=3000000-');
  });

  it('keeps what has come while nobody answers', async (t) => {
    const offline = () => {
      throw new TypeError('Failed to fetch');
    };
    const asked = host(t, [
      () => whole({ to: 3e6, breaks: true }),
      offline,
      offline,
      rest,
    ]);
    await assert.rejects(taken(), { code: 'load-failed' });
    await assert.rejects(taken(), { code: 'load-failed', message: /got none/ });
    isWhole(await taken());
    assert.deepEqual(
      asked.map(({ range }) => range),
      [null, 'bytes=3000000-', null, 'bytes=3000000-'],
    );
  });

  it('begins again where the host gives no parts', async (t) => {
    const asked = host(t, [
      () => whole({ to: 3e6, breaks: true }),
      () => whole(),
    ]);
    await assert.rejects(taken());
    isWhole(await taken());
    assert.equal(asked.length, 2);
  });

  it('begins again where the part is not the one asked for', async (t) => {
    const asked = host(t, [
      () => whole({ to: 3e6, breaks: true }),
      () =>
        new Response(bodyOf(file, { from: 5 }), {
          status: 206,
          headers: { 'Content-Range': `bytes 5-${SIZE - 1}/${SIZE}` },
        }),
      () => whole(),
    ]);
    await assert.rejects(taken());
    isWhole(await taken());
    assert.equal(asked.length, 3);
  });

  it('is asked for by no weak name', async (t) => {
    const tag = 'W/"of this build"';
    const asked = host(t, [() => whole({ to: 3e6, breaks: true, tag }), rest]);
    await assert.rejects(taken());
    isWhole(await taken());
    assert.equal(asked[1]?.tag, null);
  });

  it('that ends too early is continued at once', async (t) => {
    const asked = host(t, [() => whole({ to: 3e6 }), rest]);
    isWhole(await taken());
    assert.equal(asked[1]?.range, 'bytes=3000000-');
  });

  it('that is too short is fetched once more past the cache, and refused', async (t) => {
    const short = () => whole({ to: 3e6 });
    const asked = host(t, [short, short, short, short]);
    await assert.rejects(taken(), {
      code: 'data',
      message: /digits-all\.bin: expected \d+ bytes, got 3000000$/,
    });
    assert.deepEqual(
      asked.map(({ cache }) => cache),
      ['default', 'default', 'reload', 'default'],
    );
  });

  it('that is too long, or damaged, is refused likewise', async (t) => {
    const damaged = new Uint8Array(file);
    damaged.fill(0xff, 48, 1000);
    const response = () => new Response(bodyOf(damaged));
    const asked = host(t, [response, response]);
    await assert.rejects(taken(), {
      code: 'data',
      message: /expected a whole DEFLATE stream, got a damaged one/,
    });
    assert.equal(asked.length, 2);
    const longer = new Uint8Array(SIZE + 1);
    longer.set(file);
    t.mock.restoreAll();
    host(t, [
      () => new Response(bodyOf(longer)),
      () => new Response(bodyOf(longer)),
    ]);
    await assert.rejects(taken(), { code: 'data' });
  });

  it('that the core refuses is fetched once more', async (t) => {
    const asked = host(t, [() => whole(), () => whole()]);
    let count = 0;
    await fetchDigits('all', () => {
      count += 1;
      if (count === 1) throw new CoreError('data', 'of another series');
    });
    assert.equal(count, 2);
    assert.equal(asked[1]?.cache, 'reload');
  });

  it('that the host does not have is told from one that did not come', async (t) => {
    host(t, [
      () => new Response(null, { status: 404 }),
      () => new Response(null, { status: 503 }),
    ]);
    await assert.rejects(taken(), { code: 'digits-missing', message: /404/ });
    await assert.rejects(taken(), { code: 'load-failed', message: /503/ });
  });
});

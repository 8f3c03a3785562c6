const POLYNOMIAL = 0xedb88320;

/** Of the bytes of a step, the first has the last table. */
const STEP = 8;

/**
 * What each byte comes to when so many bytes of a step follow it. Eight bytes at a time
 * take a fifth of the time: a run of the largest network has 16 MB.
 *
 * @type {readonly Uint32Array[]}
 */
const TABLES = tables();

/** x⁰ and x⁸, with the highest power in the lowest bit. */
const ONE = 0x80000000;
const BYTE = 0x00800000;

/** @param {...Uint8Array} pieces - taken as one @returns {number} CRC-32 as in zip and PNG */
export function crc32(...pieces) {
  const [last, ...others] = TABLES;
  let sum = 0xffffffff;
  for (const piece of pieces) {
    const whole = piece.length - (piece.length % STEP);
    const [t1, t2, t3, t4, t5, t6, t7] = /** @type {any} */ (others);
    const t0 = /** @type {any} */ (last);
    const bytes = /** @type {any} */ (piece);
    for (let at = 0; at < whole; at += STEP) {
      sum =
        t7[(sum ^ bytes[at]) & 0xff] ^
        t6[((sum >>> 8) ^ bytes[at + 1]) & 0xff] ^
        t5[((sum >>> 16) ^ bytes[at + 2]) & 0xff] ^
        t4[(sum >>> 24) ^ bytes[at + 3]] ^
        t3[bytes[at + 4]] ^
        t2[bytes[at + 5]] ^
        t1[bytes[at + 6]] ^
        t0[bytes[at + 7]];
    }
    for (let at = whole; at < piece.length; at += 1) {
      sum = (sum >>> 8) ^ t0[(sum ^ bytes[at]) & 0xff];
    }
  }
  return (sum ^ 0xffffffff) >>> 0;
}

/** @returns {Promise<unknown>} resolves in another task */
function anotherTask() {
  return new Promise((resolve) => {
    setTimeout(resolve);
  });
}

/** Bytes of a slice: of a few milliseconds. */
const SLICE = 2 ** 21;

/**
 * The same in slices, between which the page can draw.
 *
 * @param {...Uint8Array} pieces - taken as one; they must not change meanwhile
 * @returns {Promise<number>} as of `crc32`
 */
export async function crc32InSlices(...pieces) {
  let sum = crc32();
  for (const piece of pieces) {
    for (let at = 0; at < piece.length; at += SLICE) {
      if (at > 0) await anotherTask();
      const slice = piece.subarray(at, at + SLICE);
      sum = crc32Joined(sum, crc32(slice), slice.length);
    }
  }
  return sum;
}

/**
 * @param {number} first - CRC-32 of the bytes before
 * @param {number} second - CRC-32 of the bytes after, or of both
 * @param {number} length - of the bytes after
 * @returns {number} CRC-32 of both, or of those after
 */
export function crc32Joined(first, second, length) {
  let shift = ONE;
  let power = BYTE;
  for (let left = length; left > 0; left = Math.floor(left / 2)) {
    if (left % 2 === 1) shift = product(shift, power);
    power = product(power, power);
  }
  return (product(shift, first) ^ second) >>> 0;
}

/** @param {number} one @param {number} other @returns {number} of two polynomials, modulo that of CRC-32 */
function product(one, other) {
  let sum = 0;
  let shifted = other;
  for (let bit = 31; bit >= 0; bit -= 1) {
    if ((one >>> bit) & 1) sum ^= shifted;
    shifted = timesX(shifted);
  }
  return sum >>> 0;
}

/** @param {number} value */
function timesX(value) {
  return value & 1 ? (value >>> 1) ^ POLYNOMIAL : value >>> 1;
}

function tables() {
  const first = Uint32Array.from({ length: 256 }, (_, byte) => {
    let sum = byte;
    for (let bit = 0; bit < 8; bit += 1) sum = timesX(sum);
    return sum;
  });
  const all = [first];
  while (all.length < STEP) {
    const before = /** @type {Uint32Array} */ (all.at(-1));
    all.push(before.map((sum) => (sum >>> 8) ^ (first[sum & 0xff] ?? 0)));
  }
  return all;
}

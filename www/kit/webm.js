/** A WebM file of one picture track (RFC 9559, and the WebM guidelines of what of it). */

/** Elements, by their ids in hexadecimal. */
const EBML = '1a45dfa3';
const SEGMENT = '18538067';
const INFO = '1549a966';
const TRACKS = '1654ae6b';
const TAGS = '1254c367';
const CUES = '1c53bb6b';
const CLUSTER = '1f43b675';

/** Ticks of a file, in ns: its times are whole ms. */
const TICK = 1e6;
/** A block's time is counted from its cluster's start, in 16 bits with a sign. */
const MOST_IN_CLUSTER = 32_767;

const encoder = new TextEncoder();

/**
 * @param {WebmOptions} options - what is in it
 * @returns {Uint8Array<ArrayBuffer>} the file
 */
export function webm({
  codec,
  width,
  height,
  colour,
  frames,
  ms,
  title,
  tags,
}) {
  const clusters = clustersOf(frames);
  const info = element(INFO, [
    element('2ad7b1', number(TICK)),
    element('4489', float(ms)),
    element('7ba9', text(title)),
    element('4d80', text('unstable-gradients')),
    element('5741', text('unstable-gradients')),
  ]);
  const tracks = element(TRACKS, [
    element('ae', [
      element('d7', number(1)),
      element('73c5', number(1)),
      element('83', number(1)),
      element('9c', number(0)),
      element('86', text(codec === 'vp8' ? 'V_VP8' : 'V_VP9')),
      element('e0', [
        element('b0', number(width)),
        element('ba', number(height)),
        ...(colour ? [colourOf(colour)] : []),
      ]),
    ]),
  ]);
  const words = element(TAGS, [
    element('7373', [
      element('63c0', []),
      ...Object.entries(tags)
        .filter(([, value]) => value !== '')
        .map(([name, value]) =>
          element('67c8', [
            element('45a3', text(name)),
            element('4487', text(value)),
          ]),
        ),
    ]),
  ]);
  const blocks = clusters.map(({ start, frames: own }) =>
    element(CLUSTER, [
      element('e7', number(start)),
      ...own.map((frame) => element('a3', blockOf(frame, start))),
    ]),
  );
  const cues = (/** @type {number} */ first) => {
    let at = first;
    const points = clusters.map(({ start }, index) => {
      const point = element('bb', [
        element('b3', number(start, 4)),
        element('b7', [element('f7', number(1)), element('f1', number(at, 4))]),
      ]);
      at += sizeOf(blocks[index] ?? []);
      return point;
    });
    return element(CUES, points);
  };
  const head = [info, tracks, words];
  // They take as many bytes, wherever the first cluster is.
  const before = sizeOf(head) + sizeOf(cues(0));
  const header = element(EBML, [
    element('4286', number(1)),
    element('42f7', number(1)),
    element('42f2', number(4)),
    element('42f3', number(8)),
    element('4282', text('webm')),
    element('4287', number(4)),
    element('4285', number(2)),
  ]);
  const segment = element(SEGMENT, [...head, cues(before), ...blocks]);
  return joined([header, segment]);
}

/** @param {readonly WebmFrame[]} frames @returns {{ start: number, frames: WebmFrame[] }[]} each from a frame that stands alone, in whole ms */
function clustersOf(frames) {
  /** @type {{ start: number, frames: WebmFrame[] }[]} */
  const clusters = [];
  for (const frame of frames) {
    const at = Math.round(frame.ms);
    const start = clusters.at(-1)?.start ?? -Infinity;
    if (frame.isKey || at - start > MOST_IN_CLUSTER) {
      clusters.push({ start: at, frames: [] });
    }
    clusters.at(-1)?.frames.push(frame);
  }
  return clusters;
}

/** @param {WebmFrame} frame @param {number} start - of its cluster @returns {Bytes} of track 1 */
function blockOf({ data, ms, isKey }, start) {
  const head = new DataView(new ArrayBuffer(4));
  head.setUint8(0, 0x81);
  head.setInt16(1, Math.round(ms) - start);
  head.setUint8(3, isKey ? 0x80 : 0);
  return [new Uint8Array(head.buffer), data];
}

/** By the numbers of ITU-T H.273 that VideoColorSpace has names for. */
const MATRICES = { rgb: 0, bt709: 1, bt470bg: 5, smpte170m: 6 };
const TRANSFERS = { bt709: 1, smpte170m: 6, 'iec61966-2-1': 13 };
const PRIMARIES = { bt709: 1, bt470bg: 5, smpte170m: 6 };

/** @param {Colour} colour @returns {Bytes} how its numbers are colours; what has no name here is left out */
function colourOf({ matrix, transfer, primaries, fullRange }) {
  /** @param {string} id @param {Record<string, number>} known @param {string | null | undefined} name */
  const named = (id, known, name) => {
    const value = known[name ?? ''];
    return value === undefined ? [] : [element(id, number(value))];
  };
  return element('55b0', [
    ...named('55b1', MATRICES, matrix),
    element('55b9', number(fullRange ? 2 : 1)),
    ...named('55ba', TRANSFERS, transfer),
    ...named('55bb', PRIMARIES, primaries),
  ]);
}

/** @param {string} id - in hexadecimal @param {Bytes} content @returns {Bytes} */
function element(id, content) {
  const bytes = Uint8Array.from(id.match(/../g) ?? [], (pair) =>
    parseInt(pair, 16),
  );
  // A size may always take eight bytes, of which the first says so.
  const size = number(sizeOf(content), 8);
  size[0] = 1;
  return [bytes, size, content];
}

/** @param {number} value - whole, at least 0 @param {number} [bytes] - that it takes @returns {Uint8Array} big-endian */
function number(
  value,
  bytes = Math.max(1, Math.ceil(Math.log2(value + 1) / 8)),
) {
  const all = new DataView(new ArrayBuffer(8));
  all.setBigUint64(0, BigInt(value));
  return new Uint8Array(all.buffer, 8 - bytes);
}

/** @param {number} value @returns {Uint8Array} of 64 bits, big-endian */
function float(value) {
  const all = new DataView(new ArrayBuffer(8));
  all.setFloat64(0, value);
  return new Uint8Array(all.buffer);
}

/** @param {string} words @returns {Uint8Array} in UTF-8 */
function text(words) {
  return encoder.encode(words);
}

/** @param {Bytes} bytes @returns {number} how many they are */
function sizeOf(bytes) {
  return bytes instanceof Uint8Array
    ? bytes.length
    : bytes.reduce((sum, part) => sum + sizeOf(part), 0);
}

/** @param {Bytes} bytes @returns {Uint8Array<ArrayBuffer>} */
function joined(bytes) {
  const all = new Uint8Array(sizeOf(bytes));
  let at = 0;
  const put = (/** @type {Bytes} */ part) => {
    if (part instanceof Uint8Array) {
      all.set(part, at);
      at += part.length;
    } else for (const one of part) put(one);
  };
  put(bytes);
  return all;
}

/** @typedef {Uint8Array | readonly Bytes[]} Bytes - one after the other */
/** @typedef {{ data: Uint8Array, ms: number, isKey: boolean }} WebmFrame - as encoded; from when it is seen; whether it needs no other */
/** @typedef {{ matrix?: string | null, transfer?: string | null, primaries?: string | null, fullRange?: boolean | null }} Colour - as `VideoColorSpace` */

/**
 * @typedef {object} WebmOptions
 * @property {'vp8' | 'vp9'} codec - of the frames
 * @property {number} width - in pixels
 * @property {number} height - in pixels
 * @property {Colour | null | undefined} colour - how its numbers are colours
 * @property {readonly WebmFrame[]} frames - ascending; the first stands alone
 * @property {number} ms - that all of it takes
 * @property {string} title
 * @property {Readonly<Record<string, string>>} tags - words about it, by Matroska's names
 */

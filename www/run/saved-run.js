/**
 * The file of a saved run: its settings, all that was measured, and the bytes from which the
 * core goes on. docs/reproducing.md describes it. It is read whole before any of it is used.
 */
import { fingerprintOf } from './fingerprint.js';
import { crc32, crc32InSlices, crc32Joined } from '../kit/crc32.js';
import { RunHistory } from './run-history.js';

/** @import { KeptRun } from './run-session.js' */

/** The first bytes of a file, and its version. */
const MAGIC = 'UGRUN\r\n\n';
const VERSION = 1;

/** Where the version, the length, the checksum and the length of the settings stand. */
const VERSION_AT = 8;
const LENGTH_AT = 12;
const CHECKSUM_AT = 16;
const HEADER_AT = 20;
const HEAD_BYTES = 24;

/** What the core's own bytes begin with, and the version of those. */
const STATE_MAGIC = 'UGSTATE\n';
const STATE_VERSION = 1;

/** More than the largest run has. */
export const MOST_BYTES = 2 ** 28;

/** Arrays begin at multiples of so many bytes. */
const STEP = 8;

const PARTS = /** @type {const} */ ({
  epochs: Uint32Array,
  values: Float64Array,
  weightSpeeds: Float64Array,
  gradients: Float64Array,
  activations: Float64Array,
  snapshot: Uint8Array,
});

/** A file that is no saved run, or is none of this figure. */
export class SavedRunError extends Error {
  /** @override */
  name = 'SavedRunError';
}

/**
 * @param {SavedRun} run - to be saved
 * @returns {Uint8Array<ArrayBuffer>} a file
 */
export function writeRun({ header, kept }) {
  const { rows, gradients, activations, snapshot } = kept;
  const arrays = { ...rows, gradients, activations, snapshot };
  const parts = Object.entries(arrays).flatMap(([name, array]) =>
    array === null ? [] : [{ name, length: array.length, array }],
  );
  const list = parts.map(({ name, length }) => ({ name, length }));
  const { epoch, plateauEnd } = kept;
  const json = JSON.stringify({ ...header, epoch, plateauEnd, parts: list });
  const text = new TextEncoder().encode(json);
  const lengths = parts.map(({ array }) => stepped(array.byteLength));
  const start = stepped(HEAD_BYTES + text.length);
  const file = new Uint8Array(lengths.reduce((sum, own) => sum + own, start));
  const view = new DataView(file.buffer);
  file.set(new TextEncoder().encode(MAGIC));
  view.setUint32(VERSION_AT, VERSION, true);
  view.setUint32(LENGTH_AT, file.length, true);
  view.setUint32(HEADER_AT, text.length, true);
  file.set(text, HEAD_BYTES);
  let at = start;
  for (const [index, { array }] of parts.entries()) {
    const { buffer, byteOffset, byteLength } = array;
    file.set(new Uint8Array(buffer, byteOffset, byteLength), at);
    at += lengths[index] ?? 0;
  }
  const body = stateIn(snapshot) ? snapshot.length - HEADER_AT : 0;
  const from = at - stepped(snapshot.length) + HEADER_AT;
  const sum =
    body > 0
      ? checksumAround(file, from, from + body, bodySum(snapshot))
      : checksum(file);
  view.setUint32(CHECKSUM_AT, sum, true);
  return file;
}

/**
 * @param {Uint8Array} snapshot - whole, of the core
 * @returns {number} the CRC-32 of what stands after its own, out of that: millions of
 *   weights, over which the core has gone already
 */
function bodySum(snapshot) {
  const view = new DataView(snapshot.buffer, snapshot.byteOffset);
  return crc32Joined(
    crc32(snapshot.subarray(0, CHECKSUM_AT)),
    view.getUint32(CHECKSUM_AT, true),
    snapshot.length - HEADER_AT,
  );
}

/**
 * @param {Uint8Array} file
 * @param {number} from - where bytes begin whose CRC-32 is known
 * @param {number} to - where they end
 * @param {number} known - that of theirs
 * @returns {number} the checksum of the file
 */
function checksumAround(file, from, to, known) {
  const before = crc32(
    file.subarray(0, CHECKSUM_AT),
    file.subarray(HEADER_AT, from),
  );
  const rest = file.subarray(to);
  const sum = crc32Joined(before, known, to - from);
  return crc32Joined(sum, crc32(rest), rest.length);
}

/** @param {Uint8Array} snapshot @returns {boolean} whether it looks like one of the core, as far as its head goes */
function stateIn(snapshot) {
  if (
    snapshot.length < HEAD_BYTES ||
    ascii(snapshot, STATE_MAGIC.length) !== STATE_MAGIC
  ) {
    return false;
  }
  const view = new DataView(snapshot.buffer, snapshot.byteOffset);
  return view.getUint32(LENGTH_AT, true) === snapshot.length;
}

/**
 * Reads a run in slices, since one of the largest network has 16 MB or more.
 *
 * @param {Uint8Array<ArrayBuffer>} file - the bytes of a file, which must not change meanwhile
 * @param {string} figure - the name of the figure that it is to be of
 * @returns {Promise<SavedRun>} what it has, copied; its `state` has not been looked at
 * @throws {SavedRunError} if it is cut short, damaged, of another version or another figure,
 *   or its parts do not fit each other
 */
export async function readRun(file, figure) {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  if (file.length < HEAD_BYTES || ascii(file, MAGIC.length) !== MAGIC) {
    throw refused('This file is not a saved run.');
  }
  const version = view.getUint32(VERSION_AT, true);
  if (version !== VERSION) {
    throw refused(
      `This run was saved as version ${version} of the file; this page reads version ${VERSION}.`,
    );
  }
  const length = view.getUint32(LENGTH_AT, true);
  if (length !== file.length) {
    const what = file.length < length ? 'cut short' : 'too long';
    throw refused(
      `This file is ${what}: it should have ${length} bytes, and has ${file.length}.`,
    );
  }
  const body = [file.subarray(0, CHECKSUM_AT), file.subarray(HEADER_AT)];
  if (view.getUint32(CHECKSUM_AT, true) !== (await crc32InSlices(...body))) {
    throw refused('This file is damaged: its checksum is another.');
  }
  const header = headerIn(file, view.getUint32(HEADER_AT, true));
  if (header.figure !== figure) {
    throw refused(
      `This run belongs to another figure: ${show(header.figure)}, not ${figure}.`,
    );
  }
  const arrays = arraysIn(file, view.getUint32(HEADER_AT, true), header.parts);
  const { epochs, values, weightSpeeds, snapshot } = arrays;
  if (!epochs || !values || !weightSpeeds || !snapshot) throw misfit('parts');
  const { epoch, plateauEnd } = header;
  const { gradients = null, activations = null } = arrays;
  const rows = { epochs, values, weightSpeeds };
  const kept = { snapshot, epoch, plateauEnd, rows, gradients, activations };
  await check(header, kept);
  return { header, kept };
}

/** @param {Uint8Array} file @param {number} length - of its header */
function headerIn(file, length) {
  if (length > file.length - HEAD_BYTES) throw misfit('settings');
  const text = file.subarray(HEAD_BYTES, HEAD_BYTES + length);
  let header;
  try {
    header = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(text));
  } catch {
    throw misfit('settings');
  }
  const { state, parts } = header ?? {};
  const isGood =
    typeof state === 'object' &&
    state !== null &&
    Array.isArray(state.hidden) &&
    Array.isArray(parts) &&
    typeof header.figure === 'string' &&
    typeof header.measuring === 'string' &&
    Number.isInteger(header.epoch) &&
    Number.isInteger(header.plateauEnd);
  if (!isGood) throw misfit('settings');
  return header;
}

/**
 * @param {Uint8Array<ArrayBuffer>} file
 * @param {number} header - its length
 * @param {readonly { name: string, length: number }[]} parts - as the header names them
 * @returns {{ [Name in keyof typeof PARTS]?: InstanceType<typeof PARTS[Name]> }} copies
 */
function arraysIn(file, header, parts) {
  /** @type {Record<string, ArrayBufferView>} */
  const found = {};
  let at = stepped(HEAD_BYTES + header);
  for (const part of parts) {
    const { name, length } = part ?? {};
    // Some objects of JSON cannot be made a text.
    if (typeof name !== 'string') throw misfit('parts');
    if (!Object.hasOwn(PARTS, name) || name in found) throw misfit('parts');
    const Numbers = PARTS[/** @type {keyof typeof PARTS} */ (name)];
    if (!Number.isInteger(length) || length < 0) throw misfit(name);
    const bytes = length * Numbers.BYTES_PER_ELEMENT;
    if (bytes > file.length - at) throw misfit(name);
    found[name] = new Numbers(file.slice(at, at + bytes).buffer);
    at += stepped(bytes);
  }
  if (at !== file.length) throw misfit('end');
  return found;
}

/** @param {Header} header @param {KeptRun} kept */
async function check({ state, fingerprint }, kept) {
  const { rows, epoch, plateauEnd, snapshot } = kept;
  const layers = state.hidden.length;
  const history = new RunHistory(layers);
  try {
    history.append(rows.epochs, rows.values, rows.weightSpeeds);
  } catch {
    throw misfit('rows');
  }
  if (history.rows === 0 || history.epoch !== epoch) throw misfit('epoch');
  if (plateauEnd < -1 || plateauEnd > epoch) throw misfit('plateau');
  if (fingerprintOf(history.row(epoch)) !== fingerprint) {
    throw refused(
      'The fingerprint in this file is not that of its numbers: it was changed.',
    );
  }
  if (
    snapshot.length < HEAD_BYTES ||
    ascii(snapshot, STATE_MAGIC.length) !== STATE_MAGIC
  ) {
    throw misfit('weights');
  }
  const view = new DataView(snapshot.buffer, snapshot.byteOffset);
  if (view.getUint32(VERSION_AT, true) !== STATE_VERSION) {
    throw refused('The weights in this file were saved by another version.');
  }
  if (
    view.getUint32(LENGTH_AT, true) !== snapshot.length ||
    view.getUint32(CHECKSUM_AT, true) !==
      (await crc32InSlices(
        snapshot.subarray(0, CHECKSUM_AT),
        snapshot.subarray(HEADER_AT),
      ))
  ) {
    throw misfit('weights');
  }
}

/**
 * Refuses rows of kept numbers that are not as `KeptRows.append` takes them.
 *
 * @param {Float64Array} numbers - of the file
 * @param {number} width - numbers of a row, without its head
 * @param {number} last - no epoch is after it
 * @param {string} part - by its name
 */
export function checkKept(numbers, width, last, part) {
  const length = width + 2;
  if (numbers.length === 0 || numbers.length % length !== 0) throw misfit(part);
  let before = -1;
  for (let at = 0; at < numbers.length; at += length) {
    const epoch = numbers[at] ?? NaN;
    const flag = numbers[at + 1];
    const isGood =
      Number.isInteger(epoch) &&
      epoch > before &&
      epoch <= last &&
      (flag === 1 || (flag === 0 && at + length === numbers.length));
    if (!isGood) throw misfit(part);
    before = epoch;
  }
}

/** @param {Uint8Array} file */
function checksum(file) {
  return crc32(file.subarray(0, CHECKSUM_AT), file.subarray(HEADER_AT));
}

/** @param {number} bytes @returns {number} the same or a little more */
function stepped(bytes) {
  return Math.ceil(bytes / STEP) * STEP;
}

/** @param {Uint8Array} bytes @param {number} count */
function ascii(bytes, count) {
  return String.fromCharCode(...bytes.subarray(0, count));
}

/** @param {unknown} value - of a file @returns {string} a short text */
function show(value) {
  return String(value).slice(0, 40);
}

/** @param {string} sentence */
function refused(sentence) {
  return new SavedRunError(sentence);
}

/** @param {string} part - of the file */
function misfit(part) {
  return refused(`This file is damaged: its part “${part}” does not fit.`);
}

/**
 * @typedef {object} Header
 * @property {string} figure - the name of the figure
 * @property {any} state - of the figure
 * @property {string} measuring - the attribute of that name
 * @property {string} link - to the figure with these settings; for people
 * @property {string | null} fingerprint - of the last row; none where a number is not finite
 */
/** @typedef {{ header: Header, kept: KeptRun }} SavedRun */

/**
 * The larger files of digits: fetched in pieces, stopped, resumed. A module of
 * its own, which comes when they are asked for.
 */
import { CoreError, codeOf, wordsOf } from './core-error.js';
import { HEADER_BYTES, LENGTH_AT, digitsFiles, digitsSizes } from './digits.js';
import { fetchFile } from './fetch-file.js';
import { inTime } from './in-time.js';

/** @import { DigitsPart } from './digits.js' */

/** More than all of MNIST; a length above it is damage. */
const MOST_BYTES = 100e6;

/** @type {Map<DigitsPart, Download>} Files of which a part has come. */
const begun = new Map();

/**
 * Fetches a digits file piece by piece, and inflates the pieces as they come.
 * What has come is kept when it is stopped or the connection breaks: the next
 * call asks for the rest, or begins again where the host answers no such
 * request. A file that is refused is fetched once more from its start, past the
 * browser's cache: it was cut short, or is of another build than the files
 * before it.
 *
 * @param {DigitsPart} part - which
 * @param {(file: Uint8Array) => void} take - is given it, inflated; throws a
 *   `CoreError` of code `data` to refuse it
 * @param {object} [options] - all of them optional
 * @param {AbortSignal} [options.signal] - stops it
 * @param {(received: number) => void} [options.progress] - told the bytes that
 *   have come, of `digitsSizes`
 * @returns {Promise<void>} resolves when it is taken
 * @throws {CoreError} `digits-missing` where the host does not have it,
 *   `load-failed`, or `data` for a file that was refused twice
 */
export async function fetchDigits(part, take, options = {}) {
  for (let isAgain = false; ; isAgain = true) {
    try {
      return take(await fetchWhole(part, options, isAgain));
    } catch (error) {
      if (isAgain || codeOf(error) !== 'data') throw error;
    }
  }
}

/**
 * @param {DigitsPart} part
 * @param {{ signal?: AbortSignal, progress?: (received: number) => void }} options
 * @param {boolean} isAgain - whether what has come, and the cache, are of no use
 * @returns {Promise<Uint8Array>} the file, inflated
 */
async function fetchWhole(part, options, isAgain) {
  const known = isAgain ? undefined : begun.get(part);
  // On the page's own thread another figure may be fetching the same.
  const download = known?.isRunning === false ? known : new Download(part);
  begun.set(part, download);
  const cache = isAgain ? 'reload' : 'default';
  const whole = await download.finish({ ...options, cache });
  if (begun.get(part) === download) begun.delete(part);
  return whole;
}

/** A file of which a part has come. */
class Download {
  isRunning = false;
  #url;
  #total;
  #received = 0;
  #inflow = new Inflow();
  /** @type {string | null} The host's name for this very content. */
  #tag = null;

  /** @param {DigitsPart} part */
  constructor(part) {
    this.#url = digitsFiles[part];
    this.#total = digitsSizes[part];
  }

  /**
   * @param {{ signal?: AbortSignal, progress?: (received: number) => void,
   *   cache: RequestCache }} options
   * @returns {Promise<Uint8Array>} the file, inflated
   */
  async finish({ signal, progress, cache }) {
    this.isRunning = true;
    try {
      // An answer that ends too early is continued once.
      for (
        let count = 0;
        count < 2 && this.#received < this.#total;
        count += 1
      ) {
        await this.#receive(await this.#ask(signal, cache), progress);
      }
    } finally {
      this.isRunning = false;
    }
    if (this.#received !== this.#total) {
      throw this.#refusal(`${this.#total} bytes`, `${this.#received}`);
    }
    return this.#inflow.end().catch(() => {
      throw this.#refusal('a whole DEFLATE stream', 'a damaged one');
    });
  }

  /**
   * Asks for what has not come, and for all of it where that is not to be had.
   *
   * @param {AbortSignal | undefined} signal
   * @param {RequestCache} cache
   * @returns {Promise<Response>}
   */
  async #ask(signal, cache) {
    const init = signal ? { signal } : {};
    if (this.#received > 0) {
      const response = await this.#askForRest(init);
      if (response?.status === 206) return response;
      // Gives no parts, or has another file by now.
      if (response?.status === 200) return this.#restart(response);
      await response?.body?.cancel();
    }
    const whole = { ...init, cache };
    return this.#restart(await fetchFile(this.#url, whole, 'digits-missing'));
  }

  /**
   * @param {{ signal?: AbortSignal }} init
   * @returns {Promise<Response | null>} null where there is no answer to use
   */
  async #askForRest(init) {
    const headers = {
      Range: `bytes=${this.#received}-`,
      ...(this.#tag !== null && { 'If-Range': this.#tag }),
    };
    const asking = fetch(this.#url, { ...init, headers });
    const response = await inTime(asking).catch(() => null);
    // Hidden from pages of another origin; then the checksum decides alone.
    const range = response?.headers.get('Content-Range') ?? null;
    const isOther =
      range !== null && !range.startsWith(`bytes ${this.#received}-`);
    return isOther ? null : response;
  }

  /** @param {Response} response - with all of it @returns {Response} the same */
  #restart(response) {
    this.#received = 0;
    this.#inflow = new Inflow();
    // What another origin sends is known by no tag: asking by it would need the
    // host's leave. A weak one does not name bytes.
    const tag = response.headers.get('ETag');
    const isUsable = response.type !== 'cors' && tag?.startsWith('"');
    this.#tag = isUsable ? tag : null;
    return response;
  }

  /**
   * @param {Response} response
   * @param {((received: number) => void) | undefined} progress
   */
  async #receive(response, progress) {
    const reader = response.body?.getReader();
    for (;;) {
      const piece = await (reader && inTime(reader.read()))?.catch((cause) => {
        void reader?.cancel().catch(() => {});
        throw new CoreError(
          'load-failed',
          `${this.#url}: expected ${this.#total} bytes, got ${this.#received} before the connection broke (${wordsOf(cause)})`,
          { cause },
        );
      });
      if (piece?.value === undefined) return;
      this.#received += piece.value.length;
      await this.#inflow.take(piece.value).catch(() => {
        throw this.#refusal('a whole DEFLATE stream', 'a damaged one');
      });
      progress?.(Math.min(this.#received, this.#total));
    }
  }

  /** @param {string} expected @param {string} got */
  #refusal(expected, got) {
    begun.forEach((download, part) => {
      if (download === this) begun.delete(part);
    });
    const words = `${this.#url}: expected ${expected}, got ${got}`;
    return new CoreError('data', words);
  }
}

/** A digits file that is inflated while it comes. */
class Inflow {
  #header = new Uint8Array(HEADER_BYTES);
  #headed = 0;
  #whole = new Uint8Array();
  #filled = HEADER_BYTES;
  #inflating = new DecompressionStream('deflate-raw');
  #writer = this.#inflating.writable.getWriter();
  /** @type {Promise<void> | undefined} */
  #drained;

  /** @param {Uint8Array<ArrayBuffer>} piece - the next bytes @returns {Promise<void>} */
  async take(piece) {
    const missing = piece.subarray(0, HEADER_BYTES - this.#headed);
    this.#header.set(missing, this.#headed);
    this.#headed += missing.length;
    if (this.#headed < HEADER_BYTES) return;
    this.#drained ??= this.#drain();
    const payload = piece.subarray(missing.length);
    if (payload.length > 0) await this.#writer.write(payload);
  }

  /** @returns {Promise<Uint8Array>} the file; rejects if it is not whole */
  async end() {
    await this.#writer.close();
    await this.#drained;
    const missing = this.#whole.length - this.#filled;
    if (missing !== 0) throw new RangeError(`${missing} bytes more`);
    return this.#whole;
  }

  /** @returns {Promise<void>} rejects if it does not fit its header */
  #drain() {
    const draining = this.#fill();
    // Whoever writes or ends hears of it.
    draining.catch((error) => this.#writer.abort(error).catch(() => {}));
    return draining;
  }

  async #fill() {
    const view = new DataView(this.#header.buffer);
    const length = view.getUint32(LENGTH_AT, true);
    if (length > MOST_BYTES) throw new RangeError(`${length} bytes`);
    // One piece of memory, filled as it comes, rather than all pieces and then
    // the whole.
    this.#whole = new Uint8Array(HEADER_BYTES + length);
    this.#whole.set(this.#header);
    const reader = this.#inflating.readable.getReader();
    for (;;) {
      const { value } = await reader.read();
      if (value === undefined) return;
      this.#whole.set(value, this.#filled);
      this.#filled += value.length;
    }
  }
}

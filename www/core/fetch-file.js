import { CoreError, wordsOf } from './core-error.js';

/** Milliseconds without a byte after which a host counts as stalled. */
const PATIENCE_MS = 20_000;

/** @type {Set<string>} Files that came damaged: no copy of them is to be trusted. */
const distrusted = new Set();

/**
 * Has the next request for a file go past the browser's cache, whose copy is damaged.
 *
 * @param {URL} url - of the file
 */
export function distrust(url) {
  distrusted.add(url.href);
}

/**
 * Waits for the next piece of a file, but not for ever.
 *
 * @template Piece
 * @param {Promise<Piece>} piece - that is to come
 * @returns {Promise<Piece>} the piece; rejects when nothing came for 20 s
 */
export async function inTime(piece) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  const late = new Promise((_, reject) => {
    const words = `nothing for ${PATIENCE_MS / 1000} s`;
    timer = setTimeout(() => reject(new Error(words)), PATIENCE_MS);
  });
  try {
    return /** @type {Piece} */ (await Promise.race([piece, late]));
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Fetches a whole file of this site.
 *
 * @param {URL} url - of the file
 * @returns {Promise<Uint8Array<ArrayBuffer>>} its bytes
 * @throws {CoreError} `load-failed`, naming the URL, and how much came
 */
export async function fetchBytes(url) {
  const response = await fetchFile(url);
  const reader = response.body?.getReader();
  /** @type {Uint8Array<ArrayBuffer>[]} */
  const pieces = [];
  let received = 0;
  try {
    for (;;) {
      const piece = reader && (await inTime(reader.read()));
      if (!piece?.value) break;
      pieces.push(piece.value);
      received += piece.value.length;
    }
    return new Uint8Array(await new Blob(pieces).arrayBuffer());
  } catch (cause) {
    void reader?.cancel().catch(() => {});
    const total = response.headers.get('Content-Length') ?? 'the whole file';
    const words = `${url}: expected ${total}, got ${received} bytes and then ${wordsOf(cause)}`;
    throw new CoreError('load-failed', words, { cause });
  }
}

/**
 * Fetches a file of this site.
 *
 * @param {URL} url - of the file
 * @param {RequestInit} [init] - how
 * @param {string} [missing] - the code where the host does not have it
 * @returns {Promise<Response>} a successful response
 * @throws {CoreError} `load-failed`, naming the URL and the status
 */
export async function fetchFile(url, init = {}, missing = 'load-failed') {
  /** @type {Response} */
  let response;
  try {
    const isDamaged = distrusted.delete(url.href);
    const fresh = isDamaged ? /** @type {const} */ ({ cache: 'reload' }) : {};
    response = await inTime(fetch(url, { ...init, ...fresh }));
  } catch (cause) {
    throw new CoreError(
      'load-failed',
      `${url}: expected an answer, got none (${wordsOf(cause)})`,
      { cause },
    );
  }
  if (!response.ok) {
    const isMissing = response.status === 404 || response.status === 410;
    throw new CoreError(
      isMissing ? missing : 'load-failed',
      `${url}: expected status 200, got ${response.status}`,
    );
  }
  return response;
}

/** Milliseconds without a byte after which a host counts as stalled. */
const PATIENCE_MS = 20_000;

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

/**
 * Something the core, or a file it needs, could not do.
 *
 * Errors thrown by the compiled core have the same `name` and the same kind
 * of `code`, so a caller switches on `code` wherever the error began.
 */
export class CoreError extends Error {
  /**
   * Set by hand: a minifier would rename the class, not this.
   *
   * @override
   */
  name = 'CoreError';

  /**
   * @param {string} code - stable kebab-case name of the kind of error
   * @param {string} message - what, where, expected and got, for people
   * @param {ErrorOptions} [options] - the `cause`, where there is one
   */
  constructor(code, message, options) {
    super(message, options);
    this.code = code;
  }
}

/**
 * The message of anything that was thrown.
 *
 * @param {unknown} thrown - usually an `Error`, but JavaScript throws anything
 * @returns {string} its words
 */
export function wordsOf(thrown) {
  return thrown instanceof Error ? thrown.message : String(thrown);
}

/**
 * The code of anything that was thrown, or null when it has none.
 *
 * @param {unknown} thrown - what a `catch` received
 * @returns {string | null} the code of a `CoreError`, from here or from Rust
 */
export function codeOf(thrown) {
  if (!(thrown instanceof Error) || thrown.name !== 'CoreError') return null;
  return 'code' in thrown && typeof thrown.code === 'string'
    ? thrown.code
    : null;
}

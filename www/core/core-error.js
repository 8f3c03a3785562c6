/**
 * An error of the core, or in loading a file that it needs. Errors thrown by the
 * compiled core have the same `name` and the same kind of `code`.
 */
export class CoreError extends Error {
  /**
   * Written out, because a minifier renames the class.
   *
   * @override
   */
  name = 'CoreError';

  /**
   * @param {string} code - stable kebab-case name of the kind of error
   * @param {string} message - what, where, expected and got
   * @param {ErrorOptions} [options] - the `cause`, where there is one
   */
  constructor(code, message, options) {
    super(message, options);
    this.code = code;
  }
}

/** @param {unknown} thrown - usually an `Error` @returns {string} its message */
export function wordsOf(thrown) {
  return thrown instanceof Error ? thrown.message : String(thrown);
}

/** @param {unknown} thrown @returns {string | null} the code of a `CoreError`, also of one from Rust */
export function codeOf(thrown) {
  if (!(thrown instanceof Error) || thrown.name !== 'CoreError') return null;
  return 'code' in thrown && typeof thrown.code === 'string'
    ? thrown.code
    : null;
}

/** What becomes of the arrays that the core hands out. */

/**
 * @param {import('../protocol/messages.js').Progress} progress - to be sent
 * @returns {ArrayBuffer[]} its buffers, which change hands when it is sent
 */
export function buffersOf({ values, gradients }) {
  return [values, gradients].flatMap((part) => part?.buffer ?? []);
}

/**
 * @param {Float64Array<ArrayBuffer>} first - some numbers
 * @param {Float64Array<ArrayBuffer>} second - others
 * @returns {Float64Array<ArrayBuffer>} the one followed by the other
 */
export function joined(first, second) {
  if (first.length === 0) return second;
  const both = new Float64Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}

/**
 * @param {Float64Array} values - made by the core for its caller alone
 * @returns {Float64Array<ArrayBuffer>} the same: the core shares no memory
 *   between threads, which its generated types cannot say
 */
export function owned(values) {
  return /** @type {Float64Array<ArrayBuffer>} */ (values);
}

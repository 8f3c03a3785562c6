/** What becomes of the arrays that the core hands out. */

/**
 * @param {import('../protocol/message-types.js').Progress} progress - to be sent
 * @returns {ArrayBuffer[]} its buffers, which change hands when it is sent
 */
export function buffersOf({ epochs, values, gradients }) {
  return [epochs, values, gradients].flatMap((part) => part?.buffer ?? []);
}

/**
 * @template {Float64Array | Uint32Array} Values
 * @param {Values} values - made by the core for its caller alone
 * @returns {Owned<Values>} the same: the core shares no memory between threads,
 *   which its generated types cannot say
 */
export function owned(values) {
  return /** @type {any} */ (values);
}

/**
 * @template Values
 * @typedef {Values extends Uint32Array ? Uint32Array<ArrayBuffer>
 *   : Float64Array<ArrayBuffer>} Owned
 */

/**
 * What the core answers, as plain objects: an answer of the core is a handle
 * on its memory, which a figure would have to give back, and which no message
 * can carry.
 */

/**
 * Copies what an answer's getters say, and gives its memory back.
 *
 * @template Answer
 * @param {Answer} answer - of the core: an object with getters, a list of
 *   them, or a value
 * @returns {Plain<Answer>} the same as plain objects and ordinary arrays; null
 *   for what there is not
 */
export function take(answer) {
  return /** @type {any} */ (plain(answer));
}

/**
 * @param {any} value - of the core
 * @returns {unknown} without the core's memory
 */
function plain(value) {
  if (value === undefined) return null;
  if (ArrayBuffer.isView(value)) return Array.from(/** @type {any} */ (value));
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value?.free !== 'function') return value;
  const getters = Object.getOwnPropertyDescriptors(
    Object.getPrototypeOf(value),
  );
  const entries = Object.entries(getters)
    .filter(([, { get }]) => get)
    .map(([key]) => [key, plain(value[key])]);
  value.free();
  return Object.fromEntries(entries);
}

/**
 * @template Value
 * @typedef {Value extends undefined ? null
 *   : Value extends Float64Array | Int32Array | Uint32Array ? number[]
 *   : Value extends (infer Item)[] ? Plain<Item>[]
 *   : Value extends { free(): void } ? {
 *       -readonly [Key in keyof Value as Value[Key] extends Function
 *         ? never : Key]-?: Plain<Value[Key]> }
 *   : Value} Plain
 */

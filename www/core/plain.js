/**
 * Copies a result of the core and frees its memory. Results are handles on memory
 * of the core: a figure would have to free them, and messages cannot hold them.
 *
 * @template Answer
 * @param {Answer} answer - an object with getters, a list of them, or a value
 * @returns {Plain<Answer>} plain objects and ordinary arrays; null for `undefined`
 */
export function take(answer) {
  return /** @type {any} */ (plain(answer));
}

/**
 * @param {object} handle - on memory of the core, kept for later
 * @returns {boolean} whether that memory is gone: freed, or dropped with its instance,
 *   of which nothing is used again after a fault (`scripts/lib/guard-glue.mjs`)
 */
export function isLost(handle) {
  try {
    return !Reflect.get(handle, '__wbg_ptr');
  } catch {
    return true;
  }
}

/** @param {any} value @returns {unknown} */
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

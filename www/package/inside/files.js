/**
 * The files of the build that has everything inside: base64 of what DEFLATE
 * makes of them, by name. A worker gets its own from the page that starts it.
 *
 * @type {Record<string, string>}
 */
export const files = Reflect.get(globalThis, 'unstableGradientsFiles') ?? {};

/** @param {string} text - base64 @returns {Uint8Array<ArrayBuffer>} the bytes */
export function bytesOf(text) {
  return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
}

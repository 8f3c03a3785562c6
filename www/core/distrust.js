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
 * @param {URL} url - of a file that is to be asked for now
 * @returns {RequestInit} how; once past the cache, if its copy is damaged
 */
export function freshIfDistrusted(url) {
  return distrusted.delete(url.href) ? { cache: 'reload' } : {};
}

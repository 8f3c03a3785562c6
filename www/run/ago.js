const UNITS = /** @type {const} */ ([
  [86_400, 'day'],
  [3600, 'hour'],
  [60, 'minute'],
]);

/** @param {number} ms - of time that has passed @returns {string} “3 minutes ago” */
export function agoText(ms) {
  for (const [seconds, unit] of UNITS) {
    const count = Math.floor(ms / 1000 / seconds);
    if (count >= 1) return `${count} ${unit}${count === 1 ? '' : 's'} ago`;
  }
  return 'a moment ago';
}

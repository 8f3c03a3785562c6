/** How large a picture is to be. */

/** In pixels; what browsers make of a canvas that is larger differs. */
const LEAST = 100;
const MOST = 8192;
const MOST_ALTOGETHER = 40e6;

/** What can be chosen. @type {readonly { name: string, label: string, width?: number, height?: number }[]} */
export const SIZES = Object.freeze([
  { name: 'shown', label: 'As shown' },
  { name: 'slide', label: 'Slide, 1920 × 1080', width: 1920, height: 1080 },
  { name: 'column', label: 'Column, 1200 wide', width: 1200 },
  { name: 'own', label: 'Other…' },
]);

/**
 * @param {string} name - of a size
 * @param {{ width: string, height: string }} own - as written, for `own`
 * @param {number} [most] - pixels altogether
 * @returns {PictureSize | null} null for as shown; throws a RangeError in words
 */
export function sizeNamed(name, own, most = MOST_ALTOGETHER) {
  const found = SIZES.find((size) => size.name === name);
  if (found?.width) return { width: found.width, height: found.height ?? null };
  if (name !== 'own') return null;
  const [width, height] = [
    side('Width', own.width),
    own.height.trim() === '' ? null : side('Height', own.height),
  ];
  if (width * (height ?? 1) > most) {
    throw new RangeError(
      `${width} × ${height} are more than ${most / 1e6} million pixels.`,
    );
  }
  return { width, height };
}

/** @param {string} name @param {string} text @returns {number} whole pixels */
function side(name, text) {
  const value = Number(text);
  if (text.trim() !== '' && value >= LEAST && value <= MOST) {
    return Math.round(value);
  }
  throw new RangeError(
    `${name}: expected ${LEAST} to ${MOST} pixels, got ${text.trim() || 'nothing'}.`,
  );
}

/**
 * @typedef {object} PictureSize
 * @property {number} width - in pixels
 * @property {number | null} height - likewise; null for what the picture needs
 */

/** Said where it fails. */
export const noPng =
  'The picture could not be made a PNG: it is too large, or the page around this figure forbids that. Take the SVG instead.';

/** How many pixels a CSS pixel of a picture becomes, each way. */
const DENSITY = 2;

/**
 * Draws an SVG file as the browser shows it. It goes through a `data:` address: the
 * page's Content-Security-Policy allows those for images, and no `blob:`.
 *
 * @param {string} svg - a file with a width and a height, which needs nothing from
 *   elsewhere
 * @returns {Promise<Blob>} a PNG; rejects where the page around forbids such images
 *   or the picture is too large for a canvas
 */
export async function pngFile(svg) {
  const $image = new Image();
  $image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await $image.decode();
  const width = Math.round(DENSITY * $image.naturalWidth);
  const height = Math.round(DENSITY * $image.naturalHeight);
  const $canvas = Object.assign(document.createElement('canvas'), {
    width,
    height,
  });
  $canvas.getContext('2d')?.drawImage($image, 0, 0, width, height);
  return new Promise((resolve, reject) => {
    $canvas.toBlob(
      (blob) => (blob ? resolve(blob) : reject(new Error('toBlob'))),
      'image/png',
    );
  });
}

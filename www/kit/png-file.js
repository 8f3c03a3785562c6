/** Pictures as PNG. */
import { crc32 } from './crc32.js';
import { describe } from './provenance.js';

/** @import { Provenance } from './provenance.js' */

/** How many pixels a CSS pixel of a picture as it is shown becomes, each way. */
export const DENSITY = 2;

/** Bytes before the second chunk: the signature and the header, which has to be first. */
const HEAD = 8 + 25;

/**
 * Draws an SVG file as the browser shows it. It goes through a `data:` address: the
 * page's Content-Security-Policy allows those for images, and no `blob:`.
 *
 * @param {Element} $svg - with a width and a height, which needs nothing from elsewhere
 * @param {number} [density] - pixels for each of the file's
 * @returns {Promise<HTMLCanvasElement>} rejects where the page around forbids such
 *   images or the picture is too large for a canvas
 */
export async function painted($svg, density = 1) {
  const $image = new Image();
  const text = new XMLSerializer().serializeToString($svg);
  $image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
  await $image.decode();
  const [width = 0, height = 0] = ['width', 'height'].map((name) =>
    Math.round(density * Number($svg.getAttribute(name))),
  );
  const $canvas = document.createElement('canvas');
  Object.assign($canvas, { width, height });
  const context = $canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('no canvas');
  context.drawImage($image, 0, 0, width, height);
  return $canvas;
}

/**
 * @param {HTMLCanvasElement} $canvas
 * @param {Provenance} from - where the picture is from
 * @returns {Promise<Blob>} a PNG
 */
export async function pngOf($canvas, from) {
  /** @type {Blob} */
  const blob = await new Promise((resolve, reject) => {
    $canvas.toBlob(
      (made) => (made ? resolve(made) : reject(new Error('toBlob'))),
      'image/png',
    );
  });
  return withWords(blob, from);
}

/**
 * @param {Blob} png
 * @param {Provenance} from - where the picture is from
 * @returns {Promise<Blob>} the same, which says so
 */
export async function withWords(png, from) {
  const bytes = new Uint8Array(await png.arrayBuffer());
  const chunks = Object.entries({
    Title: from.title,
    Description: describe(from),
    Source: from.link,
  }).flatMap(([keyword, text]) => (text ? textChunk(keyword, text) : []));
  const parts = [bytes.slice(0, HEAD), ...chunks, bytes.slice(HEAD)];
  return new Blob(parts, { type: 'image/png' });
}

/**
 * @param {string} keyword - of Latin letters
 * @param {string} text - any
 * @returns {Uint8Array<ArrayBuffer>} a chunk `iTXt` (PNG, third edition, 11.3.3.4),
 *   not compressed, of no named language
 */
export function textChunk(keyword, text) {
  const encoder = new TextEncoder();
  const content = [
    ...encoder.encode('iTXt'),
    ...encoder.encode(keyword),
    // End of the keyword; not compressed, by no method; no language, no translation.
    ...[0, 0, 0, 0, 0],
    ...encoder.encode(text),
  ];
  const chunk = new Uint8Array(content.length + 8);
  const view = new DataView(chunk.buffer);
  view.setUint32(0, content.length - 4);
  chunk.set(content, 4);
  view.setUint32(4 + content.length, crc32(chunk.subarray(4, -4)));
  return chunk;
}

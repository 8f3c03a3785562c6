/** Frames of an animation as GIF. */
import { describe } from './provenance.js';

const COLOURS = 256;

/** @returns {Promise<import('./film.js').FilmFile>} a file that is made, and plays for ever */
export async function gifFile() {
  const { GIFEncoder, applyPalette, quantize } = await import('gifenc');
  const gif = GIFEncoder();
  return {
    add: async ($canvas, stays) => {
      const { width, height } = $canvas;
      const pixels = $canvas
        .getContext('2d')
        ?.getImageData(0, 0, width, height);
      const { data } = /** @type {ImageData} */ (pixels);
      const palette = quantize(data, COLOURS);
      const indices = applyPalette(data, palette);
      gif.writeFrame(indices, width, height, {
        palette,
        delay: stays,
        repeat: 0,
      });
    },
    end: async (from) => {
      gif.finish();
      const text = [`${from.title}.`, describe(from), from.link];
      const bytes = withComment(gif.bytes(), text.join(' ').trim());
      return new Blob([bytes], { type: 'image/gif' });
    },
    free: () => {},
  };
}

/**
 * @param {Uint8Array} gif - a whole file
 * @param {string} text - any
 * @returns {Uint8Array<ArrayBuffer>} the same with a comment (GIF89a, 24) before its end
 */
export function withComment(gif, text) {
  const letters = new TextEncoder().encode(text);
  /** @type {number[]} */
  const blocks = [0x21, 0xfe];
  for (let at = 0; at < letters.length; at += 255) {
    const block = letters.subarray(at, at + 255);
    blocks.push(block.length, ...block);
  }
  return Uint8Array.from([...gif.subarray(0, -1), ...blocks, 0, 0x3b]);
}

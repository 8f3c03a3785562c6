/** The animation of a figure as a GIF, made in the page. */
import { framed } from './framed-picture.js';
import { painted } from './png-file.js';
import { describe, provenanceOf } from './provenance.js';

/** @import { PictureFile } from './data-drawer.js' */
/** @import { PictureSize } from './picture-size.js' */

/** Pixels that a frame may have. */
export const MOST_PIXELS = 1.5e6;
const COLOURS = 256;
/** For how long the last frame stands, in frames. */
const REST = 12;
/** How often, and every how many ms, is looked for a picture that is not there yet. */
const PATIENCE = 60;
const LOOK = 50;

/**
 * @param {number} last - moment, a whole number
 * @param {number} frames - at most
 * @param {boolean} isEven - or closer at the start, as t², which is how a run plays
 * @returns {number[]} moments, ascending, from 0 to the last
 */
export function momentsOf(last, frames, isEven) {
  const all = Array.from({ length: frames }, (_, frame) =>
    Math.round(last * (frame / (frames - 1)) ** (isEven ? 1 : 2)),
  );
  return [...new Set(all)];
}

/**
 * @param {import('./figure.js').Figure<any, any, any>} host - the figure
 * @param {FilmOptions} options
 * @returns {Promise<Blob>} a GIF that plays for ever; rejects with an AbortError when it
 *   is told to stop or the figure goes
 */
export async function filmed(host, options) {
  const { film, files, size, frames, isEven, seconds, progress } = options;
  const { GIFEncoder, applyPalette, quantize } = await import('gifenc');
  const gif = GIFEncoder();
  const moments = momentsOf(film.last, frames, isEven);
  const delay = Math.max(20, (1000 * seconds) / moments.length);
  const { signal, release } = lifeOf(host, options.signal);
  try {
    for (const [index, moment] of moments.entries()) {
      await film.show(moment, signal);
      check(host, signal);
      const file = await pictured(host, files, signal);
      const $frame = framed(file.svg, provenanceOf(host), size);
      const $canvas = await painted($frame);
      check(host, signal);
      const { width, height } = $canvas;
      const pixels = $canvas
        .getContext('2d')
        ?.getImageData(0, 0, width, height);
      const { data } = /** @type {ImageData} */ (pixels);
      const palette = quantize(data, COLOURS);
      const isLast = index === moments.length - 1;
      gif.writeFrame(applyPalette(data, palette), width, height, {
        palette,
        delay: isLast ? REST * delay : delay,
        repeat: 0,
      });
      progress((index + 1) / moments.length);
      // A press on Stop is heard between two frames.
      await pause(0);
    }
  } finally {
    release();
    if (host.isConnected) film.end();
  }
  gif.finish();
  const { title, link, ...words } = provenanceOf(host);
  const text = [`${title}.`, describe({ title, link, ...words }), link];
  return new Blob([withComment(gif.bytes(), text.join(' ').trim())], {
    type: 'image/gif',
  });
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

/**
 * What begins anew may have new plots, which are measured before they are drawn.
 *
 * @param {import('./figure.js').Figure<any, any, any>} host
 * @param {() => readonly PictureFile[]} files
 * @param {AbortSignal} signal
 */
async function pictured(host, files, signal) {
  for (let count = 0; count < PATIENCE; count += 1) {
    await host.updateComplete;
    check(host, signal);
    const [file] = files();
    if (file) return file;
    await pause(LOOK);
  }
  throw new Error('no picture');
}

/**
 * A figure that is gone never comes to the moment that is waited for.
 *
 * @param {import('./figure.js').Figure<any, any, any>} host
 * @param {AbortSignal} stop - aborted by the reader
 * @returns {{ signal: AbortSignal, release: () => void }} aborted by either
 */
export function lifeOf(host, stop) {
  const life = new AbortController();
  const follow = () => life.abort(stop.reason);
  if (stop.aborted) follow();
  stop.addEventListener('abort', follow, { signal: life.signal });
  const leaving = {
    hostDisconnected: () =>
      queueMicrotask(() => {
        if (host.isConnected) return;
        life.abort(new DOMException('gone', 'AbortError'));
      }),
  };
  host.addController(leaving);
  return {
    signal: life.signal,
    release: () => {
      host.removeController(leaving);
      stop.removeEventListener('abort', follow);
    },
  };
}

/** @param {number} ms */
function pause(ms) {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}

/** @param {HTMLElement} host @param {AbortSignal} signal */
function check(host, signal) {
  signal.throwIfAborted();
  if (!host.isConnected) throw new DOMException('gone', 'AbortError');
}

/**
 * What a figure that moves lets be filmed.
 *
 * @typedef {object} Film
 * @property {number} last - moment, such as an epoch; the first is 0
 * @property {(moment: number, signal: AbortSignal) => Promise<void>} show - brings the
 *   figure there, in ascending order from 0; rejects when aborted
 * @property {() => void} end - brings it back to where it was
 */

/**
 * @typedef {object} FilmOptions
 * @property {Film} film - of the figure
 * @property {() => readonly PictureFile[]} files - the picture as it stands
 * @property {PictureSize | null} size - null for as it is shown
 * @property {number} frames - at most
 * @property {boolean} isEven - whether they are as far apart from start to end
 * @property {number} seconds - for which it plays
 * @property {AbortSignal} signal - stops it
 * @property {(share: number) => void} progress - told how far it is
 */

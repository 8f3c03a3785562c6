/** The animation of a figure as a file, made in the page. */
import { framed } from './framed-picture.js';
import { painted } from './png-file.js';
import { provenanceOf } from './provenance.js';

/** @import { PictureFile } from './data-drawer.js' */
/** @import { PictureSize } from './picture-size.js' */

/** Pixels that a frame may have. */
export const MOST_PIXELS = 1.5e6;
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
 * @returns {Promise<Blob>} the file; rejects with an AbortError when it is told to stop or
 *   the figure goes
 */
export async function filmed(host, options) {
  const { film, files, size, frames, isEven, seconds, file, progress } =
    options;
  const moments = momentsOf(film.last, frames, isEven);
  const delay = Math.max(20, (1000 * seconds) / moments.length);
  const { signal, release } = lifeOf(host, options.signal);
  /** @type {{ width: number, height: number } | null} */
  let whole = null;
  try {
    for (const [index, moment] of moments.entries()) {
      await film.show(moment, signal);
      check(host, signal);
      const { svg } = await pictured(host, files, signal);
      const $canvas = await painted(framed(svg, provenanceOf(host), size));
      check(host, signal);
      const isLast = index === moments.length - 1;
      // Video keeps colours for two by two pixels.
      whole ??= {
        width: 2 * Math.ceil($canvas.width / 2),
        height: 2 * Math.ceil($canvas.height / 2),
      };
      const $frame = inSize($canvas, whole);
      await file.add($frame, isLast ? REST * delay : delay, isLast);
      progress((index + 1) / moments.length);
      // A press on Stop is heard between two frames.
      await pause(0);
    }
    check(host, signal);
    return await file.end(provenanceOf(host));
  } finally {
    release();
    file.free();
    if (host.isConnected) film.end();
  }
}

/**
 * The picture may grow and shrink with the sentence below it, and its caption with the
 * link; the frames of a file are of one size.
 *
 * @param {HTMLCanvasElement} $canvas
 * @param {{ width: number, height: number }} size
 * @returns {HTMLCanvasElement} it in that size, on its ground where it is smaller
 */
function inSize($canvas, { width, height }) {
  if (width === $canvas.width && height === $canvas.height) return $canvas;
  const $whole = document.createElement('canvas');
  Object.assign($whole, { width, height });
  const context = $whole.getContext('2d');
  context?.drawImage($canvas, 0, 0, 1, 1, 0, 0, width, height);
  const fit = Math.min(1, width / $canvas.width, height / $canvas.height);
  const across = $canvas.width * fit;
  context?.drawImage($canvas, 0, 0, across, $canvas.height * fit);
  return $whole;
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
 * An animation that becomes a file, frame by frame.
 *
 * @typedef {object} FilmFile
 * @property {($canvas: HTMLCanvasElement, ms: number, isLast: boolean) => Promise<void>} add -
 *   a frame, which stands for so long; all of one size, with even sides
 * @property {(from: import('./provenance.js').Provenance) => Promise<Blob>} end - the whole file, with where it is from
 * @property {() => void} free - what it took; called last, however it ended
 */

/**
 * @typedef {object} FilmOptions
 * @property {FilmFile} file - that it becomes
 * @property {Film} film - of the figure
 * @property {() => readonly PictureFile[]} files - the picture as it stands
 * @property {PictureSize | null} size - null for as it is shown
 * @property {number} frames - at most
 * @property {boolean} isEven - whether they are as far apart from start to end
 * @property {number} seconds - for which it plays
 * @property {AbortSignal} signal - stops it
 * @property {(share: number) => void} progress - told how far it is
 */

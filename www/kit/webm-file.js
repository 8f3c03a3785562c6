/** Frames of an animation as WebM, encoded by the browser. */
import { describe } from './provenance.js';
import { webm } from './webm.js';

/** What may be had, the sharper one first. */
const CODECS = /** @type {const} */ ([
  ['vp9', 'vp09.00.40.08'],
  ['vp8', 'vp8'],
]);

/** Every so many frames one stands alone, so that one can go to it. */
const KEY = 20;
/** Frames that may wait for the encoder. */
const MOST_WAITING = 3;
/** Bits for a pixel of a frame, and for a second at least: thin lines stay sharp. */
const BITS = 0.25;
const LEAST_BITS = 2e6;

const noEncoder =
  'this browser has no encoder for WebM on this page; it takes a new one, and https. Make a GIF instead';

/**
 * The times of a `MediaRecorder` are those at which frames come, and its files have no
 * length; so frames are encoded one by one, with the times that they are to have.
 *
 * @returns {import('./film.js').FilmFile} a file that is made
 * @throws {Error} where this browser has no encoder
 */
export function webmFile() {
  if (!('VideoEncoder' in globalThis)) throw new Error(noEncoder);
  /** @type {VideoEncoder | null} */
  let encoder = null;
  /** @type {import('./webm.js').WebmFrame[]} */
  const frames = [];
  const size = { width: 0, height: 0 };
  /** @type {'vp8' | 'vp9'} */
  let codec = 'vp9';
  /** @type {import('./webm.js').Colour | null | undefined} */
  let colour = null;
  /** @type {DOMException | null} */
  let problem = null;
  let [ms, count] = [0, 0];

  /** @param {number} framerate */
  const begin = async (framerate) => {
    const bits = BITS * size.width * size.height * framerate;
    for (const [name, id] of CODECS) {
      /** @type {VideoEncoderConfig} */
      const config = {
        ...size,
        codec: id,
        bitrate: Math.max(LEAST_BITS, Math.round(bits)),
        framerate,
        latencyMode: 'quality',
      };
      const { supported } = await VideoEncoder.isConfigSupported(config);
      if (!supported) continue;
      codec = name;
      const made = new VideoEncoder({
        output: (chunk, metadata) => {
          const data = new Uint8Array(chunk.byteLength);
          chunk.copyTo(data);
          colour ??= metadata?.decoderConfig?.colorSpace;
          const isKey = chunk.type === 'key';
          frames.push({ data, ms: chunk.timestamp / 1000, isKey });
        },
        error: (error) => {
          problem = error;
        },
      });
      made.configure(config);
      return made;
    }
    throw new Error(noEncoder);
  };

  /** @param {HTMLCanvasElement} $canvas @param {number} at - in ms */
  const encode = async ($canvas, at) => {
    const frame = new VideoFrame($canvas, {
      timestamp: Math.round(1000 * at),
      alpha: 'discard',
    });
    try {
      encoder?.encode(frame, { keyFrame: count % KEY === 0 });
    } finally {
      frame.close();
    }
    count += 1;
    while (!problem && (encoder?.encodeQueueSize ?? 0) > MOST_WAITING) {
      await new Promise((resolve) => {
        setTimeout(resolve, 5);
      });
    }
    if (problem) throw problem;
  };

  return {
    add: async ($canvas, stays, isLast) => {
      if (!encoder) {
        Object.assign(size, { width: $canvas.width, height: $canvas.height });
        encoder = await begin(1000 / stays);
      }
      await encode($canvas, ms);
      // Not every player lets the last frame stand; it comes once more.
      if (isLast) await encode($canvas, ms + stays - 1);
      ms += stays;
    },
    end: async (from) => {
      await encoder?.flush();
      if (problem) throw problem;
      const { title, link } = from;
      const tags = { DESCRIPTION: describe(from), URL: link };
      const bytes = webm({ ...size, codec, colour, frames, ms, title, tags });
      return new Blob([bytes], { type: 'video/webm' });
    },
    free: () => {
      if (encoder && encoder.state !== 'closed') encoder.close();
    },
  };
}

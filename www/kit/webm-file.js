/** Frames of an animation as WebM, encoded by the browser. */
import {
  BufferTarget,
  EncodedVideoPacketSource,
  NullTarget,
  Output,
  Quality,
  VideoSample,
  VideoSampleSource,
  WebMOutputFormat,
  getFirstEncodableVideoCodec,
} from 'mediabunny';
import { describe } from './provenance.js';

/** What may be had, the sharper one first. */
const CODECS = /** @type {const} */ (['vp9', 'vp8']);

/** Every so many frames one stands alone, so that one can go to it. */
const KEY = 20;
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
  /** @type {Encoding | null} */
  let encoding = null;
  let [ms, count] = [0, 0];

  /** @param {Encoding} into @param {HTMLCanvasElement} $canvas @param {number} at - in ms @param {number} stays - likewise */
  const encode = async ({ source }, $canvas, at, stays) => {
    const sample = new VideoSample($canvas, {
      timestamp: at / 1000,
      duration: stays / 1000,
    });
    try {
      await source.add(sample, { keyFrame: count % KEY === 0 });
    } finally {
      sample.close();
    }
    count += 1;
  };

  return {
    add: async ($canvas, stays, isLast) => {
      encoding ??= await begin($canvas, 1000 / stays);
      // Not every player lets the last frame stand; it comes once more.
      const again = isLast ? 1 : 0;
      await encode(encoding, $canvas, ms, stays - again);
      ms += stays;
      if (isLast) await encode(encoding, $canvas, ms - again, again);
    },
    end: async (from) => {
      if (!encoding) throw new Error('no frame');
      await encoding.output.finalize();
      return new Blob([await written(encoding.encoded, from)], {
        type: 'video/webm',
      });
    },
    free: () => {
      const state = encoding?.output.state;
      if (state !== 'finalizing' && state !== 'finalized') {
        void encoding?.output.cancel();
      }
    },
  };
}

/**
 * Tags stand at the head of a file, and where the animation is from is known at its end,
 * with the run's fingerprint there; so this output only encodes.
 *
 * @param {{ width: number, height: number }} size - of every frame, in pixels
 * @param {number} frameRate - a second
 * @returns {Promise<Encoding>}
 * @throws {Error} where there is no encoder for them
 */
async function begin({ width, height }, frameRate) {
  const bits = BITS * width * height * frameRate;
  const bitrate = Math.max(LEAST_BITS, Math.round(bits));
  const quality = new Quality({ bitrate });
  /** @type {{ quality: Quality, latencyMode: 'quality' }} */
  const config = { quality, latencyMode: 'quality' };
  const wanted = { width, height, frameRate, ...config };
  const codec = await getFirstEncodableVideoCodec([...CODECS], wanted);
  if (!codec) throw new Error(noEncoder);
  /** @type {Encoded} */
  const encoded = { codec, packets: [], metadata: undefined };
  const source = new VideoSampleSource({
    codec,
    ...config,
    onEncodedPacket: (packet, metadata) => {
      encoded.packets.push(packet);
      encoded.metadata ??= metadata;
    },
  });
  const format = new WebMOutputFormat();
  const output = new Output({ format, target: new NullTarget() });
  output.addVideoTrack(source, { frameRate });
  await output.start();
  return { output, source, encoded };
}

/**
 * @param {Encoded} encoded - all frames
 * @param {import('./provenance.js').Provenance} from - that is written into it
 * @returns {Promise<ArrayBuffer>} the file
 */
export async function written({ codec, packets, metadata }, from) {
  const target = new BufferTarget();
  const output = new Output({ format: new WebMOutputFormat(), target });
  const source = new EncodedVideoPacketSource(codec);
  output.addVideoTrack(source);
  const { title, link } = from;
  const description = describe(from);
  output.setMetadataTags({
    title,
    ...(description && { description }),
    ...(link && { raw: { URL: link } }),
  });
  await output.start();
  for (const packet of packets) await source.add(packet, metadata);
  await output.finalize();
  return /** @type {ArrayBuffer} */ (target.buffer);
}

/**
 * @typedef {object} Encoded
 * @property {import('mediabunny').VideoCodec} codec - of the frames
 * @property {import('mediabunny').EncodedPacket[]} packets - ascending; the first stands alone
 * @property {EncodedVideoChunkMetadata | undefined} metadata - for who decodes them
 */

/** @typedef {{ output: Output, source: VideoSampleSource, encoded: Encoded }} Encoding - under way */

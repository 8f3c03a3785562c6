/** What is measured: the networks, the participants, the goals. */
import { TOOLS, startProgram } from './stage.mjs';

/** @import { Stage, Worker } from './stage.mjs' */

/**
 * @param {number} depth
 * @param {number} [width]
 */
const layers = (depth, width = 30) => Array(depth).fill(width).join(',');

/** The networks that everybody trains. */
export const NETWORKS = [
  { key: 'digits', text: '28 30,30 10 1000', words: '784, mini-batch 10' },
  { key: 'small', text: '14 30,30 10 1000', words: '196, mini-batch 10' },
  { key: 'full', text: '28 30,30 1000 1000', words: '784, full batch 1,000' },
  {
    key: 'wide',
    text: `28 ${layers(2, 256)} 10 1000`,
    words: '2 × 256, mini-batch 10',
  },
  {
    key: 'deep',
    text: `28 ${layers(30, 256)} 10 200`,
    words: '30 × 256, mini-batch 10',
  },
];

/**
 * How the cost of an image grows.
 *
 * @param {number} available - training images
 */
export const seriesOf = (available) => [
  {
    words: 'width of the one hidden layer',
    values: [10, 20, 30, 64, 128, 256],
    text: (/** @type {number} */ n) => `28 ${n} 10 1000`,
  },
  {
    words: 'hidden layers of 30 neurons',
    values: [1, 2, 3, 5, 10, 20, 30],
    text: (/** @type {number} */ n) => `28 ${layers(n)} 10 1000`,
  },
  {
    words: 'images in a mini-batch',
    values: [1, 3, 10, 30, 100, 300, 1000],
    text: (/** @type {number} */ n) => `28 30,30 ${n} 1000`,
  },
  {
    words: 'training images',
    values: [10, 100, 1000, 5000, 50_000].filter((n) => n <= available),
    text: (/** @type {number} */ n) => `28 30,30 10 ${n}`,
  },
];

/**
 * Deep networks whose weights start so small that their gradients leave the
 * normal range, each with the healthy one that it is compared with.
 */
export const VANISHED = [
  { depth: 10, deviation: 0.01 },
  { depth: 30, deviation: 0.01 },
  { depth: 10, deviation: 0.0001 },
  { depth: 10, deviation: 0.00001 },
].map(({ depth, deviation }) => ({
  words: `${depth} hidden layers, N(0, ${deviation})`,
  healthy: `28 ${layers(depth)} 10 1000`,
  vanished: `28 ${layers(depth)} 10 1000 ${deviation}`,
}));

/**
 * @typedef {object} Entry
 * @property {string} key
 * @property {string} words - its row in the table
 * @property {'f32' | 'f64'} precision
 * @property {(stage: Stage, parts: readonly string[]) => Promise<Worker> | Worker} start
 * @property {'peak' | 'reference'} [reference] - see Racer
 * @property {boolean} [peer] - not ours
 * @property {readonly string[]} [except] - networks that it cannot train
 * @property {boolean} [ownWay] - its epoch is not the others'
 */

/**
 * @param {'simd' | 'scalar'} build
 * @param {'f32' | 'f64'} precision
 * @returns {Entry}
 */
const inWasm = (build, precision) => ({
  key: `wasm-${build}-${precision}`,
  words: `this core in a worker, ${build === 'simd' ? 'SIMD' : 'scalar'}, ${precision}`,
  precision,
  start: (stage, parts) =>
    stage.start(`wasm-${build}-${precision}`, {
      participant: 'core.js',
      options: {
        glue: `${stage.tools}wasm-${build}/bench.js`,
        wasm: `${stage.tools}wasm-${build}/bench_bg.wasm`,
        parts: parts.map((part) => new URL(part, stage.site).href),
        words: 'this core',
      },
    }),
});

/**
 * @param {'f32' | 'f64'} precision
 * @returns {Entry}
 */
const natively = (precision) => ({
  key: `native-${precision}`,
  words: `this core natively, ${precision}`,
  precision,
  reference: 'peak',
  start: (_, parts) => startProgram(`${TOOLS}/native`, ['serve', ...parts]),
});

/**
 * @param {string} variant - of participants/peer.py
 * @param {'f32' | 'f64'} precision
 * @param {string} words
 * @returns {Entry}
 */
const inPython = (variant, precision, words) => ({
  key: `${variant}-${precision}`,
  words,
  precision,
  peer: true,
  start: async () => {
    const program = startProgram(`${TOOLS}/venv/bin/python`, [
      'bench/participants/peer.py',
      variant,
      `${TOOLS}/data`,
    ]);
    const { value } = await program.ask({
      ...{ command: 'version', precision, number: 0, text: '-' },
    });
    return { ...program, version: value };
  },
});

/**
 * @param {'wasm' | 'cpu'} backend
 * @param {'hand' | 'minimize' | 'fit'} way
 * @param {string} words
 * @returns {Entry}
 */
const inTensorFlow = (backend, way, words) => ({
  key: `tensorflow-${backend}-${way}`,
  words: `TensorFlow.js, ${backend}, ${words}`,
  precision: 'f32',
  peer: true,
  start: (stage) =>
    stage.start(`tensorflow-${backend}-${way}`, {
      participant: 'tensorflow.js',
      libraries: [
        '@tensorflow/tfjs/dist/tf.min.js',
        '@tensorflow/tfjs-backend-wasm/dist/tf-backend-wasm.min.js',
      ],
      options: {
        backend,
        way,
        wasm: `${stage.tools}node_modules/@tensorflow/tfjs-backend-wasm/dist/`,
        folder: `${stage.tools}data/`,
      },
    }),
});

/**
 * @param {string} key
 * @param {string} library
 * @param {Pick<Entry, 'words'> & Partial<Entry>} more
 * @returns {Entry}
 */
const inScript = (key, library, more) => ({
  key,
  precision: 'f64',
  peer: true,
  start: (stage) =>
    stage.start(key, {
      participant: `${key}.js`,
      libraries: [library],
      options: { folder: `${stage.tools}data/` },
    }),
  ...more,
});

/** The first row is what the others are compared with. @type {Entry[]} */
export const ENTRIES = [
  inWasm('simd', 'f32'),
  inWasm('simd', 'f64'),
  inWasm('scalar', 'f32'),
  inWasm('scalar', 'f64'),
  {
    key: 'trainer',
    words: 'the page’s trainer in a worker, SIMD, f32',
    precision: 'f32',
    // Of so few images most of a row is its validation.
    except: ['deep'],
    start: (stage, parts) =>
      stage.start('trainer', {
        participant: 'trainer.js',
        options: {
          core: `${stage.site}www/core/core.js`,
          build: 'simd',
          parts: parts.map((part) => new URL(part, stage.site).href),
        },
      }),
  },
  natively('f32'),
  natively('f64'),
  inPython('numpy', 'f32', 'NumPy, vectorised, f32, native'),
  inPython('numpy', 'f64', 'NumPy, vectorised, f64, native'),
  inPython('pytorch', 'f32', 'PyTorch, eager, one thread, native'),
  inPython('numpy-samples', 'f64', 'the chapter’s algorithm in NumPy, native'),
  inTensorFlow('wasm', 'hand', 'gradients by hand'),
  inTensorFlow('wasm', 'minimize', 'minimize'),
  inTensorFlow('wasm', 'fit', 'model.fit'),
  inTensorFlow('cpu', 'hand', 'gradients by hand'),
  inScript('convnet', 'convnetjs/build/convnet.js', { words: 'ConvNetJS' }),
  inScript('brain', 'brain.js/browser.js', {
    words: 'brain.js, a step an image',
    ownWay: true,
    except: ['full', 'deep'],
  }),
];

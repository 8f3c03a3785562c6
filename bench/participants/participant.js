/**
 * What the participants in a browser's worker have in common: the contract,
 * and the case that the native program wrote for them.
 */

/**
 * @typedef {object} Participant
 * @property {string} version - what was measured, for the table
 * @property {(text: string, precision: string) => Promise<void> | void} prepare
 *   makes the network of a case and its images
 * @property {(epochs: number, text: string, precision: string) =>
 *   Promise<void> | void} train - from the initial weights, for so many epochs;
 *   the case is the one last prepared but for the core, which keeps some
 * @property {() => Promise<number> | number} cost - the mean cost on the
 *   training images, of the network as `train` left it
 * @property {(rounds: number, single: boolean) => number} [peak] - multiplies
 *   and adds, and gives the number of operations
 */

export const RATE = 0.1;
export const LAMBDA = 5;

/**
 * @typedef {object} Layer
 * @property {number} inputs
 * @property {number} outputs
 * @property {Float32Array} weights - output-major
 * @property {Float32Array} biases
 *
 * @typedef {object} Case
 * @property {number} batch
 * @property {number} images
 * @property {number[]} sizes - of the layers, from the pixels to the outputs
 * @property {Float32Array} x - the images in the order of the epoch
 * @property {Uint8Array} labels - in the same order
 * @property {Layer[]} layers - as they start
 */

/**
 * @param {string} folder - address of what the native program wrote
 * @param {string} text - the case, as in `28 30,30 10 1000`
 * @returns {Promise<Case>}
 */
export async function fetchCase(folder, text) {
  const [side = 0, hidden = '', batch = 0, images = 0] = text.split(' ');
  const name = text.replaceAll(/[ ,]/g, '-');
  /** @param {string} file */
  const read = async (file) => (await fetch(`${folder}${file}`)).arrayBuffer();
  const order = new Uint32Array(await read(`order-${name}.u32`));
  const pixels = new Float32Array(await read(`images-${name}.f32`));
  const unordered = new Uint8Array(await read(`labels-${name}.u8`));
  const numbers = new Float64Array(await read(`network-${name}.f64`));
  const inputs = Number(side) ** 2;
  const sizes = [inputs, ...hidden.split(',').map(Number), 10];
  const x = new Float32Array(pixels.length);
  const labels = new Uint8Array(order.length);
  order.forEach((image, place) => {
    const from = image * inputs;
    x.set(pixels.subarray(from, from + inputs), place * inputs);
    labels[place] = unordered[image] ?? 0;
  });
  return {
    batch: Number(batch),
    images: Number(images),
    sizes,
    x,
    labels,
    layers: layersOf(sizes, numbers),
  };
}

/**
 * @param {readonly number[]} sizes
 * @param {Float64Array} numbers - all biases, then all weights
 * @returns {Layer[]}
 */
function layersOf(sizes, numbers) {
  let at = 0;
  /** @param {number} count */
  const take = (count) => {
    at += count;
    return Float32Array.from(numbers.subarray(at - count, at));
  };
  const biases = sizes.slice(1).map((outputs) => take(outputs));
  return biases.map((own, index) => {
    const inputs = sizes[index] ?? 0;
    const weights = take(inputs * own.length);
    return { inputs, outputs: own.length, weights, biases: own };
  });
}

/**
 * Cross-entropy of one image, from the outputs' weighted inputs.
 *
 * @param {ArrayLike<number>} z - at least `from` + 10 numbers
 * @param {number} from - where the image's ten start
 * @param {number} label - the digit
 * @returns {number}
 */
export function crossEntropy(z, from, label) {
  let sum = 0;
  for (let j = 0; j < 10; j += 1) {
    const each = z[from + j] ?? NaN;
    sum += Math.max(each, 0) + Math.log1p(Math.exp(-Math.abs(each)));
    if (j === label) sum -= each;
  }
  return sum;
}

/** The matrices between the layers, recomputed in Python. */
import { loadDigits } from '../../core/digits.js';
import { GENERATOR } from '../../kit/python/generator.js';
import { SIDE } from './measurer.js';

const BODY = String.raw`
def value_and_slope(z):
    e = np.exp(-np.abs(z))
    if activation == "sigmoid":
        return np.where(z < 0, e, 1) / (1 + e), e / (1 + e) ** 2
    if activation == "tanh":
        return np.tanh(z), 4 * e**2 / (1 + e**2) ** 2
    if activation == "relu":
        return np.maximum(z, 0), np.where(z > 0, 1.0, 0.0)
    return np.maximum(z, 0) + np.log1p(e), np.where(z < 0, e, 1) / (1 + e)  # softplus


# The weights and biases: all biases first, then the weights row by row.
generator = Generator(seed, 0)
sizes = [784] + depth * [width] + [10]
bias_spread = 1.0 if initialisation in ("chapter", "normal") else 0.0
b = [bias_spread * generator.normals(size) for size in sizes[1:]]
w = []
for n_in, n_out in zip(sizes, sizes[1:]):
    spread = {
        "chapter": 1 / math.sqrt(n_in),
        "normal": 1.0,
        "xavier": math.sqrt(2 / (n_in + n_out)),
        "he": math.sqrt(2 / n_in),
    }[initialisation]
    w.append(spread * generator.normals(n_out, n_in))

# Forward. The output is sigmoid, with cross-entropy: its delta is a - y.
a, slopes = x, []
for l in range(depth):
    a, slope = value_and_slope(w[l] @ a + b[l])
    slopes.append(slope)
z = w[depth] @ a + b[depth]
e = np.exp(-np.abs(z))
delta = np.where(z < 0, e, 1) / (1 + e)
delta[label] -= 1

# Back, by BP2.
deltas = []
for l in reversed(range(depth)):
    delta = slopes[l] * (w[l + 1].T @ delta)
    deltas.insert(0, delta)

# J_l = Sigma'(z^l) (w^(l+1))^T, and the products J_l ... J_(L-1).
J = [slopes[l][:, None] * w[l + 1].T for l in range(depth - 1)]
products = [J[-1]]
for matrix in reversed(J[:-1]):
    products.insert(0, matrix @ products[0])


def spectrum(matrix):
    s = np.linalg.svd(matrix, compute_uv=False)
    return {"largest": s[0], "rms": np.sqrt(np.mean(s**2))}


norms = [np.linalg.norm(delta) for delta in deltas]
OWN = {
    "deltaNorms": norms,
    "log10DeltaNorms": [np.log10(length) for length in norms],
    "productNorms": [np.linalg.norm(matrix @ deltas[-1]) for matrix in products] + [norms[-1]],
    "layers": [spectrum(matrix) for matrix in J],
    "products": [spectrum(matrix) for matrix in products],
}
`;

/**
 * @param {import('./numbers.js').Readings | undefined} readings - and their state
 * @param {Float32Array} pixels - of their image
 * @returns {import('../../kit/python/script.js').Parts | null}
 */
export function recomputed(readings, pixels) {
  if (!readings) return null;
  const { state, label, deltaNorms, log10DeltaNorms, productNorms } = readings;
  /** @param {readonly import('./numbers.js').Spectrum[]} all */
  const spectra = (all) => all.map(({ largest, rms }) => ({ largest, rms }));
  const bytes = Array.from(pixels, (pixel) =>
    Math.round(256 * pixel)
      .toString(16)
      .padStart(2, '0'),
  ).join('');
  return {
    settings: {
      depth: state.depth,
      width: state.width,
      activation: state.activation,
      initialisation: state.initialisation,
      seed: state.seed,
      label,
      image: bytes,
    },
    page: {
      ...{ deltaNorms, log10DeltaNorms, productNorms },
      layers: spectra(readings.layers),
      products: spectra(readings.products),
    },
    note: `Training image ${state.digit}, counted from 0, is in it, a byte for each pixel. It leaves out the
smallest singular values, which are only rounding in long products, and the spread over seeds.`,
    // What is rounded otherwise grows from layer to layer.
    tolerance: 1e-7,
    body: `${GENERATOR}x = np.frombuffer(bytes.fromhex(image), np.uint8) / 256\n${BODY}`,
  };
}

/**
 * @param {import('./numbers.js').Core} core - loaded
 * @param {number} digit - of the first file
 * @returns {Promise<Float32Array>} its pixels
 */
export async function pixelsOf(core, digit) {
  const digits = new core.RawDigits();
  try {
    digits.appendPart(await loadDigits('first'));
    return digits.trainingPixels(digit, SIDE);
  } finally {
    digits.free();
  }
}

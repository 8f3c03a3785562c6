/** A recurrent network, its gradient back through time, and its training, in Python. */
import { GENERATOR } from '../../kit/python/generator.js';

/** Rows of ten steps that are trained again: a minute or so. */
const MOST_ROWS = 20;
const STEPS_A_ROW = 10;

const BODY = String.raw`
INPUTS, BATCH = 16, 20


def sigmoid(z):
    e = np.exp(-np.abs(z))
    return np.where(z < 0, e, 1) / (1 + e)


def norm(v):
    """The Euclidean norm; the largest is taken out, so that tiny squares are not lost."""
    largest = np.abs(v).max()
    if largest == 0 or not np.isfinite(largest):
        return float(largest)
    return float(largest * np.sqrt(((v / largest) ** 2).sum()))


def spectral_radius(matrix):
    """Gelfand's formula: the norm of the 2^30th power, and its root."""
    power, exponent = matrix, 0.0
    for squaring in range(31):
        largest = np.abs(power).max()
        if largest == 0:
            return 0.0
        power, exponent = power / largest, exponent + math.log(largest)
        if squaring < 30:
            power, exponent = power @ power, 2 * exponent
    return math.exp((exponent + math.log(np.linalg.norm(power))) / 2**30)


def draw(seed):
    """[W, U, b, v, v_0] with a W, U and b for each gate; and h_0."""
    generator = Generator(seed, 8)
    gates = {"tanh": 1, "lstm": 4, "gru": 3}[cell]
    W = generator.normals(gates, n, n) / math.sqrt(n)
    U = generator.normals(gates, n, INPUTS) * spread / math.sqrt(INPUTS)
    b = np.zeros((gates, n))
    if cell == "tanh":
        W *= radius / spectral_radius(W[0])
    else:
        # Of the forget gates (i, f, o, g), or of the update gates (z, r, n).
        b[1 if cell == "lstm" else 0] = gate_bias
    h_0 = 0.5 * generator.normals(n) * (cell == "tanh")
    v = generator.normals(n)
    return [W, U, b, v / norm(v), np.zeros(1)], h_0


def sequences(generator, count):
    """The bits, and what each sequence reads: its bit as all inputs, and then noise."""
    bits, x = np.zeros(count), np.ones((count, T, INPUTS))
    for one in range(count):
        bits[one] = generator.uniform() < 0.5
        x[one, 0] = 2 * bits[one] - 1
        x[one, 1:] = generator.normals(T - 1, INPUTS)
    return bits, x


def forward(parameters, h_0, x):
    """Every h_t, a row for each sequence, and what the way back needs."""
    W, U, b = parameters[:3]
    h = [np.tile(h_0, (len(x), 1))]
    c, kept = np.zeros_like(h[0]), []
    for t in range(T):
        before = h[-1]
        u = [x[:, t] @ U[gate].T + b[gate] for gate in range(len(W))]
        if cell == "tanh":
            h.append(np.tanh(before @ W[0].T + u[0]))
            kept.append(None)
        elif cell == "lstm":
            z = [before @ W[gate].T + u[gate] for gate in range(4)]
            i, f, o, g = sigmoid(z[0]), sigmoid(z[1]), sigmoid(z[2]), np.tanh(z[3])
            kept.append((i, f, o, g, c))
            c = f * c + i * g
            h.append(o * np.tanh(c))
        else:
            z, r = sigmoid(before @ W[0].T + u[0]), sigmoid(before @ W[1].T + u[1])
            new = np.tanh((r * before) @ W[2].T + u[2])
            kept.append((z, r, new))
            h.append(z * before + (1 - z) * new)
    return h, kept


def back(parameters, x, h, kept, dh):
    """dL/dh_t for t = 0 ... T from dL/dh_T = dh, and the gradient of W, U and b."""
    W = parameters[0]
    dW, dU, db = [np.zeros_like(p) for p in parameters[:3]]
    errors, dc = [dh], np.zeros_like(dh)
    for t in reversed(range(T)):
        before, read = h[t], [h[t]] * len(W)
        if cell == "tanh":
            dz = [dh * (1 - h[t + 1] ** 2)]
            dh = 0
        elif cell == "lstm":
            i, f, o, g, c = kept[t]
            outer = np.tanh(f * c + i * g)
            dc = dc + dh * o * (1 - outer**2)
            dz = [dc * g * i * (1 - i), dc * c * f * (1 - f), dh * outer * o * (1 - o), dc * i * (1 - g**2)]
            dh, dc = 0, dc * f
        else:
            z, r, new = kept[t]
            d_new = dh * (1 - z) * (1 - new**2)
            d_reset = d_new @ W[2]
            dz = [dh * (before - new) * z * (1 - z), d_reset * before * r * (1 - r), d_new]
            read[2] = r * before
            dh = dh * z + d_reset * r
        for gate in range(len(W)):
            # W of a GRU's candidate acts on r * h, whose error is counted already.
            if not (cell == "gru" and gate == 2):
                dh = dh + dz[gate] @ W[gate]
            dW[gate] += dz[gate].T @ read[gate]
            dU[gate] += dz[gate].T @ x[:, t]
            db[gate] += dz[gate].sum(axis=0)
        errors.append(dh)
    return errors[::-1], [dW, dU, db]


def log10_norms(seed, parameters, h_0):
    """log10 |dL/dh_t| for L = v . h_T / |v|, at the first sequence of the seed."""
    _, x = sequences(Generator(seed, 9), 1)
    v = parameters[3]
    errors, _ = back(parameters, x, *forward(parameters, h_0, x), v[None] / norm(v))
    return [float(np.log10(norm(error))) for error in errors]


def quantile(column, level):
    ordered = sorted(column)
    place = level * (len(ordered) - 1)
    low, part = ordered[int(place)], place % 1
    if part == 0 or not math.isfinite(low):
        return low
    return low + part * (ordered[int(place) + 1] - low)


rows = [log10_norms((seed + i) % 2**32, *draw((seed + i) % 2**32)) for i in range(seeds)]
change = np.array([row[1] - row[-1] for row in rows])
OWN = {
    "one": rows[0],
    "quantiles": [quantile(column, level) for column in zip(*rows) for level in (0.05, 0.25, 0.5, 0.75, 0.95)],
    "median": quantile([row[1] for row in rows], 0.5),
    "vanishing": int((change < -1).sum()),
    "exploding": int((change > 1).sum()),
    "between": int((~(change < -1) & ~(change > 1)).sum()),
    "costs": [], "accuracies": [], "gradients": [],
}

# Training: each step draws twenty sequences of its own. Each row is of ten steps.
parameters, h_0 = draw(seed)
part = []
for step in range(1, steps + 1):
    bits, x = sequences(Generator(seed, 9, step), BATCH)
    h, kept = forward(parameters, h_0, x)
    v, v_0 = parameters[3:]
    z = h[-1] @ v + v_0
    cost = (np.maximum(z, 0) + np.log1p(np.exp(-np.abs(z))) - z * bits).mean()
    error = (sigmoid(z) - bits) / BATCH  # BP1
    _, slopes = back(parameters, x, h, kept, np.outer(error, v))
    slopes += [error @ h[-1], error.sum(keepdims=True)]
    length = norm(np.concatenate([slope.ravel() for slope in slopes]))
    shorter = 1 / length if clipping == "norm" and length > 1 else 1.0
    parameters = [p - eta * shorter * slope for p, slope in zip(parameters, slopes)]
    part.append((cost, np.mean((z > 0) == bits), length))
    if len(part) == 10 or step == steps:
        costs, accuracies, lengths = zip(*part)
        OWN["costs"].append(np.mean(costs))
        OWN["accuracies"].append(np.mean(accuracies))
        OWN["gradients"].append(np.max(lengths))
        part = []
if "trained" in PAGE:
    OWN["trained"] = log10_norms(seed, parameters, h_0)
`;

/**
 * @param {import('./readings.js').Readings | undefined} readings - and their state
 * @returns {import('../../kit/python/script.js').Parts | null}
 */
export function recomputed(readings) {
  if (!readings) return null;
  const { state, seeds, one, quantiles, median } = readings;
  const { vanishing, between, exploding } = readings;
  const steps = Math.min(readings.steps, MOST_ROWS * STEPS_A_ROW);
  const isAll = steps === readings.steps;
  const first = (/** @type {readonly number[]} */ rows) =>
    rows.slice(0, MOST_ROWS);
  const { cell, forgetBias, updateBias } = state;
  return {
    settings: {
      cell,
      radius: state.radius,
      gate_bias: cell === 'lstm' ? forgetBias : updateBias,
      T: state.length,
      n: state.width,
      spread: state.input,
      eta: state.rate,
      clipping: state.clipping,
      seed: state.seed,
      seeds,
      steps,
    },
    page: {
      ...{ one, quantiles, median, vanishing, between, exploding },
      costs: first(readings.costs),
      accuracies: first(readings.accuracies),
      gradients: first(readings.gradients),
      ...(isAll && steps > 0 ? { trained: readings.trained } : {}),
    },
    ...(isAll
      ? {}
      : {
          note: `Of ${readings.steps} steps of training it makes the first ${steps}.`,
        }),
    // Training makes what is rounded otherwise grow from step to step.
    tolerance: 1e-6,
    floor: 1e-3,
    body: `${GENERATOR}${BODY}`,
  };
}

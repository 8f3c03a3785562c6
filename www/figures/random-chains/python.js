/** Many random chains, recomputed in Python. */

const BODY = String.raw`
class Generators:
    """xoshiro256++ from SplitMix64, one for each chain, all at once: docs/reproducing.md."""

    def __init__(self, seed, stream, count):
        x = np.arange(count, dtype=np.uint64) << np.uint64(40)
        x += np.uint64(stream << 32 | seed)
        self.s, self.spare = [], None
        for _ in range(4):
            x = x + np.uint64(0x9E3779B97F4A7C15)
            z = (x ^ x >> np.uint64(30)) * np.uint64(0xBF58476D1CE4E5B9)
            z = (z ^ z >> np.uint64(27)) * np.uint64(0x94D049BB133111EB)
            self.s.append(z ^ z >> np.uint64(31))

    def uniform(self):
        def turn(x, by):
            return x << np.uint64(by) | x >> np.uint64(64 - by)

        a, b, c, d = self.s
        out = turn(a + d, 23) + a
        c, d, shifted = c ^ a, d ^ b, b << np.uint64(17)
        self.s = [a ^ d, b ^ c, c ^ shifted, turn(d, 45)]
        return (out >> np.uint64(11)) * 2.0**-53

    def normal(self):
        if self.spare is not None:
            spare, self.spare = self.spare, None
            return spare
        radius = np.sqrt(-2 * np.log(1 - self.uniform()))
        angle = 2 * math.pi * self.uniform()
        self.spare = radius * np.sin(angle)
        return radius * np.cos(angle)


def value_and_log_slope(z):
    """The activation, and the logarithm of its slope, which does not underflow."""
    e = np.exp(-np.abs(z))
    if activation == "sigmoid":
        return np.where(z < 0, e, 1) / (1 + e), -np.abs(z) - 2 * np.log1p(e)
    if activation == "tanh":
        return np.tanh(z), math.log(4) - 2 * np.abs(z) - 2 * np.log1p(e**2)
    if activation == "relu":
        return np.maximum(z, 0), np.where(z > 0, 0.0, -np.inf)
    return np.maximum(z, 0) + np.log1p(e), np.minimum(z, 0) - np.log1p(e)  # softplus


def log10_ratios():
    """log10 |dC/db_1 / dC/db_L| of every chain, for L = 2, 3 ... 32."""
    draws, a, ratio = Generators(seed, 7, chains), a_0, 0.0
    for j in range(1, 33):
        w, b = weight_spread * draws.normal(), bias_spread * draws.normal()
        if j > 1:
            # The factor w_j sigma'(z_(j-1)).
            ratio = ratio + np.log(np.abs(w)) + log_slope
            yield ratio / math.log(10)
        a, log_slope = value_and_log_slope(w * a + b)


def quantile(ordered, level):
    place = level * (len(ordered) - 1)
    low, part = ordered[int(place)], place % 1
    if part == 0 or not np.isfinite(low):
        return low
    return low + part * (ordered[int(place) + 1] - low)


def histogram(ratios):
    """Where the first bar begins, how wide they are, and how many chains each has."""
    finite = ratios[np.isfinite(ratios)]
    least, most = (finite.min(), finite.max()) if len(finite) else (np.inf, -np.inf)
    span = max(most, 1) - min(least, -1)
    steps = [0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50]
    step = next((one for one in steps if span <= 50 * one), span / 50)
    if len(finite) == 0:
        return 0.0, step, []
    places = np.floor((finite + 1) / step).astype(int)
    counts = np.bincount(places - places.min())
    return places.min() * step - 1, step, counts.tolist()


OWN = {"chains": chains, "depth": depth, "depths": [], "quantilesByDepth": []}
for L, ratios in enumerate(log10_ratios(), start=2):
    ordered = np.sort(ratios)
    quantiles = [float(quantile(ordered, level)) for level in (0.05, 0.25, 0.5, 0.75, 0.95)]
    OWN["depths"].append(L)
    OWN["quantilesByDepth"] += quantiles
    if L != depth:
        continue
    # Less than a tenth vanishes, more than ten times explodes.
    OWN.update({
        "vanishing": np.mean(ratios < -1),
        "between": np.mean((ratios >= -1) & (ratios <= 1)),
        "exploding": np.mean(ratios > 1),
        "zero": np.mean(ratios == -np.inf),
        "quartered": np.mean(ratios <= (L - 1) * math.log10(0.25)),
        "quantiles": quantiles,
        "mean": ratios.mean(),
    })
    OWN["barFrom"], OWN["barStep"], OWN["counts"] = histogram(ratios)
`;

/**
 * @param {import('./state.js').RandomChainsState} state - that the readings are of
 * @param {import('./readings.js').ChainsReadings} readings
 * @returns {import('../../kit/python/script.js').Parts}
 */
export function recomputed(state, readings) {
  return {
    settings: {
      depth: state.depth,
      weight_spread: state.weightSpread,
      bias_spread: state.biasSpread,
      a_0: state.input,
      activation: state.activation,
      chains: state.chains,
      seed: state.seed,
    },
    page: { ...readings },
    tolerance: 1e-9,
    floor: 1e-3,
    body: BODY,
  };
}

/** The neuron that answers its input, recomputed in Python. */

const BODY = String.raw`
def sigmoid(z):
    e = math.exp(-abs(z))
    return 1 / (1 + e) if z >= 0 else e / (1 + e)


def sigmoid_prime(z):
    e = math.exp(-abs(z))
    return e / (1 + e) ** 2


def worst(w1, b, w2, offset):
    """Where the answer is furthest from x on [0, 1], and its error there."""
    places = [0.0, 1.0]
    # In between only where the slope is 1: sigma'(w1 x + b) = 1 / (w1 w2).
    if w1 * w2 >= 4:
        r = math.sqrt(1 - 4 / (w1 * w2))
        z = math.log1p(r) - math.log1p(-r)
        places += [min(max((end - b) / w1, 0.0), 1.0) for end in (-z, z)]
    errors = [(abs(w2 * sigmoid(w1 * x + b) + offset - x), x) for x in sorted(places)]
    return max(errors, key=lambda pair: pair[0])


# The constant that makes the answer 1/2 at x = 1/2, where the next bias absorbs it.
offset = 0.5 - w2 * sigmoid(w1 / 2 + b) if is_absorbed else 0.0
answer = lambda x: w2 * sigmoid(w1 * x + b) + offset

OWN = {
    "offset": offset,
    "errorAtZero": answer(0.0),
    "errorAtHalf": answer(0.5) - 0.5,
    "errorAtOne": answer(1.0) - 1.0,
    "slopeAtHalf": w1 * w2 * sigmoid_prime(w1 / 2 + b),
    "leadingTerm": w1**2 / 96,
}
OWN["largestError"], OWN["largestErrorAt"] = worst(w1, b, w2, offset)
# Two places may be all but equally bad.
if abs(OWN["largestErrorAt"] - PAGE["largestErrorAt"]) > 1e-6:
    x = PAGE["largestErrorAt"]
    if abs(abs(answer(x) - x) - OWN["largestError"]) < 1e-9:
        OWN["largestErrorAt"] = x

# With nothing added the best neuron has b = -w1/2 and w2 = 1: its w1 by thirds.
low, high = 4.0, 8.0
for _ in range(200):
    one, other = (2 * low + high) / 3, (low + 2 * high) / 3
    if worst(one, -one / 2, 1.0, 0.0)[0] < worst(other, -other / 2, 1.0, 0.0)[0]:
        high = other
    else:
        low = one
print("Nothing added: at best %.9f off, with w1 = %.7f" % (worst(low, -low / 2, 1.0, 0.0)[0], low))
`;

/**
 * @param {import('./state.js').IdentityNeuronState} state
 * @param {import('./identity-numbers.js').IdentityReadings | undefined} readings
 * @returns {import('../../kit/python/script.js').Parts | null}
 */
export function recomputed(state, readings) {
  const { weightIn, bias, weightOut, offset } = state;
  if (!readings) return null;
  // Two numbers that the neuron has no part in: the script prints them by themselves.
  const { leastLiteral: _least, bestLiteral: _best, ...page } = readings;
  return {
    settings: {
      w1: weightIn,
      b: bias,
      w2: weightOut,
      is_absorbed: offset === 'absorbed',
    },
    page,
    note: 'Without the rows in a trained network.',
    tolerance: 1e-9,
    floor: 1e-3,
    body: BODY,
  };
}

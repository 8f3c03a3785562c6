/** The window of a neuron, recomputed in Python. */

const BODY = String.raw`
def sigmoid_prime(z):
    e = math.exp(-abs(z))
    return e / (1 + e) ** 2


def factor(a):
    """|w sigma'(wa + b)|"""
    return abs(w) * sigmoid_prime(w * a + b)


def log10_factor(a):
    z = abs(w * a + b)
    # The slope itself may be below the least number that there is.
    return (np.log(abs(w)) - z - 2 * math.log1p(math.exp(-z))) / math.log(10)


OWN = dict.fromkeys(["reach", "centre", "from", "to", "insideFrom", "insideTo"])
OWN["width"] = OWN["insideWidth"] = 0.0
if w != 0:
    OWN["centre"] = -b / w
if abs(w) >= 4:
    # s(1 - s) = 1/|w| has the solutions s = (1 +- r)/2, and z = ln(s / (1 - s)) there.
    r = math.sqrt(1 - 4 / abs(w))
    reach = math.log1p(r) - math.log1p(-r)
    start, end = sorted([(-reach - b) / w, (reach - b) / w])
    OWN.update({"reach": reach, "from": start, "to": end, "width": 2 * reach / abs(w)})
    inside = max(start, 0.0), min(end, 1.0)
    if inside[0] <= inside[1]:
        OWN["insideFrom"], OWN["insideTo"] = inside
        OWN["insideWidth"] = inside[1] - inside[0]

best = 0.0 if w == 0 else min(max(-b / w, 0.0), 1.0)
OWN["factorAtZero"], OWN["factorAtHalf"], OWN["factorAtOne"] = factor(0.0), factor(0.5), factor(1.0)
OWN["greatestInside"], OWN["log10GreatestInside"] = factor(best), log10_factor(best)

# With |w| = 4 cosh(t)^2 the width is t / cosh(t)^2, which is largest where t tanh(t) = 1/2.
low, high = 0.0, 2.0
for _ in range(100):
    t = (low + high) / 2
    low, high = (t, high) if t * math.tanh(t) < 0.5 else (low, t)
OWN["widestWeight"], OWN["widestWidth"] = 4 * math.cosh(t) ** 2, t / math.cosh(t) ** 2
`;

/**
 * @param {import('./state.js').ExplodingWindowState} state
 * @param {import('./window-numbers.js').WindowReadings | undefined} readings
 * @returns {import('../../kit/python/script.js').Parts | null}
 */
export function recomputed({ weight, bias }, readings) {
  return readings
    ? {
        settings: { w: weight, b: bias },
        page: { ...readings },
        tolerance: 1e-9,
        // Where |w| is 4, r is the root of next to nothing.
        floor: 1e-6,
        body: BODY,
      }
    : null;
}

/**
 * The body of the script that recomputes a chain; `chain-files.js` puts the numbers
 * of one before it.
 */
export const RECOMPUTE = String.raw`
# Relative to the page's number: the functions of this Python may round otherwise,
# and a steep chain makes such differences grow from neuron to neuron.
TOLERANCE = 1e-9


def sigmoid(z):
    e = exp(-abs(z))
    return 1 / (1 + e) if z >= 0 else e / (1 + e)


def softplus(z):
    return max(z, 0) + log1p(exp(-abs(z)))


def value_and_slope(z):
    """The activation and its slope, without overflow and without 1 - 1."""
    name, e = STATE["activation"], exp(-abs(z))
    if name == "sigmoid":
        return sigmoid(z), e / (1 + e) ** 2
    if name == "tanh":
        return tanh(z), 4 * e**2 / (1 + e**2) ** 2
    if name == "relu":
        return (z, 1.0) if z > 0 else (0.0, 0.0)
    return softplus(z), sigmoid(z)


def output_error(z, a, y):
    """a - y; near 1 from the distance of the activation to 1, which keeps its digits."""
    if z > 4 and y > 0.5 and STATE["activation"] == "sigmoid":
        return (1 - y) - sigmoid(-z)
    if z > 4 and y > 0.5 and STATE["activation"] == "tanh":
        return (1 - y) - 2 * sigmoid(-2 * z)
    return a - y


def divide(x, y):
    return x / y if y else (copysign(inf, x) if x else x)


def output_slope(z, error, y):
    """dC/da of the cross-entropy, which is (a - y) / sigma'(z)."""
    if y <= 0:
        return divide(1, sigmoid(-z))
    if y >= 1:
        return divide(-1, sigmoid(z))
    return divide(error, value_and_slope(z)[1])


def chain():
    w, b, y = STATE["weights"], STATE["biases"], STATE["target"]
    last = len(w) - 1
    # Forward: z_j = w_j a_(j-1) + b_j and a_j = sigma(z_j).
    z, a, slopes, before = [], [], [], STATE["input"]
    for weight, bias in zip(w, b):
        z.append(weight * before + bias)
        before, slope = value_and_slope(z[-1])
        a.append(before)
        slopes.append(slope)
    factors = [weight * slope for weight, slope in zip(w, slopes)]
    # Back from the cost: running[j] is dC/da_j, and dC/db_j = sigma'(z_j) dC/da_j.
    error = output_error(z[last], a[last], y)
    running, db = [0.0] * (last + 1), [0.0] * (last + 1)
    if STATE["cost"] == "quadratic":
        cost = 0.5 * error * error
        running[last], db[last] = error, slopes[last] * error
    else:
        cost = y * softplus(-z[last]) + (1 - y) * softplus(z[last])
        # sigma'(z_L) cancels in dC/db_L = a_L - y.
        running[last], db[last] = output_slope(z[last], error, y), error
    for j in range(last - 1, -1, -1):
        if STATE["cost"] == "cross-entropy" and j == last - 1:
            running[j] = w[last] * error
        else:
            running[j] = factors[j + 1] * running[j + 1]
        db[j] = slopes[j] * running[j]
    return {
        "z": z, "a": a, "sigmaPrime": slopes, "factors": factors, "dCdb": db,
        "dCda": running[last], "product": db[0], "cost": cost, "running": running,
    }


def agrees(page, own):
    if page == own or (page != page and own != own):
        return True
    return abs(page - own) <= TOLERANCE * abs(page) + 1e-320


differing = 0
print("%-14s %-24s %-24s" % ("", "page", "recomputed"))
for name, own in chain().items():
    page = PAGE[name]
    many = isinstance(own, list)
    for j, (there, here) in enumerate(zip(page, own) if many else [(page, own)]):
        fits = agrees(float(there), float(here))
        differing += not fits
        label = "%s[%d]" % (name, j + 1) if many else name
        print("%-14s %-24r %-24r%s" % (label, float(there), here, "" if fits else " <- differs"))
print("All agrees within %.0e." % TOLERANCE if differing == 0 else "%d numbers DIFFER." % differing)
sys.exit(differing > 0)
`;

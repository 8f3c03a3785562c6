import {
  COMPARISON,
  COSTS,
  DIGITS,
  FUNCTIONS,
  GENERATOR,
  MOVES,
} from './recompute.js';

/**
 * The body of the script that recomputes several runs with NumPy, whatever remedies
 * they have; `runs-script.js` puts their settings and numbers before it.
 */
export const RECOMPUTE_RUNS = String.raw`
KINDS = {"speeds": "speed"}
BLOCK = 1000  # images that pass at a time, as many as batch normalisation takes at most
MOMENTUM = 0.9
SMALL = 1e-8  # beside a root, in RMSProp and Adam


${FUNCTIONS}${COSTS}${GENERATOR}${MOVES}${DIGITS}${COMPARISON}# --- A network and what may be added to it -----------------------------------
# normalisation: z = gain * (u - mean u) / sqrt(var u + 1e-5) + b with u = w a, over the mini-batch or
#     over the layer; measured by running means of the mini-batches, of which each adds a tenth
# residual: a hidden layer as wide as the one before adds its activations
# dropout: a = m * phi(z) while it trains, m being 0 with probability p, else 1 / (1 - p)

def factor(t, steps):
    """By how much the rate is multiplied at step t, from 0."""
    if SETTINGS["schedule"] == "step":
        return 1 if 2 * t < steps else 0.1 if 4 * t < 3 * steps else 0.01
    if SETTINGS["schedule"] == "cosine":
        return (1 + math.cos(math.pi * t / steps)) / 2
    if SETTINGS["schedule"] == "warm-up":
        return min(1, (t + 1) / max(1, steps // 10))
    return 1


class Network:
    def __init__(self, nudge):
        """Its weights as they are drawn, but for so small a share of each."""
        self.w, self.b = drawn_parameters()
        up_or_down = np.random.default_rng(1).choice
        self.w = [w * (1 + nudge * up_or_down([-1, 1], w.shape)) for w in self.w]
        self.gains = [np.ones(n) for n in SETTINGS["hidden"]]
        self.running = [(0.0, 0.0)] * len(self.gains)
        kinds = self.w, self.b, self.gains
        self.memory = [[np.zeros((2, *x.shape)) for x in kind] for kind in kinds]
        self.dropped = Generator(SETTINGS["seed"], 8)
        if NORMALISATION == "batch":
            # Before the first step it is that of the first images.
            self.feed_forward(images[: SETTINGS["batch"]].astype(float), None, 1.0)

    def masks(self, count):
        """What the activations of so many images are multiplied by, drawn image by image."""
        p, widths = SETTINGS["dropout"], SETTINGS["hidden"]
        if p == 0:
            return [1.0] * len(widths)
        draws = [self.dropped.uniform() >= p for _ in range(count * sum(widths))]
        rows = np.array(draws).reshape(count, -1) / (1 - p)
        return np.split(rows, np.cumsum(widths)[:-1], axis=1)

    def is_residual(self, layer):
        widths = SETTINGS["hidden"]
        is_on = SETTINGS["residual"] == "on" and 0 < layer < len(widths)
        return is_on and widths[layer] == widths[layer - 1]

    def normalised(self, u, layer, share):
        """u with mean 0 and variance 1, and 1 / sqrt(variance + 1e-5); share is None to measure."""
        axis = 0 if NORMALISATION == "batch" else 1
        if NORMALISATION == "batch" and share is None:
            mean, variance = self.running[layer]
        else:
            mean, variance = u.mean(axis, keepdims=True), u.var(axis, keepdims=True)
        if NORMALISATION == "batch" and share is not None:
            new = mean, variance * len(u) / max(1, len(u) - 1)
            old = self.running[layer]
            self.running[layer] = tuple((1 - share) * o + share * n for o, n in zip(old, new))
        inverse = 1 / np.sqrt(variance + 1e-5)
        return (u - mean) * inverse, inverse

    def feed_forward(self, x, masks, share):
        """a, z and the slopes of every layer, and the normalised u; a[0] is the input."""
        a, z, slopes, hats = [x], [], [], []
        for layer in range(len(self.w)):
            u = a[-1] @ self.w[layer].T
            is_hidden = layer < len(self.w) - 1
            if is_hidden and NORMALISATION != "none":
                hats.append(self.normalised(u, layer, share))
                u = self.gains[layer] * hats[-1][0]
            z.append(u + self.b[layer])
            value, slope = value_and_slope(z[-1], SETTINGS["activation"] if is_hidden else OUTPUT)
            if is_hidden and masks is not None:
                value, slope = masks[layer] * value, masks[layer] * slope
            a.append(a[-1] + value if self.is_residual(layer) else value)
            slopes.append(slope)
        return a, z, slopes, hats

    def before_gain(self, delta, layer, hat, inverse, is_training):
        """The error of u from delta, the error of z."""
        g = delta * self.gains[layer]
        if NORMALISATION == "batch" and not is_training:
            return g * inverse
        axis = 0 if NORMALISATION == "batch" else 1
        return inverse * (g - g.mean(axis, keepdims=True) - hat * (g * hat).mean(axis, keepdims=True))

    def gradient(self, x, labels, is_training):
        """The gradient summed over the images (BP1 to BP4), their cost and how many are right."""
        kinds = self.b, self.w, self.gains
        db, dw, dg = [[np.zeros_like(p) for p in kind] for kind in kinds]
        cost = right = 0
        for start in range(0, len(x), BLOCK):
            y = labels[start : start + BLOCK]
            masks = self.masks(len(y)) if is_training else None
            block = x[start : start + BLOCK].astype(float)
            a, z, slopes, hats = self.feed_forward(block, masks, 0.1 if is_training else None)
            cost += costs(z[-1], a[-1], y).sum()
            right += (a[-1].argmax(axis=1) == y).sum()
            delta = a[-1].copy()
            delta[np.arange(len(y)), y] -= 1
            if SETTINGS["costFunction"] == "quadratic" and OUTPUT == "softmax":
                delta = a[-1] * (delta - (delta * a[-1]).sum(axis=1, keepdims=True))  # BP1
            elif SETTINGS["costFunction"] == "quadratic":
                delta *= slopes[-1]  # BP1
            error = 0
            for layer in reversed(range(len(self.w))):
                if layer < len(self.w) - 1:
                    delta = error * slopes[layer]  # BP2
                db[layer] += delta.sum(axis=0)  # BP3
                if layer < len(self.w) - 1 and NORMALISATION != "none":
                    dg[layer] += (delta * hats[layer][0]).sum(axis=0)
                    delta = self.before_gain(delta, layer, *hats[layer], is_training)
                dw[layer] += delta.T @ a[layer]  # BP4
                error = delta @ self.w[layer] + (error if self.is_residual(layer) else 0)
        return db, dw, dg, float(cost), int(right)

    def step(self, sums, count, t):
        """Step t, from 0, along the gradient, which is a sum over so many images."""
        rate = SETTINGS["rate"] * factor(t, STEPS)
        decay = 1 - rate * SETTINGS["lambda"] / len(images)
        frozen = min(SETTINGS["freeze"], len(self.gains))
        for kind, (xs, ds) in enumerate([(self.w, sums[1]), (self.b, sums[0]), (self.gains, sums[2])]):
            if kind == 2 and NORMALISATION == "none":
                continue
            for layer in range(frozen, len(xs)):
                if kind == 0:
                    xs[layer] *= decay
                memory = self.memory[kind][layer]
                xs[layer] += moves(SETTINGS["optimiser"], rate, ds[layer] / count, memory, t + 1)

    def row(self):
        """What the page measures before an epoch."""
        db, _, _, cost, right = self.gradient(images, labels, False)
        return {
            "speeds": [norm(d / len(images)) for d in db[:-1]],
            "cost": cost / len(images),
            "trainingAccuracy": right / len(images),
            "validationAccuracy": self.gradient(validation, validation_labels, False)[4] / len(validation),
        }


def train(epochs, nudge=0):
    """Yields (epoch, row) for each of these epochs, ascending."""
    network = Network(nudge)
    batch = SETTINGS["batch"]
    generator, order = Generator(SETTINGS["seed"], 1), list(range(len(images)))
    # A full batch is in its own order where the order does not matter.
    is_shuffled = batch < len(images) or SETTINGS["dropout"] > 0 or NORMALISATION == "batch"
    t = 0
    for epoch in range(max(epochs) + 1):
        if epoch in epochs:
            yield epoch, network.row()
        if epoch == max(epochs):
            return
        if sys.stderr.isatty():
            print("epoch %d of %d" % (epoch, max(epochs)), end="\r", file=sys.stderr)
        if is_shuffled:
            generator.shuffle(order)  # the order of the epoch before, shuffled again
        for start in range(0, len(order), batch):
            chosen = order[start : start + batch]
            network.step(network.gradient(images[chosen], labels[chosen], True), len(chosen), t)
            t += 1


# --- The runs, one after the other --------------------------------------------

def apart(one, other):
    """The largest difference of speeds and costs, relative to the first."""
    pairs = zip([*one["speeds"], one["cost"]], [*other["speeds"], other["cost"]])
    return max(difference(*pair) for pair in pairs)


def is_rounding(epoch, page, own):
    """Whether a last digit of the initial weights makes as much of a difference as there is."""
    digit = 2.0**-24 if SETTINGS["precision"] == "f32" else 2.0**-53
    ((_, other),) = train([epoch], digit)
    grown = apart(own, other)
    print("Initial weights that differ by 1 in %.0e make a difference of %.0e at epoch %d." % (1 / digit, grown, epoch))
    return apart(page, own) <= 10 * grown


failed = 0
for number, (own, rows) in enumerate(zip(RUNS, PAGE.values()), 1):
    if NUMBERS and number not in NUMBERS:
        continue
    SETTINGS = {**SHARED, **own}
    OUTPUT, NORMALISATION = SETTINGS["output"], SETTINGS["normalisation"]
    SIZES = [SETTINGS["pixels"] ** 2, *SETTINGS["hidden"], 10]
    STEPS = SETTINGS["epochs"] * math.ceil(SETTINGS["images"] / SETTINGS["batch"])
    images, labels, validation, validation_labels = load_digits()
    if SETTINGS.get("blank"):
        images, validation = 0 * images, 0 * validation
    tolerance = TOLERANCES[SETTINGS["precision"]]
    print("\nRun %d of %d: %s" % (number, len(RUNS), own))
    until, is_known = None, True
    page = {row["epoch"]: row for row in rows}
    for place, (epoch, mine) in enumerate(train(list(page))):
        # An epoch may be thousands of steps: what has grown is no mistake yet.
        bound = tolerance if place == 0 else 100 * tolerance
        # Where numbers leave the range of floats is a matter of rounding.
        is_judged = place < 2 and math.isfinite(page[epoch]["cost"])
        if is_judged and not compare(page[epoch], mine, bound)[1]:
            is_known = is_known and place == 1 and is_rounding(epoch, page[epoch], mine)
        lines, fits = compare(page[epoch], mine, tolerance)
        if not fits and until is None:
            until = epoch
        if epoch == max(page):
            print("Epoch %d, tolerated: %.0e" % (epoch, tolerance))
            print("%-24s %-24s %-24s %s" % ("", "page", "recomputed", "difference"))
            print(*lines, sep="\n")
    failed += not is_known
    if not is_known:
        print("DIFFERS from the start.")
    elif until is None:
        print("All %d rows of the page within %.0e." % (len(page), tolerance))
    else:
        print("All rows before epoch %d within %.0e. From there on it differs by more: each step" % (until, tolerance))
        print("rounds a little differently here, and training can make that grow from step to step.")
        if SETTINGS["precision"] == "f32":
            print("A run that the page computes in double precision agrees for longer.")
print("\n%s" % ("All agrees." if failed == 0 else "%d runs DIFFER." % failed))
sys.exit(failed > 0)
`;

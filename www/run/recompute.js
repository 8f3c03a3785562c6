import { GENERATOR as DRAWS } from '../kit/python/generator.js';

/** The random numbers of a run: for every script that draws its weights. */
export const GENERATOR = `# --- Random numbers: docs/reproducing.md -------------------------------------

${DRAWS}${String.raw`def drawn_parameters():
    """The initial weights and biases: all biases first, then the weights row by row."""
    generator = Generator(SETTINGS["seed"], 0)
    kind = SETTINGS["initialisation"]
    spread = 1.0 if kind in ("chapter", "normal") else 0.0
    b = [np.array([spread * generator.normal() for _ in range(n)]) for n in SIZES[1:]]
    w = []
    for n_in, n_out in zip(SIZES, SIZES[1:]):
        draw = generator.normal
        if kind in ("xavier-uniform", "standard"):
            draw = lambda: 2 * generator.uniform() - 1
        draws = np.array([draw() for _ in range(n_in * n_out)]).reshape(n_out, n_in)
        if kind == "orthogonal":
            w.append(orthogonal(draws))
            continue
        spread = {
            "chapter": 1 / math.sqrt(n_in),
            "normal": 1.0,
            "xavier": math.sqrt(2 / (n_in + n_out)),
            "xavier-uniform": math.sqrt(6 / (n_in + n_out)),
            "standard": 1 / math.sqrt(n_in),
            "he": math.sqrt(2 / n_in),
            "zero": 0.0,
        }[kind]
        w.append(spread * draws)
    return w, b


`}`;

/** The images of a run: from its file, or from MNIST's own. */
export const DIGITS = String.raw`def pixels(bytes_, side):
    """byte/256, or its mean over squares: exact in single precision."""
    by = 28 // side
    squares = bytes_.reshape(-1, side, by, side, by).sum(axis=(2, 4), dtype=np.float32)
    return (squares / (256 * by * by)).reshape(-1, side * side)


def idx(name):
    """One of MNIST's own files, plain or in gzip."""
    path = os.path.join(FOLDER, name)
    if not os.path.exists(path):
        path += ".gz"
    if not os.path.exists(path):
        sys.exit("Wanted: MNIST's own file %s. Name its folder after the script." % name)
    with (gzip.open if path.endswith(".gz") else open)(path, "rb") as file:
        content = file.read()
    return np.frombuffer(content, np.uint8, offset=8 if "labels" in name else 16)


def load_digits():
    n = SETTINGS["images"]
    if "images" in data:
        parts = [data["images"][:n], data["labels"][:n], data["validationImages"], data["validationLabels"]]
    else:
        x, y = idx("train-images-idx3-ubyte").reshape(-1, 28, 28), idx("train-labels-idx1-ubyte")
        v = 50000 + VALIDATION
        parts = [x[:n], y[:n], x[50000:v], y[50000:v]]
    side = SETTINGS["pixels"]
    return pixels(parts[0], side), parts[1].astype(int), pixels(parts[2], side), parts[3].astype(int)


`;

/** The activations, and the norm of a gradient. */
export const FUNCTIONS = String.raw`# --- Functions --------------------------------------------------------------

def value_and_slope(z, name):
    """The activation a = phi(z) and phi'(z), without overflow."""
    e = np.exp(-np.abs(z))
    if name == "sigmoid":
        return np.where(z < 0, e, 1) / (1 + e), e / (1 + e) ** 2
    if name == "tanh":
        return np.tanh(z), 4 * e**2 / (1 + e**2) ** 2
    if name in ("relu", "leaky-relu"):
        slope = np.where(z > 0, 1.0, 0.0 if name == "relu" else 0.01)
        return np.maximum(z, 0) if name == "relu" else slope * z, slope
    if name == "gelu":
        share = np.vectorize(math.erfc)(-z / math.sqrt(2)) / 2
        return z * share, share + z * np.exp(-z * z / 2) / math.sqrt(2 * math.pi)
    if name == "identity":
        return z, np.ones_like(z)
    if name == "softmax":
        a = np.exp(z - z.max(axis=1, keepdims=True))
        a /= a.sum(axis=1, keepdims=True)
        return a, a * (1 - a)
    return np.maximum(z, 0) + np.log1p(e), np.where(z < 0, e, 1) / (1 + e)  # softplus


def norm(x):
    """The Euclidean norm; the largest is taken out, so that tiny squares are not lost."""
    largest = np.abs(x).max()
    if largest == 0 or not np.isfinite(largest):
        return float(largest)
    return float(largest * np.sqrt(((x / largest) ** 2).sum()))


`;

/** The cost of images. */
export const COSTS = String.raw`def costs(z, a, labels):
    """The cost of each image, of which the label is the output that should be 1."""
    rows = np.arange(len(labels))
    if SETTINGS["costFunction"] == "cross-entropy" and OUTPUT == "softmax":
        most = z.max(axis=1)
        sums = np.exp(z - most[:, None]).sum(axis=1)
        return np.log(sums) + (most - z[rows, labels])
    if SETTINGS["costFunction"] == "cross-entropy":
        each = np.maximum(z, 0) + np.log1p(np.exp(-np.abs(z)))
        return each.sum(axis=1) - z[rows, labels]
    miss = a.copy()
    miss[rows, labels] -= 1
    return 0.5 * (miss**2).sum(axis=1)


`;

/** The optimisers. */
export const MOVES = String.raw`def moves(name, rate, g, memory, t):
    """By how much step t, from 1, moves the parameters whose mean gradient is g."""
    v, squares = memory
    if name == "sgd":
        return -rate * g
    if name in ("momentum", "nesterov"):
        v *= MOMENTUM
        v -= rate * g
        return v if name == "momentum" else MOMENTUM * v - rate * g
    if name == "rmsprop":
        squares *= 0.9
        squares += 0.1 * g**2
        return -rate * g / (np.sqrt(squares) + SMALL)
    v *= 0.9  # adam
    v += 0.1 * g
    squares *= 0.999
    squares += 0.001 * g**2
    mean, square = v / (1 - 0.9**t), squares / (1 - 0.999**t)
    return -rate * mean / (np.sqrt(square) + SMALL)


`;

/** What the page showed beside what was recomputed. */
export const COMPARISON = String.raw`def difference(page, own):
    """Relative to the page's number; 0 where both are the same, NaN and infinities included."""
    if page == own or (page != page and own != own):
        return 0.0
    if max(abs(page), abs(own)) < 1e-290:
        return 0.0  # the page keeps numbers that small apart from their exponent
    return abs(page - own) / abs(page) if page else math.inf


def compare(page, own, tolerance):
    """The lines of a table, and whether all of it agrees."""
    pairs = []
    for kind, words in KINDS.items():
        for n, (there, here) in enumerate(zip(page.get(kind, []), own[kind])):
            pairs.append(("layer %d %s" % (n + 1, words), there, here, tolerance))
    pairs.append(("cost", page["cost"], own["cost"], tolerance))
    # An image whose two best outputs are all but the same may go either way.
    one = {"trainingAccuracy": len(images), "validationAccuracy": len(validation)}
    pairs += [(name, page[name], own[name], None) for name in one]
    lines, agrees = [], True
    for name, there, here, bound in pairs:
        there = float(there)
        if bound is None:
            off = abs(there - here) * one[name]
            fits, words = off <= 1.5 + tolerance * one[name], "%.0f images" % off
        else:
            off = difference(there, here)
            fits, words = off <= bound, "%.1e" % off
        agrees = agrees and fits
        lines.append("%-24s %-24r %-24r %s%s" % (name, there, here, words, "" if fits else "  <- differs"))
    return lines, agrees


`;

/**
 * The body of the script that recomputes a run with NumPy; `run-script.js` puts
 * the numbers of a run before it. docs/reproducing.md says the same in words.
 */
export const RECOMPUTE = String.raw`
# The page's measures of a layer's speed; the chapter's is the first.
KINDS = {"speeds": "speed", "weightSpeeds": "by weights", "speedsTogether": "by both"}
BLOCK = 1000  # images that pass at a time
MOMENTUM = 0.9
OUTPUT = SETTINGS["output"]
SMALL = 1e-8  # beside a root, in RMSProp and Adam


${FUNCTIONS}# --- The network: w[l][j, k] leads from neuron k to neuron j ------------------

def feed_forward(x, w, b):
    """z and the slopes phi'(z) of every layer, and its activations; a[0] is the input."""
    a, z, slopes = [x], [], []
    for layer in range(len(w)):
        name = SETTINGS["activation"] if layer < len(w) - 1 else OUTPUT
        z.append(a[-1] @ w[layer].T + b[layer])
        value, slope = value_and_slope(z[-1], name)
        a.append(value)
        slopes.append(slope)
    return a, z, slopes


${COSTS}def gradient(x, labels, w, b, with_weights=True):
    """The gradient summed over the images (BP1 to BP4), their cost and how many are right."""
    db = [np.zeros_like(bias) for bias in b]
    dw = [np.zeros_like(weight) for weight in w]
    cost = right = 0
    for start in range(0, len(x), BLOCK):
        y = labels[start : start + BLOCK]
        a, z, slopes = feed_forward(x[start : start + BLOCK].astype(float), w, b)
        cost += costs(z[-1], a[-1], y).sum()
        right += (a[-1].argmax(axis=1) == y).sum()
        delta = a[-1].copy()
        delta[np.arange(len(y)), y] -= 1
        if SETTINGS["costFunction"] == "quadratic" and OUTPUT == "softmax":
            delta = a[-1] * (delta - (delta * a[-1]).sum(axis=1, keepdims=True))  # BP1
        elif SETTINGS["costFunction"] == "quadratic":
            delta *= slopes[-1]  # BP1
        for layer in reversed(range(len(w))):
            if layer < len(w) - 1:
                delta = (delta @ w[layer + 1]) * slopes[layer]  # BP2
            db[layer] += delta.sum(axis=0)  # BP3
            if with_weights:
                dw[layer] += delta.T @ a[layer]  # BP4
    return db, dw, float(cost), int(right)


def measured(sums):
    """A row as on the page, from the sums over the training images."""
    db, dw, cost, right = sums
    biases = [norm(d / len(images)) for d in db[:-1]]
    weights = [norm(d / len(images)) for d in dw[:-1]]
    return {
        "speeds": biases,
        "weightSpeeds": weights,
        "speedsTogether": [math.hypot(*both) for both in zip(biases, weights)],
        "cost": cost / len(images),
        "trainingAccuracy": right / len(images),
    }


def validation_accuracy(w, b):
    return gradient(validation, validation_labels, w, b, False)[3] / len(validation)


${GENERATOR}# --- Training ----------------------------------------------------------------

${MOVES}def step(w, b, memory, sums, count, t):
    """Step t along the gradient, which is a sum over so many images."""
    keep = 1 - SETTINGS["rate"] * SETTINGS["lambda"] / len(images)
    for layer in range(min(SETTINGS["freeze"], len(w) - 1), len(w)):
        for x, kept, d, kind in (
            (w[layer], keep, sums[1][layer], 0),
            (b[layer], 1.0, sums[0][layer], 1),
        ):
            x *= kept
            x += moves(SETTINGS["optimiser"], SETTINGS["rate"], d / count, memory[kind][layer], t)


def train(w, b):
    """Yields epoch after epoch what is measured before its first step."""
    w, b = [x.copy() for x in w], [x.copy() for x in b]
    memory = [[np.zeros((2, *x.shape)) for x in kind] for kind in (w, b)]
    is_full = SETTINGS["batch"] >= len(images)
    generator = Generator(SETTINGS["seed"], 1)
    order = list(range(len(images)))
    epoch = t = 0
    while True:
        is_row = epoch in page_rows
        sums = gradient(images, labels, w, b) if is_row or is_full else None
        if is_row:
            row = measured(sums)
            row["validationAccuracy"] = validation_accuracy(w, b)
            yield epoch, row
        if is_full:
            t += 1
            step(w, b, memory, sums, len(images), t)
        else:
            generator.shuffle(order)  # the order of the epoch before, shuffled again
            for start in range(0, len(order), SETTINGS["batch"]):
                batch = order[start : start + SETTINGS["batch"]]
                sums = gradient(images[batch], labels[batch], w, b)
                t += 1
                step(w, b, memory, sums, len(batch), t)
        epoch += 1


# --- The page's numbers -------------------------------------------------------

${DIGITS}${COMPARISON}def parameters(prefix=""):
    layers = range(1, len(SIZES))
    return tuple([data[prefix + kind + str(n)].astype(float) for n in layers] for kind in "wb")


def main():
    failed = 0
    heading = "%-24s %-24s %-24s %s" % ("", "page", "recomputed", "difference")

    print("1. The initial weights and biases, drawn from seed %d" % SETTINGS["seed"])
    start, drawn = parameters("initial_"), drawn_parameters()
    worst = max(np.abs(x - y).max() for xs, ys in zip(start, drawn) for x, y in zip(xs, ys))
    fits = worst <= DRAW_TOLERANCE
    failed += not fits
    print("   largest difference from those of the page: %.1e, tolerated: %.0e: %s\n"
          % (worst, DRAW_TOLERANCE, "agrees" if fits else "DIFFERS"))

    print("2. Epoch %d, from the weights and biases in the file; tolerated: %.0e" % (PAGE["epoch"], TOLERANCE))
    w, b = parameters()
    sums = gradient(images, labels, w, b)
    own = measured(sums)
    own["validationAccuracy"] = validation_accuracy(w, b)
    lines, fits = compare(PAGE, own, TOLERANCE)
    if "page_dCdb1" in data:
        for n in range(1, len(SIZES) - 1):
            there, here = data["page_dCdb%d" % n], sums[0][n - 1] / len(images)
            off = np.abs(there - here).max() / max(np.abs(there).max(), 1e-290)
            fits = fits and not off > TOLERANCE
            lines.append("dC/db of hidden layer %-2d  %d neurons, largest difference %.1e" % (n, len(here), off))
    finite = math.isfinite(PAGE["cost"]) and all(np.isfinite(x).all() for x in [*w, *b])
    if finite:
        print(heading, *lines, "agrees" if fits else "DIFFERS", sep="\n")
    else:
        fits = True
        print("Numbers have left the range of floats; where they do is a matter of rounding.")
    failed += not fits

    print("\n3. The run from its initial weights and biases, epoch by epoch")
    agreeing, first = 0, True
    for epoch, own in train(*start):
        if sys.stderr.isatty():
            print("epoch %d of %d" % (epoch, PAGE["epoch"]), end="\r", file=sys.stderr)
        lines, fits = compare(page_rows[epoch], own, TOLERANCE)
        agreeing += fits
        if epoch <= sorted(page_rows)[:2][-1]:
            # An epoch may be thousands of steps: what has grown is no mistake yet.
            first = first and compare(page_rows[epoch], own, 100 * TOLERANCE)[1]
        if not fits and agreeing == len([e for e in page_rows if e < epoch]):
            print("Up to epoch %d all is within %.0e. At epoch %d:" % (epoch - 1, TOLERANCE, epoch))
            print(heading, *lines, sep="\n")
        if epoch == PAGE["epoch"]:
            print("Epoch %d:" % epoch, heading, *lines, sep="\n")
            break
    if agreeing < len(page_rows) and SETTINGS["precision"] == "f32":
        print("The page computed in single precision, where numbers end at 3.4e38.")
    if agreeing < len(page_rows):
        print("Each step rounds a little differently here than on the page, and training")
        print("can make such differences grow from step to step.")
    failed += not first
    print("%d of %d measured epochs within %.0e" % (agreeing, len(page_rows), TOLERANCE))
    print("\n%s" % ("All agrees." if failed == 0 else "%d of 3 DIFFER." % failed))
    return failed > 0


if not os.path.exists(FILE):
    sys.exit("Wanted beside this script: %s, which the page gives as \"Weights as .npz\"." % FILE)
data = np.load(FILE)
if json.loads(str(data["settings"])) != SETTINGS or int(data["epoch"]) != PAGE["epoch"]:
    sys.exit("%s has the weights of another run." % FILE)
SIZES = [SETTINGS["pixels"] ** 2, *SETTINGS["hidden"], 10]
page_rows = {
    int(epoch): {
        **{kind: data[kind][n].tolist() for kind in KINDS if kind in data},
        "cost": float(data["cost"][n]),
        "trainingAccuracy": float(data["trainingAccuracy"][n]),
        "validationAccuracy": float(data["validationAccuracy"][n]),
    }
    for n, epoch in enumerate(data["epochs"])
    if epoch <= PAGE["epoch"]
}
np.seterr(all="ignore")
images, labels, validation, validation_labels = load_digits()
sys.exit(main())
`;

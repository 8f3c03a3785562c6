/**
 * The body of the script that trains a run's network with PyTorch; `torch-script.js`
 * puts the numbers of a run before it. docs/reproducing.md says the same in words.
 */
import { DIGITS, GENERATOR } from './recompute.js';

export const RECOMPUTE_TORCH = String.raw`
DTYPE = torch.float64 if SETTINGS["precision"] == "f64" else torch.float32
SIZES = [SETTINGS["pixels"] ** 2, *SETTINGS["hidden"], 10]


# --- The network --------------------------------------------------------------

ACTIVATIONS = {
    "sigmoid": nn.Sigmoid,
    "tanh": nn.Tanh,
    "relu": nn.ReLU,
    "leaky-relu": lambda: nn.LeakyReLU(0.01),
    "gelu": nn.GELU,
    # PyTorch's own threshold, 20, leaves out digits of double precision.
    "softplus": lambda: nn.Softplus(threshold=40),
    "identity": nn.Identity,
}


class Network(nn.Module):
    """Answers the weighted inputs of the output layer: the losses want those."""

    def __init__(self, weights, biases):
        super().__init__()
        pairs = zip(SIZES, SIZES[1:])
        self.layers = nn.ModuleList(nn.Linear(*pair, dtype=DTYPE) for pair in pairs)
        self.activation = ACTIVATIONS[SETTINGS["activation"]]()
        with torch.no_grad():
            for layer, weight, bias in zip(self.layers, weights, biases):
                layer.weight.copy_(torch.from_numpy(weight))
                layer.bias.copy_(torch.from_numpy(bias))

    def forward(self, x):
        for layer in self.layers[:-1]:
            x = self.activation(layer(x))
        return self.layers[-1](x)


def loss_of(z, labels):
    """The mean cost of the images, without the regularisation term."""
    targets = functional.one_hot(labels, SIZES[-1]).to(DTYPE)
    softmax = SETTINGS["output"] == "softmax"
    if SETTINGS["costFunction"] == "quadratic":
        a = torch.softmax(z, 1) if softmax else torch.sigmoid(z)
        return functional.mse_loss(a, targets, reduction="sum") / (2 * len(labels))
    if softmax:
        return functional.cross_entropy(z, labels)
    summed = functional.binary_cross_entropy_with_logits(z, targets, reduction="sum")
    return summed / len(labels)


def optimiser_of(parameters):
    name, rate = SETTINGS["optimiser"], SETTINGS["rate"]
    if name == "adam":
        return torch.optim.Adam(parameters, rate)
    if name == "rmsprop":
        return torch.optim.RMSprop(parameters, rate, alpha=0.9)
    momentum = 0.0 if name == "sgd" else 0.9
    return torch.optim.SGD(parameters, rate, momentum, nesterov=name == "nesterov")


${GENERATOR}
# --- Measuring and training ---------------------------------------------------

def measured(network):
    """The speeds: the gradient of the mean cost over all training images."""
    network.zero_grad()
    z = network(images)
    loss = loss_of(z, labels)
    loss.backward()
    hidden = network.layers[:-1]
    return {
        "speeds": [layer.bias.grad.norm().item() for layer in hidden],
        "weightSpeeds": [layer.weight.grad.norm().item() for layer in hidden],
        "cost": loss.item(),
        "trainingAccuracy": (z.argmax(1) == labels).double().mean().item(),
    }


def train(network):
    """Yields epoch after epoch what is measured before its first step."""
    # Frozen layers are measured like the others, but not handed to the optimiser.
    trained = network.layers[min(SETTINGS["freeze"], len(SIZES) - 2):]
    optimiser = optimiser_of(list(trained.parameters()))
    # The page shrinks the weights apart from the step, whatever the optimiser.
    keep = 1 - SETTINGS["rate"] * SETTINGS["lambda"] / len(images)
    generator = Generator(SETTINGS["seed"], 1)
    order = list(range(len(images)))
    is_full = SETTINGS["batch"] >= len(images)
    for epoch in range(SETTINGS["epochs"] + 1):
        yield epoch, measured(network)
        if not is_full:
            generator.shuffle(order)  # the order of the epoch before, shuffled again
        for start in range(0, len(order), SETTINGS["batch"]):
            batch = order[start : start + SETTINGS["batch"]]
            optimiser.zero_grad()
            loss_of(network(images[batch]), labels[batch]).backward()
            with torch.no_grad():
                for layer in trained:
                    layer.weight.mul_(keep)
            optimiser.step()


# --- The digits ---------------------------------------------------------------

${DIGITS}
def compare(page, own):
    """Prints what the page showed beside what came out here; the largest difference."""
    pairs = [("cost", page["cost"], own["cost"])]
    for kind, words in (("speeds", "speed"), ("weightSpeeds", "speed by weights")):
        for n, both in enumerate(zip(page.get(kind, []), own[kind])):
            pairs.append(("layer %d %s" % (n + 1, words), *both))
    worst = 0.0
    for name, there, here in pairs:
        off = 0.0 if there == here else abs(there - here) / abs(there or 1)
        worst = max(worst, off) if off == off else math.inf
        print("  %-26s %-24r %-24r %.1e" % (name, there, here, off))
    return worst


def main():
    weights, biases = drawn_parameters()
    network = Network(weights, biases)
    print("%-28s %-24s %-24s %s" % ("", "page", "PyTorch", "difference"))
    worst = None
    for epoch, row in train(network):
        if epoch == 0:
            print("Untrained:")
            worst = compare(START, row)
        elif epoch % max(1, PAGE["epoch"] // 10) == 0:
            speeds = " ".join("%.3e" % speed for speed in row["speeds"])
            print("epoch %d: speeds %s, cost %.4f" % (epoch, speeds, row["cost"]))
        if epoch == PAGE["epoch"]:
            if epoch > 0:
                print("Epoch %d, which each step of rounding has its part in:" % epoch)
                compare(PAGE, row)
            break
    agrees = worst <= TOLERANCE
    print("\nThe untrained network %s within %.0e." % ("agrees" if agrees else "DIFFERS", TOLERANCE))
    return not agrees


data = np.load(FILE) if os.path.exists(FILE) else {}
if not data and len(sys.argv) < 2:
    sys.exit("Wanted beside this script: %s, or a folder of MNIST's own files as an argument." % FILE)
if data and json.loads(str(data["settings"])) != SETTINGS:
    sys.exit("%s has the images of another run." % FILE)
images, labels = (torch.from_numpy(part) for part in load_digits()[:2])
images = images.to(DTYPE)
sys.exit(main())
`;

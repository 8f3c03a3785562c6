/** The three circuits built and evaluated in Python. */

const BODY = String.raw`
class Circuit:
    """Gates one after the other; signals are numbered inputs first, then gates."""

    def __init__(self):
        self.count = n if problem == "parity" else 2 * n
        self.gates, self.outputs, self.xors = [], [], 0

    def add(self, operation, wires, threshold=None):
        """A gate with these (signal, weight); the number of its signal. Weight -1 negates but in a neuron."""
        self.gates.append((operation, wires, threshold))
        return self.count + len(self.gates) - 1

    def nand(self, *signals):
        return self.add("nand", [(signal, 1) for signal in signals])

    def xor(self, x, y):
        """Four NANDs: the first, and the XOR."""
        self.xors += 1
        not_both = self.nand(x, y)
        left, right = self.nand(x, not_both), self.nand(y, not_both)
        return not_both, self.nand(left, right)

    def or_of_ands(self, terms):
        """A single term needs no OR."""
        ands = [self.add("and", literals) for literals in terms]
        return ands[0] if len(ands) == 1 else self.add("or", [(signal, 1) for signal in ands])

    def alternating(self, signals):
        return self.add("neuron", [(signal, (-1) ** place) for place, signal in enumerate(signals)], 1)

    def evaluate(self, inputs):
        """All signals; an input may be an array, of as many evaluations."""
        signals = [np.asarray(bit) for bit in inputs]
        for operation, wires, threshold in self.gates:
            if operation == "neuron":
                signals.append((sum(weight * signals[at] for at, weight in wires) >= threshold).astype(int))
                continue
            read = [signals[at] if weight > 0 else 1 - signals[at] for at, weight in wires]
            answer = (np.maximum if operation == "or" else np.minimum).reduce(read)
            signals.append(1 - answer if operation == "nand" else answer)
        return signals

    def depth(self):
        depths = [0] * self.count
        for _, wires, _ in self.gates:
            depths.append(1 + max(depths[at] for at, _ in wires))
        return max(depths)

    def wires(self):
        return sum(len(wires) for _, wires, _ in self.gates)


def prime_implicants(count, table):
    """The literals of each product that implies the table, but not without any one of them."""
    implies = table.reshape((2,) * count)  # the last axis is input 0
    for axis in range(count):
        both = implies.all(axis=axis, keepdims=True)
        implies = np.concatenate([implies, both], axis=axis)  # negated, plain, absent
    primes = implies.copy()
    for axis in range(count):
        without = np.take(implies, [2], axis=axis)
        keep = np.array([True, True, False]).reshape([3 if a == axis else 1 for a in range(count)])
        primes &= ~(keep & without)
    for digits in np.argwhere(primes):
        yield [(place, 1 if digit else -1) for place, digit in enumerate(digits[::-1]) if digit < 2]


def numbers_of(rows, bits):
    """x and y, of which row's bits are x0, y0, x1, y1 ..."""
    return [sum((rows >> 2 * k + first & 1) << k for k in range(bits)) for first in (0, 1)]


def two_layer():
    circuit = Circuit()
    if problem == "parity":
        odd = [row for row in range(2**n) if bin(row).count("1") % 2]
        terms = [[(k, 1 if row >> n - 1 - k & 1 else -1) for k in range(n)] for row in odd]
        circuit.outputs = [circuit.or_of_ands(terms)]
        return circuit
    for place in range(n + 1):
        count = 2 * min(place + 1, n)
        x, y = numbers_of(np.arange(2**count), count // 2)
        circuit.outputs.append(circuit.or_of_ands(prime_implicants(count, (x + y >> place & 1).astype(bool))))
    return circuit


def deep():
    """A tree of XORs; or a half adder and full adders, whose carry ripples."""
    circuit = Circuit()
    if problem == "parity":
        signals = list(range(n))
        while len(signals) > 1:
            pairs = [signals[k : k + 2] for k in range(0, len(signals), 2)]
            signals = [circuit.xor(*pair)[1] if len(pair) == 2 else pair[0] for pair in pairs]
        circuit.outputs = signals
        return circuit
    not_both, total = circuit.xor(0, 1)
    carry = circuit.nand(not_both)
    circuit.outputs = [total]
    for place in range(1, n):
        not_both, half = circuit.xor(2 * place, 2 * place + 1)
        not_carried, total = circuit.xor(half, carry)
        carry = circuit.nand(not_both, not_carried)
        circuit.outputs.append(total)
    circuit.outputs.append(carry)
    return circuit


def neurons():
    """Neurons that fire from a bound on, and one for each output that weighs them +1, -1 ..."""
    circuit = Circuit()
    if problem == "parity":
        groups = [[circuit.add("neuron", [(k, 1) for k in range(n)], least) for least in range(1, n + 1)]]
        circuit.outputs = [circuit.alternating(groups[0])]
        return circuit
    groups = []
    for place in range(n):
        wires = [(k, 2 ** (k // 2)) for k in range(2 * place + 2)]
        bounds = range(1, 3 if place == 0 else 4)
        groups.append([circuit.add("neuron", wires, bound << place) for bound in bounds])
    circuit.outputs = [circuit.alternating(group) for group in groups] + [groups[-1][1]]
    return circuit


def answer(circuit, signals):
    return sum(signals[at] << place for place, at in enumerate(circuit.outputs))


# Every row of the truth table, by each circuit.
built = two_layer(), deep(), neurons()
rows = np.arange(2 ** built[0].count)
table = [rows >> k & 1 for k in range(built[0].count)]
right = sum(table) % 2 if problem == "parity" else sum(numbers_of(rows, n))
for circuit in built:
    wrong = int((answer(circuit, circuit.evaluate(table)) != right).sum())
    print("%d gates: %d of %d rows wrong" % (len(circuit.gates), wrong, len(rows)))
    if wrong:
        sys.exit(1)

signals = [[int(bit) for bit in circuit.evaluate(inputs)] for circuit in built]
OWN = {
    "output": answer(built[1], signals[1]),
    "outputBits": [signals[1][at] for at in built[1].outputs],
    "twoLayerTerms": sum(operation == "and" for operation, _, _ in built[0].gates),
    "xors": built[1].xors,
}
for name, circuit, values in zip(("twoLayer", "deep", "neuron"), built, signals):
    OWN[name + "Gates"] = len(circuit.gates)
    OWN[name + "Depth"] = circuit.depth()
    OWN[name + "Wires"] = circuit.wires()
    OWN[name + "Signals"] = "".join(map(str, values))
`;

/**
 * @param {import('./circuit-numbers.js').Readings | undefined} readings
 * @param {import('./state.js').DeepCircuitsState} state
 * @param {readonly number[]} inputs - as many as are used
 * @returns {import('../../kit/python/script.js').Parts | null}
 */
export function recomputed(readings, { problem }, inputs) {
  if (!readings) return null;
  const { bits, twoLayerSignals, deepSignals, neuronSignals, ...numbers } =
    readings;
  return {
    settings: { problem, n: bits, inputs },
    page: {
      ...numbers,
      twoLayerSignals: twoLayerSignals.join(''),
      deepSignals: deepSignals.join(''),
      neuronSignals: neuronSignals.join(''),
    },
    note: `It builds the three circuits, tries them on every row of the truth table, and compares every
signal, the inputs first. It leaves out the functions of two inputs.`,
    tolerance: 0,
    body: BODY,
  };
}

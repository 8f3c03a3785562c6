"""The peers outside the browser: NumPy and PyTorch, on one thread.

    python peer.py VARIANT FOLDER

VARIANT is numpy-samples (the chapter's algorithm, one image at a time), numpy
(a mini-batch at a time) or pytorch. Requests and answers are one line each, as
bench/README.md says.
"""

import json
import sys
import time
from pathlib import Path

import numpy as np

RATE, LAMBDA = 0.1, 5.0


def sigmoid(z):
    return 1.0 / (1.0 + np.exp(-z))


class Case:
    """What the native program wrote for a case."""

    def __init__(self, folder, text, dtype):
        side, hidden, batch, images = text.split(" ")
        name = text.replace(" ", "-").replace(",", "-")
        self.batch, self.images = int(batch), int(images)
        inputs = int(side) ** 2
        self.sizes = [inputs, *map(int, hidden.split(",")), 10]
        order = np.fromfile(folder / f"order-{name}.u32", "<u4")
        x = np.fromfile(folder / f"images-{name}.f32", "<f4").reshape(-1, inputs)
        labels = np.fromfile(folder / f"labels-{name}.u8", "u1")
        self.x = np.ascontiguousarray(x[order], dtype)
        self.y = np.eye(10, dtype=dtype)[labels[order]]
        numbers = np.fromfile(folder / f"network-{name}.f64", "<f8")
        self.biases, self.weights, at = [], [], 0
        for n in self.sizes[1:]:
            self.biases.append(numbers[at : at + n].astype(dtype))
            at += n
        for n_in, n_out in zip(self.sizes, self.sizes[1:]):
            w = numbers[at : at + n_in * n_out].reshape(n_out, n_in)
            self.weights.append(w.astype(dtype))
            at += n_in * n_out


class Network:
    """What the NumPy variants share: the parameters, and the cost."""

    def __init__(self, case):
        self.case = case
        self.reset()

    def reset(self):
        self.weights = [w.copy() for w in self.case.weights]
        self.biases = [b.copy() for b in self.case.biases]

    def cost(self):
        a = self.case.x.astype(np.float64)
        for w, b in zip(self.weights, self.biases):
            z = a @ w.T.astype(np.float64) + b
            a = sigmoid(z)
        y = self.case.y
        each = np.maximum(z, 0) - y * z + np.log1p(np.exp(-np.abs(z)))
        return float(each.sum() / len(y))

    def epoch(self):
        case = self.case
        for start in range(0, case.images, case.batch):
            chosen = slice(start, min(start + case.batch, case.images))
            self.step(case.x[chosen], case.y[chosen])


class BySamples(Network):
    """Backpropagation as the chapter runs it: column vectors, one image after
    the other, gradients added up over the mini-batch."""

    def step(self, x, y):
        total_b = [np.zeros(b.shape, b.dtype) for b in self.biases]
        total_w = [np.zeros(w.shape, w.dtype) for w in self.weights]
        for image, target in zip(x, y):
            gradient_b, gradient_w = self.backpropagate(image, target)
            total_b = [t + g for t, g in zip(total_b, gradient_b)]
            total_w = [t + g for t, g in zip(total_w, gradient_w)]
        keep = 1 - RATE * LAMBDA / self.case.images
        rate = RATE / len(x)
        self.weights = [keep * w - rate * g for w, g in zip(self.weights, total_w)]
        self.biases = [b - rate * g for b, g in zip(self.biases, total_b)]

    def backpropagate(self, image, target):
        activations = [image]
        for w, b in zip(self.weights, self.biases):
            activations.append(sigmoid(np.dot(w, activations[-1]) + b))
        delta = activations[-1] - target
        gradient_b, gradient_w = [delta], [np.outer(delta, activations[-2])]
        for layer in range(len(self.weights) - 2, -1, -1):
            a = activations[layer + 1]
            delta = np.dot(self.weights[layer + 1].T, delta) * a * (1 - a)
            gradient_b.insert(0, delta)
            gradient_w.insert(0, np.outer(delta, activations[layer]))
        return gradient_b, gradient_w


class ByBatches(Network):
    """The same gradients from products of matrices, a mini-batch at a time."""

    def step(self, x, y):
        activations = [x]
        for w, b in zip(self.weights, self.biases):
            z = activations[-1] @ w.T
            z += b
            np.negative(z, out=z)
            np.exp(z, out=z)
            z += 1
            np.reciprocal(z, out=z)
            activations.append(z)
        delta = activations[-1] - y
        dtype = x.dtype.type
        keep = dtype(1 - RATE * LAMBDA / self.case.images)
        rate = dtype(RATE / len(x))
        for layer in range(len(self.weights) - 1, -1, -1):
            w, a = self.weights[layer], activations[layer]
            gradient_w, gradient_b = delta.T @ a, delta.sum(axis=0)
            if layer > 0:
                delta = delta @ w
                delta *= a
                delta *= 1 - a
            w *= keep
            gradient_w *= rate
            w -= gradient_w
            self.biases[layer] -= rate * gradient_b


class PyTorch:
    """Eager PyTorch with autograd and its own SGD."""

    def __init__(self, case):
        import torch

        torch.set_num_threads(1)
        self.torch, self.case = torch, case
        self.x, self.y = torch.from_numpy(case.x), torch.from_numpy(case.y)
        self.reset()

    def reset(self):
        torch, layers = self.torch, []
        for w, b in zip(self.case.weights, self.case.biases):
            layer = torch.nn.Linear(w.shape[1], w.shape[0], dtype=self.x.dtype)
            with torch.no_grad():
                layer.weight.copy_(torch.from_numpy(w))
                layer.bias.copy_(torch.from_numpy(b))
            layers += [layer, torch.nn.Sigmoid()]
        self.model = torch.nn.Sequential(*layers[:-1])
        parameters = list(self.model.parameters())
        decay = LAMBDA / self.case.images
        groups = [
            {"params": parameters[::2], "weight_decay": decay},
            {"params": parameters[1::2]},
        ]
        self.optimiser = torch.optim.SGD(groups, lr=RATE)

    def loss(self, x, y):
        entropy = self.torch.nn.functional.binary_cross_entropy_with_logits
        return entropy(self.model(x), y, reduction="sum") / len(x)

    def epoch(self):
        for start in range(0, self.case.images, self.case.batch):
            chosen = slice(start, start + self.case.batch)
            self.optimiser.zero_grad()
            self.loss(self.x[chosen], self.y[chosen]).backward()
            self.optimiser.step()

    def cost(self):
        with self.torch.no_grad():
            return float(self.loss(self.x, self.y))


VARIANTS = {"numpy-samples": BySamples, "numpy": ByBatches, "pytorch": PyTorch}


def reference(rounds):
    """Work that is the same every time, to see how fast the machine is now."""
    a = np.full(256, 0.5, np.float32)
    for _ in range(rounds):
        a = a * np.float32(0.999) + np.float32(0.001)
    return float(a[0])


def versions(variant):
    if variant == "pytorch":
        import torch

        return f"PyTorch {torch.__version__.split('+')[0]}"
    return f"NumPy {np.__version__}"


def main():
    variant, folder = sys.argv[1], Path(sys.argv[2])
    networks = {}
    for line in sys.stdin:
        command, precision, number, text = line.rstrip("\n").split(" ", 3)
        key = (precision, text)
        started, value = time.perf_counter(), 0.0
        if command == "version":
            value = versions(variant)
        elif command == "reference":
            value = reference(int(number))
        elif command == "prepare":
            dtype = np.float32 if precision == "f32" else np.float64
            networks[key] = VARIANTS[variant](Case(folder, text, dtype))
        else:
            network = networks[key]
            network.reset()
            for _ in range(int(number)):
                network.epoch()
            if command == "cost":
                value = network.cost()
        milliseconds = (time.perf_counter() - started) * 1e3
        print(json.dumps({"value": value, "milliseconds": milliseconds}), flush=True)


if __name__ == "__main__":
    main()

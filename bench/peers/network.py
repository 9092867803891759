# SPDX-License-Identifier: MIT
"""network.py - a network's parameters as they lie in one flat vector: all weights, then all biases, without gaps, as in
struct gradus_net; for anything that can be sliced and reshaped."""
from peer import Unsupported


class Network:
    """Widths, batch and training of a step's case."""

    def __init__(self, case):
        self.width = [int(word) for word in case.name.split("-")]
        self.layers = len(self.width) - 1
        self.batch = case.size("batch")
        self.bias = case.fields.get("bias", "1") != "0"
        self.optimizer = case.fields["optimizer"]
        self.l2 = float(case.fields.get("l2", "0"))
        self.labels = case.operands["target"].role == "labels"
        self.weights = sum(a * b for a, b in zip(self.width, self.width[1:]))
        parts = tuple(case.fields.get(key, "-") for key in ("activation", "output", "loss"))
        self.loss = LOSSES.get((parts[1], parts[2], self.labels))
        if not self.loss:
            raise Unsupported(f"output {parts[1]} with loss {parts[2]}")
        if self.layers > 1 and parts[0] != "relu":
            raise Unsupported(f"activation {parts[0]}")
        if float(case.fields.get("l1", "0")) != 0:
            raise Unsupported("l1")

    def views(self, flat):
        """The weights and the biases (None without) of each layer in a flat vector."""
        weights, biases, place = [], [], 0
        for a, b in zip(self.width, self.width[1:]):
            weights.append(flat[place : place + a * b].reshape(a, b))
            place += a * b
        for b in self.width[1:]:
            biases.append(flat[place : place + b] if self.bias else None)
            place += b
        return weights, biases


# What a step's output, loss and kind of target come to.
LOSSES = {
    ("-", "softmax_cross_entropy", True): "cross_entropy",
    ("softmax", "mse", True): "softmax_mse",
    ("softmax", "mse", False): "softmax_mse",
    ("-", "mse", False): "mse",
}

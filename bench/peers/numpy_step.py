# SPDX-License-Identifier: MIT
"""numpy_step.py - a training step in NumPy: forward and backward written out over buffers made beforehand, then one
update over the flat vector of all parameters."""
import numpy as np
import numpy_ops
import numpy_optimizers
from network import Network
from peer import Setting, Unsupported


class Step:
    """The operands and the buffers of a step."""

    def __init__(self, net, p):
        self.net, self.loss, self.w, self.g = net, p["loss"], p["w"], p["g"]
        self.x = p["x"].reshape(net.batch, net.width[0])
        if net.labels:
            self.target = np.eye(net.width[-1], dtype=np.float32)[p["target"]]
        else:
            self.target = p["target"].reshape(net.batch, net.width[-1])
        self.weights, self.biases = net.views(self.w)
        self.to_weights, self.to_biases = net.views(self.g)
        self.y = [np.empty((net.batch, n), np.float32) for n in net.width[1:]]
        self.dy = [np.empty_like(y) for y in self.y]
        self.mask = [np.empty(y.shape, bool) for y in self.y]
        self.inputs = [self.x, *self.y[:-1]]
        self.scratch = np.empty_like(self.y[-1])
        self.column = np.empty((net.batch, 1), np.float32)
        self.backward_loss = {
            "cross_entropy": self.cross_entropy,
            "softmax_mse": self.softmax_mse,
            "mse": lambda: self.squares(self.y[-1], self.dy[-1]),
        }[net.loss]

    def forward(self):
        """The last layer's y."""
        for i, (x, w, b, y) in enumerate(zip(self.inputs, self.weights, self.biases, self.y)):
            np.matmul(x, w, out=y)
            if b is not None:
                np.add(y, b, out=y)
            if i < self.net.layers - 1:
                np.maximum(y, np.float32(0), out=y)

    def cross_entropy(self):
        """ln sum e^z - z_label, with the maximum taken out; gradient (p - onehot) / m."""
        z, d, column, m = self.y[-1], self.dy[-1], self.column, self.net.batch
        np.max(z, axis=1, keepdims=True, out=column)
        np.subtract(z, column, out=z)
        np.exp(z, out=d)
        np.sum(d, axis=1, keepdims=True, out=column)
        np.divide(d, column, out=d)
        np.log(column, out=column)
        self.loss[0] = (column.sum() - np.dot(z.reshape(-1), self.target.reshape(-1))) / m
        np.subtract(d, self.target, out=d)
        np.multiply(d, np.float32(1 / m), out=d)

    def squares(self, y, d):
        """The mean of squares, and its gradient in d."""
        flat = d.reshape(-1)
        np.subtract(y, self.target, out=d)
        self.loss[0] = np.dot(flat, flat) / flat.size
        np.multiply(d, np.float32(2 / flat.size), out=d)

    def softmax_mse(self):
        """The same after softmax."""
        z = self.y[-1]
        numpy_ops.softmax(z, z, self.column)
        self.squares(z, self.scratch)
        numpy_ops.softmax_dx(z, self.scratch, self.dy[-1])

    def backward(self):
        """All gradients."""
        for i in range(self.net.layers - 1, -1, -1):
            dy = self.dy[i]
            np.matmul(self.inputs[i].T, dy, out=self.to_weights[i])
            if self.biases[i] is not None:
                np.sum(dy, axis=0, out=self.to_biases[i])
            if i > 0:
                np.matmul(dy, self.weights[i].T, out=self.dy[i - 1])
                np.greater(self.y[i - 1], np.float32(0), out=self.mask[i - 1])
                np.multiply(self.dy[i - 1], self.mask[i - 1], out=self.dy[i - 1])

    def regularize(self):
        """l2_loss over all weights."""
        w, g = self.w[: self.net.weights], self.g[: self.net.weights]
        self.loss[0] += np.float32(self.net.l2 / 2) * np.dot(w, w)
        g += np.float32(self.net.l2) * w


def settings(case, p):
    """All the settings of a step; p: flat arrays by operand."""
    net = Network(case)
    if net.optimizer not in numpy_optimizers.OPTIMIZERS:
        raise Unsupported(f"numpy has no {net.optimizer}")
    step = Step(net, p)
    states = [p[f"state{i}"] for i in range(2) if f"state{i}" in p]
    update = numpy_optimizers.update(net.optimizer, p["w"], p["g"], states, p["lr"][0], case.hyper, case.t)

    def call():
        step.forward()
        step.backward_loss()
        step.backward()
        if net.l2:
            step.regularize()
        update()

    return {"hand": Setting(call)}

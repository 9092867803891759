# SPDX-License-Identifier: MIT
"""torch_step.py - a training step in PyTorch: with autograd and torch.optim, and by hand.

By hand: forward and backward written out over buffers made beforehand, one update over the flat vector of all
parameters; `folded` (SGD alone) has the update done by the product that makes the gradient of the weights.
"""
import torch
import torch_optimizers
from network import Network
from peer import Setting, Unsupported
from torch.nn import functional


def one_hot(labels, classes):
    """Float targets."""
    return functional.one_hot(labels.long(), classes).float()


class Data:
    """The operands of a step as tensors."""

    def __init__(self, net, p):
        self.x = p["x"].reshape(net.batch, net.width[0])
        self.labels = p["target"].long() if net.labels else None
        self.target = (
            one_hot(p["target"], net.width[-1]) if net.labels else p["target"].reshape(net.batch, net.width[-1])
        )
        self.w, self.g, self.loss, self.lr = p["w"], p["g"], p["loss"], p["lr"].item()
        self.states = [p[f"state{i}"] for i in range(2) if f"state{i}" in p]


def parameters(net, flat):
    """All the views of a flat vector, weights then biases."""
    weights, biases = net.views(flat)
    return weights + [b for b in biases if b is not None]


def eager(case, net, data, foreach):
    """Autograd and torch.optim, gradients set to None between steps."""
    leaves = [torch.nn.Parameter(view) for view in parameters(net, data.w)]
    weights, biases = leaves[: net.layers], leaves[net.layers :] or [None] * net.layers
    optimizer, reset = torch_optimizers.library(
        net.optimizer, leaves, [parameters(net, s) for s in data.states], data.lr, case.hyper, case.t, foreach
    )
    value = [None]

    def predict(h):
        for i, (w, b) in enumerate(zip(weights, biases)):
            h = torch.addmm(b, h, w) if b is not None else torch.mm(h, w)
            if i < net.layers - 1:
                h = torch.relu(h)
        return h

    def measure(y):
        if net.loss == "cross_entropy":
            return functional.cross_entropy(y, data.labels)
        return functional.mse_loss(torch.softmax(y, 1) if net.loss == "softmax_mse" else y, data.target)

    def call():
        optimizer.zero_grad(set_to_none=True)
        loss = measure(predict(data.x))
        if net.l2:
            loss = loss + net.l2 / 2 * sum(w.square().sum() for w in weights)
        loss.backward()
        optimizer.step()
        value[0] = loss

    def collect():
        data.loss.copy_(value[0].detach().reshape(1))
        for place, leaf in zip(parameters(net, data.g), leaves):
            place.copy_(leaf.grad)

    return Setting(call, reset, collect)


def cross_entropy(net, data, z, d):
    """Loss and gradient from logits: with s = -onehot / m, the loss is <log p, s> and the gradient s - p sum(s)."""
    share, logs, loss = data.target / -net.batch, torch.empty_like(z), data.loss[0]

    def call():
        torch.log_softmax(z, 1, out=logs)
        torch.dot(logs.view(-1), share.view(-1), out=loss)
        torch._log_softmax_backward_data(share, logs, 1, torch.float32, out=d)

    return call


def squares(net, data, z, d):
    """Loss and gradient of the mean of squares, after softmax where there is one."""
    n, loss, flat = z.numel(), data.loss[0], d.view(-1)
    p = torch.empty_like(z) if net.loss == "softmax_mse" else z

    def call():
        if p is not z:
            torch.softmax(z, 1, out=p)
        torch.sub(p, data.target, out=d)
        torch.dot(flat, flat, out=loss).div_(n)
        d.mul_(2 / n)
        if p is not z:
            torch._softmax_backward_data(d, p, 1, torch.float32, grad_input=d)

    return call


class Hand:
    """Forward and backward over buffers."""

    def __init__(self, net, data, folded):
        self.net, self.data, self.folded = net, data, folded
        self.weights, self.biases = net.views(data.w)
        self.to_weights, self.to_biases = net.views(data.g)
        self.transposed = [w.t() for w in self.weights]
        self.y = [torch.empty(net.batch, n) for n in net.width[1:]]
        self.dy = [torch.empty(net.batch, n) for n in net.width[1:]]
        self.inputs = [data.x, *self.y[:-1]]
        self.inputs_transposed = [x.t() for x in self.inputs]
        lossy = cross_entropy if net.loss == "cross_entropy" else squares
        self.loss = lossy(net, data, self.y[-1], self.dy[-1])
        self.flat_weights, self.flat_gradients = data.w[: net.weights], data.g[: net.weights]

    def forward(self):
        """The predictions."""
        last = self.net.layers - 1
        for i, (x, w, b, y) in enumerate(zip(self.inputs, self.weights, self.biases, self.y)):
            if b is not None:
                torch.addmm(b, x, w, out=y)
            else:
                torch.mm(x, w, out=y)
            if i < last:
                torch.relu_(y)

    def backward(self):
        """The gradients; `folded` updates the weights instead, after their last use."""
        for i in range(self.net.layers - 1, -1, -1):
            dy = self.dy[i]
            if i > 0:
                dx = self.dy[i - 1]
                torch.mm(dy, self.transposed[i], out=dx)
                torch.ops.aten.threshold_backward.grad_input(dx, self.y[i - 1], 0, grad_input=dx)
            if self.folded:
                self.weights[i].addmm_(self.inputs_transposed[i], dy, alpha=-self.data.lr)
            else:
                torch.mm(self.inputs_transposed[i], dy, out=self.to_weights[i])
            if self.biases[i] is not None:
                torch.sum(dy, 0, out=self.to_biases[i])
                if self.folded:
                    self.biases[i].add_(self.to_biases[i], alpha=-self.data.lr)

    def regularize(self):
        """l2_loss over all weights."""
        squared = torch.dot(self.flat_weights, self.flat_weights)
        self.data.loss.add_(squared, alpha=self.net.l2 / 2)
        self.flat_gradients.add_(self.flat_weights, alpha=self.net.l2)


def by_hand(case, net, data, folded):
    """The setting of a step that is written out."""
    step = Hand(net, data, folded)
    update = torch_optimizers.hand(net.optimizer, data.w, data.g, data.states, data.lr, case.hyper, case.t)

    def call():
        step.forward()
        step.loss()
        step.backward()
        if net.l2:
            step.regularize()
        if not folded:
            update()

    return Setting(call, mode=torch.inference_mode)


def settings(case, operands):
    """All the settings of a step; operands(): new flat tensors by operand."""
    net = Network(case)
    if net.optimizer not in torch_optimizers.HAND:
        raise Unsupported(f"torch has no {net.optimizer}")
    with torch.inference_mode():
        data = Data(net, operands())
        found = {"hand": by_hand(case, net, data, False)}
        if net.optimizer == "sgd" and not net.l2:
            found["folded"] = by_hand(case, net, data, True)
    for name, foreach in (("eager", False), ("foreach", True)):
        found[name] = eager(case, net, Data(net, operands()), foreach)
    return found

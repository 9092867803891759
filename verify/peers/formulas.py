# SPDX-License-Identifier: MIT
"""formulas.py - what a peer's results must be, in float64, written from the formulas of the rows and not from any
worker. Each takes the inputs by the row's names, and hyper-parameters, and returns results by name."""
import numpy as np


def sigmoid(x):
    """1 / (1 + e^-x)."""
    return 1 / (1 + np.exp(-x))


def probabilities(x):
    """softmax by rows."""
    e = np.exp(x - x.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


def cross_entropy(x, label):
    """Loss by row, its mean, and the gradient of the mean."""
    p, rows = probabilities(x), np.arange(len(label))
    row = -np.log(p[rows, label])
    p[rows, label] -= 1
    return {"row": row, "loss": row.mean(), "dx": p / len(label)}


def mse(y, t):
    """Mean of squares and its gradient."""
    return {"loss": np.mean((y - t) ** 2), "dy": 2 * (y - t) / y.size}


def softmax_backward(y, dy):
    """The gradient of softmax's input."""
    return (dy - (dy * y).sum(axis=1, keepdims=True)) * y


def l2_loss(w, g, loss, factor):
    """factor sum w^2 / 2 on top of what stands."""
    return {"g": g + factor * w, "loss": loss + factor * np.sum(w**2) / 2}


# Row: axes of each input, then the formula over inputs by name (and hyper-parameters).
OPERATIONS = {
    "exp": ({"x": "n"}, lambda x: {"y": np.exp(x)}),
    "exp_derivative": ({"x": "n"}, lambda x: {"dx": np.exp(x)}),
    "log": ({"x": "n+"}, lambda x: {"y": np.log(x)}),
    "log_derivative": ({"x": "n+"}, lambda x: {"dx": 1 / x}),
    "sigmoid": ({"x": "n"}, lambda x: {"y": sigmoid(x)}),
    "sigmoid_derivative": ({"x": "n"}, lambda x: {"dx": sigmoid(x) * sigmoid(-x)}),
    "sigmoid_derivative_y": ({"y": "n+"}, lambda y: {"dx": y * (1 - y)}),
    "tanh": ({"x": "n"}, lambda x: {"y": np.tanh(x)}),
    "tanh_derivative": ({"x": "n"}, lambda x: {"dx": 1 - np.tanh(x) ** 2}),
    "tanh_derivative_y": ({"y": "n+"}, lambda y: {"dx": 1 - y**2}),
    "softplus": ({"x": "n"}, lambda x: {"y": np.log1p(np.exp(x))}),
    "softplus_derivative": ({"x": "n"}, lambda x: {"dx": sigmoid(x)}),
    "relu": ({"x": "n"}, lambda x: {"y": np.where(x > 0, x, 0)}),
    "relu_derivative": ({"x": "n"}, lambda x: {"dx": np.where(x > 0, 1, 0)}),
    "relu_derivative_y": ({"y": "n"}, lambda y: {"dx": np.where(y > 0, 1, 0)}),
    "relu_grad": ({"x": "n", "dy": "n"}, lambda x, dy: {"dx": np.where(x > 0, dy, 0)}),
    "leaky_relu": ({"x": "n"}, lambda x, alpha=0.3: {"y": np.where(x > 0, x, alpha * x)}),
    "leaky_relu_derivative": ({"x": "n"}, lambda x, alpha=0.3: {"dx": np.where(x > 0, 1, alpha)}),
    "leaky_relu_derivative_y": ({"y": "n"}, lambda y, alpha=0.3: {"dx": np.where(y > 0, 1, alpha)}),
    "multiply": ({"dy": "n", "d": "n"}, lambda dy, d: {"dx": dy * d}),
    "where": ({"a": "n", "b": "n"}, lambda a, b: {"c": np.where(a > b, a, b)}),
    "softmax": ({"x": "mn"}, lambda x: {"y": probabilities(x)}),
    "softmax_dx": ({"y": "mn", "dy": "mn"}, lambda y, dy: {"dx": softmax_backward(y, dy)}),
    "mse": ({"y": "n", "t": "n"}, mse),
    "softmax_cross_entropy": ({"x": "mn", "label": "m<"}, cross_entropy),
    "l2_loss": ({"w": "n", "g": "n", "loss": ""}, lambda w, g, loss, factor=0.07: l2_loss(w, g, loss, factor)),
    "matmul": ({"x": "mk", "w": "kn"}, lambda x, w: {"y": x @ w}),
    "matmul_dx": ({"dy": "mn", "w": "kn"}, lambda dy, w: {"dx": dy @ w.T}),
    "matmul_dw": ({"x": "mk", "dy": "mn"}, lambda x, dy: {"dw": x.T @ dy}),
    "dense": ({"x": "mk", "w": "kn", "b": "n"}, lambda x, w, b: {"y": x @ w + b}),
    "dense_dw": ({"x": "mk", "dy": "mn"}, lambda x, dy: {"dw": x.T @ dy, "db": dy.sum(axis=0)}),
}

# Optimizers: states in order; hyper-parameters away from their defaults, so that one that is ignored shows.
OPTIMIZERS = {
    "sgd": ((), {}),
    "sgdm": (("m",), {"beta": 0.7}),
    "adagrad": (("v",), {"epsilon": 0.125}),
    "rmsprop": (("v",), {"beta": 0.6, "epsilon": 0.25}),
    "adam": (("m", "v"), {"beta1": 0.7, "beta2": 0.95, "epsilon": 0.5}),
}


def update(name, w, g, lr, states, t, h):
    """w and the states after one step, in order."""
    epsilon = h.get("epsilon", 0)
    if name == "sgd":
        return [w - lr * g]
    if name == "sgdm":
        m = h["beta"] * states[0] + (1 - h["beta"]) * g
        return [w - lr * m, m]
    if name == "adam":
        m = h["beta1"] * states[0] + (1 - h["beta1"]) * g
        v = h["beta2"] * states[1] + (1 - h["beta2"]) * g**2
        return [w - lr * m / (1 - h["beta1"] ** t) / (np.sqrt(v / (1 - h["beta2"] ** t)) + epsilon), m, v]
    beta, rest = (1, 1) if name == "adagrad" else (h["beta"], 1 - h["beta"])
    v = beta * states[0] + rest * g**2
    return [w - lr * g / (np.sqrt(v) + epsilon), v]


def step(width, x, target, w, labels, softmax_ce, output, l2):
    """Loss and gradient of a network: weights of all layers, then biases, in one vector."""
    shapes = list(zip(width, width[1:]))
    edges = np.cumsum([a * b for a, b in shapes] + [b for _, b in shapes])
    parts = np.split(w, edges[:-1])
    weights = [part.reshape(shape) for part, shape in zip(parts, shapes)]
    biases, inputs = parts[len(shapes) :], [x]
    for i, (a, b) in enumerate(zip(weights, biases)):
        z = inputs[-1] @ a + b
        inputs.append(np.maximum(z, 0) if i < len(shapes) - 1 else z)
    z = inputs[-1]
    if softmax_ce:
        found = cross_entropy(z, target)
        loss, d = found["loss"], found["dx"]
    else:
        t = np.eye(width[-1])[target] if labels else target
        y = probabilities(z) if output == "softmax" else z
        found = mse(y, t)
        loss, d = found["loss"], found["dy"]
        d = softmax_backward(y, d) if output == "softmax" else d
    gradients, sums = [], []
    for i in reversed(range(len(shapes))):
        gradients.insert(0, (inputs[i].T @ d + l2 * weights[i]).ravel())
        sums.insert(0, d.sum(axis=0))
        d = (d @ weights[i].T) * (inputs[i] > 0)
    loss += l2 / 2 * sum(np.sum(a**2) for a in weights)
    return loss, np.concatenate(gradients + sums)

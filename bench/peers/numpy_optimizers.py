# SPDX-License-Identifier: MIT
"""numpy_optimizers.py - the lecture's optimizers in NumPy, in place over buffers made beforehand. States in the row's
order: m, v."""
import math

import numpy as np


def mean(m, g, beta, rest, part):
    """m' = beta m + rest g."""
    np.multiply(g, rest, out=part)
    np.multiply(m, beta, out=m)
    np.add(m, part, out=m)


def descend(w, g, lr, part):
    """w' = w - lr g."""
    np.multiply(g, lr, out=part)
    np.subtract(w, part, out=w)


def root_descend(w, g, v, lr, epsilon, part):
    """w' = w - lr g / (sqrt(v) + epsilon)."""
    np.sqrt(v, out=part)
    if epsilon:
        np.add(part, epsilon, out=part)
    np.divide(g, part, out=part)
    np.multiply(part, lr, out=part)
    np.subtract(w, part, out=w)


def sgd(w, g, _, lr, __, ___):
    """w - lr g."""
    part = np.empty_like(w)
    return lambda: descend(w, g, lr, part)


def sgdm(w, g, state, lr, h, _):
    """m is the mean of the gradients."""
    m, part, beta = state[0], np.empty_like(w), np.float32(h["beta"])
    rest = np.float32(1 - h["beta"])

    def call():
        mean(m, g, beta, rest, part)
        descend(w, m, lr, part)

    return call


def adagrad(w, g, state, lr, h, _):
    """v is the sum of squares."""
    v, part, epsilon = state[0], np.empty_like(w), np.float32(h["epsilon"])

    def call():
        np.multiply(g, g, out=part)
        np.add(v, part, out=v)
        root_descend(w, g, v, lr, epsilon, part)

    return call


def square_mean(v, g, beta, rest, part):
    """v' = beta v + (1 - beta) g^2."""
    np.multiply(g, g, out=part)
    np.multiply(part, rest, out=part)
    np.multiply(v, beta, out=v)
    np.add(v, part, out=v)


def rmsprop(w, g, state, lr, h, _):
    """v is the mean of squares."""
    v, part, epsilon = state[0], np.empty_like(w), np.float32(h["epsilon"])
    beta, rest = np.float32(h["beta"]), np.float32(1 - h["beta"])

    def call():
        square_mean(v, g, beta, rest, part)
        root_descend(w, g, v, lr, epsilon, part)

    return call


def adam(w, g, state, lr, h, t):
    """The corrections go into the step and into epsilon."""
    (m, v), part = state, np.empty_like(w)
    beta1, beta2 = np.float32(h["beta1"]), np.float32(h["beta2"])
    rest1, rest2 = np.float32(1 - h["beta1"]), np.float32(1 - h["beta2"])
    correct = math.sqrt(-math.expm1(t * math.log(h["beta2"])))
    rate = np.float32(lr * correct / -math.expm1(t * math.log(h["beta1"])))
    epsilon = np.float32(h["epsilon"] * correct)

    def call():
        mean(m, g, beta1, rest1, part)
        square_mean(v, g, beta2, rest2, part)
        root_descend(w, m, v, rate, epsilon, part)

    return call


OPTIMIZERS = {"sgd": sgd, "sgdm": sgdm, "adagrad": adagrad, "rmsprop": rmsprop, "adam": adam}
DEFAULTS = {"beta": 0.9, "beta1": 0.9, "beta2": 0.999, "epsilon": 0.0}


def update(name, w, g, states, lr, hyper, t):
    """A call that updates w and the states in place."""
    return OPTIMIZERS[name](w, g, states, np.float32(lr), {**DEFAULTS, **hyper}, t)

# SPDX-License-Identifier: MIT
"""torch_optimizers.py - the lecture's optimizers in PyTorch: torch.optim with the hyper-parameters that make it the
lecture's formula (no epsilon, the moment of SGDM as a mean), and by hand with in-place operations.

Names and order of states are the row's: m, v.
"""
import math

import torch

# By hyper-parameter, the lecture's values.
DEFAULTS = {"beta": 0.9, "beta1": 0.9, "beta2": 0.999, "epsilon": 0.0}


def library(name, parameters, states, lr, hyper, t, foreach):
    """torch.optim over tensors whose states (a list of tensors each) are given, and a function that puts its step
    counter back to t - 1. SGD: dampening = momentum makes its buffer the mean beta m + (1 - beta) g."""
    h = {**DEFAULTS, **hyper}
    make, state = {
        "sgd": (lambda: torch.optim.SGD(parameters, lr=lr, foreach=foreach), ()),
        "sgdm": (
            lambda: torch.optim.SGD(parameters, lr=lr, momentum=h["beta"], dampening=h["beta"], foreach=foreach),
            ("momentum_buffer",),
        ),
        "adagrad": (lambda: torch.optim.Adagrad(parameters, lr=lr, eps=h["epsilon"], foreach=foreach), ("sum",)),
        "rmsprop": (
            lambda: torch.optim.RMSprop(parameters, lr=lr, alpha=h["beta"], eps=h["epsilon"], foreach=foreach),
            ("square_avg",),
        ),
        "adam": (
            lambda: torch.optim.Adam(
                parameters, lr=lr, betas=(h["beta1"], h["beta2"]), eps=h["epsilon"], foreach=foreach
            ),
            ("exp_avg", "exp_avg_sq"),
        ),
    }[name]
    optimizer = make()

    def reset():
        for i, parameter in enumerate(parameters):
            values = {key: states[k][i] for k, key in enumerate(state)}
            if name == "rmsprop":
                values["step"] = t - 1
            elif name in ("adagrad", "adam"):
                values["step"] = torch.tensor(float(t - 1))
            if values:
                optimizer.state[parameter] = values

    reset()
    return optimizer, reset


def sgd(w, g, _, lr, __, ___):
    """w - lr g."""
    return lambda: w.add_(g, alpha=-lr)


def sgdm(w, g, state, lr, h, _):
    """beta m + (1 - beta) g, in two passes; lerp_ has one and takes longer."""
    m, beta = state[0], h["beta"]

    def call():
        m.mul_(beta).add_(g, alpha=1 - beta)
        w.add_(m, alpha=-lr)

    return call


def root_step(w, g, v, lr, epsilon):
    """w - lr g / (sqrt(v) + epsilon)."""
    root = torch.empty_like(w)

    def call():
        torch.sqrt(v, out=root)
        if epsilon:
            root.add_(epsilon)
        w.addcdiv_(g, root, value=-lr)

    return call


def adagrad(w, g, state, lr, h, _):
    """v + g^2."""
    v = state[0]
    step = root_step(w, g, v, lr, h["epsilon"])

    def call():
        v.addcmul_(g, g)
        step()

    return call


def rmsprop(w, g, state, lr, h, _):
    """beta v + (1 - beta) g^2."""
    v, beta = state[0], h["beta"]
    step = root_step(w, g, v, lr, h["epsilon"])

    def call():
        v.mul_(beta).addcmul_(g, g, value=1 - beta)
        step()

    return call


def adam(w, g, state, lr, h, t):
    """The corrections go into the step and into epsilon."""
    m, v = state
    beta1, beta2 = h["beta1"], h["beta2"]
    correct = math.sqrt(-math.expm1(t * math.log(beta2)))
    step = root_step(w, m, v, lr * correct / -math.expm1(t * math.log(beta1)), h["epsilon"] * correct)

    def call():
        m.mul_(beta1).add_(g, alpha=1 - beta1)
        v.mul_(beta2).addcmul_(g, g, value=1 - beta2)
        step()

    return call


HAND = {"sgd": sgd, "sgdm": sgdm, "adagrad": adagrad, "rmsprop": rmsprop, "adam": adam}


def hand(name, w, g, states, lr, hyper, t):
    """A call that updates w and the states in place."""
    return HAND[name](w, g, states, lr, {**DEFAULTS, **hyper}, t)

#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""torch_peer.py - the worker of PyTorch: operations, optimizer updates and training steps. Exit status 77 where the
module is missing."""
import sys

sys.dont_write_bytecode = True

import blas

blas.prefer_openmp()
try:
    import torch
except ImportError as missing:
    print(f"torch_peer.py: {missing}", file=sys.stderr)
    sys.exit(77)

import peer
import torch_ops
import torch_optimizers
import torch_step
from shapes import SHAPES


def tensor(operand, dtype=torch.float32):
    """An operand as a tensor over its memory."""
    return torch.frombuffer(operand.memory, dtype=torch.int32 if operand.role == "labels" else dtype)


def tensors(case):
    """The operands of a row, shaped as it says, in its order."""
    found = [tensor(operand) for operand in case.operands.values()]
    for i, axes in enumerate(SHAPES.get(case.name, ())):
        found[i] = found[i].reshape([case.size(axis) for axis in axes] or [1])
    return found


def eager(call, results):
    """A call whose results are new tensors: they are copied when they are asked for."""
    last = []

    def remember():
        last[:] = call()

    def collect():
        for result, value in zip(results, last):
            result.copy_(value.reshape(result.shape))

    return peer.Setting(remember, collect=collect)


def operation(case):
    """The settings of a row that is no optimizer."""
    calls = torch_ops.OPERATIONS[case.name](tensors(case), case.hyper)
    return {
        name: eager(*call) if isinstance(call, tuple) else peer.Setting(call, mode=torch.no_grad)
        for name, call in calls.items()
    }


def optimizer(case):
    """The settings of an optimizer's row: operands w, g, lr and states."""
    w, g, lr, *states = tensors(case)
    rate = lr.item()
    settings = {
        "hand": peer.Setting(
            torch_optimizers.hand(case.name, w, g, states, rate, case.hyper, case.t), mode=torch.no_grad
        )
    }
    for name, foreach in (("optim", False), ("foreach", True)):
        parameter = torch.nn.Parameter(w)
        parameter.grad = g
        optim, reset = torch_optimizers.library(
            case.name, [parameter], [[s] for s in states], rate, case.hyper, case.t, foreach
        )
        settings[name] = peer.Setting(optim.step, reset=reset)
    return settings


def set_up(case):
    """The settings of a case."""
    if case.kind == "step":
        return torch_step.settings(case, {name: tensor(o) for name, o in case.operands.items()})
    if case.name in torch_optimizers.HAND:
        return optimizer(case)
    if case.name in torch_ops.OPERATIONS:
        return operation(case)
    raise peer.Unsupported(f"torch has no {case.name}")


peer.serve("torch", f"{torch.__version__} {blas.describe()}", set_up, torch.set_num_threads)

# SPDX-License-Identifier: MIT
"""torch_peer.py - the worker of PyTorch: operations, optimizer updates and training steps."""
import sys

sys.dont_write_bytecode = True

import blas
import peer
import torch_environment

blas.prefer_openmp()
torch_environment.prefer_avx512()
try:
    import torch
except ImportError as error:
    peer.missing(error)

import torch_ops
import torch_optimizers
import torch_step
from shapes import SHAPES


def tensor(operand):
    """An operand as a tensor over its memory. Made in inference mode it is of the kind that autograd passes by, and a
    call takes half a microsecond less."""
    return torch.frombuffer(operand.memory, dtype=torch.int32 if operand.role == "labels" else torch.float32)


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
        with torch.no_grad():
            for result, value in zip(results, last):
                result.copy_(value.reshape(result.shape))

    return peer.Setting(remember, collect=collect)


def operation(case):
    """The settings of a row that is no optimizer."""
    with torch.inference_mode():
        calls = torch_ops.OPERATIONS[case.name](tensors(case), case.hyper)
    settings = {name: peer.Setting(call, mode=torch.inference_mode) for name, call in calls.items()}
    if case.name in torch_ops.EAGER:
        settings["eager"] = eager(*torch_ops.EAGER[case.name](tensors(case)))
    return settings


def library(case, foreach):
    """torch.optim."""
    w, g, lr, *states = tensors(case)
    parameter = torch.nn.Parameter(w)
    parameter.grad = g
    optimizer, reset = torch_optimizers.library(
        case.name, [parameter], [[s] for s in states], lr.item(), case.hyper, case.t, foreach
    )
    return peer.Setting(optimizer.step, reset)


def optimizer(case):
    """The settings of an optimizer's row: operands w, g, lr and states."""
    with torch.inference_mode():
        w, g, lr, *states = tensors(case)
        hand = torch_optimizers.hand(case.name, w, g, states, lr.item(), case.hyper, case.t)
    return {
        "hand": peer.Setting(hand, mode=torch.inference_mode),
        "optim": library(case, foreach=False),
        "foreach": library(case, foreach=True),
    }


def set_up(case):
    """The settings of a case."""
    if case.kind == "step":
        return torch_step.settings(case, lambda: {name: tensor(o) for name, o in case.operands.items()})
    if case.name in torch_optimizers.HAND:
        return optimizer(case)
    if case.name in torch_ops.OPERATIONS:
        return operation(case)
    raise peer.Unsupported(f"torch has no {case.name}")


torch_environment.keep_memory()
peer.serve("torch", f"{torch.__version__} {blas.describe()}", set_up, torch.set_num_threads)

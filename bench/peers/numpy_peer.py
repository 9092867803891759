# SPDX-License-Identifier: MIT
"""numpy_peer.py - the worker of NumPy: operations, optimizer updates and training steps. NumPy itself has one thread;
its products have those of the BLAS beneath."""
import sys

sys.dont_write_bytecode = True

import blas
import peer

blas.prefer_openmp()
try:
    import numpy as np
except ImportError as error:
    peer.missing(error)

import numpy_ops
import numpy_optimizers
import numpy_step
from shapes import SHAPES


def array(operand):
    """An operand as an array over its memory."""
    return np.frombuffer(operand.memory, np.int32 if operand.role == "labels" else np.float32)


def arrays(case):
    """The operands of a row, shaped as it says, in its order."""
    found = [array(operand) for operand in case.operands.values()]
    for i, axes in enumerate(SHAPES.get(case.name, ())):
        found[i] = found[i].reshape([case.size(axis) for axis in axes] or [1])
    return found


def set_up(case):
    """The settings of a case."""
    if case.kind == "step":
        return numpy_step.settings(case, {name: array(o) for name, o in case.operands.items()})
    if case.name in numpy_optimizers.OPTIMIZERS:
        w, g, lr, *states = arrays(case)
        return {"out": peer.Setting(numpy_optimizers.update(case.name, w, g, states, lr[0], case.hyper, case.t))}
    if case.name in numpy_ops.OPERATIONS:
        calls = numpy_ops.OPERATIONS[case.name](arrays(case), case.hyper)
        return {name: peer.Setting(call) for name, call in calls.items()}
    raise peer.Unsupported(f"numpy has no {case.name}")


np.seterr(all="ignore")
peer.serve("numpy", f"{np.__version__} {blas.describe()}", set_up, blas.threads_setter())

# SPDX-License-Identifier: MIT
"""torch_ops.py - single operations in PyTorch, results written into the caller's memory (`out=`).

Each entry takes the operands in the row's order and the hyper-parameters, and yields calls by setting. `aten` names the
kernels that autograd itself calls; they want an upstream gradient, here ones.
"""
from functools import partial

import torch
from torch.nn import functional

aten = torch.ops.aten
nn = torch._C._nn  # the functions behind torch.nn.functional that take out=


def into(function, *constants):
    """The entry of function(x, *constants, out=y)."""

    def entry(operand, _):
        *inputs, output = operand
        return {"out": partial(function, *inputs, *constants, out=output)}

    return entry


def backward(function, first=None, extra=(lambda h: ())):
    """The entry of function(ones, y, extra, grad_input=dx), y = x or first(x)."""

    def entry(operand, hyper):
        x, dx = operand
        ones, constants = torch.ones_like(x), extra(hyper)

        def call():
            y = first(x, out=dx) if first else x
            function(ones, y, *constants, grad_input=dx)

        return {"aten": call}

    return entry


def leaky_relu(operand, hyper):
    """alpha x where x <= 0."""
    return {"out": partial(nn.leaky_relu, operand[0], hyper.get("alpha", 0.2), out=operand[1])}


def relu_grad(operand, _):
    """dy where x > 0."""
    x, dy, dx = operand
    return {"aten": partial(aten.threshold_backward.grad_input, dy, x, 0, grad_input=dx)}


def where(operand, _):
    """The lecture's where(greater(a, b), a, b)."""
    a, b, c = operand
    mask = torch.empty_like(a, dtype=torch.bool)

    def call():
        torch.gt(a, b, out=mask)
        torch.where(mask, a, b, out=c)

    return {"out": call}


def softmax_dx(operand, _):
    """The gradient of softmax from its value."""
    y, dy, dx = operand
    return {"aten": partial(torch._softmax_backward_data, dy, y, 1, torch.float32, grad_input=dx)}


def mse(operand, _):
    """Loss and gradient; y - t serves both."""
    y, t, loss, dy = operand[:4]
    scalar, n = loss[0], y.numel()

    def call():
        torch.sub(y, t, out=dy)
        torch.dot(dy, dy, out=scalar)
        scalar.div_(n)
        dy.mul_(2 / n)

    return {"hand": call}


def mse_eager(operand):
    """The same by autograd: a call, and where its results belong."""
    y, t, loss, dy = operand[:4]
    leaf = y.requires_grad_()

    def call():
        leaf.grad = None
        value = functional.mse_loss(leaf, t)
        value.backward()
        return value.detach(), leaf.grad

    return call, (loss, dy)


def softmax_cross_entropy(operand, _):
    """Loss by row and in the mean, and gradient."""
    x, label, row, loss, dx = operand[:5]
    m, scalar = x.shape[0], loss[0]
    label = label.long()
    share, weight, logs = torch.full((m,), 1 / m), torch.empty(()), torch.empty_like(x)

    def call():
        torch.log_softmax(x, 1, out=logs)
        aten.nll_loss_forward.output(logs, label, None, 0, -100, output=row, total_weight=weight)
        torch.mean(row, 0, out=scalar)
        aten.nll_loss_backward.grad_input(share, logs, label, None, 0, -100, weight, grad_input=dx)
        aten._log_softmax_backward_data.out(dx, logs, 1, torch.float32, out=dx)

    return {"aten": call}


def softmax_cross_entropy_eager(operand):
    """The same by autograd."""
    x, label, row, loss, dx = operand[:5]
    label, leaf = label.long(), x.requires_grad_()

    def call():
        leaf.grad = None
        rows = functional.cross_entropy(leaf, label, reduction="none")
        value = rows.mean()
        value.backward()
        return rows.detach(), value.detach(), leaf.grad

    return call, (row, loss, dx)


def l2_loss(operand, hyper):
    """Half the sum of squares, and its gradient, added to what stands."""
    w, g, loss = operand[:3]
    factor, scalar = hyper.get("factor", 0.03), torch.empty(())

    def call():
        torch.dot(w, w, out=scalar)
        loss.add_(scalar, alpha=factor / 2)
        g.add_(w, alpha=factor)

    return {"hand": call}


def matmul_dx(operand, _):
    """dy w^T."""
    return {"out": partial(torch.mm, operand[0], operand[1].t(), out=operand[2])}


def matmul_dw(operand, _):
    """x^T dy."""
    return {"out": partial(torch.mm, operand[0].t(), operand[1], out=operand[2])}


def dense(operand, _):
    """x w + b."""
    x, w, b, y = operand
    return {"out": partial(torch.addmm, b, x, w, out=y)}


def dense_dw(operand, _):
    """x^T dy and the sum of dy."""
    x, dy, dw, db = operand

    def call():
        torch.mm(x.t(), dy, out=dw)
        torch.sum(dy, 0, out=db)

    return {"out": call}


ALPHA = lambda hyper: (hyper.get("alpha", 0.2), False)  # leaky_relu_backward's slope, and whether y is the result

OPERATIONS = {
    "exp": into(torch.exp),
    "exp_derivative": into(torch.exp),
    "log": into(torch.log),
    "log_derivative": into(torch.reciprocal),
    "sigmoid": into(torch.sigmoid),
    "sigmoid_derivative": backward(aten.sigmoid_backward.grad_input, torch.sigmoid),
    "sigmoid_derivative_y": backward(aten.sigmoid_backward.grad_input),
    "tanh": into(torch.tanh),
    "tanh_derivative": backward(aten.tanh_backward.grad_input, torch.tanh),
    "tanh_derivative_y": backward(aten.tanh_backward.grad_input),
    "softplus": into(nn.softplus),
    "softplus_derivative": into(torch.sigmoid),
    "relu": into(torch.clamp_min, 0),
    "relu_derivative": into(torch.gt, 0),
    "relu_derivative_y": into(torch.gt, 0),
    "relu_grad": relu_grad,
    "leaky_relu": leaky_relu,
    "leaky_relu_derivative": backward(aten.leaky_relu_backward.grad_input, extra=ALPHA),
    "leaky_relu_derivative_y": backward(aten.leaky_relu_backward.grad_input, extra=ALPHA),
    "multiply": into(torch.mul),
    "where": where,
    "softmax": into(torch.softmax, 1),
    "softmax_dx": softmax_dx,
    "softmax_cross_entropy": softmax_cross_entropy,
    "mse": mse,
    "l2_loss": l2_loss,
    "matmul": into(torch.mm),
    "matmul_dx": matmul_dx,
    "matmul_dw": matmul_dw,
    "dense": dense,
    "dense_dw": dense_dw,
}

# Those that have a gradient to be found by autograd. Each yields a call and the operands that its results belong in.
EAGER = {"mse": mse_eager, "softmax_cross_entropy": softmax_cross_entropy_eager}

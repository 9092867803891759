# SPDX-License-Identifier: MIT
"""numpy_ops.py - single operations in NumPy, written into the caller's memory (`out=`). Entries as in torch_ops.py."""
from functools import partial

import numpy as np

ONE = np.float32(1)


def into(function, *constants):
    """The entry of function(x, *constants, out=y)."""

    def entry(operand, _):
        *inputs, output = operand
        return {"out": partial(function, *inputs, *constants, out=output)}

    return entry


def chain(function):
    """The entry of function(x, y), which leaves its result in y."""
    return lambda operand, _: {"out": partial(function, *operand)}


def sigmoid(x, y):
    """1 / (1 + e^-x)."""
    np.negative(x, out=y)
    np.exp(y, out=y)
    np.add(y, ONE, out=y)
    np.divide(ONE, y, out=y)


def sigmoid_slope_y(y, dx):
    """y (1 - y)."""
    np.subtract(ONE, y, out=dx)
    np.multiply(dx, y, out=dx)


def sigmoid_slope(operand, _):
    """f (1 - f)."""
    x, dx = operand
    y = np.empty_like(x)

    def call():
        sigmoid(x, y)
        sigmoid_slope_y(y, dx)

    return {"out": call}


def tanh_slope_y(y, dx):
    """1 - y^2."""
    np.multiply(y, y, out=dx)
    np.subtract(ONE, dx, out=dx)


def tanh_slope(x, dx):
    """1 - tanh(x)^2."""
    np.tanh(x, out=dx)
    tanh_slope_y(dx, dx)


def softplus(x, y):
    """ln(e^0 + e^x), which NumPy has."""
    np.logaddexp(x, np.float32(0), out=y)


def step(x, y):
    """1 where x > 0."""
    np.greater(x, np.float32(0), out=y, casting="unsafe")


def relu_grad(operand, _):
    """dy where x > 0."""
    x, dy, dx = operand
    mask = np.empty(x.shape, bool)

    def call():
        np.greater(x, np.float32(0), out=mask)
        np.multiply(dy, mask, out=dx)

    return {"out": call}


def leaky_relu(operand, hyper):
    """alpha x where x <= 0."""
    x, y = operand
    alpha, mask = np.float32(hyper.get("alpha", 0.2)), np.empty(x.shape, bool)

    def call():
        np.multiply(x, alpha, out=y)
        np.greater(x, np.float32(0), out=mask)
        np.copyto(y, x, where=mask)

    return {"out": call}


def leaky_relu_slope(operand, hyper):
    """1 or alpha."""
    x, dx = operand
    choice = np.array([hyper.get("alpha", 0.2), 1], np.float32)
    mask = np.empty(x.shape, bool)

    def call():
        np.greater(x, np.float32(0), out=mask)
        np.take(choice, mask.view(np.uint8), out=dx, mode="clip")

    return {"out": call}


def where(operand, _):
    """The lecture's where(greater(a, b), a, b)."""
    a, b, c = operand
    mask = np.empty(a.shape, bool)

    def call():
        np.greater(a, b, out=mask)
        np.copyto(c, b)
        np.copyto(c, a, where=mask)

    return {"out": call}


def softmax(x, y, column=None):
    """e^(x - max) / sum, by rows; `column` is room for a value of each row."""
    column = np.empty((x.shape[0], 1), np.float32) if column is None else column
    np.max(x, axis=1, keepdims=True, out=column)
    np.subtract(x, column, out=y)
    np.exp(y, out=y)
    np.sum(y, axis=1, keepdims=True, out=column)
    np.divide(y, column, out=y)


def softmax_entry(operand, _):
    """softmax with its scratch made beforehand."""
    x, y = operand
    return {"out": partial(softmax, x, y, np.empty((x.shape[0], 1), np.float32))}


def softmax_dx(y, dy, dx):
    """(dy - sum dy y) y."""
    np.multiply(dy, y, out=dx)
    total = dx.sum(axis=1, keepdims=True)
    np.subtract(dy, total, out=dx)
    np.multiply(dx, y, out=dx)


def mse(operand, _):
    """Loss and gradient; y - t serves both."""
    y, t, loss, dy = operand[:4]
    scale = np.float32(2 / y.size)

    def call():
        np.subtract(y, t, out=dy)
        loss[0] = np.dot(dy, dy) / y.size
        np.multiply(dy, scale, out=dy)

    return {"out": call}


def softmax_cross_entropy(operand, _):
    """Loss by row and in the mean, and gradient."""
    x, label, row, loss, dx = operand[:5]
    m = x.shape[0]
    index = np.arange(m)
    column, chosen = np.empty((m, 1), np.float32), np.empty(m, np.float32)

    def call():
        np.max(x, axis=1, keepdims=True, out=column)
        np.subtract(x, column, out=dx)
        chosen[:] = dx[index, label]
        np.exp(dx, out=dx)
        np.sum(dx, axis=1, keepdims=True, out=column)
        np.log(column[:, 0], out=row)
        np.subtract(row, chosen, out=row)
        loss[0] = row.mean()
        np.divide(dx, column, out=dx)
        dx[index, label] -= ONE
        np.multiply(dx, np.float32(1 / m), out=dx)

    return {"out": call}


def l2_loss(operand, hyper):
    """Half the sum of squares, and its gradient, added to what stands."""
    w, g, loss = operand[:3]
    factor, product = np.float32(hyper.get("factor", 0.03)), np.empty_like(w)

    def call():
        loss[0] += factor / 2 * np.dot(w, w)
        np.multiply(w, factor, out=product)
        np.add(g, product, out=g)

    return {"out": call}


def matmul_dx(operand, _):
    """dy w^T."""
    return {"out": partial(np.matmul, operand[0], operand[1].T, out=operand[2])}


def matmul_dw(operand, _):
    """x^T dy."""
    return {"out": partial(np.matmul, operand[0].T, operand[1], out=operand[2])}


def dense(operand, _):
    """x w + b."""
    x, w, b, y = operand

    def call():
        np.matmul(x, w, out=y)
        np.add(y, b, out=y)

    return {"out": call}


def dense_dw(operand, _):
    """x^T dy and the sum of dy."""
    x, dy, dw, db = operand

    def call():
        np.matmul(x.T, dy, out=dw)
        np.sum(dy, axis=0, out=db)

    return {"out": call}


OPERATIONS = {
    "exp": into(np.exp),
    "exp_derivative": into(np.exp),
    "log": into(np.log),
    "log_derivative": into(np.reciprocal),
    "sigmoid": chain(sigmoid),
    "sigmoid_derivative": sigmoid_slope,
    "sigmoid_derivative_y": chain(sigmoid_slope_y),
    "tanh": into(np.tanh),
    "tanh_derivative": chain(tanh_slope),
    "tanh_derivative_y": chain(tanh_slope_y),
    "softplus": chain(softplus),
    "softplus_derivative": chain(sigmoid),
    "relu": into(np.maximum, np.float32(0)),
    "relu_derivative": chain(step),
    "relu_derivative_y": chain(step),
    "relu_grad": relu_grad,
    "leaky_relu": leaky_relu,
    "leaky_relu_derivative": leaky_relu_slope,
    "leaky_relu_derivative_y": leaky_relu_slope,
    "multiply": into(np.multiply),
    "where": where,
    "softmax": softmax_entry,
    "softmax_dx": chain(softmax_dx),
    "softmax_cross_entropy": softmax_cross_entropy,
    "mse": mse,
    "l2_loss": l2_loss,
    "matmul": into(np.matmul),
    "matmul_dx": matmul_dx,
    "matmul_dw": matmul_dw,
    "dense": dense,
    "dense_dw": dense_dw,
}

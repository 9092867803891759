# SPDX-License-Identifier: MIT
# long because: it is the cases of fifty operations, a list more than a program, and must share nothing with other files.
"""Writes the golden points, one <op>.csv an operation, beside this file: /usr/bin/python3 make.py

The lecture's formulas once more, as they are printed, in mpmath with 400 digits (so that no cancellation below can
reach the 50 that are written). Independent of reference/ and of kernels/: neither is read, neither reads this.

A file is text. Lines that begin with # are comments. A case is
    shape,m=2,n=3         sizes of the operation's axes; begins the case
    hyper,beta=0.5        its hyper-parameters, where they are not the lecture's
    t,3                   step number, where it is not 1 (of an operation that has no operand t)
    x,0x1p-1,...          an operand before the call, row-major, exact float32
    y',0.5,...            an operand after the call: 50 digits, nan, inf, -inf; below 1e-300 in size it is 0
Hyper-parameters are the doubles that are written; lr is a float32 operand.
"""
import math
import os
import random

from mpmath import mp, mpf

mp.dps = 400
INF, NAN = float("inf"), float("nan")
H = float.fromhex


def floats(text):
    return [H(v) for v in text.split()]


MAX, MIN, TINY = H("0x1.fffffep127"), H("0x1p-126"), H("0x1p-149")


# ---- numbers ---------------------------------------------------------------------------------------------------


def f32(x):
    """The float32 nearest to x, ties to even, as a float."""
    if isinstance(x, float) or not mp.isfinite(x) or x == 0:
        x = float(x)
        if math.isnan(x) or math.isinf(x) or x == 0:
            return x
        x = mpf(x)
    e = max(int(mp.floor(mp.log(abs(x), 2))) - 23, -149)
    n = mp.nint(mp.ldexp(x, -e))  # half to even
    y = mp.ldexp(n, e)
    return math.copysign(INF, y) if abs(y) > MAX else float(y)


def shown_input(x):
    if isinstance(x, int):
        return str(x)
    if math.isnan(x) or math.isinf(x):
        return str(x)
    if x == 0:
        return "-0" if math.copysign(1, x) < 0 else "0"
    if x == int(x) and abs(x) < 1 << 24:
        return str(int(x))
    digits, exponent = x.hex().split("p")
    return digits.rstrip("0").rstrip(".") + "p" + exponent


def shown(x):
    """A result: int, mpf, or a float where the sign of zero matters."""
    if isinstance(x, int):
        return str(x)
    if isinstance(x, float) and x == 0:
        return "-0" if math.copysign(1, x) < 0 else "0"
    x = mpf(x)
    if mp.isnan(x):
        return "nan"
    if abs(x) < mpf("1e-300"):
        return "0"
    if abs(x) > mpf("1.7e308"):
        return "inf" if x > 0 else "-inf"
    with mp.workdps(50):
        return mp.nstr(+x, 50, strip_zeros=True, min_fixed=-5, max_fixed=20)


def div(a, b):
    """a / b with the results of IEEE for a zero b (taken as +0)."""
    a, b = mpf(a), mpf(b)
    if b == 0:
        return mpf("nan") if a == 0 or mp.isnan(a) else mp.sign(a) * mpf("inf")
    return a / b


def ln(x):
    x = mpf(x)
    return x if mp.isnan(x) else mpf("nan") if x < 0 else mpf("-inf") if x == 0 else mp.log(x)


def product(a, b):
    """a b with the sign of a zero product, a and b floats."""
    if a == 0 or b == 0:
        return a * b
    return mpf(a) * mpf(b)


def rows(values, n):
    return [[mpf(v) for v in values[i : i + n]] for i in range(0, len(values), n)]


def flat(matrix):
    return [v for row in matrix for v in row]


# ---- the formulas ----------------------------------------------------------------------------------------------
# Each takes the sizes, the hyper-parameters as mpf, the step number and the operands, and returns the results.

OPS = {}


def op(name, formula, axes, operands, hyper=None):
    """Registers an operation. operands: "x:mk labels:n! y:mn' g:n+" with ' for out, + for in and out, ! for labels."""

    def keep(function):
        parts = [o.split(":") for o in operands.split()]
        row = {"formula": formula, "axes": axes, "operands": parts, "hyper": hyper or {}, "f": function, "cases": []}
        OPS[name] = row
        return function

    return keep


def unary(name, formula, special, hyper=None, names=("x", "y")):
    """special: results at infinities and at -0, where mpmath needs them said; None leaves the formula."""

    def keep(f):
        def function(s, h, t, a):
            out = []
            for x in a[names[0]]:
                if math.isnan(x):
                    out.append(NAN)
                elif math.isinf(x) or (x == 0 and math.copysign(1, x) < 0):
                    v = special[0 if x < 0 and x != 0 else 2 if x > 0 else 1]
                    out.append(v(h) if callable(v) else v)
                else:
                    out.append(f(mpf(x), h))
            return {names[1]: out}

        op(name, formula, "n", f"{names[0]}:n {names[1]}:n'", hyper)(function)

    return keep


def sigma(x):
    return 1 / (1 + mp.exp(-x))


def tanh(x):
    return (1 - mp.exp(-2 * x)) / (1 + mp.exp(-2 * x))


HALF, DX = mpf(1) / 2, ("x", "dx")
# special values: at -inf, -0, inf
unary("exp", "y = e^x", (0.0, 1.0, INF))(lambda x, h: mp.exp(x))
unary("exp_derivative", "dx = e^x", (0.0, 1.0, INF), names=DX)(lambda x, h: mp.exp(x))
unary("log", "y = ln x", (NAN, -INF, INF))(lambda x, h: ln(x))
unary("log_derivative", "dx = 1 / x", (-0.0, -INF, 0.0), names=DX)(lambda x, h: div(1, x))
unary("sigmoid", "y = 1 / (1 + e^-x)", (0.0, 0.5, 1.0))(lambda x, h: sigma(x))
unary("sigmoid_derivative", "dx = f(x) (1 - f(x)), f(x) = 1 / (1 + e^-x)", (0.0, 0.25, 0.0), names=DX)(
    lambda x, h: sigma(x) * (1 - sigma(x))
)
unary("sigmoid_derivative_y", "dx = y (1 - y)", (-INF, -0.0, -INF), names=("y", "dx"))(lambda y, h: y * (1 - y))
unary("tanh", "y = (1 - e^-2x) / (1 + e^-2x)", (-1.0, -0.0, 1.0))(lambda x, h: tanh(x))
unary("tanh_derivative", "dx = 1 - f(x)^2, f(x) = (1 - e^-2x) / (1 + e^-2x)", (0.0, 1.0, 0.0), names=DX)(
    lambda x, h: 1 - tanh(x) ** 2
)
unary("tanh_derivative_y", "dx = 1 - y^2", (-INF, 1.0, -INF), names=("y", "dx"))(lambda y, h: 1 - y**2)
unary("softplus", "y = ln(1 + e^x)", (0.0, mp.log(2), INF))(lambda x, h: x if x > 2000 else mp.log(1 + mp.exp(x)))
unary("softplus_derivative", "dx = 1 / (1 + e^-x)", (0.0, 0.5, 1.0), names=DX)(lambda x, h: sigma(x))
unary("relu", "y = max(x, 0)", (0.0, 0.0, INF))(lambda x, h: max(x, mpf(0)))
unary("relu_derivative", "dx = 1 where x > 0, else 0", (0.0, 0.0, 1.0), names=DX)(lambda x, h: mpf(x > 0))
unary("relu_derivative_y", "dx = 1 where y > 0, else 0", (0.0, 0.0, 1.0), names=("y", "dx"))(lambda y, h: mpf(y > 0))
LEAKY = {"alpha": 0.2}
unary(
    "leaky_relu",
    "y = x where x > 0, else alpha x",
    (lambda h: -INF if h["alpha"] > 0 else INF, lambda h: -0.0 if h["alpha"] > 0 else 0.0, INF),
    LEAKY,
)(lambda x, h: x if x > 0 else h["alpha"] * x if x != 0 else product(float(h["alpha"]), 0.0))
ALPHAS = (lambda h: h["alpha"], lambda h: h["alpha"], 1.0)
unary("leaky_relu_derivative", "dx = 1 where x > 0, else alpha", ALPHAS, LEAKY, DX)(
    lambda x, h: mpf(1) if x > 0 else h["alpha"]
)
unary("leaky_relu_derivative_y", "dx = 1 where y > 0, else alpha", ALPHAS, LEAKY, ("y", "dx"))(
    lambda y, h: mpf(1) if y > 0 else h["alpha"]
)


@op("where", "c = a where a > b, else b", "n", "a:n b:n c:n'")
def _(s, h, t, a):
    return {"c": [x if x > y else y for x, y in zip(a["a"], a["b"])]}


@op("where_grad", "da = dc where a > b, else 0; db the other way round", "n", "a:n b:n dc:n da:n' db:n'")
def _(s, h, t, a):
    chosen = [x > y for x, y in zip(a["a"], a["b"])]
    return {
        "da": [d if c else 0.0 for c, d in zip(chosen, a["dc"])],
        "db": [0.0 if c else d for c, d in zip(chosen, a["dc"])],
    }


@op("one_hot", "y_ij = 1 where j = label_i, else 0", "nk", "label:n! y:nk'")
def _(s, h, t, a):
    return {"y": [int(j == label) for label in a["label"] for j in range(s["k"])]}


@op("argmax", "label = the first of the largest of a row; nothing is larger than a NaN", "nk", "x:nk label:n'")
def _(s, h, t, a):
    labels = []
    for i in range(s["n"]):
        row, best = a["x"][i * s["k"] : (i + 1) * s["k"]], 0
        for j, v in enumerate(row):
            best = j if v > row[best] else best
        labels.append(best)
    return {"label": labels}


@op("accuracy", "acc = number of equal labels / n", "nk", "pred:n! label:n! acc:'")
def _(s, h, t, a):
    return {"acc": [mpf(sum(p == q for p, q in zip(a["pred"], a["label"]))) / s["n"]]}


@op("relu_grad", "dx = dy where x > 0, else dy 0", "n", "x:n dy:n dx:n'")
def _(s, h, t, a):
    return {"dx": [product(d, x if math.isnan(x) else float(x > 0)) for x, d in zip(a["x"], a["dy"])]}


@op("multiply", "dx = dy d", "n", "dy:n d:n dx:n'")
def _(s, h, t, a):
    return {"dx": [product(x, y) for x, y in zip(a["dy"], a["d"])]}


def columns(a, s):
    """mean and population std of the columns of x."""
    x = rows(a["x"], s["n"])
    mean = [sum(column) / s["m"] for column in zip(*x)]
    std = [mp.sqrt(sum((v - mu) ** 2 for v in column) / s["m"]) for mu, column in zip(mean, zip(*x))]
    return x, mean, std


@op("standardize", "y = (x - mean) / std, columns of m, population std", "mn", "x:mn y:mn'")
def _(s, h, t, a):
    x, mean, std = columns(a, s)
    return {"y": [div(v - mu, d) for row in x for v, mu, d in zip(row, mean, std)]}


@op(
    "standardize_dx",
    "dx = dy through the Jacobian of y = (x - mean) / std: dy_i/dx_k = ((i = k) - 1/m - y_i y_k / m) / std",
    "mn",
    "x:mn dy:mn dx:mn'",
)
def _(s, h, t, a):
    x, mean, std = columns(a, s)
    dy, m = rows(a["dy"], s["n"]), s["m"]
    y = [[div(v - mu, d) for v, mu, d in zip(row, mean, std)] for row in x]
    return {
        "dx": [
            sum(dy[i][j] * div((i == k) - mpf(1) / m - y[i][j] * y[k][j] / m, std[j]) for i in range(m))
            for k in range(m)
            for j in range(s["n"])
        ]
    }


@op("he_normal", "w = z sqrt(2 / k)", "kn", "z:kn w:kn'")
def _(s, h, t, a):
    return {"w": [mpf(z) * mp.sqrt(mpf(2) / s["k"]) for z in a["z"]]}


def times(x, y):
    return [[sum(p * q for p, q in zip(row, column)) for column in zip(*y)] for row in x]


def turned(x):
    return [list(column) for column in zip(*x)]


@op("matmul", "y = x w", "mkn", "x:mk w:kn y:mn'")
def _(s, h, t, a):
    return {"y": flat(times(rows(a["x"], s["k"]), rows(a["w"], s["n"])))}


@op("matmul_dx", "dx = dy w^T", "mkn", "dy:mn w:kn dx:mk'")
def _(s, h, t, a):
    return {"dx": flat(times(rows(a["dy"], s["n"]), turned(rows(a["w"], s["n"]))))}


@op("matmul_dw", "dw = x^T dy", "mkn", "x:mk dy:mn dw:kn'")
def _(s, h, t, a):
    return {"dw": flat(times(turned(rows(a["x"], s["k"])), rows(a["dy"], s["n"])))}


@op("dense", "y = x w + b", "mkn", "x:mk w:kn b:n y:mn'")
def _(s, h, t, a):
    y = times(rows(a["x"], s["k"]), rows(a["w"], s["n"]))
    return {"y": [v + mpf(b) for row in y for v, b in zip(row, a["b"])]}


@op("dense_dw", "dw = x^T dy, db = sum of dy over m", "mkn", "x:mk dy:mn dw:kn' db:n'")
def _(s, h, t, a):
    dy = rows(a["dy"], s["n"])
    return {"dw": flat(times(turned(rows(a["x"], s["k"])), dy)), "db": [sum(column) for column in zip(*dy)]}


def softmax(row):
    """e^x / sum e^x; where an infinite or NaN maximum makes x - max undefined, NaN throughout."""
    if any(mp.isnan(x) for x in row) or not mp.isfinite(max(row)):
        return [mpf("nan")] * len(row)
    e = [mp.exp(x) for x in row]
    return [x / sum(e) for x in e]


@op("softmax", "y = e^x / sum e^x, row by row", "mn", "x:mn y:mn'")
def _(s, h, t, a):
    return {"y": flat(softmax(row) for row in rows(a["x"], s["n"]))}


@op("softmax_dx", "dx_j = sum_k dy_k y_k ((j = k) - y_j), row by row", "mn", "y:mn dy:mn dx:mn'")
def _(s, h, t, a):
    out = []
    for y, dy in zip(rows(a["y"], s["n"]), rows(a["dy"], s["n"])):
        out += [sum(dy[k] * y[k] * ((j == k) - y[j]) for k in range(s["n"])) for j in range(s["n"])]
    return {"dx": out}


def pairs(a):
    return [(mpf(y), mpf(t)) for y, t in zip(a["y"], a["t"])]


@op("mse", "loss = sum (y - t)^2 / n, dy = 2 (y - t) / n", "n", "y:n t:n loss:' dy:n'")
def _(s, h, t, a):
    return {
        "loss": [sum((y - q) ** 2 for y, q in pairs(a)) / s["n"]],
        "dy": [2 * (y - q) / s["n"] for y, q in pairs(a)],
    }


@op(
    "asymmetric_loss",
    "loss = sum of cost (y - t) where y > t, else profit (t - y); dy = cost or -profit",
    "n",
    "y:n t:n loss:' dy:n'",
    {"cost": 1.0, "profit": 99.0},
)
def _(s, h, t, a):
    return {
        "loss": [sum(h["cost"] * (y - q) if y > q else h["profit"] * (q - y) for y, q in pairs(a))],
        "dy": [h["cost"] if y > q else -h["profit"] for y, q in pairs(a)],
    }


CE = "y:mn t:mn row:m' loss:' dy:mn'"


@op("cross_entropy", "row = -sum t ln y, loss = mean of the rows, dy = -t / (m y); 0 where t = 0", "mn", CE)
def _(s, h, t, a):
    terms = [mpf(0) if q == 0 else -q * ln(y) for y, q in pairs(a)]
    row = [sum(terms[i : i + s["n"]]) for i in range(0, len(terms), s["n"])]
    dy = [mpf(0) if q == 0 else div(-q, s["m"] * y) for y, q in pairs(a)]
    return {"row": row, "loss": [sum(row) / s["m"]], "dy": dy}


@op(
    "categorical_crossentropy",
    "row = -sum t ln clip(y / sum y), clip to [1e-7, 1 - 1e-7] in float32, loss = mean of the rows, dy its gradient",
    "mn",
    CE,
)
def _(s, h, t, a):
    lo = mpf(f32(mpf("1e-7")))
    hi = mpf(f32(1 - lo))
    row, dy = [], []
    for y, q in zip(rows(a["y"], s["n"]), rows(a["t"], s["n"])):
        total, n = sum(y), s["n"]
        p = [div(v, total) for v in y]
        row.append(-sum(q[j] * ln(lo if p[j] < lo else hi if p[j] > hi else p[j]) for j in range(n)))
        for k in range(n):  # through the Jacobian dp_j/dy_k = ((j = k) - p_j) / total of what is not clipped
            terms = [div(q[j], p[j]) * div((j == k) - p[j], total) for j in range(n) if lo <= p[j] <= hi]
            dy.append(-sum(terms) / s["m"] if total != 0 else mpf("nan"))
    return {"row": row, "loss": [sum(row) / s["m"]], "dy": dy}


@op(
    "softmax_cross_entropy",
    "row = ln(sum e^x) - x_label, loss = mean of the rows, dx = (softmax(x) - onehot) / m",
    "mn",
    "x:mn label:m! row:m' loss:' dx:mn'",
)
def _(s, h, t, a):
    row, dx = [], []
    for x, label in zip(rows(a["x"], s["n"]), a["label"]):
        p = softmax(x)
        row.append(mp.log(sum(mp.exp(v) for v in x)) - x[label] if not mp.isnan(p[0]) else mpf("nan"))
        dx += [(v - (j == label)) / s["m"] for j, v in enumerate(p)]
    return {"row": row, "loss": [sum(row) / s["m"]], "dx": dx}


@op("softmax_mse", "loss = sum (softmax(x) - t)^2 / (m n), dx its gradient", "mn", "x:mn t:mn loss:' dx:mn'")
def _(s, h, t, a):
    count, loss, dx = s["m"] * s["n"], mpf(0), []
    for x, q in zip(rows(a["x"], s["n"]), rows(a["t"], s["n"])):
        p = softmax(x)
        loss += sum((u - v) ** 2 for u, v in zip(p, q)) / count
        d = [2 * (u - v) / count for u, v in zip(p, q)]
        dx += [sum(d[k] * p[k] * ((j == k) - p[j]) for k in range(s["n"])) for j in range(s["n"])]
    return {"loss": [loss], "dx": dx}


@op(
    "softmax_regression",
    "p = softmax(x w + b), loss = sum (p - onehot(label))^2 / (m n), dw and db its gradients",
    "mkn",
    "label:m! x:mk w:kn b:n loss:' dw:kn' db:n'",
)
def _(s, h, t, a):
    count, loss, dz = s["m"] * s["n"], mpf(0), []
    logits = [[z + mpf(b) for z, b in zip(row, a["b"])] for row in times(rows(a["x"], s["k"]), rows(a["w"], s["n"]))]
    for z, label in zip(logits, a["label"]):
        p = softmax(z)
        d = [u - (j == label) for j, u in enumerate(p)]
        loss += sum(u**2 for u in d) / count
        dz.append([2 / mpf(count) * sum(d[i] * p[i] * ((j == i) - p[j]) for i in range(s["n"])) for j in range(s["n"])])
    dw = flat(times(turned(rows(a["x"], s["k"])), dz))
    return {"loss": [loss], "dw": dw, "db": [sum(column) for column in zip(*dz)]}


def regularizer(name, formula, f, df):
    @op(name, formula, "n", "w:n g:n+ loss:+", {"factor": 0.03})
    def _(s, h, t, a):
        return {
            "loss": [mpf(a["loss"][0]) + h["factor"] * sum(f(mpf(w)) for w in a["w"])],
            "g": [mpf(g) + h["factor"] * df(mpf(w)) for g, w in zip(a["g"], a["w"])],
        }


regularizer("l1", "loss += factor sum |w|, g += factor sign(w)", abs, mp.sign)
regularizer("l2", "loss += factor sum w^2, g += 2 factor w", lambda w: w**2, lambda w: 2 * w)
regularizer("l2_loss", "loss += factor sum w^2 / 2, g += factor w", lambda w: w**2 / 2, lambda w: w)


@op(
    "exponential_decay",
    "lr = base decay^(epoch / step)",
    "n",
    "epoch:n lr:n'",
    {"base": 0.2, "decay": 0.99, "step": 1.0},
)
def _(s, h, t, a):
    return {"lr": [h["base"] * h["decay"] ** (mpf(e) / h["step"]) for e in a["epoch"]]}


def updated(a, step):
    return [mpf("nan") if mp.isnan(d) else mpf(w) - d for w, d in zip(a["w"], step)]


@op("sgd", "w -= lr g", "n", "w:n+ g:n lr:")
def _(s, h, t, a):
    return {"w": updated(a, [mpf(a["lr"][0]) * mpf(g) for g in a["g"]])}


def average(beta, old, new):
    return [beta * mpf(o) + (1 - beta) * mpf(v) for o, v in zip(old, new)]


def squares(g):
    return [mpf(v) ** 2 for v in g]


def stored(values):
    """What the optimizers go on with: the state as it is stored, the nearest float32."""
    return [mpf(f32(v)) for v in values]


@op("sgdm", "m = beta m + (1 - beta) g, w -= lr m", "n", "w:n+ g:n lr: m:n+", {"beta": 0.9})
def _(s, h, t, a):
    m = average(h["beta"], a["m"], a["g"])
    return {"m": m, "w": updated(a, [mpf(a["lr"][0]) * v for v in stored(m)])}


def scaled(a, h, g, v):
    """lr g / (sqrt(v) + epsilon)"""
    return [div(mpf(a["lr"][0]) * mpf(x), mp.sqrt(y) + h["epsilon"]) for x, y in zip(g, v)]


@op("adagrad", "v += g^2, w -= lr g / (sqrt(v) + epsilon)", "n", "w:n+ g:n lr: v:n+", {"epsilon": 0.0})
def _(s, h, t, a):
    v = [mpf(o) + q for o, q in zip(a["v"], squares(a["g"]))]
    return {"v": v, "w": updated(a, scaled(a, h, a["g"], stored(v)))}


@op(
    "rmsprop",
    "v = beta v + (1 - beta) g^2, w -= lr g / (sqrt(v) + epsilon)",
    "n",
    "w:n+ g:n lr: v:n+",
    {"beta": 0.9, "epsilon": 0.0},
)
def _(s, h, t, a):
    v = average(h["beta"], a["v"], squares(a["g"]))
    return {"v": v, "w": updated(a, scaled(a, h, a["g"], stored(v)))}


@op(
    "adam",
    "m = beta1 m + (1 - beta1) g, v = beta2 v + (1 - beta2) g^2, "
    "w -= lr (m / (1 - beta1^t)) / (sqrt(v / (1 - beta2^t)) + epsilon)",
    "n",
    "w:n+ g:n lr: m:n+ v:n+",
    {"beta1": 0.9, "beta2": 0.999, "epsilon": 0.0},
)
def _(s, h, t, a):
    m = average(h["beta1"], a["m"], a["g"])
    v = average(h["beta2"], a["v"], squares(a["g"]))
    mhat = [x / (1 - h["beta1"] ** t) for x in stored(m)]
    vhat = [x / (1 - h["beta2"] ** t) for x in stored(v)]
    return {"m": m, "v": v, "w": updated(a, scaled(a, h, mhat, vhat))}


# ---- the cases -------------------------------------------------------------------------------------------------

RNG = random.Random(20240229)


def uniform(n, lo=-1.0, hi=1.0):
    return [f32(lo + (hi - lo) * RNG.random()) for _ in range(n)]


def near(*values):
    """The float32 nearest to decimal numbers, given as text so that no double comes between."""
    return [f32(mpf(v)) for v in values]


def case(name, sizes, note=None, hyper=None, step=1, **operands):
    """Adds a case; a number stands for the float32 nearest to it."""
    o = OPS[name]
    sizes = dict(zip(o["axes"], sizes))
    for key, shape in o["operands"]:
        if not shape.endswith("'"):
            count = math.prod(sizes[c] for c in shape if c.isalpha())
            values = operands[key]
            assert len(values) == count, (name, key, len(values), count)
            if not shape.endswith("!"):
                operands[key] = [f32(float(v)) for v in values]
    values = {k: mpf(v) for k, v in {**o["hyper"], **(hyper or {})}.items()}
    results = o["f"](sizes, values, step, operands)
    lines = [f"# {note}"] if note else []
    lines.append("shape," + ",".join(f"{k}={v}" for k, v in sizes.items()))
    if hyper:
        lines.append("hyper," + ",".join(f"{k}={v!r}" for k, v in hyper.items()))
    if step != 1:
        lines.append(f"t,{step}")
    for key, shape in o["operands"]:
        if not shape.endswith("'"):
            lines.append(",".join([key] + [shown_input(v) for v in operands[key]]))
    for key, shape in o["operands"]:
        if shape[-1:] in ("'", "+"):
            lines.append(",".join([key + "'"] + [shown(v) for v in results[key]]))
    o["cases"].append(lines)


def points(name, values, note=None, hyper=None):
    """A case of one operand over n."""
    case(name, (len(values),), note, hyper, **{OPS[name]["operands"][0][0]: values})


SPECIAL = [NAN, INF, -INF, 0.0, -0.0, TINY, -TINY, MIN, -MIN, MAX, -MAX]
ORDINARY = [1.0, -1.0, 0.5, -0.5, 2.0, -2.0, H("0x1.99999ap-4"), -H("0x1.99999ap-2"), H("0x1.921fb6p1"), -10.0]
SMALL = [s * v for v in floats("0x1p-60 0x1.8p-24 0x1p-13 0x1.000002p-12 0x1.123456p-6") for s in (1, -1)]
NEAR_TIE = "results that lie next to the middle of two float32"


def activations():
    for name in ("exp", "exp_derivative"):
        points(name, SPECIAL[:9], "special values")
        points(name, ORDINARY + SMALL)
        edge = [88.0, H("0x1.62e42ep6"), H("0x1.62e43p6"), 89.0, 100.0, -87.0, -H("0x1.5d589ep6"), -88.0, -95.0, -103.0]
        points(name, edge, "overflow of float32 above 88.7, its subnormals from -87.3")
        points(name, [-H("0x1.9fe368p6"), -H("0x1.9fe36ap6"), -104.0, -105.0, -150.0, -1e4], "underflow at -103.97")
        tie = floats("-0x1.71e81ep-6 -0x1.7f4296p0 -0x1.5ce26ap6 -0x1.2af904p-1 -0x1.f207fp-2 0x1.7a38bep5")
        points(name, tie, NEAR_TIE)

    points("log", SPECIAL, "special values")
    points(
        "log", [1.0, 2.0, 0.5, 10.0, 3.0, 1e10, -1.0] + floats("0x1.5bf0a8p1 0x1.333334p-1 0x1.99999ap-1 -0x1p-140")
    )
    points("log", floats("0x1.000002p0 0x1.fffffep-1 0x1.00001p0 0x1.ffffp-1 0x1.01p0 0x1.fcp-1"), "near 1")
    points("log", floats("0x1p-148 0x1.8p-140 0x1.fffffcp-127 0x1p127"), "subnormal and huge")
    tie = floats("0x1.dd1312p16 0x1.6b958ap-4 0x1.38ac68p11 0x1.2925fp-19 0x1.1bfef4p-11 0x1.03d8ccp18")
    points("log", tie, NEAR_TIE)
    points("log_derivative", SPECIAL, "special values: 1 / x of the smallest subnormal is above float32")
    points(
        "log_derivative",
        ORDINARY + [3.0, 7.0] + floats("0x1.333334p-1 0x1.99999ap-1 0x1p-128 0x1.000008p-128 0x1p127"),
    )

    for name in ("sigmoid", "softplus_derivative"):
        points(name, SPECIAL, "special values")
        points(name, ORDINARY + SMALL)
        points(name, [-100.0, -103.0, -104.0, -110.0, -87.5, 16.0, 17.0, 18.0, 100.0, -500.0], "both tails")
        tie = floats("0x1.250802p-10 -0x1.5768a8p6 -0x1.c29422p4 0x1.c271c2p0 0x1.161dd2p1 -0x1.45f5a2p-5")
        points(name, tie + floats("0x1p-23 0x1.8p-22 -0x1p-23"), NEAR_TIE + "; near 0 every odd multiple of 2^-23")
    points("sigmoid_derivative", SPECIAL, "special values")
    points(
        "sigmoid_derivative", ORDINARY + SMALL + [16.0, 17.0, -17.0, 20.0, 87.5, -87.5, 100.0, -100.0, 103.0, 105.0]
    )
    tie = floats("-0x1.2a9e3cp1 -0x1.3988e2p-11 0x1.05fcc6p4 -0x1.3fdd34p-3 0x1.64a33cp5 -0x1.07babcp5")
    points("sigmoid_derivative", tie, NEAR_TIE)
    inside = [0.5, 0.25, 0.75, 1.0] + floats("0x1.fffffep-1 0x1.fffffcp-1 0x1p-24 0x1p-126 0x1p-149 0x1.555556p-2")
    points("sigmoid_derivative_y", [NAN, INF, -INF, 0.0, -0.0], "special values")
    points("sigmoid_derivative_y", inside + uniform(8, 0, 1))
    points("sigmoid_derivative_y", [2.0, -1.0, 3.5, -1e10, 1e10, 1e30], "outside the range of f")

    points("tanh", SPECIAL, "special values")
    points("tanh", ORDINARY + SMALL + floats("0x1p-120 -0x1.8p-140"), "small arguments: x - x^3 / 3")
    points("tanh", [9.0, -9.0, H("0x1.205966p3"), H("0x1.205968p3"), 10.0, 20.0, -100.0], "1 from 9.01 on")
    tie = floats("0x1.f860aap-5 -0x1.f860aap-5 0x1.b94df8p-4 0x1.7e5d02p-2 0x1.6f487ep-9 0x1.b7675ap2 0x1.e9bfeep1")
    points("tanh", tie, NEAR_TIE)
    points("tanh_derivative", SPECIAL, "special values")
    points("tanh_derivative", ORDINARY + SMALL + [8.0, -9.0, 10.0, 20.0, -40.0, 44.0, 50.0, 51.0, 52.0, 60.0])
    tie = floats("-0x1.8e092p1 -0x1.646f24p3 0x1.837d1cp-8 -0x1.67c1ep4 0x1.2219dep5 -0x1.d3fb04p-7")
    points("tanh_derivative", tie, NEAR_TIE)
    points("tanh_derivative_y", [NAN, INF, -INF, 0.0, -0.0], "special values")
    points("tanh_derivative_y", inside + [-v for v in inside] + uniform(8))
    points("tanh_derivative_y", [2.0, -3.5, H("0x1.000002p0"), 1e19, -1e19], "outside the range of f")

    points("softplus", SPECIAL, "special values")
    points("softplus", ORDINARY + SMALL)
    points("softplus", [-100.0, -103.0, -104.0, -87.5, 16.0, 17.5, 30.0, 100.0, -500.0, 1e5], "both tails")
    tie = floats("0x1.ef355ep-6 -0x1.c46af2p3 0x1.71431ep-1 -0x1.67c1ep5 -0x1.2219dep6 -0x1.ec9718p4")
    points("softplus", tie, NEAR_TIE)

    for name in ("relu", "relu_derivative", "relu_derivative_y"):
        points(name, SPECIAL, "special values")
        points(name, ORDINARY)
    for name in ("leaky_relu", "leaky_relu_derivative", "leaky_relu_derivative_y"):
        points(name, SPECIAL, "special values")
        points(name, ORDINARY)
        points(name, [1.0, -1.0, 0.5, -3.0, 0.0, -0.0], "alpha > 1: not max(x, alpha x)", {"alpha": 2.5})
        points(name, [1.0, -1.0, 0.5, -3.0, 0.0, -0.0], "alpha < 0", {"alpha": -0.5})
        points(name, [1.0, -1.0, H("0x1.99999ap-4"), -MAX], "alpha = 1 is x itself", {"alpha": 1.0})

    x = [1.0, -1.0, 2.0, -2.0, 0.0, -0.0, TINY, NAN, 3.0, -3.0, INF, -INF]
    dy = [2.0, 2.0, -3.0, -3.0, 4.0, -4.0, 5.0, 1.0, NAN, NAN, 7.0, 8.0]
    case("relu_grad", (12,), x=x, dy=dy)
    note = "a product: an infinite dy times 0 is NaN"
    case("relu_grad", (4,), note, x=[1.0, -1.0, 0.0, 1.0], dy=[INF, INF, -INF, -INF])
    case(
        "multiply", (8,),
        dy=[2.0, -3.0, 0.5, 0.0, -1.0, INF, INF, NAN],
        d=[0.25, 0.25, -8.0, 1.0, 0.0, 0.0, -2.0, 1.0],
    )
    case("multiply", (8,), dy=uniform(8, -4, 4), d=uniform(8, 0, 1))
    case(
        "multiply", (3,), "underflow and overflow of float32",
        dy=[H("0x1p-100"), H("0x1.8p-75"), MAX],
        d=[H("0x1p-60"), H("0x1p-74"), 2.0],
    )


def helpers():
    case("where", (5,), "p4_where.py", a=[1, 2, 3, 1, 1], b=[0, 1, 3, 4, 5])
    case(
        "where", (6,), "ties and zeros take b; NaN is never greater",
        a=[0.0, -0.0, NAN, 1.0, INF, -INF],
        b=[-0.0, 0.0, 1.0, NAN, MAX, -MAX],
    )
    case("where_grad", (5,), "p4_where.py", a=[1, 2, 3, 1, 1], b=[0, 1, 3, 4, 5], dc=[1.0, 2.0, 3.0, 4.0, 5.0])
    case(
        "where_grad", (5,), "nothing reaches the other side",
        a=[1.0, 0.0, NAN, 2.0, 0.0],
        b=[0.0, 0.0, 1.0, 1.0, 1.0],
        dc=[INF, -1.5, NAN, NAN, -INF],
    )
    case("one_hot", (4, 3), label=[0, 2, 1, 2])
    case("one_hot", (2, 1), "one class", label=[0, 0])
    case("argmax", (4, 3), "ties: the first", x=[1, 2, 3, 3, 2, 3, 5, 5, 5, -3, -1, -2])
    case("argmax", (5, 3), "NaN", x=[NAN, 1.0, 2.0, 0.0, NAN, 2.0, 1.0, 0.0, NAN, NAN, NAN, NAN, -INF, -INF, -0.0])
    case("argmax", (2, 2), "zeros are equal", x=[0.0, -0.0, -0.0, 0.0])
    case("argmax", (2, 1), "one class", x=[5.0, NAN])
    case("accuracy", (3, 3), pred=[0, 1, 2], label=[0, 1, 1])
    case("accuracy", (1, 3), pred=[2], label=[2])
    case("accuracy", (4, 2), pred=[0, 0, 1, 1], label=[1, 1, 0, 0])
    case("accuracy", (7, 3), pred=[0, 1, 2, 0, 1, 2, 0], label=[0, 1, 2, 1, 1, 2, 2])
    case("he_normal", (4, 2), "4 inputs: std 0.7071", z=uniform(8, -2, 2))
    case("he_normal", (2, 3), "2 inputs: std 1", z=[1.0, -1.0, 0.5, 0.0, -H("0x1.99999ap-4"), 3.0])
    case("he_normal", (1, 2), z=[1.0, -H("0x1.8p-140")])
    case("he_normal", (3, 1), z=[NAN, INF, -INF])


def standardizing():
    case("standardize", (3, 1), x=[1.0, 2.0, 3.0])
    case("standardize", (4, 2), x=near("5.1", "3.5", "4.9", "3.0", "6.4", "3.2", "6.3", "3.3"))
    case("standardize", (5, 2), "a mean much larger than the std", x=[1e6 + i for i in (0, 1, 2, 5, 9)] * 2)
    case(
        "standardize", (3, 2), "a constant column: 0 / 0",
        x=[H("0x1.99999ap-4"), 1.0, H("0x1.99999ap-4"), 2.0, H("0x1.99999ap-4"), 4.0],
    )
    case("standardize", (1, 2), "one row: 0 / 0", x=[3.0, -7.0])
    case("standardize", (4, 1), "tiny and huge", x=[H("0x1p-140"), H("0x1p-149"), -H("0x1p-130"), 0.0])
    case("standardize", (2, 1), x=[MAX, -MAX])
    case("standardize_dx", (3, 1), x=[1.0, 2.0, 4.0], dy=[1.0, -2.0, 0.5])
    x = near("5.1", "3.5", "4.9", "3.0", "6.4", "3.2", "6.3", "3.3")
    case("standardize_dx", (4, 2), x=x, dy=uniform(8))
    case(
        "standardize_dx", (5, 1), "a mean much larger than the std",
        x=[1e6 + i for i in (0, 1, 2, 5, 9)],
        dy=uniform(5),
    )
    case("standardize_dx", (4, 1), "a constant dy: gradient 0", x=[1.0, 2.0, 3.0, 7.0], dy=[0.5] * 4)
    case("standardize_dx", (3, 1), "a constant column: 0 / 0", x=[2.0, 2.0, 2.0], dy=[1.0, 2.0, 3.0])


def products():
    x, w, b = [1.0, 2.0, 3.0, 4.0, 5.0, 6.0], [1.0, -1.0, 0.5, 2.0, -3.0, 0.25], [10.0, -0.5]
    dy = [1.0, -2.0, 0.5, 4.0]
    case("matmul", (2, 3, 2), x=x, w=w)
    case("matmul_dx", (2, 3, 2), dy=dy, w=w)
    case("matmul_dw", (2, 3, 2), x=x, dy=dy)
    case("dense", (2, 3, 2), x=x, w=w, b=b)
    case("dense_dw", (2, 3, 2), x=x, dy=dy)
    x, w, b, dy = uniform(12), uniform(20), uniform(5), uniform(15)
    case("matmul", (3, 4, 5), x=x, w=w)
    case("matmul_dx", (3, 4, 5), dy=dy, w=w)
    case("matmul_dw", (3, 4, 5), x=x, dy=dy)
    case("dense", (3, 4, 5), x=x, w=w, b=b)
    case("dense_dw", (3, 4, 5), x=x, dy=dy)
    note = "cancellation"
    x, w = [1e8, 1.0, -1e8], [1.0, H("0x1.99999ap-4"), 1.0]
    case("matmul", (1, 3, 1), note, x=x, w=w)
    case("matmul_dx", (1, 1, 3), note, dy=x, w=w)
    case("matmul_dw", (3, 1, 1), note, x=x, dy=w)
    case("dense", (1, 3, 1), note, x=x, w=w, b=[-H("0x1.99999ap-4")])
    case("dense_dw", (3, 1, 1), note, x=w, dy=x)
    note = "1 by 1"
    case("matmul", (1, 1, 1), note, x=[3.0], w=[-0.5])
    case("matmul_dx", (1, 1, 1), note, dy=[3.0], w=[-0.5])
    case("matmul_dw", (1, 1, 1), note, x=[3.0], dy=[-0.5])
    case("dense", (1, 1, 1), note, x=[3.0], w=[-0.5], b=[1.5])
    case("dense_dw", (1, 1, 1), note, x=[3.0], dy=[-0.5])


P23 = near("12", "3", "2", "3", "10", "1", "1", "2", "5", "4", "6.5", "1.2", "3", "6", "1")


def losses():
    case("softmax", (5, 3), "the logits of p23_softmaxce.py", x=P23)
    case("softmax", (3, 3), "equal, large, and far apart", x=[1.0, 1.0, 1.0, 1e4, 1e4, -1e4, -1e4, 0.0, 1e4])
    case("softmax", (2, 1), "one class", x=[1e30, -3.0])
    case("softmax", (1, 4), "down to underflow", x=[0.0, -87.5, -100.0, -110.0])
    case(
        "softmax", (5, 3), "infinities and NaN",
        x=[INF, 1.0, 2.0, -INF, -INF, -INF, NAN, 1.0, 2.0, 0.0, -INF, 1.0, 1.0, 2.0, NAN],
    )
    case("softmax", (2, 4), x=uniform(8, -5, 5))
    case("softmax_dx", (2, 3), y=[0.5, 0.25, 0.25, 1.0, 0.0, 0.0], dy=[1.0, -2.0, 3.0, 0.5, 2.0, 1.0])
    y = [f32(v) for v in flat(softmax(r) for r in rows(P23, 3))]
    case("softmax_dx", (5, 3), "p23_softmaxce.py", y=y, dy=uniform(15))
    case(
        "softmax_dx", (1, 3), "a constant dy: what is left is 1 - sum y",
        y=floats("0x1.99999ap-4 0x1.333334p-2 0x1.333334p-1"),
        dy=[1.0] * 3,
    )
    case("softmax_dx", (1, 1), "one class", y=[1.0], dy=[5.0])

    case("mse", (4,), y=[1.0, 2.0, 3.0, 4.0], t=[1.5, 2.0, 2.0, 8.0])
    case("mse", (8,), y=uniform(8), t=uniform(8))
    case("mse", (1,), "n = 1", y=[H("0x1.99999ap-4")], t=[H("0x1.99999cp-4")])
    case("mse", (3,), "tiny, huge, far apart", y=[H("0x1p-140"), 1e18, 1e10], t=[-H("0x1p-140"), -1e18, H("0x1p-60")])
    case("mse", (2,), "NaN", y=[NAN, 1.0], t=[0.0, 3.0])
    case(
        "asymmetric_loss", (5,), "y = t is on the profit side",
        y=[1.0, 2.0, 3.0, 0.0, -1.0],
        t=[0.5, 2.0, 5.0, -0.0, -3.0],
    )
    case("asymmetric_loss", (6,), y=uniform(6, 0, 2), t=uniform(6, 0, 2))
    case(
        "asymmetric_loss", (3,), "p20_custom.py the other way", {"cost": 99.0, "profit": 1.0},
        y=[1.0, 2.0, 3.0],
        t=[0.5, 2.0, 5.0],
    )
    case("asymmetric_loss", (2,), None, {"cost": 0.1, "profit": 0.7}, y=uniform(2), t=uniform(2))
    case("asymmetric_loss", (1,), "NaN is not greater", y=[NAN], t=[0.0])

    y, t = near("0.6", "0.4", "0.8", "0.2"), [1.0, 0.0, 1.0, 0.0]
    case("cross_entropy", (1, 2), "H((1, 0), (0.6, 0.4)) = 0.511", y=y[:2], t=t[:2])
    case("cross_entropy", (2, 2), "0.511 and 0.223", y=y, t=t)
    note = "y = 0: 0 where t = 0, infinite where t > 0"
    case("cross_entropy", (3, 2), note, y=[1.0, 0.0, 0.0, 1.0, 0.5, 0.5], t=[1.0, 0.0, 1.0, 0.0, 0.5, 0.5])
    case(
        "cross_entropy", (2, 3), "t = 0 whatever y is",
        y=[NAN, 0.5, 0.25, -1.0, 0.25, 0.25],
        t=[0.0, 0.5, 0.5, 0.0, 0.0, 1.0],
    )
    case(
        "cross_entropy", (2, 2), "near 1 and tiny",
        y=[H("0x1.fffffep-1"), H("0x1p-24"), H("0x1p-149"), 1.0],
        t=[1.0, 0.0, 0.5, 0.5],
    )
    case("cross_entropy", (1, 1), "1 by 1", y=[1.0], t=[1.0])
    case("cross_entropy", (2, 3), y=uniform(6, 0, 1), t=uniform(6, 0, 1))
    name = "categorical_crossentropy"
    case(name, (1, 2), "p22_ce.py: 0.5108256", y=y[:2], t=t[:2])
    case(name, (1, 2), "p22_ce.py: 0.22314353", y=y[2:], t=t[2:])
    case(
        name, (2, 3), "rows that do not sum to 1",
        y=[1.0, 2.0, 5.0, 0.25, 0.25, 0.125],
        t=[0.0, 1.0, 0.0, 0.5, 0.25, 0.25],
    )
    note = "clipped on both sides: a clipped entry passes no gradient"
    case(name, (3, 2), note, y=[1.0, 0.0, 0.0, 1.0, 1.0, H("0x1p-25")], t=[1.0, 0.0, 1.0, 0.0, 0.5, 0.5])
    case(name, (1, 3), "one entry below the clip", y=[0.5, 0.5, H("0x1p-30")], t=near("0.3", "0.3", "0.4"))
    case(name, (2, 3), y=uniform(6, 0, 1), t=uniform(6, 0, 1))
    case(name, (1, 2), "the sum is 0: 0 / 0", y=[0.0, 0.0], t=[1.0, 0.0])

    name = "softmax_cross_entropy"
    case(name, (5, 3), "p23_softmaxce.py", x=P23, label=[0, 1, 2, 0, 1])
    case(name, (3, 3), "logits of 1e4", x=[1e4, -1e4, 0.0, 1e4, -1e4, 0.0, 1e4, 1e4, -1e4], label=[0, 1, 1])
    case(name, (2, 3), "a row that is almost 0", x=[0.0, -50.0, -60.0, 0.0, -103.0, -101.0], label=[0, 0])
    case(name, (2, 4), "equal logits: ln 4", x=[0.5] * 8, label=[0, 3])
    case(name, (1, 1), "one class", x=[7.0], label=[0])
    case(name, (2, 3), "NaN, and +inf", x=[0.0, NAN, 1.0, INF, 0.0, 1.0], label=[0, 0])
    case(name, (2, 4), x=uniform(8, -4, 4), label=[2, 1])
    name = "softmax_mse"
    case(
        name, (2, 3), "4-3 iris: one hot of 3",
        x=near("0.3", "-0.1", "0.2", "1.5", "0.4", "-2"),
        t=[1.0, 0.0, 0.0, 0.0, 1.0, 0.0],
    )
    case(
        name, (5, 3), "the logits of p23_softmaxce.py",
        x=P23,
        t=[1.0, 0, 0, 0, 1.0, 0, 0, 0, 1.0, 1.0, 0, 0, 0, 1.0, 0],
    )
    case(name, (2, 2), "saturated, right and wrong", x=[1e4, -1e4, 40.0, -40.0], t=[1.0, 0.0, 0.0, 1.0])
    case(name, (1, 1), "one class", x=[7.0], t=[0.25])
    case(name, (3, 2), x=uniform(6, -3, 3), t=uniform(6, 0, 1))


def regularizers():
    for name in ("l1", "l2", "l2_loss"):
        case(
            name, (6,), w=[1.0, -2.0, 0.0, -0.0, 0.5, -H("0x1p-149")], g=[0.5, 0.5, 1.0, 2.0, -0.25, 3.0], loss=[2.0]
        )
        case(name, (8,), w=uniform(8), g=uniform(8), loss=uniform(1, 0, 1))
        case(name, (1,), "cancellation", w=[1.0], g=near("-0.03"), loss=[0.0])
        case(name, (3,), None, {"factor": 0.5}, w=[3.0, -4.0, H("0x1p-70")], g=[0.0, 0.0, 0.0], loss=[0.0])


def schedules():
    case("exponential_decay", (12,), "p10_decaylr.py", epoch=[*range(11), 39])
    case(
        "exponential_decay", (6,), "the exponent is real: no staircase", {"base": 0.1, "decay": 0.5, "step": 3.0},
        epoch=range(6),
    )
    case("exponential_decay", (4,), "far out", epoch=[400, 1e4, -1, 0.5])
    case(
        "exponential_decay", (3,), "subnormal and 0 in float32", {"base": 1.0, "decay": 0.5, "step": 1.0},
        epoch=[130, 149, 200],
    )
    case("exponential_decay", (3,), "no decay", {"base": 0.3, "decay": 1.0, "step": 7.0}, epoch=[0, 1, 1000])


STATE = "w' is that of the m' and v' that are stored: rounded to the nearest float32 first"


def optimizers():
    note = "loss = (w + 1)^2 from w = 5 with lr 0.2: 2.6, 1.16, 0.296 (each row from the exact w of the one before)"
    case("sgd", (4,), note, w=near("5", "2.6", "1.16", "0.296"), g=near("12", "7.2", "4.32", "2.592"), lr=near("0.2"))
    case("sgd", (6,), w=uniform(6), g=uniform(6), lr=near("0.01"))
    case(
        "sgd", (4,), "exact 0, tiny, huge, NaN",
        w=[1.0, H("0x1p-149"), 1e30, 1.0],
        g=[4.0, H("0x1p-149"), -1e30, NAN],
        lr=[0.25],
    )

    for name in ("sgdm", "adagrad", "rmsprop", "adam"):
        state = [k for k, shape in OPS[name]["operands"] if k in "mv"]

        def zeros(n):
            return {k: [0.0] * n for k in state}

        g = [0.5, -0.25, 3.0, -H("0x1p-10"), 100.0, H("0x1.99999ap-4")]
        case(
            name, (6,), "first step. " + STATE,
            w=[1.0, 1.0, -2.0, 0.0, 0.5, H("0x1.99999ap-4")],
            g=g,
            lr=near("0.1"),
            **zeros(6),
        )
        o = {"m": uniform(6), "v": uniform(6, 0, 1)}
        case(
            name, (6,), "later. " + STATE,
            step=10 if name == "adam" else 1,
            w=uniform(6),
            g=uniform(6),
            lr=near("0.01"),
            **{k: o[k] for k in state},
        )
        if name != "sgdm":
            note = "g = 0 from the start: 0 / 0; g^2 below float32: a step of g / 0"
            case(
                name, (4,), note,
                w=[1.0] * 4,
                g=[0.0, H("0x1p-90"), -H("0x1p-90"), H("0x1p-60")],
                lr=[0.5],
                **zeros(4),
            )
            note = "epsilon instead. " + STATE
            case(
                name, (3,), note, {"epsilon": 1e-7},
                w=[1.0] * 3,
                g=[0.0, H("0x1p-90"), 0.5],
                lr=[0.5],
                **zeros(3),
            )
        else:
            case(name, (3,), "cancellation. " + STATE, w=[1.0] * 3, g=[-9.0, 0.0, NAN], lr=[0.5], m=[1.0, 0.0, 1.0])
            case(
                name, (2,), "beta = 0 is sgd", {"beta": 0.0},
                w=[1.0, 2.0],
                g=[0.5, -0.5],
                lr=near("0.1"),
                m=[7.0, 8.0],
            )
        if name == "rmsprop":
            case(name, (2,), STATE, {"beta": 0.5}, w=[1.0, 2.0], g=[0.5, -0.5], lr=near("0.1"), v=[0.25, 1.0])
        if name == "adam":
            for t in (2, 1000, 100000):
                case(
                    name, (3,), STATE,
                    step=t,
                    w=uniform(3),
                    g=uniform(3),
                    lr=near("0.1"),
                    m=uniform(3),
                    v=uniform(3, 0, 1),
                )
            h = {"beta1": 0.5, "beta2": 0.9}
            case(
                name, (2,), STATE, h, step=3, w=[1.0, 2.0], g=[0.5, -0.5], lr=near("0.1"), m=[0.25, 1.0], v=[0.5, 2.0]
            )


def regressions():
    name = "softmax_regression"
    case(
        name, (3, 4, 3), "4-3 iris: the first flowers, the first weights",
        label=[0, 1, 2],
        x=near("5.1", "3.5", "1.4", "0.2", "7.0", "3.2", "4.7", "1.4", "6.3", "3.3", "6.0", "2.5"),
        w=near("0.08", "0.08", "-0.06", "-0.04", "-0.02", "0.02", "0.03", "0.01", "-0.07", "0.1", "-0.06", "-0.09"),
        b=near("-0.09", "-0.04", "0.12"),
    )
    case(name, (2, 1, 2), "saturated, right and wrong", label=[0, 1], x=[100.0, 80.0], w=[1.0, -1.0], b=[0.0, 0.0])
    case(name, (1, 2, 1), "one class", label=[0], x=[7.0, -1.0], w=[0.5, 2.0], b=[0.25])
    case(name, (5, 3, 2), label=[1, 0, 0, 1, 1], x=uniform(15, -3, 3), w=uniform(6), b=uniform(2))


def main():
    for cases in (activations, helpers, standardizing, products, losses, regularizers, schedules, optimizers, regressions):
        cases()
    here = os.path.dirname(os.path.abspath(__file__))
    for name, o in OPS.items():
        with open(os.path.join(here, name + ".csv"), "w", encoding="ascii", newline="\n") as file:
            file.write(f"# {name}: {o['formula']}, 50 digits, by make.py\n")
            for lines in o["cases"]:
                file.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()

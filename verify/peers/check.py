# SPDX-License-Identifier: MIT
"""check.py WORKER CASE - a worker's answers, and its results against the formulas in float64. CASE: see CASES.
Skipped (77) where NumPy, or the worker's own module, is missing.

How accurate a peer is, is its own business and printed by bench; here a wrong formula, a hyper-parameter that is not
heeded or a result in the wrong place must show. 64 ulp of the sum of the terms' sizes let no such thing pass.
"""
import sys

sys.dont_write_bytecode = True

try:
    import numpy as np
except ImportError:
    print("numpy is missing", file=sys.stderr)
    sys.exit(77)

import formulas
from worker import Case, Worker

SIZE = {"m": 5, "k": 37, "n": 7}
LENGTH = 1003  # of rows with one axis
random = np.random.RandomState(11)


def draw(axes, flat):
    """Values for an operand; '+': within (0, 1), '<': labels below n."""
    shape = [LENGTH if flat and axis == "n" else SIZE[axis] for axis in axes.rstrip("+<")]
    if axes.endswith("<"):
        return random.randint(0, SIZE["n"], shape).astype(np.int32)
    if axes.endswith("+"):
        return random.uniform(0.01, 0.99, shape).astype(np.float32)
    return random.uniform(-3, 3, shape or [1]).astype(np.float32)


def agree(what, got, want, scale=1.0):
    """Every element, NaN refused."""
    want = np.asarray(want, np.float64).reshape(got.shape)
    error = np.abs(got - want) / (2.0**-24 * np.maximum(np.abs(want), scale))
    assert (error <= 64).all(), f"{what}: {np.max(error)} ulp of {np.max(scale)}"


def everything(worker, what, case, want, scale=1.0):
    """The results of every setting, before and after it was timed."""
    assert case.settings, f"{what}: {' '.join(case.answer)}"
    for setting in case.settings:
        for moment in ("first", "after a run"):
            got = case.fetch(setting)
            for operand, value in want.items():
                if operand == "g" and "folded" in setting:
                    continue  # the product that would make it updates the weights instead
                agree(f"{what} {setting} {operand}, {moment}", got[operand], value, scale)
            assert case.run(setting, 3) > 0
    case.drop()


def operations(worker):
    """Rows that are no optimizers."""
    for name, (inputs, formula) in formulas.OPERATIONS.items():
        flat = not any("m" in axes for axes in inputs.values())
        values = {key: draw(axes, flat) for key, axes in inputs.items()}
        exact = {key: v if v.dtype == np.int32 else v.astype(np.float64) for key, v in values.items()}
        want = formula(**exact)
        operands = {
            key: ("labels" if v.dtype == np.int32 else "inout" if key in want else "in", v)
            for key, v in values.items()
        }
        for key, v in want.items():
            operands.setdefault(key, ("out", np.full(np.shape(v) or (1,), np.nan, np.float32)))
        fields = [f"n={LENGTH}"] if flat else [f"{axis}={size}" for axis, size in SIZE.items()]
        for key, value in zip(formula.__code__.co_varnames[-1:], formula.__defaults__ or ()):
            fields.append(f"h.{key}={float(value).hex()}")
        scale = SIZE["k"] * 9.0 if name.startswith(("matmul", "dense")) else 20.0 if name == "softplus" else 1.0
        everything(worker, name, Case(worker, "op", name, fields, operands), want, scale)


def optimizers(worker):
    """Optimizers' rows: hyper-parameters, then the lecture's epsilon of 0."""
    for name, (states, given) in formulas.OPTIMIZERS.items():
        for hyper in (given, {**given, "epsilon": 0} if "epsilon" in given else None):
            if hyper is None:
                continue
            w, g = draw("n", True), draw("n", True)
            old = [draw("n+", True) for _ in states]
            rate = np.array([0.05], np.float32)
            operands = {"w": ("inout", w), "g": ("in", g), "lr": ("in", rate)}
            operands.update({state: ("inout", v) for state, v in zip(states, old)})
            wide = [v.astype(np.float64) for v in (w, g, rate, *old)]
            want = formulas.update(name, wide[0], wide[1], wide[2], wide[3:], 3, hyper)
            fields = [f"n={LENGTH}", "t=3"] + [f"h.{key}={value!r}" for key, value in hyper.items()]
            everything(
                worker, f"{name} {hyper}", Case(worker, "op", name, fields, operands), dict(zip(("w", *states), want)), 3
            )


# widths, batch, output, loss, labels, l2
MODELS = [
    ("4-3", 32, "softmax", "mse", True, 0.0),
    ("2-11-1", 9, "-", "mse", False, 0.03),
    ("13-8-5", 6, "-", "softmax_cross_entropy", True, 0.0),
    ("6-9-7-4", 5, "-", "softmax_cross_entropy", True, 0.125),
]


def network(name, batch, output, loss, labels, l2, optimizer):
    """Operands, fields and results of a step."""
    width = [int(n) for n in name.split("-")]
    states, hyper = formulas.OPTIMIZERS[optimizer]
    count = sum(a * b + b for a, b in zip(width, width[1:]))
    x = random.uniform(-1, 1, (batch, width[0])).astype(np.float32)
    target = (
        random.randint(0, width[-1], batch).astype(np.int32)
        if labels
        else random.uniform(-1, 1, (batch, width[-1])).astype(np.float32)
    )
    w = random.uniform(-1, 1, count).astype(np.float32)
    old = [random.uniform(0.1, 1, count).astype(np.float32) for _ in states]
    rate = np.array([0.05], np.float32)
    operands = {
        "x": ("in", x),
        "target": ("labels" if labels else "in", target),
        "w": ("inout", w),
        "g": ("out", np.full(count, np.nan, np.float32)),
        **{f"state{i}": ("inout", v) for i, v in enumerate(old)},
        "lr": ("in", rate),
        "loss": ("out", np.array([np.nan], np.float32)),
    }
    wide = w.astype(np.float64)
    goal = target if labels else target.astype(np.float64)
    value, g = formulas.step(width, x.astype(np.float64), goal, wide, labels, loss != "mse", output, l2)
    after = formulas.update(optimizer, wide, g, float(rate[0]), [v.astype(np.float64) for v in old], 4, hyper)
    want = {"loss": value, "g": g, "w": after[0], **{f"state{i}": v for i, v in enumerate(after[1:])}}
    fields = f"batch={batch} optimizer={optimizer} activation=relu output={output} loss={loss} bias=1 l1=0 l2={l2} t=4"
    return operands, fields.split() + [f"h.{key}={v!r}" for key, v in hyper.items()], want


def steps(worker):
    """Training steps: every model with every optimizer."""
    for model in MODELS:
        for optimizer in formulas.OPTIMIZERS:
            operands, fields, want = network(*model, optimizer)
            case = Case(worker, "step", model[0], fields, operands, threads=2)
            everything(worker, f"{model[0]} {optimizer}", case, want)


def protocol(worker):
    """Lines that make no sense are refused, and the worker goes on; the end of its input ends it."""
    assert worker.hello[:2] == ["gradus-worker", "1"] and len(worker.hello) > 3, worker.hello
    said = worker.greet_without_modules()
    assert said.startswith("missing ") and said.count("\n") == 1, said
    x = draw("n", True)
    operands = {"x": ("in", x), "y": ("out", np.zeros_like(x))}
    case = Case(worker, "op", "exp", [f"n={LENGTH}"], operands)
    assert case.settings, case.answer
    first = case.settings[0]
    for line in (
        "hello",
        "case",
        case.line,
        case.line.replace("case 7 op", "case 8 ops"),
        case.line.replace("case 7", "case 8").replace("p.x=in", "p.x=on"),
        case.line.replace("case 7", "case 8").replace(worker.path, "/nowhere"),
        case.line.replace("case 7", "case 8").replace(f":{LENGTH}:", ":99999999:"),
        "run 8 out 1",
        "run 7 nonsense 1",
        f"run 7 {first} 0",
        f"run 7 {first} x",
        "fetch 7",
        "drop 8",
    ):
        assert worker.ask(line)[0] == "error", line
    for line in (
        case.line.replace("case 7 op exp", "case 8 op haversine"),
        case.line.replace("case 7 op exp -", "case 8 op exp nonsense"),
    ):
        assert worker.ask(line)[:2] == ["no", "8"], line
    agree("exp", case.fetch(first)["y"], np.exp(x.astype(np.float64)))
    case.drop()
    again = Case(worker, "op", "exp", [f"n={LENGTH}"], operands, wanted=first)
    assert again.settings == [first], again.answer


CASES = {case.__name__: case for case in (protocol, operations, optimizers, steps)}


def main(program, case):
    """Runs one case."""
    worker = Worker(program)
    CASES[case](worker)
    status, rest = worker.leave()
    assert status == 0, f"exit status {status} at the end of its input"
    assert rest == "", f"said unasked: {rest}"
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))

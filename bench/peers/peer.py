# SPDX-License-Identifier: MIT
"""peer.py - the worker's side of the line protocol of `bench --against`, shared by the peers written in Python.

A worker is told a case (sizes, hyper-parameters, where in a file the operands lie), answers with the settings it can
time it with, times calls on request, and on request runs a single call and writes its results into the file. It knows
no library: a peer hands `serve` a function from a Case to its settings.

A case's operands lie in one arena of the worker's own, 64-byte aligned, on huge pages where it is large.
"""
import contextlib
import gc
import itertools
import mmap
import os
import signal
import sys
import time

LINE = 64  # bytes of a cache line
# Operands whose lengths are powers of two would start at the same offset of a page and evict one another.
GAP = 4096 + 4 * LINE
HUGE = 2 << 20


class Refused(Exception):
    """A line that makes no sense; the text goes back as `error TEXT`."""


class Unsupported(Exception):
    """A case that the library has nothing for; the text goes back as `no ID TEXT`."""


def number(text):
    """A number in C notation, hexadecimal or decimal."""
    return float.fromhex(text) if "0x" in text.lower() else float(text)


class Operand:
    """An operand: its place in the file and its place in the arena."""

    def __init__(self, name, text):
        role, count, offset = text.split(":")
        if role not in ("in", "out", "inout", "labels") or int(count) < 0 or int(offset) < 0:
            raise ValueError(text)
        self.name, self.role, self.count, self.offset = name, role, int(count), int(offset)
        self.bytes = 4 * self.count
        self.written = role in ("out", "inout")
        self.memory = None  # a writable memoryview of bytes


class Setting:
    """A way to time a case: `call` does the work once. `reset` puts back what the operands do not show (a step
    counter), `collect` brings results that are not there yet into the operands; `mode` is entered around them all."""

    def __init__(self, call, reset=None, collect=None, mode=contextlib.nullcontext):
        self.call, self.mode = call, mode
        self.reset = reset or (lambda: None)
        self.collect = collect or (lambda: None)


class Case:
    """One case: kind, name, threads, fields (text by key), hyper (numbers), operands by name in the row's order."""

    def __init__(self, kind, name, threads, path, fields):
        if kind not in ("op", "step"):
            raise Refused(f"unknown kind {kind}")
        self.kind, self.name, self.threads = kind, name, int(threads)
        self.fields, self.hyper, self.operands, self.settings = {}, {}, {}, {}
        for field in fields:
            key, _, value = field.partition("=")
            if key.startswith("p."):
                self.operands[key[2:]] = Operand(key[2:], value)
            elif key.startswith("h."):
                self.hyper[key[2:]] = number(value)
            else:
                self.fields[key] = value
        self.t = int(self.fields.get("t", 1))
        self.file = os.open(path, os.O_RDWR)
        try:
            self._load()
        except BaseException:
            self.close()
            raise

    def _load(self):
        places, end = [], 0
        for operand in self.operands.values():
            places.append(end)
            end += (operand.bytes + LINE - 1) // LINE * LINE + GAP
        arena = mmap.mmap(-1, max(end, 1))
        if end >= HUGE and hasattr(mmap, "MADV_HUGEPAGE"):
            with contextlib.suppress(OSError):  # a kernel without them
                arena.madvise(mmap.MADV_HUGEPAGE)
        for place, operand in zip(places, self.operands.values()):
            operand.memory = memoryview(arena)[place : place + operand.bytes]
            self._read(operand)

    def _read(self, operand):
        done = 0
        while done < operand.bytes:
            got = os.preadv(self.file, [operand.memory[done:]], operand.offset + done)
            if got == 0:
                raise Refused(f"{operand.name} reaches past the end of the file")
            done += got

    def size(self, axis):
        """The size of an axis."""
        return int(self.fields[axis])

    def restore(self):
        """Gives the operands that change in place the values that the file has."""
        for operand in self.operands.values():
            if operand.role == "inout":
                self._read(operand)

    def spoil(self):
        """Fills the results with NaN, so that one that is not written shows."""
        for operand in self.operands.values():
            if operand.role == "out":
                operand.memory[:] = b"\xff" * operand.bytes

    def store(self):
        """Writes the results into the file."""
        for operand in self.operands.values():
            done = 0
            while operand.written and done < operand.bytes:
                done += os.pwrite(self.file, operand.memory[done:], operand.offset + done)

    def close(self):
        """Gives the file back; the arena goes with the last view of it."""
        os.close(self.file)
        self.settings = {}


def timed(call, iterations):
    """Nanoseconds of that many calls, after one that is not timed."""
    call()
    gc.collect()
    start = time.clock_gettime_ns(time.CLOCK_MONOTONIC_RAW)
    for _ in itertools.repeat(None, iterations):
        call()
    return time.clock_gettime_ns(time.CLOCK_MONOTONIC_RAW) - start


class Worker:
    """The cases that are open, and what each line of the coordinator asks of them."""

    def __init__(self, set_up, set_threads):
        self.set_up, self.set_threads, self.cases, self.threads = set_up, set_threads, {}, 0
        self.verbs = {"case": self.case, "run": self.run, "fetch": self.fetch, "drop": self.drop}

    def answer(self, line):
        """The answer to one line; raises Refused or ValueError where it makes no sense."""
        verb, *words = line.split()
        if verb not in self.verbs:
            raise Refused(f"unknown command {verb}")
        return self.verbs[verb](*words)

    def case(self, name, kind, row, wanted, threads, path, *fields):
        """case ID KIND NAME IMPL THREADS FILE FIELDS..."""
        if name in self.cases:
            raise Refused(f"case {name} is open")
        case = Case(kind, row, threads, path, fields)
        try:
            self._use(case.threads)
            case.settings = self.set_up(case)
            if wanted != "-":
                if wanted not in case.settings:
                    raise Unsupported(f"no setting {wanted}, only {' '.join(case.settings)}")
                case.settings = {wanted: case.settings[wanted]}
        except Exception as error:  # whatever the library does not like is a case that it cannot do
            case.close()
            return f"no {name} {one_line(error)}"
        self.cases[name] = case
        return f"ok {name} {' '.join(case.settings)}"

    def _use(self, threads):
        """Sets the number of threads, where it changes: torch makes its thread pools anew each time, and the new
        threads spin on the first one's processor for a while."""
        if threads != self.threads:
            self.set_threads(threads)
            self.threads = threads

    def _find(self, name, setting):
        case = self.cases.get(name)
        if not case:
            raise Refused(f"no case {name}")
        if setting not in case.settings:
            raise Refused(f"case {name} has no setting {setting}")
        self._use(case.threads)
        return case, case.settings[setting]

    def run(self, name, setting, iterations):
        """run ID SETTING ITERATIONS"""
        case, chosen = self._find(name, setting)
        if int(iterations) < 1:
            raise Refused("at least one iteration")
        case.restore()
        with chosen.mode():
            chosen.reset()
            return f"time {name} {timed(chosen.call, int(iterations))}"

    def fetch(self, name, setting):
        """fetch ID SETTING"""
        case, chosen = self._find(name, setting)
        case.restore()
        case.spoil()
        with chosen.mode():
            chosen.reset()
            chosen.call()
            chosen.collect()
        case.store()
        return f"done {name}"

    def drop(self, name):
        """drop ID"""
        case = self.cases.pop(name, None)
        if not case:
            raise Refused(f"no case {name}")
        case.close()
        del case
        gc.collect()
        return f"done {name}"


def missing(reason):
    """Instead of `serve`: the library is not here."""
    print(f"missing {one_line(reason)}")
    sys.exit(0)


def one_line(error):
    """What an exception says, in one line."""
    return " ".join(str(error).split())[:300] or type(error).__name__


def serve(name, version, set_up, set_threads):
    """Answers stdin until it is closed. set_up(case) is a dict of Setting by name, best guess first."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    out = os.fdopen(os.dup(1), "w", buffering=1)
    os.dup2(2, 1)  # what a library prints must not look like an answer
    gc.collect()
    gc.freeze()  # what is there by now stays: a collection that walks all of a library's objects empties the caches
    gc.disable()  # collected before each timing instead
    worker = Worker(set_up, set_threads)
    try:
        print(f"gradus-worker 1 {name} {version}", file=out)
        for line in sys.stdin:
            if line.strip():
                print(reply(worker, line), file=out)
    except BrokenPipeError:  # the coordinator has left
        os._exit(0)


def reply(worker, line):
    """The answer to a line, whatever it is."""
    try:
        return worker.answer(line)
    except (Refused, ValueError, TypeError, KeyError, OSError) as error:
        return f"error {one_line(error)}"
    except Exception as error:  # a library's own; the coordinator decides
        return f"error {type(error).__name__}: {one_line(error)}"

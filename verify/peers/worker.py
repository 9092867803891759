# SPDX-License-Identifier: MIT
"""worker.py - drives a worker by its protocol, line by line, as `bench --against` would."""
import os
import subprocess
import sys
import tempfile

import numpy as np


class Worker:
    """A worker process, and the file that it shares with us."""

    def __init__(self, program):
        self.program = program
        self.file = tempfile.TemporaryFile()
        self.path = f"/proc/{os.getpid()}/fd/{self.file.fileno()}"
        self.process = subprocess.Popen(
            ([sys.executable] if program.endswith(".py") else []) + [program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1
        )
        self.hello = self.process.stdout.readline().split()
        if self.hello[:1] == ["missing"]:
            print(*self.hello, file=sys.stderr)
            sys.exit(1 if self.process.wait() else 77)

    def ask(self, line):
        """The answer to a line, in words."""
        print(line, file=self.process.stdin)
        return self.process.stdout.readline().split()

    def greet_without_modules(self):
        """What the program says where only Python's own library is found."""
        bare = subprocess.run([sys.executable, "-S", self.program], capture_output=True, text=True, check=True)
        return bare.stdout

    def leave(self):
        """Closes its stdin; its exit status."""
        self.process.stdin.close()
        rest = self.process.stdout.read()
        status = self.process.wait(timeout=60)
        return (status, rest)


class Case:
    """A case with its operands in the worker's file: arrays of float32 (or int32: labels), by name and role."""

    GUARD = 1234.5

    def __init__(self, worker, kind, name, fields, operands, wanted="-", threads=1):
        self.worker, self.operands, words, place = worker, operands, [], 64
        self.places = {}
        for operand, (role, values) in operands.items():
            words.append(f"p.{operand}={role}:{values.size}:{place}")
            self.places[operand] = place
            place += (values.size * 4 + 127) // 64 * 64
        self.bytes = place
        self._write()
        self.line = f"case 7 {kind} {name} {wanted} {threads} {worker.path} " + " ".join(fields + words)
        self.answer = worker.ask(self.line)
        self.settings = self.answer[2:] if self.answer[:2] == ["ok", "7"] else []

    def _write(self):
        memory = np.full(self.bytes // 4, self.GUARD, np.float32)
        for operand, (_, values) in self.operands.items():
            start = self.places[operand] // 4
            memory[start : start + values.size] = values.ravel().view(np.float32)
        os.pwrite(self.worker.file.fileno(), memory.tobytes(), 0)

    def fetch(self, setting):
        """The results by name, after one call; whatever else the file holds must be as it was."""
        self._write()
        answer = self.worker.ask(f"fetch 7 {setting}")
        if answer != ["done", "7"]:
            raise AssertionError(f"fetch: {' '.join(answer)}")
        memory = np.frombuffer(os.pread(self.worker.file.fileno(), self.bytes, 0), np.float32)
        others, results = np.ones(len(memory), bool), {}
        for operand, (role, values) in self.operands.items():
            start = self.places[operand] // 4
            part = memory[start : start + values.size]
            others[start : start + values.size] = False
            if role in ("in", "labels"):
                assert part.tobytes() == values.tobytes(), f"{operand}: an input has changed"
            else:
                results[operand] = part.reshape(values.shape).astype(np.float64)
        assert (memory[others] == self.GUARD).all(), "something was written between the operands"
        return results

    def run(self, setting, iterations):
        """Nanoseconds."""
        answer = self.worker.ask(f"run 7 {setting} {iterations}")
        assert answer[:2] == ["time", "7"], " ".join(answer)
        return int(answer[2])

    def drop(self):
        """Frees the case."""
        answer = self.worker.ask("drop 7")
        assert answer == ["done", "7"], " ".join(answer)

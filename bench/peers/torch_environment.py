# SPDX-License-Identifier: MIT
"""torch_environment.py - what PyTorch has to find in its process to be at its best. Must not import torch."""
import contextlib
import ctypes
import os

VARIABLE = "ATEN_CPU_CAPABILITY"


def prefer_avx512():
    """Has torch take its AVX-512 kernels, which it does not by itself: exp and tanh take half the time. It believes the
    variable whatever the processor, so that is asked first. Before torch is imported."""
    with contextlib.suppress(OSError), open("/proc/cpuinfo", encoding="utf-8") as lines:
        flags = next((set(line.split()) for line in lines if line.startswith("flags")), set())
        if flags >= {"fma", "avx512f", "avx512vl", "avx512bw", "avx512dq"}:
            os.environ.setdefault(VARIABLE, "avx512")


def keep_memory():
    """Has malloc keep what is freed, as a caching allocator would: torch.optim makes temporaries as long as the
    parameters, and pages that come anew with each of them cost more than the arithmetic."""
    mmap_max, trim_threshold = -4, -1  # malloc.h
    with contextlib.suppress(AttributeError):  # a C library without mallopt
        ctypes.CDLL(None).mallopt(mmap_max, 0)
        ctypes.CDLL(None).mallopt(trim_threshold, -1)

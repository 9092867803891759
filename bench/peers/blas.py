# SPDX-License-Identifier: MIT
"""blas.py - which BLAS a Python module finds, and its threads.

Debian's torch and numpy take whatever libblas.so.3 is first on the library path. With OpenBLAS' pthread build under
torch's OpenMP threads, two threads are many times slower than one: the OpenMP build has to come first.
"""
import ctypes
import os
import pathlib
import sys
import sysconfig

PATH = "LD_LIBRARY_PATH"


def openmp_folder():
    """The folder of OpenBLAS' OpenMP build with a libblas.so.3, or None."""
    places = [sysconfig.get_config_var("LIBDIR") or "/usr/lib", "/usr/lib64", "/usr/lib"]
    places.insert(0, f"/usr/lib/{sysconfig.get_config_var('MULTIARCH')}")
    for place in places:
        folder = pathlib.Path(place, "openblas-openmp")
        if (folder / "libblas.so.3").exists():
            return str(folder)
    return None


def prefer_openmp():
    """Starts this program again with that folder first on the library path, unless it is there."""
    folder, path = openmp_folder(), os.environ.get(PATH, "")
    if folder and path.split(":")[0] != folder:
        os.environ[PATH] = f"{folder}:{path}" if path else folder
        os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])


def loaded():
    """The path of the OpenBLAS in this process, or None."""
    with open("/proc/self/maps", encoding="utf-8") as maps:
        paths = {line.split()[-1] for line in maps if "/libopenblas" in line}
    return min(paths, default=None)


def describe():
    """In a word or two."""
    path = loaded()
    if not path:
        return "no OpenBLAS"
    kind = {0: "sequential", 1: "pthread", 2: "OpenMP"}[ctypes.CDLL(path).openblas_get_parallel()]
    return f"OpenBLAS {kind}"


def threads_setter():
    """A function that sets the number of threads of the OpenBLAS in this process."""
    path = loaded()
    return ctypes.CDLL(path).openblas_set_num_threads if path else lambda threads: None

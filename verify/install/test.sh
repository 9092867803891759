#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Installs the build, moves what was installed, and uses it from there: the programs, and a small consumer of the library
# found through CMake and through pkg-config. From ctest: BUILD (folder), CMAKE, CC, OPENBLAS (folder of its OpenMP build).
set -euo pipefail
: "${BUILD:?}" "${CMAKE:=cmake}" "${CC:=cc}" "${OPENBLAS:?}"
consumer=$(cd "$(dirname "$0")/consumer" && pwd)
temp=$(mktemp -d)
trap 'rm -rf "$temp"' EXIT
cd "$temp"

fail() {
    echo "FAIL: $*" >&2
    exit 1
}

# expect TEXT COMMAND...: the command succeeds and prints just that.
expect() {
    local want=$1 got
    shift
    got=$("$@") || fail "$*: exit $?"
    [[ $got == "$want" ]] || fail "$*: printed '$got', expected '$want'"
}

# The OpenMP build, whatever the plain name is an alias of: threads of our own run around it.
openmp_blas() {
    local needed
    needed=$(ldd "$1")
    [[ $needed == *" => $OPENBLAS/libopenblas.so.0 "* ]] || fail "$1: another OpenBLAS: $needed"
}

"$CMAKE" --install "$BUILD" --prefix "$temp/first" >install.log
for file in bin/{bench,verify,lesson} include/gradus.h share/gradus/{iris.csv,dot.csv,golden/exp.csv} \
    share/doc/gradus/{LICENSE,README.md} share/zsh/site-functions/_gradus \
    share/bash-completion/completions/{bench,verify,lesson} share/fish/vendor_completions.d/{bench,verify,lesson}.fish; do
    [[ -e first/$file ]] || fail "not installed: $file"
done
# Man pages are those that this build could make.
for page in "$BUILD"/man/*.[157]; do
    [[ ! -e $page || -e first/share/man/man${page##*.}/${page##*/} ]] || fail "not installed: $page"
done
mv first moved
export PATH=$temp/moved/bin:$PATH

for program in bench verify lesson; do
    [[ $(command -v $program) == "$temp/moved/bin/$program" ]] || fail "$program is not the installed one"
    $program --version >/dev/null || fail "$program --version: exit $?"
done
openmp_blas moved/bin/bench
openmp_blas moved/bin/verify
verify --quick --op sigmoid >/dev/null || fail "verify: exit $?"

"$CMAKE" -S "$consumer" -B by-cmake -G Ninja -DCMAKE_PREFIX_PATH="$temp/moved" -DCMAKE_C_COMPILER="$CC" >cmake.log ||
    { cat cmake.log >&2; fail "find_package(gradus)"; }
"$CMAKE" --build by-cmake >>cmake.log || { cat cmake.log >&2; fail "building with CMake"; }
expect "sigmoid 0.5" by-cmake/consumer
openmp_blas by-cmake/consumer

pc=$(dirname "$(find "$temp/moved" -name gradus.pc)")
export PKG_CONFIG_PATH=$pc
read -ra flags <<<"$(pkg-config --cflags --libs gradus)"
"$CC" -std=c17 -Wall -Wextra -Werror "$consumer/main.c" -o by-pkg-config "${flags[@]}" \
    -Wl,-rpath,"$(pkg-config --variable=libdir gradus)" || fail "building with pkg-config"
expect "sigmoid 0.5" ./by-pkg-config
openmp_blas by-pkg-config
expect "$(bench --version | grep -o '[0-9.]*' | head -n 1)" pkg-config --modversion gradus

# Nothing that was installed as text names the place it was installed to first.
! grep -rIl "$temp/first" moved || fail "installed files name their first folder"

#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# The example of a new operation in kernels/README.md: in a copy of the tree, three files and one line make gelu_tanh known to every
# check; then a wrong constant in its kernel is found. From ctest: CMAKE, CC; $1 is this build's verify.
set -euo pipefail
: "${CMAKE:=cmake}" "${CC:=cc}"
without=${1:?usage: test.sh VERIFY}
here=$(cd "$(dirname "$0")" && pwd)
temp=$(mktemp -d)
trap 'rm -rf "$temp"' EXIT

fail() {
    echo "FAIL: $*" >&2
    exit 1
}

# The number of checks that a verify executes.
checks() {
    "$1" --quick --isa plain --check golden,forward 2>/dev/null | sed -n 's/^\([0-9]*\) checks executed.*/\1/p'
}

build() {
    "$CMAKE" --build "$temp/build" --target verify >"$temp/log" 2>&1 || { cat "$temp/log" >&2; fail "building"; }
}

mkdir "$temp/tree"
tar -C "$here/../.." --exclude=./build --exclude=./.git -cf - . | tar -C "$temp/tree" -xf -
cp -R "$here"/{kernels,reference,data} "$temp/tree"
echo 'GRADUS_OP(gelu_tanh)' >>"$temp/tree/kernels/ops.def"

"$CMAKE" -S "$temp/tree" -B "$temp/build" -G Ninja -DCMAKE_C_COMPILER="$CC" -DBUILD_TESTING=OFF -DGRADUS_PORTABLE=ON \
    >"$temp/log" 2>&1 || { cat "$temp/log" >&2; fail "configuring"; }
build
with=$temp/build/bin/verify
before=$(checks "$without")
after=$(checks "$with")
((after > before)) || fail "$before checks without the new operation, $after with it"
"$with" --op gelu_tanh || fail "verify --op gelu_tanh: exit $?"

sed -i 's/0\.044715/0.044716/' "$temp/tree/kernels/op/gelu_tanh.c"
build
status=0
"$with" --op gelu_tanh >"$temp/broken" 2>&1 || status=$?
((status == 3)) || { cat "$temp/broken" >&2; fail "a wrong constant: exit $status, expected 3"; }
echo "checks: $before without, $after with; a wrong constant: $(grep -c '^FAIL gelu_tanh' "$temp/broken") lines of FAIL"

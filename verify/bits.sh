#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# bits.sh VERIFY COMPILER LEVEL - builds the library anew with COMPILER at LEVEL (-O0 to -O3), and holds the digests of
# what it computes, from the objects for every instruction set of this machine, against those of VERIFY's own library.
# Environment: CMAKE, the cmake to build with; BUILD, a folder for builds. Status 77: there is no such compiler.
set -eu
program=${1:?usage: bits.sh VERIFY COMPILER LEVEL} compiler=$2 level=$3
root=$(cd "$(dirname "$0")/.." && pwd)
folder=${BUILD:?}/bits/$compiler$level
command -v "$compiler" >/dev/null || {
    echo "skipped: no $compiler"
    exit 77
}

# Teams are larger than the machine here: threads that wait must not keep those that work from it.
export OMP_WAIT_POLICY=passive
openmp=()
[[ $compiler == clang* ]] && openmp=(-DOpenMP_C_FLAGS=-fopenmp=libomp)
mkdir -p "$folder"
build() {
    "${CMAKE:-cmake}" -S "$root" -B "$folder" -G Ninja -DCMAKE_C_COMPILER="$compiler" -DCMAKE_BUILD_TYPE=None \
        -DCMAKE_C_FLAGS="$level" -DGRADUS_OPTIMIZE="$level" -DBUILD_TESTING=OFF "${openmp[@]}" &&
        "${CMAKE:-cmake}" --build "$folder" --target gradus
}
if ! build >"$folder/log" 2>&1; then
    grep -v '^\[' "$folder/log" | tail -n 20
    echo "FAIL the library does not build with $compiler $level"
    exit 1
fi

# The program's own library stands behind this folder's.
library=$(dirname "$folder"/lib*/libgradus.so)
LD_LIBRARY_PATH=$library ldd "$program" | grep -q "libgradus.* => $library/" || {
    echo "FAIL $program does not take the library in $library"
    exit 1
}
"$program" --hash >"$folder/want"
compared=0
for isa in v4 v3 plain; do
    "$program" --isa "$isa" --list >/dev/null 2>&1 || continue
    LD_LIBRARY_PATH=$library "$program" --isa "$isa" --hash >"$folder/got"
    if ! cmp -s "$folder/want" "$folder/got"; then
        diff "$folder/want" "$folder/got" | head -n 20
        echo "FAIL other bits with $compiler $level, $isa objects: verify --isa $isa --hash, LD_LIBRARY_PATH=$library"
        exit 3
    fi
    compared=$((compared + $(wc -l <"$folder/got")))
done
echo "ok $compared digests"
((compared > 0))

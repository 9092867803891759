#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# start.sh PROGRAM CASE - a process that something else has put into a state in which nothing can be promised, as a
# library linked with -ffast-math does when it is loaded. CC: the compiler for PROGRAM's machine; RUN: what runs
# PROGRAM with a library loaded beforehand, the library's path following (default: env LD_PRELOAD=).
# shellcheck source=verify/harness.sh
. "$(dirname "$0")/harness.sh"

# refuses WORD: with the library in $work loaded, status 6 and one line that holds WORD.
refuses() {
    local arguments run
    read -ra run <<<"${RUN:-env LD_PRELOAD=}"
    run[-1]+=$work/library.so
    for arguments in --list "--quick --check golden"; do
        # shellcheck disable=SC2086
        "${run[@]}" "$program" $arguments >"$work/out" 2>"$work/err"
        ends 6 $? "$1: $arguments"
        [ "$(wc -l <"$work/err")" -eq 1 ] || fail "$1: one line on stderr: $(cat "$work/err")"
        grep -q "$1" "$work/err" || fail "$1 is not what it says: $(cat "$work/err")"
    done
}

# The library, built from what is on stdin.
library() {
    need "${CC:-cc}"
    "${CC:-cc}" -x c -shared -fPIC -o "$work/library.so" - -lm || exit 6
}

denormals() {
    # Clang and GCC from 13 on leave shared libraries without what -ffast-math adds to programs.
    printf '#include "%s/kernels/denormals.h"\n%s\n' "$root" \
        '__attribute__((constructor)) static void start(void) { denormals_flush(); }' | library
    refuses denormals
}

rounding() {
    printf '#include <fenv.h>\n%s\n' \
        '__attribute__((constructor)) static void start(void) { fesetround(FE_UPWARD); }' | library
    refuses 'round to nearest'
}

root=$(cd "$(dirname "$0")/.." && pwd)
cases='denormals rounding'
harness "$cases" "$@"

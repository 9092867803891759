#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# doctor.sh BENCH CASE - what bench doctor says of the machine that runs it, and of what is planted around it.
# shellcheck source=verify/harness.sh
. "$(dirname "$0")/../harness.sh"

# doctor [NAME=VALUE...]: its status in $status, its JSON in $work/out.
doctor() {
    env "$@" "$program" doctor --format json >"$work/out" 2>"$work/err"
    status=$?
}

# holds 'JQ CONDITION': on the last output.
holds() {
    jq -e "$1" <"$work/out" >"$work/jq" 2>&1 || fail "$1: $(jq -c .doctor <"$work/out")"
}

# The status follows from the table, and the complaint names what is bad.
agrees() {
    if jq -e '[.doctor[] | select(.verdict == "bad")] | length > 0' <"$work/out" >/dev/null; then
        ends 6 "$status" "a bad finding"
        [ "$(wc -l <"$work/err")" -eq 1 ] || fail "one line is expected: $(cat "$work/err")"
        grep -q 'measuring makes no sense here: ' "$work/err" || fail "nothing says why: $(cat "$work/err")"
    else
        ends 0 "$status" "no bad finding"
        [ ! -s "$work/err" ] || fail "nothing is expected on stderr: $(cat "$work/err")"
    fi
}

here() {
    need jq
    doctor
    agrees
    holds '.doctor | length >= 25'
    holds '[.doctor[] | .verdict | IN("ok", "note", "warn", "bad")] | all'
    holds '[.doctor[] | .check] | length == (unique | length)'
    holds '[.doctor[] | select(.verdict == "warn" or .verdict == "bad") | .remedy | length > 0] | all'
    holds '[.doctor[] | select(.verdict == "ok") | has("remedy") | not] | all'
    "$program" doctor --format md 2>/dev/null | grep -q '^| check | found | verdict | what to do |' || fail md
    "$program" doctor 2>/dev/null >"$work/out"
    grep -q '^doctor   ' "$work/out" || fail "no summary: $(cat "$work/out")"
    [ "$(wc -L <"$work/out")" -le 180 ] || fail "lines of $(wc -L <"$work/out") columns"
}

environment() {
    need jq
    doctor OMP_WAIT_POLICY=passive OPENBLAS_CORETYPE=Nehalem
    agrees
    holds '.doctor[] | select(.check == "OpenMP wait") | .verdict == "warn" and (.remedy | test("env -u OMP_WAIT_POLICY"))'
    holds '.doctor[] | select(.check == "BLAS core") | .verdict == "warn" and (.found | test("Nehalem"))'
    need taskset
    [ "$(nproc)" -ge 2 ] || return
    taskset -c 0 "$program" doctor --format json >"$work/out" 2>"$work/err"
    status=$?
    agrees
    holds '.doctor[] | select(.check == "affinity") | .verdict == "note" and (.found | test("^1 of "))'
}

# What others refuse to start with, it names.
flushed() {
    need jq
    need "${CC:-gcc}"
    [ "$(uname -m)" = x86_64 ] || exit 77
    echo '__attribute__((constructor)) static void set(void) { __builtin_ia32_ldmxcsr(__builtin_ia32_stmxcsr() | 0x8040); }' >"$work/f.c"
    "${CC:-gcc}" -shared -fPIC -o "$work/f.so" "$work/f.c" || exit 77
    LD_PRELOAD=$work/f.so "$program" doctor --format json >"$work/out" 2>"$work/err"
    status=$?
    grep -q 'runtime does not come first' "$work/err" && exit 77
    agrees
    holds '.doctor[] | select(.check == "denormals") | .verdict == "bad"'
    ends 6 "$status" "denormals flushed"
}

emulated() {
    need jq
    need valgrind
    valgrind -q --tool=none "$program" doctor --format json >"$work/out" 2>"$work/err"
    status=$?
    grep -q 'ASan runtime\|ShadowMap\|valgrind:' "$work/err" && exit 77
    ends 6 "$status" "under valgrind"
    holds '.doctor[] | select(.check == "emulation") | .verdict == "bad"'
}

wrong() {
    refused "--op has no meaning for bench doctor" doctor --op relu
    refused "--quick has no meaning for bench doctor" doctor --quick
    refused "did you mean doctor" docter
    refused "unexpected argument 'now'" doctor now
}

cases='here environment flushed emulated wrong'
harness "$cases" "$@"

#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# usage.sh VERIFY CASE - how verify deals with its user and its surroundings.
# shellcheck source=verify/harness.sh
. "$(dirname "$0")/harness.sh"

words() {
    local value
    refused "did you mean forward" --check forwrd
    refused "'nonsense'" --check nonsense
    refused "did you mean sigmoid" --op sigmod
    refused "what --list shows" --op nothing
    refused "one of exact, " --impl quick
    refused "did you mean fast" --impl fats
    refused "one of auto, v4, v3, plain" --isa pentium
    refused "'foo'" foo
    refused "'--opp'" --opp x
    refused "did you mean --check" --chec-k golden
    refused "--op wants a value" --op
    refused "--quick takes no value" --quick=3
    for value in -1 3.5 abc '' 1e3 99999999999999999999; do
        refused "--seed '$value'" "--seed=$value"
    done
    refused "--threads '0'" --threads 0
    refused "--shape 'n=0'" --op sigmoid --shape n=0
    refused "--shape 'm=3'" --op sigmoid --shape m=3
    refused "would not fit in memory" --op sigmoid --shape n=99999999999999999
    refused "--hyper 'gamma=1'" --op rmsprop --hyper gamma=1
    refused "'a\\x0ab\\x1b[31m'" "--check=$(printf 'a\nb\033[31m')"
}

help() {
    one_screen
    runs --help=all
    for word in --op --check --impl --shape 'Exit status'; do
        grep -q -- "$word" "$work/out" || fail "--help=all does not mention $word"
    done
    refused "only all is known" --help=some
    runs --version
    grep -q '^verify (Gradus) [0-9.]*$' "$work/out" || fail "--version"
    runs --usage
    runs --list
    grep -q '^  exhaustive' "$work/out" || fail "--list shows no checks"
    grep -q '^  rmsprop' "$work/out" || fail "--list shows no rows"
}

nothing() {
    local arguments
    for arguments in "--impl blas --op sigmoid" "--check inplace --op dense" "--check counts --op sigmoid"; do
        # shellcheck disable=SC2086
        "$program" $arguments >"$work/out" 2>"$work/err"
        ends 5 $? "verify $arguments"
        [ "$(wc -l <"$work/err")" -eq 1 ] || fail "verify $arguments: one line on stderr: $(cat "$work/err")"
    done
}

output() {
    "$program" --quick --check golden | head -n 1 >"$work/out"
    ends 0 "${PIPESTATUS[0]}" "a closed pipe"
    if [ -e /dev/full ]; then
        for arguments in "--quick --check golden" --help --version --list; do
            # shellcheck disable=SC2086
            "$program" $arguments >/dev/full 2>"$work/err"
            ends 6 $? "verify $arguments > /dev/full"
            [ "$(wc -l <"$work/err")" -eq 1 ] || fail "verify $arguments > /dev/full: $(cat "$work/err")"
        done
    fi
    "$program" --quick --check golden >&- 2>"$work/err"
    ends 6 $? "stdout closed"
}

interrupt() {
    local signal pid
    for signal in HUP:129 INT:130 TERM:143; do
        # A background job of a script ignores Ctrl-C, unless job control is on.
        set -m
        "$program" --check exhaustive --op exp >"$work/out" 2>"$work/err" &
        pid=$!
        set +m
        sleep 0.5
        kill -"${signal%:*}" "$pid"
        wait "$pid"
        ends "${signal#*:}" $? "${signal%:*}"
        grep -q '^interrupted' "$work/out" || fail "${signal%:*}: the output says nothing of it"
        grep -q '^FAIL' "$work/out" && fail "${signal%:*}: $(grep -m 1 '^FAIL' "$work/out")"
    done
}

# A line for each implementation asked for, the same every time; nothing else.
hash() {
    runs --hash --op 'sigmoid*'
    grep -qv '^sigmoid[a-z_]* [a-z0-9]* [0-9a-f]\{16\}$' "$work/out" && fail "lines: $(cat "$work/out")"
    [ "$(grep -c ' exact ' "$work/out")" -eq 3 ] || fail "three rows: $(cat "$work/out")"
    cp "$work/out" "$work/first"
    runs --hash --op 'sigmoid*' --isa plain
    cmp -s "$work/out" "$work/first" || fail "plain objects: $(diff "$work/out" "$work/first")"
    runs --hash --op 'sigmoid*' --seed 11
    cmp -s "$work/out" "$work/first" && fail "another seed, the same digests"
    runs --hash --quick --op matmul
    grep -q '^matmul exact ' "$work/out" || fail "matmul: $(cat "$work/out")"
    grep -q ' blas ' "$work/out" && fail "bits that OpenBLAS does not promise"
    runs --hash --quick --op matmul --impl blas
    grep -q '^matmul blas ' "$work/out" || fail "--impl blas: $(cat "$work/out")"
}

# OpenMP's variables: what crashes a runtime or takes threads away is left out, with a word; nothing changes the bits.
openmp() {
    local value
    for value in 0 -1 1000000 abc 2,2 ''; do
        OMP_NUM_THREADS=$value "$program" --quick --check threads --op dense >"$work/out" 2>"$work/err"
        ends 0 $? "OMP_NUM_THREADS=$value"
        grep -q "ignoring OMP_NUM_THREADS='$value'" "$work/err" || fail "OMP_NUM_THREADS=$value: $(cat "$work/err")"
    done
    for value in OMP_NUM_THREADS=1 OMP_NUM_THREADS=2 OMP_PROC_BIND=true OMP_PLACES=cores OMP_WAIT_POLICY=passive \
        OMP_NESTED=true OMP_MAX_ACTIVE_LEVELS=4; do
        env "$value" "$program" --quick --check threads --op 'd*' >"$work/out" 2>"$work/err"
        ends 0 $? "$value"
    done
    OMP_THREAD_LIMIT=1 OMP_DYNAMIC=true "$program" --quick --check threads --op sigmoid >"$work/out" 2>"$work/err"
    ends 0 $? "OMP_THREAD_LIMIT"
}

cases='words help nothing output interrupt hash openmp'
harness "$cases" "$@"

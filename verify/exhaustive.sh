#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# exhaustive.sh VERIFY CASE - the check of all floats from outside: samples, the journal of --resume, the proof and the
# sources that it is of.
# shellcheck source=verify/harness.sh
. "$(dirname "$0")/harness.sh"
root=$(cd "$(dirname "$0")/.." && pwd)

# What a survey found, without the seconds that it took.
report() {
    grep ' floats' "$1" | sed 's/; [0-9.]* s$//'
}

sample() {
    runs --check exhaustive --op 'tanh*' --every 65536
    [ "$(grep -c ': 65536 floats, all to the nearest' "$work/out")" -ge 3 ] || fail "three rows: $(cat "$work/out")"
    runs --check exhaustive --op tanh --every 4294967296
    grep -q ': 1 floats' "$work/out" || fail "one float: $(cat "$work/out")"
    "$program" --check exhaustive --op tanh --every 65536 --seed 1 >"$work/other"
    "$program" --check exhaustive --op tanh --every 65536 --seed 2 >"$work/out"
    cmp -s "$work/other" "$work/out" && fail "another seed takes the same floats"
    refused "--check exhaustive alone" --every 2
    refused "--check exhaustive alone" --resume "$work/journal" --check hard
    refused "--every '0'" --check exhaustive --every 0
    refused "of all floats" --check exhaustive --every 2 --proof "$work/proof.csv"
    refused "one of double, mpfr" --check exhaustive --truth guess
}

# MPFR alone comes to the same results.
truth() {
    runs --check exhaustive --op 'softplus*' --every 65536
    report "$work/out" | sed 's/, each decided by MPFR//' >"$work/double"
    runs --check exhaustive --op 'softplus*' --every 65536 --truth mpfr
    grep -q 'each decided by MPFR' "$work/out" || fail "--truth mpfr: $(cat "$work/out")"
    report "$work/out" | sed 's/, each decided by MPFR//' | cmp -s - "$work/double" || fail "MPFR finds something else"
}

# Killed again and again, and in the end the same as in one go.
resume() {
    local pid kills=0 status
    # About a second of work: MPFR decides 2^20 floats.
    set -- --check exhaustive --op 'sigmoid*' --impl exact --every 4096 --truth mpfr
    runs "$@"
    report "$work/out" >"$work/whole"
    for signal in KILL INT KILL TERM KILL; do
        set -m
        "$program" "$@" --resume "$work/journal" >"$work/out" 2>"$work/err" &
        pid=$!
        set +m
        sleep 0.6
        kill -$signal "$pid" 2>/dev/null && kills=$((kills + 1))
        wait "$pid" 2>/dev/null
    done
    [ "$kills" -gt 0 ] || fail "it was never interrupted"
    runs "$@" --resume "$work/journal"
    report "$work/out" | cmp -s - "$work/whole" || fail "resumed: $(report "$work/out")"
    # Once more: nothing is left to do, and the report is the same.
    runs "$@" --resume "$work/journal"
    report "$work/out" | cmp -s - "$work/whole" || fail "from the journal alone: $(report "$work/out")"
}

journal() {
    set -- --check exhaustive --op tanh --resume "$work/journal"
    runs "$@" --every 65536
    refused "another build or of other options" "$@" --every 65536 --truth mpfr
    refused "another build or of other options" "$@" --every 65536 --seed 3
    refused "another build or of other options" "$@" --every 32768
    refused "another build or of other options" "$@" --every 65536 --isa plain
    # The same, were it another build's.
    sed -i '1s/build [0-9a-f]*/build 0123456789abcdef/' "$work/journal"
    refused "another build or of other options" "$@" --every 65536
    echo "x,y" >"$work/text.csv"
    refused "this is no journal" --check exhaustive --resume "$work/text.csv"
    [ "$(cat "$work/text.csv")" = "x,y" ] || fail "a file that is no journal was changed"
}

# The committed proof is of these sources; one that is of others, or that lacks a row, fails with the command to run.
proof() {
    runs --check proof
    mkdir -p "$work/data/hard"
    sed '/^exp,exact,/s/,[0-9a-f]*,/,0123456789abcdef,/; /^tanh,exact,/d' "$root/data/hard/proof.csv" >"$work/data/hard/proof.csv"
    GRADUS_DATA=$work/data "$program" --check proof >"$work/out"
    ends 3 $? "a stale proof"
    for op in exp tanh; do
        grep -q "^FAIL $op proof: .*   verify --op $op --check exhaustive --impl exact --proof " "$work/out" ||
            fail "$op: $(cat "$work/out")"
    done
    [ "$(grep -c '^FAIL' "$work/out")" -eq 2 ] || fail "two lines fail: $(cat "$work/out")"
    rm "$work/data/hard/proof.csv"
    GRADUS_DATA=$work/data "$program" --check proof --op exp >"$work/out"
    ends 3 $? "no proof"
}

# A digest of what a row is computed by: comments, spaces and what computes nothing leave it alone.
sources() {
    local script=$root/verify/core_digests.sh
    of() {
        "$script" "$work/tree" | sed -n "s/^{\"$1\", \\(.*\\)},\$/\\1/p"
    }
    mkdir -p "$work/tree/kernels/op"
    cd "$work/tree/kernels" || exit 6
    printf '#include "exact.h"\n#include "row.h"\n/* one\n two */ int a = 1; // end\nchar *s = "/* a */";\n' >op/one.c
    printf 'int b;\n' >op/two.c
    printf '#include "deep.h"\nint c;\n' >exact.h
    printf 'int d;\n' >deep.h
    printf 'int e;\n' >row.h
    local one two
    one=$(of one) two=$(of two)
    if [ ${#one} -ne 18 ] || [ "$one" = "$two" ]; then
        fail "digests: '$one', '$two'"
    fi
    printf '#include "exact.h"\n#include "row.h"\nint   a=1;/* other */\n\nchar *s =\n    "/* a */"; // words\n' >op/one.c
    printf 'int e, f;\n' >row.h
    [ "$(of one)" = "$one" ] || fail "comments and spaces count"
    printf 'int dd;\n' >deep.h
    [ "$(of one)" != "$one" ] || fail "a header's header does not count"
    [ "$(of two)" = "$two" ] || fail "a header counts for those who do not include it"
    printf 'int d;\n' >deep.h
    [ "$(of one)" = "$one" ] || fail "the same source has another digest"
    printf '#include "exact.h"\nint a = 1; char *s = "/* b */";\n' >op/one.c
    [ "$(of one)" != "$one" ] || fail "a string does not count"
    rm deep.h
    "$script" "$work/tree" >/dev/null 2>&1 && fail "a header is missing, and nothing is said"
    cd "$work" || exit 6
}

cases='sample truth resume journal proof sources'
harness "$cases" "$@"

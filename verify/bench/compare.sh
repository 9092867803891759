#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# compare.sh BENCH CASE - the gate: equals pass, what is much slower fails, and what is no worker is named.
# shellcheck source=verify/harness.sh
. "$(dirname "$0")/../harness.sh"

holds() {
    jq -e "$1" <"$work/out" >"$work/jq" 2>&1 || fail "$1: $(cat "$work/jq") $(jq -c '.tests' <"$work/out")"
}

# worker NAME COMMAND...: an executable that is started with "worker" and does that instead.
worker() {
    local path=$work/$1
    shift
    printf '#!/bin/sh\n%s\n' "$*" >"$path"
    chmod +x "$path"
}

# ended STATUS TEXT ARGUMENTS: a status, and a line on stderr that holds TEXT.
ended() {
    local wanted=$1 text=$2 status
    shift 2
    "$program" "$@" >"$work/out" 2>"$work/err"
    status=$?
    ends "$wanted" "$status" "$*"
    grep -qF -- "$text" "$work/err" || fail "$*: '$text' is expected on stderr, got: $(cat "$work/err")"
}

# 16 launches of each; not REGRESSION, but a machine may be too loud for more.
equals() {
    need jq
    runs compare "$program" "$program" --filter 'step/iris/rmsprop/32/*' --tag smoke --format json
    holds '.comparison.method == "paired-sign-2stage/1" and .comparison.launches >= 16'
    holds '.comparison.false_alarm_bound < 0.001'
    holds '.tests | length == 1 and .[0].name == "step/iris/rmsprop/32/t1" and .[0].launches >= 16'
    holds '.tests[0] | .low_percent <= .change_percent and .change_percent <= .high_percent and .slower <= .launches'
}

# A worker that does everything ten times: it appends a 0 to the number of calls.
slower() {
    need jq
    worker tenfold "sed -u 's/^run .*/&0/' | '$program' worker"
    "$program" compare "$program" "$work/tenfold" --op relu --shape n=4096 --threads 1 --format json \
        >"$work/out" 2>"$work/err"
    ends 1 $? 'a slower candidate'
    holds '.tests[0] | .verdict == "REGRESSION" and .stage == "confirm" and .change_percent > 400'
    holds '.tests[0].note | startswith("again: bench compare")'
    runs compare "$work/tenfold" "$program" --op relu --shape n=4096 --threads 1 --format json
    holds '.tests[0] | .verdict == "improvement" and .change_percent < -80'
}

undecided() {
    need jq
    "$program" compare "$program" "$program" --op relu --shape n=64 --threads 1 --max-time 0.01 --format json \
        >"$work/out" 2>"$work/err"
    ends 5 $? 'no time at all'
    holds '.tests[0].verdict == "not measured"'
    "$program" compare "$program" "$program" --op relu --shape n=64 --threads 1 --max-time 0.5 --strict --format json \
        >"$work/out" 2>"$work/err"
    ends 4 $? 'too little time, --strict'
    holds '.tests[0].verdict == "inconclusive"'
    holds '.tests[0] | .launches < 16 and (.note | test("of 16 launches"))'
}

strangers() {
    worker dies 'kill -9 $$'
    worker silent 'sleep 60'
    worker liar 'echo gradus-worker 1 liar 1; while read -r line; do echo 42; done'
    worker without 'echo gradus-worker 1 without 1; while read -r line; do echo "no 0 never heard of it"; done'
    ended 6 'died of signal 9' compare "$program" "$work/dies" --op relu --threads 1
    ended 6 'has not answered for 1 s' compare "$program" "$work/silent" --op relu --threads 1 --timeout 1
    ended 6 "candidate answers '42'" compare "$program" "$work/liar" --op relu --threads 1
    ended 5 'no benchmark is in both' compare "$program" "$work/without" --op relu --threads 1
    grep -q 'never heard of it' "$work/out" || fail 'why it was not measured is not said'
    ended 6 'is no program that can be run' compare "$program" "$work/nowhere" --op relu --threads 1
}

wrong() {
    refused '2 operands are expected, 0 found' compare
    refused '2 operands are expected, 1 found' compare "$program"
    refused "unexpected argument 'c'" compare a b c
    refused 'did you mean smoke' compare a b --tag smok
    refused 'one kind at a time' compare a b --op relu --model iris
    refused 'names a standard set' compare a b --op relu --tag ci
    refused "--floor '0'" compare a b --floor 0
    refused "--tag has no meaning for bench run" --tag ci
    ended 5 'no benchmark has such a name' compare a b --filter nosuch
    need git
    git -C "$work" init -q
    cd "$work" || exit 6
    ended 2 'no such revision' compare git:nosuch "$program"
}

interrupted() {
    local status
    "$program" compare "$program" "$program" >"$work/out" 2>"$work/err" &
    sleep 3
    kill -INT $!
    wait $!
    status=$?
    ends 130 "$status" 'Ctrl-C'
    grep -q 'interrupted: partial' "$work/out" || fail 'what is there is not reported'
}

cases='equals slower undecided strangers wrong interrupted'
harness "$cases" "$@"

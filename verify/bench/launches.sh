#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# launches.sh BENCH CASE - times come from launches, each a process of its own, and none is dropped.
# shellcheck source=verify/harness.sh
. "$(dirname "$0")/../harness.sh"

holds() {
    jq -e "$1" <"$work/out" >"$work/jq" 2>&1 || fail "$1: $(cat "$work/jq") $(jq -c '.launches[:2]' <"$work/out")"
}

# Every launch of every thing that was timed is in the table, and the medians are those of their values.
rows() {
    need jq
    runs --op relu --shape n=4096 --impl exact --threads 1 --launches 5 --quick --format json
    holds '.operations | length == 1 and .[0].launches == 5'
    holds '[.launches[].launch] == [1, 2, 3, 4, 5]'
    holds '.operations[0].median_ns == ([.launches[].median_ns] | sort | .[2])'
    holds '.operations[0].low_ns == ([.launches[].median_ns] | min)'
    holds '.operations[0].high_ns == ([.launches[].median_ns] | max)'
    holds '.operations[0].interval_coverage == 0.9375'
    holds '.operations[0].contaminated_launches == ([.launches[] | select(.contaminated)] | length)'
    holds '[.launches[] | .slices == 9 and .iterations > 0 and .preemptions >= 0 and .run_delay_ns >= 0] | all'
}

steps() {
    need jq
    runs --optimizer rmsprop --epochs 2 --threads 1 --launches 3 --quick --format json
    holds '[.time[] | select(.median_ns) | .launches == 3] | all'
    holds '(.launches | length) == 3 * ([.time[] | select(.median_ns)] | length)'
    holds '[.launches[] | .model == "iris" and .optimizer == "rmsprop" and .batch == 32] | all'
    runs --optimizer rmsprop --epochs 2 --threads 1
    grep -q 'over 8 launches, each a process of its own; coverage 99.2 %$' "$work/out" ||
        fail "eight launches are expected: $(grep note "$work/out")"
}

# A handful of launches bounds nothing, and says so.
verdict() {
    runs --op relu --shape n=4096 --threads 1 --launches 5 --quick
    grep -q 'over 5 launches, .*: too few for a verdict$' "$work/out" || fail "a verdict: $(cat "$work/out")"
    runs --op relu --shape n=4096 --threads 1 --launches 1 --quick
    grep -q 'over 1 launch, .*: too few for a verdict$' "$work/out" || fail "a verdict: $(cat "$work/out")"
}

# What came before the time was used up is kept.
hurry() {
    need jq
    runs --op relu --shape n=4096 --impl exact --threads 1 --launches 1000 --max-time 0.5 --format json
    holds '.operations[0].launches | . >= 1 and . < 1000'
    holds '(.launches | length) == .operations[0].launches'
    runs --op relu --shape n=4096 --impl exact --threads 1 --launches 1000 --max-time 0.5
    grep -q '1000 launches were asked for: no more began within --max-time' "$work/out" || fail 'it is not said'
}

# A slice of cold caches is one call.
cold() {
    need jq
    runs --op relu --shape n=65536 --impl exact --threads 1 --launches 2 --quick --cold-cache --format json
    holds '[.launches[].iterations] | unique == [1]'
}

# The time of a thousand launches is given up at the first signal; what was measured is reported.
interrupted() {
    "$program" --op relu --shape n=4096 --impl exact --threads 1 --launches 1000 >"$work/out" 2>"$work/err" &
    local pid=$!
    sleep 1
    kill -INT "$pid"
    wait "$pid"
    ends 130 $? 'Ctrl-C'
    grep -qE '^relu .* pass ' "$work/out" || fail "what was measured is lost: $(cat "$work/out" "$work/err")"
}

# A plan has a row for each piece of work, and its times add up.
plan() {
    need jq
    runs --model iris,dot --optimizer sgd,adam --batch 8,32 --epochs 2 --dry-run --format json
    holds '[.plan[] | "\(.model)/\(.optimizer)/\(.batch)"] | length == 8 and unique == sort'
    holds '[.plan[] | .launches == 8 and .training_ns > 0 and .verification_ns > 0 and .timing_ns > 0] | all'
    holds '[.plan[] | .predicted_ns / (.training_ns + .verification_ns + .timing_ns) - 1 | fabs < 1e-9] | all'
    holds 'has("runs") or has("time") | not'
    runs --optimizer sgd --epochs 2 --no-verify --launches 3 --dry-run --format json
    holds '.plan[0] | .verification_ns == 0 and .launches == 3'
    runs --op 'relu' --shape n=4096 --threads 1 --dry-run --format json
    holds '[.plan[] | .operation == "relu" and .shape == "n=4096" and .predicted_ns > 0] | all and length >= 1'
    runs --optimizer sgd,adam --epochs 2 --dry-run
    grep -qE '^plan +2 jobs: about [0-9.]+ m?s, ' "$work/out" || fail "the sum is missing: $(cat "$work/out")"
    # --max-time bounds a plan too.
    runs --op relu --shape n=4096 --threads 1 --impl exact --launches 100 --max-time 1 --dry-run --format json
    holds '.plan[0].timing_ns | . > 0.9e9 and . < 30e9'
    refused '--dry-run has no meaning for --against' --against onednn --dry-run
}

wrong() {
    refused "--launches '0'" --op relu --launches 0
    refused "--launches '2.5'" --op relu --launches 2.5
    refused "--launches '1001'" --op relu --launches 1001
    refused "--warmup '-1'" --op relu --warmup -1
    refused "--launches has no meaning for bench list" list --launches 3
    refused "--progress" --op relu --progress perhaps
}

cases='rows steps verdict hurry cold interrupted plan wrong'
harness "$cases" "$@"

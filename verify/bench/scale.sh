#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# scale.sh BENCH CASE - operations and steps with more and more threads.
# shellcheck source=verify/harness.sh
. "$(dirname "$0")/../harness.sh"

holds() {
    jq -e "$1" <"$work/out" >"$work/jq" 2>&1 || fail "$1: $(cat "$work/jq") $(jq -c '.scale, .serial_part' <"$work/out")"
}

operations() {
    need jq
    runs scale --op 'matmul' --shape 256x256x256 --impl tile --quick --format json
    holdings
    holds '[.scale[] | .subject == "matmul tile" and .size == "m=256,k=256,n=256"] | all'
    holds '[.scale[] | select(has("speed_up")) | (.speed_up < 1) == ((.note // "") | test("SLOWER"))] | all'
}

# One thread is the measure of the others; four thread counts make a fit.
holdings() {
    holds '[.scale[] | .threads] == [range(1; ([.scale[] | .threads] | length) + 1)] or ([.scale[].threads] | length > 15)'
    holds '.scale[0] | .threads == 1 and .speed_up == 1 and .efficiency_percent == 100'
    holds '[.scale[] | select(has("speed_up")) | .efficiency_percent - 100 * .speed_up / .threads | fabs < 1e-9] | all'
    if [ "$(jq '[.scale[] | select(has("speed_up"))] | length' <"$work/out")" -ge 4 ]; then
        holds '.serial_part[0] | has("serial_percent") and has("residual_percent")'
    else
        holds '(.serial_part // []) | length == 0'
        holds '[.lines[] | .text // "" | test("no serial part is fitted to 1 of these: that takes 4 thread counts")] | any'
    fi
}

steps() {
    need jq
    runs scale --model mlp:256-512-10 --optimizer sgd --batch 64 --quick --format json
    holdings
    holds '[.scale[] | .subject == "mlp:256-512-10 sgd" and .size == "batch 64"] | all'
    runs scale --model iris --quick --format json
    holds '.scale[0].median_ns > 0'
    holds '[.scale[1:][] | (has("median_ns") | not) and (.note | test("one thread is used"))] | all'
}

wrong() {
    refused "did you mean sigmoid" scale --op sigmod
    refused "--threads '0'" scale --op relu --threads 0
    refused "--op has no meaning for bench scale of steps" scale --op relu --model iris
    refused "--epochs has no meaning for bench scale of operations" scale --epochs 3
    refused "--against has no meaning for bench scale of operations" scale --op relu --against glibc
    [ "$(nproc)" -ge 2 ] || return
    refused "1 must be among them" scale --op relu --threads 2
}

cases='operations steps wrong'
harness "$cases" "$@"

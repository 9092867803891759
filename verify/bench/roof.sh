#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# roof.sh BENCH CASE - the machine's limits: what `bench roof` prints, and the share of them in other reports.
# shellcheck source=verify/harness.sh
. "$(dirname "$0")/../harness.sh"

# says PATTERN...: lines of the last output.
says() {
    local pattern
    for pattern in "$@"; do
        grep -qE -- "$pattern" "$work/out" || fail "expected '$pattern' in: $(cat "$work/out")"
    done
}

# holds 'JQ CONDITION': on the last output, which is JSON.
holds() {
    jq -e "$1" <"$work/out" >"$work/jq" 2>&1 || fail "$1: $(cat "$work/jq") $(jq -c 'del(.lines)' <"$work/out")"
}

quick() {
    local start=$SECONDS
    runs roof --quick
    [ $((SECONDS - start)) -le 60 ] || fail "roof --quick took $((SECONDS - start)) s"
    says '^machine ' '^command  bench roof --quick' '^plain +1 ' '^copy, 1 read 1 written +ordinary +1 ' \
        '^adam, 4 read 3 written in place +ordinary +1 ' '64M floats are left out by --quick'
    [ "$(wc -L <"$work/out")" -le 170 ] || fail "lines of $(wc -L <"$work/out") columns"
    runs roof --quick --isa plain --threads 1
    says '^plain +1 ' 'plain objects'
    grep -qE '^v[34] |^ +2 ' "$work/out" && fail "more than was asked for: $(cat "$work/out")"
}

formats() {
    need jq
    runs roof --quick --out "csv=$work/a.csv" --out "md=$work/a.md" --format json
    holds '[.peak[] | .flops_per_second > 1e8 and .low_flops_per_second <= .flops_per_second] | all'
    holds '[.bandwidth[] | .floats_4096_bytes_per_second > 1e8 and (has("floats_67108864_bytes_per_second") | not)] | all'
    holds '[.bandwidth[] | .floats_65536_low_bytes_per_second <= .floats_65536_high_bytes_per_second] | all'
    holds '[.bandwidth[].mix] | unique | length == 7'
    head -n 1 "$work/a.csv" | grep -q '^table,.*,flops_per_second,' || fail 'CSV: no head'
    grep -q '^| multiply-adds | threads |' "$work/a.md" || fail "md: $(cat "$work/a.md")"
    [ "$(nproc)" -ge 2 ] || return
    holds '[.teams[] | .fork_join_ns > 0 and .library_chunks == 4] | all and length == 1'
    holds '[.chunks[] | .alone_ns > 0 and .team_ns > 0] | all'
}

wrong() {
    refused "--op has no meaning for bench roof" roof --op relu
    refused "--optimizer has no meaning for bench roof" roof --optimizer sgd
    refused "--plot has no meaning for bench roof" roof --plot a.svg
    refused "--isa pentium" roof --isa pentium
    refused "--threads '0'" roof --threads 0
    refused "did you mean roof" rof
    refused "unexpected argument 'fast'" roof fast
}

interrupted() {
    need jq
    local pid
    set -m
    "$program" roof --format json >"$work/out" 2>"$work/err" &
    pid=$!
    set +m
    sleep 1
    kill -INT "$pid"
    wait "$pid"
    ends 130 $? 'roof, interrupted'
    holds '.context.interrupted'
    grep -qE 'interrupted: partial, [0-9] of 7 measurements done' "$work/out" || fail "no line says how far it came"
}

# The share of the limit that other reports give, and what they say where it is no limit.
shares() {
    need jq
    runs --op 'r*' --quick --format json --threads 1
    holds '[.operations[] | .percent_of_limit > 0 and .limit_ns > 0 and (.limited_by | test("stream"))] | all'
    holds '[.operations[] | .percent_of_limit - 100 * .limit_ns / .median_ns | fabs < 1e-6] | all'
    holds '[.operations[] | (.percent_of_limit > 105) == ((.note // "") | test("limit mis-measured"))] | all'
    holds '[.operations[] | select(.operation == "rmsprop") | .limited_by == "sgdm stream"] | all'
    runs --op sigmoid --against glibc --quick --format json --threads 1
    holds '[.against[] | .percent_of_limit > 0 and .limited_by == "copy stream"] | all and length > 1'
    runs --op matmul --shape 128x256x128 --quick --format json --threads 1
    holds '[.operations[] | .limited_by == "multiply-adds"] | all'
    runs --op relu --shape n=100 --quick --format json --threads 1
    holds '.operations[0] | has("percent_of_limit") | not'
    runs --no-verify --epochs 2 --threads 1 --format json
    holds '[.time[] | has("percent_of_limit") | not] | all'
    runs --model mlp:784-128-10 --no-verify --epochs 1 --quick --threads 1
    says '^part .*% of limit'
    runs --model mlp:784-128-10 --no-verify --epochs 1 --quick --threads 1 --format json
    holds '[.time[] | select(.part == "forward" or .part == "backward" or .part == "update" or .part == "step")
        | .percent_of_limit > 0] | all and length == 4'
    holds '[.time[] | (.percent_of_limit > 105) == ((.note // "") | test("limit mis-measured"))] | all'
}

cases='quick formats wrong interrupted shares'
harness "$cases" "$@"

#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# list.sh BENCH CASE - what can be named, and how a list of it is narrowed.
# shellcheck source=verify/harness.sh
. "$(dirname "$0")/../harness.sh"

holds() {
    jq -e "$1" <"$work/out" >"$work/jq" 2>&1 || fail "$1: $(cat "$work/jq") $(jq -c . <"$work/out")"
}

filters() {
    need jq
    runs list --format json
    holds '.list | length > 40'
    holds '[.list[] | .kinds | length > 0] | all'
    runs list --op 's*' --impl fast --format json
    holds '[.list[] | (.name | startswith("s")) and (.implementations | test("fast"))] | all and length > 3'
    runs list --kind optimizer --format json
    holds '[.list[].name] == ["sgd", "sgdm", "adagrad", "rmsprop", "adam"]'
    runs list --kind product,regularizer --format json
    holds '[.list[] | .kinds | test("product|regularizer")] | all and length > 5'
    "$program" list --kind loss --impl tile >"$work/out" 2>"$work/err"
    ends 5 $? 'nothing is both'
    [ "$(wc -l <"$work/err")" -eq 1 ] || fail "one line is expected: $(cat "$work/err")"
}

# Each list, and each kind holds as many as it says.
what() {
    need jq
    local kind n
    runs list --what kinds --format json
    jq -r '.kinds[] | "\(.name) \(.operations)"' <"$work/out" >"$work/kinds"
    while read -r kind n; do
        runs list --kind "$kind" --format json
        holds ".list | length == $n"
    done <"$work/kinds"
    [ "$(wc -l <"$work/kinds")" -ge 7 ] || fail "kinds: $(cat "$work/kinds")"
    runs list --what models --format json
    holds '[.models[].name] == ["iris", "dot", "yogurt", "mlp:784-128-10"] and .models[0].parameters == 15'
    runs list --what optimizers --format json
    holds '[.optimizers[] | .states] == [0, 1, 1, 1, 2]'
    runs list --what peers --format json
    holds '[.peers[] | .state | IN("built", "not built", "a module of Python")] | all and length == 10'
    runs list --what formats --format json
    holds '[.formats[].name] | contains(["console", "json", "csv", "md"])'
    runs list --what operations --format json
    holds '.list | length > 40'
}

wrong() {
    refused "did you mean peers" list --what peer
    refused "--what 'xyz': there are kinds" list --what xyz
    refused "did you mean activation" list --kind activaton
    refused "--kind 'xyz': no such kind (activation" list --kind xyz
    refused "empty item" list --kind loss,,product
    refused "did you mean sigmoid" list --op sigmod
    refused "--impl 'fats'" list --impl fats
    refused "--op chooses operations, not 'models'" list --what models --op relu
    refused "--what is of the list of names" list --model iris --what peers
    refused "--kind has no meaning for bench run" --kind loss
}

cases='filters what wrong'
harness "$cases" "$@"

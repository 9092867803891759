#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# instructions.sh BENCH CASE - instructions of operations and steps, by callgrind: the same in every run.
# shellcheck source=verify/harness.sh
. "$(dirname "$0")/../harness.sh"

# counts ARGUMENTS: the tables of a run, in $work/out.
counts() {
    "$program" instructions "$@" --format json >"$work/out" 2>"$work/err" ||
        fail "instructions $*: status $?: $(cat "$work/err")"
}

holds() {
    jq -e "$1" <"$work/out" >"$work/jq" 2>&1 || fail "$1: $(cat "$work/jq")"
}

needs() {
    need jq
    need valgrind
    grep -qw avx2 /proc/cpuinfo || exit 77
}

# All rows, twice, from two folders, with another environment: not an instruction more or less.
same() {
    needs
    local start=$SECONDS first
    counts
    [ $((SECONDS - start)) -le 60 ] || fail "all rows took $((SECONDS - start)) s"
    first=$(jq -c .instructions <"$work/out")
    holds '[.instructions[] | .instructions > 0 and .instructions_per_element > 0 and .flops > 0] | all'
    holds '.context.isa == "v3"'
    "$program" list --format json >"$work/list" || fail 'list'
    [ "$(jq -c '[.list[].name]' <"$work/list")" = "$(jq -c '[.instructions[].operation] | reduce .[] as $n ([]; if .[-1] == $n then . else . + [$n] end)' <"$work/out")" ] ||
        fail "not every operation is counted, in its order"
    cd "$work" || exit 6
    SOMETHING_LONG=$(printf 'x%.0s' {1..3000}) counts
    [ "$(jq -c .instructions <"$work/out")" = "$first" ] || fail 'another run, other counts'
}

steps() {
    needs
    local first
    counts --model iris,dot --optimizer all --batch 8,32
    first=$(jq -c .step_instructions <"$work/out")
    holds '.step_instructions | length == 20'
    holds '[.step_instructions[] | .instructions > 0 and .instructions_per_sample * .batch == .instructions] | all'
    counts --model iris,dot --optimizer all --batch 8,32
    [ "$(jq -c .step_instructions <"$work/out")" = "$first" ] || fail 'another run, other counts'
}

# More work, more instructions; and what is asked for, only.
chosen() {
    needs
    counts --op relu --shape n=8192
    holds '.instructions | length == 1 and .[0].shape == "n=8192"'
    cp "$work/out" "$work/large"
    counts --op relu --shape n=4096
    jq -e --slurpfile large "$work/large" '($large[0].instructions[0].instructions / .instructions[0].instructions) as $r
        | $r > 1.9 and $r < 2.1' <"$work/out" >/dev/null || fail 'twice the elements are not twice the instructions'
    counts --op 's*' --impl fast
    holds '[.instructions[].implementation] | unique == ["fast"]'
    mkdir "$work/scratch"
    TMPDIR=$work/scratch counts --op relu --isa plain
    [ -z "$(ls "$work/scratch")" ] || fail "something is left behind: $(ls "$work/scratch")"
    holds '.context.isa == "plain"'
    "$program" instructions --op relu >"$work/out" 2>&1
    grep -q '^counter  valgrind-.*callgrind' "$work/out" || fail "nothing says what counted: $(cat "$work/out")"
}

missing() {
    PATH=$work "$program" instructions --op relu >"$work/out" 2>"$work/err"
    ends 6 $? 'without valgrind'
    [ "$(wc -l <"$work/err")" -eq 1 ] || fail "one line is expected: $(cat "$work/err")"
    grep -q 'apt-get install valgrind' "$work/err" || fail "nothing says what to do: $(cat "$work/err")"
}

wrong() {
    refused "did you mean sigmoid" instructions --op sigmod
    refused "--model 'irs'" instructions --model irs
    refused "--isa 'v4': valgrind runs v3" instructions --isa v4
    refused "--op has no meaning for bench instructions of steps" instructions --op relu --model iris
    refused "--threads has no meaning for bench instructions of operations" instructions --threads 2
    refused "--shape '3x3'" instructions --op relu --shape 3x3
    refused "--impl 'fats'" instructions --impl fats
    refused "did you mean instructions" instruction
}

cases='same steps chosen missing wrong'
harness "$cases" "$@"

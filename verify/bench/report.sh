#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# report.sh BENCH CASE - results that were kept are shown again: every format of every command, the same as when they
# were new.
# shellcheck source=verify/harness.sh
. "$(dirname "$0")/../harness.sh"

# The outputs of every command, kept: kept NAME is $work/NAME.FORMAT.
formats='console json ndjson csv md'
keep() {
    local name=$1 status out=() format
    shift
    for format in $formats; do
        out+=(--out "$format=$work/$name.$format")
    done
    "$program" "$@" "${out[@]}" >"$work/out" 2>"$work/err"
    status=$?
    [ "$status" -eq 0 ] || fail "$name: status $status: $(cat "$work/err")"
    cmp -s "$work/out" "$work/$name.console" || fail "$name: another console in a file"
}

# again NAME: from both kinds of JSON to every format.
again() {
    local kind format
    for kind in json ndjson; do
        for format in $formats; do
            "$program" report --format "$format" "$work/$1.$kind" 2>"$work/err" | cmp - "$work/$1.$format" ||
                fail "$1: $kind as $format: $(cat "$work/err")"
        done
    done
}

again_after() {
    keep "$@"
    again "$1"
}

sweeps() {
    again_after default --epochs 3 --threads 1
    again_after sweep --optimizer all --batch 8,32 --epochs 2 --threads 1
    again_after nan --flush-denormals --quick --threads 1
    again_after yogurt --model yogurt --optimizer adam --quick --threads 1
}

others() {
    again_after assignment assignment --no-verify --flush-denormals
    again_after operations --op 's*' --quick --threads 1
    again_after costs list --model mlp:3-4-2
    for what in operations kinds models optimizers peers formats; do
        again_after "$what" list --what "$what"
    done
    again_after roof roof --quick --threads 1
    again_after accuracy accuracy --op exp --every 16777216
    again_after scale scale --op relu --quick
    "$program" list --what peers | grep -q '^glibc .*built' &&
        again_after against --op exp --shape n=64 --against glibc --quick --threads 1
    "$program" doctor --out json="$work/doctor.json" --out console="$work/doctor.console" >"$work/out" 2>&1
    "$program" report "$work/doctor.json" | cmp - "$work/doctor.console" || fail 'doctor'
}

several() {
    keep one --epochs 2 --quick --threads 1
    keep two --op relu --quick --threads 1
    runs report "$work/one.json" "$work/two.ndjson" --format json
    cp "$work/out" "$work/both.json"
    runs report - --format json <"$work/both.json"
    cmp -s "$work/out" "$work/both.json" || fail 'two runs in one file are not the same again'
    runs report "$work/both.json"
    grep -q "^run  *$work/two.ndjson" "$work/out" || fail 'it does not say which run is which'
    [ "$(grep -c '^machine' "$work/out")" -eq 2 ] || fail 'two machine lines are expected'
    refused 'bench report: 1 operands are expected' report
    refused 'cannot read: No such file' report "$work/none"
    refused 'has no meaning for bench report' report --optimizer sgd "$work/one.json"
    head -c 400 "$work/one.json" >"$work/torn.json"
    refused "$work/torn.json:" report "$work/torn.json" --out "csv=$work/never.csv"
    [ ! -e "$work/never.csv" ] || fail 'a file of results that could not be read'
}

# No format shows a NaN or an infinity as a number; the console says nan where a loss is one.
finite() {
    keep nan --flush-denormals --threads 1
    keep worst --model dot --lr 1e6 --optimizer sgd --epochs 5 --quick --threads 1
    for format in json ndjson csv; do
        grep -inE '(": |^|,)-?(nan|inf(inity)?)([^a-z]|$)' "$work/nan.$format" "$work/worst.$format" &&
            fail "$format holds a number that is none"
    done
}

# Colours: where they are asked for, else by the environment, else on a terminal only.
colours() {
    local escape
    escape=$(printf '\033')
    colour() { # EXPECTED ENVIRONMENT... -- ARGUMENTS
        local want=$1 env=()
        shift
        while [ "$1" != -- ]; do
            env+=("$1")
            shift
        done
        shift
        env -u NO_COLOR -u CLICOLOR_FORCE TERM=xterm "${env[@]}" "$program" report "$work/one.json" "$@" >"$work/out"
        [ "$(grep -c "$escape\[32m" "$work/out")" -eq "$want" ] || fail "${env[*]} $*: expected $want lines with colour"
    }
    keep one --epochs 2 --threads 1
    colour 0 --
    colour 1 -- --color always
    colour 1 NO_COLOR=1 -- --color always
    colour 0 CLICOLOR_FORCE=1 -- --color never
    colour 1 CLICOLOR_FORCE=1 -- --color auto
    colour 0 CLICOLOR_FORCE=0 --
    colour 0 CLICOLOR_FORCE=1 NO_COLOR=1 --
    colour 1 CLICOLOR_FORCE=1 NO_COLOR= --
    colour 0 -- --color always --format json
    need script
    TERM=xterm script -qec "env -u NO_COLOR $program report $work/one.json" /dev/null >"$work/out" </dev/null
    grep -q "$escape\[32m" "$work/out" || fail 'no colour on a terminal'
    TERM=dumb script -qec "env -u NO_COLOR $program report $work/one.json" /dev/null >"$work/out" </dev/null
    grep -q "$escape" "$work/out" && fail 'colour on a terminal that has none'
    refused "--color 'blue': auto, always or never is expected" --color blue
}

cases='sweeps others several finite colours'
harness "$cases" "$@"

#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# usage.sh BENCH CASE - how the program deals with its user: wrong words, help, a closed or full output, Ctrl-C,
# files.
# shellcheck source=verify/harness.sh
. "$(dirname "$0")/../harness.sh"

batch() {
    local value
    for value in 0 121 1e9 -3 3.5 abc '' ' 8' 8x nan inf 1,,2 ',' '8,' ',8' 1,0 99999999999999999999; do
        refused "--batch" "--batch=$value"
        refused "${value%%,*}" "--batch=$value"
    done
    refused "'abc'" --optimizer rmsprop --batch abc
    refused "'all'" --batch 8,all
    refused "more than the 32 training rows of yogurt" --model yogurt --batch 33
    refused "more than the 300 training rows of dot" --model dot --batch 301
    refused "more than the 120 training rows of iris" --model dot,iris --batch 200
    refused "from 1 to 120 is expected" --batch 0
    refused "'all' stands alone" --batch 8,all
    refused "there twice" --batch 8,32,8
    refused "each once" --batch 8,8.0
    refused "--batch needs a value" --batch
}

numbers() {
    local value
    for value in 0 -1 3.5 abc '' nan 1e9 1,2; do
        refused "--epochs '$value'" "--epochs=$value"
    done
    for value in 0 -0.1 abc '' nan inf 1e999 0.1x 1e9; do
        refused "--lr '$value'" "--lr=$value"
    done
    for value in -1 3.5 4294967296 abc ''; do
        refused "--seed '$value'" "--seed=$value"
    done
    refused "--l1 '-1'" --l1 -1
    refused "--l2 'nan'" --l2 nan
    refused "--lr-decay '1.5'" --lr-decay 1.5
    refused "--lr-step '0'" --lr-decay 0.9 --lr-step 0
    refused "--epsilon '-1e-9'" --epsilon -1e-9
    refused "--beta '1'" --beta 1
    refused "--beta1 '1'" --optimizer adam --beta1 1
    refused "--cost '-1'" --model yogurt --cost -1
    refused "below 1 is expected" --beta 1
    refused "'0.999999999' is 1 in float32" --beta 0.999999999
    refused "above 0 and at most 1e6 is expected" --lr 1e7
    refused "'inf' is not finite" --lr inf
    refused "'1e999' is too large" --lr 1e999
    refused "'1e-50' is 0 in float32" --lr 1e-50
}

names() {
    refused "unknown option '--frob'" --frob
    refused "did you mean --optimizer" --optimzer sgd
    refused "did you mean --optimizer" --optimiser sgd
    refused "did you mean run" rum
    refused "unexpected argument 'iris'" run iris
    refused "--optimizer 'adem'" --optimizer adem
    refused "did you mean adam" --optimizer adem
    refused "--optimizer 'relu'" --optimizer relu
    refused "--optimizer ''" --optimizer ''
    refused "'all' stands alone" --optimizer all,sgd
    refused "'sgd' is there twice" --optimizer sgd,adam,sgd
    refused "there twice" --model iris,iris
    refused "there twice" --threads 1,1
    refused "empty item" --optimizer sgd,,adam
    refused "--model 'irs'" --model irs
    refused "did you mean iris" --model irs
    refused "--model ''" --model ''
    for value in mlp mlp: mlp:3 mlp:3-0 mlp:3--2 mlp:a-b mlp:3-2- mlp:4-1 mlp:4-3.5-2 iris:3; do
        refused "--model '$value'" --model "$value"
    done
    refused "at most 8 layers" --model mlp:2-2-2-2-2-2-2-2-2-2
    refused "mlp:400000000-400000000" --model mlp:400000000-400000000
    refused "mlp:4000000000-4000000000-4000000000" list --model mlp:4000000000-4000000000-4000000000
    refused "no format 'xml'" --format xml
    refused "no format 'jsn'" --out jsn=x
    refused "--out 'json'" --out json
    refused "--init 'zero'" --init zero
    refused "--init tf" --model dot --init tf
    refused "--impl 'fats': no operation has it (exact, " --impl fats
    refused "no operation has it" --op sigmoid --impl fats
    refused "--isa" --isa pentium
    refused "--threads '0'" --threads 0
    refused "--threads '9999'" --threads 9999
    refused "--threads 'many': a whole number from 1 to" --threads many
    refused "did you mean sigmoid" --op sigmod
    refused "--shape 'n=0'" --op sigmoid --shape n=0
    refused "--shape '3x3'" --op sigmoid --shape 3x3
    refused "--shape 'm=3'" --op sigmoid --shape m=3
    refused "half of this machine's" --op dense --shape 100000x100000x100000
}

# Whatever stands in a word, the complaint is one line that can be read.
echoes() {
    local long
    long=$(printf 'x%.0s' {1..300})
    refused "'a\x0ab\x01\xff'" --lr $'a\nb\x01\xff'
    refused "'--fr\x0aob'" $'--fr\nob'
    refused "'iris\x1b[31m'" run $'iris\e[31m'
    for option in --lr --batch --model --optimizer --threads --init --impl --op --out --plot --format "--model mlp:"; do
        # shellcheck disable=SC2086
        refused "xxx...'" $option"${option:+ }$long"
        [ "$(wc -c <"$work/err")" -lt 250 ] || fail "$option: a long word makes a long line: $(cat "$work/err")"
    done
}

useless() {
    refused "--epsilon" --optimizer sgd --epsilon 1e-8
    refused "--beta1" --optimizer rmsprop --beta1 0.5
    refused "--cost is for" --cost 3
    refused "--lr-step" --lr-step 3
    refused "--lr has no meaning for bench list" list --lr 3
    refused "--batch has no meaning for bench assignment" assignment --batch 3
    refused "--optimizer has no meaning for --op" --op sigmoid --optimizer sgd
    refused "--shape" --shape n=3
    refused "takes no value" --quick=3
}

help() {
    local command
    one_screen
    for word in --optimizer --batch --model --op; do
        grep -q -- "$word" "$work/out" || fail "--help does not mention $word"
    done
    runs --help=all
    for word in --flush-denormals --unfused --timeout assignment worker 'Exit status'; do
        grep -q -- "$word" "$work/out" || fail "--help=all does not mention $word"
    done
    sed -n '/^ Commands:/,/^$/s/^  \([a-z][a-z]*\) .*/\1/p' "$work/out" >"$work/commands"
    while read -r command; do
        runs "$command" --help
        grep -q "^Usage: bench $command" "$work/out" || fail "bench $command --help: $(head -n 1 "$work/out")"
    done <"$work/commands"
    runs roof --help
    grep -q -- '--threads' "$work/out" || fail "bench roof --help lacks --threads"
    ! grep -q -- '--batch' "$work/out" || fail "bench roof --help offers --batch"
    refused "only all is known" --help=some
    "$program" --version | grep -q '^bench (Gradus) [0-9.]*$' || fail "--version"
    "$program" --usage | grep -q -- '--batch=LIST' || fail "--usage"
}

closed_pipe() {
    local i arguments
    for arguments in --quick list --help "list --format json"; do
        for i in 1 2 3; do
            # shellcheck disable=SC2086
            { "$program" $arguments 2>"$work/err"; echo $? >"$work/status"; } | head -n 1 >"$work/out"
            ends 0 "$(cat "$work/status")" "bench $arguments | head -n 1, try $i"
            [ ! -s "$work/err" ] || fail "bench $arguments | head -n 1: $(cat "$work/err")"
        done
        rm -f "$work/status"
        # shellcheck disable=SC2086
        { sleep 0.1; "$program" $arguments 2>"$work/err"; echo $? >"$work/status"; } | true
        while [ ! -s "$work/status" ]; do sleep 0.1; done
        ends 0 "$(cat "$work/status")" "bench $arguments | true"
    done
}

full_disk() {
    local arguments
    [ -e /dev/full ] || exit 77
    for arguments in --quick list --help "--quick --format json"; do
        # shellcheck disable=SC2086
        "$program" $arguments >/dev/full 2>"$work/err"
        ends 6 $? "bench $arguments > /dev/full"
        [ "$(wc -l <"$work/err")" -eq 1 ] || fail "bench $arguments > /dev/full: $(cat "$work/err")"
    done
    "$program" list --out json=/dev/full >"$work/out" 2>"$work/err"
    ends 6 $? "--out json=/dev/full"
    [ -s "$work/out" ] || fail "--out json=/dev/full: the console's report is expected all the same"
}

interrupt() {
    local signal pid arguments status
    for signal in INT:130 TERM:143; do
        # A background job of a script ignores Ctrl-C, unless job control is on.
        set -m
        "$program" --epochs 10000000 --no-verify --format json >"$work/out" 2>"$work/err" &
        pid=$!
        set +m
        sleep 1
        kill -"${signal%:*}" "$pid"
        wait "$pid"
        ends "${signal#*:}" $? "${signal%:*}"
        grep -q '"final_loss":' "$work/out" || fail "${signal%:*}: what was done is kept"
        grep -q '"interrupted": true' "$work/out" || fail "${signal%:*}: nothing says that this is partial"
        grep -q '"epochs_asked": 10000000' "$work/out" || fail "${signal%:*}: nothing says what was asked for"
        grep -q 'interrupted: partial, 0 of 1 job done' "$work/out" || fail "${signal%:*}: no line says how far it came"
    done
    # The assignment takes a tenth of a second: it may be done before it is interrupted.
    for arguments in "--op=s*" assignment; do
        set -m
        "$program" "$arguments" --format md >"$work/out" 2>"$work/err" &
        pid=$!
        set +m
        sleep 0.05
        kill -INT "$pid" 2>/dev/null
        wait "$pid"
        status=$?
        [ "$arguments$status" = assignment0 ] && continue
        ends 130 "$status" "$arguments"
        grep -q '^- \*\*partial\*\* interrupted: partial' "$work/out" || fail "$arguments: $(cat "$work/out")"
    done
}

files() {
    mkdir "$work/d"
    echo before >"$work/d/a.json"
    "$program" list --out "json=$work/d/a.json" --out "csv=$work/d/b.csv" --out "md=$work/d/c.md" >"$work/out" || fail "--out: $?"
    grep -q '"schema": "gradus/1"' "$work/d/a.json" || fail "--out json: not replaced"
    head -n 1 "$work/d/b.csv" | grep -q '^table,name' || fail "--out csv"
    grep -q '^| operation ' "$work/d/c.md" || fail "--out md"
    [ "$(find "$work/d" -type f | wc -l)" -eq 3 ] || fail "something is left behind: $(ls "$work/d")"
    "$program" list --out "json=$work/nowhere/a.json" >"$work/out" 2>"$work/err"
    ends 6 $? "--out into no folder"
    [ "$(wc -l <"$work/err")" -eq 1 ] || fail "--out into no folder: $(cat "$work/err")"
    # What cannot be written is known before any work.
    "$program" --epochs 10000000 --out "json=$work/nowhere/a.json" >"$work/out" 2>"$work/err"
    ends 6 $? "--out into no folder, before the work"
    [ ! -s "$work/out" ] || fail "--out into no folder: something was done"
    "$program" --out "csv=$work/d" >"$work/out" 2>"$work/err"
    ends 6 $? "--out into a folder's name"
    refused "are one file" list --out "json=$work/d/x" --out "csv=$work/d/x"
    refused "are one file" list --out "json=$work/d/x" --out "csv=$work/d/../d/x"
    refused "are one file" --out "json=$work/d/x.svg" --plot "$work/d/x.svg"
    refused "standard output" --out json=-
    refused "ends in .svg" --plot "$work/d/x.png"
    runs list --out json=/dev/null --out csv=/dev/null
    # A run that is refused leaves an old file alone.
    "$program" --batch 0 --out "json=$work/d/a.json" 2>/dev/null
    grep -q '"schema": "gradus/1"' "$work/d/a.json" || fail "a refused run has touched an old file"
}

cases='batch numbers names echoes useless help closed_pipe full_disk interrupt files'
harness "$cases" "$@"

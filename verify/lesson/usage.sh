#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# usage.sh LESSON CASE - how the program deals with its user: wrong arguments, short names, help, a closed or full
# output, Ctrl-C, pictures.
# shellcheck source=verify/harness.sh
. "$(dirname "$0")/../harness.sh"

# accepted PATTERN ARGUMENTS: status 0, nothing on stderr, a line that matches.
accepted() {
    local pattern=$1
    shift
    runs "$@"
    grep -q -- "$pattern" "$work/out" || fail "lesson $*: expected '$pattern', got: $(head -n 3 "$work/out")"
}

malformed_numbers() {
    local value
    for value in 3.5 abc '' -3 0 1e9 1e-2 1e2.5 nan inf 5x ' 5' '5 ' 99999999999999999999; do
        refused "--epochs '$value': expected a whole number from 1 to 1000000" p32_sgd "--epochs=$value"
    done
    for value in 1e-400 1e-46 0.$(printf '0%.0s' {1..50})1 -1e-50 0x1p-200; do
        refused ": is 0 as a float32, expected a number from 0 to 1000" p32_sgd "--lr=$value"
    done
    # A whole number may be written in any way, and 0 in more than one.
    for value in 2 2.0 2e0 20e-1 +2 0x2; do
        accepted '^Epoch 1,' p32_sgd --lr 0.0e5 --epochs "$value"
        ! grep -q '^Epoch 2,' "$work/out" || fail "--epochs $value: expected 2 epochs"
    done
    accepted '^After 99 epoch' p13 --epochs 1e2
    for value in abc '' -0.1 nan inf 1e999 0.1x ' 0.1' '0.1 ' 1e9 0,1; do
        refused "--lr '$value': expected a number from 0 to 1000" p32_sgd "--lr=$value"
    done
    refused "--epochs '-3': expected" p32_sgd --epochs -3
    refused "--batch '121': expected a whole number from 1 to 120" p38 --batch 121
    refused "--batch '0': expected" p29_regularizationfree --batch 0
    refused "--seed '4294967296': expected a whole number from 0 to 4294967295" p5 --seed 4294967296
    refused "--cost '-1': expected a number" p20 --cost -1
    refused "--beta2 '1.5': expected a number from 0 to 1" p40 --beta2 1.5
    refused "--lr-step '0': expected" p10 --lr-step 0
    refused "--l2 'x': expected" p29_regularizationcontain --l2 x
    refused "--alpha '1e6': expected" activations --alpha 1e6
    refused "--flush-denormals 'maybe': expected on or off" p38 --flush-denormals maybe
}

options() {
    refused "p22_ce has no option --lr; it has none" p22_ce --lr 3
    refused "p32_sgd has no option --beta; it has --lr, --epochs, --batch, --seed" p32_sgd --beta 0.9
    refused "p19_mse has no option --cost" p19_mse --cost 1
    refused "p29_regularizationfree has no option --l2" p29_regularizationfree --l2 0.03
    refused "p40_adam has no option --beta;" p40_adam --beta 0.9
    refused "p4_where has no option --plot" p4_where --plot "$work/x.svg"
    refused "p19_mse has no option --plot" p19_mse --plot "$work/x.svg"
    [ ! -e "$work/x.svg" ] || fail "a refused picture was drawn"
    refused "there is no option '--epoch-count'" p32 --epoch-count 3
    refused "there is no option '--lst'; did you mean --list?" --lst
    refused "there is no option '--stdev'; did you mean --stddev?" p19 --stdev=1
    refused "there is no option '--lrr'; did you mean --lr?" --lrr
    refused "there is no option '-lr'; did you mean --lr?" p32 -lr 3
    refused "there is no option '-h'; did you mean --help?" -h
    refused "there is no option '-x'; lesson --help shows them all" p32_sgd -x
    refused "--l can be any of --list, --lr, " p32 --l 3
    refused "--lr: expected a value after it" p32_sgd --lr
    refused "--list takes no value, but is given '3'" --list=3
    refused "--list stands alone" --list p38
    refused "--list stands alone" --list --lr 3
    refused "--list stands alone" --plot x.svg --list
    refused "--plot '': expected the name of a file that ends in .svg" p32 --plot=
    refused "--plot 'x.png': expected the name of a file that ends in .svg" p32 --plot x.png
    # What was typed is quoted on one line, fit for a terminal.
    refused "there is no option '--a\\x0ab\\x1b[31m'" "--a"$'\nb\e[31m'
    refused "there is no script 'p3\\x09\\xff'" p3$'\t\xff'
    refused "there is no script '$(printf 'a%.0s' {1..60})...'; lesson --list" "$(printf 'a%.0s' {1..100})"
    refused "--lr '$(printf '1%.0s' {1..60})...': expected a number" p32 --lr "$(printf '1%.0s' {1..5000})"
    # A beginning that is an option's alone will do, and options may come first.
    accepted 'After 2 epoch' --ep 3 p13
    accepted '^Epoch 1,' p38 --epochs=2 --flush-denormals off
    accepted 'w is 1.160000' p13 --w 2.6 --epochs 1
    accepted 'w is -5.000000' p13 --w -5 --lr 0
    accepted 'dtype=int32' -- p4
}

names() {
    refused "there is no script 'p39'" p39
    refused "there is no script ''" ''
    refused "there is no script 'p38_rmsprp'; did you mean p38_rmsprop?" p38_rmsprp
    refused "there is no script 'adam'; did you mean p40_adam?" adam
    # The number before the underscore is the surest part of a name.
    refused "there is no script 'p29_c'; did you mean p29_regularizationcontain?" p29_c
    refused "there is no script 'p29_free'; did you mean p29_regularizationfree?" p29_free
    refused "there is no script 'p29_regularisationfree'; did you mean p29_regularizationfree?" p29_regularisationfree
    refused "there is no script 'p38_adam'; did you mean p38_rmsprop?" p38_adam
    refused "there is no script 'P38'; did you mean p38_rmsprop?" P38
    refused "there is no script 'P40_Adam'; did you mean p40_adam?" P40_Adam
    refused "'P29' can be p29_regularizationfree or p29_regularizationcontain" P29
    refused "there is no script 'x'; lesson --list shows them all" x
    refused "there is no script '-'" -
    refused "'p29' can be p29_regularizationfree or p29_regularizationcontain" p29
    refused "'p3' can be p32_sgd, p34_sgdm, p36_adagrad or p38_rmsprop" p3
    refused "one script at a time: 'p5'" p4 p5
    accepted 'dtype=int32' p4
    accepted '^loss_ce1' p22
    accepted 'shape=(5,)' p23_soft
    accepted '^x1: 0.380472 ' p29_regularizationc --epochs 1
    accepted 'leaky relu' act
}

help() {
    local name
    refused "lesson: expected a script, such as lesson p38; lesson --list shows them all"
    refused "expected a script" --lr 3
    for name in p13_backpropagation p4_where p5_RandomState p6_vstack p7_mgrid p10_backpropagation_decaylr p19_mse \
        p20_custom p22_ce p23_softmaxce p29_regularizationfree p29_regularizationcontain p32_sgd p34_sgdm p36_adagrad \
        p38_rmsprop p40_adam activations; do
        accepted "^$name .*F[0-9]" --list
        accepted "^Usage: lesson $name " "$name" --help
    done
    one_screen
    refused "only all is known" --help=some
    accepted '--beta2' --help=all
    accepted '--flush-denormals' --help
    accepted 'Usage: lesson .*SCRIPT\|SCRIPT$' --usage
    accepted '^lesson (Gradus) [0-9]*\.[0-9]*\.[0-9]*$' --version
    accepted 'GRADUS_DATA' --help=all
    accepted '--plot=FILE.svg' p32 --help
    accepted 'Usage: lesson p4_where' p4 --help
    ! grep -q -- '--plot\|--list' "$work/out" || fail "p4 --help offers what p4 refuses"
    accepted 'learning rate (default 0.002)' p20 --help
    accepted 'of both tf.random.normal calls' p29_regularizationfree --help
}

closed_pipe() {
    local i script
    for script in p4_where p19_mse p32_sgd --list --help; do
        for i in 1 2 3 4 5; do
            { "$program" "$script" 2>"$work/err"; echo $? >"$work/status"; } | head -n 1 >"$work/out"
            ends 0 "$(cat "$work/status")" "lesson $script | head -n 1, try $i"
            [ ! -s "$work/err" ] || fail "lesson $script | head -n 1: $(cat "$work/err")"
        done
        { sleep 0.1; "$program" "$script" 2>"$work/err"; echo $? >"$work/status"; } | true
        while [ ! -s "$work/status" ]; do sleep 0.1; done
        ends 0 "$(cat "$work/status")" "lesson $script | true"
    done
}

full_disk() {
    local script
    [ -e /dev/full ] || exit 77
    for script in p4_where p19_mse p32_sgd --list --help --version; do
        "$program" "$script" >/dev/full 2>"$work/err"
        ends 6 $? "lesson $script > /dev/full"
        [ "$(wc -l <"$work/err")" -eq 1 ] || fail "lesson $script > /dev/full: expected one line, got $(cat "$work/err")"
    done
}

interrupt() {
    local signal pid
    for signal in INT:130 TERM:143; do
        rm -f "$work/out"
        # A background job of a script ignores Ctrl-C, unless job control is on.
        set -m
        "$program" p32_sgd --epochs 1000000 >"$work/out" 2>"$work/err" &
        pid=$!
        set +m
        while [ ! -s "$work/out" ]; do sleep 0.05; done
        kill -"${signal%:*}" "$pid"
        wait "$pid"
        ends "${signal#*:}" $? "${signal%:*}"
        head -n 1 "$work/out" | grep -q '^Epoch 0, loss: ' || fail "${signal%:*}: what was printed is kept"
        tail -n 1 "$work/out" | grep -q '^-*$' || fail "${signal%:*}: expected to end with an epoch"
    done
}

# bad_data TEXT SCRIPT: as refused, when the script reads the files in $work/data.
bad_data() {
    GRADUS_DATA=$work/data refused "lesson: $1" "$2"
}

data() {
    local source row
    source=$(dirname "$0")/../../data
    mkdir "$work/data"
    bad_data "\$GRADUS_DATA: $work/data/iris.csv: No such file or directory" p32
    bad_data "\$GRADUS_DATA: $work/data/dot.csv: No such file or directory" p29_regularizationfree
    GRADUS_DATA=$work/nowhere refused "\$GRADUS_DATA: $work/nowhere: No such file or directory" p40
    : >"$work/data/iris.csv"
    bad_data "$work/data/iris.csv:1:1: found the end of the file, expected a line of column names" p32
    for row in 5.1,3.5,1.4:0 5.1,3.5,1.4,nan,0 5.1,3.5,1.4,1e999,0 5.1,3.5,1.4,0.2,7 5.1,3.5,1.4,0.2,0,0; do
        { cat "$source/iris.csv"; echo "$row"; } >"$work/data/iris.csv"
        bad_data "$work/data/iris.csv:152:" p32
        grep -q ': found .*, expected ' "$work/err" || fail "$row: expected what was found, got $(cat "$work/err")"
    done
    cp "$source/iris.csv" "$work/data"
    GRADUS_DATA=$work/data accepted '^Epoch 0, loss: 0.2821310' p32 --epochs 1
    GRADUS_DATA='' accepted '^Epoch 0, loss: 0.2821310' p32 --epochs 1
}

# environment TEXT ARGUMENTS: status 6 with one line on stderr that holds TEXT, before anything is printed.
environment() {
    local text=$1
    shift
    "$program" "$@" >"$work/out" 2>"$work/err"
    ends 6 $? "lesson $*"
    [ ! -s "$work/out" ] || fail "lesson $*: nothing is expected on stdout, got $(head -n 1 "$work/out")"
    [ "$(wc -l <"$work/err")" -eq 1 ] || fail "lesson $*: expected one line on stderr, got: $(cat "$work/err")"
    grep -qF -- "$text" "$work/err" || fail "lesson $*: expected '$text' on stderr, got: $(cat "$work/err")"
}

no_gnuplot() {
    printf '#!/bin/sh\nPATH=%s exec "%s" "$@"\n' "$work/nowhere" "$program" >"$work/lesson"
    chmod +x "$work/lesson"
    program=$work/lesson
    environment "cannot run gnuplot, which draws the plots: No such file or directory" p32 --plot "$work/x.svg"
    [ ! -e "$work/x.svg" ] || fail "no gnuplot: expected no picture"
}

plot() {
    local script
    need gnuplot
    for script in activations p29_regularizationfree p29_regularizationcontain p32_sgd p34_sgdm p36_adagrad \
        p38_rmsprop p40_adam; do
        runs "$script" --plot "$work/$script.svg"
        grep -q '</svg>' "$work/$script.svg" || fail "lesson $script --plot: expected a whole picture"
    done
    grep -q '<title>Loss Function Curve; Acc Curve</title>' "$work/p32_sgd.svg" || fail "p32_sgd: expected its title"
    grep -q '<text>Acc Curve' "$work/p32_sgd.svg" || fail "p32_sgd: expected the accuracy curve"
    # RMSProp's loss ends in nan, SGD's does not.
    grep -q 'no finite value' "$work/p38_rmsprop.svg" || fail "p38_rmsprop: expected the end of the loss to be marked"
    ! grep -q 'no finite value' "$work/p32_sgd.svg" || fail "p32_sgd: expected no mark"
    # The picture is wanted even by those who look at the first line only.
    "$program" p32_sgd --plot "$work/head.svg" | head -n 1 >"$work/out"
    cmp "$work/head.svg" "$work/p32_sgd.svg" || fail "lesson p32_sgd --plot | head: expected the whole picture"
    environment "$work/nowhere/x.svg: cannot write: No such file or directory" p32_sgd --plot "$work/nowhere/x.svg"
    mkdir "$work/folder.svg"
    environment "$work/folder.svg: cannot write: Is a directory" p32_sgd --plot "$work/folder.svg"
}

cases='malformed_numbers options names help closed_pipe full_disk interrupt data no_gnuplot plot'
harness "$cases" "$@"

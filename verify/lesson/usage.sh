#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# usage.sh LESSON CASE - how the program deals with its user: wrong arguments, short names, help, a closed or full
# output, Ctrl-C, pictures. --list: the cases. 77: the case needs something that is not here.
set -u
work=$(mktemp -d) || exit 6
trap 'rm -rf "$work"' EXIT
failed=0

fail() {
    printf 'FAIL %s\n' "$1"
    failed=1
}

# refused 'TEXT' ARGUMENTS: status 2, nothing on stdout, one line on stderr that holds TEXT.
refused() {
    local text=$1 status
    shift
    "$lesson" "$@" >"$work/out" 2>"$work/err"
    status=$?
    [ "$status" -eq 2 ] || fail "lesson $*: expected status 2, got $status"
    [ ! -s "$work/out" ] || fail "lesson $*: nothing is expected on stdout, got $(head -n 1 "$work/out")"
    [ "$(wc -l <"$work/err")" -eq 1 ] || fail "lesson $*: expected one line on stderr, got: $(cat "$work/err")"
    grep -qF -- "$text" "$work/err" || fail "lesson $*: expected '$text' on stderr, got: $(cat "$work/err")"
}

# accepted PATTERN ARGUMENTS: status 0, nothing on stderr, a line that matches.
accepted() {
    local pattern=$1 status
    shift
    "$lesson" "$@" >"$work/out" 2>"$work/err"
    status=$?
    [ "$status" -eq 0 ] || fail "lesson $*: expected status 0, got $status: $(cat "$work/err")"
    [ ! -s "$work/err" ] || fail "lesson $*: nothing is expected on stderr, got $(cat "$work/err")"
    grep -q -- "$pattern" "$work/out" || fail "lesson $*: expected '$pattern', got: $(head -n 3 "$work/out")"
}

# ends STATUS ACTUAL WHAT
ends() {
    [ "$2" -eq "$1" ] || fail "$3: expected status $1, got $2"
}

malformed_numbers() {
    local value
    for value in 3.5 abc '' -3 0 1e9 1e2 nan inf 0x10 5x ' 5' '5 ' +5 99999999999999999999; do
        refused "--epochs '$value': expected a whole number from 1 to 1000000" p32_sgd "--epochs=$value"
    done
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
    refused "expected the name of a file" p32 --plot=
    # A beginning that is an option's alone will do, and options may come first.
    accepted 'After 2 epoch' --ep 3 p13
    accepted '^Epoch 1,' p38 --epochs=2 --flush-denormals off
    accepted 'w is 1.160000' p13 --w 2.6 --epochs 1
    accepted 'w is -5.000000' p13 --w -5 --lr 0
    "$lesson" p32_sgd --lr >"$work/out" 2>"$work/err"
    ends 2 $? "an option without its value"
    "$lesson" p32_sgd -x >"$work/out" 2>"$work/err"
    ends 2 $? "an unknown letter"
}

names() {
    refused "there is no script 'p39'" p39
    refused "there is no script ''" ''
    refused "there is no script 'p38_rmsprp'; did you mean p38_rmsprop?" p38_rmsprp
    refused "there is no script 'adam'" adam
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
    "$lesson" >"$work/out" 2>"$work/err"
    ends 2 $? "lesson alone"
    grep -q '^Usage: lesson ' "$work/err" || fail "lesson alone: expected the usage"
    for name in p13_backpropagation p4_where p5_RandomState p6_vstack p7_mgrid p10_backpropagation_decaylr p19_mse \
        p20_custom p22_ce p23_softmaxce p29_regularizationfree p29_regularizationcontain p32_sgd p34_sgdm p36_adagrad \
        p38_rmsprop p40_adam activations; do
        accepted "^$name .*F[0-9]" --list
        accepted "^Usage: lesson $name " "$name" --help
    done
    accepted '--flush-denormals' --help
    accepted 'Usage: lesson .*SCRIPT\|SCRIPT$' --usage
    accepted '^lesson .*[0-9]\.[0-9]' --version
    accepted 'learning rate (default 0.002)' p20 --help
    accepted 'of both tf.random.normal calls' p29_regularizationfree --help
}

closed_pipe() {
    local i script
    for script in p4_where p19_mse p32_sgd --list --help; do
        for i in 1 2 3 4 5; do
            { "$lesson" "$script" 2>"$work/err"; echo $? >"$work/status"; } | head -n 1 >"$work/out"
            ends 0 "$(cat "$work/status")" "lesson $script | head -n 1, try $i"
            [ ! -s "$work/err" ] || fail "lesson $script | head -n 1: $(cat "$work/err")"
        done
        { sleep 0.1; "$lesson" "$script" 2>"$work/err"; echo $? >"$work/status"; } | true
        while [ ! -s "$work/status" ]; do sleep 0.1; done
        ends 0 "$(cat "$work/status")" "lesson $script | true"
    done
}

full_disk() {
    local script
    [ -e /dev/full ] || exit 77
    for script in p4_where p19_mse p32_sgd --list --help --version; do
        "$lesson" "$script" >/dev/full 2>"$work/err"
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
        "$lesson" p32_sgd --epochs 1000000 >"$work/out" 2>"$work/err" &
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

plot() {
    local script
    command -v gnuplot >/dev/null || exit 77
    for script in activations p29_regularizationfree p29_regularizationcontain p32_sgd p34_sgdm p36_adagrad \
        p38_rmsprop p40_adam; do
        "$lesson" "$script" --plot "$work/$script.svg" >"$work/out" 2>"$work/err"
        ends 0 $? "lesson $script --plot: $(cat "$work/err")"
        grep -q '</svg>' "$work/$script.svg" || fail "lesson $script --plot: expected a whole picture"
    done
    [ ! -s "$work/err" ] || fail "lesson p40_adam --plot: $(cat "$work/err")"
    grep -q 'Loss Function Curve' "$work/p32_sgd.svg" || fail "p32_sgd: expected the loss curve"
    grep -q 'Acc Curve' "$work/p32_sgd.svg" || fail "p32_sgd: expected the accuracy curve"
    # The picture is wanted even by those who look at the first line only.
    "$lesson" p32_sgd --plot "$work/head.svg" | head -n 1 >"$work/out"
    cmp "$work/head.svg" "$work/p32_sgd.svg" || fail "lesson p32_sgd --plot | head: expected the whole picture"
    "$lesson" p32_sgd --plot "$work/nowhere/x.svg" >"$work/out" 2>"$work/err"
    ends 6 $? "a picture in no folder"
    [ "$(wc -l <"$work/err")" -eq 1 ] || fail "a picture in no folder: expected one line, got $(cat "$work/err")"
}

cases='malformed_numbers options names help closed_pipe full_disk interrupt plot'
if [ "${1-}" = --list ]; then
    echo "$cases"
    exit 0
elif [ $# -ne 2 ]; then
    echo "usage: usage.sh LESSON CASE, or usage.sh --list" >&2
    exit 2
fi
lesson=$1
case $2 in
malformed_numbers) malformed_numbers ;;
options) options ;;
names) names ;;
help) help ;;
closed_pipe) closed_pipe ;;
full_disk) full_disk ;;
interrupt) interrupt ;;
plot) plot ;;
*)
    echo "usage.sh: no case '$2'; the cases are: $cases" >&2
    exit 2
    ;;
esac
[ $failed -eq 0 ] && echo "ok $2"
exit $failed

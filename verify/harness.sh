# shellcheck shell=bash
# SPDX-License-Identifier: MIT
# harness.sh - what the scripts that try a program share; they source it. Such a script has a function for each case and
# ends with `harness "$cases" "$@"`: SCRIPT PROGRAM CASE runs one, SCRIPT --list names them. Status 77: the case needs
# something that is not here.
set -u
work=$(mktemp -d) || exit 6
trap 'rm -rf "$work"' EXIT
program=
failed=0

fail() {
    printf 'FAIL %s\n' "$1"
    failed=1
}

# need COMMAND
need() {
    command -v "$1" >/dev/null || exit 77
}

# ends STATUS ACTUAL WHAT
ends() {
    [ "$2" -eq "$1" ] || fail "$3: expected status $1, got $2"
}

# runs ARGUMENTS: status 0 and nothing on stderr, but for how far it is; the output is in $work/out.
runs() {
    local status
    "$program" "$@" >"$work/out" 2>"$work/err"
    status=$?
    [ "$status" -eq 0 ] || fail "${program##*/} $*: expected status 0, got $status: $(cat "$work/err")"
    ! grep -qv '^progress ' "$work/err" || fail "${program##*/} $*: nothing is expected on stderr, got: $(cat "$work/err")"
}

# refused 'TEXT' ARGUMENTS: status 2, nothing on stdout, one line on stderr that holds TEXT.
refused() {
    local text=$1 status
    shift
    "$program" "$@" >"$work/out" 2>"$work/err"
    status=$?
    ends 2 "$status" "${program##*/} $*"
    [ ! -s "$work/out" ] || fail "${program##*/} $*: nothing is expected on stdout, got $(head -n 1 "$work/out")"
    [ "$(wc -l <"$work/err")" -eq 1 ] ||
        fail "${program##*/} $*: expected one line on stderr, got: $(cat "$work/err")"
    grep -qF -- "$text" "$work/err" ||
        fail "${program##*/} $*: expected '$text' on stderr, got: $(cat "$work/err")"
}

# one_screen: --help with examples on 24 lines of 80 columns, and as narrow as a narrower terminal is.
one_screen() {
    runs --help
    grep -q '^Examples:$' "$work/out" || fail "--help has no examples"
    [ "$(wc -l <"$work/out")" -le 24 ] || fail "--help has $(wc -l <"$work/out") lines"
    [ "$(wc -L <"$work/out")" -le 80 ] || fail "--help is $(wc -L <"$work/out") columns wide"
    COLUMNS=72 runs --help=all
    [ "$(wc -L <"$work/out")" -le 72 ] || fail "COLUMNS=72 --help=all is $(wc -L <"$work/out") columns wide"
    runs --help
}

# The whole script: the status it ends with.
harness() {
    local cases=$1 name
    shift
    if [ "${1-}" = --list ]; then
        echo "$cases"
        return 0
    elif [ $# -ne 2 ]; then
        echo "usage: ${0##*/} PROGRAM CASE, or ${0##*/} --list" >&2
        return 2
    fi
    program=$1
    for name in $cases; do
        [ "$name" = "$2" ] || continue
        "$name"
        [ "$failed" -eq 0 ] && echo "ok $name"
        return "$failed"
    done
    echo "${0##*/}: no case '$2'; the cases are: $cases" >&2
    return 2
}

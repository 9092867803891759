#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# endings.sh PROGRAM CASE - how bench, verify and lesson end when the world is against them. The tables say what each of
# them is asked to do, a case what happens to it then; what every program does alike is tried here for all of them, and
# what one alone does in its own script.
# shellcheck source=verify/harness.sh
. "$(dirname "$0")/harness.sh"

# Prints and is done. A program that is asked for the impossible does not get so far.
prints='
bench   list
bench   list --format json
bench   list --what formats --format csv
bench   list --model iris
bench   --help
bench   --help=all
bench   --version
bench   --usage
bench   --optimizer sgd --epochs 1 --threads 1 --quick
bench   --op relu --shape n=64 --impl exact --threads 1 --quick --format ndjson
bench   --optimizer sgd --epochs 1 --threads 1 --dry-run
verify  --list
verify  --help
verify  --help=all
verify  --version
verify  --usage
verify  --hash --op relu --quick
verify  --quick --check golden
verify  --check exhaustive --op relu --every 65536
lesson  --list
lesson  --help
lesson  --version
lesson  p4_where
lesson  p19_mse
lesson  p32_sgd
'

# Works for many seconds: arguments, and after # a line of what is there when it is stopped half-way.
works='
bench   --epochs 10000000 --no-verify --threads 1 --format json    # "interrupted": true
bench   --op s* --format md                                        # ^- \*\*partial\*\* interrupted: partial
bench   --op relu --shape n=64 --impl exact --launches 1000        # interrupted: partial
bench   scale --op s* --quick                                      # interrupted: partial
bench   roof                                                       # interrupted: partial
bench   accuracy --op exp                                          # interrupted: partial
bench   compare BENCH BENCH                                        # interrupted: partial
verify  --check exhaustive --op exp                                # ^interrupted
verify  --check threads                                            # ^interrupted
lesson  p32_sgd --epochs 1000000                                   # ^Epoch 0, loss: 
lesson  p40_adam --epochs 1000000                                  # ^Epoch 0, loss: 
'

# Writes the file @ in the end, or from the start; what cannot be written is known before the work.
writes='
bench   list --out json=@
bench   list --out csv=@
bench   --optimizer sgd --epochs 1 --threads 1 --quick --out html=@
bench   --optimizer sgd --epochs 1 --threads 1 --quick --resume @
bench   --optimizer sgd --epochs 1 --threads 1 --quick --plot @.svg
verify  --check exhaustive --op relu --every 65536 --resume @
lesson  p32_sgd --plot @.svg
'

# The same after so long that this is not waited for.
writes_late='
bench   --epochs 10000000 --out json=@
bench   --epochs 10000000 --plot @.svg
verify  --check exhaustive --truth mpfr --proof @
'

# rows TABLE: its lines for this program, without its name.
rows() {
    sed -n "s/^${program##*/}  *//p" <<<"$1"
}

# one_line WHAT: a complaint is one line, and says who complains.
one_line() {
    [ "$(wc -l <"$work/err")" -eq 1 ] || fail "$1: expected one line on stderr, got: $(cat "$work/err")"
    grep -q "^${program##*/}: " "$work/err" || fail "$1: who complains? $(cat "$work/err")"
}

silent() {
    [ ! -s "$work/err" ] || fail "$1: nothing is expected on stderr, got: $(cat "$work/err")"
}

# become ARGUMENTS: split at blanks, taken as they are otherwise; in the background the program is then $! itself.
become() {
    local words
    read -ra words <<<"${1//BENCH/$program}"
    exec "$program" "${words[@]}"
}

try() {
    (become "$1")
}

closed_pipe() {
    local arguments
    while read -r arguments; do
        { try "$arguments" 2>"$work/err"; echo $? >"$work/status"; } | head -n 1 >"$work/out"
        ends 0 "$(cat "$work/status")" "$arguments | head -n 1"
        silent "$arguments | head -n 1"
        rm "$work/status"
        # The reader is gone before the first word.
        { sleep 0.02; try "$arguments" 2>"$work/err"; echo $? >"$work/status.new"; mv "$work/status.new" "$work/status"; } | true
        while [ ! -s "$work/status" ]; do sleep 0.01; done
        ends 0 "$(cat "$work/status")" "$arguments | true"
        silent "$arguments | true"
    done < <(rows "$prints")
}

full_disk() {
    local arguments
    [ -e /dev/full ] || exit 77
    while read -r arguments; do
        try "$arguments" >/dev/full 2>"$work/err"
        ends 6 $? "$arguments > /dev/full"
        one_line "$arguments > /dev/full"
        grep -q 'cannot write to standard output' "$work/err" || fail "$arguments > /dev/full: $(cat "$work/err")"
    done < <(rows "$prints")
}

# Closed from the start: what is opened next must not be taken for it.
closed_streams() {
    local arguments
    while read -r arguments; do
        try "$arguments" >&- 2>"$work/err"
        ends 6 $? "$arguments >&-"
        one_line "$arguments >&-"
        try "$arguments" <&- >"$work/out" 2>"$work/err"
        ends 0 $? "$arguments <&-"
        [ -s "$work/out" ] || fail "$arguments <&-: nothing is printed"
        silent "$arguments <&-"
        try "$arguments" >"$work/out" 2>&-
        ends 0 $? "$arguments 2>&-"
        [ -s "$work/out" ] || fail "$arguments 2>&-: nothing is printed"
        try "$arguments" <&- >&- 2>&-
        ends 6 $? "$arguments, all three closed"
    done < <(rows "$prints")
    "$program" --frob >"$work/out" 2>&-
    ends 2 $? "--frob 2>&-"
}

# Three at once, each stopped in its own way.
interrupted() {
    local line arguments signal pids
    while read -r line; do
        arguments=${line%%  *}
        pids=()
        for signal in HUP INT TERM; do
            become "$arguments" >"$work/$signal.out" 2>"$work/$signal.err" &
            pids+=($!)
        done
        sleep 0.5
        for signal in HUP:129 INT:130 TERM:143; do
            kill -"${signal%:*}" "${pids[0]}" || fail "$arguments: over before it could be interrupted"
            wait "${pids[0]}"
            ends "${signal#*:}" $? "${signal%:*} to $arguments"
            pids=("${pids[@]:1}")
            mv "$work/${signal%:*}.err" "$work/err"
            grep -q -- "${line#*# }" "$work/${signal%:*}.out" ||
                fail "${signal%:*} to $arguments: what was done is lost: $(cat "$work/${signal%:*}.out")"
            silent "${signal%:*} to $arguments"
        done
    done < <(rows "$works")
}

# kept FOLDER TEXT TABLE: the programs of the table, whose file in FOLDER cannot be written because TEXT, say so in one
# line; what is in the folder stays as it was.
kept() {
    local folder=$1 text=$2 table=$3 arguments before
    before=$(contents "$folder")
    while read -r arguments; do
        arguments=${arguments//@/$folder/file}
        try "$arguments" >"$work/out" 2>"$work/err"
        ends 6 $? "$arguments"
        one_line "$arguments"
        grep -q "$folder/file.*$text" "$work/err" || fail "$arguments: expected '$text', got $(cat "$work/err")"
        [ "$(contents "$folder")" = "$before" ] || fail "$arguments: $before became $(contents "$folder")"
    done < <(rows "$table")
}

contents() {
    [ ! -d "$1" ] || (cd "$1" && find . -type f -exec md5sum {} + && find . -type d)
}

no_folder() {
    kept "$work/nowhere" 'No such file or directory' "$writes$writes_late"
}

a_folder() {
    mkdir -p "$work/d/file" "$work/d/file.svg"
    kept "$work/d" 'Is a directory' "$writes$writes_late"
}

# mounted CASE: again, where one may mount, with two files in a file system of their own.
mounted() {
    unshare -rm mount -t tmpfs none /tmp 2>/dev/null || exit 77
    INNER=$1 unshare -rm "$0" "$program" "$1"
    ends 0 $? "$1"
}

small_file_system() {
    mkdir "$work/m"
    mount -t tmpfs -o size=64k none "$work/m"
    echo before | tee "$work/m/file" >"$work/m/file.svg"
}

on_read_only() {
    small_file_system
    mount -o remount,ro "$work/m"
    kept "$work/m" 'Read-only file system' "$writes$writes_late"
    umount "$work/m"
}

on_full() {
    small_file_system
    : >"$work/m/file" # a journal that has not begun
    cat /dev/zero >"$work/m/zeros" 2>/dev/null
    kept "$work/m" 'No space left on device' "$writes"
    umount "$work/m"
}

read_only() {
    mounted on_read_only
}

full_file_system() {
    mounted on_full
}

cases='closed_pipe full_disk closed_streams interrupted no_folder a_folder read_only full_file_system'
harness "$cases ${INNER-}" "$@"

#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# config.sh BENCH CASE - the one file of options: what it gives, who wins, and that each fault in it is named by its place.
# shellcheck source=verify/harness.sh
. "$(dirname "$0")/../harness.sh"

short=(--optimizer sgd --epochs 1)

# file TEXT: the configuration; \n and \0 are what printf makes of them.
file() {
    # shellcheck disable=SC2059
    printf "$1" >"$work/c"
}

# at PLACE MESSAGE TEXT [ARGUMENT...]: a fault of the file.
at() {
    file "$3"
    refused "/c':$1: $2" --config "$work/c" "${@:4}"
}

gives() {
    need jq
    file '# mine\n\n  launches = 2  \r\nquick\nthreads=1\n no-verify\nmodel = dot'
    runs "${short[@]}" --config "$work/c" --format json
    jq -e '.runs[0].model == "dot" and ([.time[].launches] | all(. == 2)) and .runs[0].verdict == "none"' <"$work/out" >/dev/null ||
        fail "not in force: $(cat "$work/out")"
    jq -e '.context.command_line | endswith(" --launches=2 --quick --threads=1 --no-verify --model=dot")' <"$work/out" >/dev/null ||
        fail "what was in force is not said: $(jq .context.command_line <"$work/out")"
    jq -e --arg file "$work/c" '.lines[] | select(.label == "config") | .text == "'\''" + $file + "'\'': 5 options of the command line are from there"' \
        <"$work/out" >/dev/null || fail "the file is not said: $(jq -c .lines <"$work/out")"
    # The same, as the variable says.
    GRADUS_CONFIG=$work/c runs "${short[@]}" --format json
    jq -e '.runs[0].model == "dot"' <"$work/out" >/dev/null || fail 'GRADUS_CONFIG is not read'
    # The command line wins, over the variable and over the file.
    GRADUS_CONFIG=/nowhere runs "${short[@]}" --config "$work/c" --model iris --format json
    jq -e '.runs[0].model == "iris"' <"$work/out" >/dev/null || fail 'the file wins over the command line'
    GRADUS_CONFIG=$work/c runs "${short[@]}" --quick --config none --format json
    jq -e '.runs[0].model == "iris" and ([.lines[].label] | index("config") == null)' <"$work/out" >/dev/null || fail '--config none reads one'
    GRADUS_CONFIG='' runs "${short[@]}" --quick
}

# What a command has no use for is passed over, but not unread; what is done is never the file's choice.
passes_over() {
    need jq
    file 'op = relu\nlaunches = 2\nagainst = glibc\n'
    runs "${short[@]}" --quick --config "$work/c"
    grep -q '^config .*: 1 option ' "$work/out" || fail "another job was done: $(cat "$work/out")"
    printf 'out = json=%s\nout = csv=%s\n' "$work/a" "$work/b" >"$work/c"
    runs list --config "$work/c"
    jq -e .schema "$work/a" >/dev/null || fail 'of two outputs the first is missing'
    grep -q '^table,' "$work/b" || fail 'of two outputs the second is missing'
    file 'launches = many'
    refused "/c':1:12: --launches 'many'" list --config "$work/c"
}

faults() {
    at 1:1 "unknown option '--launchs=2'; did you mean --launches?" 'launchs = 2'
    at 3:3 "unknown option '--frob'" '# a\n\n  frob\n'
    at 2:1 '--launches needs a value: N' 'quick\nlaunches\n'
    at 1:1 "'--quick=yes': --quick takes no value" 'quick = yes'
    at 1:12 "--launches '0'" 'launches = 0\n'
    at 1:10 "--format: no format 'jsn'" 'format = jsn\n'
    at 1:7 "--out 'x': FORMAT=PATH is expected" 'out = x\n'
    at 1:1 "the name of an option is expected before '='" '= 3'
    at 2:1 'launches is in line 1, too' 'launches = 2\nlaunches = 3\n'
    at 1:1 'help is for the command line only' 'help\n'
    at 1:1 'config is for the command line only' 'config = other\n'
    at 1:5 'a NUL byte: this is no text' 'quic\0k\n'
    # Faults that only the work finds.
    at 2:13 '--optimizer' 'quick\noptimizer = adamm\n'
    at 1:9 "--color 'blue': auto, always or never is expected" 'color = blue\n'
    at 1:12 "--progress 'often'" 'progress = often\n'
}

files() {
    refused "--config '/nowhere': cannot read: No such file or directory" --config /nowhere
    refused "--config '$work': cannot read: Is a directory" --config "$work"
    refused "--config '/dev/zero': 64 KiB or more: no configuration" --config /dev/zero
    refused "--config '' is empty" --config ''
    GRADUS_CONFIG=/nowhere "$program" list >"$work/out" 2>"$work/err"
    ends 2 $? 'a variable that names no file'
    grep -q "/nowhere': cannot read" "$work/err" || fail "$(cat "$work/err")"
    GRADUS_CONFIG=/nowhere runs --help
    GRADUS_CONFIG=/nowhere runs --version
}

cases='gives passes_over faults files'
harness "$cases" "$@"

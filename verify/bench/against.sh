#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# against.sh BENCH CASE - bench --against: peers that are here, that are missing, and workers that misbehave.
# What workers are told to do is for their shell, not for this one.
# shellcheck disable=SC2016
# shellcheck source=verify/harness.sh
. "$(dirname "$0")/../harness.sh"

# worker NAME: the rest of a shell script that has greeted comes on stdin; $work/NAME is then a peer.
worker() {
    { printf '#!/bin/sh\necho $$ >%s\necho "gradus-worker 1 %s 7"\n' "$work/$1.pid" "$1"; cat; } >"$work/$1"
    chmod +x "$work/$1"
}

# A worker that answers to what it is asked, each verb by a line that may be given another text: `obeys NAME VERB COMMAND`.
obeys() {
    worker "$1" <<EOF_WORKER
while read -r verb id rest; do
    [ "\$verb" = "${2-}" ] && { ${3-:}; continue; }
    case \$verb in
    case) echo "ok \$id plain" ;;
    run) echo "time \$id 1000" ;;
    *) echo "done \$id" ;;
    esac
done
EOF_WORKER
}

# brief ARGUMENTS: a short comparison of tanh.
brief() {
    "$program" --op tanh --impl exact --shape n=1000 --threads 1 --quick "$@" >"$work/out" 2>"$work/err"
}

# blamed TEXT PEER [STATUS]: exit 6, or STATUS, one line on stderr with TEXT, and ours is timed all the same.
blamed() {
    brief --timeout 0.5 --against "$work/$2"
    ends "${3-6}" $? "$2"
    [ "$(wc -l <"$work/err")" -eq 1 ] || fail "$2: expected one line on stderr, got: $(cat "$work/err")"
    grep -qF -- "$1" "$work/err" || fail "$2: expected '$1' on stderr, got: $(cat "$work/err")"
    grep -qE '^ +1 +gradus +exact +pass +0 .* [nu]s ' "$work/out" || fail "$2: ours is not timed: $(cat "$work/out")"
}

glibc() {
    need jq
    runs --op tanh --impl exact --shape n=1000 --against glibc --quick --threads 1 --format json
    holds() { jq -e "$1" "$work/out" >"$work/jq" 2>&1 || fail "jq '$1': $(head -c 600 "$work/out")"; }
    holds '[.against[].program] == ["gradus", "glibc"] and .against[0].verdict == "pass"'
    runs --op exp --impl exact --shape n=1000 --against glibc --quick --threads 1 --format json
    holds '.against[0] | .worst_error_ulp == 0 and .whole_domain_error_ulp == 0'
    holds '.against[1] | has("whole_domain_error_ulp")'
    runs --op tanh --impl exact --shape n=1000 --against glibc --quick --threads 1 --format json
    holds '.against[1] | .worst_error_ulp > 0 and .worst_error_ulp < 3 and .low_ns <= .median_ns and .median_ns <= .high_ns'
    holds '.ratios[0] | .peer == "glibc" and .fastest_setting and (.as_accurate | not) and .time_ratio > 1 and .low_ratio <= .high_ratio'
    holds '(.against[1].median_ns / .against[0].median_ns) / .ratios[0].time_ratio | . > 0.5 and . < 2'
    runs --op 'softmax*' --shape 20x10 --against glibc --quick --threads 1,max --format csv
    grep -q '^against,' "$work/out" || fail "CSV has no times: $(cat "$work/out")"
    grep -q '^ratios,' "$work/out" || fail "CSV has no ratios: $(cat "$work/out")"
    runs --op exp --shape n=1000 --against glibc --quick --threads 1 --format md --impl exact
    grep -q '^| .*glibc' "$work/out" || fail "Markdown: $(cat "$work/out")"
}

# Whatever peers are here compute what we do, on operands on which none has an excuse (those in Python have tests of
# their own: verify/peers). oneDNN has one for log and softplus: they cancel near 1 and for negative x.
peers() {
    need jq
    local arguments wrong all=glibc,libmvec,sleef,onednn,xnnpack,blis,xsmm,openblas
    for arguments in "tanh --shape n=1003" "exp --shape n=77" "sigmoid --shape n=333" "*relu --shape n=1003" \
        "log --shape n=1003" "softplus --shape n=5000" "softmax --shape 37x10" "softmax --shape 3x5000" \
        "matmul* --shape 8x24x16" "dense* --shape 33x17x65" "dense --shape 1x20x30"; do
        # shellcheck disable=SC2086
        (set -f; runs --op $arguments --against "$all" --quick --threads 1,max --format json; exit "$failed") || failed=1
        wrong=$(jq -c '.against[] | select((.program == "onednn" and (.operation == "log" or .operation == "softplus") | not)
            and (.worst_error_ulp == null or .worst_error_ulp > 64))' "$work/out")
        [ -z "$wrong" ] || fail "$arguments: a peer computes something else: $wrong"
    done
}

# Steps of small networks: whoever has them is near the reference network, ours within its bound.
steps() {
    need jq
    runs --against all --model iris,mlp:13-8-5 --batch 6 --optimizer all --quick --threads 1 --format json
    holds() { jq -e "$1" "$work/out" >"$work/jq" 2>&1 || fail "jq '$1': $(head -c 600 "$work/out")"; }
    holds '[.against[] | select(.program == "gradus" and .verdict == "pass" and .worst_error_bounds <= 1 and .median_ns > 0)] | length >= 10'
    holds '[.against[] | select(.median_ns != null and (.worst_error_bounds == null or .worst_error_bounds > 8))] == []'
    runs --against glibc --model iris --optimizer sgd --quick --threads 1
    grep -q '^without .*glibc' "$work/out" || fail "nothing says that glibc has no steps: $(cat "$work/out")"
    obeys works none
    runs --against "$work/works" --model iris --optimizer sgd --quick --threads 1 --format json
    holds '.against[-1] | .program != "gradus" and .median_ns > 0 and (.worst_error_bounds == null or .worst_error_bounds > 100)'
}

names() {
    refused "--against 'slef': no such peer" --op tanh --against slef
    refused "did you mean sleef?" --op tanh --against slef
    refused "glibc, libmvec, sleef, onednn" --op tanh --against nobody
    refused "is empty" --op tanh --against ''
    refused "there twice" --op tanh --against glibc,glibc
    refused "'all'" --op tanh --against all,glibc
    refused "--plot has no meaning for --against" --against glibc --plot x.svg
    refused "--against has no meaning for bench list" list --against glibc
    refused "--every has no meaning for --op" --op tanh --every 3
    refused "--timeout '0'" --op tanh --against glibc --timeout 0
    refused "no operation has it" --op tanh --against glibc --impl fats
}

missing() {
    worker absent <<<'exit'
    sed -i 's/^echo "gradus-worker.*/echo "missing no module named absent"/' "$work/absent"
    brief --against "$work/absent"
    ends 0 $? "a missing peer"
    [ ! -s "$work/err" ] || fail "a missing peer: $(cat "$work/err")"
    grep -q '^peer .*is missing: no module named absent$' "$work/out" || fail "nothing says it is missing: $(cat "$work/out")"
    GRADUS_PYTHON=/nowhere/python brief --against glibc || fail "glibc without Python: $?"
    obeys unable case 'echo "no $id it has no such operation"'
    brief --against "$work/unable"
    ends 0 $? "a peer without the operation"
    grep -q '^without .*no such operation$' "$work/out" || fail "nothing says it has none: $(cat "$work/out")"
    brief --against "$work/nowhere"
    ends 6 $? "no such program"
}

misbehave() {
    obeys works none
    brief --against "$work/works" || fail "a worker that obeys: $?: $(cat "$work/err")"
    grep -q 'nan, not' "$work/out" || fail "results that are never written pass for right: $(cat "$work/out")"
    obeys segfaults run 'kill -SEGV $$'
    blamed 'died of signal 11' segfaults
    obeys gives_up fetch 'echo "no more operands" >&2; exit 3'
    blamed "ended with status 3: 'no more operands'" gives_up
    obeys hangs run 'sleep 60'
    blamed 'has not answered for 0.5 s' hangs
    obeys babbles run 'echo what?'
    blamed "answers 'what?' to run" babbles
    obeys boasts run 'echo "time $id 1e15"'
    blamed 'to run' boasts
    obeys rewinds run 'echo "time $id -5"'
    blamed 'to run' rewinds
    obeys mistakes fetch 'echo "done 99"'
    blamed "answers 'done 99' to fetch" mistakes
    obeys floods case 'head -c 10000 /dev/zero | tr "\0" x; sleep 60'
    blamed 'a line of more than' floods
    worker deaf <<<'exit 0'
    blamed 'ended with status 0' deaf
    printf '#!/bin/sh\necho hello\n' >"$work/rude" && chmod +x "$work/rude"
    blamed "answers 'hello' to its start" rude
}

# lives PID: it is there, and no zombie that its new parent has not buried yet.
lives() {
    grep -q '^State:.[^Z]' "/proc/$1/status" 2>/dev/null
}

interrupt() {
    local pid worker_pid
    obeys waits run 'sleep 60'
    set -m
    "$program" --op tanh --threads 1 --against "$work/waits" >"$work/out" 2>"$work/err" &
    pid=$!
    set +m
    for _ in $(seq 100); do
        [ -s "$work/waits.pid" ] && break
        sleep 0.1
    done
    sleep 0.5
    kill -INT "$pid"
    wait "$pid"
    ends 130 $? interrupt
    grep -q 'interrupted: partial' "$work/out" || fail "nothing says that this is partial: $(cat "$work/out")"
    [ ! -s "$work/err" ] || fail "an interruption is no complaint: $(cat "$work/err")"
    worker_pid=$(cat "$work/waits.pid")
    lives "$worker_pid" && fail "the worker lives on"
    # It also goes where bench itself has no time to end it.
    rm "$work/waits.pid"
    "$program" --op tanh --threads 1 --against "$work/waits" >"$work/out" 2>"$work/err" &
    pid=$!
    for _ in $(seq 100); do
        [ -s "$work/waits.pid" ] && break
        sleep 0.1
    done
    sleep 0.5
    kill -KILL "$pid"
    wait "$pid" 2>/dev/null
    sleep 0.5
    worker_pid=$(cat "$work/waits.pid")
    lives "$worker_pid" && fail "the worker outlives a killed bench"
}

closed_pipe() {
    { brief --against glibc; echo $? >"$work/status"; } | true
    { "$program" --op tanh --quick --against glibc --threads 1 2>"$work/err"; echo $? >"$work/status"; } | head -n 1 >"$work/out"
    ends 0 "$(cat "$work/status")" "bench --against glibc | head -n 1"
    [ ! -s "$work/err" ] || fail "a closed pipe: $(cat "$work/err")"
    # A worker whose coordinator has gone ends by itself, and one that cannot be understood says so.
    "$program" worker </dev/null >"$work/out" || fail "a worker without requests: $?"
    grep -q '^gradus-worker 1 gradus ' "$work/out" || fail "no greeting: $(cat "$work/out")"
    printf 'frob 1\ncase 1 op tanh exact 1 /nowhere n=3\ncase x\nrun 1 exact 5\n' | "$program" worker >"$work/out" || fail "worker: $?"
    [ "$(grep -c '^error ' "$work/out")" -eq 4 ] || fail "expected four errors: $(cat "$work/out")"
}

cases='glibc peers steps names missing misbehave interrupt closed_pipe'
harness "$cases" "$@"

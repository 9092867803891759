#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# resume.sh BENCH CASE - the journal behind --resume: what is finished is kept, whatever ends the program; and --shard.
# shellcheck source=verify/harness.sh
. "$(dirname "$0")/../harness.sh"

# The plan of all cases: ten jobs of about 50 ms.
plan=(--optimizer all --batch '1,32' --epochs 2 --threads 1 --launches 2 --quick --progress none)
ten='[["sgd",1],["sgd",32],["sgdm",1],["sgdm",32],["adagrad",1],["adagrad",32],["rmsprop",1],["rmsprop",32],["adam",1],["adam",32]]'

holds() {
    jq -e "$1" <"$2" >"$work/jq" 2>&1 || fail "$1: $(cat "$work/jq") $(jq -c '.runs' <"$2")"
}

# whole: all ten jobs are in the results, once, in order, each with all that it has.
whole() {
    holds "[.runs[] | [.optimizer, .batch]] == $ten" "$work/run.json"
    holds '[.time[] | select(.part == "step")] | length == 10' "$work/run.json"
    holds '[.launches[] | select(.part == "step")] | length == 20' "$work/run.json"
    [ "$(wc -l <"$work/journal")" -eq 13 ] ||
        fail "plan, head, ten jobs and foot are expected: $(wc -l <"$work/journal") lines"
}

resumed() {
    runs "${plan[@]}" --resume "$work/journal" --out "json=$work/run.json"
    whole
}

interrupted() {
    need jq
    "$program" "${plan[@]}" --resume "$work/journal" --out "json=$work/run.json" >"$work/out" 2>"$work/err" &
    local pid=$!
    touch "$work/journal"
    until [ "$(wc -l <"$work/journal")" -ge 4 ] || ! kill -0 "$pid" 2>/dev/null; do sleep 0.02; done
    kill -INT "$pid"
    wait "$pid"
    ends 130 $? 'Ctrl-C'
    grep -qE "^resume +bench .*--resume $work/journal" "$work/out" || fail "how to go on is not said: $(cat "$work/out")"
    resumed
    grep -qE '^resume +[2-9] of 10 jobs done before and taken from ' "$work/out" || fail "nothing was taken over: $(cat "$work/out")"
    # All is done: it is reported again, and nothing is run.
    runs "${plan[@]}" --resume "$work/journal" --out "json=$work/run.json"
    grep -qE '^resume +10 of 10 jobs done before' "$work/out" || fail 'something was run again'
    whole
}

# At any moment; what was half-written then is dropped.
killed() {
    need jq
    local pause
    for pause in 0.02 0.11 0.17 0.23; do
        "$program" "${plan[@]}" --resume "$work/journal" >/dev/null 2>&1 &
        local pid=$!
        sleep "$pause"
        kill -9 "$pid" 2>/dev/null
        wait "$pid" 2>/dev/null
    done
    resumed
    truncate -s -5 "$work/journal"
    truncate -s "-$(tail -n 1 "$work/journal" | wc -c)" "$work/journal"
    truncate -s -5 "$work/journal"
    runs "${plan[@]}" --resume "$work/journal" --out "json=$work/run.json"
    grep -qE '^resume +9 of 10 jobs done before .*; its last line was not finished and has been dropped' "$work/out" ||
        fail "the torn line: $(grep resume "$work/out")"
    whole
}

others() {
    runs --optimizer sgd,adam --epochs 2 --quick --resume "$work/journal"
    local before
    before=$(sha256sum <"$work/journal")
    refused 'the journal is of another command line: bench --optimizer=sgd,adam' --optimizer sgd --epochs 2 --quick --resume "$work/journal"
    [ "$before" = "$(sha256sum <"$work/journal")" ] || fail 'a refused journal was changed'
    cp "$work/journal" "$work/kept"
    # A byte of the third line, the first job.
    sed -i '3s/optimizer/optimiser/' "$work/journal"
    refused 'line 3 is damaged' --optimizer sgd,adam --epochs 2 --quick --resume "$work/journal"
    cp "$work/kept" "$work/journal"
    # Another build: one byte of its id.
    cp "$program" "$work/other"
    objcopy --dump-section ".note.gnu.build-id=$work/id" "$program" /dev/null 2>/dev/null || exit 77
    printf 'x' | dd of="$work/id" bs=1 seek=16 conv=notrunc 2>/dev/null
    objcopy --update-section ".note.gnu.build-id=$work/id" "$work/other" || exit 77
    LD_LIBRARY_PATH=$(dirname "$program")/../lib "$work/other" --optimizer sgd,adam --epochs 2 --quick --resume "$work/journal" >"$work/out" 2>"$work/err"
    ends 2 $? 'a changed program'
    grep -q 'the journal is of another build of bench or its libraries' "$work/err" ||
        fail "a changed program: $(cat "$work/err")"
    echo 'model,loss' >"$work/journal"
    refused 'this is no journal' --optimizer sgd,adam --epochs 2 --quick --resume "$work/journal"
    [ "$(cat "$work/journal")" = 'model,loss' ] || fail 'a file of somebody else was changed'
}

unwritable() {
    "$program" --optimizer sgd --epochs 2 --quick --resume "$work/no/such/folder" >"$work/out" 2>"$work/err"
    ends 6 $? 'no folder'
    [ "$(wc -l <"$work/err")" -eq 1 ] || fail "one line is expected: $(cat "$work/err")"
    "$program" --optimizer sgd --epochs 2 --quick --resume "$work" >"$work/out" 2>"$work/err"
    ends 6 $? 'a folder'
}

operations() {
    need jq
    local words=(--op 'tanh*' --shape n=4096 --threads 1 --launches 2 --quick --resume "$work/journal")
    runs "${words[@]}" --format json
    cp "$work/out" "$work/first"
    runs "${words[@]}" --format json
    [ "$(jq -c .operations "$work/first")" = "$(jq -c .operations "$work/out")" ] || fail 'other operations'
    [ "$(jq -c .launches "$work/first")" = "$(jq -c .launches "$work/out")" ] || fail 'other launches'
}

# All shards together are the plan, and none has what another has.
shards() {
    need jq
    local i
    for i in 1 2 3; do
        runs "${plan[@]}" --shard "$i/3" --format json
        jq -c '.runs[] | [.optimizer, .batch]' "$work/out" >"$work/shard$i"
    done
    [ "$(wc -l <"$work/shard1")" -eq 4 ] || fail "four jobs are expected: $(cat "$work/shard1")"
    [ "$(paste -d '\n' "$work/shard1" "$work/shard2" "$work/shard3" | grep . | paste -sd,)" = "$(jq -c '.[]' <<<"$ten" | paste -sd,)" ] ||
        fail "the shards are not the plan: $(cat "$work/shard1" "$work/shard2" "$work/shard3")"
    runs "${plan[@]}" --shard 2/3 --dry-run --format json
    [ "$(jq -c '.plan[] | [.optimizer, .batch]' "$work/out")" = "$(cat "$work/shard2")" ] || fail 'its plan has other jobs'
}

# The journals of all shards, in whatever order, are what one run would have said.
merged() {
    need jq
    local i
    for i in 1 2 3; do
        runs "${plan[@]}" --shard "$i/3" --resume "$work/journal$i" --format json
        cp "$work/out" "$work/shard$i"
    done
    refused 'the journal is of another shard' "${plan[@]}" --shard 1/3 --resume "$work/journal2"
    runs merge "$work/journal3" "$work/journal1" "$work/journal2" --format json
    cp "$work/out" "$work/run.json"
    holds "[.runs[] | [.optimizer, .batch]] == $ten" "$work/run.json"
    holds '[.shards[] | [.shard, .done, .jobs]] == [["3/3", 3, 3], ["1/3", 4, 4], ["2/3", 3, 3]]' "$work/run.json"
    holds '[.lines[] | select(.label == "model")] | length == 1' "$work/run.json"
    holds '[.lines[] | select(.label == "command") | .text[:11]] == ["shard 3/3: ", "shard 1/3: ", "shard 2/3: "]' "$work/run.json"
    for i in runs time launches curves verify; do
        [ "$(jq -c ".${i}[]" "$work/run.json" | sort)" = "$(jq -c ".${i}[]?" "$work/shard1" "$work/shard2" "$work/shard3" | sort)" ] ||
            fail "$i: other rows than the shards'"
    done
    runs report "$work/run.json" --format json
    cmp "$work/out" "$work/run.json" || fail 'the merged report cannot be read again'
    # What is missing is said, the rest is there.
    "$program" merge "$work/journal3" "$work/journal1" --format json >"$work/run.json" 2>"$work/err"
    ends 4 $? 'a shard is missing'
    holds '.context.interrupted and (.runs | length == 7)' "$work/run.json"
    holds 'any(.lines[]; .text == "partial, 7 of 10 jobs done; missing: iris/sgd/32, iris/adagrad/1, iris/rmsprop/32")' "$work/run.json"
    # An unfinished last line, as another process might be writing it, is not read; the file stays as it is.
    truncate -s "-$(tail -n 1 "$work/journal1" | wc -c)" "$work/journal1"
    truncate -s -5 "$work/journal1"
    i=$(sha256sum <"$work/journal1")
    "$program" merge "$work/journal1" --format json >"$work/run.json" 2>"$work/err"
    ends 4 $? 'a torn journal'
    holds '.runs | length == 3' "$work/run.json"
    [ "$i" = "$(sha256sum <"$work/journal1")" ] || fail 'a journal that was only read has changed'
    refused "the job iris/sgd/1 is in $work/journal1, too" merge "$work/journal1" "$work/journal2" "$work/journal1"
    sed -i '3s/optimizer/optimiser/' "$work/journal2"
    refused "journal2': line 3 is damaged" merge "$work/journal1" "$work/journal2"
    runs --op relu --shape n=64 --impl exact --threads 1 --quick --resume "$work/other"
    refused "other': the journal is of another command line: bench --op=relu" merge "$work/journal1" "$work/other"
    : >"$work/empty"
    refused 'this is no journal' merge "$work/empty"
    refused 'No such file or directory' merge "$work/none"
    refused '1 operands are expected' merge
}

# Operations by themselves are numbered by the whole selection, too.
merged_operations() {
    need jq
    local i words=(--op 'tanh*' --shape n=4096 --threads 1 --launches 2 --quick)
    runs "${words[@]}" --dry-run --format json
    jq -c '.plan[] | [.operation, .implementation]' "$work/out" >"$work/plan"
    for i in 1 2; do runs "${words[@]}" --shard "$i/2" --resume "$work/journal$i"; done
    runs merge "$work/journal2" "$work/journal1" --format json
    [ "$(jq -c '.operations[] | [.operation, .implementation]' "$work/out")" = "$(cat "$work/plan")" ] ||
        fail "the shards are not the plan: $(jq -c .operations "$work/out")"
}

wrong() {
    refused "--shard '0/3': I/N is expected" --shard 0/3
    refused "--shard '4/3': I/N is expected" --shard 4/3
    refused "--shard '2': I/N is expected" --shard 2
    refused "--shard '1/2x': I/N is expected" --shard 1/2x
    refused '--resume has no meaning for bench list' list --resume x
    refused '--plot draws every epoch of every job' --resume "$work/journal" --plot "$work/plot.svg"
    "$program" --optimizer sgd --shard 2/2 >"$work/out" 2>"$work/err"
    ends 5 $? 'a shard without jobs'
}

cases='interrupted killed others unwritable operations shards merged merged_operations wrong'
harness "$cases" "$@"

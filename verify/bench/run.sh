#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# run.sh BENCH CASE - what the program measures and says: every model, the published numbers, the formats.
# shellcheck source=verify/harness.sh
. "$(dirname "$0")/../harness.sh"

# says PATTERN...: lines of the last output.
says() {
    local pattern
    for pattern in "$@"; do
        grep -qE -- "$pattern" "$work/out" || fail "expected '$pattern' in: $(cat "$work/out")"
    done
}

# holds 'JQ CONDITION': on the last output, which is JSON.
holds() {
    jq -e "$1" <"$work/out" >"$work/jq" 2>&1 || fail "$1: $(cat "$work/jq") $(jq -c .runs <"$work/out")"
}

default() {
    runs
    says '^machine .*processor' '^model +iris 4-3' '^job +rmsprop .*lr 0.1, batch 32 \(last 24\)' \
        '^verify +PASS .* all 2000 steps .* 0 wrong' 'worst .* ulp .*bound' '^converge loss 0\.02[0-9]* after epoch 499, 30/30' \
        'first 30/30 at epoch' '^loss +1 .*in one sweep' '^update +1 .*ns/parameter' '^step +1 .*samples/s' \
        'coverage 9[5-9]'
    runs --optimizer rmsprop --batch 32 --threads 1
    says '^step +1 .*samples/s'
    runs --unfused
    says '^forward +1 ' '^loss +1 ' '^backward +1 '
}

# Real TensorFlow 2; final loss to 2e-6, Adam to 1e-5 of what the lesson prints.
published() {
    need jq
    runs --optimizer all --quick --threads 1 --format json
    holds '[.runs[] | .optimizer] == ["sgd", "sgdm", "adagrad", "rmsprop", "adam"]'
    holds '.runs[0] | (.final_loss / 0.03230027807876468 - 1 | fabs) < 2e-6 and .first_epoch_all_right == 185'
    holds '.runs[1] | (.final_loss / 0.030630568508058786 - 1 | fabs) < 2e-6 and .first_epoch_all_right == 101'
    holds '.runs[2].first_epoch_all_right == 63 and .runs[4].first_epoch_all_right == 7'
    holds '[.runs[] | .accuracy == 1 and .right_rows == 30] | all'
}

# The numbers depend neither on the run nor on the team.
same() {
    need jq
    local arguments first
    runs --optimizer all --quick --threads 1 --format json
    first=$(jq -c '[.runs[] | {optimizer, final_loss, first_epoch_all_right}]' <"$work/out")
    for arguments in "--threads 1" "--threads max"; do
        # shellcheck disable=SC2086
        runs --optimizer all --quick --format json $arguments
        [ "$(jq -c '[.runs[] | {optimizer, final_loss, first_epoch_all_right}]' <"$work/out")" = "$first" ] ||
            fail "another result with $arguments"
    done
    runs --model mlp:256-512-10 --epochs 1 --quick --threads 1 --format json
    first=$(jq -c '.runs[0] | {final_loss, accuracy}' <"$work/out")
    runs --model mlp:256-512-10 --epochs 1 --quick --threads max --format json
    [ "$(jq -c '.runs[0] | {final_loss, accuracy}' <"$work/out")" = "$first" ] || fail 'another result with a team'
}

flush() {
    need jq
    runs --flush-denormals --quick --threads 1
    says '^converge loss nan after epoch 499, 11/30' '^diverged .* epoch 3[678][0-9], step [0-9]+: [wb]1\[.* V = 0: the step is divided by sqrt\(V\)$'
    runs --flush-denormals --epochs 400 --threads 1
    says '^verify +PASS' 'DIVERGED, although the arithmetic is right' '^diverged .*verify PASS'
    grep -q -- '-nan' "$work/out" && fail 'a NaN has no sign'
    runs --flush-denormals --threads 1 --format json
    holds '.runs[0] | (has("final_loss") | not) and .diverged and .diverged_parameter != null'
    holds '.runs[0] | .verdict == "pass" and .right_rows == 11 and .diverged_epoch >= 361 and .diverged_epoch <= 380'
    runs --optimizer sgd --flush-denormals --threads 1 --format json
    holds '.runs[0] | (.final_loss / 0.03230027807876468 - 1 | fabs) < 2e-6 and .verdict == "pass"'
}

models() {
    need jq
    runs --model iris,dot,yogurt --optimizer all --batch 8,32 --epochs 5 --threads 1 --launches 1 --format json
    holds '.runs | length == 30'
    holds '[.runs[] | .verdict == "pass" and .wrong_values == 0 and .verified_steps == .steps] | all'
    holds '[.time[] | .median_ns > 0 and .low_ns <= .median_ns and .median_ns <= .high_ns] | all'
    runs --model mlp:20-16-5 --optimizer all --epochs 2 --threads 1 --launches 1 --format json
    holds '[.runs[] | .verdict == "pass"] | all'
    runs --model mlp:64-32-4 --optimizer sgd --quick --threads 1 --format json
    holds '.runs[0].accuracy > 0.6'
    runs --model dot --optimizer adam --quick --threads 1 --format json
    holds '.runs[0].accuracy > 0.85'
    runs --model yogurt --optimizer sgd --quick --threads 1
    says 'final weights 1\.00097[0-9]* 0\.99774'
    runs --model yogurt --cost 1 --profit 99 --optimizer sgd --quick --threads 1
    says 'asymmetric_loss' 'final weights 1\.1626[0-9]* 1\.1191'
}

options() {
    need jq
    runs --standardize --optimizer sgd --epochs 20 --threads 1 --format json
    holds '.runs[0] | .verdict == "pass" and .accuracy > 0.7'
    runs --lr-decay 0.99 --lr-step 2 --optimizer adam --epochs 20 --threads 1 --format json
    holds '.runs[0].verdict == "pass" and ([.verify[].operation] | contains(["exponential_decay"]))'
    runs --init he --seed 7 --optimizer sgd --epochs 20 --threads 1 --format json
    holds '.runs[0].verdict == "pass"'
    runs --epsilon 1e-7 --optimizer all --epochs 20 --threads 1 --format json
    holds '[.runs[].verdict == "pass"] | all'
    runs --unfused --optimizer sgd --threads 1 --format json
    holds '.runs[0] | .verdict == "pass" and (.final_loss / 0.03230027807876468 - 1 | fabs) < 2e-6'
    runs --isa plain --optimizer sgd --threads 1 --format json
    holds '.context.isa == "plain" and (.runs[0].final_loss / 0.03230027807876468 - 1 | fabs) < 2e-6'
    runs --batch all --quick --threads 1
    says '^batch +all: 1, 8, 32, 120 of the 120 rows of iris'
    runs --quick
    says '^verify +none: no verdict'
    runs --no-verify --epochs 3
    says '^verify +none: no verdict'
    runs --model yogurt --cost 1 --unfused --init he --seed 3 --l1 0.01 --epochs 1 --quick --threads 1
    says '^job .* 1 epoch of 1 step, cost 1, profit 99 \(the lecture.s\), l1 0\.01, init he, seed 3, unfused$'
    runs --model yogurt --cost 1 --unfused --init he --seed 3 --epochs 1 --quick --threads 1 --format json
    holds '.runs[0] | .cost == 1 and .profit == 99 and .unfused and .init == "he" and .seed == 3 and .lr_decay == 1'
    holds '.runs[0] | .beta == 0.9 and .epsilon == 0 and .l1 == 0 and .l2 == 0 and (.standardized or .flush_denormals | not)'
}

# Threads asked for are not threads used; what a row says must be so for its part.
teams() {
    need jq
    [ "$(nproc)" -ge 2 ] || exit 77
    runs --threads 2 --quick
    says '^step +2 .* samples/s, one thread is used at this size$'
    runs --model mlp:784-128-10 --epochs 1 --quick --threads 2 --format json
    holds '[.time[] | select(.part == "step" or .part == "update") | .threads_used == 2] | all'
    holds '[.time[] | (.threads_used < .threads) == ((.note // "") | test("one thread is used"))] | all'
}

# Nothing runs that a later job of the sweep would lose.
planned() {
    "$program" --model iris,mlp:30000-30000-10 >"$work/out" 2>"$work/err"
    ends 2 $? 'a sweep with a job too large'
    grep -qE 'would take [0-9.]+ GB of memory; the limit is [0-9.]+ GB, half of this machine' "$work/err" ||
        fail "no limit is named: $(cat "$work/err")"
    [ ! -s "$work/out" ] || fail 'something ran before all was planned'
}

# final_loss ARGUMENTS: of 20 epochs with sgd.
final_loss() {
    runs --optimizer sgd --epochs 20 --no-verify --quick --threads 1 --format json "$@"
    jq .runs[0].final_loss <"$work/out"
}

# lr * decay^(epoch / step): in epoch 0 no decay shows, 0.81 in 2 epochs is 0.9 in 1 (to the last digit of the rate),
# and it is neither a constant rate nor one that is lower from the start.
decay() {
    need jq
    local constant slower
    constant=$(final_loss)
    slower=$(final_loss --lr-decay 0.9)
    [ "$(final_loss --lr-decay 1)" = "$constant" ] || fail '--lr-decay 1 is not a constant rate'
    awk -v a="$constant" -v b="$slower" 'BEGIN { exit !(b > 1.01 * a) }' ||
        fail "--lr-decay 0.9 ends at $slower, a constant rate at $constant"
    awk -v a="$slower" -v b="$(final_loss --lr-decay 0.81 --lr-step 2)" \
        'BEGIN { exit !(b > a * (1 - 1e-6) && b < a * (1 + 1e-6)) }' || fail "--lr-decay 0.81 --lr-step 2: not $slower"
    [ "$(final_loss --epochs 1 --lr-decay 0.5)" = "$(final_loss --epochs 1)" ] || fail 'epoch 0 has a lower rate'
    [ "$(final_loss --epochs 2 --lr-decay 0.5)" != "$(final_loss --epochs 2)" ] || fail 'epoch 1 has the same rate'
    [ "$slower" != "$(final_loss --lr 0.09)" ] || fail '--lr-decay 0.9 is --lr 0.09'
}

near_zero() {
    need jq
    runs --l1 0.01 --optimizer sgd --epochs 100 --threads 1
    says '^near 0 .* [0-9]+ of 12 weights ended near zero \(\|w\| < 0\.001 max \|w\|\)' '^verify +PASS'
    runs --model dot --l2 0.03 --quick --threads 1
    says 'of 33 weights ended near zero'
    runs --model dot --l2 0 --quick --threads 1
    grep -q 'near zero' "$work/out" && fail 'without a regularizer there is nothing to say about zeros'
    runs --model dot --lr 1e6 --optimizer sgd --epochs 5 --quick --threads 1
    says '^diverged '
    grep -qE 'near zero|-nan' "$work/out" && fail 'NaNs are not near zero, and have no sign'
    runs --l1 0.01 --optimizer sgd --quick --format json
    holds '.runs[0].weights == 12 and .runs[0].weights_near_zero >= 0'
}

formats() {
    need jq
    runs --quick --epochs 3 --format json
    holds '.schema == "gradus/1" and (.context | type == "object") and (.runs | length == 1) and (.time | length > 4)'
    holds '[.. | numbers] | all(isfinite)' 2>/dev/null
    grep -qiE ': -?(nan|inf)' "$work/out" && fail 'JSON holds a NaN or an infinity'
    holds '.time[0] | has("median_ns") and has("low_ns") and has("high_ns") and has("interval_coverage")'
    holds '.runs[0] | .accuracy == .right_rows / .test_rows and .epochs_asked == 3 and .diverged == false'
    grep -q '"lr": 0.1,$' "$work/out" || fail 'JSON: 0.1 has one digit'
    runs assignment --no-verify --format json
    holds '[.assignment[] | (.right_rows | type == "number") and .test_rows == 30] | all'
    runs --quick --epochs 2 --batch 8,32 --format csv
    head -n 1 "$work/out" >"$work/sweep"
    runs --quick --epochs 3 --format csv
    head -n 1 "$work/out" | cmp -s - "$work/sweep" || fail 'CSV: other columns for a sweep'
    [ "$(awk -F, '{ print NF }' "$work/out" | sort -u | wc -l)" -eq 1 ] || fail 'CSV: rows of different lengths'
    head -n 1 "$work/out" | grep -q '^table,.*,median_ns,' || fail 'CSV: no head'
    runs --quick --epochs 3 --format md
    says '^\| part \|' '^\|---' '^- \*\*model\*\* iris'
    runs --quick --epochs 3
    grep -q "$(printf '\033')" "$work/out" && fail 'colours in a pipe'
}

assignment() {
    need jq
    runs assignment
    [ "$(grep -cE '^ *0\.1? +500|^ *0\.1 +500|^0\.01 +100' "$work/out")" -eq 10 ] || fail "expected 10 rows: $(cat "$work/out")"
    says '0\.1 +500 +sgd +0\.0323003 +30/30 +185 ' '0\.1 +500 +adam .* 30/30 +7 ' '^note '
    runs assignment --flush-denormals --format json
    holds '[.assignment[] | .verdict == "pass"] | all'
    holds '.assignment[] | select(.lr == 0.1 and .optimizer == "rmsprop") | has("final_loss") | not'
    holds '.assignment | length == 10'
    # Why: the last of the steps divides by a V that the step before could still hold, and the epsilon is a remedy.
    holds '(.vanishing[-1] | .v == 0 and .g != 0 and (has("w") | not)) and .vanishing[-2].v >= 1.17549435e-38'
    holds '[.vanishing[] | .optimizer == "rmsprop" and .lr == 0.1 and .parameter == "w1[3,0]"] | all'
    holds '([.vanishing[].step] | . == [range(.[0]; .[0] + 8)]) and ([.vanishing[] | .epoch == ((.step - 1) / 4 | floor)] | all)'
    holds '.vanishing[-1].epoch == (.assignment[] | select(.diverged) | .diverged_epoch)'
    holds '[.remedies[] | [.flush_denormals, .epsilon, has("final_loss")]] == [[true, 0, false], [false, 0, true], [true, 1e-7, true]]'
    holds '[.remedies[1:][] | .right_rows == 30 and .final_loss > 0.0284 and .final_loss < 0.0287] | all'
    runs assignment --no-verify --optimizer rmsprop --flush-denormals
    says '^V +w1.3,0. of rmsprop' 'yes +1e-7 +0\.0285'
    # What the remedies say is what these trainings come to.
    runs assignment --no-verify --optimizer rmsprop --flush-denormals --epsilon 1e-7 --format json
    holds 'has("vanishing") or has("remedies") | not'
    holds '.assignment[0].final_loss > 0.0284 and .assignment[0].final_loss < 0.0287'
}

# Thinned by the rule of outcome_curves.h, whatever is drawn of them.
curves() {
    need jq
    runs --optimizer rmsprop --quick --threads 1 --format json
    holds '[.curves[].epoch] == [range(0; 500; 4)] + [499] and .curves[-1].loss == .runs[0].final_loss'
    runs --optimizer rmsprop --quick --threads 1 --epochs 128 --format json
    holds '[.curves[].epoch] == [range(128)]'
    runs --optimizer rmsprop --quick --threads 1 --flush-denormals --format json
    holds '[.curves[] | select(has("loss") | not) | .epoch][0] == .runs[0].diverged_epoch'
    holds '([.curves[] | select(has("loss")) | .epoch] | max) == .runs[0].diverged_epoch - 1'
    runs assignment --no-verify --epsilon 1e-7 --format json
    holds '[.curves[] | select(.optimizer == "rmsprop") | .epsilon == 1e-7] | all'
    holds '[.curves[] | .optimizer] | unique | length == 5'
}

page() {
    need gnuplot
    runs --optimizer sgd,adam --batch 8,32 --quick --threads 1 --out "html=$work/page.html"
    for word in '<title>Gradus: ' 'id="curves"' 'id="steps"' 'comes from <code>bench roof'; do
        grep -q "$word" "$work/page.html" || fail "the page does not say $word"
    done
    runs assignment --no-verify --flush-denormals --out "html=$work/page.html"
    grep -q 'with an epsilon<span' "$work/page.html" || fail 'the page does not say what an epsilon would have done'
    grep -q '<td class="n">1e-7</td>' "$work/page.html" || fail 'the page has no table of remedies'
    runs list --format html
    says '^<!DOCTYPE html>' 'rmsprop'
    # Without gnuplot that is found before any work.
    PATH=/nowhere "$program" --quick --out "html=$work/none.html" >"$work/out" 2>"$work/err"
    ends 6 $? 'a page without gnuplot'
    grep -q 'cannot run gnuplot' "$work/err" || fail "no reason on stderr: $(cat "$work/err")"
    [ ! -e "$work/none.html" ] || fail 'half a page'
}

plot() {
    need gnuplot
    "$program" assignment --no-verify --plot "$work/a.svg" >"$work/out" || fail "assignment --plot: $?"
    grep -q '<svg' "$work/a.svg" || fail 'no picture'
    for word in adagrad Loss Accuracy; do
        grep -q "$word" "$work/a.svg" || fail "the picture does not say $word"
    done
    # Twenty curves in one panel would be a thicket: a panel for each batch size.
    runs --optimizer all --batch 1,8,32,120 --epochs 5 --quick --threads 1 --plot "$work/s.svg"
    for word in 'batch 1<' 'batch 120<' '>sgd<' '>adam<'; do
        grep -q "$word" "$work/s.svg" || fail "the picture of a sweep does not say $word"
    done
    "$program" --quick --plot "$work/nowhere/a.svg" >"$work/out" 2>"$work/err"
    [ $? -eq 6 ] || fail 'a picture in no folder: expected status 6'
}

operations() {
    need jq
    runs --op sigmoid --shape n=65536 --threads 1
    says '^sigmoid +exact +n=65536 +1 +pass '
    runs --op dense --shape 32x784x128 --quick --format json
    holds '.operations[0] | .verdict == "pass" and .shape == "m=32,k=784,n=128" and .median_ns > 0 and .flops_per_second > 0'
    runs --op '*' --quick --format json --threads 1
    holds '[.operations[].operation] | unique | length > 45'
    "$program" --op sigmoid --impl blas >"$work/out" 2>"$work/err"
    ends 5 $? 'nothing to measure'
    grep -q 'nothing to time' "$work/err" || fail "no reason on stderr: $(cat "$work/err")"
}

list() {
    need jq
    runs list
    says '^name|^operation' '^rmsprop .*F36' '^dense '
    runs list --model mlp:784-128-10 --format json
    holds '.layers[-1] | .layer == "all" and .parameters == 101770'
    holds '(.layers[0].forward_multiply_adds == 784 * 128 * 32) and (.layers[1].forward_multiply_adds == 128 * 10 * 32)'
    holds '([.entries[].flops] | add) == (.layers[-1] | .forward_flops + .backward_flops + .update_flops)'
    holds '([.entries[].bytes_moved] | add) == (.layers[-1] | .forward_bytes + .backward_bytes + .update_bytes)'
    runs list --model mlp:3-4-2
    says '2 layers, 26 parameters, 20 multiply-adds'
    runs list --model iris
    says '1 layer, 15 parameters' 'arena 448 bytes: 448 for .* 0 for temporaries$' 'one sweep, counted as forward' '^no layer '
    runs list --model iris --unfused
    says 'arena [0-9]* bytes: 448 for .* [1-9][0-9]* for temporaries$'
    runs list
    [ "$(wc -L <"$work/out")" -le 150 ] || fail "lines of $(wc -L <"$work/out") columns"
    grep -qE 'exact, exact|exact \(.*, exact$' "$work/out" && fail 'an implementation is there twice'
}

cases='default published same flush models options teams planned decay near_zero formats assignment curves page plot operations list'
harness "$cases" "$@"

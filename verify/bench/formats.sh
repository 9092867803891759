#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# formats.sh BENCH CASE - what every command writes in every format is what the formats' readers take.
# shellcheck source=verify/harness.sh
. "$(dirname "$0")/../harness.sh"
here=$(cd "$(dirname "$0")" && pwd)
python=/usr/bin/python3 # Debian's, which has Debian's jsonschema and scipy
formats='json ndjson github bmf gbench junit'

# checked NAME ARGUMENTS: in all formats, each read strictly.
checked() {
    local name=$1 status out=() format
    shift
    for format in $formats; do
        out+=(--out "$format=$work/$name.$format")
    done
    "$program" "$@" "${out[@]}" >"$work/out" 2>"$work/err"
    status=$?
    [ "$status" -eq 0 ] || fail "$name: status $status: $(cat "$work/err")"
    for format in $formats; do
        "$python" "$here/formats.py" "$here/../../bench/report/gradus-1.schema.json" "$work/$name.$format" ||
            fail "$name: $format"
    done
}

trained() {
    checked default --epochs 3
    checked sweep --model iris,yogurt --optimizer all --batch 8,32 --epochs 2 --quick
    checked nan --flush-denormals --threads 1
    checked assignment assignment --no-verify --flush-denormals
    checked steps scale --model mlp:20-16-5 --quick
}

others() {
    checked operations --op 's*' --quick
    checked costs list --model mlp:3-4-2
    for what in operations kinds models optimizers peers formats; do
        checked "$what" list --what "$what"
    done
    checked roof roof --quick --threads 1
    checked accuracy accuracy --op exp --every 16777216
    "$program" list --what peers | grep -q '^glibc .*built' &&
        checked against --op exp --shape n=64 --against glibc --quick --threads 1
    checked both report "$work/operations.json" "$work/costs.ndjson" "$work/operations.ndjson"
}

# google-benchmark's own comparison, as Debian has it.
compare() {
    local tool=/usr/share/benchmark/compare.py
    [ -f "$tool" ] || exit 77
    runs --epochs 3 --quick --threads 1 --out "gbench=$work/a.json"
    runs --epochs 3 --quick --threads 1 --out "gbench=$work/b.json"
    "$python" "$tool" --no-color benchmarks "$work/a.json" "$work/b.json" >"$work/out" 2>&1 ||
        fail "compare.py: $(tail -n 3 "$work/out")"
    grep -q '^iris/rmsprop/32/step/1 ' "$work/out" || fail "the step is not compared: $(cat "$work/out")"
    grep -q '^OVERALL_GEOMEAN ' "$work/out" || fail 'no geometric mean'
}

# A wrong result is a failure of its case, with the line that reruns it.
wrong() {
    cat >"$work/wrong.json" <<'EOF'
{"schema": "gradus/1",
 "runs": [{"model": "iris", "optimizer": "sgd", "batch": 8, "verdict": "FAIL", "worst_error_ulp": 3, "worst_bound_ulp": 0.5},
          {"model": "iris", "optimizer": "sgd", "batch": 32, "verdict": "none"}],
 "lines": [{"label": "FAIL", "text": "sgd/exact <3> ulp > 0.5 & \"more\"", "tone": "bad"},
           {"label": "rerun", "text": "bench --batch 8", "tone": "bad"},
           {"table": "runs", "rows": 2, "shown": true, "tones": [{"row": 0, "column": "verdict", "tone": "bad"}]}]}
EOF
    runs report "$work/wrong.json" --out "junit=$work/wrong.junit"
    "$python" "$here/formats.py" "$here/../../bench/report/gradus-1.schema.json" "$work/wrong.json" "$work/wrong.junit" ||
        fail 'junit'
    for text in 'name="runs" tests="2" failures="1" errors="0" skipped="1"' 'FAIL: 3 ulp, at most 0.5 are allowed' \
        'rerun  bench --batch 8' '&lt;3&gt; ulp &gt; 0.5 &amp; &quot;more&quot;'; do
        grep -qF "$text" "$work/wrong.junit" || fail "expected $text in $(cat "$work/wrong.junit")"
    done
}

[ "${1-}" = --list ] || "$python" -c 'import jsonschema' 2>/dev/null || exit 77
cases='trained others compare wrong'
harness "$cases" "$@"

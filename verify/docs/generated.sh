#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Holds the READMEs to what they show: `generated.sh BENCH SCHEMA` fails where a generated part is not what it would be now,
# `generated.sh --write BENCH SCHEMA` (the target `docs`) writes it. What SCHEMA prints is
# bench/report/gradus-1.schema.json. Generated in a README is what stands between
#   <!-- operations --> and <!-- /operations -->   the table that `bench list --format md` prints
#   <!-- formats --> and <!-- /formats -->         the table of `bench list --what formats --format md`
#   <!-- accuracy --> and <!-- /accuracy -->       what data/hard/proof.csv says of all floats
#   <!-- file PATH -->  and <!-- /file -->         that file of the tree
set -euo pipefail

write=
if [[ ${1:-} == --write ]]; then
    write=1
    shift
fi
bench=${1:?usage: generated.sh [--write] BENCH SCHEMA}
printer=${2:?usage: generated.sh [--write] BENCH SCHEMA}
cd "$(dirname "$0")/../.."

# generate README
generate() {
    local line end=
    while IFS= read -r line; do
        # The old content, up to the end's own line.
        if [[ -n $end ]]; then
            [[ $line == "$end" ]] || continue
            end=
        fi
        printf '%s\n' "$line"
        if [[ $line == "<!-- operations -->" ]]; then
            end="<!-- /operations -->"
            "$bench" list --format md || return
        elif [[ $line == "<!-- formats -->" ]]; then
            end="<!-- /formats -->"
            "$bench" list --what formats --format md || return
        elif [[ $line == "<!-- accuracy -->" ]]; then
            end="<!-- /accuracy -->"
            accuracy || return
        elif [[ $line =~ ^\<!--\ file\ (.*)\ --\>$ ]]; then
            end="<!-- /file -->"
            show "${BASH_REMATCH[1]}" || return
        fi
    done <"$1"
    [[ -z $end ]] || { echo "$1: no $end" >&2; return 1; }
}

show() {
    local kind=${1##*.}
    [[ $kind == [ch] ]] && kind=c
    printf '```%s\n' "$kind"
    cat "$1" || return
    printf '```\n'
}

# Where all results are the nearest float, the worst error is half an ulp: no input is worth naming.
accuracy() {
    printf '\n| function | implementation | not the nearest float | worst error, ulp | at x = |\n|---|---|---|---|---|\n'
    awk -F, 'NR > 1 {
        gsub("_", "\\_", $1)
        if ($5 == 0) printf "| %s | %s | none | 0.5 | |\n", $1, $2
        else printf "| %s | %s | %.2g %% | %.3f | %s |\n", $1, $2, 100 * $5 / 2 ^ 32, $6, $7
    }' data/hard/proof.csv
    echo
}

new=$(mktemp)
schema=$(mktemp)
trap 'rm -f "$new" "$schema"' EXIT

# keep NEW FILE
keep() {
    if [[ -n $write ]]; then
        cmp -s "$1" "$2" || cp "$1" "$2"
    elif ! diff -u "$2" "$1"; then
        echo "$2 is behind: cmake --build build/release --target docs" >&2
        exit 1
    fi
}
for readme in README.md kernels/README.md; do
    generate "$readme" >"$new"
    keep "$new" "$readme"
done
"$printer" >"$schema"
keep "$schema" bench/report/gradus-1.schema.json

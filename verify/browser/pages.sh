#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# pages.sh BENCH FOLDER - the pages of real runs, in a browser; FOLDER is install.sh's.
set -u
here=$(cd "$(dirname "$0")" && pwd)
bench=$1
folder=$2
for tool in node gnuplot "${CHROMIUM:-chromium}"; do
    command -v "$tool" >/dev/null || exit 77
done
work=$(mktemp -d) || exit 6
trap 'rm -rf "$work"' EXIT
pages=()

# page NAME PICTURES ARGUMENTS: a run, its page, and how many pictures that has.
page() {
    local name=$1 pictures=$2
    shift 2
    "$bench" "$@" --out "html=$work/$name.html" --out "json=$work/$name.json" >/dev/null || {
        echo "FAIL bench $*: status $?"
        exit 1
    }
    pages+=("$work/$name.html:$pictures")
}

page sweep 7 --optimizer sgd,adam --batch 8,32 --quick --threads 1
page unfused 4 --model dot --optimizer adam --unfused --quick --threads 1 --epochs 1000
page assignment 4 assignment --flush-denormals
page operations 2 --op relu --shape n=1048576 --threads 1 --quick
page roof 0 roof --quick --threads 1
page list 0 list --model iris
page report 3 report "$work/roof.json" "$work/operations.json"
node "$here/page.mjs" "$folder" "${pages[@]}"

#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Runs what the READMEs tell their reader to type: in fenced blocks marked `console`, every line that
# starts with "$ ", from a scratch folder that holds links to the tree. A command must exit with 0, or with N where it
# ends in "# exit N".
set -euo pipefail
root=$(cd "$(dirname "$0")/../.." && pwd)
temp=$(mktemp -d)
trap 'rm -rf "$temp"' EXIT

# What commands write is written here; what they read of the tree is the tree's.
for entry in "$root"/*; do
    ln -s "$entry" "$temp/"
done
cd "$temp"

commands=0
failed=0
while IFS= read -r command; do
    want=0
    [[ $command =~ \#\ exit\ ([0-9]+)$ ]] && want=${BASH_REMATCH[1]}
    got=0
    bash -o pipefail -c "$command" >log 2>&1 </dev/null || got=$?
    commands=$((commands + 1))
    if ((got != want)); then
        tail -n 20 log
        echo "FAIL: exit $got, expected $want: $command"
        failed=$((failed + 1))
    fi
done < <(awk '/^```/ { console = ($0 == "```console"); next } console && sub(/^\$ /, "")' "$root"/{,kernels/,bench/}README.md)

echo "$commands commands, $failed failed"
((commands > 0 && failed == 0))

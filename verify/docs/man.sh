#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# man.sh BIN PAGE... - the man pages that were built: every option and command that a program of the folder BIN has is in
# its page, every table in that of the formats, and mandoc (77 without it) finds nothing wrong.
set -uo pipefail
bin=${1:?usage: man.sh BIN PAGE...}
shift
failed=0

fail() {
    echo "FAIL $*"
    failed=1
}

# words PAGE: as a reader sees it, a word on each line.
words() {
    sed -E 's/\\f[BIRP]//g; s/\\-/-/g; s/\\[,\/&]//g' "$1" | tr -s ' ,=[]' '\n'
}

# The options, and of bench the commands, by the long help.
named() {
    "$bin/$1" --help=all | grep -oE '^ +(-., )?--[a-z0-9-]+' | grep -oE -- '--.*'
    [ "$1" != bench ] || "$bin/bench" --complete '' | cut -f 1
}

for page in "$@"; do
    name=${page##*/}
    program=${name%.1}
    words "$page" | sort -u >"$page.words"
    case $name in
        *.1) wanted=$(named "$program") ;;
        gradus-formats.5) wanted=$(sed -n 's/^    "\([a-z_]*\)": {$/\1/p' "$(dirname "$0")/../../bench/report/gradus-1.schema.json") ;;
        *) wanted=launch ;;
    esac
    for word in $wanted; do
        grep -qx -- "$word" "$page.words" || fail "$name does not say $word"
    done
    [ -n "$wanted" ] || fail "$name: there is nothing that it should say"
    rm "$page.words"
    [ "$(grep -cE '^\.SH "?(NAME|DESCRIPTION|SEE ALSO|TABLES)' "$page")" -ge 3 ] || fail "$name: sections are missing"
done
[ $# -gt 0 ] || fail 'no page was built'
[ "$failed" -eq 0 ] || exit 1
command -v mandoc >/dev/null || exit 77
mandoc -Tlint -W error "$@"

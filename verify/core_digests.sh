#!/bin/sh
# SPDX-License-Identifier: MIT
# core_digests.sh ROOT - for each file of ROOT/kernels/op a line of C, {"exp", 0x...}: a digest of what the row is
# computed by. That is the file and every header of kernels/ that it includes, but row.h and gradus.h, which compute
# nothing; comments and white space aside.
set -eu
cd "${1:?usage: core_digests.sh ROOT}/kernels"

for file in op/*.c; do
    name=${file##*/}
    text=$(awk '
        # Without comments and white space. A string is copied as it is but for its spaces.
        function plain(line,    out, i, c) {
            for (i = 1; i <= length(line); i++) {
                c = substr(line, i, 1)
                if (comment) {
                    if (substr(line, i, 2) == "*/") { comment = 0; i++ }
                } else if (quoted) {
                    out = out c
                    if (c == "\\") { i++; out = out substr(line, i, 1) }
                    else if (c == quoted) quoted = ""
                } else if (substr(line, i, 2) == "/*") { comment = 1; i++ }
                else if (substr(line, i, 2) == "//") break
                else {
                    if (c == "\"" || c == "\047") quoted = c
                    out = out c
                }
            }
            gsub(/[ \t\r]/, "", out)
            return out
        }
        function emit(path,    line, header, status) {
            if (path in seen) return
            seen[path] = 1
            while ((status = (getline line < path)) > 0) {
                if (line ~ /^[ \t]*#[ \t]*include[ \t]*"/) {
                    header = line
                    gsub(/^[^"]*"|".*$/, "", header)
                    if (header != "row.h" && header != "gradus.h") emit(header)
                } else printf "%s", plain(line)
            }
            if (status < 0) { print "core_digests.sh: cannot read " path > "/dev/stderr"; exit 6 }
            close(path)
        }
        BEGIN { emit(ARGV[1]) }' "$file")
    digest=$(printf '%s' "$text" | sha256sum)
    printf '{"%s", 0x%.16s},\n' "${name%.c}" "$digest"
done

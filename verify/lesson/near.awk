# SPDX-License-Identifier: MIT
# near.awk - two texts, word by word: numbers within the relative `tolerance`, everything else the same. Brackets of
# arrays and the blanks around words do not count.
function number(s) { return s ~ /^[-+]?[0-9.]+(e[-+]?[0-9]+)?$/ }
{ gsub(/[][]/, " "); $0 = $0 }
FNR == NR { for (i = 1; i <= NF; i++) want[n++] = $i; next }
{
    for (i = 1; i <= NF; i++) {
        w = want[k++]; g = $i
        if (w == g) continue
        d = w - g
        if (!number(w) || !number(g) || !((d < 0 ? -d : d) <= tolerance * (w < 0 ? -w : w))) {
            printf "line %d: expected %s, got %s\n", FNR, w == "" ? "the end" : w, g
            bad = 1
        }
    }
}
END {
    if (k < n) { printf "the text ends before %s\n", want[k]; bad = 1 }
    if (n == 0) { print "nothing is expected"; bad = 1 }
    exit bad
}

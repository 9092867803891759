# SPDX-License-Identifier: MIT
# training.awk - a file of claims, then the text of p32..p40. The claims:
#   loss EPOCH VALUE TOLERANCE   the epoch's loss, within a relative tolerance
#   accuracy EPOCH TEXT          the epoch's accuracy, as printed
#   perfect EPOCH                the first epoch in which all test rows are right
#   nan FIRST LAST TEXT          the loss becomes nan in FIRST..LAST and stays it, with accuracy TEXT
#   finite                       the loss never becomes nan
function fail(text) { print text; bad = 1 }
function absolute(x) { return x < 0 ? -x : x }
FNR == NR { if ($0 !~ /^#/ && NF > 0) claim[claims++] = $0; next }
/^total_time [0-9.e+-]+$/ { ended++; next }
ended { fail("line " FNR ": text after total_time: " $0); next }
FNR % 3 == 1 {
    if ($0 !~ /^Epoch [0-9]+, loss: (nan|[0-9.e+-]+)$/ || $2 != epochs ",") fail("line " FNR ": expected epoch " epochs + 0 ", got: " $0)
    loss[epochs] = $4
    if ($4 == "nan" && first_nan == "") first_nan = epochs
    if ($4 != "nan" && first_nan != "") fail("epoch " epochs ": the loss is no longer nan")
    next
}
FNR % 3 == 2 {
    if ($0 !~ /^Test_acc: [0-9.]+$/) fail("line " FNR ": expected Test_acc, got: " $0)
    accuracy[epochs] = $2
    if ($2 == 1 && perfect == "") perfect = epochs
    next
}
{
    if ($0 != "--------------------------") fail("line " FNR ": expected a rule, got: " $0)
    epochs++
}
BEGIN { epochs = 0; perfect = ""; first_nan = "" }
END {
    if (ended != 1) fail("expected one line total_time, got " ended + 0)
    if (epochs != 500) fail("expected 500 epochs, got " epochs)
    for (i = 0; i < claims; i++) {
        $0 = claim[i]
        if ($1 == "loss") {
            got = loss[$2]
            if (got == "" || got == "nan" || !(absolute(got - $3) <= $4 * $3))
                fail("epoch " $2 ": loss expected " $3 " within " $4 ", got " got)
        } else if ($1 == "accuracy") {
            if (accuracy[$2] != $3) fail("epoch " $2 ": accuracy expected " $3 ", got " accuracy[$2])
        } else if ($1 == "perfect") {
            if (perfect != $2) fail("all test rows right: first expected in epoch " $2 ", got " perfect)
        } else if ($1 == "nan") {
            if (first_nan == "" || first_nan < $2 || first_nan > $3)
                fail("nan expected from an epoch in " $2 ".." $3 ", got " first_nan)
            for (e = first_nan; first_nan != "" && e < epochs; e++)
                if (accuracy[e] != $4) fail("epoch " e ": accuracy expected " $4 ", got " accuracy[e])
        } else if ($1 == "finite") {
            if (first_nan != "") fail("no nan expected, got one in epoch " first_nan)
        } else
            fail("unknown claim: " $0)
    }
    if (claims == 0) fail("nothing is claimed")
    exit bad
}

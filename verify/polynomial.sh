#!/bin/sh
# SPDX-License-Identifier: MIT
# kernels/polynomial.h is what kernels/polynomial.sollya prints. Skipped (77) where there is no sollya.
set -eu
command -v sollya >/dev/null || { echo "sollya is not installed"; exit 77; }
folder=$(cd "$(dirname "$0")/../kernels" && pwd)
sollya "$folder/polynomial.sollya" | diff -u "$folder/polynomial.h" - || {
    echo "kernels/polynomial.h is not what its script prints: sollya kernels/polynomial.sollya > kernels/polynomial.h"
    exit 1
}

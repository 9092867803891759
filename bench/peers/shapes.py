# SPDX-License-Identifier: MIT
"""shapes.py - how the operands of a row are seen where a flat vector is not enough: axes by operand, as in the row.
Where a row's later operands are left out they stay flat."""

SHAPES = {
    "matmul": ("mk", "kn", "mn"),
    "matmul_dx": ("mn", "kn", "mk"),
    "matmul_dw": ("mk", "mn", "kn"),
    "dense": ("mk", "kn", "n", "mn"),
    "dense_dw": ("mk", "mn", "kn", "n"),
    "softmax": ("mn", "mn"),
    "softmax_dx": ("mn", "mn", "mn"),
    "softmax_cross_entropy": ("mn", "m", "m", "", "mn"),
}

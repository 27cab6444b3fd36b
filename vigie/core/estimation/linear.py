"""Small linear systems inside compiled loops, where a call of a library would cost more than the sum."""

from __future__ import annotations

import numpy as np

from vigie.core.compiled import compiled


@compiled
def cholesky(matrix, many):
    """Lower factor of the leading `many` rows, in place of the lower half; the diagonal holds one over its own."""
    for row in range(many):
        for column in range(row + 1):
            left = matrix[row, column]
            for inner in range(column):
                left -= matrix[row, inner] * matrix[column, inner]
            matrix[row, column] = (
                1.0 / np.sqrt(max(left, 1e-12)) if row == column else left * matrix[column, column]
            )


@compiled
def solve_lower(factor, vector, many):
    """Solve L x = vector in place."""
    for row in range(many):
        for inner in range(row):
            vector[row] -= factor[row, inner] * vector[inner]
        vector[row] *= factor[row, row]


@compiled
def solve_upper(factor, vector, many):
    """Solve Lᵀ x = vector in place."""
    for row in range(many - 1, -1, -1):
        for inner in range(row + 1, many):
            vector[row] -= factor[inner, row] * vector[inner]
        vector[row] *= factor[row, row]

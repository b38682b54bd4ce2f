"""A straight or bent line through few points that differ in how much they can tell."""
from __future__ import annotations

from dataclasses import dataclass

import numpy as np

_CURVED_FROM = 30                     # with fewer points than this, straight lines only …
_PENALTY = {True: 1.0, False: 3.0}    # … drawn harder to the mean; in points. Chosen on other seeds than are reported


@dataclass(frozen=True)
class Line:
    """A weighted ridge regression of y on x, as `fit` makes it.

    between: variance of points about the line beyond their own noise. unit: variance of a point of weight 1. df: degrees
    of freedom left. weights: (points,) relative, mean 1.
    """

    middle: np.ndarray
    scale: np.ndarray
    is_curved: bool
    weights: np.ndarray
    gain: np.ndarray
    terms: np.ndarray
    between: float
    unit: float
    df: float

    def predict(self, x: np.ndarray) -> tuple[float, float]:
        """y at one x (columns,), and the variance of a new point there, its own noise left out."""
        row = self._design(x[None])[0]
        return float(row @ self.terms), float(self.between + row @ self.gain @ row * self.unit)

    def along(self, x: np.ndarray, y: np.ndarray, at: np.ndarray) -> np.ndarray:
        """The same line through other values y (points, several) of the same points x (points, columns), at one x; (several,)."""
        return self._design(at[None])[0] @ self.gain @ (self._design(x).T @ (self.weights[:, None] * y))

    def _design(self, x: np.ndarray) -> np.ndarray:
        return np.column_stack([np.ones(len(x)), (_bent(x, self.is_curved) - self.middle) / self.scale])


def fit(x: np.ndarray, y: np.ndarray, noise: np.ndarray) -> Line:
    """x: (points, columns), y: (points,), noise: (points,) variance of each y that is its own. Needs 4 points or more.

    The variance between points is what is left over after their noise (method of moments), and weights follow from it.
    """
    is_curved = len(y) >= _CURVED_FROM
    bent = _bent(x, is_curved)
    middle, scale = bent.mean(axis=0), bent.std(axis=0) + 1e-9
    design = np.column_stack([np.ones(len(y)), (bent - middle) / scale])
    penalty = np.diag([0.0] + [_PENALTY[is_curved]] * bent.shape[1])
    between = 0.05
    for _ in range(4):     # weights hang on the variance between, and that on the weights: settled after three or four
        weights = 1 / (between + noise)
        weights = weights / weights.mean()
        square = design.T @ (design * weights[:, None])
        gain = np.linalg.inv(square + penalty)
        terms = gain @ (design.T @ (weights * y))
        df = len(y) - float(np.trace(gain @ square))
        unit = float((weights * (y - design @ terms) ** 2).sum() / df)
        between = max(0.0, unit - float((weights * noise).mean()))
    return Line(middle, scale, is_curved, weights, gain, terms, between, unit, df)


def _bent(x: np.ndarray, is_curved: bool) -> np.ndarray:
    """With squares and the product of the first and the last column."""
    return np.column_stack([x, x**2, x[:, 0] * x[:, -1]]) if is_curved else x

"""Counts of many weeks in many rows → log-linear means, fitted all at once (the fitting under farrington.py and seasonal.py)."""
from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

_STEPS = 25
_TOLERANCE = 1e-8
_OUTLIER = 2.58            # Anscombe residual from which a past week is taken for an outbreak
_LARGEST = 30.0            # of a log mean, either way: a level whose weeks are all zero would run away


class Design:
    """The terms that all rows share, (weeks, terms), and their products: so all rows' normal equations are one multiplication."""

    def __init__(self, terms: np.ndarray) -> None:
        self.terms = terms
        self._upper = np.triu_indices(terms.shape[1])

    @cached_property
    def pairs(self) -> np.ndarray:
        return self.terms[:, self._upper[0]] * self.terms[:, self._upper[1]]

    def normal(self, weights: np.ndarray) -> np.ndarray:
        """X'WX of each row of weights (rows, weeks), (rows, terms, terms)."""
        terms_n = self.terms.shape[1]
        packed, out = weights @ self.pairs, np.empty((len(weights), terms_n, terms_n))
        out[:, self._upper[0], self._upper[1]] = out[:, self._upper[1], self._upper[0]] = packed
        return out

    def quadratic(self, matrices: np.ndarray) -> np.ndarray:
        """x'Mx of each row's M at each week, (rows, weeks)."""
        twice = np.where(self._upper[0] == self._upper[1], 1.0, 2.0)
        return (matrices[:, self._upper[0], self._upper[1]] * twice) @ self.pairs.T


@dataclass(frozen=True)
class Fit:
    """coefficients (rows, terms) of the log mean; mean_n (rows, weeks); dispersion (rows,), variance over mean, >= 1;
    spread (rows, terms, terms), the covariance of the coefficients at dispersion 1; weights (rows, weeks), 0 = left out;
    worked (rows, weeks), weight x mean with which the last step was solved; is_settled (rows,): the steps converged.
    Dispersion and spread rest on `worked`, as in R: a threshold that hangs on the sixth digit is then the same."""

    coefficients: np.ndarray
    mean_n: np.ndarray
    dispersion: np.ndarray
    spread: np.ndarray
    weights: np.ndarray
    worked: np.ndarray
    is_settled: np.ndarray


def fit_loglinear(
    counts: np.ndarray, design: Design, weights: np.ndarray | None = None, start: np.ndarray | None = None, precision: np.ndarray | None = None,
) -> Fit:
    """Quasi-Poisson regression of each row on the same terms, by iteratively reweighted least squares.

    counts: (rows, weeks) >= 0; weights: (rows, weeks) >= 0, default 1 each; start: coefficients to begin from;
    precision: (rows, terms), what each coefficient is drawn to 0 with (dispersion / variance of its prior), default nothing.
    Stops a row when its deviance moves by less than 1e-8 of itself, after 25 steps at the latest.
    Source: McCullagh and Nelder 1989, Generalized Linear Models, chapter 2.
    """
    counts = np.asarray(counts, dtype=float)
    weights = np.ones_like(counts) if weights is None else weights
    precision = np.zeros((len(counts), design.terms.shape[1])) if precision is None else precision
    seen = (weights * counts) @ design.terms
    beta = _first(counts, design, weights, precision) if start is None else start.copy()
    kept = 2 * (weights * (counts * np.log(np.maximum(counts, 1e-300)) - counts)).sum(axis=1)   # of the deviance: what no step changes
    last, left, worked = np.full(len(counts), np.inf), np.arange(len(counts)), np.zeros_like(counts)
    for _ in range(_STEPS):
        weighted = weights[left] * _mean(beta[left], design)
        deviance = kept[left] + 2 * (weighted.sum(axis=1) - (beta[left] * seen[left]).sum(axis=1)) + (precision[left] * beta[left] ** 2).sum(axis=1)
        is_moving = np.abs(deviance - last[left]) >= _TOLERANCE * (np.abs(deviance) + 0.1)
        last[left] = deviance
        left, weighted = left[is_moving], weighted[is_moving]
        if not len(left):
            break
        worked[left] = weighted
        slope = seen[left] - weighted @ design.terms - precision[left] * beta[left]
        beta[left] += _solved(design.normal(weighted), slope, precision[left])
    mean = _mean(beta, design)
    is_settled = ~np.isin(np.arange(len(counts)), left)
    dispersion = _dispersion(counts, mean, worked, (weights > 0).sum(axis=1) - beta.shape[1])
    return Fit(beta, mean, dispersion, _inverse(design.normal(worked), precision), weights, worked, is_settled)


def outbreak_weights(counts: np.ndarray, fit: Fit, design: Design) -> np.ndarray:
    """Weights (rows, weeks) that take past outbreaks out of the baseline: the inverse square of an Anscombe residual past 2.58.

    Each row's weights sum to its number of weeks. Source: Noufaily et al. 2013, Stat. Med. 32(7), section 3.3.
    """
    leverage = design.quadratic(fit.spread) * fit.worked
    room = np.sqrt(np.maximum(1 - leverage, 1e-12) * fit.dispersion[:, None])
    root = np.cbrt(np.sqrt(fit.mean_n))
    residual = 1.5 * (np.cbrt(counts) ** 2 / root - root**3) / room
    weights = np.where(residual > _OUTLIER, np.maximum(residual, 1.0) ** -2.0, 1.0) * (fit.weights > 0)
    n = (fit.weights > 0).sum(axis=1, keepdims=True)
    return weights * n / np.maximum(weights.sum(axis=1, keepdims=True), 1e-12)


def _mean(beta: np.ndarray, design: Design) -> np.ndarray:
    return np.exp(np.clip(beta @ design.terms.T, -_LARGEST, _LARGEST))


def _first(counts: np.ndarray, design: Design, weights: np.ndarray, precision: np.ndarray) -> np.ndarray:
    """Coefficients after one step from means of count + 0.1."""
    mean = counts + 0.1
    return _solved(design.normal(weights * mean), (weights * (mean * np.log(mean) + counts - mean)) @ design.terms, precision)


def _scaled(normal: np.ndarray, precision: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Ones on the diagonal and what was divided by: a level whose weeks are all zero has a weight near nothing."""
    at = np.arange(normal.shape[1])
    normal[:, at, at] += precision
    scale = 1 / np.sqrt(np.maximum(normal[:, at, at], 1e-300))
    scaled = normal * scale[:, :, None] * scale[:, None, :]
    scaled[:, at, at] = 1 + 1e-12
    return scaled, scale


def _solved(normal: np.ndarray, target: np.ndarray, precision: np.ndarray) -> np.ndarray:
    scaled, scale = _scaled(normal, precision)
    return scale * np.linalg.solve(scaled, (target * scale)[:, :, None])[:, :, 0]


def _inverse(normal: np.ndarray, precision: np.ndarray) -> np.ndarray:
    scaled, scale = _scaled(normal, precision)
    return np.linalg.inv(scaled) * scale[:, :, None] * scale[:, None, :]


def _dispersion(counts: np.ndarray, mean: np.ndarray, worked: np.ndarray, free_n: np.ndarray) -> np.ndarray:
    mean = np.maximum(mean, 1e-10)
    return np.maximum(1.0, (worked * ((counts - mean) / mean) ** 2).sum(axis=1) / np.maximum(free_n, 1))

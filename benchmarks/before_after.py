"""Three ways others judge a fix, for comparison: before and after, a segmented regression, a structural time series with control.

Each returns the log rate ratio of the `weeks_n` weeks from `shipped` and half its 95 % interval, from the counts of one
series `own` (weeks,) and those of all others (weeks,).
"""
from __future__ import annotations

import numpy as np

NORMAL = 1.96
GRID = np.array([0.0, 0.0005, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2])


def naive(own: np.ndarray, others: np.ndarray, shipped: int, weeks_n: int) -> tuple[float, float]:
    """Four weeks before against those after, Poisson."""
    before, after = own[shipped - 4 : shipped].sum() + 0.5, own[shipped : shipped + weeks_n].sum() + 0.5
    return float(np.log(after / weeks_n) - np.log(before / 4)), float(NORMAL * np.sqrt(1 / before + 1 / after))


def segmented(own: np.ndarray, others: np.ndarray, shipped: int, weeks_n: int) -> tuple[float, float]:
    """Interrupted time series: quasi-Poisson, intercept, trend and step, the 16 weeks before."""
    weeks = np.arange(max(0, shipped - 16), shipped + weeks_n)
    design = np.column_stack([np.ones(len(weeks)), (weeks - shipped) / 10, weeks >= shipped]).astype(float)
    y, mean = own[weeks], np.maximum(own[weeks], 0.5)
    for _ in range(25):
        working = np.log(mean) + (y - mean) / mean
        square = np.linalg.inv(design.T @ (design * mean[:, None]) + 1e-9 * np.eye(3))
        terms = square @ (design.T @ (mean * working))
        mean = np.exp(np.clip(design @ terms, -5, 12))
    phi = max(1.0, float(((y - mean) ** 2 / mean).sum() / max(1, len(y) - 3)))
    return float(terms[2]), float(NORMAL * np.sqrt(phi * square[2, 2]))


def structural(own: np.ndarray, others: np.ndarray, shipped: int, weeks_n: int) -> tuple[float, float]:
    """Local level of the log share, 60 weeks before, variances by maximum likelihood on a grid: a small CausalImpact."""
    first = max(0, shipped - 60)
    share = np.log((own + 0.5) / others)
    size = 1 / (own[first:shipped].mean() + 0.5)
    best = max((_filtered(share[first:shipped], wander, noise) for wander in GRID for noise in size * np.array([1, 1.5, 2, 3, 5, 8])), key=lambda found: found[0])
    _, level, variance, wander, noise = best
    steps = np.arange(1, weeks_n + 1)
    ahead = variance + wander * np.minimum.outer(steps, steps).mean() + noise / weeks_n
    after = np.log((own[shipped : shipped + weeks_n].sum() + 0.5) / others[shipped : shipped + weeks_n].sum())
    return float(after - level), float(NORMAL * np.sqrt(ahead))


def _filtered(values: np.ndarray, wander: float, noise: float) -> tuple[float, float, float, float, float]:
    """Log likelihood, last level, its variance, and the two variances (Kalman)."""
    level, variance, likelihood = values[0], noise, 0.0
    for value in values[1:]:
        variance += wander
        spread, error = variance + noise, value - level
        likelihood -= 0.5 * (np.log(spread) + error**2 / spread)
        level, variance = level + variance / spread * error, variance * noise / spread
    return likelihood, level, variance, wander, noise

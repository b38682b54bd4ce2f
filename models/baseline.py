"""Counts → what an ordinary stretch of days would have held, as a share of all other complaints."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.stats import nbinom, poisson

_HALF_LIFE_DAYS = 45       # how fast the past is forgotten
_MEMORY_DAYS = 112         # and after how many days it is gone
_GUARD_DAYS = 7            # the days just before the window: a slow rise must not become its own baseline
_PRIOR_N = 1.0             # pseudo-complaints with which a series is drawn to the common share
_DRIFT = 0.02              # variance of the relative drift of a share over the memory


@dataclass(frozen=True)
class Expected:
    """What was observed and expected in the window that ends with each wanted day; arrays (series, wanted days).

    NaN where there is no history yet or nothing else was complained of. p is P(count >= observed) in an ordinary window.
    """

    observed_n: np.ndarray
    expected_n: np.ndarray
    lower_n: np.ndarray
    upper_n: np.ndarray
    p: np.ndarray


def expected_counts(
    counts: np.ndarray, window_days: int, history_days: int = 56, tail: float = 0.025, ends: Sequence[int] | None = None,
) -> Expected:
    """Compare each window of days with the share that its series had before.

    counts: (series, days) integers >= 0, one row a touchpoint or topic, all days in order and complete.
    ends: positions of the days whose windows are wanted; None: all. Bounds cost most, so ask for what is shown.
    A window is never part of its own baseline: the `window_days` themselves and 7 days before them are left out.
    lower_n and upper_n cut `tail` (a share) of ordinary windows off on each side.
    Source: the share model of Gamma-Poisson counts measured in this project's benchmarks; the Poisson-gamma
    predictive is that of a negative binomial with matched moments.
    """
    series_n, days_n = counts.shape
    wanted = np.arange(days_n) if ends is None else np.asarray(ends, dtype=int)
    observed = _window_sums(counts, window_days)[:, wanted]
    blank = np.full(observed.shape, np.nan)
    if days_n == 0 or series_n < 2:
        return Expected(observed, blank, blank.copy(), blank.copy(), blank.copy())
    others = counts.sum(axis=0, keepdims=True) - counts
    gap = window_days + _GUARD_DAYS - 1
    past, past_others = _remembered(counts, gap), _remembered(others, gap)
    weight = past + _PRIOR_N
    rate = weight / (past_others + _PRIOR_N * (series_n - 1))   # drawn to the share that each series has on average
    phi = _dispersion(counts, rate, others)[:, wanted]
    offset, weight = _window_sums(others, window_days)[:, wanted], weight[:, wanted]
    mean = rate[:, wanted] * offset
    with np.errstate(divide="ignore", invalid="ignore"):
        variance = phi * mean + mean**2 * (phi / weight + 1 / offset + _DRIFT)
    is_known = (offset > 0) & (wanted >= history_days + gap)[None, :]
    if not is_known.any():
        return Expected(observed, blank, blank.copy(), blank.copy(), blank.copy())
    mean = np.where(is_known, mean, np.nan)
    return Expected(observed, mean, *_bounds(mean, variance, observed, tail))


def _window_sums(counts: np.ndarray, window_days: int) -> np.ndarray:
    total = np.cumsum(np.pad(counts, ((0, 0), (window_days, 0))), axis=1, dtype=float)
    return total[:, window_days:] - total[:, :-window_days]


def _remembered(counts: np.ndarray, gap: int) -> np.ndarray:
    """Discounted sums of the days up to `gap` + 1 days before each day, shape (series, days)."""
    days_n = counts.shape[1]
    shifted = np.pad(counts, ((0, 0), (gap + 1, 0)))[:, :days_n].astype(float)
    kernel = 0.5 ** (np.arange(_MEMORY_DAYS) / _HALF_LIFE_DAYS)
    return np.array([np.convolve(row, kernel)[:days_n] for row in shifted]).reshape(counts.shape)


def _dispersion(counts: np.ndarray, rate: np.ndarray, others: np.ndarray) -> np.ndarray:
    """Variance over mean, (series, days), >= 1, from the days before each: robust, and drawn to that of all series."""
    mean = rate * others
    scored = np.where(mean > 0.05, np.minimum((counts - mean) ** 2 / np.maximum(mean, 0.05), 25.0), 0.0)
    sums, n = _before(scored), _before((mean > 0.05).astype(float))
    common = (sums.sum(axis=0) + 1) / (n.sum(axis=0) + 1)
    return np.maximum(1.0, (sums + 60 * common) / (n + 60))


def _before(values: np.ndarray) -> np.ndarray:
    """Running sums of the days before each day."""
    return np.cumsum(np.pad(values, ((0, 0), (1, 0))), axis=1)[:, :-1]


def _bounds(mean: np.ndarray, variance: np.ndarray, observed: np.ndarray, tail: float) -> tuple[np.ndarray, ...]:
    """lower_n, upper_n and p of the negative binomial with this mean and variance (Poisson where they are equal)."""
    is_wide = variance > mean * 1.0001
    size = np.where(is_wide, mean**2 / np.where(is_wide, variance - mean, 1), 1)
    share = np.where(is_wide, size / (size + mean), 0.5)
    with np.errstate(invalid="ignore"):
        lower = np.where(is_wide, nbinom.ppf(tail, size, share), poisson.ppf(tail, mean))
        upper = np.where(is_wide, nbinom.isf(tail, size, share), poisson.isf(tail, mean))
        p = np.where(is_wide, nbinom.sf(observed - 1, size, share), poisson.sf(observed - 1, mean))
    return tuple(np.where(np.isnan(mean), np.nan, values) for values in (lower, upper, p))

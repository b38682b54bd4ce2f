"""Counts → what an ordinary stretch of days would have held, and the range in which it lies."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.special import betainc, gammainc
from scipy.stats import nbinom, poisson

from models.past import Past


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
    """Compare each window of days with the share that its series had before (models.past).

    counts: (series, days) of people, one row a touchpoint or topic, all days in order and complete; or (sources, series, days),
    NaN on days on which a source was not collecting.
    ends: positions of the days whose windows are wanted; None: all. Bounds cost most, so ask for what is shown.
    A window is never part of its own baseline: the `window_days` themselves and 7 days before them are left out.
    """
    past = Past(counts[None] if counts.ndim == 2 else counts, history_days)
    wanted = range(past.days_n) if ends is None else ends
    looks = np.array([past.look(end, window_days) for end in wanted]).reshape(len(wanted), 3, past.series_n)
    observed, mean, variance = looks.transpose(1, 2, 0)
    return in_range(observed, mean, variance, tail)


def in_range(observed: np.ndarray, mean: np.ndarray, variance: np.ndarray, tail: float = 0.025) -> Expected:
    """The range that cuts `tail` (a share) of ordinary windows off on each side; nothing is known where the mean is NaN."""
    is_wide = variance > mean * 1.0001
    size = np.where(is_wide, mean**2 / np.where(is_wide, variance - mean, 1), 1)
    share = np.where(is_wide, size / (size + mean), 0.5)
    with np.errstate(invalid="ignore"):
        lower = np.where(is_wide, nbinom.ppf(tail, size, share), poisson.ppf(tail, mean))
        upper = np.where(is_wide, nbinom.isf(tail, size, share), poisson.isf(tail, mean))
    unknown = np.isnan(mean)
    return Expected(observed, mean, np.where(unknown, np.nan, lower), np.where(unknown, np.nan, upper), chance(observed, mean, variance))


def chance(observed: np.ndarray, mean: np.ndarray, variance: np.ndarray) -> np.ndarray:
    """P(count >= observed) of the negative binomial with this mean and variance (Poisson where they are equal)."""
    with np.errstate(invalid="ignore", divide="ignore"):
        size = mean**2 / np.maximum(variance - mean, 1e-4 * mean)
        seen = np.maximum(observed, 1e-9)
        p = np.where(variance > mean * 1.0001, betainc(seen, size, mean / (size + mean)), gammainc(seen, mean))
    return np.where(np.isnan(mean), np.nan, np.where(observed <= 0, 1.0, p))

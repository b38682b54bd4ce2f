"""Weekly counts with a long history → what an ordinary week or two would have held: season, trend, past outbreaks taken out.

How it is called: `expected_weekly(counts, ends)` gives, for counts (series, weeks) and the positions of the weeks wanted, the fields of
models.baseline.Expected in absolute counts, NaN before `history_weeks` (104) known weeks of baseline; `scan_weekly(counts, ends)` the p of
the one- and two-week windows together, which finds most; `expected_weekly(...).p` is the fast variant, which finds soonest.
"""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from models.baseline import Expected
from models.loglinear import Design, fit_loglinear, outbreak_weights
from models.negative_binomial import quantile, tail

HISTORY_WEEKS = 104
"""Known weeks that a baseline needs: two years, so that each part of the year was seen twice."""
CALENDAR_YEAR_WEEKS = 365.25 / 7
_MEMORY_WEEKS = 260        # five years, as in the reference
_GUARD_WEEKS = 4           # the last weeks, windows included: a rise under way must not become its own baseline
_SEASON_SD = 0.3           # prior of each of the two harmonics' coefficients: a year seldom swings by more than half
_TREND_SD = 0.2            # prior of the growth a year, of the log mean
_LEVEL_SD = 1000.0         # no prior on the level
_HALF_CASE = 0.5           # added to a whole baseline: weeks of nothing but zeros still expect something
_ROWS = 500                # fitted at once: as many as stay in the processor's cache


@dataclass(frozen=True)
class _Fitted:
    """mean_n (series, ends, guard weeks) of the last weeks up to each end; covariance (…, weeks, weeks) of their logs at
    dispersion 1; dispersion (series, ends). NaN where there is too little history."""

    mean_n: np.ndarray
    covariance: np.ndarray
    dispersion: np.ndarray


def expected_weekly(
    counts: np.ndarray, ends: Sequence[int], window_weeks: int = 1, tail_share: float = 0.025,
    history_weeks: int = HISTORY_WEEKS, year_weeks: float = CALENDAR_YEAR_WEEKS,
) -> Expected:
    """Compare the `window_weeks` (1-4) up to each of `ends` with the five years before them, arrays (series, ends).

    counts: (series, weeks) >= 0 of complete weeks in order, NaN where not known. The last four weeks are in no baseline, whatever the window.
    lower_n and upper_n cut `tail_share` of ordinary windows off on each side; p = P(count >= observed).
    A log-linear mean with level, trend and two harmonics a year; weeks that stood out count less (Noufaily et al. 2013);
    overdispersion drawn to that of the other series; the predictive variance holds what is not known of the mean.
    """
    counts, ends = np.asarray(counts, dtype=float), np.asarray(ends, dtype=int)
    observed, mean, variance = _window(_fitted(counts, ends, history_weeks, year_weeks), counts, ends, window_weeks)
    return Expected(observed, mean, quantile(tail_share, mean, variance), quantile(1 - tail_share, mean, variance), tail(observed, mean, variance))


def scan_weekly(counts: np.ndarray, ends: Sequence[int], history_weeks: int = HISTORY_WEEKS, year_weeks: float = CALENDAR_YEAR_WEEKS) -> np.ndarray:
    """p (series, ends) that the last week or the last two hold this many: two thirds of the chance of error go to the two."""
    counts, ends = np.asarray(counts, dtype=float), np.asarray(ends, dtype=int)
    fitted = _fitted(counts, ends, history_weeks, year_weeks)
    one, two = (tail(*_window(fitted, counts, ends, weeks)) for weeks in (1, 2))
    return np.minimum(1.0, np.minimum(3 * one, 1.5 * two))


def _fitted(counts: np.ndarray, ends: np.ndarray, history_weeks: int, year_weeks: float) -> _Fitted:
    shape = (len(counts), len(ends))
    mean, covariance = np.full((*shape, _GUARD_WEEKS), np.nan), np.full((*shape, _GUARD_WEEKS, _GUARD_WEEKS), np.nan)
    dispersion, weeks_n = np.full(shape, np.nan), np.zeros(shape)
    lags = np.arange(_MEMORY_WEEKS, _GUARD_WEEKS, -1)
    back = np.pad(counts, ((0, 0), (_MEMORY_WEEKS, 0)), constant_values=np.nan)     # so that each lag has a place
    rows = np.argwhere(np.ones(shape, dtype=bool))
    for at in range(0, len(rows), _ROWS):
        series, end = rows[at : at + _ROWS].T
        past = back[series[:, None], ends[end][:, None] + _MEMORY_WEEKS - lags]
        weeks_n[series, end] = n = np.isfinite(past).sum(axis=1)
        is_long = n >= history_weeks
        if is_long.any():
            series, end = series[is_long], end[is_long]
            mean[series, end], covariance[series, end], dispersion[series, end] = _predicted(past[is_long], lags, year_weeks)
    return _Fitted(mean, covariance, _shared(dispersion, weeks_n))


def _predicted(past: np.ndarray, lags: np.ndarray, year_weeks: float) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Means, covariance of their logs, and dispersion of each row of baselines (rows, lags)."""
    is_known = np.isfinite(past)
    counts = np.where(is_known, past + _HALF_CASE / is_known.sum(axis=1, keepdims=True), 0.0)
    design, weights = Design(_terms(lags, year_weeks)), is_known.astype(float)
    drawn = 1 / np.array([_LEVEL_SD, *(_SEASON_SD,) * 4, _TREND_SD]) ** 2 * np.ones((len(past), 1))
    first = fit_loglinear(counts, design, weights, None, drawn)
    fit = fit_loglinear(counts, design, outbreak_weights(counts, first, design), first.coefficients, drawn * first.dispersion[:, None])
    ahead = _terms(np.arange(_GUARD_WEEKS)[::-1], year_weeks)
    return np.exp(fit.coefficients @ ahead.T), np.einsum("wi,rij,vj->rwv", ahead, fit.spread, ahead), fit.dispersion


def _terms(lags: np.ndarray, year_weeks: float) -> np.ndarray:
    """Level, two harmonics of the year, and time in years before the judged week."""
    angle = 2 * np.pi * lags / year_weeks
    return np.column_stack([np.ones(len(lags)), np.cos(angle), np.sin(angle), np.cos(2 * angle), np.sin(2 * angle), -lags / year_weeks])


def _shared(dispersion: np.ndarray, weeks_n: np.ndarray) -> np.ndarray:
    """Each series' log dispersion drawn to the mean over the series of its week, as far as chance alone may set them apart."""
    log, chance = np.log(dispersion), 2 / np.maximum(weeks_n - 6, 1)
    known_n = np.maximum(np.isfinite(log).sum(axis=0), 1)
    centre = np.nansum(log, axis=0) / known_n
    spread = np.maximum(np.nansum((log - centre) ** 2 - chance, axis=0) / known_n, 0.0)
    kept = np.where(known_n > 2, spread / (spread + chance), 1.0)
    return np.exp(centre + kept * (log - centre))


def _window(fitted: _Fitted, counts: np.ndarray, ends: np.ndarray, weeks: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Observed, mean and predictive variance of the last `weeks`, arrays (series, ends)."""
    padded = np.pad(counts, ((0, 0), (weeks - 1, 0)), constant_values=np.nan)
    observed = sum(padded[:, ends + lag] for lag in range(weeks))
    each, covariance = fitted.mean_n[..., -weeks:], fitted.covariance[..., -weeks:, -weeks:]
    mean = np.where(np.isnan(observed), np.nan, each.sum(axis=-1))
    unsure = np.einsum("sei,seij,sej->se", each, covariance, each)
    return observed, mean, fitted.dispersion * (mean + unsure)

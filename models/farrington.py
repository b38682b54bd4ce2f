"""Farrington Flexible: the reference method for weekly counts with years of history (Noufaily et al. 2013, Stat. Med. 32(7))."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from models.loglinear import Design, Fit, fit_loglinear, outbreak_weights
from models.negative_binomial import quantile, tail

_YEARS = 5                 # b: how far back the baseline goes
_YEAR_WEEKS = 52
_HALF_WINDOW = 3           # w: weeks on each side of a reference week that belong to the same part of the year
_PARTS = 10                # noPeriods: parts of a year with a level of their own
_LEFT_OUT = 26             # weeks before the judged one that are no baseline: a rise under way must not become ordinary
_ROWS = 500                # fitted at once: as many as stay in the processor's cache


@dataclass(frozen=True)
class FarringtonWeeks:
    """Of each series and wanted week, arrays (series, ends): NaN (is_alarm False) where the baseline is not all there.

    upper_n: the largest count that is no alarm at `alpha`; p = P(count >= observed) in an ordinary week.
    """

    observed_n: np.ndarray
    expected_n: np.ndarray
    upper_n: np.ndarray
    p: np.ndarray
    dispersion: np.ndarray
    is_alarm: np.ndarray


def farrington_flexible(counts: np.ndarray, ends: Sequence[int], alpha: float = 0.005, least_n: int = 0) -> FarringtonWeeks:
    """Judge the weeks `ends` (positions) of counts (series, weeks) >= 0, each by the five years before it alone.

    A trend is always fitted and left out where it would expect more than was ever seen. An alarm needs more than
    upper_n, and `least_n` in the last four weeks together (the "limit 5/4" of the authors when 5; here 0).
    The 26 weeks before a judged week and the week itself are never in its baseline. Plug-in negative binomial bounds.
    """
    counts, ends = np.asarray(counts, dtype=float), np.asarray(ends, dtype=int)
    lags = baseline_lags()
    observed = counts[:, ends]
    mean, dispersion = np.full(observed.shape, np.nan), np.full(observed.shape, np.nan)
    rows = np.argwhere(np.broadcast_to(ends >= lags.max(), observed.shape))
    for at in range(0, len(rows), _ROWS):
        series, end = rows[at : at + _ROWS].T
        found = _expected(counts[series[:, None], ends[end][:, None] - lags[None, :]])
        mean[series, end], dispersion[series, end] = found
    upper, p = quantile(1 - alpha, mean, dispersion * mean), tail(observed, mean, dispersion * mean)
    month = np.cumsum(np.pad(counts, ((0, 0), (4, 0))), axis=1)
    is_alarm = (observed > upper) & ((month[:, 4:] - month[:, :-4])[:, ends] >= least_n)
    return FarringtonWeeks(observed, mean, upper, p, dispersion, is_alarm)


def baseline_lags() -> np.ndarray:
    """Weeks before the judged one that make its baseline, oldest first."""
    return np.arange(_YEARS * _YEAR_WEEKS + _HALF_WINDOW, _LEFT_OUT, -1)


def part_of_year(lags: np.ndarray) -> np.ndarray:
    """0 for the judged part of the year (the reference week and three on each side), 1..9 for the others, equally long."""
    phase = (-lags) % _YEAR_WEEKS
    length, rest = divmod(_YEAR_WEEKS - 2 * _HALF_WINDOW - 1, _PARTS - 1)
    starts = _HALF_WINDOW + 1 + np.cumsum([0, *(length + (part < rest) for part in range(_PARTS - 1))])
    return np.searchsorted(starts, phase, side="right") % _PARTS


def _terms(lags: np.ndarray) -> np.ndarray:
    """Columns: the judged part's level, the other parts' differences from it, and time (0 in the judged week, years)."""
    part = part_of_year(lags)
    differences = (part[:, None] == np.arange(1, _PARTS)).astype(float)
    return np.column_stack([np.ones(len(lags)), differences, -lags / _YEAR_WEEKS])


def _expected(past: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Mean of the judged week and dispersion of each row of baselines."""
    terms = _terms(baseline_lags())
    fit = _refitted(past, Design(terms))
    mean, dispersion = np.exp(fit.coefficients[:, 0]), fit.dispersion
    is_bold = ~fit.is_settled | (mean > past.max(axis=1))     # a trend must not expect more than was ever seen
    if is_bold.any():
        plain = _refitted(past[is_bold], Design(terms[:, :-1]))
        mean[is_bold], dispersion[is_bold] = np.exp(plain.coefficients[:, 0]), plain.dispersion
    return mean, dispersion


def _refitted(past: np.ndarray, design: Design) -> Fit:
    first = fit_loglinear(past, design)
    return fit_loglinear(past, design, outbreak_weights(past, first, design))

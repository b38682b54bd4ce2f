"""What daily signals are compared with: EARS for rare counts, a Prophet-like model, an absolute negative binomial. Scores, (topics, days): small alarms."""
from __future__ import annotations

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from models.baseline import chance

_PAST_DAYS = 56


def ears_of_rare(counts: np.ndarray) -> dict[str, np.ndarray]:
    """C1-C3 with a deviation of at least half a person: a week of zeros would make any count an infinite alarm, and EARS find nothing."""
    above = np.maximum(_standing(counts, 2) - 1, 0)
    c3 = sum(np.pad(above, ((0, 0), (lag, 0)))[:, :counts.shape[1]] for lag in range(3))
    return {"EARS C1": -_standing(counts, 0), "EARS C2": -_standing(counts, 2), "EARS C3": -c3}


def prophet_like(counts: np.ndarray) -> np.ndarray:
    """A linear trend and weekdays fitted to the last eight weeks, normal residuals: the idea of the package, not the package."""
    score = np.zeros(counts.shape)
    for day in range(_PAST_DAYS, counts.shape[1]):
        design = _trend_and_weekdays(np.arange(day - _PAST_DAYS, day + 1))
        past, now = counts[:, day - _PAST_DAYS:day].astype(float), counts[:, day]
        fitted = np.linalg.lstsq(design[:-1], past.T, rcond=None)[0]
        spread = (past.T - design[:-1] @ fitted).std(axis=0) * np.sqrt(_PAST_DAYS / (_PAST_DAYS - 8))
        score[:, day] = -(now - design[-1] @ fitted) / np.maximum(spread, 0.3)
    return score


def absolute(counts: np.ndarray) -> np.ndarray:
    """A negative binomial on the bare count: mean of eight weeks by weekday, a week's guard, windows of 1, 3 and 7 days, the smallest p."""
    weekday = np.arange(counts.shape[1]) % 7
    score = np.ones(counts.shape)
    for day in range(_PAST_DAYS + 14, counts.shape[1]):
        past = counts[:, day - _PAST_DAYS - 7:day - 7].astype(float)
        level = past.mean(axis=1) + 0.05
        shares = np.array([past[:, weekday[day - _PAST_DAYS - 7:day - 7] == one].mean() for one in range(7)]) / max(past.mean(), 1e-9)
        mean_by_day = level[:, None] * shares[weekday[day - _PAST_DAYS - 7:day - 7]]
        phi = np.maximum(((past - mean_by_day) ** 2 / mean_by_day).mean(axis=1), 1.0)
        for window in (1, 3, 7):
            days = slice(day - window + 1, day + 1)
            mean = level * shares[weekday[days]].sum()
            p = chance(counts[:, days].sum(axis=1).astype(float), mean, phi * mean + (phi / _PAST_DAYS / level) * mean**2)
            score[:, day] = np.minimum(score[:, day], p)
    return score


def _standing(counts: np.ndarray, lag: int) -> np.ndarray:
    """How many deviations a day stands above the seven days that end `lag` + 1 days before it."""
    out = np.zeros(counts.shape)
    windows = sliding_window_view(counts.astype(float), 7, axis=1)[:, :counts.shape[1] - 7 - lag]
    out[:, 7 + lag:] = (counts[:, 7 + lag:] - windows.mean(axis=2)) / np.maximum(windows.std(axis=2, ddof=1), 0.5)
    return out


def _trend_and_weekdays(days: np.ndarray) -> np.ndarray:
    return np.column_stack([(days - days[0]) / len(days), np.eye(7)[days % 7]])

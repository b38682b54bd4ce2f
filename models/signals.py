"""Windows of days that hold more than expected → signals with a beginning."""
from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from models.baseline import expected_counts

WINDOWS_DAYS = (1, 3, 7)
"""A burst shows in a day, a step in three, a slow rise in a week; the smallest p counts, times their number."""
_QUIET_DAYS = 7


@dataclass(frozen=True)
class Alarm:
    """A stretch in which a series stood above what is expected. Days are positions on the counts' axis.

    observed_n, expected_n and upper_n are of the window in which it was raised; q_value is the smallest share of
    false alarms at which it would have been raised that day.
    """

    series: int
    began: int
    raised: int
    last: int
    window_days: int
    observed_n: int
    expected_n: float
    upper_n: float
    q_value: float


def find_alarms(counts: np.ndarray, false_share: float, min_people: int, history_days: int = 56) -> list[Alarm]:
    """Every rise that would have been raised day by day, each with what was known that day.

    counts: (series, days) of people, complete days in order. On each day the series are judged together and at most
    `false_share` of those raised is expected to be false (Benjamini and Hochberg 1995); the window must hold
    `min_people`. A rise ends after seven days on which nothing stands out; a later one is another alarm.
    """
    if counts.size == 0:
        return []
    looks = [expected_counts(counts, days, history_days) for days in WINDOWS_DAYS]
    p = np.stack([np.where(np.isfinite(look.p), look.p, 1.0) for look in looks])
    best = p.argmin(axis=0)
    q = _q_values(np.minimum(1.0, p.min(axis=0) * len(WINDOWS_DAYS)))
    alarms = []
    for series in range(len(counts)):
        alarms += _stretches(series, q[series], best[series], looks, false_share, min_people)
    return alarms


def _stretches(series: int, q: np.ndarray, best: np.ndarray, looks: list, false_share: float, min_people: int) -> list[Alarm]:
    alarms: list[Alarm] = []
    for day in np.flatnonzero(q <= false_share):
        look, window = looks[best[day]], WINDOWS_DAYS[best[day]]
        if look.observed_n[series, day] < min_people:
            continue
        if alarms and day - alarms[-1].last <= _QUIET_DAYS:
            alarms[-1] = Alarm(**(vars(alarms[-1]) | {"last": int(day)}))
            continue
        alarms.append(Alarm(
            series, int(day) - window + 1, int(day), int(day), window, int(look.observed_n[series, day]),
            float(look.expected_n[series, day]), float(look.upper_n[series, day]), float(q[day])))
    return alarms


def _q_values(p: np.ndarray) -> np.ndarray:
    """Benjamini-Hochberg adjusted p of each column of (series, days)."""
    order = np.argsort(p, axis=0, kind="stable")
    ranked = np.take_along_axis(p, order, axis=0) * len(p) / np.arange(1, len(p) + 1)[:, None]
    smallest = np.minimum.accumulate(ranked[::-1], axis=0)[::-1]
    out = np.empty_like(p)
    np.put_along_axis(out, order, np.minimum(1.0, smallest), axis=0)
    return out

"""Each day: which series stand so far above what is expected that a rise is raised, and which are back in their range."""
from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from models.baseline import chance, in_range
from models.past import GUARD_DAYS, Past

WINDOWS = {1: 100.0, 3: 30.0, 7: 1.5, 14: 1.0, 28: 2.0}
"""Days looked back, and by how much the p of each is made worse: a burst shows in a day, a step in a week, a ramp in four.
The smallest counts. The short ones are charged most: their windows overlap least, so that they would give most false alarms."""
RECENT_DAYS = 28
"""Of how many days the rises are judged together."""
LOOKS_A_DAY = 0.12
"""How many independent looks one day of one series is worth: windows of one day and the next hold mostly the same days.
Measured on simulated worlds other than those reported (benchmarks/daily.py)."""
QUIET_DAYS = 7
"""Complete days that must together be back in the expected range before a rise is over."""
_STILL_UP_P = 0.05
_NEW_PEOPLE_A_WEEK, _NEW_LIFT = 1.0, 10.0


@dataclass(frozen=True)
class Crossing:
    """A series that may be raised today. p is the smallest over the windows, as charged; q_value as in Rise."""

    series: int
    kind: str
    began: int
    window_days: int
    observed_n: int
    expected_n: float
    upper_n: float
    p: float
    q_value: float


class Watched:
    """The series of one level, day by day: those up are held at what they were before."""

    def __init__(self, counts: np.ndarray, history_days: int, min_people: int) -> None:
        self.past = Past(counts, history_days)
        self.min_people = min_people
        self.held = np.full(self.past.series_n, self.past.days_n)     # the last day that may be remembered
        self.over = np.full(self.past.series_n, -1)                   # the last day of the last rise: no window reaches back to it
        self.risen: list[int] = []                                    # series that "all others" are without

    def hold(self, series: int, began: int) -> None:
        self.held[series] = began - 1 - GUARD_DAYS

    def release(self, series: int, last: int) -> None:
        self.held[series], self.over[series] = self.past.days_n, max(last, self.over[series])

    def looks(self, day: int) -> dict[int, np.ndarray]:
        """observed, mean and variance (3, series) of every window that ends with this day."""
        return {window: self.past.look(day, window, self.held, self.risen) for window in WINDOWS}

    def scores(self, day: int, looks: dict[int, np.ndarray]) -> tuple[np.ndarray, np.ndarray]:
        """The smallest charged p of each series, NaN where nothing is known, and the window (days) that it is of."""
        charged = []
        for window, (observed, mean, variance) in looks.items():
            p = np.where(np.isnan(mean), np.nan, 1.0)
            is_high = observed - mean > np.sqrt(variance)                          # the rest cannot be raised, and p is what costs
            p[is_high] = chance(observed[is_high], mean[is_high], variance[is_high]) * WINDOWS[window]
            may = (observed >= self.min_people) & (day - window >= self.over)
            charged.append(np.where(may, np.minimum(p, 1.0), np.where(np.isnan(mean), np.nan, 1.0)))
        best = np.nan_to_num(np.array(charged), nan=2.0)
        score = best.min(axis=0)
        return np.where(score > 1, np.nan, score), np.array(list(WINDOWS))[best.argmin(axis=0)]

    def crossings(self, day: int, looks: dict[int, np.ndarray], may: np.ndarray, false_share: float, recent_n: int) -> list[Crossing]:
        """Those of the series `may` that are to be raised today, the surest first.

        Benjamini and Hochberg (1995) over the looks of the last RECENT_DAYS: the `recent_n` raised in them count as found, so that
        of all that is raised in such a stretch at most `false_share` is expected to be false.
        """
        score, window = self.scores(day, looks)
        open_ = np.flatnonzero(may & ~np.isnan(score))
        order = open_[np.argsort(score[open_], kind="stable")]
        tests_n = len(open_) * RECENT_DAYS * LOOKS_A_DAY
        q = score[order] * tests_n / (recent_n + np.arange(1, len(order) + 1))
        q = np.minimum.accumulate(q[::-1])[::-1]
        return [self._crossing(day, int(series), int(window[series]), looks, float(score[series]), min(1.0, float(value)))
                for series, value in zip(order, q, strict=True) if value <= false_share]

    def _crossing(self, day: int, series: int, window: int, looks: dict[int, np.ndarray], p: float, q: float) -> Crossing:
        observed, mean, variance = (values[[series]] for values in looks[window])
        began = self._began(day, series, window)
        upper = in_range(observed, mean, variance).upper_n[0]
        is_new = self._ordinary_a_week(day, series, window) < _NEW_PEOPLE_A_WEEK and observed[0] > _NEW_LIFT * mean[0]
        kind = "new" if is_new else "spike" if day - began < QUIET_DAYS else "ramp"
        return Crossing(series, kind, began, window, int(round(observed[0])), float(mean[0]), float(upper), p, q)

    def _began(self, day: int, series: int, window: int) -> int:
        """The day from which on the counts are told best from what is expected (the largest likelihood ratio)."""
        days = range(max(day - window - GUARD_DAYS + 1, 0), day + 1)
        held = self.held.copy()
        held[series] = min(held[series], day - window - GUARD_DAYS)
        looks = np.array([self.past.look(one, 1, held, self.risen)[:2, series] for one in days])
        observed, mean = np.nan_to_num(looks[::-1]).cumsum(axis=0)[::-1].T
        with np.errstate(divide="ignore", invalid="ignore"):
            ratio = np.where(observed > mean, observed * np.log(observed / np.maximum(mean, 1e-9)) - (observed - mean), 0.0)
        return int(days[int(ratio.argmax())])

    def _ordinary_a_week(self, day: int, series: int, window: int) -> float:
        """People a week of a series in the eight weeks before the window and its guard."""
        last = day - window - GUARD_DAYS
        first = max(last - 56, -1)
        return float((self.past.sums[last + 1, :, series] - self.past.sums[first + 1, :, series]).sum() * 7 / max(last - first, 1))

    def is_quiet(self, day: int, series: int, looks: dict[int, np.ndarray], days_n: int, window_days: int) -> bool:
        """Whether the last `days_n` days together are inside the range that is expected of them, and as many as it was raised in are too.

        What only four weeks could tell cannot be said to be over by one.
        """
        lately = looks.get(days_n) if days_n in looks else self.past.look(day, days_n, self.held, self.risen)
        return all(chance(*look[:, [series]])[0] > _STILL_UP_P for look in (lately, looks[window_days]))

    def excess(self, series: int, began: int, last: int) -> float:
        """People beyond what was expected from `began` to `last`."""
        observed, mean, _ = self.past.look(last, last - began + 1, self.held, self.risen)[:, series]
        return float(observed - mean) if np.isfinite(mean) else 0.0

    def covered(self) -> np.ndarray:
        """(days,): whether anything that is compared was collected on a day."""
        return (self.past.totals * self.past.is_joined).sum(axis=(1, 2)) > 0

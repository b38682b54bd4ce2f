"""All complaints together, in absolute counts: shares cannot see a rise that is common to everything."""
from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from scipy.special import ndtr

from models.past import Past, usual_a_day

NOW_DAYS, BEFORE_DAYS = 3, 7
"""The middle of the last three days against the middle of the week before: one loud day, or one lost one, moves neither."""
_SPREAD_DAYS = 84          # of how many days' differences the ordinary spread is taken
_LEAST_SPREAD_DAYS = 28
_WEEKDAY_WEEKS = 12
_SURE = 3.5                # spreads above nothing at which it is raised
_LEAST_LIFT = np.log(1.25) # and no smaller than this: less is the ordinary coming and going of a large company
_RANGE = 1.96              # spreads that 95 % of ordinary stretches keep within
_BACK = 1.64               # spreads within which it is back


class Overall:
    """How far the last days stand above the week before, on a log scale, and how far they ordinarily do.

    A day is the people of the sources that were open over what these usually bring, so that a source that stops, starts or is lost
    moves nothing; days without any are skipped. Arrays are (days,), NaN where nothing is known.
    """

    def __init__(self, past: Past) -> None:
        self._by_source = usual_a_day(past)
        self._is_in = past.is_open[:, :, 0] & (self._by_source > 0)
        self.people, self.usual = (past.totals[:, :, 0] * self._is_in).sum(axis=1), (self._by_source * self._is_in).sum(axis=1)
        self.covered = np.flatnonzero(self.usual > 0)
        with np.errstate(divide="ignore", invalid="ignore"):
            raw = np.where(self.usual > 0, np.log((self.people + 0.5) / self.usual), np.nan)
        self.weekday = _weekdays(raw)
        self.index = raw - self.weekday
        self.lift, self.before, self.spread = (np.full(len(raw), np.nan) for _ in range(3))
        self._compare()

    def _compare(self) -> None:
        x, reach = self.index[self.covered], NOW_DAYS + BEFORE_DAYS
        if len(x) < reach:
            return
        at = self.covered[reach - 1:]
        self.before[at] = np.median(sliding_window_view(x, BEFORE_DAYS)[:len(at)], axis=1)
        self.lift[at] = np.median(sliding_window_view(x, NOW_DAYS)[BEFORE_DAYS:], axis=1) - self.before[at]
        for place in range(_LEAST_SPREAD_DAYS + reach, len(at)):
            ordinary = np.abs(self.lift[at[max(place - reach - _SPREAD_DAYS, 0):place - reach]])
            self.spread[at[place]] = np.median(ordinary) * 1.4826

    def stands_out(self, day: int, excess_n: float = 0.0) -> bool:
        """Whether the last days are too many, even without `excess_n` people whose rise is known."""
        least = max(_SURE * self.spread[day], _LEAST_LIFT)
        if not self.lift[day] > least:
            return False
        people, mean, _ = self.window(day)
        return bool(np.log(max(people - excess_n, 0.5) / mean) > least)

    def began(self, day: int) -> int:
        """The first of the last days that is nearer to the new level than to the old."""
        last = self.covered[self.covered <= day][-NOW_DAYS:]
        return int(next(one for one in last if self.index[one] - self.before[day] > self.lift[day] / 2))

    def window(self, day: int) -> tuple[float, float, float]:
        """People in the last days, those expected, and the most of 97.5 % of ordinary ones."""
        last = self.covered[self.covered <= day][-NOW_DAYS:]
        mean = self.expected_n(int(last[0]), day, day)
        return float(self.people[last].sum()), mean, mean * float(np.exp(_RANGE * self.spread[day]))

    def expected_n(self, first: int, last: int, known: int) -> float:
        """People expected from `first` to `last` at the level that was known on day `known`."""
        days = slice(first, last + 1)
        return float((self._held(days, known) * np.exp(self.before[known] + self.weekday[days])).sum())

    def _held(self, days: slice | np.ndarray, known: int) -> np.ndarray:
        """What the sources that were open on `days` usually brought until day `known`."""
        return (self._is_in[days] * self._by_source[known]).sum(axis=1)

    def ranges(self, window_days: int, ends: Sequence[int], held_from: int | None) -> np.ndarray:
        """observed, expected, lower and upper, (4, ends), of the windows that end with each of `ends`, as a chart draws them."""
        rows = []
        for end in ends:
            first = end - window_days + 1
            known = first if held_from is None else min(first, held_from)
            before = self.covered[self.covered < known]
            level, spread = (np.median(self.index[before[-BEFORE_DAYS:]]), self.spread[before[-1]]) if len(before) else (np.nan, np.nan)
            days = slice(max(first, 0), end + 1)
            mean = float((self._held(days, max(known, 0)) * np.exp(level + self.weekday[days])).sum())
            rows.append((self.people[days].sum(), mean, mean * np.exp(-_RANGE * spread), mean * np.exp(_RANGE * spread)))
        return np.array(rows, dtype=float).reshape(-1, 4).T

    def excess_n(self, began: int, last: int, raised: int) -> float:
        return float(self.people[began:last + 1].sum() - self.expected_n(began, last, raised))

    def q(self, day: int) -> float:
        """The chance of such a lift in an ordinary stretch, were the lifts normal: this level is one series, judged alone."""
        return float(ndtr(-self.lift[day] / self.spread[day]))

    def is_back(self, day: int, raised: int) -> bool:
        """Whether the last week is within what the level before the rise, and its wandering since, would give."""
        last = self.covered[self.covered <= day][-BEFORE_DAYS:]
        if last[0] <= raised:
            return False
        wandered = self.spread[raised] * np.sqrt(max(day - raised, 5) / 5)     # a difference spans about five days
        with np.errstate(divide="ignore"):
            lift = np.log((self.people[last] + 0.5) / self._held(last, raised)) - self.weekday[last] - self.before[raised]
        return bool(np.median(lift) <= _BACK * wandered)


def _weekdays(raw: np.ndarray) -> np.ndarray:
    """How far each day's weekday ordinarily stands from the week around it, from the twelve weeks before; 0 until four are known."""
    around = np.full(len(raw), np.nan)
    weeks = sliding_window_view(raw, 7) if len(raw) >= 7 else np.empty((0, 7))
    is_whole = ~np.isnan(weeks).any(axis=1)
    around[np.flatnonzero(is_whole) + 3] = np.median(weeks[is_whole], axis=1)
    apart = raw - around
    past = np.stack([np.concatenate([np.full(min(7 * weeks, len(raw)), np.nan), apart[:-7 * weeks]])[:len(raw)]
                     for weeks in range(1, _WEEKDAY_WEEKS + 1)])
    is_known = (~np.isnan(past)).sum(axis=0) >= 4
    return np.where(is_known, np.nanmedian(np.where(is_known, past, 0.0), axis=0), 0.0)

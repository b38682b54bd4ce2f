"""What a topic would have done without its fix, learned from episodes that no fix was made for.

The level after is predicted from the path before: how high the topic stood in the last two weeks before the fix, soon
after the alarm and in its week, each against its own half year before. Rises that fade by themselves show it there.
"""
from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from models.episodes import Library
from models.estimate import Estimate
from models.ridge import Line, fit

LEAST_PLACEBOS = 8
_COMPARABLE = np.log(2.0)  # an episode is comparable when it stood within a factor of two of the same elevation


@dataclass(frozen=True)
class Comparison:
    """One treated episode against those of `past`.

    fix: a library of one. treated: positions of its series. lag: weeks from its alarm to the first in which the fix could
    show. now: the week after the last one known.
    """

    fix: Library
    treated: np.ndarray
    past: Library
    lag: int
    now: int

    def estimate(self, weeks_n: int) -> Estimate | str:
        """Of the first `weeks_n` weeks after shipping, with what was known when they were over; ahead of `now`: of that look
        at the volume there was, its effect NaN.

        The key of a reason instead when nothing can be said: "short history", "coverage", "no comparison", "few placebos".
        """
        if not np.isfinite(self._path[0]).all():
            return "short history"
        own, others = (values[0] for values in self.fix.window(self.lag, self.lag + weeks_n))
        if self._shipped + weeks_n > self.now:
            own, others = np.nan, weeks_n * self._others_a_week
        if not others > 0:
            return "coverage" if np.isnan(others) else "no comparison"
        line, placebo_n, _ = self._learned(weeks_n)
        if line is None:
            return "few placebos"
        predicted, fixed = line.predict(self._path[0][0])
        ordinary = self._path[1][0] * others
        return Estimate(weeks_n, float(np.log((own + 0.5) / ordinary) - predicted), fixed, float(self.fix.phi[0]), line.df,
                        float(ordinary * np.exp(predicted)), float(own), placebo_n, excess=predicted)

    def by_week(self, estimate: Estimate) -> tuple[np.ndarray, np.ndarray]:
        """People expected without the fix and the log sd of a week's count, (weeks,); together what the estimate expects."""
        line, _, rows = self._learned(estimate.weeks_n)
        weeks = [(self.lag + week, self.lag + week + 1) for week in range(estimate.weeks_n)]
        levels = np.stack([_level(self.past, *week, self._paths[1])[rows] for week in weeks], axis=1)
        levels = np.where(np.isfinite(levels), levels, np.nanmean(levels, axis=1, keepdims=True))
        shape = np.exp(line.along(self._paths[0][rows], levels, self._path[0][0]))
        raw = shape * np.array([self.fix.window(*week)[1][0] for week in weeks])
        expected = raw * estimate.expected_n / np.nansum(raw)
        return expected, np.sqrt(estimate.fixed + estimate.noise / np.maximum(expected, 0.5))

    @property
    def _shipped(self) -> int:
        return int(self.fix.alarm[0]) + self.lag

    @cached_property
    def _others_a_week(self) -> float:
        known = self.fix.others[0, : self.now]
        return float(np.nanmean(known[-13:])) if np.isfinite(known[-13:]).any() else float("nan")

    @cached_property
    def _path(self) -> tuple[np.ndarray, np.ndarray]:
        return _path(self.fix, self.lag, self._gap)

    @cached_property
    def _paths(self) -> tuple[np.ndarray, np.ndarray]:
        return _path(self.past, self.lag, self._gap)

    @cached_property
    def _gap(self) -> int:
        """Weeks just before the first in which the fix could show that are not known: it was out and could not show in all of them."""
        known = np.flatnonzero(np.isfinite(self.fix.own[0, : self._shipped]))
        return min(self._shipped - 1 - int(known[-1]), self.lag - 1) if len(known) else 0

    @cached_property
    def _lines(self) -> dict[int, tuple[Line | None, int, np.ndarray]]:
        return {}

    def _learned(self, weeks_n: int) -> tuple[Line | None, int, np.ndarray]:
        """The line through the usable episodes (None: too few are comparable), how many are, and which are used."""
        if weeks_n not in self._lines:
            paths, rates = self._paths
            level = _level(self.past, self.lag, self.lag + weeks_n, rates)
            rows = np.flatnonzero(self._is_usable(weeks_n) & np.isfinite(paths).all(axis=1) & np.isfinite(level))
            comparable_n = int((np.abs(paths[rows, 0] - self._path[0][0, 0]) <= _COMPARABLE).sum())
            after = self.past.window(self.lag, self.lag + weeks_n)[0][rows]
            line = fit(paths[rows], level[rows], self.past.phi[rows] / (after + 0.5)) if comparable_n >= LEAST_PLACEBOS else None
            self._lines[weeks_n] = line, comparable_n, rows
        return self._lines[weeks_n]

    def _is_usable(self, weeks_n: int) -> np.ndarray:
        """Episodes of here that were over when the look was taken, and no other stretch of the treated rise itself."""
        over = self.past.alarm + self.lag + weeks_n
        is_known = (self.past.series < 0) | (over <= min(self.now, self._shipped + weeks_n))
        overlaps = np.isin(self.past.series, self.treated) & (over > self.fix.alarm[0])
        return is_known & ~overlaps


def _level(episodes: Library, first: int, stop: int, rates: np.ndarray) -> np.ndarray:
    """Log of the level in these weeks after the alarm over the ordinary one, (episodes,); NaN where it is not known."""
    own, others = episodes.window(first, stop)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(others > 0, np.log((own + 0.5) / (rates * others)), np.nan)


def _path(episodes: Library, lag: int, gap: int = 0) -> tuple[np.ndarray, np.ndarray]:
    """Log elevations (episodes, 3): last two weeks before the fix, soon after the alarm, week of the alarm; and the ordinary share.

    A few people more than were counted (phi of them) draw small counts to "not elevated". gap: unknown weeks before the fix.
    """
    base, base_others = episodes.base()
    with np.errstate(invalid="ignore", divide="ignore"):
        rate = (base + 0.5) / base_others
        last = lag - gap
        windows = (last - 2, last), (1, 1 + max(1, last // 2)), (0, 1)
        sums = [episodes.window(first, stop, 0.5) for first, stop in windows]
        return np.stack([np.log((own + episodes.phi) / (rate * others + episodes.phi)) for own, others in sums], axis=1), rate

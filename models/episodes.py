"""Times when the same sort of rise was left alone: what a topic does after an alarm when nobody fixes anything."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from functools import cached_property

import numpy as np

from models.negative_binomial import tail

_BASE_WEEKS = 26           # an ordinary level is read off the half year before the alarm …
_GUARD_WEEKS = 2           # … less the weeks just before it, in which a slow rise has begun already
_LEAST_BASE_WEEKS = 6
_KNOWN_SHARE = 0.75        # of a window's weeks that must have coverage
_QUIET_WEEKS = 4           # after an alarm, before the next of the same series
_ALARM_TAIL = 0.001        # an ordinary week stands out so rarely
_DRIFT = 0.02              # variance with which a share wanders in half a year
_MOST_MOMENTS = 600
_OWN_WAY = 0.1             # variance of a topic's own way beside the common one: a large topic counts for less than its size


@dataclass(frozen=True)
class Library:
    """Episodes that no fix was made for, a row each.

    own, others: (episodes, weeks) people a week of the series that rose and of all others (weighted, see `others`),
    NaN where coverage was lost or there are no data. alarm: (episodes,) week of the alarm. phi: (episodes,) variance
    over mean of the weekly counts, >= 1. series: (episodes,) whose rise it was; -1: of another place, and so complete.
    """

    own: np.ndarray
    others: np.ndarray
    alarm: np.ndarray
    phi: np.ndarray
    series: np.ndarray

    def __len__(self) -> int:
        return len(self.alarm)

    def __add__(self, more: Library) -> Library:
        """Both; the second's episodes count as another place's."""
        weeks_n = max(self.own.shape[1], more.own.shape[1])
        return Library(
            np.vstack([_filled(self.own, weeks_n), _filled(more.own, weeks_n)]),
            np.vstack([_filled(self.others, weeks_n), _filled(more.others, weeks_n)]),
            np.concatenate([self.alarm, more.alarm]), np.concatenate([self.phi, more.phi]),
            np.concatenate([self.series, np.full(len(more), -1)]))

    def take(self, rows: np.ndarray) -> Library:
        return Library(*(getattr(self, field.name)[rows] for field in fields(self)))

    @cached_property
    def _running(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Sums of own, others and known weeks before each week, (episodes, weeks + 1)."""
        is_known = np.isfinite(self.own) & np.isfinite(self.others)
        return tuple(np.cumsum(np.pad(values, ((0, 0), (1, 0))), axis=1) for values in (
            np.where(is_known, self.own, 0.0), np.where(is_known, self.others, 0.0), is_known.astype(float)))

    def window(self, first: np.ndarray | int, stop: np.ndarray | int, least: float = _KNOWN_SHARE) -> tuple[np.ndarray, np.ndarray]:
        """Own and others' people from `first` to before `stop`, weeks after the alarm; (episodes,) each.

        NaN where fewer than `least` (a share of the window; above 1: weeks) are known.
        """
        rows, weeks_n = np.arange(len(self)), self.own.shape[1]
        a, b = (np.clip(self.alarm + offset, 0, weeks_n) for offset in (first, stop))
        own, others, known = (values[rows, b] - values[rows, a] for values in self._running)
        is_enough = (known > 0) & (known >= (least if least > 1 else least * (np.asarray(stop) - first)))
        return np.where(is_enough, own, np.nan), np.where(is_enough, others, np.nan)

    def base(self) -> tuple[np.ndarray, np.ndarray]:
        return self.window(-_BASE_WEEKS - _GUARD_WEEKS, -_GUARD_WEEKS, _LEAST_BASE_WEEKS)


def library(counts: np.ndarray, placebos: Sequence[tuple[int, int]]) -> Library:
    """The episodes (series, alarm week) of counts (series, weeks)."""
    series = np.array([one for one, _ in placebos], dtype=int)
    alarm = np.array([week for _, week in placebos], dtype=int)
    values = np.asarray(counts, dtype=float)
    weighted = values * weights(values)[:, None]
    return Library(values[series], weighted.sum(axis=0)[None, :] - weighted[series], alarm, overdispersion(values)[series], series)


def one_episode(counts: np.ndarray, series: np.ndarray, alarm: int) -> Library:
    """The sum of some series and the rest as a library of one."""
    values = np.asarray(counts, dtype=float)
    own = values[series].sum(axis=0)
    weighted = values * weights(values)[:, None]
    others = np.delete(weighted, series, axis=0).sum(axis=0) if len(series) < len(values) else np.full(len(own), np.nan)
    phi = overdispersion(np.vstack([own, np.delete(values, series, axis=0)]))[0]
    return Library(own[None], others[None], np.array([alarm]), np.array([phi]), np.array([series[0]]))


def moments(counts: np.ndarray, treated: Sequence[int] | np.ndarray) -> Library:
    """Every fourth week of every series but the treated as if an alarm had been raised there: what a fix without a signal
    is compared with, matched on how high the topic stood."""
    weeks = range(_LEAST_BASE_WEEKS + _GUARD_WEEKS, counts.shape[1], 4)
    pairs = [(series, week) for series in range(len(counts)) if series not in set(treated) for week in weeks]
    return library(counts, pairs[:: 1 + len(pairs) // _MOST_MOMENTS])


def placebo_episodes(counts: np.ndarray, without: Sequence[tuple[int, int, int]] = ()) -> tuple[tuple[int, int], ...]:
    """Every rise in counts (series, weeks) as (series, alarm week), by one rule for all, in the order of series and weeks.

    without: (series, first week, week after the last) in which a fix was at work: their alarms are left out. An alarm is
    a week that an ordinary week would reach once in a thousand; after it the series must be quiet for four weeks.
    """
    alarms = _alarms(np.asarray(counts, dtype=float))
    return tuple((series, week) for series, week in alarms if not any(
        series == treated and first <= week < stop for treated, first, stop in without))


def alarm_week(counts: np.ndarray, treated: Sequence[int] | np.ndarray, shipped_week: int, most_weeks: int = 26) -> int | None:
    """The week in which a fix's series, summed, last began to stand out before it was shipped, by the same rule; None: they did not."""
    values = np.asarray(counts, dtype=float)[:, :shipped_week]
    whole = np.vstack([values[treated].sum(axis=0), np.delete(values, treated, axis=0)])
    weeks = [week for series, week in _alarms(whole, only=0) if shipped_week - week <= most_weeks]
    return weeks[-1] if weeks else None


def _alarms(values: np.ndarray, only: int | None = None) -> list[tuple[int, int]]:
    """(series, week) in which a series starts to stand above its share of the half year before."""
    if min(values.shape) < 2:
        return []
    weighted = values * weights(values)[:, None]
    others = weighted.sum(axis=0)[None, :] - weighted
    tails, alarms = _tails(values, others, overdispersion(values)), []
    for series in range(len(values)) if only is None else [only]:
        last = -_QUIET_WEEKS - 1
        for week in np.flatnonzero(tails[series] <= _ALARM_TAIL):
            if week - last > _QUIET_WEEKS:
                alarms.append((series, int(week)))
            last = week
    return alarms


def _tails(values: np.ndarray, others: np.ndarray, phi: np.ndarray) -> np.ndarray:
    """P(as many people or more in an ordinary week), (series, weeks); 1 where there is no history or no coverage."""
    is_known = np.isfinite(values) & np.isfinite(others)
    own, rest, known = (np.cumsum(np.pad(part, ((0, 0), (1, 0))), axis=1) for part in (
        np.where(is_known, values, 0.0), np.where(is_known, others, 0.0), is_known.astype(float)))
    weeks = np.arange(values.shape[1])
    stop = np.maximum(weeks - _GUARD_WEEKS, 0)
    start = np.maximum(stop - _BASE_WEEKS, 0)
    base, base_others, base_n = (part[:, stop] - part[:, start] for part in (own, rest, known))
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = (base + 0.5) / base_others * others
        variance = phi[:, None] * mean + mean**2 * (phi[:, None] / (base + 0.5) + _DRIFT)
        found = tail(values, np.where(is_known & (base_n >= _LEAST_BASE_WEEKS) & (base_others > 0), mean, np.nan), variance)
    return np.where(np.isfinite(found), found, 1.0)


def weights(counts: np.ndarray) -> np.ndarray:
    """What one person of each series counts for when it is compared with, (series,), 0-1.

    In a plain sum one large topic's own rise would look like a fall of all the small ones.
    """
    return 1 / (1 + _OWN_WAY * np.nan_to_num(np.nanmean(counts, axis=1)))


def overdispersion(counts: np.ndarray) -> np.ndarray:
    """Variance over mean of each series' weekly counts, (series,), >= 1, drawn to that of all series.

    From the change of a series' share from one week to the next, so that drift, seasons and common growth cancel;
    a change of more than four standard deviations or so counts as that: the first week of a rise is not noise.
    """
    values = np.asarray(counts, dtype=float)
    others = values.sum(axis=0)[None, :] - values
    both, share = values[:, 1:] + values[:, :-1], others[:, 1:] / np.maximum(others[:, 1:] + others[:, :-1], 1)
    variance = both * share * (1 - share)
    is_known = np.isfinite(variance) & (variance > 0.5)
    scored = np.where(is_known, np.minimum((values[:, 1:] - both * share) ** 2 / np.where(is_known, variance, 1), 18.0), 0.0)
    n = is_known.sum(axis=1)
    common = (scored.sum() + 10) / (n.sum() + 10)
    return np.maximum(1.0, (scored.sum(axis=1) + 10 * common) / (n + 10))


def _filled(values: np.ndarray, weeks_n: int) -> np.ndarray:
    return np.pad(values.astype(float), ((0, 0), (0, weeks_n - values.shape[1])), constant_values=np.nan)

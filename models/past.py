"""People by day and source → what an ordinary window would hold of each series: its share of all others, as remembered."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.signal import lfilter

MEMORY_DAYS = 168          # the past that is remembered; what is older is gone
GUARD_DAYS = 7             # the days just before the window: a slow rise must not become its own baseline
_HALF_LIFE_DAYS = 60       # how fast the past is forgotten
_PRIOR_N = 3.0             # pseudo-people with which a share is drawn to that of all series, and a source's to that of all sources
_DRIFT = 0.005             # variance of the relative drift of a share from the past to now
_WEEKDAY_N = 50.0          # pseudo-people with which the weekdays of a series are drawn to those of all
_COMMON_DAYS = 30          # days' worth with which the spread of a series is drawn to that of all series, and a little wider:
_COMMON_MORE = 0.5         # a series whose spread is taken too narrow gives most of the false alarms
_SPREAD_MORE = 1.1         # what a spread learned from the past falls short of that of the days to come
_FEWEST = 0.02             # people a day below which a day says nothing of the spread
_CLIP = 100.0              # the most that one day may say of the spread
_LEAST_LEFT = 0.4          # "all others" is without the series that rose, as long as this share (0-1) of a source remains


@dataclass(frozen=True)
class _Risen:
    """Of a series that rose: what is remembered of it with its rises, and of all people on the days without them; (days, sources)."""

    people: np.ndarray
    all_people: np.ndarray


class Past:
    """What is remembered of every series of a level on every day, by source.

    counts: (sources, series, days) of people; NaN where a source was not collecting. A source is compared from the day on which
    `history_days` of its days are remembered, and only on days on which it was collecting: stops, starts and losses shift nothing.
    Source: the share model of Gamma-Poisson counts measured in this project's benchmarks (benchmarks/daily.py). The predictive
    has mean m and variance phi m + phi m² / past people + m² (1 / others + drift).
    """

    def __init__(self, counts: np.ndarray, history_days: int) -> None:
        self.sources_n, self.series_n, self.days_n = counts.shape
        by_day = np.moveaxis(counts, 2, 0).astype(float)
        is_open = ~np.isnan(by_day).any(axis=2, keepdims=True)                        # (days, sources, 1), as are the next two
        self.is_open = is_open
        self.counts = np.where(is_open, by_day, 0.0)                                   # (days, sources, series)
        self.totals = self.counts.sum(axis=2, keepdims=True)
        self.is_joined = _summed(is_open.astype(float), MEMORY_DAYS) >= history_days
        self.people, self.all_people = _remembered(self.counts), _remembered(self.totals)
        self.sums = np.concatenate([np.zeros((1, self.sources_n, self.series_n)), self.counts.cumsum(axis=0)])
        self.risen: dict[int, _Risen] = {}
        self.tilt = self._weekdays()
        self._tilt = self.tilt.copy()
        self.spread, self.spread_days = self._spread(self.people, self.counts, self.all_people, self.tilt, np.True_)

    def leave_out(self, series: int, is_rise: np.ndarray) -> None:
        """Take the days of rises, (days,) of bool, out of what is remembered of `series`; none: remember all of it again."""
        kept, one = ~is_rise[:, None, None], [series]
        whole = self.risen[series].people if series in self.risen else self.people[:, :, series].copy()
        all_people = _remembered(self.totals * kept)
        self.people[:, :, one] = _remembered(self.counts[:, :, one] * kept)
        self.risen[series] = _Risen(whole, all_people[:, :, 0])
        self.tilt[:, series] = 1.0 if is_rise.any() else self._tilt[:, series]
        self.spread[:, one], self.spread_days[:, one] = self._spread(
            self.people[:, :, one], self.counts[:, :, one], all_people, self.tilt[:, one], kept[:, :, 0])
        if not is_rise.any():
            del self.risen[series]

    def look(self, end: int, window_days: int, held: np.ndarray | None = None, risen: Sequence[int] = ()) -> np.ndarray:
        """observed, mean and variance, (3, series), of the window that ends with day `end`; mean NaN where nothing is known.

        Observed are the people of the sources that are compared; where none is, of all.

        held: (series,) the last day that may be remembered of each; None: only the window and its guard are kept out.
        risen: series that "all others" are without, each handed to leave_out before.
        """
        first = end - window_days + 1
        risen = [series for series in risen if series in self.risen]
        held = np.full(self.series_n, self.days_n) if held is None else held
        before, known = np.minimum(first - GUARD_DAYS - 1, held), np.minimum(end - 1, held)
        if first < 0 or self.series_n < 2 or before.max() < 0:
            nothing = np.full(self.series_n, np.nan)
            return np.stack([(self.sums[end + 1] - self.sums[max(first, 0)]).sum(axis=0), nothing, nothing])
        return self._compared(first, end, before, known, risen)

    def _compared(self, first: int, end: int, before: np.ndarray, known: np.ndarray, risen: list[int]) -> np.ndarray:
        is_known, before, known = before >= 0, np.maximum(before, 0), np.maximum(known, 0)
        joined = self.is_joined[before, :, 0].T & is_known                             # (sources, series)
        window = self.sums[end + 1] - self.sums[first]
        people = self.people[before, :, np.arange(self.series_n)].T
        others, past_others = self._others(window, before, people, risen)
        others = np.maximum(others, 0) * joined
        rate, weight = _shrunk(people * joined, np.maximum(past_others, 0) * joined, self.series_n)
        parts = rate * others * self._tilted(first, end)
        mean, all_others, phi = parts.sum(axis=0), others.sum(axis=0), self._phi(known, risen)
        with np.errstate(divide="ignore", invalid="ignore"):
            variance = phi * (mean + (parts**2 / weight).sum(axis=0)) + mean**2 * (1 / all_others + _DRIFT)
        is_known = all_others > 0
        observed = np.where(is_known, (window * joined).sum(axis=0), window.sum(axis=0))   # nothing to compare with: all there is
        return np.stack([observed, np.where(is_known, mean, np.nan), variance])

    def _others(self, window: np.ndarray, before: np.ndarray, people: np.ndarray, risen: list[int]) -> tuple[np.ndarray, np.ndarray]:
        """People of all other series in the window and in the past, (sources, series) each, without those of the risen."""
        past, own, own_past = self.all_people[before, :, 0].T.copy(), window.copy(), people.copy()
        for series, was in self.risen.items():
            past[:, series] = was.all_people[before[series]]
        latest = before.max()
        gone = sum((self.risen[series].people[latest] for series in risen), np.zeros(self.sources_n))
        gone = gone / np.maximum(self.all_people[latest, :, 0], 1e-9)
        gone = np.where(gone < 1 - _LEAST_LEFT, gone, 0.0)
        own[:, risen] *= (gone == 0)[:, None]
        own_past[:, risen] *= (gone == 0)[:, None]
        total = window.sum(axis=1) - window[:, risen].sum(axis=1) * (gone > 0)
        return total[:, None] - own, past * (1 - gone)[:, None] - own_past

    def _tilted(self, first: int, end: int) -> np.ndarray | float:
        """How much more than others a series is spoken of on these weekdays, (series,); whole weeks are level by themselves."""
        if end - first >= 6:
            return 1.0
        weight = self.totals[first:end + 1].sum(axis=(1, 2))
        return weight @ self.tilt[first:end + 1] / max(weight.sum(), 1e-9)

    def _phi(self, known: np.ndarray, risen: list[int]) -> np.ndarray:
        """Variance over mean of the days up to `known`, >= 1: of each series, drawn to that of all. Without a guard: unrest makes careful."""
        every, calm = np.arange(self.series_n), np.ones(self.series_n)
        spread, days = self.spread[known, every], self.spread_days[known, every]
        calm[risen] = 0
        common = ((spread * calm).sum() + 1) / ((days * calm).sum() + 1)
        return np.maximum(1.0, _SPREAD_MORE * (spread + _COMMON_DAYS * (common + _COMMON_MORE)) / (days + _COMMON_DAYS))

    def _weekdays(self) -> np.ndarray:
        """(days, series): a series' share on this weekday over its share on all days, from what was remembered a fortnight before."""
        same, same_all = (_lagged(_remembered(values.sum(axis=1), 7), 14) for values in (self.counts, self.totals))
        every, every_all = (_lagged(values.sum(axis=1), GUARD_DAYS + 1) for values in (self.people, self.all_people))
        return (same + _WEEKDAY_N) / (same_all * every / np.maximum(every_all, 1e-9) + _WEEKDAY_N)

    def _spread(self, people: np.ndarray, counts: np.ndarray, all_people: np.ndarray, tilt: np.ndarray, kept: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """(days, series) each: the sum in memory of a day's squared distance over its mean, and of how many days it is."""
        gap = GUARD_DAYS + 1
        joined, past = _lagged(self.is_joined, gap), _lagged(people, gap)
        rate, _ = _shrunk(past * joined, np.maximum(_lagged(all_people, gap) - past, 0) * joined, self.series_n)
        mean = (rate * (self.totals - counts) * joined).sum(axis=1) * tilt
        distance = ((counts * joined).sum(axis=1) - mean) ** 2 / np.maximum(mean, _FEWEST)
        is_telling = (mean > _FEWEST) & kept
        return _summed(np.where(is_telling, np.minimum(distance, _CLIP), 0.0), MEMORY_DAYS), _summed(is_telling.astype(float), MEMORY_DAYS)


def usual_a_day(past: Past) -> np.ndarray:
    """(days, sources): people a day that each source brought on the days remembered before each; 0 while it has too little history."""
    days = _lagged(_remembered(past.is_open.astype(float)), 1)
    usual = _lagged(past.all_people, 1) / np.maximum(days, 1e-9)
    return (usual * _lagged(past.is_joined, 1))[:, :, 0]


def _shrunk(people: np.ndarray, others: np.ndarray, series_n: int) -> tuple[np.ndarray, np.ndarray]:
    """Rate per other person and the people it rests on, (…, sources, series): each source drawn to all sources, those to all series."""
    rate = (people.sum(axis=-2, keepdims=True) + _PRIOR_N) / (others.sum(axis=-2, keepdims=True) + _PRIOR_N * max(series_n - 1, 1))
    weight = people + _PRIOR_N
    return weight / (others + _PRIOR_N / rate), weight


def _remembered(values: np.ndarray, step_days: int = 1) -> np.ndarray:
    """Discounted sums of each day and every `step_days` before it, as long as they are remembered; the first axis is days."""
    if not len(values):
        return values.astype(float)
    keep = 0.5 ** (step_days / _HALF_LIFE_DAYS)
    total = lfilter([1.0], np.r_[1.0, np.zeros(step_days - 1), -keep], values, axis=0)
    return np.maximum(total - 0.5 ** (MEMORY_DAYS / _HALF_LIFE_DAYS) * _lagged(total, MEMORY_DAYS), 0.0)


def _summed(values: np.ndarray, window_days: int) -> np.ndarray:
    """Sums of each day and those before it in the window."""
    total = values.cumsum(axis=0)
    return total - _lagged(total, window_days)


def _lagged(values: np.ndarray, days: int) -> np.ndarray:
    """What stood there `days` before; nothing before the first day."""
    return np.concatenate([np.zeros((min(days, len(values)), *values.shape[1:]), values.dtype), values[:-days] if days else values])[:len(values)]

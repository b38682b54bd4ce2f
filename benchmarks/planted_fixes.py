"""Fixes planted in episodes(seed) of simulators.py, and the truth of each: what benchmarks/verdicts.py holds verdicts against.

An alarm (models.episodes, one rule for treated and untreated rises alike) starts each episode; a fix is put `lag` weeks later and shows one
week after that; it removes nothing, half or all of the excess. Truth: the ratio of the mean counts with and without it.
"""
from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from simulators import episodes, overdispersed

from models.case import Evidence
from models.episodes import Library, library, placebo_episodes

LIBRARY_N = 300


@dataclass(frozen=True)
class World:
    """counts (topics, weeks) without any fix, the means behind them, and the alarms (topic, week) in them."""

    seed: int
    counts: np.ndarray
    mu0: np.ndarray
    lift: np.ndarray
    phi: np.ndarray
    truth: list
    alarms: tuple


@dataclass(frozen=True)
class Fix:
    """One alarm with a fix: shipped is the first week in which it can show."""

    world: World
    series: int
    alarm: int
    shipped: int
    kind: str              # "transient" | "lasting" | "none" (a false alarm)
    base_n: float          # people a week in the half year before the alarm, truly

    def counts(self, removed: float, back_week: int | None = None) -> np.ndarray:
        """The world's counts with this fix; the excess is back from `back_week` weeks after shipping."""
        if not removed:
            return self.world.counts
        rng = np.random.default_rng([self.world.seed, self.series, self.alarm, int(10 * removed), back_week or 0])
        mean = self.mean(removed, back_week)[self.shipped :]
        counts = self.world.counts.copy()
        counts[self.series, self.shipped :] = overdispersed(rng, mean, np.full(len(mean), self.world.phi[self.series]))
        return counts

    def truth(self, removed: float, weeks_n: int) -> float:
        weeks = slice(self.shipped, self.shipped + weeks_n)
        return float(np.log(self.mean(removed)[weeks].sum() / self.mean(0.0)[weeks].sum()))

    def mean(self, removed: float, back_week: int | None = None) -> np.ndarray:
        """People a week truly, (weeks,)."""
        lift = self.world.lift[self.series]
        weeks = np.arange(len(lift)) - self.shipped
        is_fixed = (weeks >= 0) & (weeks < (back_week if back_week is not None else len(lift)))
        return self.world.mu0[self.series] * np.where(is_fixed, 1 + (lift - 1) * (1 - removed), lift)


def world(seed: int) -> World:
    drawn = episodes(seed)
    rng = np.random.default_rng([seed, 1])
    counts = overdispersed(rng, drawn["mu0"] * drawn["lift"], drawn["phi"][:, None]).astype(float)
    return World(seed, counts, drawn["mu0"], drawn["lift"], drawn["phi"], drawn["truth"], placebo_episodes(counts))


def large_library() -> Library:
    """Alarms of other worlds, whole: what a company with years of history, or a pooled library, would have."""
    past = None
    for seed in range(501, 506):
        one = world(seed)
        added = library(one.counts, one.alarms)
        past = added if past is None else past + added
    rows = np.random.default_rng(505).permutation(len(past))[:LIBRARY_N]
    found = past.take(rows)
    return Library(found.own, found.others, found.alarm, found.phi, np.full(len(found), -1))


def planted(one: World, lag: int) -> Iterator[Fix]:
    for series, alarm in one.alarms:
        shipped = alarm + lag + 1
        if alarm >= 12 and shipped + 12 <= one.counts.shape[1]:
            kinds = [kind for topic, week, kind in one.truth if topic == series and 0 <= alarm - week <= 6]
            base = (one.mu0 * one.lift)[series, max(0, alarm - 28) : alarm - 2].mean()
            yield Fix(one, series, alarm, shipped, kinds[-1] if kinds else "none", float(base))


def evidence(fix: Fix, counts: np.ndarray, weeks_n: int, **more) -> Evidence:
    others = tuple(one for one in fix.world.alarms if one != (fix.series, fix.alarm))
    return Evidence(counts[:, : fix.shipped + weeks_n], np.array([fix.series]), fix.alarm, fix.shipped, others, **more)


def split(fix: Fix, removed: float, is_shared: bool) -> tuple[np.ndarray, np.ndarray]:
    """(weeks, 2) people of the topic in both halves, and of all other topics."""
    rng = np.random.default_rng([fix.world.seed, fix.series, fix.alarm, int(10 * removed), 77])
    means = np.stack([fix.mean(removed), fix.mean(0.0)], axis=1) / 2
    phi = fix.world.phi[fix.series]
    common = rng.gamma(means.sum(axis=1) / (phi - 1 + 1e-9), phi - 1 + 1e-9) / means.sum(axis=1)
    people = rng.poisson(means * common[:, None]) if is_shared else overdispersed(rng, means, np.full(means.shape, phi))
    others = np.delete(fix.world.counts, fix.series, axis=0).sum(axis=0).astype(int)
    first = rng.binomial(others, 0.5)
    return people.astype(float), np.stack([first, others - first], axis=1).astype(float)

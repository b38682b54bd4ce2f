"""One world of the benchmark, so that its figures cannot slip unseen between two runs of the whole."""
from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from benchmarks.simulators import episodes, overdispersed
from models.case import Case, Evidence
from models.episodes import library, placebo_episodes

LAG = 5


@pytest.fixture(scope="module")
def world():
    """Two worlds of rises that fade or last: counts, alarms; the second is the library of the first."""
    def drawn(seed: int):
        one = episodes(seed)
        counts = overdispersed(np.random.default_rng(seed), one["mu0"] * one["lift"], one["phi"][:, None]).astype(float)
        return one, counts, placebo_episodes(counts)
    _, elsewhere, alarms = drawn(1003)
    past = library(elsewhere, alarms)
    return *drawn(1002), replace(past, series=np.full(len(past), -1))


def cases(world, removed: float):
    truth, counts, alarms, past = world
    rng = np.random.default_rng(9)
    for series, alarm in alarms[::2]:
        shipped = alarm + LAG
        if 12 <= alarm and shipped + 12 <= counts.shape[1]:
            lift = truth["lift"][series, shipped:]
            left, fixed = truth["mu0"][series, shipped:] * (1 + (lift - 1) * (1 - removed)), counts.copy()
            fixed[series, shipped:] = overdispersed(rng, left, np.full(len(lift), truth["phi"][series]))
            true = np.log(left[:4].sum() / (truth["mu0"][series, shipped:] * lift)[:4].sum())
            yield Case(Evidence(fixed[:, : shipped + 12], np.array([series]), alarm, shipped), past), true


def test_a_fix_that_does_nothing_is_hardly_ever_called_a_success(world):
    said = [case.decided()[0] for case, _ in cases(world, 0.0)]
    assert len(said) > 30 and np.mean([word == "fell" for word in said]) <= 0.05


def test_intervals_hold_the_truth_and_whole_fixes_are_often_seen(world):
    found = [(case.estimate(4), true, case.decided()[0]) for case, true in cases(world, 1.0)]
    covered = np.mean([one.lower(0.025) <= true <= one.upper(0.025) for one, true, _ in found])
    assert 0.88 <= covered <= 1 and np.mean([word in ("fell", "came back") for _, _, word in found]) > 0.3

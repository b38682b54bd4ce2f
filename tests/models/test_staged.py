"""A staged roll-out: the segments that wait are the comparison."""
from __future__ import annotations

import numpy as np
import pytest

from models.estimate import Estimate
from models.staged import Stages

SHIPPED, FIRST = 40, 34


def stages(left: float = 1.0, weeks_n: int = 8, seed: int = 1, noise: float = 0.0) -> Stages:
    """Two segments of 40 people a week; the first keeps `left` of them after shipping."""
    rng = np.random.default_rng(seed)
    mean = np.full((SHIPPED + weeks_n, 2), 40.0) * rng.gamma(1 / (noise + 1e-6), noise + 1e-6, (SHIPPED + weeks_n, 2))
    mean[SHIPPED:, 0] *= left
    return Stages(rng.poisson(mean).astype(float), np.full(mean.shape, 200.0), FIRST, SHIPPED)


def test_the_share_that_was_taken_away_is_found():
    found = np.exp([stages(0.5, seed=seed).estimate(8).effect for seed in range(40)])
    assert np.median(found) == pytest.approx(0.5, abs=0.03)


@pytest.mark.parametrize("noise", [0.0, 0.03])
def test_intervals_hold_the_truth_about_95_times_in_100(noise):
    found = [stages(0.7, seed=seed, noise=noise).estimate(8) for seed in range(400)]
    covered = np.mean([one.lower(0.025) <= np.log(0.7) <= one.upper(0.025) for one in found])
    assert 0.92 <= covered <= 0.985


def test_a_rise_common_to_both_cancels():
    risen = stages()
    people = risen.people.copy()
    people[SHIPPED:] *= 3
    assert Stages(people, risen.exposure, FIRST, SHIPPED).estimate(8).effect == pytest.approx(risen.estimate(8).effect, abs=0.01)


def test_growth_of_one_segment_s_people_is_no_effect():
    grown = stages()
    people, exposure = grown.people.copy(), grown.exposure.copy()
    people[SHIPPED:, 0], exposure[SHIPPED:, 0] = people[SHIPPED:, 0] * 2, 400
    assert Stages(people, exposure, FIRST, SHIPPED).estimate(8).effect == pytest.approx(grown.estimate(8).effect, abs=0.01)


def test_weeks_in_which_nobody_waits_are_left_out_until_too_few_are_left():
    part = stages(0.5)
    part.people[SHIPPED + 6:, 1] = np.nan
    assert isinstance(part.estimate(8), Estimate)
    part.people[SHIPPED + 5:, 1] = np.nan
    assert part.estimate(8) == "nothing waits" and isinstance(part.estimate(4), Estimate)


def test_two_weeks_before_are_too_few():
    few = stages()
    assert Stages(few.people, few.exposure, SHIPPED - 2, SHIPPED).estimate(8) == "short history"


def test_a_look_ahead_knows_its_width_but_no_effect():
    now = stages(0.5, weeks_n=4)
    assert np.isnan(now.estimate(8).effect)
    assert now.estimate(8).had(np.log(0.5)).se < now.estimate(4).se


def test_segments_without_anybody_give_numbers():
    none = Stages(np.zeros((48, 2)), np.full((48, 2), 9.0), FIRST, SHIPPED).estimate(8)
    assert none.effect == pytest.approx(0) and none.se > 1

"""Which series are raised on a day, and which are back."""
from __future__ import annotations

import numpy as np
import pytest

from models.signals import WINDOWS, Watched


@pytest.fixture
def counts():
    return np.random.default_rng(11).poisson(4, (1, 20, 120)).astype(float)


def crossings(counts, day, recent_n=0, false_share=0.1):
    watched = Watched(counts, 56, 5)
    return watched.crossings(day, watched.looks(day), np.ones(counts.shape[1], dtype=bool), false_share, recent_n)


def test_a_burst_is_raised_on_its_day_from_the_shortest_window(counts):
    counts[0, 5, 110] += 30
    [found] = crossings(counts, 110)
    assert (found.series, found.kind, found.began, found.window_days) == (5, "spike", 110, min(WINDOWS))
    assert found.observed_n == counts[0, 5, 110] > found.upper_n > found.expected_n


def test_a_step_is_raised_from_a_longer_window_and_began_where_it_did(counts):
    counts[0, 5, 112:] += 4
    [found] = crossings(counts, 118)
    assert found.window_days >= 7 and abs(found.began - 112) <= 1


def test_the_more_was_found_lately_the_more_may_be_raised(counts):
    counts[0, 5, 111:118] += 4
    alone, among = (crossings(counts, 117, recent_n, 0.5)[0].q_value for recent_n in (0, 9))
    assert among == pytest.approx(alone / 10)


def test_a_smaller_false_share_raises_less(counts):
    counts[0, 5, 111:118] += 8
    assert crossings(counts, 117, false_share=0.1) and not crossings(counts, 117, false_share=1e-6)


def test_no_window_reaches_back_into_a_rise_that_is_over(counts):
    counts[0, 5, 105:108] += 20
    watched = Watched(counts, 56, 5)
    watched.release(5, 107)
    assert not watched.crossings(110, watched.looks(110), np.ones(20, dtype=bool), 0.1, 0)


def test_what_only_four_weeks_could_tell_is_not_over_after_one():
    counts = np.full((1, 20, 120), 4.0)
    counts[0, 5, 60:] += 1.2
    watched = Watched(counts, 50, 5)
    watched.hold(5, 60)
    looks = watched.looks(119)
    assert watched.is_quiet(119, 5, looks, 7, 7) and not watched.is_quiet(119, 5, looks, 7, 28)


def test_a_series_that_is_held_is_compared_with_what_was_before(counts):
    counts[0, 5, 60:] += 8
    watched = Watched(counts, 50, 5)
    learned = watched.looks(119)[7][1, 5]
    watched.hold(5, 60)
    assert watched.looks(119)[7][1, 5] < learned / 1.5 and not watched.is_quiet(119, 5, watched.looks(119), 7, 7)

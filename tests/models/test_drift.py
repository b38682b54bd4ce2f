"""Drift: more complaints far from every topic than when the topics were learned."""
from __future__ import annotations

import numpy as np

from models.drift import Drift, drift, far_above


def test_a_tenth_of_what_was_learned_from_is_far():
    assert far_above(np.arange(101) / 100) == 0.9
    assert far_above(np.array([])) == 1.0


def test_it_is_time_when_half_as_many_more_are_far_in_four_weeks():
    assert drift([100] * 8, [10] * 8) == Drift(0.1, 0.1, 400, False)
    assert drift([100] * 8, [10] * 4 + [14, 15, 15, 15]) == Drift(0.1475, 0.1, 400, False)
    assert drift([100] * 8, [10] * 4 + [16] * 4) == Drift(0.16, 0.1, 400, True)


def test_old_weeks_do_not_count():
    assert not drift([100] * 8, [50] * 4 + [10] * 4).is_time


def test_few_complaints_say_nothing():
    assert drift([12] * 4, [12] * 4) == Drift(None, 0.1, 48, False)
    assert drift([], []) == Drift(None, 0.1, 0, False)

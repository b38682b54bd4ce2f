"""Came back: against the level that it had fallen to, not against silence."""
from __future__ import annotations

import numpy as np
import pytest

from models.recurrence import came_back

BEFORE, AFTER = slice(0, 6), slice(6, 10)
OTHERS = np.full(40, 500.0)


@pytest.fixture
def fallen():
    """60 people a week, 20 after the fix."""
    return np.array([60.0] * 6 + [20] * 34)


def test_a_level_that_stays_down_never_came_back(fallen):
    assert came_back(fallen, OTHERS, AFTER, BEFORE, 1.5) is None


def test_the_week_in_which_the_excess_is_back_is_named(fallen):
    fallen[20:] = 60
    assert came_back(fallen, OTHERS, AFTER, BEFORE, 1.5) == 20


def test_a_rise_of_half_way_is_not_back(fallen):
    fallen[20:] = 30
    assert came_back(fallen, OTHERS, AFTER, BEFORE, 1.5) is None


def test_a_rise_common_to_all_is_not_back(fallen):
    fallen[20:] = 60
    others = OTHERS.copy()
    others[20:] *= 3
    assert came_back(fallen, others, AFTER, BEFORE, 1.5) is None


def test_weeks_without_coverage_are_neither_up_nor_down(fallen):
    fallen[20:23] = np.nan
    fallen[23:] = 60
    assert came_back(fallen, OTHERS, AFTER, BEFORE, 1.5) == 23


def test_nothing_known_before_says_nothing(fallen):
    fallen[:6] = np.nan
    assert came_back(fallen, OTHERS, AFTER, BEFORE, 1.5) is None


def test_few_false_alarms_in_a_year_of_ordinary_weeks():
    rng = np.random.default_rng(2)
    said = [came_back(np.concatenate([rng.poisson(60, 6), rng.poisson(20, 52)]).astype(float), np.full(58, 500.0), AFTER, BEFORE, 1.0)
            for _ in range(200)]
    assert np.mean([week is not None for week in said]) <= 0.05

"""Expected counts: what an ordinary stretch of days would have held."""
from __future__ import annotations

import numpy as np
import pytest

from models.baseline import expected_counts


@pytest.fixture
def quiet():
    """Ten series of 200 ordinary days: Poisson 1 to 10 a day, twice as many on weekdays."""
    rng = np.random.default_rng(7)
    weekday = np.where(np.arange(200) % 7 < 5, 1.0, 0.5)
    return rng.poisson(np.arange(1, 11)[:, None] * weekday)


def test_the_expectation_of_an_ordinary_week_is_what_was_observed(quiet):
    found = expected_counts(quiet, 7)
    known = np.isfinite(found.expected_n)
    assert found.expected_n[known].sum() / found.observed_n[known].sum() == pytest.approx(1, abs=0.02)


def test_ordinary_weeks_stay_in_the_range_about_95_times_in_100(quiet):
    found = expected_counts(quiet, 7)
    inside = (found.lower_n <= found.observed_n) & (found.observed_n <= found.upper_n)
    assert 0.94 <= inside[np.isfinite(found.upper_n)].mean() <= 1


def test_nothing_is_known_before_there_is_history(quiet):
    found = expected_counts(quiet, 7, history_days=56)
    assert np.isnan(found.expected_n[:, :69]).all() and np.isfinite(found.expected_n[:, 69:]).all()


def test_the_future_changes_nothing_that_was_known(quiet):
    changed = quiet.copy()
    changed[:, 150:] *= 9
    then, now = expected_counts(quiet, 7), expected_counts(changed, 7)
    before = slice(0, 143)
    for name in ("expected_n", "upper_n", "p"):
        np.testing.assert_allclose(getattr(now, name)[:, before], getattr(then, name)[:, before], rtol=1e-9)


def test_a_rise_is_not_part_of_its_own_baseline(quiet):
    risen = quiet.copy()
    risen[3, 190:197] += 40
    assert expected_counts(risen, 7).p[3, 196] < 1e-9
    assert expected_counts(risen, 7).expected_n[3, 196] == pytest.approx(expected_counts(quiet, 7).expected_n[3, 196], rel=0.05)


def test_growth_common_to_all_and_a_day_without_any_posts_cancel(quiet):
    grown = (quiet * np.linspace(1, 3, 200)).astype(int)
    grown[:, 150:153] = 0
    found = expected_counts(grown, 1)
    assert (found.p[:, 100:] < 0.001).mean() < 0.005
    assert np.isnan(found.expected_n[:, 150:153]).all()


def test_only_the_wanted_days_are_computed_and_they_are_the_same(quiet):
    whole, part = expected_counts(quiet, 7), expected_counts(quiet, 7, ends=[100, 150])
    np.testing.assert_array_equal(part.upper_n, whole.upper_n[:, [100, 150]])


@pytest.mark.parametrize("shape", [(0, 0), (1, 100), (3, 0)])
def test_no_counts_or_nothing_to_compare_with_give_nothing_known(shape):
    found = expected_counts(np.zeros(shape, dtype=int), 7)
    assert found.expected_n.shape == shape and np.isnan(found.expected_n).all()


def test_the_counts_are_not_changed(quiet):
    before = quiet.copy()
    expected_counts(quiet, 7)
    np.testing.assert_array_equal(quiet, before)

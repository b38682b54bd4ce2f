"""Weekly counts with a long history: what an ordinary week would have held."""
from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.seasonal import expected_weekly, scan_weekly

WEEKS = 300


@pytest.fixture(scope="module")
def yearly():
    """300 series of 300 weeks: means of 0.5 to 40, a season of 30 %, growth of 10 % a year, variance 1.5 times the mean."""
    rng = np.random.default_rng(11)
    week = np.arange(WEEKS)
    log_mean = np.linspace(np.log(0.5), np.log(40), 300)[:, None] + 0.3 * np.cos(2 * np.pi * week * 7 / 365.25) + 0.1 * week / 52
    return rng.poisson(rng.gamma(np.exp(log_mean) / 0.5, 0.5)), np.exp(log_mean)


@pytest.fixture(scope="module")
def found(yearly):
    return expected_weekly(yearly[0], range(290, WEEKS))


def test_the_expectation_follows_season_and_growth(yearly, found):
    ratio = found.expected_n / yearly[1][:, 290:]
    assert ratio.mean() == pytest.approx(1, abs=0.03)
    assert np.abs(ratio[150:] - 1).max() < 0.3


def test_ordinary_weeks_stay_in_the_range_about_95_times_in_100(found):
    inside = (found.lower_n <= found.observed_n) & (found.observed_n <= found.upper_n)
    assert 0.94 <= inside.mean() <= 0.985


@pytest.mark.parametrize("declared", [0.05, 0.01])
def test_ordinary_weeks_alarm_at_most_about_as_often_as_declared(yearly, found, declared):
    assert 0.5 * declared <= (found.p <= declared).mean() <= 1.3 * declared
    assert 0.3 * declared <= (scan_weekly(yearly[0], range(290, WEEKS)) <= declared).mean() <= 1.3 * declared


def test_a_planted_outbreak_is_found_in_its_first_week(yearly):
    counts = yearly[0].copy()
    counts[150:, 297] += np.ceil(6 * np.sqrt(yearly[1][150:, 297])).astype(int)
    assert (expected_weekly(counts, [297]).p[150:] < 0.001).mean() > 0.9


def test_two_raised_weeks_stand_out_more_than_either(yearly):
    counts = yearly[0].copy()
    counts[150:, 296:298] += np.ceil(2.5 * np.sqrt(yearly[1][150:, 296:298])).astype(int)
    alone = expected_weekly(counts, [297]).p[150:] < 0.003
    assert (scan_weekly(counts, [297])[150:] < 0.003).mean() > alone.mean() + 0.1


def test_a_window_of_two_weeks_is_the_sum_of_both(yearly, found):
    two = expected_weekly(yearly[0], [299], window_weeks=2)
    np.testing.assert_array_equal(two.observed_n[:, 0], yearly[0][:, 298:].sum(axis=1))
    assert two.expected_n[:, 0] == pytest.approx(found.expected_n[:, -2:].sum(axis=1), rel=0.2)


def test_the_last_four_weeks_and_the_future_change_no_expectation(yearly):
    changed = yearly[0].copy()
    changed[:, 287:] *= 9
    then, now = expected_weekly(yearly[0], [290]), expected_weekly(changed, [290])
    np.testing.assert_array_equal(now.expected_n, then.expected_n)
    np.testing.assert_array_equal(now.upper_n, then.upper_n)


def test_a_week_is_the_same_whichever_weeks_are_asked_for_with_it(yearly, found):
    one = expected_weekly(yearly[0], [295])
    np.testing.assert_allclose(one.p[:, 0], found.p[:, 5], rtol=1e-9)


def test_a_past_outbreak_hardly_moves_the_expectation(yearly):
    struck = yearly[0][200:].copy()
    struck[:, 240:243] *= 6
    calm, after = expected_weekly(yearly[0][200:], [299]), expected_weekly(struck, [299])
    assert (after.expected_n / calm.expected_n).mean() < 1.04


def test_weeks_that_were_not_collected_are_no_zeros(yearly):
    holed = yearly[0].astype(float)
    holed[:, 250:270] = np.nan
    lost, whole = expected_weekly(holed, [260, 299]), expected_weekly(yearly[0], [299])
    assert np.isnan(lost.p[:, 0]).all()
    assert (lost.expected_n[:, 1] / whole.expected_n[:, 0]).mean() == pytest.approx(1, abs=0.05)


def test_nothing_is_known_before_two_years_of_weeks(yearly):
    found = expected_weekly(yearly[0][:5], [0, 107, 108])
    assert np.isnan(found.p[:, :2]).all() and np.isfinite(found.p[:, 2]).all()


def test_a_short_history_may_be_allowed_and_is_unsure_of_the_season(yearly):
    short, long = (expected_weekly(yearly[0][200:], [at], history_weeks=20) for at in (30, 299))
    assert np.isfinite(short.p).all()
    assert (short.upper_n / short.expected_n).mean() > (long.upper_n / long.expected_n).mean()


def test_one_complaint_after_years_of_none_is_unlikely_and_not_impossible():
    counts = np.zeros((3, 280), dtype=int)
    counts[0, 279], counts[1, 279] = 1, 4
    p = expected_weekly(counts, [279]).p[:, 0]
    assert 1e-4 < p[0] < 0.02 and p[1] < p[0] / 5 and p[2] == 1


@pytest.mark.parametrize(("shape", "ends"), [((0, 300), [299]), ((3, 300), []), ((0, 0), [])])
def test_no_series_or_no_weeks_give_nothing(shape, ends):
    assert expected_weekly(np.zeros(shape), ends).p.shape == (shape[0], len(ends))


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 2**32 - 1), st.floats(0.01, 300))
def test_the_range_holds_the_expectation_and_p_falls_as_more_is_observed(seed, mean):
    counts = np.random.default_rng(seed).poisson(mean, (2, 140))
    counts[1] = counts[0]
    counts[1, 139] += 1
    found = expected_weekly(counts, [139])
    assert (found.lower_n <= np.ceil(found.expected_n)).all() and (np.floor(found.expected_n) <= found.upper_n).all()
    assert found.p[1, 0] < found.p[0, 0]


def test_the_counts_are_not_changed(yearly):
    before = yearly[0].copy()
    scan_weekly(yearly[0][:5], [299])
    np.testing.assert_array_equal(yearly[0], before)

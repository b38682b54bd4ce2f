"""Farrington Flexible: the reference for weekly counts, equal to R's `surveillance` 1.20.3 on frozen series."""
from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from models.farrington import baseline_lags, farrington_flexible, part_of_year


@pytest.fixture(scope="module")
def frozen():
    """Twelve generated series of 312 weeks (rare and frequent, flat and growing, with and without season and outbreaks),
    and R's thresholds and alarms of the last 49. Made with benchmarks/farrington_oracle.R."""
    table = pd.read_csv(Path(__file__).parent / "farrington_r.csv")
    parts = {name: table.filter(like=name).to_numpy().T for name in ("count", "upper", "alarm")}
    return parts["count"], parts["upper"][:, 263:], parts["alarm"][:, 263:] == 1


@pytest.fixture
def steady():
    return np.random.default_rng(3).poisson(10, (40, 320))


def test_every_threshold_and_alarm_is_that_of_r(frozen):
    counts, upper, alarm = frozen
    found = farrington_flexible(counts, range(263, 312))
    np.testing.assert_array_equal(found.upper_n, upper)
    np.testing.assert_array_equal(found.is_alarm, alarm)
    assert alarm.sum() == 16


def test_the_baseline_is_five_years_less_the_last_half_year():
    lags = baseline_lags()
    assert (lags.max(), lags.min(), len(lags)) == (263, 27, 237)


def test_the_year_has_a_part_of_seven_weeks_and_nine_of_five():
    assert np.bincount(part_of_year(np.arange(52))).tolist() == [7] + [5] * 9
    assert part_of_year(np.array([49, 52, 55])).tolist() == [0, 0, 0]


def test_the_last_half_year_and_the_future_change_nothing(steady):
    changed = steady.copy()
    changed[:, 300 - 26 :] *= 7
    then, now = farrington_flexible(steady, [300]), farrington_flexible(changed, [300])
    np.testing.assert_array_equal(now.expected_n, then.expected_n)
    np.testing.assert_array_equal(now.upper_n, then.upper_n)


def test_a_planted_outbreak_is_an_alarm_and_the_weeks_before_are_not(steady):
    steady[0, 310:312] += 30
    found = farrington_flexible(steady, range(300, 312))
    assert found.is_alarm[0].tolist() == [False] * 10 + [True] * 2
    assert found.p[0, 10] < 1e-6


def test_a_past_outbreak_hardly_raises_the_threshold(steady):
    calm = farrington_flexible(steady, [319])
    steady[:, 200:202] += 60
    assert (farrington_flexible(steady, [319]).upper_n - calm.upper_n).mean() < 1


def test_ordinary_weeks_alarm_as_often_as_declared():
    counts = np.random.default_rng(5).poisson(8, (400, 300))
    assert farrington_flexible(counts, range(290, 300), alpha=0.01).is_alarm.mean() == pytest.approx(0.007, abs=0.004)


def test_a_trend_never_expects_more_than_was_ever_seen():
    counts = np.zeros((1, 264), dtype=int)
    counts[0, 200:237] = np.arange(37)
    assert farrington_flexible(counts, [263]).expected_n[0, 0] <= 36


def test_nothing_is_known_before_five_years_and_nothing_alarms(steady):
    found = farrington_flexible(steady, [10, 262, 263])
    assert np.isnan(found.upper_n[:, :2]).all() and np.isfinite(found.upper_n[:, 2]).all()
    assert not found.is_alarm[:, :2].any()


def test_series_of_zeros_expect_nothing_and_do_not_alarm():
    found = farrington_flexible(np.zeros((3, 300)), [299])
    assert found.upper_n.tolist() == [[0], [0], [0]] and not found.is_alarm.any()


def test_an_alarm_may_be_asked_to_rest_on_a_number_of_cases():
    counts = np.zeros((1, 300))
    counts[0, 299] = 3
    assert farrington_flexible(counts, [299]).is_alarm[0, 0]
    assert not farrington_flexible(counts, [299], least_n=5).is_alarm[0, 0]


@pytest.mark.parametrize(("shape", "ends"), [((0, 300), [299]), ((3, 300), []), ((0, 0), [])])
def test_no_series_or_no_weeks_give_nothing(shape, ends):
    assert farrington_flexible(np.zeros(shape), ends).p.shape == (shape[0], len(ends))


def test_the_counts_are_not_changed(steady):
    before = steady.copy()
    farrington_flexible(steady, [310])
    np.testing.assert_array_equal(steady, before)

"""Signals: rises with a beginning, raised with what was known that day."""
from __future__ import annotations

import numpy as np
import pytest

from models.signals import find_alarms


@pytest.fixture
def quiet():
    return np.random.default_rng(11).poisson(4, (20, 200))


def test_ordinary_days_raise_almost_nothing(quiet):
    assert len(find_alarms(quiet, 0.1, 5)) <= 2


def test_a_burst_is_raised_on_its_day_and_begins_there(quiet):
    quiet[5, 180] += 30
    alarm = next(alarm for alarm in find_alarms(quiet, 0.1, 5) if alarm.series == 5)
    assert (alarm.began, alarm.raised, alarm.window_days) == (180, 180, 1)
    assert alarm.observed_n == quiet[5, 180] > alarm.upper_n > alarm.expected_n


def test_a_rise_that_lasts_is_one_alarm(quiet):
    quiet[5, 150:165] += 12
    alarms = [alarm for alarm in find_alarms(quiet, 0.1, 5) if alarm.series == 5]
    assert len(alarms) == 1 and alarms[0].raised <= 152 and alarms[0].last >= 160


def test_a_rise_after_a_quiet_week_is_another(quiet):
    quiet[5, 120] += 30
    quiet[5, 190] += 30
    assert [alarm.raised for alarm in find_alarms(quiet, 0.1, 5) if alarm.series == 5] == [120, 190]


def test_fewer_people_than_asked_for_raise_nothing(quiet):
    rare = np.vstack([quiet, np.zeros((1, 200), dtype=int)])
    rare[20, 180] = 4
    assert not [alarm for alarm in find_alarms(rare, 0.1, 5) if alarm.series == 20]


def test_days_that_come_later_raise_nothing_in_the_past(quiet):
    quiet[5, 150] += 30
    then = [alarm.raised for alarm in find_alarms(quiet[:, :160], 0.1, 5)]
    now = [alarm.raised for alarm in find_alarms(quiet, 0.1, 5) if alarm.raised < 160]
    assert then == now


def test_no_counts_raise_nothing():
    assert find_alarms(np.zeros((0, 0), dtype=int), 0.1, 5) == []

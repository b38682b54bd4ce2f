"""How the benchmark of weekly outbreaks counts: a found outbreak, a false alarm, and the warnings it is held against."""
from __future__ import annotations

import numpy as np

from benchmarks.ears import ears
from benchmarks.outbreaks import judged, threshold
from benchmarks.simulators import CURRENT, WEEKS, outbreaks


def test_at_most_one_quiet_week_in_a_hundred_passes_the_threshold():
    scores = np.arange(1000.0).reshape(10, 100)
    assert (scores > threshold(scores)).mean() == 0.01
    assert (np.zeros((10, 100)) > threshold(np.zeros((10, 100)))).mean() == 0


def test_an_alarm_outside_the_outbreak_finds_nothing():
    planted = np.zeros((42, WEEKS), dtype=int)
    planted[:, CURRENT.start + 10 : CURRENT.start + 12] = 3
    struck = np.zeros((42, 49))
    struck[0, 9], struck[1, 10], struck[2, 11], struck[3, 12] = 1, 1, 1, 1
    row = judged({"planted": planted, "scenario": np.arange(1, 43)}, np.zeros((42, 49)), struck, 0.5)
    assert np.flatnonzero(row["found"]).tolist() == [1, 2] and np.flatnonzero(row["soon"]).tolist() == [1]
    assert row["false"].mean() == row["worst"] == 0


def test_a_series_with_an_outbreak_is_the_quiet_one_and_its_cases():
    world = outbreaks(2)
    np.testing.assert_array_equal(world["full"] - world["past"], world["planted"])
    assert (world["planted"][:, CURRENT].sum(axis=1) > 0).all() and world["planted"][:, : CURRENT.start].sum() == 0


def test_ears_compares_with_seven_periods_before():
    scores = ears(np.array([[1, 2, 3, 4, 5, 6, 7, 8, 30, 9, 9]]))
    assert np.isneginf(scores["EARS C1"][0, :7]).all() and np.isneginf(scores["EARS C2"][0, :9]).all()
    assert scores["EARS C1"][0, 8] == (30 - 5) / np.std(np.arange(2, 9), ddof=1)
    assert scores["EARS C2"][0, 9] == (9 - 4) / np.std(np.arange(1, 8), ddof=1)
    assert scores["EARS C3"][0, 9] == scores["EARS C2"][0, 9] - 1


def test_ears_takes_any_count_above_seven_equal_ones_for_an_alarm():
    assert np.isposinf(ears(np.array([[0] * 7 + [1]]))["EARS C1"][0, 7])

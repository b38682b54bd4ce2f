"""The watch: each event raised once, at its level, with what was known that day."""
from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from models.rises import KNOWN_DAYS, LONGEST_DAYS, World
from models.watching import expected, find_rises
from worlds import LIMITS, drawn, means, quiet, world


def test_ordinary_days_raise_nothing():
    assert find_rises(world(quiet()), LIMITS) == []


def test_a_burst_is_raised_on_its_day_and_ends_when_a_week_is_back_in_its_range():
    topics = quiet()
    topics[0, 4, 150:153] += 30
    [rise] = find_rises(world(topics), LIMITS)
    assert (rise.level, rise.series, rise.kind, rise.began, rise.raised) == ("topic", 4, "spike", 150, 150)
    assert 152 <= rise.last <= 154 and rise.ended == rise.last + 7
    assert rise.within == (("touchpoint", 1), ("all", 0))      # thirty people a day are half of everything here
    assert rise.excess_n == pytest.approx(90, abs=15)


def test_a_lasting_rise_stays_up_and_is_not_learned_as_ordinary():
    topics = quiet(260)
    topics[:, 4, 120:] += 6
    [rise] = find_rises(world(topics), LIMITS)
    assert rise.ended is None and rise.last == 259 and rise.raised <= 124
    assert rise.excess_n == pytest.approx(12 * (260 - rise.began), rel=0.15)


def test_after_half_a_year_the_new_level_is_the_ordinary_one():
    topics = quiet(320)
    topics[:, 4, 120:] += 6
    rise = next(rise for rise in find_rises(world(topics), LIMITS) if rise.series == 4)
    assert rise.ended == rise.began + LONGEST_DAYS and rise.became_ordinary


def test_a_slow_ramp_does_not_raise_its_own_threshold():
    topics = quiet(240)
    topics[:, 6, 140:] += np.random.default_rng(1).poisson(np.linspace(0, 8, 100))
    rise = next(rise for rise in find_rises(world(topics), LIMITS) if rise.series == 6)
    assert (rise.level, rise.kind) == ("topic", "ramp") and rise.ended is None and rise.within == (("touchpoint", 2),)


def test_a_topic_that_hardly_existed_is_new():
    topics = quiet()
    topics[:, 2] = 0
    topics[0, 2, 160:] = 4
    [rise] = find_rises(world(topics), LIMITS)
    assert (rise.series, rise.kind) == (2, "new") and rise.raised <= 162


def test_a_rise_of_all_topics_of_a_touchpoint_is_one_signal_of_the_touchpoint():
    mean = means()
    mean[:, 3:6, 150:] *= 2.5
    rises = find_rises(world(drawn(mean)), LIMITS)
    assert [(rise.level, rise.series) for rise in rises] == [("touchpoint", 1)] and rises[0].raised <= 153


def test_a_rise_of_everything_is_one_signal_of_the_whole_and_no_topic():
    mean = means() * 5
    mean[:, :, 150:] *= 1.5
    [rise] = find_rises(world(drawn(mean)), LIMITS)
    assert (rise.level, rise.began) == ("all", 150) and rise.raised <= 153 and rise.last >= 164


def test_one_loud_day_of_everything_and_a_lost_one_raise_nothing():
    mean = means() * 5
    mean[:, :, 150] *= 2
    mean[:, :, 160] *= 0.1
    assert find_rises(world(drawn(mean)), LIMITS) == []


@pytest.mark.parametrize("lost", [np.nan, 0.0])
def test_a_source_that_stops_and_comes_back_raises_nothing(lost):
    mean = means()
    mean[0, :6] *= 3           # the lost source speaks of other things than the one that stays
    mean[0, :, 150:170] = lost
    assert [rise.level for rise in find_rises(world(drawn(mean)), LIMITS)] == (["all"] if lost == 0 else [])


def test_a_source_that_starts_is_not_compared_until_it_has_a_history():
    mean = means(220)
    mean[1, :, :150] = np.nan
    mean[1, :6] *= 10
    assert find_rises(world(drawn(mean, seed=5)), LIMITS) == []


def test_a_day_without_coverage_is_neither_up_nor_quiet():
    topics = quiet()
    topics[:, 4, 150:] += 9
    topics[:, :, 160:175] = np.nan
    [rise] = find_rises(world(topics), LIMITS)
    assert rise.ended is None and rise.last == 199


def test_fewer_people_than_asked_for_raise_nothing():
    topics = quiet()
    topics[:, 2] = 0
    topics[0, 2, 180] = 4
    assert find_rises(world(topics), LIMITS) == []
    assert find_rises(world(topics), replace(LIMITS, min_people=3))[0].series == 2


def test_days_that_come_later_change_nothing_that_was_raised():
    topics = quiet()
    topics[0, 4, 150] += 40
    then = [(rise.series, rise.raised, rise.q_value) for rise in find_rises(world(topics[:, :, :160]), LIMITS)]
    topics[:, :, 160:] *= 3
    assert then == [(rise.series, rise.raised, rise.q_value) for rise in find_rises(world(topics), LIMITS) if rise.raised < 160]


def busy(days: int) -> np.ndarray:
    mean, rng = means(days), np.random.default_rng(8)
    for start in range(80, days, 35):
        mean[:, rng.integers(12), start:start + rng.integers(2, 40)] *= rng.choice([3, 6])
    return drawn(mean)


@pytest.mark.parametrize("step", [1, 7])
def test_the_same_rises_come_out_however_the_days_are_batched(step):
    """Also when each batch is shown no more of the past than it needs."""
    topics, first = busy(KNOWN_DAYS + 50), KNOWN_DAYS + 20
    whole = find_rises(world(topics), LIMITS)
    kept = {key(rise): rise for rise in find_rises(world(topics[:, :, :first]), LIMITS)}
    for day in range(first, topics.shape[2], step):
        until = min(day + step, topics.shape[2])
        from_day = min([day, *(rise.began for rise in kept.values() if rise.ended is None)]) - KNOWN_DAYS
        from_day = max(from_day, 0)
        seen = [moved(rise, -from_day) for rise in kept.values() if rise.ended is None or rise.last >= from_day]
        for rise in find_rises(world(topics[:, :, from_day:until]), LIMITS, since=day - from_day, up=seen):
            kept[key(moved(rise, from_day))] = moved(rise, from_day)
    assert len(whole) > 10
    assert [facts(rise) for rise in sorted(kept.values(), key=key)] == [facts(rise) for rise in sorted(whole, key=key)]


def key(rise):
    return rise.level, rise.series, rise.raised


def moved(rise, days):
    ended = None if rise.ended is None else rise.ended + days
    return replace(rise, began=rise.began + days, raised=rise.raised + days, last=rise.last + days, ended=ended)


def facts(rise):
    return replace(rise, expected_n=round(rise.expected_n, 6), q_value=float(f"{rise.q_value:.6g}"), excess_n=round(rise.excess_n, 6))


def test_a_chart_keeps_the_range_from_before_the_rise():
    topics = quiet(260)
    topics[:, 4, 120:] += 6
    ends = [110, 200, 259]
    free, held = expected(world(topics), "topic", 4, 7, ends), expected(world(topics), "topic", 4, 7, ends, held_from=120)
    assert held.expected_n[0, 0] == free.expected_n[0, 0] and held.expected_n[0, 2] < free.expected_n[0, 2] / 1.5
    assert held.upper_n[0, 2] < held.observed_n[0, 2]


def test_the_chart_of_everything_is_in_people():
    look = expected(world(quiet(200)), "all", 0, 7, [150, 199])
    assert (look.lower_n < look.observed_n).all() and (look.observed_n < look.upper_n).all()


def test_nothing_to_watch_raises_nothing():
    assert find_rises(World(np.zeros((0, 0, 0)), np.zeros((0, 0, 0)), np.zeros((0, 0))), LIMITS) == []
    assert find_rises(World(np.zeros((1, 0, 90)), np.zeros((1, 0, 90)), np.zeros((0, 0))), LIMITS) == []


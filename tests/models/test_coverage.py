"""Coverage: when a stream of posts was not collected as usual."""
from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from models.coverage import find_coverage

WEEKDAY = np.array([1.1, 1.1, 1.05, 1, 1, 0.7, 0.6])


def streams(*a_day: float, days: int = 200, weekday=WEEKDAY, seed: int = 3) -> np.ndarray:
    """Counts a little wider than Poisson, growing by half."""
    rng = np.random.default_rng(seed)
    mean = np.array(a_day)[:, None] * weekday[np.arange(days) % 7] * np.linspace(1, 1.5, days)
    return rng.poisson(rng.gamma(mean / 0.5 + 1e-9, 0.5))


def told(counts: np.ndarray, **more) -> list[tuple]:
    return [(s.stream, s.kind, s.first, s.last) for s in find_coverage(counts, **more).stretches]


def test_ordinary_streams_of_every_size_have_no_notes():
    assert told(streams(0.2, 0.5, 1, 2, 5, 10, 30, 100, days=400)) == []


def test_a_silence_of_three_days_is_a_gap_in_a_stream_of_seven_a_day():
    counts = streams(7, 30)
    counts[0, 120:123] = 0
    found = find_coverage(counts)
    gap, = found.stretches
    assert (gap.stream, gap.kind, gap.first, gap.last, gap.observed_n) == (0, "gap", 120, 122, 0)
    assert 15 <= gap.usual_n <= 33 and 120 <= gap.seen <= 122
    assert found.is_covered[0, :gap.seen].all() and not found.is_covered[0, gap.seen:123].any() and found.is_covered[0, 123:].all()


def test_two_silent_days_say_nothing_of_a_stream_of_one_a_day():
    counts = streams(1, 30)
    counts[0, 120:122] = 0
    assert told(counts) == []


def test_twenty_silent_days_do():
    counts = streams(1, 30)
    counts[0, 119:141] = 0
    counts[0, [118, 141]] = 1
    assert told(counts) == [(0, "gap", 119, 140)]


def test_a_source_that_rests_at_weekends_has_no_gap_there_and_one_on_silent_workdays():
    counts = streams(20, weekday=np.array([1, 1, 1, 1, 1, 0, 0]))
    assert told(counts) == []
    counts[0, 119:122] = 0          # Monday to Wednesday, after an empty weekend
    assert told(counts) == [(0, "gap", 119, 121)]


def test_a_silence_that_goes_on_is_a_gap_and_after_a_week_a_stop():
    counts = streams(7, 30)
    counts[0, 195:] = 0
    assert told(counts) == [(0, "gap", 195, None)]
    counts[0, 190:] = 0
    assert told(counts) == [(0, "stop", 190, None)]


def test_a_source_that_begins_after_others_is_a_start_and_was_not_covered_before():
    counts = streams(10, 30)
    counts[0, :80] = 0
    found = find_coverage(counts)
    assert [(s.stream, s.kind, s.first, s.last) for s in found.stretches] == [(0, "start", 80, 80)]
    assert not found.is_covered[0, :80].any() and found.is_covered[0, 80:].all() and found.is_covered[1].all()


def test_a_stream_that_fades_or_grows_by_itself_is_no_gap_and_no_jump():
    rng, days = np.random.default_rng(4), np.arange(200)
    counts = rng.poisson(np.stack([20 / (1 + np.exp((days - 100) / 8)), 20 / (1 + np.exp((100 - days) / 8)), np.full(200, 20.0)]))
    assert told(counts) == []


@pytest.fixture
def by_topic():
    """Two streams, ten topics."""
    return np.stack([streams(*np.linspace(1, 5, 10), seed=seed) for seed in (5, 6)])


def test_posts_of_every_topic_five_times_as_many_are_a_jump_of_collection(by_topic):
    by_topic[0, :, 150:155] *= 5
    jump, = find_coverage(by_topic.sum(axis=1), topics=by_topic).stretches
    assert (jump.stream, jump.kind, jump.first, jump.last) == (0, "jump", 150, 154)
    assert jump.observed_n == by_topic[0, :, 150:155].sum() and jump.observed_n > 4 * jump.usual_n


def test_one_topic_or_two_that_rise_as_much_are_none(by_topic):
    by_topic[0, 3, 150:155] += 150
    by_topic[0, 4, 150:155] += 80
    assert told(by_topic.sum(axis=1), topics=by_topic) == []


def test_a_jump_that_lasts_becomes_the_usual_level(by_topic):
    by_topic[0, :, 120:] *= 8
    counts = by_topic.sum(axis=1)
    counts_after = find_coverage(counts, topics=by_topic)
    assert [(s.kind, s.first, s.last) for s in counts_after.stretches] == [("jump", 120, 147)]
    assert not counts_after.is_covered[0, 120:148].any() and counts_after.is_covered[0, 148:].all()


def test_what_covers_a_day_hangs_on_it_and_the_days_before_alone(by_topic):
    by_topic[0, :, 60:64] = 0
    by_topic[0, :, 150:155] *= 5
    counts = by_topic.sum(axis=1)
    whole = find_coverage(counts, topics=by_topic).is_covered
    for days in (61, 63, 100, 152, 160):
        part = find_coverage(counts[:, :days], topics=by_topic[:, :, :days]).is_covered
        np.testing.assert_array_equal(part, whole[:, :days])


@pytest.mark.parametrize("shape", [(0, 0), (2, 0), (0, 5), (2, 30)])
def test_no_posts_give_no_stretches(shape):
    found = find_coverage(np.zeros(shape))
    assert found.stretches == () and found.is_covered.shape == shape


def test_an_airline_whose_posts_begin_late_is_noted_and_the_others_in_their_storm_are_not(datasets):
    tweets = pd.read_csv(datasets / "airline_tweets.csv.gz", usecols=["posted_at", "airline", "reason", "sentiment"])
    tweets = tweets.assign(day=tweets["posted_at"].str[:10], topic=tweets["reason"].fillna(tweets["sentiment"]))
    table = tweets.pivot_table(index=["airline", "topic"], columns="day", values="posted_at", aggfunc="count", fill_value=0)
    airlines = table.index.levels[0]
    grid = table.reindex(pd.MultiIndex.from_product(table.index.levels), fill_value=0).to_numpy().reshape(len(airlines), -1, 8)
    start, = find_coverage(grid.sum(axis=1), topics=grid).stretches
    assert (airlines[start.stream], start.kind, table.columns[start.first], start.observed_n) == ("American", "start", "2015-02-22", 404)

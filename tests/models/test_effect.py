"""The verdict on a fix: planted fixes that work, do nothing, work half, come back; and what cannot be said."""
from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings, strategies as st

from models.case import Case, Evidence
from models.effect import judge
from models.episodes import library, placebo_episodes
from models.estimate import Estimate
from models.looks import LOOKS_WEEKS, SPENT, SPENT_STAGED

ALARM, SHIPPED, WEEKS = 90, 95, 120


@pytest.fixture(scope="module")
def left_alone():
    """30 topics of 60 people a week, 120 weeks; in 15 of them rises that fade by themselves, in ten rises that last 20 weeks."""
    rng = np.random.default_rng(8)
    lift = np.ones((30, WEEKS))
    for series in range(1, 26):
        start = int(rng.integers(30, 70))
        fading = 1 + rng.uniform(1, 3) * 0.5 ** (np.arange(WEEKS - start) / rng.uniform(1.5, 4))
        lift[series, start:] = fading if series < 16 else np.where(np.arange(WEEKS - start) < 20, rng.uniform(1.6, 3), 1)
    return rng.poisson(60 * lift)


@pytest.fixture
def fixed(left_alone):
    """The same with topic 0 three times as high from the alarm on; `after` says what it is from shipping on."""
    def planted(after: float, back_week: int = WEEKS, before: float = 3.0) -> Evidence:
        mean = np.full(WEEKS, 60.0)
        mean[ALARM:SHIPPED], mean[SHIPPED:back_week], mean[back_week:] = 60 * before, 60 * after, 60 * before
        counts = left_alone.copy()
        counts[0] = np.random.default_rng(21).poisson(mean)
        placebos = tuple(one for one in placebo_episodes(counts) if one[0] != 0)
        return Evidence(counts[:, : SHIPPED + 12], np.array([0]), ALARM, SHIPPED, placebos)
    return planted


def upto(evidence: Evidence, weeks_n: int) -> Evidence:
    return replace(evidence, counts=evidence.counts[:, : SHIPPED + weeks_n])


def test_a_fix_that_takes_the_whole_excess_fell_at_the_first_look(fixed):
    found = judge(upto(fixed(1.0), 4))
    assert (found.verdict, found.look_weeks, found.weeks_n, found.reasons) == ("fell", 4, 4, ())
    assert found.low < found.rate_ratio < found.high < 1 and found.placebo_n >= 8
    assert found.before_n == pytest.approx(180, abs=12) and found.after_n == pytest.approx(60, abs=6)


def test_avoided_people_are_those_expected_less_those_counted(fixed):
    found = judge(upto(fixed(1.0), 4))
    assert found.avoided_low < found.avoided_n < found.avoided_high and found.avoided_low > 0
    assert found.expected.sum() - 4 * found.after_n == pytest.approx(found.avoided_n, abs=1)
    assert (found.expected_low < found.expected).all() and (found.expected < found.expected_high).all()


def test_a_rise_that_fades_by_itself_is_no_success_though_complaints_are_far_below_those_before(left_alone):
    fading = 60 * (1 + 2.5 * 0.5 ** (np.arange(WEEKS - ALARM) / 3))
    counts = left_alone.copy()
    counts[0, ALARM:] = np.random.default_rng(4).poisson(fading)
    for weeks_n in range(1, 13):
        found = judge(Evidence(counts[:, : SHIPPED + weeks_n], np.array([0]), ALARM, SHIPPED, placebo_episodes(left_alone)))
        assert found.verdict != "fell"
    assert found.after_n < 0.7 * found.before_n


def test_between_the_looks_a_verdict_is_provisional(fixed):
    for weeks_n in (1, 2, 3):
        found = judge(upto(fixed(1.0), weeks_n))
        assert (found.verdict, found.look_weeks, found.weeks_missing) == ("not yet known", None, 4 - weeks_n)
        assert found.rate_ratio < 0.7 and found.weeks_n == weeks_n


def test_before_anything_is_counted_the_first_look_is_four_weeks_away(fixed):
    found = judge(upto(fixed(1.0), 0))
    assert (found.verdict, found.reasons, found.weeks_missing) == ("not yet known", ("too early",), 4)
    assert np.isnan(found.rate_ratio) and len(found.expected) == 0 and found.power > 0.9


def test_a_fall_once_seen_holds_at_the_weeks_after(fixed):
    evidence = fixed(1.0)
    assert [judge(upto(evidence, weeks_n)).verdict for weeks_n in range(4, 13)] == ["fell"] * 9


def test_later_weeks_never_change_an_earlier_look(fixed):
    evidence = fixed(1.0)
    noisy = evidence.counts.copy()
    noisy[:, SHIPPED + 4:] = noisy[:, SHIPPED + 4:] * 7 % 91
    past = library(evidence.counts[:, :SHIPPED], tuple(one for one in evidence.placebos if one[1] < SHIPPED - 20))
    first = Case(upto(evidence, 4), past, None).estimate(4)
    assert Case(replace(evidence, counts=noisy), past, None).estimate(4) == first


def test_a_fall_whose_excess_returns_came_back_within_three_weeks(fixed):
    evidence = fixed(1.0, back_week=SHIPPED + 6)
    said = [judge(upto(evidence, weeks_n)).verdict for weeks_n in (4, 5, 6, 7, 8, 9)]
    assert said[:3] == ["fell"] * 3 and said[-1] == "came back"


def test_a_fix_without_effect_on_a_large_staged_topic_did_not_fall():
    found = judge(staged(1.0, people=400))
    assert found.verdict == "did not fall" and found.low > 0.8 and found.high > 1


def staged(left: float, people: float = 60, weeks_n: int = 8, seed: int = 5) -> Evidence:
    """Two halves of a topic that tripled; the first half keeps `left` of its people from shipping on."""
    rng = np.random.default_rng(seed)
    mean = np.full((SHIPPED + weeks_n, 2), people / 2)
    mean[ALARM:] *= 3
    mean[SHIPPED:, 0] *= left
    segments = rng.poisson(mean).astype(float)
    counts = np.vstack([segments.sum(axis=1), rng.poisson(60, (10, len(mean)))])
    return Evidence(counts, np.array([0]), ALARM, SHIPPED, (), segments, np.full((len(mean), 2), 300.0))


def test_segments_that_wait_replace_the_placebos(fixed):
    found = judge(staged(0.5))
    assert found.verdict == "fell" and found.placebo_n == 0 and found.low < 0.5 < found.high
    assert found.expected.sum() - 8 * found.after_n == pytest.approx(found.avoided_n, abs=12)


def test_when_nobody_waits_any_more_and_there_are_no_placebos_it_is_not_known():
    evidence = staged(0.5)
    gone = evidence.segments.copy()
    gone[SHIPPED + 2:] = np.nan
    assert judge(replace(evidence, segments=gone)).reasons == ("few placebos",)


def test_fewer_than_eight_comparable_rises_cap_the_verdict(fixed):
    evidence = fixed(1.0)
    found = judge(replace(evidence, placebos=evidence.placebos[:7]))
    assert (found.verdict, found.reasons, found.weeks_missing) == ("not yet known", ("few placebos",), None)
    assert np.isnan([found.rate_ratio, found.low, found.high, found.avoided_n]).all() and np.isnan(found.expected).all()
    assert found.before_n == pytest.approx(180, abs=12)


@pytest.mark.parametrize("guard", ["coverage", "redefined", "second fix", "event", "follow-ups"])
def test_a_guard_in_the_window_blocks_and_is_named(fixed, guard):
    found = judge(replace(fixed(1.0), blocked=((SHIPPED + 2, guard),)))
    assert (found.verdict, found.reasons) == ("not yet known", (guard,)) and np.isnan(found.rate_ratio)


def test_a_guard_after_a_look_leaves_that_look_alone(fixed):
    found = judge(replace(fixed(1.0), blocked=((SHIPPED + 5, "second fix"),)))
    assert (found.verdict, found.look_weeks) == ("fell", 4)


def test_one_week_of_history_is_too_short(fixed):
    evidence = fixed(1.0)
    short = replace(evidence, counts=evidence.counts[:, ALARM - 1:], alarm_week=1, shipped_week=6, placebos=())
    assert judge(short).reasons == ("short history",)


def test_weeks_without_coverage_after_shipping_are_named(fixed):
    evidence = upto(fixed(1.0), 4)
    counts = evidence.counts.astype(float)
    counts[:, SHIPPED + 1: SHIPPED + 4] = np.nan
    found = judge(replace(evidence, counts=counts))
    assert (found.verdict, found.reasons) == ("not yet known", ("coverage",))


@pytest.mark.parametrize("level", [(0, 0), (0, 5), (60, 0)])
def test_counts_of_zero_before_or_after_give_numbers_or_honest_silence(fixed, level):
    evidence = fixed(1.0)
    counts = evidence.counts.copy()
    counts[0, :SHIPPED], counts[0, SHIPPED:] = level
    found = judge(replace(evidence, counts=counts))
    assert found.rate_ratio > 0 and (found.verdict == "fell") == (level == (60, 0))


def test_the_only_topic_has_nothing_to_be_compared_with(fixed):
    assert judge(replace(fixed(1.0), counts=fixed(1.0).counts[:1], placebos=())).reasons == ("no comparison",)


def test_a_fix_without_a_signal_is_compared_with_moments_of_the_others(fixed):
    found = judge(replace(fixed(1.0, before=1.0), alarm_week=None))
    assert found.verdict != "fell" and found.placebo_n >= 8 and found.low < 1 < found.high


def test_power_is_larger_at_a_larger_hope_and_weeks_are_missing_only_where_a_look_could_tell(fixed):
    little, much = (judge(upto(fixed(3.0), 4), hoped_fall=fall) for fall in (0.2, 0.8))
    assert 0 <= little.power < much.power <= 1
    assert little.weeks_missing in (None, 4, 8)


def test_the_looks_spend_less_than_five_in_a_hundred_and_never_more_than_the_interval_shown():
    for spent in (SPENT, SPENT_STAGED):
        assert sum(spent.values()) <= 0.05 and max(spent.values()) <= 0.025 and tuple(spent) == LOOKS_WEEKS


def test_counts_are_not_changed(fixed):
    evidence = fixed(1.0)
    before = evidence.counts.copy()
    judge(evidence)
    np.testing.assert_array_equal(evidence.counts, before)


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10**6), st.integers(1, 12), st.integers(0, 14), st.sampled_from([0.0, 0.3, 4.0, 60.0]))
def test_whatever_is_counted_a_verdict_keeps_its_word(seed, weeks_n, lag, people):
    rng = np.random.default_rng(seed)
    counts = rng.poisson(people * rng.choice([1, 1, 1, 4], (6, 40))).astype(float)
    shipped = 40 - weeks_n
    found = judge(Evidence(counts, np.array([0]), shipped - lag if lag else None, shipped, placebo_episodes(counts)))
    assert found.verdict in ("fell", "did not fall", "not yet known", "came back")
    assert bool(found.reasons) == (found.verdict == "not yet known")
    assert np.isnan(found.rate_ratio) or found.low <= found.rate_ratio <= found.high
    assert len(found.expected) == len(found.expected_low) == len(found.expected_high) == weeks_n
    assert found.verdict != "fell" or found.high < 1

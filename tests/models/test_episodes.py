"""Placebo episodes: rises that were left alone, found by one rule, read in windows around their alarms."""
from __future__ import annotations

import numpy as np
import pytest

from models.episodes import alarm_week, library, moments, one_episode, overdispersion, placebo_episodes, weights


@pytest.fixture
def quiet():
    """20 topics, 80 weeks, 20 people a week each."""
    return np.random.default_rng(3).poisson(20, (20, 80)).astype(float)


def test_planted_rises_are_found_in_their_week_and_little_else(quiet):
    quiet[2, 40:46] *= 3
    quiet[7, 55:70] *= 3
    found = placebo_episodes(quiet)
    assert {(2, 40), (7, 55)} <= set(found) and len(found) <= 4


def test_a_rise_that_lasts_is_one_episode_until_it_was_quiet_for_four_weeks(quiet):
    quiet[2, 40:50] *= 3
    assert [week for series, week in placebo_episodes(quiet) if series == 2] == [40]
    quiet[2, 60:62] *= 8
    assert [week for series, week in placebo_episodes(quiet) if series == 2] == [40, 60]


def test_weeks_in_which_a_fix_was_at_work_give_no_placebo(quiet):
    quiet[2, 40:46] *= 3
    assert (2, 40) not in placebo_episodes(quiet, without=[(2, 30, 60)])
    assert (2, 40) in placebo_episodes(quiet, without=[(2, 41, 60), (3, 30, 60)])


def test_later_weeks_change_no_alarm_of_before(quiet):
    quiet[2, 40:46] *= 3
    assert placebo_episodes(quiet[:, :50]) == tuple(one for one in placebo_episodes(quiet[:, :50]) if one[1] < 50)
    assert (2, 40) in placebo_episodes(quiet[:, :41])


def test_growth_common_to_all_is_no_episode(quiet):
    assert len(placebo_episodes(np.round(quiet * np.linspace(1, 3, 80)))) <= 2


def test_a_fix_s_alarm_is_that_of_its_topics_together(quiet):
    quiet[[4, 5], 50:] *= 1.8
    assert alarm_week(quiet, [4, 5], 56) in (50, 51)
    assert alarm_week(quiet, [6], 56) is None


def test_no_counts_one_topic_or_one_week_have_no_episodes():
    for shape in ((0, 0), (0, 40), (1, 40), (5, 1), (5, 0)):
        assert placebo_episodes(np.zeros(shape)) == ()


def test_a_window_is_of_the_rise_and_of_all_others_and_unknown_beyond_the_data(quiet):
    found = library(quiet, [(2, 40), (3, 78)])
    own, others = found.window(0, 3)
    assert own[0] == quiet[2, 40:43].sum() and np.isnan(own[1]) and np.isnan(others[1])
    assert others[0] == pytest.approx(((quiet * weights(quiet)[:, None]).sum(axis=0) - quiet[2] * weights(quiet)[2])[40:43].sum())


def test_weeks_without_coverage_are_left_out_until_too_few_are_left(quiet):
    quiet[:, 41] = np.nan
    assert library(quiet, [(2, 40)]).window(0, 4)[0][0] == np.nansum(quiet[2, 40:44])
    quiet[:, 42] = np.nan
    assert np.isnan(library(quiet, [(2, 40)]).window(0, 4)[0][0])


def test_an_ordinary_level_needs_six_weeks(quiet):
    base, _ = library(quiet, [(2, 8), (2, 7)]).base()
    assert base[0] == quiet[2, :6].sum() and np.isnan(base[1])


def test_a_large_topic_s_own_rise_hardly_looks_like_everybody_s(quiet):
    quiet[0] *= 20
    before = one_episode(quiet, np.array([1]), 40).window(0, 4)[1][0]
    quiet[0, 40:44] *= 2
    assert one_episode(quiet, np.array([1]), 40).window(0, 4)[1][0] / before < 1.1 < quiet[:, 40:44].sum() / (quiet[:, 36:40].sum())


def test_two_libraries_become_one_whose_second_is_of_another_place(quiet):
    both = library(quiet, [(2, 40)]) + library(quiet[:, :60], [(3, 30), (4, 31)])
    assert len(both) == 3 and both.series.tolist() == [2, -1, -1] and both.own.shape == (3, 80) and np.isnan(both.own[1, 60:]).all()


def test_overdispersion_is_read_off_the_counts():
    rng = np.random.default_rng(5)
    mean = 30 * np.exp(np.cumsum(rng.normal(0, 0.03, (30, 150)), axis=1))
    assert overdispersion(rng.poisson(mean)).mean() == pytest.approx(1, abs=0.1)
    assert overdispersion(rng.poisson(rng.gamma(mean / 1.5, 1.5))).mean() == pytest.approx(2.5, abs=0.25)


def test_moments_leave_the_treated_out(quiet):
    assert not np.isin(moments(quiet, [2, 3]).series, [2, 3]).any() and len(moments(quiet, [2])) > 200

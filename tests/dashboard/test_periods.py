"""Which days are shown: complete weeks only, and time that stands still where the data end."""
from datetime import date

import pytest

from dashboard.periods import Calendar, is_daily

MONDAY = date(2026, 11, 16)
FRESH = Calendar(date(2026, 2, 9), date(2026, 11, 16), MONDAY)
TWEETS = Calendar(date(2015, 2, 17), date(2015, 2, 24), MONDAY)


def test_the_usual_period_is_the_last_twelve_complete_weeks():
    assert FRESH.shown(12) == (date(2026, 8, 24), date(2026, 11, 15))


def test_the_running_week_is_never_in_focus():
    assert Calendar(date(2026, 2, 9), date(2026, 11, 22), date(2026, 11, 22)).week_in_focus(None) == date(2026, 11, 9)


def test_shorter_data_are_shown_whole_up_to_yesterday():
    assert Calendar(date(2026, 10, 20), date(2026, 11, 16), MONDAY).shown(12) == (date(2026, 10, 20), date(2026, 11, 15))


def test_old_data_end_where_they_end():
    assert TWEETS.is_stale and TWEETS.shown(12) == (date(2015, 2, 17), date(2015, 2, 24))
    assert TWEETS.week_in_focus(None) == date(2015, 2, 16)


def test_a_week_the_data_end_in_is_not_complete():
    assert Calendar(date(2015, 2, 1), date(2015, 2, 21), MONDAY).week_in_focus(None) == date(2015, 2, 9)


def test_no_week_is_in_focus_before_the_first_is_over():
    assert Calendar(date(2026, 11, 10), date(2026, 11, 13), date(2026, 11, 13)).week_in_focus(None) is None


def test_a_week_that_began_before_the_data_is_in_focus_only_until_the_next_is_over():
    assert Calendar(date(2026, 11, 4), date(2026, 11, 14), date(2026, 11, 15)).week_in_focus(None) == date(2026, 11, 2)
    assert Calendar(date(2026, 11, 4), date(2026, 11, 16), MONDAY).week_in_focus(date(2026, 11, 8)) is None


def test_an_earlier_end_puts_an_earlier_week_in_focus():
    assert FRESH.week_in_focus(date(2026, 9, 8)) == date(2026, 8, 31)


@pytest.mark.parametrize("last, daily", [(date(2026, 2, 23), True), (date(2026, 2, 24), True), (date(2026, 2, 25), True), (date(2026, 2, 26), False)])
def test_trends_are_drawn_per_day_below_eight_weeks(last, daily):
    assert is_daily(date(2026, 1, 2), last) is daily

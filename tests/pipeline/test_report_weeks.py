"""ISO weeks in a zone: which one is over, around New Year, in a week 53 and where the clocks change."""
from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import UsageError
from pipeline.report import weeks

LONDON, AUCKLAND, HONOLULU = ZoneInfo("Europe/London"), ZoneInfo("Pacific/Auckland"), ZoneInfo("Pacific/Honolulu")


@given(st.dates(date(1970, 1, 5), date(2200, 1, 1)))
def test_every_day_is_in_the_week_that_is_called_so(day):
    monday = weeks.parse(weeks.name_of(day))
    assert monday <= day < monday + timedelta(days=7) and monday == weeks.monday_of(day)


def test_a_year_with_53_weeks_has_a_week_53_and_others_have_none():
    assert weeks.parse("2026-W53") == date(2026, 12, 28) and weeks.name_of(date(2027, 1, 3)) == "2026-W53"
    with pytest.raises(UsageError, match="2025 has 52 weeks"):
        weeks.parse("2025-W53")


@pytest.mark.parametrize("name", ["", "2026", "2026-W00", "2026-W99", "2026-47", "W47", "0000-W01", "2026-W4", "2026-W470", "last"])
def test_what_is_no_week_is_refused_with_the_form_that_is_one(name):
    with pytest.raises(UsageError, match="Write year and week as in 2026-W47"):
        weeks.parse(name)


def test_the_small_letter_and_the_form_without_a_hyphen_are_the_same_week():
    assert weeks.parse("2026-w47") == weeks.parse("2026W47") == weeks.parse(" 2026-W47 ") == date(2026, 11, 16)


def test_the_same_instant_is_another_week_in_another_zone():
    sunday_night = datetime(2026, 11, 15, 12, 0, tzinfo=UTC)          # Monday in Auckland already, Sunday in Honolulu still
    assert weeks.last_complete(sunday_night, AUCKLAND) == date(2026, 11, 9)
    assert weeks.last_complete(sunday_night, HONOLULU) == date(2026, 11, 2)


def test_a_week_is_over_at_the_first_instant_of_monday_and_not_before():
    over = weeks.ends_at(date(2026, 11, 9), LONDON)
    assert weeks.last_complete(over, LONDON) == date(2026, 11, 9) and weeks.last_complete(over - timedelta(microseconds=1), LONDON) == date(2026, 11, 2)


@pytest.mark.parametrize(("monday", "hours"), [(date(2026, 3, 23), 167), (date(2026, 10, 19), 169), (date(2026, 11, 9), 168)])
def test_a_week_in_which_the_clocks_change_is_an_hour_shorter_or_longer(monday, hours):
    began = weeks.ends_at(monday - timedelta(days=7), LONDON)
    assert (weeks.ends_at(monday, LONDON).astimezone(UTC) - began.astimezone(UTC)).total_seconds() == hours * 3600


def test_new_year_in_the_middle_of_a_week_ends_no_week():
    assert weeks.last_complete(datetime(2027, 1, 1, 9, tzinfo=UTC), LONDON) == date(2026, 12, 21)
    assert weeks.name_of(weeks.last_complete(datetime(2027, 1, 4, 9, tzinfo=UTC), LONDON)) == "2026-W53"


@pytest.mark.parametrize(("now", "what"), [(datetime(2026, 11, 18, tzinfo=UTC), "is not over on 2026-11-18"), (datetime(2026, 11, 9, tzinfo=UTC), "has not begun on 2026-11-09")])
def test_a_week_that_runs_or_has_not_begun_is_refused_and_the_last_one_is_named(now, what):
    with pytest.raises(UsageError, match=rf"week 2026-W47 .* {what} in Europe/London. The last complete week is 2026-W4[56]"):
        weeks.check_over(date(2026, 11, 16), now, LONDON)


def test_a_late_run_may_still_make_an_old_week():
    weeks.check_over(date(2026, 11, 16), datetime(2027, 5, 1, tzinfo=UTC), LONDON)

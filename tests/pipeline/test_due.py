"""When a week's mail is due, by the workspace's clocks: across summer time, week 53, late runs."""
from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from pipeline.mail import due
from pipeline.settings import load_settings

LONDON, LORD_HOWE = ZoneInfo("Europe/London"), ZoneInfo("Australia/Lord_Howe")


@pytest.fixture
def weekly(tmp_path):
    """Due on Mondays at 8, missed at 12."""
    return load_settings(tmp_path).weekly


@pytest.mark.parametrize("monday, at", [
    (date(2026, 11, 9), datetime(2026, 11, 16, 8, tzinfo=UTC)),
    (date(2026, 3, 16), datetime(2026, 3, 23, 8, tzinfo=UTC)),
    (date(2026, 3, 23), datetime(2026, 3, 30, 7, tzinfo=UTC)),       # the clocks went forward on the Sunday between
    (date(2026, 10, 19), datetime(2026, 10, 26, 8, tzinfo=UTC)),     # and back
    (date(2026, 12, 28), datetime(2027, 1, 4, 8, tzinfo=UTC)),       # week 53
])
def test_it_is_due_at_the_same_hour_of_the_clock_all_year(weekly, monday, at):
    assert due.due_at(monday, weekly, LONDON) == at


def test_an_hour_that_the_clocks_leave_out_is_taken_as_the_one_after_the_jump(weekly):
    """On Lord Howe Island the clocks went from 2:00 to 2:30 on Sunday 4 October 2026."""
    early = weekly.model_copy(update={"due_weekday": "sunday", "due_hour": 2})
    assert due.due_at(date(2026, 9, 21), early, LORD_HOWE).astimezone(LORD_HOWE).strftime("%a %H:%M") == "Sun 02:30"


@pytest.mark.parametrize("as_of, monday", [
    (datetime(2026, 11, 16, 8, tzinfo=UTC), date(2026, 11, 2)),           # due, and not yet missed
    (datetime(2026, 11, 16, 11, 59, 59, tzinfo=UTC), date(2026, 11, 2)),
    (datetime(2026, 11, 16, 12, tzinfo=UTC), date(2026, 11, 9)),
    (datetime(2026, 11, 22, 23, tzinfo=UTC), date(2026, 11, 9)),          # the Sunday after: the running week is not owed
    (datetime(2027, 1, 4, 12, tzinfo=UTC), date(2026, 12, 28)),
    (datetime(2026, 3, 30, 10, 59, tzinfo=UTC), date(2026, 3, 16)),       # noon of summer time is 11:00 UTC
    (datetime(2026, 3, 30, 11, tzinfo=UTC), date(2026, 3, 23)),
])
def test_the_week_owed_is_the_latest_that_is_missed_by_now_if_it_was_not_sent(weekly, as_of, monday):
    assert due.last_owed(as_of, weekly, LONDON) == monday


def test_a_mail_due_on_a_friday_with_two_days_of_patience_is_owed_from_sunday(weekly):
    slow = weekly.model_copy(update={"due_weekday": "friday", "late_hours": 48.0})
    assert due.last_owed(datetime(2026, 11, 22, 7, 59, tzinfo=UTC), slow, LONDON) == date(2026, 11, 2)
    assert due.last_owed(datetime(2026, 11, 22, 8, tzinfo=UTC), slow, LONDON) == date(2026, 11, 9)

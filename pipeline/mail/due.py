"""When the mail of a week is due, and from when on it counts as missed. Pure; hours are those of the workspace's clocks, whatever summer time does to them."""
from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from pipeline.settings_weekly import WEEKDAYS, WeeklySettings

_WEEK = timedelta(weeks=1)


def due_at(monday: date, settings: WeeklySettings, zone: ZoneInfo) -> datetime:
    """When the mail of the week that begins on `monday` is due (UTC): in the week after it. An hour that the clocks leave out is taken as the one after the jump."""
    day = monday + _WEEK + timedelta(days=WEEKDAYS.index(settings.due_weekday))
    return datetime.combine(day, time(settings.due_hour), zone).astimezone(UTC)


def missed_at(monday: date, settings: WeeklySettings, zone: ZoneInfo) -> datetime:
    """From when on it is missed, if it was not sent (UTC)."""
    return due_at(monday, settings, zone) + timedelta(hours=settings.late_hours)


def last_owed(as_of: datetime, settings: WeeklySettings, zone: ZoneInfo) -> date:
    """Monday of the latest week whose mail should have been sent by now."""
    today = as_of.astimezone(zone).date()
    monday = today - timedelta(days=today.weekday())
    while missed_at(monday, settings, zone) > as_of:
        monday -= _WEEK
    return monday

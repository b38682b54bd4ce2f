"""ISO weeks in a zone: their names, their days, which of them are over. Pure; a clock change or a week 53 is no special case here."""
from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from pipeline.errors import UsageError

_NAME = re.compile(r"(\d{4})-?W(\d{2})", re.IGNORECASE)


def parse(name: str) -> date:
    """The Monday of "2026-W47". Raises UsageError where the year has no such week."""
    found = _NAME.fullmatch(name.strip())
    try:
        return date.fromisocalendar(int(found[1]), int(found[2]), 1) if found else _refuse(name)
    except ValueError:
        return _refuse(name, f": {found[1]} has {weeks_in(int(found[1]))} weeks" if int(found[1]) else "")


def name_of(day: date) -> str:
    """2026-W47: the ISO week that holds a day; around New Year its year is another than the day's."""
    year, week, _ = day.isocalendar()
    return f"{year:04d}-W{week:02d}"


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def weeks_in(year: int) -> int:
    """52 or 53."""
    return date(year, 12, 28).isocalendar().week


def last_complete(as_of: datetime, zone: ZoneInfo) -> date:
    """The Monday of the last week that is over in the zone."""
    return monday_of(as_of.astimezone(zone).date()) - timedelta(days=7)


def ends_at(monday: date, zone: ZoneInfo) -> datetime:
    """The instant at which the week is over: the next Monday begins. A week in which the clocks change is an hour shorter or longer."""
    return datetime.combine(monday + timedelta(days=7), time(), zone)


def check_over(monday: date, as_of: datetime, zone: ZoneInfo) -> None:
    """Raises UsageError for a week that still runs, or has not begun."""
    if monday > last_complete(as_of, zone):
        today = as_of.astimezone(zone).date()
        what = "is not over" if monday <= today else "has not begun"
        raise UsageError(f"week {name_of(monday)} ({monday} to {monday + timedelta(days=6)}) {what} on {today} in {zone.key}. "
                         f"The last complete week is {name_of(last_complete(as_of, zone))}.")


def _refuse(name: str, why: str = "") -> date:
    raise UsageError(f"week '{name}' is not known{why}. Write year and week as in 2026-W47.")

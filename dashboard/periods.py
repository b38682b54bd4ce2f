"""Which days are shown, and which of them are complete. Pure; whoever calls says what today is."""
from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

CHOICES: dict[str, int | None] = {"Last 12 weeks": 12, "Last 4 weeks": 4, "Last 26 weeks": 26, "All days": None}
CHOSEN = "Choose days"
_STALE_DAYS = 7
_DAILY_BELOW_DAYS = 56


@dataclass(frozen=True)
class Calendar:
    """first_day and last_day hold the oldest and newest post; all in the workspace's zone."""

    first_day: date
    last_day: date
    today: date

    @property
    def is_stale(self) -> bool:
        """Nothing came for more than a week: the data end, time does not."""
        return (self.today - self.last_day).days > _STALE_DAYS

    @property
    def complete_through(self) -> date:
        """The last day that is over; where the data end, the last day that has any."""
        return self.last_day if self.is_stale else self.today - timedelta(days=1)

    def shown(self, weeks: int | None) -> tuple[date | None, date | None]:
        """First and last day of the last `weeks` complete weeks; all of the complete days when there are fewer; (None, None) for all."""
        if weeks is None:
            return None, None
        last = last_sunday(self.complete_through)
        first = last - timedelta(days=7 * weeks - 1)
        return (first, last) if first >= self.first_day else (self.first_day, max(self.first_day, self.complete_through))

    def week_in_focus(self, until: date | None) -> date | None:
        """Monday of the last complete week that has data and ends by `until` (None: by today); None when there is none.

        Data may begin in the middle of a week: that week counts until the next one is over.
        """
        sunday = last_sunday(min(until, self.complete_through) if until else self.complete_through)
        monday = sunday - timedelta(days=6)
        is_only_one = monday < self.first_day <= sunday == last_sunday(self.complete_through)
        return monday if monday >= self.first_day or is_only_one else None


def last_sunday(day: date) -> date:
    """The last Sunday that is not after `day`."""
    return day - timedelta(days=(day.weekday() + 1) % 7)


def is_daily(first: date, last: date) -> bool:
    """Trends are drawn per day below eight weeks, else per ISO week."""
    return (last - first).days + 1 < _DAILY_BELOW_DAYS

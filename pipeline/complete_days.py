"""Complete days: up to which day everything is here. Light: a status reads it, too."""
from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from pipeline.store import counts, heartbeats
from pipeline.workspace import Workspace


def complete_until(workspace: Workspace, as_of: datetime) -> date | None:
    """The last day of which everything is here."""
    span = counts.span(workspace.store)
    collected_at = [beat["succeeded_at"] for beat in heartbeats.every(workspace.store).values()]
    zone = workspace.settings.zone
    return last_complete_day(span[1] if span else None, as_of.astimezone(zone).date(), collected_at, zone)


def last_complete_day(last_post_on: date | None, today: date, collected_at: Iterable[datetime | None], zone: ZoneInfo) -> date | None:
    """The last day of which everything is here; None when there is no such day.

    Yesterday, where posts of yesterday or a collection since then say so. Else the day before the last post: what comes next may go on
    within that day, and months that are imported one after the other must give the same as all at once.
    """
    yesterday = today - timedelta(days=1)
    if last_post_on is None:
        return None
    is_collected = any(moment and moment.astimezone(zone).date() >= today for moment in collected_at)
    return yesterday if last_post_on >= yesterday or is_collected else last_post_on - timedelta(days=1)

"""Through which day each touchpoint and topic was judged: a day that was is never judged again, whatever comes late."""
from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from sqlalchemy import Connection, bindparam, insert, select, update

from pipeline.store.engine import Store
from pipeline.store.tables import watched

Target = tuple[str, str]
"""(level, target_id)."""


def untils(store: Store) -> dict[Target, date]:
    with store.read() as connection:
        return {(row.level, row.target_id): row.until for row in connection.execute(select(watched))}


def move(connection: Connection, until: Mapping[Target, date]) -> None:
    """Keep the later of what is known and what is given, within the write that keeps what was raised."""
    known = {(row.level, row.target_id): row.until for row in connection.execute(select(watched))}
    new = [dict(level=level, target_id=target_id, until=day) for (level, target_id), day in until.items() if (level, target_id) not in known]
    if new:
        connection.execute(insert(watched), new)
    later = [dict(level_=level, target_=target_id, day=day) for (level, target_id), day in until.items() if known.get((level, target_id), day) < day]
    if later:
        one = (watched.c.level == bindparam("level_"), watched.c.target_id == bindparam("target_"))
        connection.execute(update(watched).where(*one).values(until=bindparam("day")), later)

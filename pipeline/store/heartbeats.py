"""Heartbeats: how each source's last collection went; and the gaps that no collection can fill any more."""
from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, select, update

from pipeline.sources.page import Gap
from pipeline.store.engine import Store
from pipeline.store.tables import gaps, heartbeats


def beat(connection: Connection, source: str, tried_at: datetime, **values: Any) -> None:
    """Say how `source` is, within a write; `values` are columns of the table, the others stay."""
    values["tried_at"] = tried_at
    if not connection.execute(update(heartbeats).where(heartbeats.c.source == source).values(values)).rowcount:
        first = dict(source=source, first_tried_at=tried_at, state="running", message="", added_n=0, backlog="")
        connection.execute(insert(heartbeats).values(first | values))


def every(store: Store) -> dict[str, dict]:
    """source -> its row."""
    with store.read() as connection:
        return {row["source"]: dict(row) for row in connection.execute(select(heartbeats)).mappings()}


def add_gaps(connection: Connection, source: str, found: Iterable[Gap], as_of: datetime) -> None:
    """Keep what is missing, within a write; one that began at the same time is replaced."""
    for gap in found:
        values = dict(ended_at=gap.ended_at, reason=gap.reason, seen_at=as_of)
        same = (gaps.c.source == source, gaps.c.began_at == gap.began_at)
        if not connection.execute(update(gaps).where(*same).values(values)).rowcount:
            connection.execute(insert(gaps).values(values | dict(source=source, began_at=gap.began_at)))


def all_gaps(store: Store) -> list[dict]:
    """Every gap, latest first: source, began_at, ended_at, reason, seen_at."""
    with store.read() as connection:
        return [dict(row) for row in connection.execute(select(gaps).order_by(gaps.c.began_at.desc())).mappings()]

"""Events: what changed at the company, and when. Drawn on every trend; taken back, one is kept so that it can be put back."""
from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import pandas as pd
from sqlalchemy import insert, select, update

from pipeline.store.engine import Connection, Store
from pipeline.store.tables import events

COLUMNS = [column.name for column in events.columns]
_SAME = ("title", "happened_on", "ended_on", "touchpoint_id")


def every(store: Store, is_removed: bool = False) -> pd.DataFrame:
    """Events that hold (with is_removed: those taken back), latest first; columns as in the table `events`."""
    wanted = events.c.removed_at.is_not(None) if is_removed else events.c.removed_at.is_(None)
    with store.read() as connection:
        rows = connection.execute(select(events).where(wanted).order_by(events.c.happened_on.desc(), events.c.event_id.desc()))
        return pd.DataFrame([tuple(row) for row in rows], columns=COLUMNS)


def one(store: Store, event_id: int) -> dict[str, Any] | None:
    with store.read() as connection:
        row = connection.execute(select(events).where(events.c.event_id == event_id)).mappings().first()
        return dict(row) if row else None


def add(store: Store, event: Mapping[str, Any], by: str, as_of: datetime) -> int:
    """Keep an event (title, happened_on, ended_on, touchpoint_id) and return its number; the same one again adds nothing."""
    values = {name: event.get(name) for name in _SAME}
    with store.write() as connection:
        if (known := _same(connection, values)) is not None:
            return known
        number = connection.execute(insert(events).values(values | dict(by=by, made_at=as_of, removed_at=None))).inserted_primary_key[0]
        store.touch(connection)
        return int(number)


def set_removed(store: Store, event_id: int, removed_at: datetime | None) -> None:
    """Take an event back, or with None put it back."""
    with store.write() as connection:
        connection.execute(update(events).where(events.c.event_id == event_id).values(removed_at=removed_at))
        store.touch(connection)


def _same(connection: Connection, values: Mapping[str, Any]) -> int | None:
    is_same = (events.c[name].is_(None) if value is None else events.c[name] == value for name, value in values.items())
    return connection.scalar(select(events.c.event_id).where(events.c.removed_at.is_(None), *is_same))

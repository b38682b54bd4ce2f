"""Notes: what looks like a rise or a fall and is none. Made anew from the counts, so that they say what is known now."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
from sqlalchemy import Connection, delete, insert, select

from pipeline.store.engine import Store
from pipeline.store.tables import notes

COLUMNS = [column.name for column in notes.columns]


def every(store: Store) -> pd.DataFrame:
    """All notes, latest first; columns as in the table `notes`, days as dates, last_day None while it goes on."""
    return pd.DataFrame(rows(store), columns=COLUMNS)


def rows(store: Store) -> list[dict[str, Any]]:
    """As `every`, as dicts."""
    with store.read() as connection:
        return [dict(row) for row in connection.execute(_ordered()).mappings()]


def replace(connection: Connection, new: Sequence[Mapping[str, Any]]) -> bool:
    """Publish these notes; False, and nothing written, when they are what is there. Ids are those of kind, target and first day."""
    before = [dict(row) for row in connection.execute(_ordered()).mappings()]
    if {row["note_id"]: row for row in before} == {row["note_id"]: dict(row) for row in new}:
        return False
    connection.execute(delete(notes))
    if new:
        connection.execute(insert(notes), [dict(row) for row in new])
    return True


def _ordered():
    return select(notes).order_by(notes.c.first_day.desc(), notes.c.note_id)

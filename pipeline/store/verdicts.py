"""Verdicts: what the counts said of each fix, week by week. What was said of a week stays; only the last week is looked at again."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
from sqlalchemy import Connection, delete, insert, select

from pipeline.fixes import Fix
from pipeline.store.engine import Store
from pipeline.store.tables import verdicts

COLUMNS = [column.name for column in verdicts.columns]


def every(store: Store, fix_id: str | None = None) -> pd.DataFrame:
    """All verdicts, or those of one fix, in the order of weeks; columns as in the table, days as dates, detail as a dict."""
    with store.read() as connection:
        return pd.DataFrame([tuple(row.values()) for row in read(connection, fix_id)], columns=COLUMNS)


def latest(store: Store) -> dict[str, dict[str, Any]]:
    """fix_id -> the row of its last week."""
    with store.read() as connection:
        return {row["fix_id"]: dict(row) for row in read(connection)}


def read(connection: Connection, fix_id: str | None = None) -> list[Mapping[str, Any]]:
    """Rows in the order of weeks, within a write."""
    query = select(verdicts).order_by(verdicts.c.week, verdicts.c.fix_id)
    query = query if fix_id is None else query.where(verdicts.c.fix_id == fix_id)
    return list(connection.execute(query).mappings())


def put(connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
    """Write rows of all columns; one of the same fix and week is replaced."""
    for row in rows:
        connection.execute(delete(verdicts).where(verdicts.c.fix_id == row["fix_id"], verdicts.c.week == row["week"]))
    if rows:
        connection.execute(insert(verdicts), [dict(row) for row in rows])


def drop(connection: Connection, keys: Sequence[tuple[str, Any]]) -> None:
    """Take rows (fix_id, week) out: of a shipping that was taken back."""
    for fix_id, week in keys:
        connection.execute(delete(verdicts).where(verdicts.c.fix_id == fix_id, verdicts.c.week == week))


def is_of(row: Mapping[str, Any], fix: Fix) -> bool:
    """Does it speak of the fix as it is shipped now, not of an earlier shipping?"""
    return row["shipped_on"] == fix.shipped_on

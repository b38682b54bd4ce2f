"""The log of the signals: every change of state, by whom and why. Nothing is ever taken out of it."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
from sqlalchemy import Connection, insert, select

from pipeline.store.engine import Store
from pipeline.store.tables import signal_log

COLUMNS = [column.name for column in signal_log.columns]


def every(store: Store) -> pd.DataFrame:
    """All changes, oldest first; columns as in the table `signal_log`."""
    with store.read() as connection:
        return pd.DataFrame([tuple(row) for row in connection.execute(select(signal_log).order_by(signal_log.c.log_id))], columns=COLUMNS)


def of(store: Store, signal_id: str) -> list[dict[str, Any]]:
    """The changes of one signal, oldest first: log_id, at, by, from_state, to_state, why."""
    with store.read() as connection:
        return changes_of(connection, signal_id)


def changes_of(connection: Connection, signal_id: str) -> list[dict[str, Any]]:
    """As `of`, within a read or a write."""
    query = select(signal_log).where(signal_log.c.signal_id == signal_id).order_by(signal_log.c.log_id)
    return [dict(row) for row in connection.execute(query).mappings()]


def add(connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
    """rows: signal_id, at, by, from_state, to_state, why."""
    if rows:
        connection.execute(insert(signal_log), [dict(row) for row in rows])

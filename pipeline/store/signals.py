"""Signals: touchpoints and topics that rose above what is expected."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
from sqlalchemy import Connection, delete, insert, select

from pipeline.store.engine import Store
from pipeline.store.tables import signals

COLUMNS = [column.name for column in signals.columns]


def every(store: Store) -> pd.DataFrame:
    """All signals, newest first; columns as in the table `signals`."""
    with store.read() as connection:
        rows = connection.execute(select(signals).order_by(signals.c.raised_on.desc(), signals.c.signal_id))
        return pd.DataFrame([tuple(row) for row in rows], columns=COLUMNS)


def replace(connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
    """Publish these signals: the same data give the same ids, so a second run changes nothing."""
    connection.execute(delete(signals))
    if rows:
        connection.execute(insert(signals), [dict(row) for row in rows])

"""Signals: touchpoints and topics that rose above what is expected, each kept from the day it was raised."""
from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

import pandas as pd
from sqlalchemy import Connection, bindparam, insert, select, update

from pipeline.store.engine import Store
from pipeline.store.tables import signals

COLUMNS = [column.name for column in signals.columns]
GROWING = ("last_on", "ended_on", "observed_n", "excess_n", "harm", "within", "drivers")
"""What is learnt of a signal after it was raised; everything else stays as it was on that day. Its state changes by signal_log alone."""


def every(store: Store) -> pd.DataFrame:
    """All signals, newest first; columns as in the table `signals`, days as dates."""
    with store.read() as connection:
        rows = connection.execute(select(signals).order_by(signals.c.raised_on.desc(), signals.c.signal_id))
        return pd.DataFrame([tuple(row) for row in rows], columns=COLUMNS)


def all_rows(connection: Connection) -> list[dict[str, Any]]:
    """All signals as dicts, oldest first."""
    return [dict(row) for row in connection.execute(select(signals).order_by(signals.c.raised_on, signals.c.signal_id)).mappings()]


def one(store: Store, signal_id: str) -> dict[str, Any] | None:
    """A signal as a dict of the table's columns; None when there is none of that id."""
    with store.read() as connection:
        return found(connection, signal_id)


def found(connection: Connection, signal_id: str) -> dict[str, Any] | None:
    """As `one`, within a read or a write."""
    row = connection.execute(select(signals).where(signals.c.signal_id == signal_id)).mappings().first()
    return dict(row) if row else None


def raised_between(store: Store, first: date, last: date) -> list[dict[str, Any]]:
    """Signals raised from `first` to `last`, oldest first."""
    query = select(signals).where(signals.c.raised_on.between(first, last)).order_by(signals.c.raised_on, signals.c.signal_id)
    with store.read() as connection:
        return [dict(row) for row in connection.execute(query).mappings()]


def add(connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
    """Keep new signals; one that is kept already stays as it is, whatever is said of it now."""
    known = set(connection.scalars(select(signals.c.signal_id).where(signals.c.signal_id.in_([row["signal_id"] for row in rows]))))
    if new := [dict(row) for row in rows if row["signal_id"] not in known]:
        connection.execute(insert(signals), new)


def grow(connection: Connection, rows: Iterable[Mapping[str, Any]]) -> int:
    """Bring up to date what is known of signals: signal_id and any of GROWING, the same in each row. Returns how many changed."""
    changed = [row for row in rows if _is_other(connection, row)]
    for row in changed:
        values = {name: row[name] for name in GROWING if name in row}
        connection.execute(update(signals).where(signals.c.signal_id == row["signal_id"]).values(values))
    return len(changed)


def set_state(connection: Connection, signal_id: str, state: str) -> None:
    """For signal_states.py alone, which writes down who changed it and why."""
    connection.execute(update(signals).where(signals.c.signal_id == bindparam("id_")).values(state=bindparam("new_state")),
                       [{"id_": signal_id, "new_state": state}])


def _is_other(connection: Connection, row: Mapping[str, Any]) -> bool:
    known = found(connection, row["signal_id"])
    return known is not None and any(known[name] != row[name] for name in GROWING if name in row)

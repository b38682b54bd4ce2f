"""Cursors: where each source goes on. Moved in the transaction that stores the page, never before it."""
from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, insert, select, update

from pipeline.store.engine import Store
from pipeline.store.tables import cursors


def read(store: Store, source: str) -> tuple[Mapping[str, Any] | None, int]:
    """Where `source` goes on (None: from the beginning), and how many calls were asked for since that was stored."""
    with store.read() as connection:
        row = connection.execute(select(cursors).where(cursors.c.source == source)).one_or_none()
    return (row.cursor or None, row.unanswered_n) if row else (None, 0)


def move(connection: Connection, source: str, cursor: Mapping[str, Any]) -> None:
    """Go on at `cursor`; everything asked for until now is answered."""
    _put(connection, source, cursor=dict(cursor), unanswered_n=0)


def asked(connection: Connection, source: str) -> None:
    """A call is about to be made."""
    _put(connection, source, unanswered_n=cursors.c.unanswered_n + 1)


def _put(connection: Connection, source: str, **values: Any) -> None:
    if not connection.execute(update(cursors).where(cursors.c.source == source).values(values)).rowcount:
        connection.execute(insert(cursors).values({"cursor": {}, **values, "source": source, "unanswered_n": 0 if "cursor" in values else 1}))

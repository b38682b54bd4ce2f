"""The register of fixes: what is planned, done and shipped upstream, with the history of every change."""
from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import pandas as pd
from sqlalchemy import Connection, insert, select, update

from pipeline import fixes
from pipeline.errors import FixError
from pipeline.fixes import Fix
from pipeline.store.engine import Store
from pipeline.store.tables import fix_log
from pipeline.store.tables import fixes as table

COLUMNS = [column.name for column in table.columns]
LOG_COLUMNS = [column.name for column in fix_log.columns]
_NUMBERED = re.compile(r"f-(\d{4,})")


def every(store: Store) -> list[Fix]:
    """All fixes in the order of registering."""
    with store.read() as connection:
        return read_all(connection)


def read_all(connection: Connection) -> list[Fix]:
    """All fixes as they are within a write."""
    return [fixes.from_row(row) for row in connection.execute(select(table).order_by(table.c.made_at, table.c.fix_id)).mappings()]


def frame(store: Store) -> pd.DataFrame:
    """All fixes, a row each, in the order of registering; columns as in the table, days as dates, lists as lists."""
    return pd.DataFrame([[fixes.to_row(fix)[name] for name in COLUMNS] for fix in every(store)], columns=COLUMNS)


def one(store: Store, fix_id: str) -> Fix:
    """Raises FixError when there is none of this id."""
    with store.read() as connection:
        return read(connection, fix_id)


def read(connection: Connection, fix_id: str) -> Fix:
    """The fix as it is within a write. Raises FixError when there is none of this id."""
    row = connection.execute(select(table).where(table.c.fix_id == fix_id)).mappings().first()
    if row is None:
        known = connection.scalars(select(table.c.fix_id).order_by(table.c.fix_id)).all()
        raise FixError(f"there is no fix {fix_id}. " + (f"Known: {', '.join(known[:20])}{' …' if len(known) > 20 else ''}." if known
                                                       else "None is registered yet: `fix add TITLE --touchpoint ID` registers one."))
    return fixes.from_row(row)


def log(store: Store, fix_id: str | None = None) -> pd.DataFrame:
    """Every change of one fix or of all, oldest first: log_id, fix_id, at (UTC), by, changes (field -> [before, after]), why."""
    query = select(fix_log).order_by(fix_log.c.log_id)
    query = query if fix_id is None else query.where(fix_log.c.fix_id == fix_id)
    with store.read() as connection:
        return pd.DataFrame([tuple(row) for row in connection.execute(query)], columns=LOG_COLUMNS)


def last_change(connection: Connection, fix_id: str) -> Mapping[str, Any] | None:
    """The last change that a person made of it; what the counts said since is said again by the next run."""
    query = select(fix_log).where(fix_log.c.fix_id == fix_id, fix_log.c.by != fixes.CANARY).order_by(fix_log.c.log_id.desc()).limit(1)
    return connection.execute(query).mappings().first()


def next_id(connection: Connection) -> str:
    """f-0001, f-0002 …"""
    numbers = [int(found[1]) for fix_id in connection.scalars(select(table.c.fix_id)) if (found := _NUMBERED.fullmatch(fix_id))]
    return f"f-{max(numbers, default=0) + 1:04d}"


def add(connection: Connection, fix: Fix, by: str, why: str) -> None:
    """Register a fix whose made_at is set, and keep that in its history."""
    connection.execute(insert(table).values(fixes.to_row(fix)))
    _keep(connection, fix.fix_id, {"fix_id": [None, fix.fix_id]}, by, why, fix.made_at)


def change(connection: Connection, before: Fix, after: Fix, by: str, why: str, as_of: datetime) -> bool:
    """Write what differs, and keep it in the history; False where nothing does."""
    made = fixes.changes(before, after)
    if made:
        row = fixes.to_row(after)
        connection.execute(update(table).where(table.c.fix_id == before.fix_id).values({name: row[name] for name in made}))
        _keep(connection, before.fix_id, made, by, why, as_of)
    return bool(made)


def _keep(connection: Connection, fix_id: str, made: Mapping[str, list], by: str, why: str, as_of: datetime) -> None:
    connection.execute(insert(fix_log).values(fix_id=fix_id, at=as_of, by=by, changes=dict(made), why=why))

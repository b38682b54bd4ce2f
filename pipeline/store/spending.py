"""Spending: what calls were billed for, by UTC day and source. Money is in millionths of the currency."""
from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, func, insert, select, update

from pipeline.store.engine import Store
from pipeline.store.tables import spending


@dataclass(frozen=True)
class Spent:
    """What was spent in a stretch of time."""

    calls_n: int
    posts_n: int
    micros: int


def add(connection: Connection, day: date, source: str, calls_n: int, posts_n: int, micros: int) -> None:
    """Add to a day's spending, within a write; below 0 gives back what was set aside and not used."""
    of_day = (spending.c.day == day, spending.c.source == source)
    more: dict[str, Any] = dict(calls_n=spending.c.calls_n + calls_n, posts_n=spending.c.posts_n + posts_n, micros=spending.c.micros + micros)
    if not connection.execute(update(spending).where(*of_day).values(more)).rowcount:
        connection.execute(insert(spending).values(day=day, source=source, calls_n=calls_n, posts_n=posts_n, micros=micros))


def between(connection: Connection, first: date, last: date, source: str | None = None) -> Spent:
    """What was spent from `first` to `last` (inclusive), by one source or by all."""
    columns = (func.coalesce(func.sum(column), 0) for column in (spending.c.calls_n, spending.c.posts_n, spending.c.micros))
    query = select(*columns).where(spending.c.day.between(first, last))
    row = connection.execute(query if source is None else query.where(spending.c.source == source)).one()
    return Spent(*map(int, row))


def day_and_month(store: Store, day: date, source: str | None = None) -> tuple[Spent, Spent]:
    """What was spent on `day`, and in its calendar month until then."""
    with store.read() as connection:
        return between(connection, day, day, source), between(connection, day.replace(day=1), day, source)

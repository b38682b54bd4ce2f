"""Checks: when a source was last asked whether its posts are still public."""
from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, and_, func, or_, select, update

from pipeline.store.engine import Store
from pipeline.store.tables import posts


def due(store: Store, source: str, before: datetime, limit: int) -> list[str]:
    """Posts of a source that it was not asked about since `before`: never asked first, then the longest ago."""
    query = select(posts.c.post_id).where(_is_due(source, before)).order_by(
        posts.c.checked_at.is_not(None), posts.c.checked_at, posts.c.post_id).limit(limit)
    with store.read() as connection:
        return list(connection.scalars(query))


def due_n(store: Store, source: str, before: datetime) -> int:
    with store.read() as connection:
        return connection.scalar(select(func.count()).select_from(posts).where(_is_due(source, before)))


def _is_due(source: str, before: datetime) -> ColumnElement[bool]:
    return and_(posts.c.source == source, or_(posts.c.checked_at.is_(None), posts.c.checked_at < before))


def save(connection: Connection, post_ids: Sequence[str], as_of: datetime) -> None:
    """These were asked about, within a write."""
    connection.execute(update(posts).where(posts.c.post_id.in_(post_ids)).values(checked_at=as_of))

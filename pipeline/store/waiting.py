"""Waiting: what a model that is not published yet says of every complaint. It becomes what people see in one write."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection, delete, insert, select, update

from pipeline.store.complaints import ASSIGNED
from pipeline.store.engine import Store
from pipeline.store.tables import complaints, posts, waiting

_SAID = tuple(column.name for column in waiting.columns if column.name not in ("post_id", "model_version"))


def missing_n(connection: Connection, version: str) -> int:
    return connection.scalar(select(sa.func.count()).select_from(complaints).where(~_waits(version)))


def missing(store: Store, version: str, limit: int) -> list[Mapping[str, Any]]:
    """Complaints of which nothing waits yet: post_id, topic_id, text; oldest first."""
    query = select(complaints.c.post_id, complaints.c.topic_id, posts.c.text).join(
        posts, posts.c.post_id == complaints.c.post_id).where(~_waits(version)).order_by(complaints.c.posted_at, complaints.c.post_id)
    with store.read() as connection:
        return list(connection.execute(query.limit(limit)).mappings())


def add(connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
    """rows: post_id, model_version and what an assignment fills."""
    if rows:
        connection.execute(insert(waiting), [{name: row.get(name) for name in ("post_id", "model_version", *_SAID)} for row in rows])


def changed_weeks(connection: Connection, version: str) -> list[date]:
    """Mondays of the weeks in which a topic, a touchpoint or a further topic changes: their counts must be remade."""
    differs = sa.or_(*(sa.cast(waiting.c[name], sa.Text).is_distinct_from(sa.cast(complaints.c[name], sa.Text))
                       for name in ("topic_id", "touchpoint_id", "also")))
    query = select(complaints.c.week).distinct().join(waiting, waiting.c.post_id == complaints.c.post_id).where(
        waiting.c.model_version == version, differs)
    return sorted(connection.scalars(query))


def take(connection: Connection, version: str) -> None:
    """Write what waits for a model into the complaints, and let nothing wait any more."""
    values = {name: waiting.c[name] for name in ASSIGNED if name != "model_version"} | {"model_version": version}
    connection.execute(update(complaints).where(complaints.c.post_id == waiting.c.post_id, waiting.c.model_version == version).values(values))
    connection.execute(delete(waiting))


def forget(connection: Connection, post_ids: Sequence[str]) -> None:
    connection.execute(delete(waiting).where(waiting.c.post_id.in_(post_ids)))


def _waits(version: str) -> sa.Exists:
    return sa.exists().where(waiting.c.post_id == complaints.c.post_id, waiting.c.model_version == version)

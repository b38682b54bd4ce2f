"""Lineage: what became of each topic in each publication, and by people's decisions."""
from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection, insert, select

from pipeline.store.engine import Store
from pipeline.store.tables import decisions, lineage, publications


def add(connection: Connection, publication_id: int, rows: Iterable[Mapping[str, Any]]) -> None:
    """rows: topic_id, event (born | kept | merged | split | ended), other_id, share (0-1)."""
    if found := [dict(row) | {"publication_id": publication_id} for row in rows]:
        connection.execute(insert(lineage), found)


def of(store: Store, topic_id: str) -> list[dict[str, Any]]:
    """What happened to a topic, oldest first: event, other_id, share; at, by, why; version and kind (publish | rollback), None where a person did it by a decision."""
    own = (lineage.c.topic_id, lineage.c.event, lineage.c.other_id, lineage.c.share, lineage.c.decision_id)
    said = [sa.func.coalesce(publications.c[name], decisions.c[other]).label(name) for name, other in (("at", "made_at"), ("by", "by"), ("why", "why"))]
    query = select(*own, *said, publications.c.version, publications.c.kind).outerjoin(
        publications, publications.c.publication_id == lineage.c.publication_id).outerjoin(
        decisions, decisions.c.decision_id == lineage.c.decision_id).where(lineage.c.topic_id == topic_id)
    with store.read() as connection:
        return [dict(row) for row in connection.execute(query.order_by(lineage.c.lineage_id)).mappings()]


def of_publication(store: Store, publication_id: int) -> list[dict[str, Any]]:
    """What one publication did to every topic: topic_id, event, other_id, share."""
    query = select(lineage.c.topic_id, lineage.c.event, lineage.c.other_id, lineage.c.share).where(lineage.c.publication_id == publication_id)
    with store.read() as connection:
        return [dict(row) for row in connection.execute(query.order_by(lineage.c.lineage_id)).mappings()]

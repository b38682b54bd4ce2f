"""Topics as they are published: labels, words, examples and links."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import sqlalchemy as sa
from sqlalchemy import Connection, delete, insert, select, update

from pipeline.store.engine import PUBLISHED, Store, get_meta, set_meta
from pipeline.store.tables import complaints, topics

COLUMNS = [column.name for column in topics.columns]


def every(store: Store) -> pd.DataFrame:
    """All topics, ended ones too, most complaints first; columns as in the table `topics`, links as Store.linked says."""
    wanted = [store.linked(column) if column is topics.c.touchpoint_id else column for column in topics.columns]
    with store.read() as connection:
        rows = connection.execute(select(*wanted).order_by(topics.c.complaints_n.desc(), topics.c.topic_id))
        return pd.DataFrame([tuple(row) for row in rows], columns=COLUMNS)


def labels(store: Store) -> dict[str, str]:
    """topic id -> what it is called, ended ones too."""
    with store.read() as connection:
        return {row.topic_id: row.label for row in connection.execute(select(topics.c.topic_id, topics.c.label))}


def active_ids(store: Store) -> tuple[str, ...]:
    """Ids of the topics of the published model."""
    with store.read() as connection:
        return tuple(connection.scalars(select(topics.c.topic_id).where(topics.c.state == "active").order_by(topics.c.topic_id)))


def touchpoint_of(connection: Connection, topic_id: str) -> str | None:
    """The touchpoint that a topic is linked to; None where it is unclear."""
    return connection.scalar(select(topics.c.touchpoint_id).where(topics.c.topic_id == topic_id))


def publish(connection: Connection, rows: Sequence[Mapping[str, Any]], model_version: str) -> None:
    """Publish a model's topics (all columns but the counts); active ones that are not among them are ended."""
    set_meta(connection, PUBLISHED, model_version)
    ids = [row["topic_id"] for row in rows]
    connection.execute(update(topics).where(topics.c.topic_id.not_in(ids)).values(state="ended"))
    connection.execute(delete(topics).where(topics.c.topic_id.in_(ids)))
    if rows:
        blank = dict(complaints_n=0, authors_n=0, first_seen=None, last_seen=None)
        connection.execute(insert(topics), [blank | dict(row) for row in rows])


def rename_model(connection: Connection, old: str, new: str) -> None:
    """Call a model by another version wherever it is named: the same model, with less in it."""
    for table in (complaints, topics):
        connection.execute(update(table).where(table.c.model_version == old).values(model_version=new))
    if get_meta(connection, PUBLISHED) == old:
        set_meta(connection, PUBLISHED, new)


def names(connection: Connection) -> list[Mapping[str, Any]]:
    """topic_id, label and keywords of every topic."""
    return list(connection.execute(select(topics.c.topic_id, topics.c.label, topics.c.keywords)).mappings())


def rename(connection: Connection, topic_id: str, label: str, keywords: Sequence[str]) -> None:
    connection.execute(update(topics).where(topics.c.topic_id == topic_id).values(label=label, keywords=list(keywords)))


def recount(connection: Connection) -> None:
    """Bring the counts and dates of every topic up to date with the complaints."""
    counted = connection.execute(select(
        complaints.c.topic_id, sa.func.count().label("complaints_n"),
        sa.func.count(sa.distinct(sa.func.coalesce(complaints.c.author_id, complaints.c.post_id))).label("authors_n"),
        sa.func.min(complaints.c.posted_at).label("first_seen"), sa.func.max(complaints.c.posted_at).label("last_seen"),
    ).where(complaints.c.topic_id.is_not(None)).group_by(complaints.c.topic_id)).mappings().all()
    for row in counted:
        connection.execute(update(topics).where(topics.c.topic_id == row["topic_id"]).values(
            {name: row[name] for name in ("complaints_n", "authors_n", "first_seen", "last_seen")}))

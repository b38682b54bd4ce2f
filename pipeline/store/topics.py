"""Topics as they are published: labels, words, examples and links."""
from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import pandas as pd
import sqlalchemy as sa
from sqlalchemy import Connection, delete, insert, select, update

from pipeline.store import further, overruled
from pipeline.store.engine import PUBLISHED, Store, set_meta
from pipeline.store.people import PERSON
from pipeline.store.tables import complaints, topics

COLUMNS = [column.name for column in topics.columns]
_COUNTS = dict(complaints_n=0, authors_n=0, first_seen=None, last_seen=None)


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


def hidden_ids(store: Store) -> frozenset[str]:
    """Ids of the topics that a person hid."""
    with store.read() as connection:
        return frozenset(connection.scalars(select(topics.c.topic_id).where(topics.c.state == "hidden")))


def standing_ids(connection: Connection) -> list[str]:
    """Ids of the topics that have not ended, hidden ones too."""
    return list(connection.scalars(select(topics.c.topic_id).where(topics.c.state != "ended").order_by(topics.c.topic_id)))


def touchpoint_of(connection: Connection, topic_id: str) -> str | None:
    """The touchpoint that a topic is linked to; None where it is unclear."""
    return connection.scalar(select(topics.c.touchpoint_id).where(topics.c.topic_id == topic_id))


def publish(connection: Connection, rows: Sequence[Mapping[str, Any]], model_version: str) -> None:
    """Publish a model's topics (all columns but the counts); active ones that are not among them are ended.

    rows: as the model says; what people said of them is laid over it afterwards, see pipeline.decisions.apply.
    """
    overruled.forget(connection, overruled.TOPIC)
    set_meta(connection, PUBLISHED, model_version)      # as models.move() says it, too
    ids = [row["topic_id"] for row in rows]
    connection.execute(update(topics).where(topics.c.topic_id.not_in(ids)).values(state="ended"))
    connection.execute(delete(topics).where(topics.c.topic_id.in_(ids)))
    if rows:
        connection.execute(insert(topics), [_COUNTS | dict(row) for row in rows])


def names(connection: Connection) -> list[Mapping[str, Any]]:
    """topic_id, label and keywords of every topic."""
    return list(connection.execute(select(topics.c.topic_id, topics.c.label, topics.c.keywords)).mappings())


def rename(connection: Connection, topic_id: str, label: str, keywords: Sequence[str]) -> None:
    connection.execute(update(topics).where(topics.c.topic_id == topic_id).values(label=label, keywords=list(keywords)))


def recount(connection: Connection, topic_ids: Collection[str] | None = None) -> None:
    """Bring the counts and dates of every topic, or of these, up to date with the complaints; one that has none left counts none.

    A complaint with several problems counts in each of its topics: their counts can add up to more than there are complaints.
    """
    wanted = complaints.c.topic_id.is_not(None) if topic_ids is None else complaints.c.topic_id.in_(list(topic_ids))
    counted = connection.execute(select(
        complaints.c.topic_id, sa.func.count().label("complaints_n"),
        sa.func.count(sa.distinct(PERSON)).label("authors_n"),
        sa.func.min(complaints.c.posted_at).label("first_seen"), sa.func.max(complaints.c.posted_at).label("last_seen"),
    ).where(wanted).group_by(complaints.c.topic_id)).mappings().all()
    counts = _with(counted, further.counted_too(connection, topic_ids))
    for topic_id, row in counts.items():
        connection.execute(update(topics).where(topics.c.topic_id == topic_id).values(row))
    emptied = topics.c.state != "ended", topics.c.complaints_n > 0, topics.c.topic_id.not_in(list(counts))
    of_these = () if topic_ids is None else (topics.c.topic_id.in_(list(topic_ids)),)
    connection.execute(update(topics).where(*emptied, *of_these).values(_COUNTS))


def _with(counted: Sequence[Mapping[str, Any]], more: Mapping[str, Mapping[str, Any]]) -> dict[str, dict[str, Any]]:
    """topic id -> its counts and dates, those of further topics added."""
    both = {row["topic_id"]: {name: row[name] for name in _COUNTS} for row in counted}
    for topic_id, extra in more.items():
        own = both.setdefault(topic_id, dict(_COUNTS))
        days = [at for at in (own["first_seen"], own["last_seen"], extra["first_seen"], extra["last_seen"]) if at is not None]
        both[topic_id] = {name: own[name] + extra[name] for name in ("complaints_n", "authors_n")} | dict(first_seen=min(days), last_seen=max(days))
    return both

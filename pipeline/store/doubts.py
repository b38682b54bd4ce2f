"""What the published model is least sure of: the complaints that a person's answer helps most, a few of each topic."""
from __future__ import annotations

import pandas as pd
import sqlalchemy as sa
from sqlalchemy import select

from pipeline.records import TOO_SHORT
from pipeline.store.engine import Store
from pipeline.store.tables import complaints, posts, topics

_COLUMNS = ("post_id", "topic_id", "topic_confidence", "touchpoint_id", "touchpoint_confidence", "shares", "also", "text_key")
_FEWEST_WORDS = 6     # a person cannot tell from fewer either
BELOW = 0.5
"""A confidence (0-1) under which a link or a place in a topic counts as doubtful: something else is as likely as what is said."""
_BETWEEN = 0.3        # under it a link is not between two touchpoints but about nothing: an answer teaches little


def links(store: Store, per_topic: int) -> pd.DataFrame:
    """Complaints whose touchpoint is between two, at most `per_topic` of each active topic, the least sure first."""
    column = complaints.c.touchpoint_confidence
    return _least_sure(store, column, column.between(_BETWEEN, BELOW), per_topic)


def members(store: Store, per_topic: int) -> pd.DataFrame:
    """Complaints that may not belong to their topic, at most `per_topic` of each active topic, the least sure first."""
    return _least_sure(store, complaints.c.topic_confidence, complaints.c.topic_confidence < BELOW, per_topic)


def by_topic(store: Store) -> pd.DataFrame:
    """topic_id, links_n, members_n: how many of each active topic's complaints are doubtful."""
    few = [sa.func.sum(sa.case((column < BELOW, 1), else_=0)) for column in (complaints.c.touchpoint_confidence, complaints.c.topic_confidence)]
    query = select(complaints.c.topic_id, *few).join(topics, topics.c.topic_id == complaints.c.topic_id).where(_is_asked()).group_by(complaints.c.topic_id)
    with store.read() as connection:
        return pd.DataFrame([tuple(row) for row in connection.execute(query)], columns=["topic_id", "links_n", "members_n"])


def of_topic(store: Store, topic_id: str, most: int) -> list[str]:
    """Post ids of the doubtful members of one topic, the least sure first."""
    query = select(complaints.c.post_id).where(complaints.c.topic_id == topic_id, complaints.c.topic_confidence < BELOW)
    with store.read() as connection:
        return list(connection.scalars(query.order_by(complaints.c.topic_confidence, complaints.c.post_id).limit(most)))


def _least_sure(store: Store, column: sa.Column, is_doubtful: sa.ColumnElement[bool], per_topic: int) -> pd.DataFrame:
    rank = sa.func.row_number().over(partition_by=complaints.c.topic_id, order_by=(column, complaints.c.post_id)).label("rank")
    wanted = [posts.c.text_key if name == "text_key" else complaints.c[name] for name in _COLUMNS]
    ranked = select(*wanted, rank).join(posts, posts.c.post_id == complaints.c.post_id).join(topics, topics.c.topic_id == complaints.c.topic_id).where(
        is_doubtful, _is_asked(), posts.c.words_n >= _FEWEST_WORDS).subquery()
    query = select(*(ranked.c[name] for name in _COLUMNS)).where(ranked.c.rank <= per_topic).order_by(ranked.c.topic_id, ranked.c.rank)
    with store.read() as connection:
        return pd.DataFrame([tuple(row) for row in connection.execute(query)], columns=list(_COLUMNS))


def _is_asked() -> sa.ColumnElement[bool]:
    return sa.and_(topics.c.state == "active", topics.c.topic_id != TOO_SHORT)

"""Who was heard, with how many followers, and what the company replied when: what the Fairness page asks of the store."""
from __future__ import annotations

import pandas as pd
import sqlalchemy as sa
from sqlalchemy import select

from pipeline.records import Filters
from pipeline.store import further
from pipeline.store.complaints import narrowed
from pipeline.store.engine import Store
from pipeline.store.harm import harm
from pipeline.store.people import PERSON
from pipeline.store.tables import attributes, complaints, posts

HEARD_COLUMNS = ["post_id", "person", "touchpoint_id", "topic_id", "channel", "harm", "complaints_n", "is_touchpoint_vote", "is_topic_vote", "followers"]


def heard(store: Store, filters: Filters) -> pd.DataFrame:
    """HEARD_COLUMNS, a row a complaint, and one with complaints_n 0 for each further topic in which it counts its author.

    followers: NaN where nobody knows; here alone, to show what an order by reach would do.
    """
    query = narrowed(select(
        complaints.c.post_id, PERSON, store.linked(complaints.c.touchpoint_id), complaints.c.topic_id, complaints.c.channel, harm(),
        sa.literal(1), complaints.c.is_touchpoint_vote, complaints.c.is_topic_vote, posts.c.followers,
    ).join(posts, posts.c.post_id == complaints.c.post_id), complaints, filters).order_by(complaints.c.posted_at, complaints.c.post_id)
    with store.read() as connection:
        rows = [tuple(row) for row in connection.execute(query)]
        own = {row[0]: row for row in rows}
        more = [(*own[vote.post_id][:3], vote.where[2], *own[vote.post_id][4:6], 0, False, True, own[vote.post_id][-1])
                for vote in further.votes(connection) if vote.post_id in own]
    return pd.DataFrame(rows + more, columns=HEARD_COLUMNS).astype({"followers": "float64"})


def replies_by_week(store: Store) -> pd.DataFrame:
    """Columns channel, week (a Monday, datetime64), replies_n of the company's own posts."""
    query = select(posts.c.channel, posts.c.week, sa.func.count()).where(posts.c.is_brand.is_(True)).group_by(posts.c.channel, posts.c.week)
    with store.read() as connection:
        frame = pd.DataFrame([tuple(row) for row in connection.execute(query.order_by(posts.c.channel, posts.c.week))], columns=["channel", "week", "replies_n"])
    return frame.assign(week=pd.to_datetime(frame["week"]))


def attribute_values(store: Store, name: str, filters: Filters) -> pd.Series:
    """Value of one attribute, indexed by the post_id of the complaints that have it."""
    query = narrowed(select(complaints.c.post_id, attributes.c.value).join(attributes, attributes.c.post_id == complaints.c.post_id).where(
        attributes.c.name == name), complaints, filters)
    with store.read() as connection:
        rows = connection.execute(query).all()
    return pd.Series([row.value for row in rows], index=pd.Index([row.post_id for row in rows], name="post_id"), dtype=object, name=name)


def follow_ups_n(store: Store, filters: Filters) -> int:
    """Later posts of people in a thread that is counted already: no count, signal or verdict holds them."""
    query = narrowed(select(sa.func.count()).select_from(posts).where(posts.c.kind == "follow-up"), posts, filters)
    with store.read() as connection:
        return connection.scalar(query)

"""People who say the same thing again and again: on how many a count of a day rests at the least, and what a flood is made of."""
from __future__ import annotations

from datetime import date, timedelta

import pandas as pd
import sqlalchemy as sa
from sqlalchemy import select

from pipeline.store.engine import Store
from pipeline.store.tables import complaints, posts

_AGAIN_N = 2           # complaints of one person on one topic in a day: rare where nobody presses
_WEEK_N = 3            # in a week: a flood holds someone who reaches this in one of its weeks
_COPIES_N = 5          # people with the same words: fewer make no campaign


def people_again(store: Store, column: str, first: date | None, until: date) -> pd.DataFrame:
    """Columns day (datetime64), source, `column` and people_n: how many people complained twice or more of it on that day.

    column: topic_id or touchpoint_id (as Store.linked reads it).
    """
    target = store.linked(complaints.c[column]) if column == "touchpoint_id" else complaints.c[column]
    keys = (complaints.c.day, complaints.c.source, target)
    of_one = select(*keys).where(complaints.c.author_id.is_not(None), complaints.c.day <= until, complaints.c.day >= (first or date.min)).group_by(
        *keys, complaints.c.author_id).having(sa.func.count() >= _AGAIN_N).subquery()
    counted = [of_one.c.day, of_one.c.source, of_one.c[column]]
    with store.read() as connection:
        rows = [tuple(row) for row in connection.execute(select(*counted, sa.func.count()).group_by(*counted))]
    frame = pd.DataFrame(rows, columns=["day", "source", column, "people_n"])
    return frame.assign(day=pd.to_datetime(frame["day"]))


def around_floods(store: Store, until: date) -> pd.DataFrame:
    """Complaints and reposts of the topics and weeks, and of those beside them, in which one person pressed or one text went round.

    Columns topic, day (a date), author, words: as models.flood.find_floods takes them.
    """
    topic, is_told = complaints.c.topic_id, complaints.c.topic_id.is_not(None)
    with store.read() as connection:
        pressed = connection.execute(select(topic, complaints.c.week).where(is_told, complaints.c.author_id.is_not(None)).group_by(
            topic, complaints.c.week, complaints.c.author_id).having(sa.func.count() >= _WEEK_N).distinct()).all()
        copied = connection.execute(select(topic, complaints.c.week).where(is_told, complaints.c.copies_n >= _COPIES_N).distinct()).all()
        weeks = {(name, week + timedelta(weeks=step)) for name, week in [*pressed, *copied] for step in (-1, 0, 1)}
        rows = [row for name in sorted({name for name, _ in weeks}) for row in _posts_of(connection, name, {week for at, week in weeks if at == name}, until)]
    return pd.DataFrame(rows, columns=["topic", "day", "author", "words"])


def _posts_of(connection: sa.Connection, topic: str, weeks: set[date], until: date) -> list[tuple]:
    """The complaints of a topic in these weeks, and the reposts of them."""
    own = complaints.c.topic_id == topic
    said = select(posts.c.day, posts.c.author_id, sa.func.coalesce(posts.c.copy_of, posts.c.post_id)).join(
        complaints, complaints.c.post_id == sa.func.coalesce(posts.c.copy_of, posts.c.post_id)).where(
        own, posts.c.week.in_(sorted(weeks)), posts.c.day <= until)
    return [(topic, *row) for row in connection.execute(said)]

"""Complaints: the posts that report a failure, with their topic and the touchpoint that failed."""
from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from sqlalchemy import Connection, and_, bindparam, delete, insert, or_, select, update

from pipeline.records import Filters
from pipeline.store import further
from pipeline.store.engine import Store, get_meta, set_meta
from pipeline.store.harm import harm
from pipeline.store.people import PERSON
from pipeline.store.tables import attributes, complaints, daily, posts, steps, threads

if TYPE_CHECKING:
    import pandas as pd   # it costs half a second: an import of rows, which makes no frame, must not pay

_STALE = "stale_weeks"
_RECOUNTED = "recounted_weeks"
ASSIGNED = ("topic_id", "topic_confidence", "touchpoint_id", "touchpoint_confidence", "shares", "also", "unknown_share", "x", "y", "model_version")


def add(connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
    """rows: post_id, posted_at, day, week, source, channel, author_id, severity of new complaints."""
    if rows:
        blank = dict(copies_n=0, is_topic_vote=False, is_touchpoint_vote=False)
        connection.execute(insert(complaints), [blank | dict(row) for row in rows])


def add_copies(connection: Connection, copies: Mapping[str, int]) -> None:
    """Count reposts with the complaint that they repeat: post_id -> how many more."""
    if copies:
        statement = update(complaints).where(complaints.c.post_id == bindparam("id_")).values(
            copies_n=complaints.c.copies_n + bindparam("more"))
        connection.execute(statement, [{"id_": post_id, "more": n} for post_id, n in copies.items()])


def total_n(store: Store) -> int:
    with store.read() as connection:
        return connection.scalar(select(sa.func.count()).select_from(complaints))


def linked_n(store: Store) -> int:
    """Complaints whose touchpoint is not unclear."""
    with store.read() as connection:
        return connection.scalar(select(sa.func.count()).select_from(complaints).where(store.linked(complaints.c.touchpoint_id).is_not(None)))


def unassigned_n(store: Store, model_version: str) -> int:
    with store.read() as connection:
        return connection.scalar(select(sa.func.count()).select_from(complaints).where(_unassigned(model_version)))


def unassigned(store: Store, model_version: str, limit: int) -> list[Mapping[str, Any]]:
    """Complaints that this model has not seen: post_id, week, text, words_n; oldest first."""
    query = select(complaints.c.post_id, complaints.c.day, complaints.c.week, posts.c.text, posts.c.words_n).join(
        posts, posts.c.post_id == complaints.c.post_id).where(_unassigned(model_version)).order_by(
        complaints.c.posted_at, complaints.c.post_id).limit(limit)
    with store.read() as connection:
        return list(connection.execute(query).mappings())


def assign(connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
    """rows: post_id and the columns ASSIGNED; further topics (`also`) may be left out."""
    if rows:
        statement = update(complaints).where(complaints.c.post_id == bindparam("id_")).values(
            {name: bindparam(name) for name in ASSIGNED})
        connection.execute(statement, [{"id_": row["post_id"], **{name: row.get(name) for name in ASSIGNED}} for row in rows])


def for_training(store: Store, sample_max: int, always: Collection[str] = ()) -> pd.DataFrame:
    """Columns post_id, posted_at, author_id, text, words_n, topic_id of complaints, oldest first: at most `sample_max`, evenly spread over time,
    and those of `always` (post ids)."""
    with store.read() as connection:
        n = connection.scalar(select(sa.func.count()).select_from(complaints))
        ids = list(connection.execute(select(complaints.c.post_id).order_by(complaints.c.posted_at, complaints.c.post_id)).scalars())
        step = max(1.0, n / sample_max)
        chosen = {ids[int(i * step)] for i in range(int(n / step))} if step > 1 else None
        wanted = (complaints.c.post_id, complaints.c.posted_at, complaints.c.author_id, posts.c.text, posts.c.words_n, complaints.c.topic_id)
        query = select(*wanted).join(posts, posts.c.post_id == complaints.c.post_id).order_by(
            complaints.c.posted_at, complaints.c.post_id)
        rows = [tuple(row) for row in connection.execute(query) if chosen is None or row.post_id in chosen or row.post_id in always]
    import pandas as pd

    return pd.DataFrame(rows, columns=["post_id", "posted_at", "author_id", "text", "words_n", "topic_id"])


def places(connection: Connection) -> dict[str, str | None]:
    """post_id -> topic of every complaint, in the order of ids."""
    return {row.post_id: row.topic_id for row in connection.execute(select(complaints.c.post_id, complaints.c.topic_id).order_by(complaints.c.post_id))}


def far_by_week(store: Store, limit: float, too_short: str) -> list[tuple[date, int, int]]:
    """(Monday, complaints in a topic, those that say more than `limit` (0-1) in words unknown to the model), oldest first."""
    far = sa.func.sum(sa.case((complaints.c.unknown_share > limit, 1), else_=0))
    query = select(complaints.c.week, sa.func.count(), far).where(
        complaints.c.topic_id.is_not(None), complaints.c.topic_id != too_short, complaints.c.unknown_share.is_not(None))
    with store.read() as connection:
        return [tuple(row) for row in connection.execute(query.group_by(complaints.c.week).order_by(complaints.c.week))]


def mark_stale(connection: Connection, weeks: Iterable[date]) -> None:
    """Say, in the write that changes complaints of these weeks, that their counts must be remade."""
    stale = set(json.loads(get_meta(connection, _STALE) or "[]")) | {week.isoformat() for week in weeks}
    set_meta(connection, _STALE, json.dumps(sorted(stale)))


def stale_weeks(store: Store) -> list[date]:
    with store.read() as connection:
        return stale_weeks_of(connection)


def stale_weeks_of(connection: Connection) -> list[date]:
    return [date.fromisoformat(week) for week in json.loads(get_meta(connection, _STALE) or "[]")]


def recount_week(store: Store, week: date) -> None:
    """Remake votes and rollup of a stale week, and take it off the list, in one transaction."""
    with store.write() as connection:
        recount_weeks(connection, [week])
        store.touch(connection)


def recount_weeks(connection: Connection, weeks: Iterable[date]) -> None:
    """Remake votes and rollup of these weeks within the write that changed them; they are not stale any more."""
    weeks = sorted(weeks)
    count_people(connection, weeks)
    roll_up(connection, weeks)
    said = {week.isoformat() for week in weeks}
    for key, left in ((_STALE, set()), (_RECOUNTED, said)):
        found = set(json.loads(get_meta(connection, key) or "[]"))
        set_meta(connection, key, json.dumps(sorted(found - said | left)))


def recounted_weeks(connection: Connection) -> list[date]:
    """Weeks whose counts changed since `counts_were_read`: late complaints, and those that were forgotten."""
    return [date.fromisoformat(week) for week in json.loads(get_meta(connection, _RECOUNTED) or "[]")]


def counts_were_read(connection: Connection) -> None:
    set_meta(connection, _RECOUNTED, "[]")


def count_people(connection: Connection, weeks: Sequence[date]) -> None:
    """Mark, week by week, the first complaint of each person in each topic and touchpoint: one person, one vote.

    A complaint without an author counts for itself.
    """
    for week in weeks:
        for target, flag in ((complaints.c.topic_id, complaints.c.is_topic_vote), (complaints.c.touchpoint_id, complaints.c.is_touchpoint_vote)):
            rank = sa.func.row_number().over(partition_by=(target, PERSON), order_by=(complaints.c.posted_at, complaints.c.post_id))
            ranked = select(complaints.c.post_id, rank.label("rank")).where(complaints.c.week == week).subquery()
            firsts = select(ranked.c.post_id).where(ranked.c.rank == 1)
            is_first = complaints.c.post_id.in_(firsts)
            connection.execute(update(complaints).where(complaints.c.week == week, flag != is_first).values({flag: is_first}))


def roll_up(connection: Connection, weeks: Sequence[date]) -> None:
    """Remake the rollup of these weeks: each complaint once, and its author also in its further topics. severity_sum: of harm, see harm.py."""
    keys = (complaints.c.day, complaints.c.touchpoint_id, complaints.c.topic_id, complaints.c.source, complaints.c.channel)
    for week in weeks:
        in_week = complaints.c.week == week
        connection.execute(delete(daily).where(daily.c.day.between(week, week + timedelta(days=6))))
        connection.execute(insert(daily).from_select(
            ["day", "touchpoint_id", "topic_id", "source", "channel", "complaints_n", "topic_people_n", "touchpoint_people_n", "severity_sum"],
            select(*keys, sa.func.count(), _sum(complaints.c.is_topic_vote), _sum(complaints.c.is_touchpoint_vote),
                   sa.func.sum(harm())).where(in_week).group_by(*keys)))
    if rows := further.rollup_rows(connection, weeks):
        connection.execute(insert(daily), rows)


def evidence(store: Store, filters: Filters, limit: int, offset: int = 0, **wanted: Any) -> list[dict]:
    """Complaints to read, latest first, as dicts; `wanted`: topic_id (its own or a further one), touchpoint_id, words (a part of the text), post_ids,
    edge (a step of its chain: from, to), has_tried (says what was tried before), is_open (holds personal data where all can read)."""
    query = _evidence_query(store, filters, **wanted).order_by(complaints.c.posted_at.desc(), complaints.c.post_id)
    with store.read() as connection:
        rows = [dict(row) for row in connection.execute(query.limit(limit).offset(offset)).mappings()]
        named = connection.execute(select(attributes).where(attributes.c.post_id.in_([row["post_id"] for row in rows])))
        extra: dict[str, dict[str, str]] = {}
        for row in named:
            extra.setdefault(row.post_id, {})[row.name] = row.value
    return [row | {"attributes": extra.get(row["post_id"], {})} for row in rows]


def evidence_n(store: Store, filters: Filters, **wanted: Any) -> int:
    with store.read() as connection:
        return connection.scalar(select(sa.func.count()).select_from(_evidence_query(store, filters, **wanted).subquery()))


def narrowed(query: sa.Select, table: sa.Table, filters: Filters) -> sa.Select:
    """`query` on `table` (with day, source, channel and, for attributes, post_id) narrowed to the filters."""
    if filters.first_day:
        query = query.where(table.c.day >= filters.first_day)
    if filters.last_day:
        query = query.where(table.c.day <= filters.last_day)
    if filters.sources:
        query = query.where(table.c.source.in_(filters.sources))
    if filters.channels:
        query = query.where(table.c.channel.in_(filters.channels))
    by_name: dict[str, list[str]] = {}
    for name, value in filters.attributes:
        by_name.setdefault(name, []).append(value)
    for name, values in by_name.items():
        query = query.where(table.c.post_id.in_(select(attributes.c.post_id).where(
            attributes.c.name == name, attributes.c.value.in_(values))))
    return query


def _evidence_query(
    store: Store, filters: Filters, topic_id: str | None = None, touchpoint_id: str | None = None, words: str = "",
    post_ids: Sequence[str] | None = None, is_unclear: bool = False, edge: tuple[str, str] | None = None, is_open: bool = False,
    has_tried: bool = False,
) -> sa.Select:
    query = select(
        complaints.c.post_id, complaints.c.posted_at, complaints.c.day, complaints.c.source, complaints.c.channel, posts.c.language,
        posts.c.text, posts.c.url, complaints.c.severity, complaints.c.copies_n, complaints.c.topic_id, complaints.c.topic_confidence,
        store.linked(complaints.c.touchpoint_id), complaints.c.touchpoint_confidence, complaints.c.shares, complaints.c.also,
    ).join(posts, posts.c.post_id == complaints.c.post_id)
    conditions = [
        topic_id is None or or_(complaints.c.topic_id == topic_id, further.speaking_of(topic_id)),
        touchpoint_id is None or complaints.c.touchpoint_id == touchpoint_id,
        not is_unclear or store.linked(complaints.c.touchpoint_id).is_(None),
        not words or posts.c.text.icontains(words, autoescape=True),
        post_ids is None or complaints.c.post_id.in_(post_ids or []),
        edge is None or complaints.c.post_id.in_(select(steps.c.post_id).where(steps.c.from_node == edge[0], steps.c.to_node == edge[1])),
        not has_tried or complaints.c.post_id.in_(select(threads.c.post_id).where(sa.cast(threads.c.tried, sa.Text) != "[]")),
        not is_open or complaints.c.post_id.in_(select(threads.c.post_id).where(sa.cast(threads.c.in_the_open, sa.Text) != "[]")),
    ]
    return narrowed(query, complaints, filters).where(and_(sa.true(), *(c for c in conditions if c is not True)))


def _unassigned(model_version: str) -> sa.ColumnElement[bool]:
    return or_(complaints.c.model_version.is_(None), complaints.c.model_version != model_version)


def _sum(flag: sa.Column) -> sa.ColumnElement[int]:
    return sa.func.sum(sa.cast(flag, sa.Integer))

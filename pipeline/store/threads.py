"""Threads: posts with the replies to them; what was read of each complaint's, and which of it is out of date."""
from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Select, Table, Text, bindparam, cast, delete, func, insert, or_, select, update

from pipeline import nodes
from pipeline.store.engine import Store
from pipeline.store.in_parts import in_parts
from pipeline.store.tables import complaints, posts, replies, steps, threads

_UNREAD = ""     # the reading of a thread in which something changed since
_IN_THREAD = (posts.c.post_id, posts.c.thread_id, posts.c.author_id, posts.c.posted_at, posts.c.in_reply_to, posts.c.is_brand, posts.c.kind)


def with_complaints(store: Store, source: str, since: datetime) -> list[str]:
    """Native ids of the posts that began threads in which somebody complained at `since` or later, the latest first."""
    latest = func.max(posts.c.posted_at)
    query = select(posts.c.thread_id).where(posts.c.source == source, posts.c.kind == "complaint", posts.c.posted_at >= since)
    with store.read() as connection:
        found = connection.scalars(query.group_by(posts.c.thread_id).order_by(latest.desc(), posts.c.thread_id)).all()
    return [thread_id.partition(":")[2] for thread_id in found]


def replies_by_topic(store: Store, first_day: date, last_day: date) -> dict[str, int]:
    """topic_id -> the company's replies from `first_day` to `last_day` in threads in which somebody complained about it."""
    answered = select(posts.c.thread_id, func.count().label("n")).where(
        posts.c.is_brand.is_(True), posts.c.day.between(first_day, last_day)).group_by(posts.c.thread_id).subquery()
    about = select(answered.c.thread_id, answered.c.n, complaints.c.topic_id).join(posts, posts.c.thread_id == answered.c.thread_id).join(
        complaints, complaints.c.post_id == posts.c.post_id).where(complaints.c.topic_id.is_not(None)).distinct().subquery()
    query = select(about.c.topic_id, func.sum(about.c.n)).group_by(about.c.topic_id)      # pair by pair, a thread of thousands would take minutes
    with store.read() as connection:
        return {topic_id: n for topic_id, n in connection.execute(query)}


def cleaned(store: Store, batch: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Posts of the threads of `batch` that were looked at before: post_id, thread_id, author_id, posted_at, in_reply_to, is_brand, kind, complaint_p."""
    query = select(*_IN_THREAD, posts.c.complaint_p).where(posts.c.kind.is_not(None))
    with store.read() as connection:
        return list(_of_threads(connection, query, (row["thread_id"] for row in batch)))


def unread_n(store: Store, reading: str) -> int:
    with store.read() as connection:
        return connection.scalar(select(func.count()).select_from(_unread(reading).subquery()))


def unread(store: Store, reading: str, limit: int) -> list[Mapping[str, Any]]:
    """Complaints whose thread was not read by these words, or changed since, at most `limit`, thread by thread.

    post_id, thread_id, posted_at, week, channel, touchpoint_id (as stored), place (as it is read, see Store.linked), shares, came_back_n; and
    reading, tried as they were read, None where they never were.
    """
    query = _unread(reading).add_columns(store.linked(complaints.c.touchpoint_id).label("place")).order_by(posts.c.thread_id, complaints.c.post_id)
    with store.read() as connection:
        return list(connection.execute(query.limit(limit)).mappings())


def turns(store: Store, thread_ids: Iterable[str]) -> dict[str, list[Mapping[str, Any]]]:
    """thread_id -> its posts, reposts left out: what `cleaned` gives, and text, language, channel, redactions."""
    query = select(*_IN_THREAD, posts.c.text, posts.c.language, posts.c.channel, posts.c.redactions).where(
        posts.c.kind.is_not(None), posts.c.kind != "repost")
    found: dict[str, list[Mapping[str, Any]]] = {}
    with store.read() as connection:
        for row in _of_threads(connection, query, thread_ids):
            found.setdefault(row["thread_id"], []).append(row)
    return found


def save(connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
    """rows: the columns of `threads`, and came_back_n, first_failed_touchpoint_id, replies and steps (rows of those tables); of before nothing stays.

    A thread that lost a post since it was read is left for the next time: what was forgotten does not come back.
    """
    rows = _whole(connection, rows)
    _remove(connection, [row["post_id"] for row in rows])
    for table, found in ((threads, [{column.name: row[column.name] for column in threads.columns} for row in rows]),
                         (replies, [reply for row in rows for reply in row["replies"]]), (steps, [step for row in rows for step in row["steps"]])):
        if found:
            connection.execute(insert(table), found)
    _update(connection, complaints, rows, ("came_back_n", "first_failed_touchpoint_id"))


def place(connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
    """Put what hangs on touchpoints in place of what was. rows: post_id, touchpoint_id, reading, first_failed_touchpoint_id, steps."""
    rows = _whole(connection, rows)
    for ids in in_parts(row["post_id"] for row in rows):
        connection.execute(delete(steps).where(steps.c.post_id.in_(ids)))
    if rows:
        connection.execute(insert(steps), [step for row in rows for step in row["steps"]])
    for table, names in ((threads, ("touchpoint_id", "reading")), (complaints, ("first_failed_touchpoint_id",))):
        _update(connection, table, rows, names)


def changed(connection: Connection, thread_ids: Iterable[str]) -> None:
    """A post came to these threads, or one is another now: what was read of them is out of date."""
    for ids in in_parts(thread_ids):
        connection.execute(update(threads).where(threads.c.thread_id.in_(ids), threads.c.reading != _UNREAD).values(reading=_UNREAD))


def forget(connection: Connection, post_ids: Sequence[str]) -> None:
    """Remove what was read of these complaints, and these posts from what was read of others, whose threads are out of date then."""
    _remove(connection, post_ids)
    for ids in in_parts(post_ids):
        connection.execute(delete(replies).where(replies.c.post_id.in_(ids)))
        changed(connection, connection.scalars(select(posts.c.thread_id).where(posts.c.post_id.in_(ids)).distinct()).all())


def kept(connection: Connection, post_id: str, touchpoint_id: str | None) -> dict[str, Any]:
    """came_back_n and first_failed_touchpoint_id of a post that is a complaint again, as its thread was read when it was one; {}: it never was."""
    first = connection.execute(select(steps.c.from_node, steps.c.to_node).where(steps.c.post_id == post_id, steps.c.step_n == 0)).first()
    if first is None:
        return {}
    own = select(replies.c.turn_n).where(replies.c.post_id == post_id, replies.c.complaint_id == post_id).scalar_subquery()
    came_back_n = connection.scalar(select(func.count()).select_from(replies).join(posts, posts.c.post_id == replies.c.post_id).where(
        replies.c.complaint_id == post_id, replies.c.turn_n > own, posts.c.is_brand.is_(False)))
    return dict(came_back_n=came_back_n, first_failed_touchpoint_id=next(filter(nodes.is_touchpoint, first), touchpoint_id))


def counted(store: Store) -> tuple[int, int, dict[str, int]]:
    """How many complaints' threads were read, how many tell of earlier attempts, and how those that the company answered ended, most first."""
    read = select(func.count()).select_from(threads).join(complaints, complaints.c.post_id == threads.c.post_id)
    ended = read.add_columns(threads.c.outcome).where(threads.c.replies_n > 0).group_by(threads.c.outcome).order_by(func.count().desc(), threads.c.outcome)
    with store.read() as connection:
        tried_n = connection.scalar(read.where(cast(threads.c.tried, Text) != "[]"))
        return connection.scalar(read), tried_n, {outcome: n for n, outcome in connection.execute(ended)}


def _unread(reading: str) -> Select:
    wanted = (complaints.c.post_id, posts.c.thread_id, complaints.c.posted_at, complaints.c.week, complaints.c.channel, complaints.c.touchpoint_id,
              complaints.c.shares, complaints.c.came_back_n, threads.c.reading, threads.c.tried)
    is_other = threads.c.touchpoint_id.is_distinct_from(complaints.c.touchpoint_id)
    return select(*wanted).join(posts, posts.c.post_id == complaints.c.post_id).outerjoin(threads, threads.c.post_id == complaints.c.post_id).where(
        or_(threads.c.post_id.is_(None), threads.c.reading != reading, is_other))


def _whole(connection: Connection, rows: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """The rows whose complaint and turns are all still there."""
    named = {row["post_id"]: {reply["post_id"] for reply in row.get("replies", ())} for row in rows}
    complaining = {post_id for ids in in_parts(named) for post_id in connection.scalars(select(complaints.c.post_id).where(complaints.c.post_id.in_(ids)))}
    there = {post_id for ids in in_parts(set().union(*named.values())) for post_id in connection.scalars(select(posts.c.post_id).where(posts.c.post_id.in_(ids)))}
    return [row for row in rows if row["post_id"] in complaining and named[row["post_id"]] <= there]


def _update(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]], names: Sequence[str]) -> None:
    if rows:
        statement = update(table).where(table.c.post_id == bindparam("id_")).values({name: bindparam(name) for name in names})
        connection.execute(statement, [{"id_": row["post_id"], **{name: row[name] for name in names}} for row in rows])


def _remove(connection: Connection, complaint_ids: Iterable[str]) -> None:
    for ids in in_parts(complaint_ids):
        for column in (threads.c.post_id, replies.c.complaint_id, steps.c.post_id):
            connection.execute(delete(column.table).where(column.in_(ids)))


def _of_threads(connection: Connection, query: Select, thread_ids: Iterable[str]) -> Iterator[Mapping[str, Any]]:
    for ids in in_parts(thread_ids):
        yield from connection.execute(query.where(posts.c.thread_id.in_(ids))).mappings()

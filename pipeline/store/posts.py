"""Posts and how they came in: imports, quarantine, what is still to be cleaned."""
from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, bindparam, delete, func, insert, select, update

from pipeline.records import Post, Rejected
from pipeline.store.engine import Store
from pipeline.store.tables import attributes, imports, posts, quarantine

_PLAIN = [name.name for name in fields(Post) if name.name not in ("attributes", "redactions")]


@dataclass(frozen=True)
class Added:
    """What became of a batch of rows: stored, known already, put in quarantine."""

    rows_n: int
    added_n: int
    known_n: int
    quarantined_n: int


def begin_import(store: Store, source: str, file_name: str, file_key: str, as_of: datetime) -> int:
    """Open the row that an import is counted in; returns its import_id."""
    row = dict(source=source, file_name=file_name, file_key=file_key, started_at=as_of,
               rows_n=0, added_n=0, known_n=0, quarantined_n=0)
    with store.write() as connection:
        return connection.execute(insert(imports).values(row)).inserted_primary_key[0]


def add_batch(
    store: Store, import_id: int, batch: Sequence[tuple[int, Post]], rejected: Sequence[Rejected], zone: ZoneInfo,
    as_of: datetime,
) -> Added:
    """Store a batch of (row number, post) and its rejected rows in one transaction: all of it or nothing.

    A post whose id is known with the same text is skipped; with another text its row goes to quarantine.
    Rows of this file that were in quarantine and are read now leave it.
    """
    with store.write() as connection:
        stamp = connection.execute(select(imports).where(imports.c.import_id == import_id)).one()
        new, changed = _sort_out(batch, _known_texts(connection, [post.post_id for _, post in batch]))
        if new:
            threads = _thread_ids(connection, new)
            connection.execute(insert(posts), [_row(post, zone, threads[post.post_id]) for post in new])
            extra = [dict(post_id=p.post_id, name=n, value=v) for p in new for n, v in p.attributes.items()]
            if extra:
                connection.execute(insert(attributes), extra)
        doubtful = [*rejected, *changed]
        _quarantine(connection, stamp, [row_n for row_n, _ in batch], doubtful, as_of)
        added = Added(len(batch) + len(rejected), len(new), len(batch) - len(new) - len(changed), len(doubtful))
        connection.execute(update(imports).where(imports.c.import_id == import_id).values(
            rows_n=imports.c.rows_n + added.rows_n, added_n=imports.c.added_n + added.added_n,
            known_n=imports.c.known_n + added.known_n, quarantined_n=imports.c.quarantined_n + added.quarantined_n))
        store.touch(connection)
    return added


def end_import(store: Store, import_id: int, as_of: datetime, seconds: float) -> Mapping[str, Any]:
    """Close an import that took `seconds` of wall time; returns its row."""
    with store.write() as connection:
        connection.execute(update(imports).where(imports.c.import_id == import_id).values(finished_at=as_of, seconds=seconds))
        return dict(connection.execute(select(imports).where(imports.c.import_id == import_id)).mappings().one())


def uncleaned(store: Store, limit: int) -> list[Mapping[str, Any]]:
    """The oldest posts that no stage has looked at yet, at most `limit`, with what cleaning needs."""
    wanted = (posts.c.post_id, posts.c.posted_at, posts.c.day, posts.c.week, posts.c.source, posts.c.channel,
              posts.c.author_id, posts.c.text, posts.c.words_n, posts.c.language, posts.c.thread_id,
              posts.c.in_reply_to, posts.c.is_brand)
    query = select(*wanted).where(posts.c.kind.is_(None)).order_by(posts.c.posted_at, posts.c.post_id).limit(limit)
    with store.read() as connection:
        return list(connection.execute(query).mappings())


def uncleaned_n(store: Store) -> int:
    with store.read() as connection:
        return connection.scalar(select(func.count()).select_from(posts).where(posts.c.kind.is_(None)))


def originals(store: Store, first: date, last: date) -> list[Mapping[str, Any]]:
    """Cleaned posts of these days that repeat no other: post_id, day, author_id, text."""
    query = select(posts.c.post_id, posts.c.day, posts.c.author_id, posts.c.text).where(
        posts.c.kind.in_(("complaint", "other")), posts.c.day.between(first, last)).order_by(posts.c.posted_at, posts.c.post_id)
    with store.read() as connection:
        return list(connection.execute(query).mappings())


def thread_starters(store: Store, thread_ids: Sequence[str]) -> dict[str, str | None]:
    """thread_id -> the author of its first post, where that post is stored."""
    query = select(posts.c.post_id, posts.c.author_id).where(posts.c.post_id.in_(thread_ids))
    with store.read() as connection:
        return {row.post_id: row.author_id for row in connection.execute(query)}


def save_cleaned(connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
    """rows: post_id, kind, complaint_p, severity, language, copy_of of cleaned posts."""
    if rows:
        names = ("kind", "complaint_p", "severity", "language", "copy_of")
        statement = update(posts).where(posts.c.post_id == bindparam("id_")).values({n: bindparam(n) for n in names})
        connection.execute(statement, [{"id_": row["post_id"], **{n: row[n] for n in names}} for row in rows])


def _sort_out(batch: Sequence[tuple[int, Post]], known: dict[str, str]) -> tuple[list[Post], list[Rejected]]:
    """The posts that are new, and those whose id is taken by another text; `known`: post_id -> text_key."""
    new, changed = [], []
    for row_n, post in batch:
        key = known.setdefault(post.post_id, post.text_key)
        if key is post.text_key:
            new.append(post)
        elif key != post.text_key:
            changed.append(Rejected(row_n, "this post_id is stored with another text", post.text[:200]))
    return new, changed


def _known_texts(connection: Connection, ids: list[str]) -> dict[str, str]:
    rows = connection.execute(select(posts.c.post_id, posts.c.text_key).where(posts.c.post_id.in_(ids)))
    return {row.post_id: row.text_key for row in rows}


def _thread_ids(connection: Connection, batch: Sequence[Post]) -> dict[str, str]:
    """The thread of each post: its parent's where that is stored or in the batch, else its parent, else itself."""
    parents = {post.in_reply_to for post in batch if post.in_reply_to}
    known = dict(connection.execute(
        select(posts.c.post_id, posts.c.thread_id).where(posts.c.post_id.in_(parents))).all())
    in_batch = {post.post_id: post.in_reply_to for post in batch}
    threads = {}
    for post in batch:
        root, seen = post.post_id, set()
        while in_batch.get(root) and root not in seen:
            seen.add(root)
            root = in_batch[root]
        threads[post.post_id] = known.get(root, root)
    return threads


def _row(post: Post, zone: ZoneInfo, thread_id: str) -> dict[str, Any]:
    day = post.posted_at.astimezone(zone).date()
    row = {name: getattr(post, name) for name in _PLAIN}
    return row | dict(redactions=dict(post.redactions), day=day, week=day - timedelta(days=day.weekday()), thread_id=thread_id)


def held_reasons(store: Store, source: str, file_key: str) -> Iterator[str]:
    """Why each row of a file is in quarantine."""
    with store.read() as connection:
        yield from connection.scalars(select(quarantine.c.reason).where(
            quarantine.c.source == source, quarantine.c.file_key == file_key))


def _quarantine(connection: Connection, stamp, read: Sequence[int], rejected: Sequence[Rejected], as_of: datetime) -> None:
    """Put the rejected rows in, in place of what was said before of them and of the rows that were read."""
    of_file = (quarantine.c.source == stamp.source, quarantine.c.file_key == stamp.file_key)
    seen = [*read, *(row.row_n for row in rejected)]
    for start in range(0, len(seen), 500):
        connection.execute(delete(quarantine).where(*of_file, quarantine.c.row_n.in_(seen[start:start + 500])))
    if rejected:
        connection.execute(insert(quarantine), [
            dict(source=stamp.source, file_key=stamp.file_key, file_name=stamp.file_name, row_n=row.row_n,
                 reason=row.reason, excerpt=row.excerpt, seen_at=as_of) for row in rejected])

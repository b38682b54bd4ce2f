"""Posts and how they came in: imports, edits, quarantine, what is still to be cleaned."""
from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, bindparam, delete, func, insert, select, update

from pipeline.records import Post, Rejected
from pipeline.store import erasure, joining, tombstones
from pipeline.store.engine import Store
from pipeline.store.tables import attributes, imports, posts, quarantine

_PLAIN = [name.name for name in fields(Post) if name.name not in ("attributes", "redactions", "conversation_id", "marks")]
_EDITED = ("text", "text_key", "words_n", "language", "followers", "likes", "reposts", "edited_at")


@dataclass(frozen=True)
class Added:
    """What became of a batch of rows: stored, known already, put in quarantine, refused for a tombstone, newly worded."""

    rows_n: int
    added_n: int
    known_n: int
    quarantined_n: int
    forgotten_n: int = 0
    edited_n: int = 0


@dataclass(frozen=True)
class Origin:
    """What rows in quarantine are known by: the source, and the file or page that they came in."""

    source: str
    file_key: str
    file_name: str


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
    """Store a batch of (row number, post) and its rejected rows in one transaction: all of it or nothing."""
    with store.write() as connection:
        stamp = connection.execute(select(imports).where(imports.c.import_id == import_id)).one()
        added = add_rows(connection, Origin(stamp.source, stamp.file_key, stamp.file_name), batch, rejected, zone, as_of)
        connection.execute(update(imports).where(imports.c.import_id == import_id).values(
            rows_n=imports.c.rows_n + added.rows_n, added_n=imports.c.added_n + added.added_n,
            known_n=imports.c.known_n + added.known_n, quarantined_n=imports.c.quarantined_n + added.quarantined_n,
            forgotten_n=imports.c.forgotten_n + added.forgotten_n))
        store.touch(connection)
    return added


def add_rows(
    connection: Connection, origin: Origin, batch: Sequence[tuple[int, Post]], rejected: Sequence[Rejected], zone: ZoneInfo,
    as_of: datetime,
) -> Added:
    """Store a batch of (row number, post) and its rejected rows within a write.

    A post with a tombstone is refused. One whose id is known with the same text is skipped; with another text it
    replaces the one that is stored where its source says that it was edited since, else its row goes to quarantine.
    Rows of this origin that were in quarantine and are read now leave it.
    """
    lying = tombstones.held_of(connection, [*(post for _, post in batch), *rejected])
    wanted = [(row_n, _without_parent(post, lying) if lying else post) for row_n, post in batch if not tombstones.is_forgotten(post, lying)]
    held = [row for row in rejected if not tombstones.is_forgotten(row, lying)]
    sorted_out = _sort_out(wanted, _known(connection, [post.post_id for _, post in wanted]))
    _insert(connection, sorted_out.new, zone)
    _revise(connection, sorted_out.edited)
    doubtful = [*held, *sorted_out.changed]
    _quarantine(connection, origin, [*(row_n for row_n, _ in batch), *(row.row_n for row in rejected)], doubtful, as_of)
    forgotten_n = len(batch) + len(rejected) - len(wanted) - len(held)
    known_n = len(wanted) - len(sorted_out.new) - len(sorted_out.edited) - len(sorted_out.changed)
    return Added(len(batch) + len(rejected), len(sorted_out.new), known_n, len(doubtful), forgotten_n, len(sorted_out.edited))


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
        posts.c.kind.in_(("complaint", "other", "follow-up")), posts.c.day.between(first, last)).order_by(posts.c.posted_at, posts.c.post_id)
    with store.read() as connection:
        return list(connection.execute(query).mappings())


def texts(store: Store, post_ids: Iterable[str]) -> dict[str, str]:
    """post id -> text of those that are stored."""
    wanted, found = sorted(post_ids), {}
    with store.read() as connection:
        for start in range(0, len(wanted), 500):
            rows = connection.execute(select(posts.c.post_id, posts.c.text).where(posts.c.post_id.in_(wanted[start:start + 500])))
            found |= {row.post_id: row.text for row in rows}
    return found


def save_cleaned(connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
    """rows: post_id, kind, complaint_p, severity, feeling, language, copy_of of cleaned posts."""
    if rows:
        names = ("kind", "complaint_p", "severity", "feeling", "language", "copy_of")
        statement = update(posts).where(posts.c.post_id == bindparam("id_")).values({n: bindparam(n) for n in names})
        connection.execute(statement, [{"id_": row["post_id"], **{n: row[n] for n in names}} for row in rows])


@dataclass(frozen=True)
class _SortedOut:
    new: list[Post]
    edited: list[Post]
    changed: list[Rejected]


def _sort_out(batch: Sequence[tuple[int, Post]], known: dict[str, tuple[str, datetime | None]]) -> _SortedOut:
    """The posts that are new, those newly worded, and rows whose id is taken; `known`: post_id -> text_key, edited_at."""
    new: dict[str, Post] = {}
    edited: dict[str, Post] = {}
    changed = []
    for row_n, post in batch:
        mine = (post.text_key, post.edited_at)
        if post.post_id not in known:
            known[post.post_id], new[post.post_id] = mine, post
            continue
        text_key, edited_at = known[post.post_id]
        if post.edited_at is None and text_key != post.text_key:
            changed.append(Rejected(row_n, "this post_id is stored with another text", post.text[:200], post.marks))
        elif post.edited_at and (edited_at is None or post.edited_at > edited_at) and text_key != post.text_key:
            known[post.post_id] = mine
            (new if post.post_id in new else edited)[post.post_id] = post
    return _SortedOut(list(new.values()), list(edited.values()), changed)


def _known(connection: Connection, ids: list[str]) -> dict[str, tuple[str, datetime | None]]:
    rows = connection.execute(select(posts.c.post_id, posts.c.text_key, posts.c.edited_at).where(posts.c.post_id.in_(ids)))
    return {row.post_id: (row.text_key, row.edited_at) for row in rows}


def _without_parent(post: Post, lying: set[str]) -> Post:
    """A reply to a forgotten post, or in a thread that one began, does not bring its id back."""
    return replace(post, in_reply_to=None if post.marks.parent in lying else post.in_reply_to,
                   conversation_id=None if post.marks.thread in lying else post.conversation_id)


def _insert(connection: Connection, new: Sequence[Post], zone: ZoneInfo) -> None:
    if new:
        threads = joining.join(connection, new)
        connection.execute(insert(posts), [_row(post, zone, threads[post.post_id]) for post in new])
        _insert_attributes(connection, new)


def _revise(connection: Connection, edited: Sequence[Post]) -> None:
    """Put the new words in place of the old; what the stages made of the old ones is taken back."""
    if edited:
        ids = [post.post_id for post in edited]
        erasure.take_back(connection, ids)
        statement = update(posts).where(posts.c.post_id == bindparam("id_")).values(
            {name: bindparam(name) for name in (*_EDITED, "redactions")})
        connection.execute(statement, [
            {name: getattr(post, name) for name in _EDITED} | {"id_": post.post_id, "redactions": dict(post.redactions)} for post in edited])
        connection.execute(delete(attributes).where(attributes.c.post_id.in_(ids)))
        _insert_attributes(connection, edited)


def _insert_attributes(connection: Connection, batch: Sequence[Post]) -> None:
    if extra := [dict(post_id=post.post_id, name=name, value=value) for post in batch for name, value in post.attributes.items()]:
        connection.execute(insert(attributes), extra)


def _row(post: Post, zone: ZoneInfo, thread_id: str) -> dict[str, Any]:
    day = post.posted_at.astimezone(zone).date()
    row = {name: getattr(post, name) for name in _PLAIN}
    return row | dict(redactions=dict(post.redactions), day=day, week=day - timedelta(days=day.weekday()), thread_id=thread_id)


def held_reasons(store: Store, source: str, file_key: str) -> Iterator[str]:
    """Why each row of a file is in quarantine."""
    with store.read() as connection:
        yield from connection.scalars(select(quarantine.c.reason).where(
            quarantine.c.source == source, quarantine.c.file_key == file_key))


def _quarantine(connection: Connection, origin: Origin, seen: Sequence[int], rejected: Sequence[Rejected], as_of: datetime) -> None:
    """Put the rejected rows in, in place of what was said before of the rows that were seen."""
    of_file = (quarantine.c.source == origin.source, quarantine.c.file_key == origin.file_key)
    for start in range(0, len(seen), 500):
        connection.execute(delete(quarantine).where(*of_file, quarantine.c.row_n.in_(seen[start:start + 500])))
    if rejected:
        connection.execute(insert(quarantine), [
            dict(source=origin.source, file_key=origin.file_key, file_name=origin.file_name, row_n=row.row_n, reason=row.reason,
                 excerpt=row.excerpt, seen_at=as_of, post_mark=row.marks.post or None, author_mark=row.marks.author or None)
            for row in rejected])

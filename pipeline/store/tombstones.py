"""Tombstones: marks of what was forgotten, so that no later import or collection brings it back."""
from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import Connection, func, insert, select

from pipeline.records import Marks, Post, Rejected
from pipeline.store.engine import Store
from pipeline.store.in_parts import in_parts
from pipeline.store.tables import tombstones

FORGOTTEN, GONE = "forgotten", "gone"


def lay(connection: Connection, kind: str, marks: Iterable[str], reason: str, as_of: datetime) -> None:
    """kind: post, author or words. One that lies already stays as it is."""
    wanted = sorted(set(marks) - {""})
    new = sorted(set(wanted) - held(connection, wanted))
    if new:
        connection.execute(insert(tombstones), [dict(mark=mark, kind=kind, reason=reason, made_at=as_of) for mark in new])


def held(connection: Connection, marks: Sequence[str]) -> set[str]:
    """Those of the marks that a tombstone lies for."""
    found: set[str] = set()
    for some in in_parts(marks):
        found.update(connection.scalars(select(tombstones.c.mark).where(tombstones.c.mark.in_(some))))
    return found


def held_of(connection: Connection, batch: Iterable[Post | Rejected]) -> set[str]:
    """Those of all marks of these posts that a tombstone lies for."""
    if connection.scalar(select(tombstones.c.mark).limit(1)) is None:
        return set()
    return held(connection, sorted({mark for post in batch for mark in _all(post.marks)} - {""}))


def is_forgotten(post: Post | Rejected, lying: set[str]) -> bool:
    """Is it the post, its author or its words that are to be forgotten? A reply to such a post is not."""
    return not lying.isdisjoint((post.marks.post, post.marks.author, post.marks.words))


def counted(store: Store) -> dict[str, int]:
    """reason -> how many posts' tombstones lie."""
    query = select(tombstones.c.reason, func.count()).where(tombstones.c.kind == "post").group_by(tombstones.c.reason)
    with store.read() as connection:
        return {reason: n for reason, n in connection.execute(query)}


def _all(marks: Marks) -> tuple[str, ...]:
    return marks.post, marks.author, marks.words, marks.parent, marks.thread

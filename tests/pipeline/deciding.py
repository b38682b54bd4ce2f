"""What the tests of decisions share: the whole state of a workspace that a decision may change, column by column."""
from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import select

from pipeline.decisions import decide
from pipeline.decisions.kinds import Decision
from pipeline.store import tables

AS_OF = datetime(2026, 11, 16, 6, 0, tzinfo=UTC)
_SORTED_BY = {"complaints": ("post_id",), "topics": ("topic_id",), "posts": ("post_id",), "overruled": ("level", "target_id"),
              "daily": ("day", "touchpoint_id", "topic_id", "source", "channel"), "lineage": ("lineage_id",)}


def state(workspace, *names: str) -> dict[str, list[tuple]]:
    """table -> its rows, of every table that decisions write to but their own."""
    with workspace.store.read() as connection:
        return {name: sorted((tuple(map(repr, row)) for row in connection.execute(select(tables.metadata.tables[name]))))
                for name in names or _SORTED_BY}


def say(workspace, kind: str, topic_id: str | None = None, *posts: str, value: str = "", by: str = "Ann") -> int:
    return decide.add(workspace, Decision(kind, topic_id, tuple(posts), value), by, "", AS_OF)


def place(workspace, post_id: str) -> dict:
    """The complaint as it stands; {} where it is none."""
    with workspace.store.read() as connection:
        row = connection.execute(select(tables.complaints).where(tables.complaints.c.post_id == post_id)).mappings().first()
        return dict(row) if row else {}


def topic(workspace, topic_id: str) -> dict:
    with workspace.store.read() as connection:
        row = connection.execute(select(tables.topics).where(tables.topics.c.topic_id == topic_id)).mappings().first()
        return dict(row) if row else {}


def members(workspace, topic_id: str) -> list[str]:
    with workspace.store.read() as connection:
        return list(connection.scalars(select(tables.complaints.c.post_id).where(tables.complaints.c.topic_id == topic_id).order_by(tables.complaints.c.post_id)))

"""Decisions of people: every one that was ever made, who made it, and whether it holds."""
from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from pipeline.errors import UsageError
from pipeline.store.engine import Store
from pipeline.store.tables import decisions, lineage, topics

COLUMNS = [column.name for column in decisions.columns]


def every(store: Store) -> list[dict[str, Any]]:
    """All decisions, undone ones too, oldest first: dicts of the table's columns."""
    with store.read() as connection:
        return rows(connection)


def active(store: Store) -> list[dict[str, Any]]:
    """Those that hold, oldest first."""
    with store.read() as connection:
        return holding(connection)


def rows(connection: Connection) -> list[dict[str, Any]]:
    return [dict(row) for row in connection.execute(select(decisions).order_by(decisions.c.decision_id)).mappings()]


def holding(connection: Connection) -> list[dict[str, Any]]:
    query = select(decisions).where(decisions.c.undone_at.is_(None)).order_by(decisions.c.decision_id)
    return [dict(row) for row in connection.execute(query).mappings()]


def one(connection: Connection, decision_id: int) -> dict[str, Any]:
    """Raises UsageError where there is none of this number."""
    row = connection.execute(select(decisions).where(decisions.c.decision_id == decision_id)).mappings().first()
    if row is None:
        raise UsageError(f"there is no decision {decision_id}. `decisions` lists them.")
    return dict(row)


def add(connection: Connection, row: Mapping[str, Any]) -> int:
    """row: every column but decision_id, or with it where a log is replayed; returns the number."""
    blank = dict(detail=None, undone_at=None, undone_by=None, replaced_by=None)
    return connection.execute(insert(decisions).values(blank | dict(row))).inserted_primary_key[0]


def undo(connection: Connection, decision_ids: Iterable[int], by: str, as_of: datetime, replaced_by: int | None = None) -> None:
    connection.execute(update(decisions).where(decisions.c.decision_id.in_(list(decision_ids))).values(
        undone_at=as_of, undone_by=by, replaced_by=replaced_by))


def bring_back(connection: Connection, decision_ids: Iterable[int]) -> None:
    connection.execute(update(decisions).where(decisions.c.decision_id.in_(list(decision_ids))).values(undone_at=None, undone_by=None, replaced_by=None))


def set_replaced(connection: Connection, by: Mapping[int, int]) -> None:
    """by: an older decision -> the newer one that took its place."""
    for older, newer in by.items():
        connection.execute(update(decisions).where(decisions.c.decision_id == older, decisions.c.undone_at.is_not(None)).values(replaced_by=newer))


def replaced_by(connection: Connection, decision_id: int) -> list[dict[str, Any]]:
    """The decisions that hold no longer because this one came."""
    return [dict(row) for row in connection.execute(select(decisions).where(decisions.c.replaced_by == decision_id)).mappings()]


def used_topics(connection: Connection) -> set[str]:
    """Every topic id that was ever given or named: none of them is given again."""
    named = connection.execute(select(decisions.c.kind, decisions.c.topic_id, decisions.c.value)).all()
    made = {row.value for row in named if row.kind in ("split", "merge", "apart")} | {row.topic_id for row in named}
    return {*connection.scalars(select(topics.c.topic_id)), *(made - {None, ""})}


def tell_lineage(connection: Connection, decision_id: int, events: Iterable[Mapping[str, Any]]) -> None:
    """events: topic_id, event, other_id, share: what became of topics by this decision."""
    if rows_ := [dict(publication_id=None, decision_id=decision_id) | dict(event) for event in events]:
        connection.execute(insert(lineage), rows_)


def forget_lineage(connection: Connection, decision_id: int) -> None:
    connection.execute(delete(lineage).where(lineage.c.decision_id == decision_id))


def partners(connection: Connection, post_ids: Iterable[str]) -> tuple[set[str], set[str]]:
    """Posts and topics of the decisions that name one of these posts: without it they may stand elsewhere."""
    gone = set(post_ids)
    about = [row for row in holding(connection) if not gone.isdisjoint(row["posts"])]
    named = {topic for row in about for topic in (row["topic_id"], row["value"] if row["kind"] == "split" else None) if topic}
    return {post for row in about for post in row["posts"]} - gone, named


def remove_posts(connection: Connection, post_ids: Iterable[str]) -> None:
    """Take these posts out of every decision; one that is about nothing else goes."""
    gone = set(post_ids)
    for row in rows(connection):
        left = [post for post in row["posts"] if post not in gone]
        anchors = {topic: [post for post in posts if post not in gone] for topic, posts in row["anchors"].items()}
        detail = dict(row["detail"]) if row["detail"] else row["detail"]
        if detail and "members" in detail:
            detail["members"] = [post for post in detail["members"] if post not in gone]
        is_empty = len(left) < len(row["posts"]) and (not left or row["kind"] == "apart")
        if is_empty:
            connection.execute(delete(decisions).where(decisions.c.decision_id == row["decision_id"]))
        elif (left, anchors, detail) != (row["posts"], row["anchors"], row["detail"]):
            _change(connection, row, posts=left, anchors=anchors, detail=detail)


def rename_topics(connection: Connection, lost: Callable[[Sequence[Mapping]], Mapping[str, tuple[str, Sequence[str]]]], called: Mapping[str, str]) -> None:
    """Labels that hold words nobody says any more go: of a rename in favour of what the topic is called now (topic -> label), of a split with its keywords."""
    for row in rows(connection):
        if row["kind"] == "rename" and lost([dict(topic_id="", label=row["value"], keywords=())]):
            label = called.get(row["topic_id"], "") if row["undone_at"] is None else ""
            _change(connection, row, value=label or "[removed]")
        elif row["kind"] == "split" and row["detail"]:
            own = dict(topic_id=row["value"], label=row["detail"].get("label", ""), keywords=row["detail"].get("keywords", ()))
            if new := lost([own]).get(row["value"]):
                _change(connection, row, detail=row["detail"] | dict(label=new[0], keywords=list(new[1])))


def _change(connection: Connection, row: Mapping[str, Any], **values: Any) -> None:
    connection.execute(update(decisions).where(decisions.c.decision_id == row["decision_id"]).values(values))

"""Complaints and topics as they are and as the models say, where a person said otherwise: what an undo puts back."""
from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Table, Text, bindparam, cast, delete, func, insert, or_, select, update

from pipeline.store import threads
from pipeline.store.complaints import ASSIGNED
from pipeline.store.in_parts import in_parts
from pipeline.store.tables import complaints, overruled, posts, topics

POST, TOPIC = "post", "topic"
PLACED = tuple(dict.fromkeys((*ASSIGNED, "also")))
"""Columns of a complaint that a model fills."""
_LOOKED_AT = ("kind", "severity")
TOPIC_COLUMNS = tuple(column.name for column in topics.columns if column.name not in ("complaints_n", "authors_n", "first_seen", "last_seen"))
_UNCOUNTED = dict(complaints_n=0, authors_n=0, first_seen=None, last_seen=None)
_COMPLAINT = "complaint"
_CARRIED = ("post_id", "posted_at", "day", "week", "source", "channel", "author_id")


def posts_as_they_are(connection: Connection, post_ids: Iterable[str] = (), topic_ids: Collection[str] = ()) -> list[dict[str, Any]]:
    """These posts, and the complaints that these topics hold now or as a further topic: post_id, week, kind, severity and PLACED (None: no complaint)."""
    query = select(posts.c.post_id, posts.c.week, posts.c.kind, posts.c.severity, *(complaints.c[name] for name in PLACED)).outerjoin(
        complaints, complaints.c.post_id == posts.c.post_id)
    found = {row["post_id"]: dict(row) for part in in_parts(post_ids) for row in connection.execute(query.where(posts.c.post_id.in_(part))).mappings()}
    if topic_ids:
        further = (cast(complaints.c.also, Text).contains(f'"{topic}"', autoescape=True) for topic in topic_ids)
        inside = query.where(or_(complaints.c.topic_id.in_(list(topic_ids)), *further))
        found |= {row["post_id"]: dict(row) for row in connection.execute(inside).mappings()}
    return list(found.values())


def posts_as_models_say(connection: Connection, rows: Sequence[Mapping[str, Any]]) -> dict[str, dict[str, Any]]:
    """post_id -> the row without what people said. A complaint that was assigned since by another model is as that one says."""
    kept = _kept(connection, POST, (row["post_id"] for row in rows))
    return {row["post_id"]: dict(row) | _below(row, kept.get(row["post_id"])) for row in rows}


def topics_as_they_are(connection: Connection, topic_ids: Iterable[str]) -> list[dict[str, Any]]:
    """These topics: TOPIC_COLUMNS."""
    query = select(*(topics.c[name] for name in TOPIC_COLUMNS)).where(topics.c.topic_id.in_(list(topic_ids)))
    return [dict(row) for row in connection.execute(query).mappings()]


def topics_as_models_say(connection: Connection, rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The same topics without what people said; those that only a person made are left out."""
    kept = _kept(connection, TOPIC, (row["topic_id"] for row in rows))
    based = [(row, kept.get(row["topic_id"])) for row in rows]
    return [dict(row) | (one["said"] if one else {}) for row, one in based if one is None or one["said"]]


def save_posts(connection: Connection, changed: Sequence[tuple[Mapping[str, Any], Mapping[str, Any]]], based: Mapping[str, Mapping[str, Any] | None]) -> None:
    """changed: (as it is, as it shall be); based: post_id -> as the model says, None where it shall be just so, of every post that was looked at."""
    for before, after in changed:
        if not before["kind"] == after["kind"] == _COMPLAINT:
            _make_or_take(connection, before, after)
    same = [after for before, after in changed if before["kind"] == after["kind"] == _COMPLAINT]
    _update(connection, complaints, same, ("severity", *PLACED))
    _update(connection, posts, [after for before, after in changed if (before["kind"], before["severity"]) != (after["kind"], after["severity"])], _LOOKED_AT)
    _keep(connection, POST, {post: one if one is None else {name: one[name] for name in (*_LOOKED_AT, *PLACED)} for post, one in based.items()})


def save_topics(connection: Connection, changed: Iterable[Mapping[str, Any]], gone: Iterable[str], based: Mapping[str, Mapping[str, Any] | None]) -> None:
    """changed: rows as they shall be; gone: ids of topics that a person had made; based: id -> as the model says, {} where it knows none, None: as it is."""
    for row in changed:
        values = {name: row[name] for name in TOPIC_COLUMNS}
        if not connection.execute(update(topics).where(topics.c.topic_id == row["topic_id"]).values(values)).rowcount:
            connection.execute(insert(topics).values(_UNCOUNTED | values))
    connection.execute(delete(topics).where(topics.c.topic_id.in_(list(gone))))
    _keep(connection, TOPIC, based)


def texts(connection: Connection, post_ids: Iterable[str]) -> dict[str, str]:
    """post_id -> text."""
    return {row.post_id: row.text for part in in_parts(post_ids) for row in connection.execute(
        select(posts.c.post_id, posts.c.text).where(posts.c.post_id.in_(part)))}


def labels(connection: Connection) -> dict[str, str]:
    """topic -> its label, as the models say it; a person's own where no model knows the topic."""
    said = {row.target_id: row.said["label"] for row in connection.execute(select(overruled).where(overruled.c.level == TOPIC)) if row.said}
    return {row.topic_id: said.get(row.topic_id, row.label) for row in connection.execute(select(topics.c.topic_id, topics.c.label))}


def targets(connection: Connection, level: str) -> list[str]:
    """Ids of the posts or topics of which people say otherwise."""
    return list(connection.scalars(select(overruled.c.target_id).where(overruled.c.level == level)))


def topic_ids(connection: Connection) -> list[str]:
    return list(connection.scalars(select(topics.c.topic_id)))


def members(connection: Connection, topic_id: str) -> list[str]:
    """Complaints of a topic, oldest first."""
    return list(connection.scalars(select(complaints.c.post_id).where(complaints.c.topic_id == topic_id).order_by(complaints.c.posted_at, complaints.c.post_id)))


def members_n(connection: Connection, topic_id: str | None) -> int:
    return connection.scalar(select(func.count()).select_from(complaints).where(complaints.c.topic_id == topic_id))


def forget(connection: Connection, level: str, target_ids: Iterable[str] | None = None) -> None:
    """What models say of these is written anew, or they are gone; None: of all of the level."""
    for part in [None] if target_ids is None else in_parts(target_ids):
        wanted = overruled.c.level == level
        connection.execute(delete(overruled).where(wanted if part is None else wanted & overruled.c.target_id.in_(part)))


def forget_posts(connection: Connection, post_ids: Collection[str]) -> None:
    """Take posts out of what models say of them, and of what they show of topics."""
    forget(connection, POST, post_ids)

    def without(said: Mapping[str, Any]) -> dict[str, Any]:
        return dict(said) | {name: [post for post in said[name] if post not in post_ids] for name in ("typical", "edge")}

    _change_topics(connection, without)


def rename_topics(connection: Connection, lost: Callable[[Sequence[Mapping]], Mapping[str, tuple[str, Sequence[str]]]]) -> None:
    """Hand topic_id, label and keywords of topics as the models say them to `lost`, and keep the label and keywords that it gives instead."""
    def renamed(said: Mapping[str, Any]) -> dict[str, Any]:
        label, keywords = lost([said]).get(said["topic_id"], (said["label"], said["keywords"]))
        return dict(said) | dict(label=label, keywords=list(keywords))

    _change_topics(connection, renamed)


def _change_topics(connection: Connection, change: Callable[[Mapping[str, Any]], Mapping[str, Any]]) -> None:
    for row in connection.execute(select(overruled).where(overruled.c.level == TOPIC)).mappings().all():
        if row["said"] and (new := change(row["said"])) != row["said"]:
            connection.execute(update(overruled).where(overruled.c.level == TOPIC, overruled.c.target_id == row["target_id"]).values(said=new))


def rename_model(connection: Connection, old: str, new: str) -> None:
    """The same model by another name."""
    for row in connection.execute(select(overruled).where(overruled.c.model_version == old)).mappings().all():
        said = row["said"] | ({"model_version": new} if "model_version" in row["said"] else {})
        connection.execute(update(overruled).where(overruled.c.level == row["level"], overruled.c.target_id == row["target_id"]).values(
            model_version=new, said=said))


def _below(row: Mapping[str, Any], one: Mapping[str, Any] | None) -> dict[str, Any]:
    if one is None:
        return {}
    names = _LOOKED_AT if row["kind"] == _COMPLAINT and row["model_version"] != one["model_version"] else (*_LOOKED_AT, *PLACED)
    return {name: one["said"][name] for name in names}


def _kept(connection: Connection, level: str, target_ids: Iterable[str]) -> dict[str, Mapping[str, Any]]:
    query = select(overruled).where(overruled.c.level == level)
    return {row["target_id"]: dict(row) for part in in_parts(target_ids) for row in connection.execute(
        query.where(overruled.c.target_id.in_(part))).mappings()}


def _keep(connection: Connection, level: str, based: Mapping[str, Mapping[str, Any] | None]) -> None:
    forget(connection, level, based)
    if rows := [dict(level=level, target_id=target, model_version=said.get("model_version"), said=dict(said)) for target, said in based.items() if said is not None]:
        connection.execute(insert(overruled), rows)


def _make_or_take(connection: Connection, before: Mapping[str, Any], after: Mapping[str, Any]) -> None:
    """A post becomes a complaint, or is none any more."""
    post = after["post_id"]
    connection.execute(delete(complaints).where(complaints.c.post_id == post))
    if after["kind"] == _COMPLAINT:
        row = connection.execute(select(*(posts.c[name] for name in _CARRIED)).where(posts.c.post_id == post)).mappings().one()
        copies_n = connection.scalar(select(func.count()).select_from(posts).where(posts.c.copy_of == post, posts.c.kind == "repost"))
        connection.execute(insert(complaints).values(dict(row) | {name: after[name] for name in ("severity", *PLACED)} | threads.kept(connection, post, after["touchpoint_id"]) | dict(
            copies_n=copies_n, is_topic_vote=False, is_touchpoint_vote=False)))


def _update(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]], names: Sequence[str]) -> None:
    if rows:
        statement = update(table).where(table.c.post_id == bindparam("id_")).values({name: bindparam(name) for name in names})
        connection.execute(statement, [{"id_": row["post_id"], **{name: row[name] for name in names}} for row in rows])

"""Snapshots: what was reported for a week, kept for ever as it was made; only what must be forgotten is taken out."""
from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, insert, select, update

from pipeline.report.as_json import canonical, digest
from pipeline.store.engine import Store
from pipeline.store.tables import posts, snapshots


def one(store: Store, week: date) -> Mapping[str, Any] | None:
    """week, made_at, content, digest of the week that begins on that Monday; None where it was not reported."""
    with store.read() as connection:
        return connection.execute(select(snapshots).where(snapshots.c.week == week)).mappings().first()


def before(store: Store, week: date) -> Mapping[str, Any] | None:
    """The last one of an earlier week."""
    with store.read() as connection:
        return connection.execute(select(snapshots).where(snapshots.c.week < week).order_by(snapshots.c.week.desc()).limit(1)).mappings().first()


def every(store: Store) -> list[Mapping[str, Any]]:
    """week, made_at and digest of all, latest first."""
    with store.read() as connection:
        return list(connection.execute(select(snapshots.c.week, snapshots.c.made_at, snapshots.c.digest).order_by(snapshots.c.week.desc())).mappings())


def keep(connection: Connection, week: date, content: str, digest: str, made_at: datetime) -> None:
    """Freeze it, within a write; where the week has one, that one stays."""
    if connection.scalar(select(snapshots.c.week).where(snapshots.c.week == week)) is None:
        connection.execute(insert(snapshots).values(week=week, content=content, digest=digest, made_at=made_at))


def gone(connection: Connection, post_ids: Collection[str]) -> set[str]:
    """Which of these posts are not stored any more."""
    return set(post_ids) - set(connection.scalars(select(posts.c.post_id).where(posts.c.post_id.in_(sorted(post_ids)))))


def forget(connection: Connection, post_ids: Collection[str]) -> None:
    """Take the quotes of these posts out of every snapshot; the rest stays as it was, with a mark that a quote was removed."""
    for row in _holding(connection, post_ids):
        content = json.loads(row.content)
        for item in content["items"]:
            left = [quote for quote in item["quotes"] if quote["post_id"] not in set(post_ids)]
            if removed_n := len(item["quotes"]) - len(left):
                item["quotes"] = left
                item["facts"]["quotes_removed_n"] = item["facts"].get("quotes_removed_n", 0) + removed_n
        _rewrite(connection, row.week, content)


def names(connection: Connection) -> set[tuple[str, str]]:
    """(topic_id, what it is called) of every topic that a snapshot names; a topic may have been called otherwise then than now."""
    found = set()
    for content in connection.scalars(select(snapshots.c.content)):
        found |= {(item["target_id"], item["name"]) for item in json.loads(content)["items"] if item["level"] == "topic"}
    return found


def rename_topics(connection: Connection, lost: Callable[[Sequence[Mapping]], Mapping], called: Mapping[str, str]) -> None:
    """Topics that were called by words that must be forgotten are called as they are now. lost: named topics -> those whose name is lost; called: topic_id -> label."""
    for topic_id, label in names(connection):
        if lost([dict(topic_id=topic_id, label=label, keywords=())]):
            rename(connection, label, called.get(topic_id, topic_id))


def rename(connection: Connection, label: str, instead: str) -> None:
    """Call what is called so by another name in every snapshot: it holds words that must be forgotten."""
    for row in _holding(connection, [label]):
        _rewrite(connection, row.week, _replaced(json.loads(row.content), label, instead))


def blank(connection: Connection, pattern: re.Pattern[str], instead: str) -> None:
    """Replace words wherever a text from outside stands in a snapshot: names, owners, quotes. Links of quotes that hold one go."""
    for row in connection.execute(select(snapshots.c.week, snapshots.c.content)).all():
        if pattern.search(row.content):
            _rewrite(connection, row.week, _blanked(json.loads(row.content), pattern, instead))


def _blanked(value: Any, pattern: re.Pattern[str], instead: str) -> Any:
    if isinstance(value, dict):
        return {name: None if name == "url" and each and pattern.search(each) else _blanked(each, pattern, instead) for name, each in value.items()}
    if isinstance(value, list):
        return [_blanked(each, pattern, instead) for each in value]
    return pattern.sub(instead, value) if isinstance(value, str) else value


def _replaced(value: Any, label: str, instead: str) -> Any:
    if isinstance(value, dict):
        return {name: _replaced(each, label, instead) for name, each in value.items()}
    if isinstance(value, list):
        return [_replaced(each, label, instead) for each in value]
    return instead if value == label else value


def _holding(connection: Connection, words: Collection[str]) -> list[Any]:
    """week and content of the snapshots in which one of these stands as a whole string."""
    rows = connection.execute(select(snapshots.c.week, snapshots.c.content)).all()
    quoted = [json.dumps(word, ensure_ascii=False) for word in words]
    return [row for row in rows if any(word in row.content for word in quoted)]


def _rewrite(connection: Connection, week: date, content: Mapping[str, Any]) -> None:
    text = canonical(content)
    connection.execute(update(snapshots).where(snapshots.c.week == week).values(content=text, digest=digest(text)))

"""Lays what people said over what is stored, within a write: only what it touches is read, what differs is written, its weeks are counted anew."""
from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.decisions import overlay
from pipeline.decisions.kinds import LINK, MERGE, Row, topics_named
from pipeline.decisions.overlay import Said
from pipeline.records import TOO_SHORT
from pipeline.store import complaints, decisions, overruled, topics
from pipeline.store.engine import Connection

_COMPLAINT, _OTHER = "complaint", "other"
_NO_PLACE = dict.fromkeys(overruled.PLACED)


@dataclass(frozen=True)
class Reach:
    """What decisions may change: posts by name, all complaints of topics, and rows of topics."""

    posts: frozenset[str] = frozenset()
    members: frozenset[str] = frozenset()
    topics: frozenset[str] = frozenset()

    def __or__(self, other: Reach) -> Reach:
        return Reach(self.posts | other.posts, self.members | other.members, self.topics | other.topics)


def reach(row: Row, *states: Said) -> Reach:
    """What a decision may change, beside others that hold: before and after it."""
    named = {name for topic in topics_named(row) for name in (topic, *(state.final(topic) for state in states))}
    return Reach(frozenset(row["posts"]), frozenset(named) if row["kind"] in (MERGE, LINK) else frozenset(), frozenset(named))


def lay(connection: Connection, touched: Reach) -> None:
    """Bring what is touched to what models and people say together."""
    found = overlay.said(decisions.holding(connection))
    moved = _lay_posts(connection, found, touched)
    ids = {*touched.topics, *moved.topics, *found.born, *(split["topic_id"] for split in found.born.values())} - {None, TOO_SHORT}
    _lay_topics(connection, found, ids)
    if moved.weeks:
        complaints.recount_weeks(connection, sorted(moved.weeks))
    topics.recount(connection, ids)


def lay_over_assigned(connection: Connection, post_ids: Iterable[str]) -> None:
    """After an assignment or a cleaning was written: people's word goes over it. Weeks are counted as the stage does."""
    found = overlay.said(decisions.holding(connection))
    if found != Said():
        moved = _lay_posts(connection, found, Reach(frozenset(post_ids)))
        complaints.mark_stale(connection, moved.weeks)


def lay_over_cleaned(connection: Connection, post_ids: Collection[str]) -> None:
    """After a cleaning was written: the same, of the posts that somebody said something of."""
    named = {post for row in decisions.holding(connection) for post in row["posts"]}
    if not named.isdisjoint(post_ids):
        lay_over_assigned(connection, named & set(post_ids))


def lay_all(connection: Connection) -> None:
    """After a model was published or its assignments were exchanged: everything that people said goes over it."""
    rows = decisions.holding(connection)
    found, kept = overlay.said(rows), frozenset(overruled.targets(connection, overruled.POST))
    named = frozenset(post for row in rows for post in row["posts"])
    if rows or kept:
        lay(connection, Reach(named | kept, frozenset({*found.into, *found.follow}), frozenset(overruled.topic_ids(connection))))


@dataclass(frozen=True)
class _Moved:
    weeks: frozenset
    topics: frozenset[str]


def _lay_posts(connection: Connection, found: Said, touched: Reach) -> _Moved:
    apart = {post for both in found.apart for post in both}
    present = overruled.posts_as_they_are(connection, {*touched.posts, *apart}, touched.members)
    based = overruled.posts_as_models_say(connection, present)
    after = _as_people_say(connection, list(based.values()), found)
    changed = [(row, after[row["post_id"]]) for row in present if row != after[row["post_id"]]]
    overruled.save_posts(connection, changed, {post: row if _shown(row) != after[post] else None for post, row in based.items()})
    seen = [row for both in changed for row in (*both, based[both[0]["post_id"]])]
    places = {row["topic_id"] for row in seen} | {topic for row in seen for topic, _ in row["also"] or ()}
    return _Moved(frozenset(before["week"] for before, _ in changed), frozenset(places))


def _as_people_say(connection: Connection, rows: Sequence[Mapping[str, Any]], found: Said) -> dict[str, dict[str, Any]]:
    """post_id -> the row; what is no complaint has no place."""
    looked_at = [_looked_at(row, found) for row in rows]
    if unknown := [row for row in looked_at if row["kind"] == _COMPLAINT and row["severity"] is None]:
        from models.severity import severities

        texts = overruled.texts(connection, [row["post_id"] for row in unknown])
        for row, harm in zip(unknown, severities([texts[row["post_id"]] for row in unknown]), strict=True):
            row["severity"] = int(harm)
    placed = overlay.assigned_rows([row for row in looked_at if row["kind"] == _COMPLAINT], found)
    return {row["post_id"]: _shown(row) for row in looked_at} | {row["post_id"]: row for row in placed}


def _looked_at(row: Mapping[str, Any], found: Said) -> dict[str, Any]:
    if row["kind"] not in (_COMPLAINT, _OTHER) or row["post_id"] not in found.kinds:
        return dict(row)
    is_complaint = found.kinds[row["post_id"]]
    return dict(row) | (dict(kind=_COMPLAINT) if is_complaint else dict(kind=_OTHER, severity=None))


def _shown(row: Mapping[str, Any]) -> dict[str, Any]:
    return dict(row) if row["kind"] == _COMPLAINT else dict(row) | _NO_PLACE


def _lay_topics(connection: Connection, found: Said, ids: Collection[str]) -> None:
    present = {row["topic_id"]: row for row in overruled.topics_as_they_are(connection, ids)}
    based = {row["topic_id"]: row for row in overruled.topics_as_models_say(connection, list(present.values()))}
    after = {row["topic_id"]: row for row in overlay.topic_rows(list(based.values()), found)}
    changed = [row for topic, row in after.items() if row != present.get(topic)]
    kept = {topic: based.get(topic, {}) if based.get(topic) != row else None for topic, row in after.items()}
    gone = [topic for topic in present if topic not in after]
    overruled.save_topics(connection, changed, gone, kept | dict.fromkeys(gone))

"""Decide, undo and redo: reads what is known, asks the rules, writes the decision and lays it over what is published, in one write."""
from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any

from pipeline.decisions import anchors, apply, overlay
from pipeline.decisions.check import Known, check, check_collisions, check_undo, named
from pipeline.decisions.kinds import COMPLAINT, MERGE, RENAME, SPLIT, Decision, Row, as_row, topics_named
from pipeline.errors import ModelError, UsageError
from pipeline.said import plain
from pipeline.store import decisions as stored
from pipeline.store import complaints, overruled, published_version
from pipeline.store.engine import Connection
from pipeline.workspace import Workspace


def add(workspace: Workspace, decision: Decision, by: str, why: str, as_of: datetime) -> int:
    """Keep a decision and apply it at once to what is published; returns its number. Said before, it is the one that is there.

    An older answer to the same question holds no longer. Raises UsageError with the rule that it breaks; nothing is written then.
    """
    decision = replace(decision, value=plain(workspace, decision.value)) if decision.kind == RENAME else decision
    told = dict(by=plain(workspace, by), why=plain(workspace, why), made_at=as_of)
    if decision.kind == SPLIT:
        import models.labels    # noqa: F401  it costs seconds to read: not while others wait for the write
    with workspace.store.write() as connection:
        decision_id = add_within(connection, workspace, as_row(decision) | told)
        workspace.store.touch(connection)
    if decision.kind == COMPLAINT:
        _find_topics(workspace, as_of)
    return decision_id


def add_within(connection: Connection, workspace: Workspace, row: dict[str, Any]) -> int:
    """As `add`, within a write of the caller's. row: kind, topic_id, posts, value, detail (None: made here), by, why, made_at; anchors, where they are known."""
    if row["kind"] == SPLIT:
        row = row | dict(value=row["value"] or next_topic(connection))
    what = known(connection, workspace, row)
    found = check(row, what)
    if found.same:
        return found.same["decision_id"]
    detail = row["detail"] or anchors.detail(connection, workspace, row)
    decision_id = stored.add(connection, row | dict(anchors=row.get("anchors") or anchors.of(connection, row), detail=detail))
    stored.undo(connection, [each["decision_id"] for each in found.replaces], row["by"], row["made_at"], decision_id)
    _lay(connection, [row, *found.replaces], what.decisions)
    stored.tell_lineage(connection, decision_id, _events(row))
    return decision_id


def undo(workspace: Workspace, decision_id: int, by: str, as_of: datetime) -> None:
    """Take a decision back: what is published is as it was without it. What it had replaced holds again.

    A topic that went into another before the published model was made is not known to that model: its complaints are split off again, by a decision of its own.
    Raises UsageError where it holds no longer, where others rest on it, or where what comes back would contradict a newer one.
    """
    by = plain(workspace, by)
    with workspace.store.write() as connection:
        row = stored.one(connection, decision_id)
        _refuse_undone(row)
        what = known(connection, workspace, row)
        check_undo(row, what)
        back = _comes_back(connection, row, what)
        stored.undo(connection, [decision_id], by, as_of)
        stored.bring_back(connection, [each["decision_id"] for each in back])
        stored.forget_lineage(connection, decision_id)
        _lay(connection, [row, *back], what.decisions)
        if row["kind"] == MERGE:
            _bring_back(connection, workspace, row, dict(by=by, why=f"decision {decision_id} is undone", made_at=as_of))
        workspace.store.touch(connection)
    if row["kind"] == COMPLAINT:
        _find_topics(workspace, as_of)


def redo(workspace: Workspace, decision_id: int, by: str, as_of: datetime) -> int:
    """Decide once more what was undone: a decision of its own, with its own number, which is returned."""
    with workspace.store.write() as connection:
        row = stored.one(connection, decision_id)
        if row["undone_at"] is None:
            raise UsageError(f"{named(row)} holds: there is nothing to redo.")
        again = {name: row[name] for name in ("kind", "topic_id", "posts", "value", "why")} | dict(detail=None if row["kind"] == MERGE else row["detail"])
        new = add_within(connection, workspace, again | dict(by=plain(workspace, by), made_at=as_of))
        workspace.store.touch(connection)
    if row["kind"] == COMPLAINT:
        _find_topics(workspace, as_of)
    return new


def known(connection: Connection, workspace: Workspace, row: Row) -> Known:
    """What there is for the rules to look at."""
    topics = {each["topic_id"]: each for each in overruled.topics_as_they_are(connection, overruled.topic_ids(connection))}
    posts = {each["post_id"]: each for each in overruled.posts_as_they_are(connection, row["posts"])}
    members_n = overruled.members_n(connection, row["topic_id"]) if row["kind"] == SPLIT else 0
    return Known(topics, posts, workspace.taxonomy.ids, stored.holding(connection), members_n)


def next_topic(connection: Connection) -> str:
    """The next free number: t-007. None is given twice, even where it was taken back."""
    numbers = [int(name[2:]) for name in stored.used_topics(connection) if name[2:].isdigit()]
    return f"t-{max(numbers, default=0) + 1:03d}"


def _bring_back(connection: Connection, workspace: Workspace, merge: Row, told: dict[str, Any]) -> None:
    """Split off what had gone into a topic, where no model knows it apart any more. What people placed elsewhere since stays there."""
    topic, into = merge["topic_id"], overlay.said(stored.holding(connection))
    state = {each["topic_id"]: each for each in overruled.topics_as_they_are(connection, [topic, into.final(merge["value"])])}
    if state[topic]["state"] != overlay.ENDED or state[into.final(merge["value"])]["state"] == overlay.ENDED:
        return
    members = overruled.posts_as_they_are(connection, (merge["detail"] or {}).get("members", ()))
    posts = sorted(each["post_id"] for each in members if each["topic_id"] == into.final(merge["value"]) and each["post_id"] not in into.places)
    if 0 < len(posts) < overruled.members_n(connection, into.final(merge["value"])):
        called = dict(label=state[topic]["label"], keywords=state[topic]["keywords"])
        add_within(connection, workspace, dict(kind=SPLIT, topic_id=into.final(merge["value"]), posts=posts, value=topic, detail=called) | told)


def _find_topics(workspace: Workspace, as_of: datetime) -> None:
    """A post that is a complaint from now on gets its topic of the published model; where that cannot be read, with the next run."""
    version = published_version(workspace.store)
    if version is None or not complaints.unassigned_n(workspace.store, version):
        return
    from pipeline import cluster, link      # learning costs seconds to import: other decisions must not pay

    try:
        cluster.run(workspace, as_of, lambda done: None)
    except ModelError:
        return
    link.run(workspace, as_of)


def _lay(connection: Connection, rows: Iterable[Row], before: Iterable[Row]) -> None:
    states = overlay.said(before), overlay.said(stored.holding(connection))
    touched = apply.Reach()
    for row in rows:
        touched |= apply.reach(row, *states)
    apply.lay(connection, touched)


def _comes_back(connection: Connection, row: Row, what: Known) -> list[Row]:
    """What a decision had replaced, as far as it can hold again: its topics and posts may be gone."""
    back = [each for each in stored.replaced_by(connection, row["decision_id"]) if all(topic in what.topics for topic in topics_named(each))]
    left = [each for each in what.decisions if each["decision_id"] != row["decision_id"]]
    for each in back:
        try:
            check_collisions(each, what, left)
        except UsageError as error:
            raise UsageError(f"decision {row['decision_id']} took the place of {named(each)}, which would hold again: {error}") from None
        left.append(each)
    return back


def _refuse_undone(row: Row) -> None:
    if row["replaced_by"] is not None:
        raise UsageError(f"{named(row)} holds no longer: decision {row['replaced_by']} took its place. Undo that one.")
    if row["undone_at"] is not None:
        raise UsageError(f"{named(row)} was undone{' by ' + row['undone_by'] if row['undone_by'] else ''} already. Redo it with `decisions redo`.")


def _events(row: Row) -> list[dict[str, Any]]:
    if row["kind"] == MERGE:
        return [dict(topic_id=row["topic_id"], event="merged", other_id=row["value"], share=1.0)]
    if row["kind"] == SPLIT:
        return [dict(topic_id=row["value"], event="split", other_id=row["topic_id"], share=1.0)]
    return []

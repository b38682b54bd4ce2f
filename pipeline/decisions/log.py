"""The whole log of decisions as JSON lines, and its replay in another workspace on the same data: topics are found by the complaints that stood for them."""
from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TextIO

from pipeline.decisions.decide import add_within
from pipeline.decisions.kinds import APART, KINDS, MERGE, RENAME, SPLIT, in_words
from pipeline.errors import CanaryError, UsageError
from pipeline.records import TOO_SHORT
from pipeline.said import plain
from pipeline.store import decisions as stored
from pipeline.store import overruled
from pipeline.store.engine import Connection
from pipeline.workspace import Workspace

COLUMNS = stored.COLUMNS
_TIMES = ("made_at", "undone_at")
_NEEDED = {"kind": str, "posts": list, "value": str, "anchors": dict, "by": str, "why": str}


@dataclass(frozen=True)
class Replayed:
    """made_n: decisions that hold now; past_n: undone ones, kept as history; known_n: there already; left: (line, what it says, why not) of those that could not be."""

    made_n: int
    past_n: int
    known_n: int
    left: tuple[tuple[int, str, str], ...]


def write(workspace: Workspace, file: TextIO) -> int:
    """Every decision, undone ones too, one JSON object a line; returns how many. No text of a complaint is in it, but ids of posts are."""
    rows = stored.every(workspace.store)
    for row in rows:
        times = {name: row[name].isoformat() if row[name] else None for name in _TIMES}
        file.write(json.dumps(row | times, ensure_ascii=False, sort_keys=True) + "\n")
    return len(rows)


def replay(workspace: Workspace, lines: Iterable[str]) -> Replayed:
    """Decide again, in the order in which it was decided, what a log holds. Said here already, it changes nothing.

    A topic is the one that holds most of the complaints which stood for it then. Raises UsageError for a line that is none of a log; nothing is written then.
    """
    rows = list(_read(lines))
    counts, left = Counter(), []
    ids: dict[int, int] = {}
    with workspace.store.write() as connection:
        here = {_mark(row): row["decision_id"] for row in stored.rows(connection)}
        for number, row in rows:
            row = _of_here(connection, workspace, row)
            if _mark(row) in here:
                counts["known"] += 1
                ids[row["decision_id"]] = here[_mark(row)]
                continue
            try:
                with connection.begin_nested():
                    ids[row["decision_id"]] = _again(connection, workspace, row)
                counts["past" if row["undone_at"] else "made"] += 1
            except CanaryError as error:
                left.append((number, in_words(row), str(error)))
        stored.set_replaced(connection, {ids[row["decision_id"]]: ids[row["replaced_by"]] for _, row in rows
                                         if row["decision_id"] in ids and row["replaced_by"] in ids})
        if counts["made"] or counts["past"]:
            workspace.store.touch(connection)
    return Replayed(counts["made"], counts["past"], counts["known"], tuple(left))


def _of_here(connection: Connection, workspace: Workspace, row: dict[str, Any]) -> dict[str, Any]:
    """A line of a log without posts that are not here (forgotten, never brought), and without personal data in what people typed."""
    asked = {*row["posts"], *(post for posts in row["anchors"].values() for post in posts)}
    here = {each["post_id"] for each in overruled.posts_as_they_are(connection, asked)}
    typed = {name: plain(workspace, row[name]) for name in ("by", "why", *(("value",) if row["kind"] == RENAME else ()))}
    posts = [post for post in row["posts"] if post in here] if row["kind"] == SPLIT else row["posts"]
    return row | typed | dict(posts=posts, anchors={topic: [post for post in posts if post in here] for topic, posts in row["anchors"].items()})


def _again(connection: Connection, workspace: Workspace, row: dict[str, Any]) -> int:
    """One decision of a log, said of the topics of this workspace; one that was undone becomes history only."""
    own = _here(connection, row)
    if row["undone_at"] is not None:
        if len(overruled.posts_as_they_are(connection, row["posts"])) < len(set(row["posts"])):
            raise UsageError("a post of it is not in this workspace.")
        return stored.add(connection, {name: own[name] for name in COLUMNS if name != "decision_id"} | dict(replaced_by=None))
    new = {name: own[name] for name in ("kind", "topic_id", "posts", "value", "detail", "by", "why", "made_at", "anchors")}
    if row["kind"] == MERGE:
        new["detail"] = None        # the complaints that go are those of this workspace
    return add_within(connection, workspace, new)


def _here(connection: Connection, row: Mapping[str, Any]) -> dict[str, Any]:
    """The decision with the ids of this workspace. A split's topic has no complaints before it: it gets the number it had where that is free."""
    named = [row["topic_id"]] + ([row["value"]] if row["kind"] == MERGE or (row["kind"] == APART and not row["posts"]) else [])
    found = {topic: _found(connection, topic, row["anchors"].get(topic, ())) for topic in named if topic}
    value = found.get(row["value"], row["value"]) if len(named) > 1 else row["value"]
    posts = row["posts"]
    if row["kind"] == SPLIT:
        value = "" if value in stored.used_topics(connection) else value
        here = {each["post_id"] for each in overruled.posts_as_they_are(connection, posts) if each["kind"] == "complaint"}
        posts = [post for post in posts if post in here]
    return dict(row) | dict(topic_id=found.get(row["topic_id"]), value=value, posts=posts, anchors={found.get(topic, topic): posts for topic, posts in row["anchors"].items()})


def _found(connection: Connection, topic: str, anchors: Iterable[str]) -> str:
    """The topic of this workspace that holds more than half of the complaints that stood for one. Raises UsageError where none does."""
    posts = list(anchors)
    at = Counter(row["topic_id"] for row in overruled.posts_as_they_are(connection, posts) if row["topic_id"] not in (None, TOO_SHORT))
    most = at.most_common(1)
    if not most:
        raise UsageError(f"none of the complaints that stood for {topic} is in a topic of this workspace.")
    if 2 * most[0][1] <= at.total():
        raise UsageError(f"the {at.total()} complaints that stood for {topic} are spread over {len(at)} topics here, none of which holds more than half of them.")
    return most[0][0]


def _mark(row: Mapping[str, Any]) -> tuple:
    """What tells one decision from another in two workspaces: topics may be called otherwise, complaints and times are the same."""
    value = row["value"] if row["kind"] not in (MERGE, SPLIT, APART) else ""
    return row["kind"], tuple(row["posts"]), value, row["by"], row["made_at"], frozenset(post for posts in row["anchors"].values() for post in posts)


def _read(lines: Iterable[str]) -> Iterator[tuple[int, dict[str, Any]]]:
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield number, _row(number, line)


def _names_posts(row: Mapping[str, Any]) -> bool:
    return all(isinstance(posts, list) and all(isinstance(post, str) for post in posts) for posts in (row["posts"], *row["anchors"].values()))


def _row(number: int, line: str) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except ValueError:
        raise UsageError(f"line {number} is no JSON. A log is what `decisions export FILE` writes.") from None
    if not isinstance(row, dict) or row.get("kind") not in KINDS or any(not isinstance(row.get(name), kind) for name, kind in _NEEDED.items()) or not _names_posts(row):
        raise UsageError(f"line {number} is no decision of a log. A log is what `decisions export FILE` writes.")
    try:
        times = {name: datetime.fromisoformat(row[name]) if row.get(name) else None for name in _TIMES}
    except (TypeError, ValueError):
        raise UsageError(f"line {number}: made_at or undone_at is not a time of the form 2026-11-16T08:00:00+00:00.") from None
    if times["made_at"] is None or any(moment and moment.tzinfo is None for moment in times.values()):
        raise UsageError(f"line {number}: made_at is missing, or a time has no zone.")
    return dict.fromkeys(COLUMNS) | {name: row.get(name) for name in COLUMNS} | times

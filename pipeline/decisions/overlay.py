"""What a model says, with what people said laid over it. Pure; laid twice, it is the same as once."""
from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pipeline.decisions.kinds import (
    APART, BELONGS, COMPLAINT, HIDE, LINK, MERGE, NO, RENAME, SEVERITY, SPLIT, TOUCHPOINT, YES, Row, pair,
)

ACTIVE, HIDDEN, ENDED = "active", "hidden", "ended"
_SURE = 1.0          # confidence of what a person said
_SHOWN = 5           # complaints of a split that stand for the new topic until a model chooses


@dataclass
class Said:
    """Decisions that hold, by what they are asked for. Topics are those they go to in the end, after every merge.

    into: topic -> the topic that it went into; places: complaint -> topic; follow: topic -> {touchpoint that it is not: the one that it is};
    kinds: post -> is it a complaint; apart: pairs of complaints; apart_topics: pairs of topics; born: new topic -> its split.
    """

    into: dict[str, str] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)
    labels: dict[str, str] = field(default_factory=dict)
    links: dict[str, str] = field(default_factory=dict)
    follow: dict[str, dict[str | None, str]] = field(default_factory=dict)
    touchpoints: dict[str, str] = field(default_factory=dict)
    kinds: dict[str, bool] = field(default_factory=dict)
    severities: dict[str, int] = field(default_factory=dict)
    hidden: set[str] = field(default_factory=set)
    apart: list[tuple[str, str]] = field(default_factory=list)
    apart_topics: list[tuple[str, str]] = field(default_factory=list)
    born: dict[str, Row] = field(default_factory=dict)

    def final(self, topic: str | None) -> str | None:
        """Where complaints of a topic are counted."""
        while topic in self.into:
            topic = self.into[topic]
        return topic


def said(decisions: Iterable[Row]) -> Said:
    """decisions: those that hold, oldest first; of a complaint that was placed twice the newer place is taken."""
    found = Said()
    rows = list(decisions)
    found.into.update((row["topic_id"], row["value"]) for row in rows if row["kind"] == MERGE)
    for row in rows:
        _TAKE[row["kind"]](found, row)
    found.places = {post: found.final(topic) for post, topic in found.places.items()}
    return found


def assigned_rows(rows: Sequence[Mapping[str, Any]], decisions: Iterable[Row] | Said) -> list[dict[str, Any]]:
    """Complaints as a model assigns them (post_id, topic_id, topic_confidence, touchpoint_id, touchpoint_confidence, also) → as people say."""
    found = decisions if isinstance(decisions, Said) else said(decisions)
    laid = [_assigned(row, found) for row in rows]
    at = {row["post_id"]: row for row in laid}
    for _ in range(len(found.apart)):      # who moves on may meet another that it is kept from
        for first, second in found.apart:
            if first in at and second in at:
                _part(at[first], at[second], found)
    return laid


def topic_rows(rows: Sequence[Mapping[str, Any]], decisions: Iterable[Row] | Said) -> list[dict[str, Any]]:
    """Topics as a model made them (columns of `topics` but the counts) → as people say; those that people made are added.

    A topic that people put complaints into does not end; a label that a person gave is given to no other topic.
    """
    found = decisions if isinstance(decisions, Said) else said(decisions)
    known = {row["topic_id"] for row in rows}
    born = [_born(split, rows) for topic, split in found.born.items() if topic not in known]
    laid = [_topic(row, found) for row in (*rows, *born)]
    _make_unique(laid, found)
    return laid


def _assigned(row: Mapping[str, Any], found: Said) -> dict[str, Any]:
    post, made = row["post_id"], dict(row)
    start = found.places.get(post, row["topic_id"])
    made["topic_id"] = found.final(start)
    if post in found.places:
        made["topic_confidence"] = _SURE
    if post in found.touchpoints:
        made |= dict(touchpoint_id=found.touchpoints[post], touchpoint_confidence=_SURE)
    elif new := _followed(start, row["touchpoint_id"], found):
        made["touchpoint_id"] = new
    if row.get("also"):
        made["also"] = _also(row["also"], made["topic_id"], found)
    if post in found.severities and row.get("severity") is not None:
        made["severity"] = found.severities[post]
    return made


def _followed(topic: str | None, touchpoint: str | None, found: Said) -> str | None:
    """The touchpoint that a complaint's topic is instead of its own, on the way to where it is counted; None: its own stands."""
    new = None
    while topic is not None:
        new = found.follow.get(topic, {}).get(touchpoint, new)
        topic = found.into.get(topic)
    return new


def _also(further: Sequence[Sequence[Any]], topic: str | None, found: Said) -> list[list[Any]] | None:
    """Further topics of a complaint, each once, and not the one that it is in."""
    shares: dict[str, float] = {}
    for other, share in further:
        if (other := found.final(other)) != topic:
            shares[other] = max(share, shares.get(other, 0.0))
    return [[other, share] for other, share in shares.items()] or None


def _part(first: dict[str, Any], second: dict[str, Any], found: Said) -> None:
    """Of two complaints that are never together the second goes to its next topic, or to none until a model finds one; not where a person put it."""
    if first["topic_id"] != second["topic_id"] or first["topic_id"] is None:
        return
    moved = second if second["post_id"] not in found.places else first
    if moved["post_id"] in found.places:
        return
    further = [other for other, _ in moved.get("also") or () if other != moved["topic_id"]]
    new = further[0] if further else None
    moved |= dict(topic_id=new, topic_confidence=None, also=[each for each in moved.get("also") or () if each[0] != new] or None)


def _topic(row: Mapping[str, Any], found: Said) -> dict[str, Any]:
    topic, made = row["topic_id"], dict(row)
    if topic in found.labels:
        made["label"] = found.labels[topic]
    if topic in found.links:
        made |= dict(touchpoint_id=found.links[topic], link_confidence=_SURE, link_by="person")
    for name in ("typical", "edge"):
        made[name] = [post for post in row[name] if found.kinds.get(post, True) and found.places.get(post, found.final(topic)) == found.final(topic)]
    if topic in found.into:
        made["state"] = ENDED
    elif row["state"] != HIDDEN:
        is_kept = row["state"] == ACTIVE or topic in found.places.values() or topic in found.into.values()
        made["state"] = ENDED if not is_kept else HIDDEN if topic in found.hidden else ACTIVE
    return made


def _born(split: Row, rows: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """The row of a topic that a person split off: as it was called then, until a model describes it."""
    parent = next((row for row in rows if row["topic_id"] == split["topic_id"]), None)
    detail = split["detail"] or {}
    blank = dict(touchpoint_id=None, link_confidence=None, touchpoint_shares={}, model_version=None)
    shared = {name: parent[name] for name in blank} if parent else blank
    return shared | dict(
        topic_id=split["value"], label=detail.get("label") or f"Part of {split['topic_id']}", keywords=list(detail.get("keywords", ())),
        typical=list(split["posts"][:_SHOWN]), edge=[], link_by="model", cohesion=None, is_mixed=False, state=ACTIVE)


def _make_unique(laid: list[dict[str, Any]], found: Said) -> None:
    """A model that gives another topic a label which a person gave, or a split has, tells it apart by its id."""
    chosen = {label.casefold(): topic for topic, label in found.labels.items()}
    for row in laid:
        if row["topic_id"] not in found.labels and chosen.get(row["label"].casefold()) not in (None, row["topic_id"]):
            row["label"] = f"{row['label']} ({row['topic_id']})"


def _merge(found: Said, row: Row) -> None:
    """`into` is filled before all else: places go through it."""


def _split(found: Said, row: Row) -> None:
    found.born[row["value"]] = row
    found.places.update(dict.fromkeys(row["posts"], row["value"]))
    found.apart_topics.append((row["topic_id"], row["value"]))


def _apart(found: Said, row: Row) -> None:
    (found.apart if row["posts"] else found.apart_topics).append(pair(row))


def _link(found: Said, row: Row) -> None:
    found.links[row["topic_id"]] = row["value"]
    found.follow[row["topic_id"]] = {rejected: row["value"] for rejected in (row["detail"] or {}).get("rejected", ()) if rejected != row["value"]}


def _complaint(found: Said, row: Row) -> None:
    found.kinds[row["posts"][0]] = row["value"] == YES
    if row["value"] == NO:
        found.places.pop(row["posts"][0], None)


_TAKE = {
    MERGE: _merge, SPLIT: _split, APART: _apart, LINK: _link, COMPLAINT: _complaint,
    RENAME: lambda found, row: found.labels.update({row["topic_id"]: row["value"]}),
    BELONGS: lambda found, row: found.places.update({row["posts"][0]: row["topic_id"]}),
    TOUCHPOINT: lambda found, row: found.touchpoints.update({row["posts"][0]: row["value"]}),
    SEVERITY: lambda found, row: found.severities.update({row["posts"][0]: int(row["value"])}),
    HIDE: lambda found, row: found.hidden.add(row["topic_id"]),
}

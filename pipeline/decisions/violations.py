"""Which decisions are not kept by a state of complaints and topics. Pure; it knows nothing of how they are kept."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pipeline.decisions.kinds import APART, BELONGS, COMPLAINT, HIDE, LINK, MERGE, RENAME, SEVERITY, SPLIT, TOUCHPOINT, YES, Row, pair
from pipeline.decisions.overlay import ENDED, HIDDEN


def violations(decisions: Sequence[Row], complaints: Sequence[Mapping[str, Any]], topics: Sequence[Mapping[str, Any]],
               looked_at: Sequence[str] | None = None) -> list[Row]:
    """The decisions that do not hold. decisions: those that should, oldest first; complaints: post_id, topic_id, touchpoint_id, severity where it is known;
    topics: topic_id, label, touchpoint_id, state; looked_at: posts of which it is known whether they are complaints, None: all.

    What a later merge or a later answer changed is judged by that later one: a complaint placed twice is where it was put last.
    """
    into = {row["topic_id"]: row["value"] for row in decisions if row["kind"] == MERGE}
    last = {post: row["decision_id"] for row in decisions if row["kind"] in (BELONGS, SPLIT) for post in row["posts"]}
    found = _State({row["post_id"]: row for row in complaints}, {row["topic_id"]: row for row in topics}, into, last, looked_at)
    return [row for row in decisions if not _HOLDS[row["kind"]](row, found)]


class _State:
    def __init__(self, complaints, topics, into, last, looked_at) -> None:
        self.complaints, self.topics, self.into, self.last, self.looked_at = complaints, topics, into, last, looked_at

    def final(self, topic: str | None) -> str | None:
        for _ in range(len(self.into) + 1):
            topic = self.into.get(topic, topic)
        return topic

    def topic_of(self, post: str) -> str | None:
        return self.complaints[post]["topic_id"] if post in self.complaints else None

    def stands(self, topic: str) -> bool:
        return topic in self.topics and self.topics[topic]["state"] != ENDED


def _placed(row: Row, state: _State) -> bool:
    """Every complaint that nothing later was said of is where this says."""
    topic = state.final(row["value"] if row["kind"] == SPLIT else row["topic_id"])
    there = [post for post in row["posts"] if post in state.complaints and state.last[post] == row["decision_id"]]
    return all(state.topic_of(post) == topic for post in there) and (not there or state.stands(topic))


def _split(row: Row, state: _State) -> bool:
    return _placed(row, state) and state.final(row["topic_id"]) != state.final(row["value"])


def _merged(row: Row, state: _State) -> bool:
    """The one is gone, nothing is counted in it, and complaints that stood for it are in the other, unless a person put them elsewhere."""
    topic = state.final(row["value"])
    stood = [post for post in row["anchors"].get(row["topic_id"], ()) if post in state.complaints and post not in state.last]
    elsewhere = [post for post in stood if state.topic_of(post) == row["topic_id"]]
    return not state.stands(row["topic_id"]) and state.stands(topic) and not elsewhere


def _apart(row: Row, state: _State) -> bool:
    first, second = pair(row)
    if row["posts"]:
        return state.topic_of(first) is None or state.topic_of(first) != state.topic_of(second)
    return state.final(first) != state.final(second)


def _linked(row: Row, state: _State) -> bool:
    topic = state.topics.get(row["topic_id"])
    return topic is None or topic["state"] == ENDED or topic["touchpoint_id"] == row["value"]


def _named(row: Row, state: _State) -> bool:
    topic = state.topics.get(row["topic_id"])
    return topic is None or topic["label"] == row["value"]


def _hidden(row: Row, state: _State) -> bool:
    topic = state.topics.get(row["topic_id"])
    return topic is None or topic["state"] in (HIDDEN, ENDED)


def _is_complaint(row: Row, state: _State) -> bool:
    post = row["posts"][0]
    is_known = state.looked_at is None or post in state.looked_at
    return not is_known or (post in state.complaints) == (row["value"] == YES)


def _of(name: str, row: Row, state: _State) -> bool:
    one = state.complaints.get(row["posts"][0])
    return one is None or one.get(name) is None or str(one[name]) == row["value"]


_HOLDS = {
    RENAME: _named, MERGE: _merged, SPLIT: _split, APART: _apart, BELONGS: _placed, LINK: _linked, HIDE: _hidden, COMPLAINT: _is_complaint,
    TOUCHPOINT: lambda row, state: _of("touchpoint_id", row, state), SEVERITY: lambda row, state: _of("severity", row, state),
}

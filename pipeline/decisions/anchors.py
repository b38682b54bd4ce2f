"""What is kept beside a decision: complaints that stood for its topics then, what a link was before, and how a new topic is called."""
from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from pipeline.decisions.kinds import LINK, MERGE, SPLIT, Row, topics_named
from pipeline.store import overruled
from pipeline.store.engine import Connection
from pipeline.workspace import Workspace

ANCHORS_N = 20     # complaints that stand for a topic: enough for a majority where some have moved since
_OTHERS_N = 1000   # complaints of the rest of a topic that a new one's words are held against


def of(connection: Connection, row: Row) -> dict[str, list[str]]:
    """topic -> post ids: its most typical complaints, then others spread evenly over time. Of a split: what stays, and what goes."""
    going = set(row["posts"]) if row["kind"] == SPLIT else set()
    found = {topic: _standing(connection, topic, going) for topic in topics_named(row)}
    return found | ({row["value"]: list(row["posts"][:ANCHORS_N])} if row["kind"] == SPLIT else {})


def detail(connection: Connection, workspace: Workspace, row: Row) -> dict[str, Any] | None:
    """Of a link: the touchpoints that the topic is not. Of a split: label and keywords of the new topic. Of a merge: the complaints that went."""
    if row["kind"] == LINK:
        present = overruled.topics_as_they_are(connection, [row["topic_id"]])
        both = {each["touchpoint_id"] for each in (*present, *overruled.topics_as_models_say(connection, present))}
        return {"rejected": sorted(both - {row["value"]}, key=str)}
    if row["kind"] == MERGE:
        return {"members": overruled.members(connection, row["topic_id"])}
    return _called(connection, workspace, row) if row["kind"] == SPLIT else None


def _standing(connection: Connection, topic: str, going: set[str]) -> list[str]:
    rows = overruled.topics_as_they_are(connection, [topic])
    typical = [post for row in rows for post in row["typical"] if post not in going][:ANCHORS_N // 2]
    others = [post for post in overruled.members(connection, topic) if post not in going and post not in typical]
    return [*typical, *_spread(others, ANCHORS_N - len(typical))]


def _spread(values: Sequence[str], most: int) -> list[str]:
    return [values[int(at)] for at in np.linspace(0, len(values) - 1, min(most, len(values)))] if values else []


def _called(connection: Connection, workspace: Workspace, row: Row) -> dict[str, Any]:
    """How the complaints that are split off differ from the others of their topic, in words; never a label that is taken."""
    from models.labels import MIXED, label_topics

    going = set(row["posts"])
    others = _spread([post for post in overruled.members(connection, row["topic_id"]) if post not in going], _OTHERS_N)
    texts = overruled.texts(connection, [*row["posts"], *others])
    ids = [post for post in (*row["posts"], *others) if post in texts]
    brand = workspace.settings.brand
    left_out = {word for name in (brand.name, *brand.handles) for word in name.lower().split()}
    label = label_topics([texts[post] for post in ids], np.array([0 if post in going else 1 for post in ids]), 2, left_out)[0]
    taken = {each["label"].casefold() for each in overruled.topics_as_they_are(connection, overruled.topic_ids(connection))}
    text = ", ".join(label.keywords[:3]).capitalize() if label.text.startswith(MIXED) else label.text
    return {"label": text if text.casefold() not in taken else f"{text} ({row['value']})", "keywords": list(label.keywords)}

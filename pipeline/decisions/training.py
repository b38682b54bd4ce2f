"""What a training takes of people's decisions: where complaints are pinned, what stays apart, what must not end, what was answered. Pure but for the last."""
from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import pandas as pd

from models.constraints import Before
from pipeline.decisions import overlay
from pipeline.decisions.kinds import APART, BELONGS, COMPLAINT, LINK, MERGE, OF_TOPICS, SEVERITY, YES, Row, topics_named
from pipeline.decisions.overlay import ENDED, Said
from pipeline.records import TOO_SHORT
from pipeline.store import decisions as stored
from pipeline.store import overruled
from pipeline.store.engine import Store

FREE, UNSAID = -1, -1


def before(frame: pd.DataFrame, topics: pd.DataFrame, decisions: Sequence[Row]) -> Before:
    """frame: post_id, topic_id (as published, decisions laid over it; NaN: none) of n complaints; topics: topic_id, state of all there ever were.

    Complaints are pinned where a person put them, and those that stood for two topics when they were merged are pinned together. Every topic that a decision is about is kept.
    """
    found = overlay.said(decisions)
    ids = tuple(sorted(topic for topic in topics.loc[topics["state"] != ENDED, "topic_id"] if topic != TOO_SHORT))
    place = {topic: number for number, topic in enumerate(ids)}
    row_of = {post: number for number, post in enumerate(frame["post_id"])}
    present = np.array([place.get(topic, FREE) if isinstance(topic, str) else FREE for topic in frame["topic_id"]], dtype=int)
    pinned = np.full(len(frame), FREE)
    for post, topic in pins(decisions, found).items():
        # who stood for a topic, and is in another now, came back from a merge that was undone
        if post in row_of and topic in place and (post in found.places or present[row_of[post]] in (FREE, place[topic])):
            pinned[row_of[post]] = place[topic]
    return Before(ids, present, pinned, _pairs(found.apart, row_of), tuple(sorted({place[topic] for topic in kept(decisions, found) if topic in place})),
                  _pairs([(found.final(a), found.final(b)) for a, b in found.apart_topics], place))


def pins(decisions: Sequence[Row], found: Said | None = None) -> dict[str, str]:
    """complaint -> the topic that it must be in. What stood for two topics when they were merged is pinned too, but for complaints that something else was said of."""
    found = found or overlay.said(decisions)
    free = {post for both in found.apart for post in both} | {post for post, is_one in found.kinds.items() if not is_one}
    anchored = {post: found.final(topic) for row in decisions if row["kind"] == MERGE
                for topic, posts in row["anchors"].items() for post in posts if post not in free}
    return anchored | found.places


def kept(decisions: Sequence[Row], found: Said | None = None) -> set[str]:
    """Topics that a decision is about, where merges have led them: they must not end."""
    found = found or overlay.said(decisions)
    about = (row for row in decisions if row["kind"] in (*OF_TOPICS, BELONGS) or (row["kind"] == APART and not row["posts"]))
    return {found.final(topic) for row in about for topic in topics_named(row)}


def decided(frame: pd.DataFrame, decisions: Sequence[Row], touchpoint_ids: Sequence[str]) -> np.ndarray:
    """(n,) position in `touchpoint_ids` of the touchpoint that a person said of each complaint (frame: post_id), -1: none.

    Complaints that stood for a topic when it was linked by a person are of that touchpoint, unless they were answered themselves.
    """
    place, found = {touchpoint: number for number, touchpoint in enumerate(touchpoint_ids)}, overlay.said(decisions)
    stood = {post: row["value"] for row in decisions if row["kind"] == LINK for post in row["anchors"].get(row["topic_id"], ())
             if found.kinds.get(post, True) and found.places.get(post, found.final(row["topic_id"])) == found.final(row["topic_id"])}
    said = stood | found.touchpoints
    return np.array([place.get(said.get(post, ""), UNSAID) for post in frame["post_id"]], dtype=int)


def complaint_answers(store: Store) -> list[tuple[str, bool]]:
    """(text, is it a complaint) of every post of which a person said so, oldest answer first."""
    return [(text, value == YES) for text, value in _answers(store, COMPLAINT)]


def severity_answers(store: Store) -> list[tuple[str, int]]:
    """(text, severity 0–4) of every complaint of which a person said so, oldest answer first."""
    return [(text, int(value)) for text, value in _answers(store, SEVERITY)]


def _answers(store: Store, kind: str) -> list[tuple[str, str]]:
    with store.read() as connection:
        rows = [row for row in stored.holding(connection) if row["kind"] == kind]
        texts = overruled.texts(connection, {row["posts"][0] for row in rows if row["posts"]})
    return [(texts[row["posts"][0]], row["value"]) for row in rows if row["posts"] and row["posts"][0] in texts]


def _pairs(both: Iterable[tuple[str, str]], place: dict[str, int]) -> tuple[tuple[int, int], ...]:
    return tuple(sorted({tuple(sorted((place[a], place[b]))) for a, b in both if a in place and b in place and place[a] != place[b]}))

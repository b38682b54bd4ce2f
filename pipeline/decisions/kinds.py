"""The kinds of decision, what each says and which two are answers to the same question. Pure."""
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

RENAME, MERGE, SPLIT, APART, BELONGS, LINK, TOUCHPOINT, COMPLAINT, SEVERITY, HIDE = KINDS = (
    "rename", "merge", "split", "apart", "belongs", "link", "touchpoint", "complaint", "severity", "hide")
OF_TOPICS = (RENAME, MERGE, SPLIT, LINK, HIDE)
"""Kinds that name a topic they are about."""
OF_ONE_COMPLAINT = (BELONGS, TOUCHPOINT, COMPLAINT, SEVERITY)
YES, NO = "yes", "no"

Row = Mapping[str, Any]
"""A decision as the table `decisions` keeps it."""


@dataclass(frozen=True)
class Decision:
    """What a person says. Which fields are needed, by kind:

    rename: topic_id, value (label) · merge: topic_id goes into value (topic id) · split: topic_id, posts, value (new topic id, "" for the
    next free one) · apart: topic_id and value (topic id), or two posts · belongs: posts (one), topic_id · link: topic_id, value (touchpoint
    id) · touchpoint: posts (one), value (touchpoint id) · complaint: posts (one), value (yes or no) · severity: posts (one), value (0 to 4) ·
    hide: topic_id.
    """

    kind: str
    topic_id: str | None = None
    posts: tuple[str, ...] = ()
    value: str = ""


def as_row(decision: Decision) -> dict[str, Any]:
    return dict(kind=decision.kind, topic_id=decision.topic_id, posts=list(decision.posts), value=decision.value, detail=None)


def question(row: Row) -> tuple | None:
    """What a decision answers: of two with the same question only the newer holds. None: it replaces nothing."""
    if row["kind"] in (RENAME, LINK, HIDE, MERGE):
        return row["kind"], row["topic_id"]
    if row["kind"] in OF_ONE_COMPLAINT:
        return row["kind"], row["posts"][0]
    if row["kind"] == APART:
        return row["kind"], frozenset(pair(row))
    return None


def answer(row: Row) -> tuple:
    """What a decision says to its question."""
    return (row["topic_id"], "") if row["kind"] == BELONGS else ("", "") if row["kind"] == APART else ("", row["value"])


def pair(row: Row) -> tuple[str, str]:
    """The two topics or the two complaints that an `apart` keeps from each other."""
    return tuple(row["posts"]) if row["posts"] else (row["topic_id"], row["value"])


def topics_named(row: Row) -> tuple[str, ...]:
    """Every topic that a decision names, the new one of a split too."""
    others = (row["value"],) if row["kind"] in (MERGE, SPLIT) or (row["kind"] == APART and not row["posts"]) else ()
    return tuple(name for name in (row["topic_id"], *others) if name)


def in_words(row: Row) -> str:
    """What was decided, in a few words of ids; the label of a rename is a person's own text."""
    posts = list(row["posts"])
    some = f"{len(posts):,} complaints" if len(posts) != 1 else "1 complaint"
    return {
        RENAME: f"{row['topic_id']} is called \"{row['value']}\"",
        MERGE: f"{row['topic_id']} goes into {row['value']}",
        SPLIT: f"{some} of {row['topic_id']} are {row['value']}",
        APART: "{} and {} never together".format(*pair(row)) if row["kind"] == APART else "",
        BELONGS: f"{posts[0] if posts else 'a complaint'} belongs to {row['topic_id']}",
        LINK: f"{row['topic_id']} is {row['value']}",
        TOUCHPOINT: f"{posts[0] if posts else 'a complaint'} is {row['value']}",
        COMPLAINT: f"{posts[0] if posts else 'a post'} is {'a' if row['value'] == YES else 'no'} complaint",
        SEVERITY: f"{posts[0] if posts else 'a complaint'} has severity {row['value']}",
        HIDE: f"{row['topic_id']} is hidden",
    }[row["kind"]]

"""The central types: what passes between the stages."""
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

TOO_SHORT = "t-short"
"""The topic of complaints too short to tell what they are about: kept and counted, never forced into a topic."""

COLLECTED = "collected"
"""Stands for the name of a file where a source brought a row without one."""


@dataclass(frozen=True)
class Marks:
    """Keyed hashes (see marks.py) that a tombstone would hold of a post, its author, its words, what it replies to, its thread; "": none."""

    post: str = ""
    author: str = ""
    words: str = ""
    parent: str = ""
    thread: str = ""


@dataclass(frozen=True)
class Post:
    """A public message as it is stored: its text repaired and redacted, its author a pseudonym.

    post_id is "source:native id"; posted_at is aware and in UTC; text_key is a keyed hash of the text as it came,
    by which a second import knows it again; counts of reach are None where the source does not say. edited_at: when
    the source says that its author changed it; conversation_id: the post that began the thread, where it says so; both None
    from a file.
    """

    post_id: str
    source: str
    channel: str
    posted_at: datetime
    text: str
    text_key: str
    author_id: str | None = None
    language: str | None = None
    url: str | None = None
    in_reply_to: str | None = None
    followers: int | None = None
    likes: int | None = None
    reposts: int | None = None
    is_brand: bool = False
    words_n: int = 0
    redactions: Mapping[str, int] = field(default_factory=dict)
    attributes: Mapping[str, str] = field(default_factory=dict)
    edited_at: datetime | None = None
    conversation_id: str | None = None
    marks: Marks = Marks()


@dataclass(frozen=True)
class Rejected:
    """A row that cannot be read as a post. row_n counts the rows of the file from 1; excerpt is redacted."""

    row_n: int
    reason: str
    excerpt: str
    marks: Marks = Marks()


@dataclass(frozen=True)
class Filters:
    """What a page, an export or a count is narrowed to; empty means everything.

    first_day and last_day are inclusive days in the workspace's zone; attributes are (name, value) pairs:
    values of one name are alternatives, names are combined.
    """

    first_day: date | None = None
    last_day: date | None = None
    sources: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    attributes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class StageDone:
    """What one stage did: shown as one line, kept as a row. Seconds are wall time."""

    stage: str
    in_n: int
    out_n: int
    seconds: float
    note: str = ""

"""The posts of a thread in order, and whose side each is on: that of one person, or of the company speaking to one. Pure, and linear in the posts."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

Row = Mapping[str, Any]
"""A post: post_id, posted_at, author_id, in_reply_to, is_brand and what else the reader asked for."""
_STARTER = ""
"""Who began the thread, where nobody says who that was."""


@dataclass(frozen=True)
class Thread:
    """posts: in order; sides: post_id -> the person who wrote it or, of the company's posts, whom it answers; None: nobody."""

    posts: tuple[Row, ...]
    sides: Mapping[str, str | None]

    @cached_property
    def _by_person(self) -> dict[str | None, list[Row]]:
        found: dict[str | None, list[Row]] = {}
        for post in self.posts:
            found.setdefault(self.sides[post["post_id"]], []).append(post)
        return found

    def side_of(self, post_id: str) -> list[Row]:
        """The posts of the person who wrote this one and the company's to them, in order."""
        return self._by_person[self.sides[post_id]]


def read(rows: Sequence[Row]) -> Thread:
    """The thread that these posts are, in any order.

    They stand in the order of time, but a reply never before what it replies to, whatever their clocks say; of posts that reply to each
    other in a ring the earliest begins it. A post without an author is the starter's where the starter has none either, else nobody's
    but its own. A post of the company answers the nearest person above it, or who began the thread where it hangs on nothing.
    """
    by_time = sorted(rows, key=lambda row: (row["posted_at"], row["post_id"]))
    above = _above(by_time)
    posts = _in_order(by_time, above)
    return Thread(tuple(posts), _sides(posts, above))


def _above(by_time: Sequence[Row]) -> dict[str, str | None]:
    """post_id -> the post of the thread that it replies to; rings are cut above their earliest post."""
    stored, place = {row["post_id"] for row in by_time}, {row["post_id"]: n for n, row in enumerate(by_time)}
    above = {row["post_id"]: row["in_reply_to"] if row["in_reply_to"] in stored else None for row in by_time}
    gone: set[str] = set()
    for start in place:
        path: dict[str, int] = {}
        at: str | None = start
        while at is not None and at not in gone and at not in path:
            path[at] = len(path)
            at = above[at]
        if at in path:
            above[min(list(path)[path[at]:], key=place.__getitem__)] = None
        gone.update(path)
    return above


def _in_order(by_time: Sequence[Row], above: Mapping[str, str | None]) -> list[Row]:
    """By the time from which a post can be: its own, or that of what it replies to where its clock is behind; then by how deep it hangs."""
    rows = {row["post_id"]: row for row in by_time}
    keys: dict[str, tuple[datetime, int]] = {}
    for post_id in rows:
        for at in reversed(_upward(post_id, above, keys)):
            moment, depth = keys[above[at]] if above[at] else (rows[at]["posted_at"], -1)
            keys[at] = max(moment, rows[at]["posted_at"]), depth + 1
    return sorted(by_time, key=lambda row: (*keys[row["post_id"]], row["posted_at"], row["post_id"]))


def _sides(posts: Sequence[Row], above: Mapping[str, str | None]) -> dict[str, str | None]:
    if not posts:
        return {}
    starter = None if posts[0]["is_brand"] else posts[0]["author_id"] or _STARTER
    sides: dict[str, str | None] = {}
    for post in posts:           # what a post hangs on stands before it
        if not post["is_brand"]:
            sides[post["post_id"]] = post["author_id"] or (_STARTER if starter == _STARTER else post["post_id"])
        else:
            over = above[post["post_id"]]
            sides[post["post_id"]] = starter if over is None else sides[over]
    return sides


def _upward(post_id: str, above: Mapping[str, str | None], known: Mapping[str, Any]) -> list[str]:
    """The post and those above it up to the first that is known."""
    path, at = [], post_id
    while at is not None and at not in known:
        path.append(at)
        at = above[at]
    return path

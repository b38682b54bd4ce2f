"""Which posts of a thread are one complaint, and which only follow up. Pure."""
from __future__ import annotations

from collections.abc import Iterable, Sequence

from pipeline.threads import order
from pipeline.threads.order import Row

COMPANY, REPOST, COMPLAINT, FOLLOW_UP, OTHER = "company", "repost", "complaint", "follow-up", "other"
_SET_APART = (COMPANY, REPOST)


def of_thread(rows: Sequence[Row]) -> dict[str, str]:
    """post_id -> kind. rows: as in order.read, with thread_id and `kind`: what each post is when read alone.

    However often a person writes in a thread, it is one complaint: of who began it, what begins it, since "Billing says Visits."
    alone says nothing; of others, the first that reports a failure. Where the first post is not stored, nobody knows who began it.
    """
    thread, found = order.read(rows), {}
    first = thread.posts[0]
    begins = first["post_id"] == first["thread_id"] and first["kind"] not in _SET_APART
    complained = {thread.sides[first["post_id"]]} if begins else set()
    for post in thread.posts:
        person, kind = thread.sides[post["post_id"]], post["kind"]
        if kind not in _SET_APART:
            kind = FOLLOW_UP if person in complained and not (begins and post is first) else kind
            complained |= {person} if kind == COMPLAINT else set()
        found[post["post_id"]] = kind
    return found


def in_threads(rows: Iterable[Row]) -> dict[str, str]:
    """The same of many threads."""
    threads: dict[str, list[Row]] = {}
    for row in rows:
        threads.setdefault(row["thread_id"], []).append(row)
    found: dict[str, str] = {}
    for thread in threads.values():
        found |= of_thread(thread)
    return found


def alone(row: Row, threshold: float) -> str:
    """What a post that was looked at before is when read alone. row: kind as it stands, complaint_p.

    A person's word that it is a complaint counts; their word that it is none does not make another of what followed it.
    """
    if row["kind"] in _SET_APART:
        return row["kind"]
    return COMPLAINT if row["kind"] == COMPLAINT or row["complaint_p"] >= threshold else OTHER

"""Complaints with topics, laid straight into a store: exact counts by day, source and topic, read in a moment."""
from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import insert

from pipeline.store import complaints, topics
from pipeline.store.tables import attributes, complaints as complaint_rows, posts
from pipeline.workspace import Workspace

FIRST = date(2026, 3, 2)     # a Monday
HOMES = {"t-001": "billing", "t-002": "phone-line", "t-003": "chat", "t-004": "delivery", "t-005": "roaming", "t-006": "payments"}
AS_OF = datetime(2026, 11, 16, 6, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Said:
    """People who complained of a topic on a day; each another one, unless `author` names them."""

    day: date
    topic: str
    people: int
    source: str = "x"
    author: str = ""
    attributes: Mapping[str, str] = field(default_factory=dict)
    followers: int | None = None


def publish(workspace: Workspace, homes: Mapping[str, str] = HOMES) -> None:
    """Topics that are surely linked to their touchpoints."""
    rows = [dict(topic_id=topic_id, label=f"about {touchpoint}", keywords=[], typical=[], edge=[], touchpoint_id=touchpoint, link_confidence=0.9,
                 link_by="model", touchpoint_shares={touchpoint: 0.9}, cohesion=0.5, is_mixed=False, state="active", model_version="m-1")
            for topic_id, touchpoint in homes.items()]
    with workspace.store.write() as connection:
        topics.publish(connection, rows, "m-1")


def lay(workspace: Workspace, said: Iterable[Said], homes: Mapping[str, str] = HOMES) -> None:
    """Store these complaints as the stages would leave them, their weeks counted."""
    rows = [_post(one, number) for one in said for number in range(one.people)]
    made = [_complaint(post, one, homes) for post, one in rows]
    named = [dict(post_id=post["post_id"], name=name, value=value) for post, one in rows for name, value in one.attributes.items()]
    with workspace.store.write() as connection:
        connection.execute(insert(posts), [post for post, _ in rows])
        connection.execute(insert(complaint_rows), made)
        if named:
            connection.execute(insert(attributes), named)
        complaints.mark_stale(connection, {row["week"] for row in made})
    for week in complaints.stale_weeks(workspace.store):
        complaints.recount_week(workspace.store, week)


_numbers = iter(range(10_000_000))


def _post(one: Said, number: int) -> tuple[dict, Said]:
    at = datetime.combine(one.day, time(8 + number % 12, number % 60), tzinfo=UTC)
    serial = next(_numbers)
    return dict(
        post_id=f"{one.source}:{serial}", source=one.source, channel="x", posted_at=at, day=one.day, week=one.day - timedelta(days=one.day.weekday()),
        author_id=one.author or f"a{serial}", text="it does not work", text_key=str(serial), words_n=4, language="en", url=None, in_reply_to=None,
        thread_id=f"{one.source}:{serial}", followers=one.followers, likes=None, reposts=None, is_brand=False, redactions={}, kind="complaint",
        complaint_p=0.9, severity=2), one


def _complaint(post: Mapping, one: Said, homes: Mapping[str, str]) -> dict:
    kept = {name: post[name] for name in ("post_id", "posted_at", "day", "week", "source", "channel", "author_id", "severity")}
    return kept | dict(copies_n=0, topic_id=one.topic, topic_confidence=0.9, touchpoint_id=homes[one.topic], touchpoint_confidence=0.9, shares={},
                       is_topic_vote=False, is_touchpoint_vote=False, model_version="m-1")


def ordinary(days_n: int, people: int = 3, first: date = FIRST) -> list[Said]:
    """Every topic spoken of by two to four people a day, in a pattern that repeats in no week."""
    return [Said(first + timedelta(days=day), topic, people + (day * 5 + at * 3) % 11 % 3 - 1) for day in range(days_n) for at, topic in enumerate(HOMES)]


def burst(topic: str, day: int, days_n: int, people: int, **more) -> list[Said]:
    """So many more people on each of the days from number `day` on."""
    return [Said(FIRST + timedelta(days=at), topic, people, **more) for at in range(day, day + days_n)]

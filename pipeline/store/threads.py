"""Threads: posts with the replies to them."""
from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import func, select

from pipeline.store.engine import Store
from pipeline.store.tables import complaints, posts


def with_complaints(store: Store, source: str, since: datetime) -> list[str]:
    """Native ids of the posts that began threads in which somebody complained at `since` or later, the latest first."""
    latest = func.max(posts.c.posted_at)
    query = select(posts.c.thread_id).where(posts.c.source == source, posts.c.kind == "complaint", posts.c.posted_at >= since)
    with store.read() as connection:
        found = connection.scalars(query.group_by(posts.c.thread_id).order_by(latest.desc(), posts.c.thread_id)).all()
    return [thread_id.partition(":")[2] for thread_id in found]


def replies_by_topic(store: Store, first_day: date, last_day: date) -> dict[str, int]:
    """topic_id -> the company's replies from `first_day` to `last_day` in threads in which somebody complained about it."""
    reply, own = posts.alias(), posts.alias()
    query = select(complaints.c.topic_id, func.count(reply.c.post_id.distinct())).select_from(reply).join(own, own.c.thread_id == reply.c.thread_id).join(
        complaints, complaints.c.post_id == own.c.post_id).where(
        reply.c.is_brand.is_(True), reply.c.day.between(first_day, last_day), complaints.c.topic_id.is_not(None)).group_by(complaints.c.topic_id)
    with store.read() as connection:
        return {topic_id: n for topic_id, n in connection.execute(query)}

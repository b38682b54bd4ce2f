"""Threads: posts with the replies to them."""
from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select

from pipeline.store.engine import Store
from pipeline.store.tables import posts


def with_complaints(store: Store, source: str, since: datetime) -> list[str]:
    """Native ids of the posts that began threads in which somebody complained at `since` or later, the latest first."""
    latest = func.max(posts.c.posted_at)
    query = select(posts.c.thread_id).where(posts.c.source == source, posts.c.kind == "complaint", posts.c.posted_at >= since)
    with store.read() as connection:
        found = connection.scalars(query.group_by(posts.c.thread_id).order_by(latest.desc(), posts.c.thread_id)).all()
    return [thread_id.partition(":")[2] for thread_id in found]

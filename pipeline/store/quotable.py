"""Complaints that can stand for a topic or a touchpoint in a report: the surest of some days, never of a topic that is hidden."""
from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from sqlalchemy import func, or_, select

from pipeline.store.engine import Store
from pipeline.store.tables import complaints, posts

_TARGETS = {"topic": complaints.c.topic_id, "touchpoint": complaints.c.touchpoint_id}
_SURE = func.round(func.coalesce(complaints.c.topic_confidence, 0) * func.coalesce(complaints.c.touchpoint_confidence, 0) * func.coalesce(posts.c.complaint_p, 0) * 10_000)
"""That it is of its topic, of its touchpoint and a complaint at all: what is sure of one alone is often a joke, or praise."""


def surest(store: Store, target: tuple[str, str], days: tuple[date, date], hidden: Collection[str], limit: int) -> list[dict[str, Any]]:
    """post_id, author_id, source, day, text, url: those the models are surest of first, without what harmed nobody. target: level (topic | touchpoint) and id."""
    query = select(complaints.c.post_id, complaints.c.author_id, complaints.c.source, complaints.c.day, posts.c.text, posts.c.url).join(
        posts, posts.c.post_id == complaints.c.post_id).where(
        _TARGETS[target[0]] == target[1], complaints.c.severity > 0, complaints.c.day.between(*days),
        or_(complaints.c.topic_id.is_(None), complaints.c.topic_id.not_in(sorted(hidden))))
    with store.read() as connection:
        return [dict(row) for row in connection.execute(query.order_by(_SURE.desc(), complaints.c.post_id).limit(limit)).mappings()]

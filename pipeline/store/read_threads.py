"""The complaints whose thread was read, as pages narrow them."""
from __future__ import annotations

import sqlalchemy as sa

from pipeline.records import Filters
from pipeline.store import further
from pipeline.store.complaints import narrowed
from pipeline.store.tables import complaints, threads


def of_read(query: sa.Select, filters: Filters, topic_id: str | None = None, touchpoint_id: str | None = None) -> sa.Select:
    """`query` on complaints, joined with `threads` and narrowed: to the filters, to those who speak of a topic, to a touchpoint."""
    query = narrowed(query.join(threads, threads.c.post_id == complaints.c.post_id), complaints, filters)
    if topic_id is not None:
        query = query.where(sa.or_(complaints.c.topic_id == topic_id, further.speaking_of(topic_id)))
    return query if touchpoint_id is None else query.where(complaints.c.touchpoint_id == touchpoint_id)

"""What the stages have not read yet, and until when sources spoke, up to a day."""
from __future__ import annotations

from datetime import date

from sqlalchemy import func, or_, select

from pipeline.store.engine import Store
from pipeline.store.tables import complaints, posts


def unread_n(store: Store, until: date) -> int:
    """Posts that were not cleaned yet."""
    with store.read() as connection:
        return connection.scalar(select(func.count()).select_from(posts).where(posts.c.kind.is_(None), posts.c.day <= until))


def unsorted_n(store: Store, model_version: str | None, until: date) -> int:
    """Complaints that this model has not seen; all of them where there is none."""
    seen_by = complaints.c.model_version
    is_unseen = or_(seen_by.is_(None), seen_by < model_version, seen_by > model_version) if model_version else seen_by.is_(None)      # "!=" would look at every complaint
    with store.read() as connection:
        return connection.scalar(select(func.count()).select_from(complaints).where(is_unseen, complaints.c.day <= until))


def last_days(store: Store, until: date) -> dict[str, date]:
    """source -> the day of its last post by then."""
    spoken = select(posts.c.day, posts.c.source).where(posts.c.day <= until).distinct().subquery()       # said so, an index alone answers it
    query = select(spoken.c.source, func.max(spoken.c.day)).group_by(spoken.c.source)
    with store.read() as connection:
        return {source: day for source, day in connection.execute(query)}

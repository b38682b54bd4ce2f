"""Harm of a complaint as it is summed everywhere: how bad it is, and whether the person had to come back again and again."""
from __future__ import annotations

from sqlalchemy import ColumnElement, Integer, and_, case, cast

from pipeline.store.tables import complaints

MOST = 4
AGAIN_MIN = 2     # posts after the complaint in its thread: one more may be a detail or thanks, two are somebody who was not helped


def harm() -> ColumnElement[int]:
    """Severity (0-4) as read from the words, one step more where its author came back at least AGAIN_MIN times; severity itself stays."""
    is_again = and_(complaints.c.came_back_n >= AGAIN_MIN, complaints.c.severity < MOST)
    return complaints.c.severity + cast(case((is_again, 1), else_=0), Integer)


def is_again(came_back_n: int) -> bool:
    """Does coming back so often add to the harm?"""
    return came_back_n >= AGAIN_MIN

"""Cells: complaints counted by combinations of attribute values, of one touchpoint or topic and of all others."""
from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import pandas as pd
import sqlalchemy as sa
from sqlalchemy import Connection, Select, and_, select

from pipeline.store.tables import attributes, complaints

_NOTHING = sa.literal_column("''")   # written out: PostgreSQL takes an expression in GROUP BY for another where its parameters are
Stretch = tuple[date, date]
"""First and last day, both in it."""


def by_attributes(connection: Connection, level: str, target_id: str, names: Sequence[str], now: Stretch, past: Stretch) -> pd.DataFrame:
    """A row per combination of the values of `names` ("" where one is missing) in these stretches.

    Columns: `names`, observed_n and past_n (people of the target now and before), exposure_n and past_exposure_n (people of
    everything else), all of one person once a week. At level "all" the target is everything; its exposure is 1 a day of the
    stretch in every cell, so that counts are compared with counts.
    """
    target, others, vote = _target(level, target_id)
    tables = {name: attributes.alias(f"a{number}") for number, name in enumerate(names)}
    values = [sa.func.coalesce(table.c.value, _NOTHING).label(f"v{number}") for number, table in enumerate(tables.values())]
    source = complaints
    for name, table in tables.items():
        source = source.outerjoin(table, and_(table.c.post_id == complaints.c.post_id, table.c.name == name))
    sums = [_sum(and_(complaints.c.day.between(*stretch), wanted)) for stretch in (now, past) for wanted in (target, others)]
    query = select(*values, *sums).select_from(source).where(
        _in((min(now[0], past[0]), max(now[1], past[1]))), vote.is_(True)).group_by(*values).order_by(*values)
    rows = [tuple(row) for row in connection.execute(query)]
    frame = pd.DataFrame(rows, columns=[*names, "observed_n", "exposure_n", "past_n", "past_exposure_n"])
    frame = frame.astype(dict.fromkeys(frame.columns[len(names):], float))
    if level == "all":
        return frame.assign(exposure_n=float(_days(now)), past_exposure_n=float(_days(past)))
    return frame


def names_of(connection: Connection, level: str, target_id: str, stretch: Stretch) -> list[tuple[str, int, int]]:
    """(attribute, complaints of the target that have it, different values) in a stretch, most first."""
    n, values_n = sa.func.count().label("n"), sa.func.count(sa.distinct(attributes.c.value))
    query: Select = select(attributes.c.name, n, values_n).join(complaints, complaints.c.post_id == attributes.c.post_id).where(
        _in(stretch), _target(level, target_id)[0]).group_by(attributes.c.name).order_by(sa.desc("n"), attributes.c.name)
    return [tuple(row) for row in connection.execute(query)]


def _target(level: str, target_id: str) -> tuple[sa.ColumnElement[bool], sa.ColumnElement[bool], sa.ColumnElement[bool]]:
    """What belongs to the target, what does not (unclear touchpoints too), and the vote that counts a person once a week there."""
    if level == "all":
        return sa.true(), sa.false(), complaints.c.is_topic_vote
    column, vote = ((complaints.c.topic_id, complaints.c.is_topic_vote) if level == "topic" else
                    (complaints.c.touchpoint_id, complaints.c.is_touchpoint_vote))
    return column == target_id, sa.or_(column != target_id, column.is_(None)), vote


def _in(stretch: Stretch) -> sa.ColumnElement[bool]:
    """Days of a stretch, found by their weeks, which the table has in order."""
    monday = stretch[0] - timedelta(days=stretch[0].weekday())
    return and_(complaints.c.week.between(monday, stretch[1]), complaints.c.day.between(*stretch))


def _sum(condition: sa.ColumnElement[bool]) -> sa.ColumnElement[int]:
    return sa.func.sum(sa.case((condition, 1), else_=0))


def _days(stretch: Stretch) -> int:
    return (stretch[1] - stretch[0]).days + 1

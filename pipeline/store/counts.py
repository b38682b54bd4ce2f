"""Counts for pages, baselines and exports: from the rollup where it holds enough, else from the complaints."""
from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pandas as pd
import sqlalchemy as sa
from sqlalchemy import Connection, select

from pipeline.records import Filters
from pipeline.store import further
from pipeline.store.complaints import narrowed
from pipeline.store.engine import Store
from pipeline.store.harm import harm
from pipeline.store.people import PERSON
from pipeline.store.tables import attributes, complaints, daily, posts, quarantine

MEASURES = ("complaints_n", "topic_people_n", "touchpoint_people_n", "severity_sum")


def by(store: Store, columns: tuple[str, ...], filters: Filters = Filters()) -> pd.DataFrame:
    """Counts grouped by any of day, touchpoint_id (as Store.linked reads it), topic_id, source, channel.

    Returns those columns (day as datetime64, NULL ids as NaN) plus complaints_n, topic_people_n (one person once a week
    and topic), touchpoint_people_n (once a week and touchpoint) and severity_sum (of harm, see harm.py), all integers.
    """
    if filters.attributes:
        keys = _keys(store, complaints, columns)
        query = select(
            *keys, sa.func.count(), *(sa.func.sum(sa.cast(flag, sa.Integer)) for flag in (
                complaints.c.is_topic_vote, complaints.c.is_touchpoint_vote)), sa.func.sum(harm()))
        query, alone = narrowed(query, complaints, filters), narrowed(select(complaints.c.post_id).where(complaints.c.also.is_not(None)), complaints, filters)
    else:
        keys = _keys(store, daily, columns)
        query = narrowed(select(*keys, *(sa.func.sum(daily.c[name]) for name in MEASURES)), daily, filters)
    with store.read() as connection:
        rows = [tuple(row) for row in connection.execute(query.group_by(*keys).order_by(*keys))]
        more = _further(store, connection, set(connection.scalars(alone)), columns) if filters.attributes else []
    frame = pd.DataFrame(rows, columns=[*columns, *MEASURES])
    if more and columns:
        frame = pd.concat([frame, pd.DataFrame(more, columns=frame.columns)]).groupby(list(columns), dropna=False, as_index=False)[list(MEASURES)].sum()
    types = {name: "int64" for name in MEASURES} | {name: "str" for name in columns if name != "day"}
    frame = frame.fillna({name: 0 for name in MEASURES}).astype(types)
    return frame.assign(day=pd.to_datetime(frame["day"])) if "day" in columns else frame


def _further(store: Store, connection: Connection, posts_: set[str], columns: tuple[str, ...]) -> list[tuple]:
    """A row for each person in a further topic of one of these posts: the columns and the measures."""
    names, found = ("day", "touchpoint_id", "topic_id", "source", "channel"), []
    for vote in further.votes(connection) if posts_ else ():
        own = dict(zip(names, vote.where))
        if store.touchpoint_ids is not None and own["touchpoint_id"] not in store.touchpoint_ids:
            own["touchpoint_id"] = None
        if vote.post_id in posts_:
            found.append((*(own[name] for name in columns), 0, 1, 0, 0))
    return found


def _keys(store: Store, table: sa.Table, columns: tuple[str, ...]) -> list[sa.ColumnElement]:
    return [store.linked(table.c[name]) if name == "touchpoint_id" else table.c[name] for name in columns]


def by_attribute(store: Store, name: str, filters: Filters, touchpoint_id: str | None = None, topic_id: str | None = None) -> pd.DataFrame:
    """Columns value, complaints_n, people_n of one attribute, largest first."""
    flag = complaints.c.is_topic_vote if topic_id else complaints.c.is_touchpoint_vote
    query = select(attributes.c.value, sa.func.count().label("complaints_n"), sa.func.sum(sa.cast(flag, sa.Integer)).label("people_n")).join(
        complaints, complaints.c.post_id == attributes.c.post_id).where(attributes.c.name == name)
    if touchpoint_id:
        query = query.where(complaints.c.touchpoint_id == touchpoint_id)
    if topic_id:
        query = query.where(complaints.c.topic_id == topic_id)
    query = narrowed(query, complaints, filters).group_by(attributes.c.value).order_by(sa.desc("people_n"), attributes.c.value)
    with store.read() as connection:
        return pd.DataFrame([tuple(row) for row in connection.execute(query)], columns=["value", "complaints_n", "people_n"])


def posts_by_day(store: Store) -> pd.DataFrame:
    """Columns day (datetime64), source, posts_n of everything collected, the company's own replies left out."""
    query = select(posts.c.day, posts.c.source, sa.func.count()).where(posts.c.is_brand.is_(False)).group_by(
        posts.c.day, posts.c.source).order_by(posts.c.day, posts.c.source)
    with store.read() as connection:
        frame = pd.DataFrame([tuple(row) for row in connection.execute(query)], columns=["day", "source", "posts_n"])
    return frame.assign(day=pd.to_datetime(frame["day"]))


def choices(store: Store) -> dict:
    """What can be filtered: first_day, last_day, sources, channels, attributes (name -> values, at most 40 each)."""
    with store.read() as connection:
        first, last = connection.execute(select(sa.func.min(daily.c.day), sa.func.max(daily.c.day))).one()
        one = {name: sorted(connection.execute(select(daily.c[name]).distinct()).scalars()) for name in ("source", "channel")}
        values: dict[str, list[str]] = {}
        counted = select(attributes.c.name, attributes.c.value, sa.func.count().label("n")).group_by(
            attributes.c.name, attributes.c.value).order_by(attributes.c.name, sa.desc("n"), attributes.c.value)
        for row in connection.execute(counted):
            values.setdefault(row.name, []).append(row.value)
    return dict(first_day=first, last_day=last, sources=tuple(one["source"]), channels=tuple(one["channel"]),
                attributes={name: tuple(sorted(found[:40])) for name, found in values.items()})


def map_points(store: Store, filters: Filters, limit: int = 4000) -> pd.DataFrame:
    """Columns post_id, x, y, topic_id of complaints on the map; of more than `limit`, `limit` evenly picked by post id."""
    query = narrowed(select(complaints.c.post_id, complaints.c.x, complaints.c.y, complaints.c.topic_id).where(
        complaints.c.x.is_not(None)), complaints, filters).order_by(complaints.c.post_id)
    with store.read() as connection:
        n = connection.scalar(select(sa.func.count()).select_from(query.subquery()))
        rows = [tuple(row) for i, row in enumerate(connection.execute(query)) if i * limit % max(1, n) < limit]
    return pd.DataFrame(rows, columns=["post_id", "x", "y", "topic_id"])


def span(store: Store) -> tuple[date, date] | None:
    """First and last day with a post of the public, or None."""
    days = select(posts.c.day).where(posts.c.is_brand.is_(False)).limit(1)         # min and max would look at every post
    with store.read() as connection:
        first, last = (connection.scalar(days.order_by(order)) for order in (posts.c.day, posts.c.day.desc()))
    return (first, last) if first else None


def first_days(store: Store) -> dict[str, date]:
    """source -> the day of its first post of the public."""
    query = select(posts.c.source, sa.func.min(posts.c.day)).where(posts.c.is_brand.is_(False)).group_by(posts.c.source)
    with store.read() as connection:
        return {source: day for source, day in connection.execute(query)}


def harm_of(connection: sa.Connection, level: str, target_id: str, first: date, last: date) -> float | None:
    """Mean harm (0-4, see harm.py) of the complaints of a touchpoint, a topic or, at level "all", of everything; None without any."""
    column = {"touchpoint": daily.c.touchpoint_id, "topic": daily.c.topic_id}.get(level)
    query = select(sa.func.sum(daily.c.severity_sum), sa.func.sum(daily.c.complaints_n)).where(daily.c.day.between(first, last))
    severity, complaints_n = connection.execute(query if column is None else query.where(column == target_id)).one()
    return severity / complaints_n if complaints_n else None


def people_by_week(store: Store, filters: Filters, first: date, last: date) -> pd.DataFrame:
    """Columns week (a Monday, datetime64), people_n, complaints_n, unclear_n of complaints from `first` to `last`.

    people_n counts each person once a week whatever the topic (a complaint without an author counts for itself);
    unclear_n are complaints whose touchpoint is unclear. The period of `filters` is not used.
    """
    person = sa.func.count(sa.distinct(PERSON))
    unclear = sa.func.sum(sa.cast(store.linked(complaints.c.touchpoint_id).is_(None), sa.Integer))
    query = narrowed(select(complaints.c.week, person, sa.func.count(), unclear), complaints, replace(filters, first_day=first, last_day=last))
    query = query.where(complaints.c.week.between(first - timedelta(days=first.weekday()), last))      # said by the days already; an index knows weeks
    with store.read() as connection:
        rows = [tuple(row) for row in connection.execute(query.group_by(complaints.c.week).order_by(complaints.c.week))]
    frame = pd.DataFrame(rows, columns=["week", "people_n", "complaints_n", "unclear_n"])
    return frame.assign(week=pd.to_datetime(frame["week"]))


def quarantine_by_reason(store: Store) -> pd.DataFrame:
    """Columns source, reason, rows_n of the rows in quarantine, most first."""
    n = sa.func.count().label("rows_n")
    query = select(quarantine.c.source, quarantine.c.reason, n).group_by(quarantine.c.source, quarantine.c.reason).order_by(
        sa.desc("rows_n"), quarantine.c.source, quarantine.c.reason)
    with store.read() as connection:
        return pd.DataFrame([tuple(row) for row in connection.execute(query)], columns=["source", "reason", "rows_n"])

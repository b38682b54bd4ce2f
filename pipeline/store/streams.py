"""Streams: what came in day by day of each large attribute value."""
from __future__ import annotations

from datetime import date, timedelta

import pandas as pd
import sqlalchemy as sa
from sqlalchemy import select

from pipeline.store.engine import Store
from pipeline.store.tables import attributes, complaints


def attribute_names(store: Store) -> frozenset[str]:
    """Names of all attributes that posts carry."""
    with store.read() as connection:
        return frozenset(connection.scalars(select(attributes.c.name).distinct()))


def attribute_values(store: Store, least_share: float, most: int) -> list[tuple[str, str]]:
    """(name, value) of the values that hold `least_share` (0-1) of the posts with that attribute, largest first, `most` at most."""
    n = sa.func.count().label("n")
    with store.read() as connection:
        rows = connection.execute(select(attributes.c.name, attributes.c.value, n).group_by(attributes.c.name, attributes.c.value)).all()
    total: dict[str, int] = {}
    for name, _, count in rows:
        total[name] = total.get(name, 0) + count
    large = [(count, name, value) for name, value, count in rows if count >= least_share * total[name] and count < total[name]]
    return [(name, value) for _, name, value in sorted(large, key=lambda row: (-row[0], row[1:]))[:most]]


def complaints_by_value(store: Store, name: str, first: date, until: date) -> pd.DataFrame:
    """Columns day (datetime64), value, topic_id (NaN before there is a model), complaints_n of one attribute, from `first` to `until`."""
    query = select(complaints.c.day, attributes.c.value, complaints.c.topic_id, sa.func.count()).join(
        attributes, attributes.c.post_id == complaints.c.post_id).where(attributes.c.name == name, complaints.c.day <= until).group_by(
        complaints.c.day, attributes.c.value, complaints.c.topic_id)
    with store.read() as connection:
        frame = pd.DataFrame([tuple(row) for row in connection.execute(query)], columns=["day", "value", "topic_id", "complaints_n"])
    return frame.assign(day=pd.to_datetime(frame["day"]))

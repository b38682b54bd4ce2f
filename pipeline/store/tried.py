"""What people had tried before they complained in public: a row an attempt, a row a step of a chain."""
from __future__ import annotations

import pandas as pd
import sqlalchemy as sa
from sqlalchemy import select

from pipeline.records import Filters
from pipeline.store.engine import Store
from pipeline.store.people import PERSON_IN_WEEK
from pipeline.store.read_threads import of_read
from pipeline.store.tables import complaints, steps, threads

ATTEMPT_COLUMNS = ("post_id", "person", "at", "channel", "times_n", "failed", "lost_minutes")
STEP_COLUMNS = ("post_id", "person", "step_n", "from_node", "to_node", "times_n", "failed")
_PERSON = PERSON_IN_WEEK.label("person")
_SAYS = sa.cast(threads.c.tried, sa.Text) != "[]"


def is_read(store: Store) -> bool:
    """Whether the threads of this workspace were ever read: those of before have to wait for a run."""
    with store.read() as connection:
        return connection.scalar(select(threads.c.post_id).limit(1)) is not None


def heard(store: Store, filters: Filters, topic_id: str | None = None, touchpoint_id: str | None = None) -> tuple[int, int]:
    """(people, once a week each, and threads) of everything that was read, whether anything had been tried or not."""
    query = of_read(select(_PERSON, complaints.c.post_id), filters, topic_id, touchpoint_id).subquery()
    with store.read() as connection:
        people_n, threads_n = connection.execute(select(sa.func.count(query.c.person.distinct()), sa.func.count(query.c.post_id))).one()
    return people_n, threads_n


def attempts(store: Store, filters: Filters, topic_id: str | None = None, touchpoint_id: str | None = None) -> pd.DataFrame:
    """ATTEMPT_COLUMNS: of every thread that says so, its attempts in order (at, from 0); person: somebody in a week; lost_minutes: NaN where nobody says."""
    query = of_read(select(complaints.c.post_id, _PERSON, threads.c.tried), filters, topic_id, touchpoint_id).where(_SAYS).order_by(complaints.c.post_id)
    with store.read() as connection:
        rows = [(row.post_id, row.person, at, *attempt) for row in connection.execute(query) for at, attempt in enumerate(row.tried)]
    return pd.DataFrame(rows, columns=list(ATTEMPT_COLUMNS)).astype({"lost_minutes": "float64"})


def tried_steps(store: Store, filters: Filters, topic_id: str | None = None, touchpoint_id: str | None = None) -> pd.DataFrame:
    """STEP_COLUMNS: the steps of the same threads, from where it began to the public square, in order."""
    wanted = (steps.c.step_n, steps.c.from_node, steps.c.to_node, steps.c.times_n, steps.c.failed)
    query = of_read(select(complaints.c.post_id, _PERSON, *wanted).join(steps, steps.c.post_id == complaints.c.post_id), filters, topic_id, touchpoint_id)
    with store.read() as connection:
        rows = [tuple(row) for row in connection.execute(query.where(_SAYS).order_by(complaints.c.post_id, steps.c.step_n))]
    return pd.DataFrame(rows, columns=list(STEP_COLUMNS))

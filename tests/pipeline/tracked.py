"""Counts put straight into the store, week by week, with rises that were left alone and one that was answered: what a fix is judged on, without a model."""
from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import numpy as np
from sqlalchemy import insert

from pipeline.settings import database_url
from pipeline.store import Store, signals, topics
from pipeline.store.tables import daily, posts
from pipeline.workspace import Workspace

FIRST = date(2024, 3, 4)            # a Monday
WEEKS_N, TOPICS_N = 125, 24
ALARM, SHIPPED = 100, 104             # positions of weeks
TREATED = "t-001"


def week(position: int) -> date:
    return FIRST + timedelta(days=7 * position)


def as_of(weeks_n: int) -> datetime:
    """The Monday morning after so many weeks."""
    return datetime.combine(week(weeks_n), datetime.min.time(), UTC) + timedelta(hours=6)


def grid(after: float = 40, back: float | None = None) -> np.ndarray:
    """(topics, weeks) people: 40 a week, 90 from the week before its alarm; of the first topic `after` from shipping, `back` from 10 weeks later."""
    mean = np.full((TOPICS_N, WEEKS_N), 40.0)
    mean[0, ALARM - 1:SHIPPED], mean[0, SHIPPED:] = 90, after
    if back is not None:
        mean[0, SHIPPED + 8:] = back
    for topic, alarm in left_alone():
        mean[topic, alarm - 1:alarm + 18] = 90
    return np.random.default_rng(7).poisson(mean).astype(float)


def left_alone() -> list[tuple[int, int]]:
    return [(topic, 28 + (topic * 11) % 52) for topic in range(1, TOPICS_N - 1)]


def fill(workspace: Workspace, counts: np.ndarray, source: str = "x") -> None:
    """Put the counts into the rollup, with topics, their signals and the posts that say which days have data."""
    names = [f"t-{n + 1:03d}" for n in range(len(counts))]
    rows = [dict(day=week(at), touchpoint_id="billing", topic_id=name, source=source, channel="x", complaints_n=int(n), topic_people_n=int(n),
                 touchpoint_people_n=int(n), severity_sum=0) for name, people in zip(names, counts, strict=True) for at, n in enumerate(people)]
    said = [dict(post_id=f"{source}:{day}", source=source, channel="x", posted_at=datetime.combine(day, datetime.min.time(), UTC), day=day, week=day, text="",
                 text_key="", words_n=1, thread_id=f"{source}:{day}", is_brand=False, redactions={}, kind="other") for day in (FIRST, week(counts.shape[1]) - timedelta(days=1))]
    with workspace.store.write() as connection:
        connection.execute(insert(daily), rows)
        connection.execute(insert(posts), said)
        topics.publish(connection, [topic(name) for name in names], "m-1")
        signals.add(connection, [signal(names[n], at) for n, at in (*left_alone(), (0, ALARM)) if n < len(names)])
        workspace.store.touch(connection)


def topic(name: str, **values) -> dict:
    return dict(topic_id=name, label=f"About {name}", keywords=[], typical=[], edge=[], touchpoint_id="billing", link_confidence=0.9, link_by="model",
                touchpoint_shares={}, cohesion=None, is_mixed=False, state="active", model_version="m-1") | values


def signal(name: str, at: int, **values) -> dict:
    day = week(at)
    return dict(signal_id=f"s-{name}-{at}", level="topic", target_id=name, kind="spike", began_on=day, raised_on=day, last_on=day + timedelta(days=14),
                ended_on=day + timedelta(days=30), window_days=7, observed_n=90, expected_n=40.0, upper_n=55.0, q_value=0.001, excess_n=50.0, harm=2.0,
                owner="Billing", state="new", within=[], drivers=[], returned_of=None) | values


def copied(workspace: Workspace, path: Path) -> Workspace:
    """The same workspace at another path, to change: without reading its touchpoints again, which is what takes long."""
    workspace.store.engine.dispose()
    shutil.copytree(workspace.path, path)
    return replace(workspace, path=path, store=Store.open(database_url(path), touchpoint_ids=workspace.taxonomy.ids))

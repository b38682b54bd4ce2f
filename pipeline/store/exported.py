"""What is exported row by row: complaints, threads and chains, oldest first, in batches, so that a million need no memory."""
from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

import pandas as pd
from sqlalchemy import Select, select

from pipeline.store.engine import Store
from pipeline.store.tables import complaints, posts, steps, threads, topics

_BATCH = 5000


def complaint_rows(store: Store) -> Iterator[pd.DataFrame]:
    """The export `complaints`: every post that is no company reply, in the contract's columns."""
    query = select(
        posts.c.post_id, posts.c.thread_id, posts.c.posted_at, posts.c.source, posts.c.channel, posts.c.language, posts.c.text,
        (posts.c.kind == "complaint").label("is_complaint"), complaints.c.topic_id, topics.c.label.label("topic_label"), complaints.c.topic_confidence,
        store.linked(complaints.c.touchpoint_id), complaints.c.touchpoint_confidence, store.linked(complaints.c.first_failed_touchpoint_id), complaints.c.severity,
    ).outerjoin(complaints, complaints.c.post_id == posts.c.post_id).outerjoin(
        topics, topics.c.topic_id == complaints.c.topic_id).where(posts.c.is_brand.is_(False)).order_by(posts.c.posted_at, posts.c.post_id)
    for frame in _frames(store, query):
        yield frame.astype({"severity": "Int64"})


def thread_rows(store: Store) -> Iterator[pd.DataFrame]:
    """The export `threads`, a row a complaint whose thread was read; tried as [[channel, n, failed, lost minutes], …], in_the_open as [kind, …]."""
    query = select(
        threads.c.post_id, posts.c.thread_id, threads.c.outcome, threads.c.replies_n, complaints.c.came_back_n, threads.c.answer_minutes,
        threads.c.action_minutes, threads.c.tried, threads.c.lost_minutes, threads.c.in_the_open,
    ).join(complaints, complaints.c.post_id == threads.c.post_id).join(posts, posts.c.post_id == threads.c.post_id).order_by(
        complaints.c.posted_at, complaints.c.post_id)
    for frame in _frames(store, query):
        yield frame.astype({"answer_minutes": "float64", "action_minutes": "float64", "lost_minutes": "Int64"})


def step_rows(store: Store) -> Iterator[pd.DataFrame]:
    """The export `chains`: post_id, step_n, from, to, failed."""
    query = select(steps.c.post_id, steps.c.step_n, steps.c.from_node.label("from"), steps.c.to_node.label("to"), steps.c.failed).join(
        complaints, complaints.c.post_id == steps.c.post_id).order_by(complaints.c.posted_at, complaints.c.post_id, steps.c.step_n)
    return _frames(store, query)


def _frames(store: Store, query: Select) -> Iterator[pd.DataFrame]:
    columns = [column.key for column in query.selected_columns]
    with store.read() as connection:
        result = connection.execution_options(yield_per=_BATCH).execute(query)
        # No rows are one empty part: an export of nothing is a header still.
        for part in chain([result.fetchmany(_BATCH)], iter(lambda: result.fetchmany(_BATCH), [])):
            yield pd.DataFrame([tuple(row) for row in part], columns=columns)

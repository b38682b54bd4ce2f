"""Cluster: assign complaints to the topics of the model that is published. How a model comes to be: pipeline/learn."""
from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

import numpy as np

from models.linking import decide
from models.topics import Assignment, assign_topics
from pipeline.decisions import apply
from pipeline.fitted import Fitted
from pipeline.records import StageDone
from pipeline.store import complaints, published_version, runs
from pipeline.workspace import Workspace

BATCH = 5000


def todo_n(workspace: Workspace) -> int:
    model_version = published_version(workspace.store)
    return complaints.unassigned_n(workspace.store, model_version) if model_version else 0


def run(workspace: Workspace, as_of: datetime, progress: Callable[[int], None]) -> StageDone:
    """Give every complaint that the published model has not seen its topic and touchpoint, batch by batch."""
    started, done_n = time.perf_counter(), 0
    model_version = published_version(workspace.store)
    if model_version and todo_n(workspace):
        fitted = Fitted.read(workspace.models, model_version)
        while batch := complaints.unassigned(workspace.store, model_version, BATCH):
            rows = assigned_rows(batch, fitted, model_version, workspace.settings.link.unclear_risk)
            with workspace.store.write() as connection:
                complaints.assign(connection, rows)
                apply.lay_over_assigned(connection, [row["post_id"] for row in rows])
                complaints.mark_stale(connection, {row["week"] for row in batch})
            done_n += len(batch)
            progress(done_n)
    note = "" if model_version else "no model yet: too few complaints"
    done = StageDone("assign", done_n, done_n, time.perf_counter() - started, note)
    runs.record(workspace.store, done, as_of)
    return done


def assigned_rows(
    batch: Sequence[Mapping[str, Any]], fitted: Fitted, model_version: str, unclear_risk: float, present: np.ndarray | None = None,
) -> list[dict[str, Any]]:
    """A row for each complaint of `batch` (post_id, text): the columns that an assignment fills.

    present: (n,) topic of the model that each is in, -1: none; it stays there unless another is clearly closer.
    """
    found = assign_topics([row["text"] for row in batch], fitted.encoder, fitted.linker, fitted.topics, present)
    chosen, sure = decide(found.shares, fitted.linker.unclear_below(unclear_risk))
    places = fitted.map.transform(found.embedding, fitted.topics.closeness(found.embedding, found.proba), found.topics)
    names = fitted.linker.ids_
    unknown = fitted.unknown_share([row["text"] for row in batch])
    return [dict(
        post_id=row["post_id"], topic_id=fitted.topic_id(found.topics[i]), topic_confidence=float(found.topic_confidence[i]),
        touchpoint_id=names[chosen[i]] if chosen[i] >= 0 else None, touchpoint_confidence=float(sure[i]),
        shares=largest(found.shares[i], names), also=_also(found, i, fitted), unknown_share=unknown[i], x=_known(places[i, 0]), y=_known(places[i, 1]),
        model_version=model_version,
    ) for i, row in enumerate(batch)]


def largest(shares: np.ndarray, names: Sequence[str], most: int = 3) -> dict[str, float]:
    """The largest of some shares (T,) by name."""
    return {names[t]: round(float(shares[t]), 3) for t in np.argsort(-shares, kind="stable")[:most]}


def _also(found: Assignment, i: int, fitted: Fitted) -> list[list] | None:
    """Further topics of a complaint with several problems, each with its share; None: it has one."""
    return [[fitted.topic_ids[topic], round(float(share), 3)] for topic, share in zip(found.also[i], found.also_share[i]) if topic >= 0] or None


def _known(value: float) -> float | None:
    return None if np.isnan(value) else float(value)

"""Filling: what a model says of every complaint, laid ready batch by batch. Killed, it goes on where it stopped."""
from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from pipeline.cluster import BATCH, assigned_rows
from pipeline.fitted import Fitted
from pipeline.store import waiting
from pipeline.workspace import Workspace


def fill(workspace: Workspace, fitted: Fitted, version: str, keep_place: bool, progress: Callable[[int], None]) -> int:
    """Lay an assignment ready for every complaint that has none; nobody sees it yet. Returns how many were laid.

    keep_place: a complaint stays in its present topic unless another is clearly closer. What people decided is laid over it when it is published.
    """
    store, done_n = workspace.store, 0
    while batch := waiting.missing(store, version, BATCH):
        present = present_topics(batch, fitted) if keep_place else None
        rows = assigned_rows(batch, fitted, version, workspace.settings.link.unclear_risk, present)
        with store.write() as connection:
            waiting.add(connection, rows)
        done_n += len(batch)
        progress(done_n)
    return done_n


def present_topics(batch: Sequence[Mapping[str, Any]], fitted: Fitted) -> np.ndarray:
    """(n,) which of the model's topics each complaint is in now, -1: none of them."""
    place = {topic_id: number for number, topic_id in enumerate(fitted.topic_ids)}
    return np.array([place.get(row["topic_id"], -1) for row in batch], dtype=int)

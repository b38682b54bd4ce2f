"""Link: what each topic's complaints say about the touchpoint that failed, and the counts that everybody reads."""
from __future__ import annotations

import time
from datetime import datetime

from pipeline.records import StageDone
from pipeline.store import complaints, published_version, runs, topics
from pipeline.workspace import Workspace


def run(workspace: Workspace, as_of: datetime) -> StageDone:
    """Remake the votes and the rollup of every week that changed, then the counts of the topics."""
    started = time.perf_counter()
    weeks = complaints.stale_weeks(workspace.store)
    for week in weeks:
        complaints.recount_week(workspace.store, week)
    with workspace.store.write() as connection:
        topics.recount(connection)
        workspace.store.touch(connection)
    linked_n, total_n = complaints.linked_n(workspace.store), complaints.total_n(workspace.store)
    if published_version(workspace.store):
        note = f"{total_n - linked_n:,} unclear, {len(weeks)} weeks counted anew"
    else:
        note = f"{total_n:,} wait for a model ({workspace.settings.topics.min_complaints} are needed)"
    done = StageDone("link", total_n, linked_n, time.perf_counter() - started, note)
    runs.record(workspace.store, done, as_of)
    return done

"""The stage: read the thread of every complaint that is new or changed, batch by batch. A second run reads none."""
from __future__ import annotations

import hashlib
import json
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import models
from pipeline.records import StageDone
from pipeline.store import complaints, harm, published_version, runs, threads
from pipeline.threads import order
from pipeline.threads.reading import Rules, placed_anew, read
from pipeline.workspace import Workspace

_BATCH = 1000


def todo_n(workspace: Workspace) -> int:
    return threads.unread_n(workspace.store, rules_of(workspace).version)


def run(workspace: Workspace, as_of: datetime, progress: Callable[[int], None]) -> StageDone:
    """Read both sides of the threads of complaints: what was tried before, what the replies did, how often who complained came back."""
    started, done_n, moved_n, tried_n, ended = time.perf_counter(), 0, 0, 0, Counter()
    rules = rules_of(workspace)
    while (batch := _batch(workspace, rules)).size:
        rows = [read(row, batch.threads[row["thread_id"]], rules) for row in batch.unread]
        _save(workspace, batch, rows)
        done_n, moved_n = done_n + batch.size, moved_n + len(batch.moved)
        tried_n += sum(bool(row["tried"]) for row in (*rows, *batch.moved))
        ended.update(row["outcome"] for row in rows if row["replies_n"])
        progress(done_n)
    done = StageDone("threads", done_n, tried_n, time.perf_counter() - started, _note(ended, moved_n) if done_n else "")
    runs.record(workspace.store, done, as_of)
    return done


def rules_of(workspace: Workspace) -> Rules:
    """What threads of this workspace are read by now.

    Words are read by our models' files and by which channels are private; places by the taxonomy's channels and the published model, whose
    shares say what lies behind a complaint about a care channel.
    """
    private = sorted(channel.strip().casefold() for channel in workspace.settings.privacy.private_channels)
    files = sorted(path for path in Path(models.__file__).parent.iterdir() if path.is_file())
    nodes = [(touchpoint.id, touchpoint.care_channel, touchpoint.channels) for touchpoint in workspace.taxonomy.touchpoints]
    words = [private, *(hashlib.sha256(path.read_bytes()).hexdigest() for path in files)]
    return Rules(workspace.taxonomy, frozenset(private), _digest(words), _digest([nodes, published_version(workspace.store)]))


@dataclass(frozen=True)
class _Batch:
    """unread: complaints whose threads must be read, which are in `threads`; moved: rows of those whose words were read and only their places changed."""

    unread: Sequence[Mapping[str, Any]]
    moved: Sequence[Mapping[str, Any]]
    threads: Mapping[str, order.Thread]

    @property
    def size(self) -> int:
        return len(self.unread) + len(self.moved)


def _batch(workspace: Workspace, rules: Rules) -> _Batch:
    """Of one moment: what somebody forgets meanwhile is there with its whole thread, or not at all."""
    with workspace.store.moment() as now:
        found = threads.unread(now, rules.version, _BATCH)
        moved = {row["post_id"]: made for row in found if (made := placed_anew(row, rules))}
        unread = [row for row in found if row["post_id"] not in moved]
        told = threads.turns(now, (row["thread_id"] for row in unread))
    return _Batch(unread, list(moved.values()), {thread_id: order.read(posts) for thread_id, posts in told.items()})


def _save(workspace: Workspace, batch: _Batch, rows: Sequence[Mapping[str, Any]]) -> None:
    """What was read of a batch, and what was only placed anew, in one write; weeks whose harm changed are counted anew by the next stage."""
    with workspace.store.write() as connection:
        threads.save(connection, rows)
        threads.place(connection, batch.moved)
        complaints.mark_stale(connection, {one["week"] for one, row in zip(batch.unread, rows, strict=True)
                                           if harm.is_again(one["came_back_n"]) != harm.is_again(row["came_back_n"])})
        workspace.store.touch(connection)


def _note(ended: Counter, moved_n: int) -> str:
    moved = f"; {moved_n:,} only placed anew" if moved_n else ""
    return f"out: had tried before{moved}; {ended.total():,} answered" + "".join(f", {n:,} {outcome}" for outcome, n in ended.most_common())


def _digest(told: Any) -> str:
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()[:16]

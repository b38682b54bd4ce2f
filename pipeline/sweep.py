"""Sweep: ask each source which of its stored posts are still public, the longest unasked first; what is not is removed."""
from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime, timedelta

from pipeline import erase
from pipeline.configured import asking
from pipeline.errors import BudgetError
from pipeline.records import StageDone
from pipeline.sources.page import Source
from pipeline.store import checks, runs
from pipeline.workspace import Workspace

BATCH = 100   # ids a call: what X takes at once


def todo_n(workspace: Workspace, name: str, as_of: datetime) -> int:
    """Posts of a source that are due to be asked about."""
    return checks.due_n(workspace.store, name, _before(workspace, as_of))


def sweep(workspace: Workspace, source: Source, kind: str, as_of: datetime, progress: Callable[[int], None]) -> StageDone:
    """Ask about every post that is due, until the budget ends; the next sweep goes on from there.

    A batch is removed, marked as asked and paid for in one write: killed at any instant, only that batch is asked again.
    Raises SourceError when the source cannot be reached or asks to wait; what was found until then is removed.
    """
    started, asked_n, texts, note = time.perf_counter(), 0, [], ""
    try:
        with asking(workspace, source.name, kind, as_of) as purse:
            while due := checks.due(workspace.store, source.name, _before(workspace, as_of), BATCH):
                found = source.gone([_native(post_id) for post_id in due], purse.allow)
                if found is None:
                    note = f"{source.name} cannot say which posts are gone"
                    break
                gone = [post_id for post_id in due if _native(post_id) in found]
                with workspace.store.write() as connection:
                    purse.settle(connection, purse.held_n)
                    texts += erase.remove(workspace, connection, gone, as_of) if gone else []
                    checks.save(connection, due, as_of)
                asked_n += len(due)
                progress(asked_n)
    except BudgetError as error:
        note = str(error)
    finally:
        erase.finish(workspace, texts)
    said = "; ".join(part for part in (f"{source.name}: {len(texts):,} gone", note) if part)
    done = StageDone("sweep", asked_n, len(texts), time.perf_counter() - started, said)
    runs.record(workspace.store, done, as_of)
    return done


def _before(workspace: Workspace, as_of: datetime) -> datetime:
    return as_of - timedelta(days=workspace.settings.privacy.recheck_days)


def _native(post_id: str) -> str:
    return post_id.partition(":")[2]

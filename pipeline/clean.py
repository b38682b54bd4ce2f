"""Clean: what kind is each new post? A company reply, a repost, a follow-up, a complaint or something else."""
from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

import numpy as np

from models.feeling import feelings
from pipeline import text as words
from pipeline.complaint_filter import load_filter
from pipeline.decisions import apply
from pipeline.duplicates import Recent
from pipeline.records import StageDone
from pipeline.severity_reading import load_severity
from pipeline.store import complaints, posts, runs
from pipeline.workspace import Workspace

_BATCH = 2000
_CARRIED = ("post_id", "posted_at", "day", "week", "source", "channel", "author_id")


def todo_n(workspace: Workspace) -> int:
    return posts.uncleaned_n(workspace.store)


def run(workspace: Workspace, as_of: datetime, progress: Callable[[int], None]) -> StageDone:
    """Look at every post that no run has looked at, oldest first, batch by batch."""
    started, kinds = time.perf_counter(), Counter()
    settings = workspace.settings.clean
    batch = posts.uncleaned(workspace.store, _BATCH)
    complaint_filter, severity = (load_filter(workspace), load_severity(workspace)) if batch else (None, None)
    recent, loaded_to = Recent(settings.duplicate_days), None
    while batch:
        loaded_to = _load_originals(workspace, recent, batch, loaded_to)
        copies = recent.copies(batch)
        starters = posts.thread_starters(workspace.store, sorted({row["thread_id"] for row in batch}))
        found = complaint_filter.predict_proba([row["text"] for row in batch])
        cleaned = looked_at(batch, copies, starters, found, settings.complaint_threshold, settings.languages)
        cleaned = with_harm(cleaned, [row["text"] for row in batch], severity.predict)
        _save(workspace, batch, cleaned)
        kinds.update(row["kind"] for row in cleaned)
        progress(kinds.total())
        batch = posts.uncleaned(workspace.store, _BATCH)
    note = ", ".join(f"{n:,} {kind}" for kind, n in kinds.most_common() if kind != "complaint")
    done = StageDone("clean", kinds.total(), kinds["complaint"], time.perf_counter() - started, note)
    runs.record(workspace.store, done, as_of)
    return done


def looked_at(
    batch: Sequence[Mapping[str, Any]], copies: Mapping[str, str], starters: Mapping[str, str | None], complaint_p: np.ndarray,
    threshold: float, languages: Sequence[str],
) -> list[dict[str, Any]]:
    """What each post is: post_id, kind, complaint_p, language, copy_of.

    copies: post_id -> the post that it repeats; starters: thread_id -> the author who began the thread.
    A follow-up is a later post of the author who began the thread: the thread is counted as one complaint.
    """
    texts = [row["text"] for row in batch]
    guessed = words.languages(texts, languages)
    out = []
    for i, row in enumerate(batch):
        kind = _kind(row, copies, starters, complaint_p[i] >= threshold)
        out.append(dict(
            post_id=row["post_id"], kind=kind, complaint_p=float(complaint_p[i]),
            language=row["language"] or guessed[i], copy_of=copies.get(row["post_id"])))
    return out


def with_harm(cleaned: Sequence[Mapping[str, Any]], texts: Sequence[str], read: Callable[[Sequence[str]], np.ndarray]) -> list[dict[str, Any]]:
    """The posts with the severity of what happened and the feeling in which it was told, of complaints; None of others. read: texts -> (n,) 0–4."""
    told = [text for row, text in zip(cleaned, texts, strict=True) if row["kind"] == "complaint"]
    both = iter(zip(read(told).tolist(), feelings(told).tolist(), strict=True))
    return [dict(row) | dict(zip(("severity", "feeling"), next(both) if row["kind"] == "complaint" else (None, None), strict=True)) for row in cleaned]


def _kind(row: Mapping[str, Any], copies: Mapping[str, str], starters: Mapping[str, str | None], is_complaint: bool) -> str:
    if row["is_brand"]:
        return "company"
    if row["post_id"] in copies:
        return "repost"
    is_own_thread = row["author_id"] is not None and starters.get(row["thread_id"]) == row["author_id"]
    if is_own_thread and row["thread_id"] != row["post_id"]:
        return "follow-up"
    return "complaint" if is_complaint else "other"


def _load_originals(workspace: Workspace, recent: Recent, batch: Sequence[Mapping[str, Any]], loaded_to: date | None) -> date:
    """Make known what was stored before within the window of this batch; days up to `loaded_to` are known already.

    Posts come oldest first, so the days after `loaded_to` hold nothing yet that this run has cleaned.
    """
    window = timedelta(days=workspace.settings.clean.duplicate_days)
    first, last = loaded_to + timedelta(days=1) if loaded_to else batch[0]["day"] - window, batch[-1]["day"] + window
    recent.add(posts.originals(workspace.store, first, last))
    return max(last, loaded_to or last)


def _save(workspace: Workspace, batch: Sequence[Mapping[str, Any]], cleaned: Sequence[Mapping[str, Any]]) -> None:
    new = [{name: row[name] for name in _CARRIED} | {"severity": made["severity"]}
           for row, made in zip(batch, cleaned, strict=True) if made["kind"] == "complaint"]
    with workspace.store.write() as connection:
        posts.save_cleaned(connection, cleaned)
        complaints.add(connection, new)
        complaints.add_copies(connection, Counter(row["copy_of"] for row in cleaned if row["kind"] == "repost"))
        apply.lay_over_cleaned(connection, [row["post_id"] for row in cleaned])
        complaints.mark_stale(connection, {row["week"] for row in new})
        workspace.store.touch(connection)

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
from pipeline.store import complaints, erasure, posts, runs, threads
from pipeline.threads import kinds as thread_kinds
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
    recent, loaded_to, began = Recent(settings.duplicate_days), None, None
    while batch:
        if began and batch[0]["day"] < began:      # posts of before, which a late arrival in their thread made look different
            recent, loaded_to = Recent(settings.duplicate_days), None
        began, loaded_to = batch[0]["day"], _load_originals(workspace, recent, batch, loaded_to)
        found = complaint_filter.predict_proba([row["text"] for row in batch])
        alone = looked_at(batch, recent.copies(batch), found, settings.complaint_threshold, settings.languages)
        cleaned, anew = in_their_threads(batch, alone, threads.cleaned(workspace.store, batch), settings.complaint_threshold)
        cleaned = with_harm(cleaned, [row["text"] for row in batch], severity.predict)
        _save(workspace, batch, cleaned, anew)
        kinds.update(row["kind"] for row in cleaned)
        progress(kinds.total())
        batch = posts.uncleaned(workspace.store, _BATCH)
    note = ", ".join(f"{n:,} {kind}" for kind, n in kinds.most_common() if kind != "complaint")
    done = StageDone("clean", kinds.total(), kinds["complaint"], time.perf_counter() - started, note)
    runs.record(workspace.store, done, as_of)
    return done


def looked_at(
    batch: Sequence[Mapping[str, Any]], copies: Mapping[str, str], complaint_p: np.ndarray, threshold: float, languages: Sequence[str],
) -> list[dict[str, Any]]:
    """What each post is when read alone: post_id, kind, complaint_p, language, copy_of.

    copies: post_id -> the post that it repeats.
    """
    texts = [row["text"] for row in batch]
    guessed = words.languages(texts, languages)
    return [dict(
        post_id=row["post_id"], kind=_kind(row, copies, complaint_p[i] >= threshold), complaint_p=float(complaint_p[i]),
        language=row["language"] or guessed[i], copy_of=copies.get(row["post_id"])) for i, row in enumerate(batch)]


def in_their_threads(
    batch: Sequence[Mapping[str, Any]], alone: Sequence[Mapping[str, Any]], before: Sequence[Mapping[str, Any]], threshold: float,
) -> tuple[list[dict[str, Any]], list[str]]:
    """The posts with the kinds that they have in their threads, and which posts of `before` have another kind now.

    alone: as looked_at returns them; before: posts of the same threads that were looked at already, with their kinds.
    """
    kinds = thread_kinds.in_threads([
        *(dict(row) | {"kind": made["kind"]} for row, made in zip(batch, alone, strict=True)),
        *(dict(row) | {"kind": thread_kinds.alone(row, threshold)} for row in before)])
    anew = [row["post_id"] for row in before if thread_kinds.FOLLOW_UP in (row["kind"], kinds[row["post_id"]]) and kinds[row["post_id"]] != row["kind"]]
    return [dict(made) | {"kind": kinds[made["post_id"]]} for made in alone], anew


def with_harm(cleaned: Sequence[Mapping[str, Any]], texts: Sequence[str], read: Callable[[Sequence[str]], np.ndarray]) -> list[dict[str, Any]]:
    """The posts with the severity of what happened and the feeling in which it was told, of complaints; None of others. read: texts -> (n,) 0–4."""
    told = [text for row, text in zip(cleaned, texts, strict=True) if row["kind"] == "complaint"]
    both = iter(zip(read(told).tolist(), feelings(told).tolist(), strict=True))
    return [dict(row) | dict(zip(("severity", "feeling"), next(both) if row["kind"] == "complaint" else (None, None), strict=True)) for row in cleaned]


def _kind(row: Mapping[str, Any], copies: Mapping[str, str], is_complaint: bool) -> str:
    if row["is_brand"]:
        return thread_kinds.COMPANY
    if row["post_id"] in copies:
        return thread_kinds.REPOST
    return thread_kinds.COMPLAINT if is_complaint else thread_kinds.OTHER


def _load_originals(workspace: Workspace, recent: Recent, batch: Sequence[Mapping[str, Any]], loaded_to: date | None) -> date:
    """Make known what was stored before within the window of this batch; days up to `loaded_to` are known already.

    Posts come oldest first, so the days after `loaded_to` hold nothing yet that this run has cleaned.
    """
    window = timedelta(days=workspace.settings.clean.duplicate_days)
    first, last = loaded_to + timedelta(days=1) if loaded_to else batch[0]["day"] - window, batch[-1]["day"] + window
    recent.add(posts.originals(workspace.store, first, last))
    return max(last, loaded_to or last)


def _save(workspace: Workspace, batch: Sequence[Mapping[str, Any]], cleaned: Sequence[Mapping[str, Any]], anew: Sequence[str]) -> None:
    """Keep what the posts of a batch are; those of `anew` are looked at again by one of the next batches."""
    new = [{name: row[name] for name in _CARRIED} | {"severity": made["severity"]}
           for row, made in zip(batch, cleaned, strict=True) if made["kind"] == "complaint"]
    with workspace.store.write() as connection:
        erasure.look_again(connection, anew)
        posts.save_cleaned(connection, cleaned)
        complaints.add(connection, new)
        complaints.add_copies(connection, Counter(row["copy_of"] for row in cleaned if row["kind"] == "repost"))
        apply.lay_over_cleaned(connection, [row["post_id"] for row in cleaned])
        complaints.mark_stale(connection, {row["week"] for row in new})
        threads.changed(connection, {row["thread_id"] for row in batch})
        workspace.store.touch(connection)

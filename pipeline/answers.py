"""What complainants say when they are asked "is it better now?": a file of post or thread and answer, kept beside the verdict, never in it."""
from __future__ import annotations

import hmac
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from pipeline import arguments, file_columns
from pipeline.errors import CanaryError, UsageError
from pipeline.fixes import Fix
from pipeline.sources.file import Row
from pipeline.store import answers, fixes
from pipeline.workspace import Workspace

FIELDS = ("post", "said", "answered_on", "fix_id")
_ALSO = {"post_id": "post", "thread": "post", "thread_id": "post", "answer": "said", "day": "answered_on", "fix": "fix_id"}


@dataclass(frozen=True)
class Brought:
    """What an import did. unread: (row, reason) of rows that changed nothing."""

    added_n: int
    known_n: int
    unread: tuple[tuple[int, str], ...]


def columns_of(found: tuple[str, ...], mapping: Mapping[str, str]) -> dict[str, str]:
    """field -> column. Raises UsageError for an unknown field or column, or when the post or the answer is missing."""
    file_columns.check(found, mapping, FIELDS)
    chosen = {_ALSO.get(name, name): name for name in reversed(found) if _ALSO.get(name, name) in FIELDS} | dict(mapping)
    file_columns.require(found, chosen, ("post", "said"))
    return chosen


def bring(workspace: Workspace, rows: Iterable[Row], columns: Mapping[str, str], as_of: datetime) -> Brought:
    """Keep the answers; without a fix named, one counts for every fix that had shipped and is about the topic of its thread.

    The same file again adds nothing. A row that cannot be read is named and changes nothing.
    """
    today, known = as_of.astimezone(workspace.settings.zone).date(), {fix.fix_id: fix for fix in fixes.every(workspace.store)}
    cells = [(row, {name: row.values.get(column, "").strip() for name, column in columns.items()}) for row in rows]
    threads = answers.threads(workspace.store, [values["post"] for _, values in cells if values["post"]])
    kept, unread = [], []
    for row, values in cells:
        try:
            kept += _read(workspace, row.problem, values, threads, known, today)
        except CanaryError as error:
            unread.append((row.row_n, str(error)))
    with workspace.store.write() as connection:
        added_n = answers.add(connection, kept)
        if added_n:
            workspace.store.touch(connection)
    return Brought(added_n, len(kept) - added_n, tuple(unread))


def _read(workspace: Workspace, problem: str, values: Mapping[str, str], threads: Mapping, known: Mapping[str, Fix], today: date) -> list[dict[str, Any]]:
    """The answers in a row, one a fix. Raises UsageError with the reason why there is none."""
    if problem:
        raise UsageError(problem)
    said = values["said"].lower()
    if said not in answers.SAID:
        raise UsageError(f"an answer is one of {', '.join(answers.SAID)}")
    if values["post"] not in threads:
        raise UsageError("its post or thread is not here, or more than one source has that id (write source:id)")
    stated = arguments.day_if_given("answered_on", values.get("answered_on", "")[:10])
    answered_on = stated or today
    if answered_on > today:
        raise UsageError(f"answered on {answered_on}, which lies in the future")
    thread_id, topic_id = threads[values["post"]]
    return [dict(answer_id=_key(workspace, fix.fix_id, thread_id, stated), fix_id=fix.fix_id, thread_id=thread_id, answered_on=answered_on, said=said)
            for fix in _meant(values.get("fix_id", ""), topic_id, known, answered_on)]


def _meant(fix_id: str, topic_id: str | None, known: Mapping[str, Fix], answered_on: date) -> list[Fix]:
    if fix_id:
        if fix_id not in known:
            raise UsageError(f"there is no fix {fix_id}")
        if not known[fix_id].shipped_on or known[fix_id].shipped_on > answered_on:
            raise UsageError(f"{fix_id} had not shipped on {answered_on}")
        return [known[fix_id]]
    found = [fix for fix in known.values() if topic_id in fix.topics and fix.is_out and fix.shipped_on <= answered_on]
    if not found:
        raise UsageError("no fix that had shipped by then is about its topic")
    return found


def _key(workspace: Workspace, fix_id: str, thread_id: str, stated: date | None) -> str:
    """Without a day it is the same answer whenever the file is brought."""
    return hmac.digest(workspace.secret, f"answer\0{fix_id}\0{thread_id}\0{stated or ''}".encode("utf-8", "replace"), "sha256").hex()[:24]

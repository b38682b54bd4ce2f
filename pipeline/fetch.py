"""Fetch: pages of a source → posts in the store. A page, its cursor, its price and its gaps are one transaction: the cursor is never ahead."""
from __future__ import annotations

import hashlib
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import count
from typing import Any

from pipeline.budget import Purse
from pipeline.collect import Progress, read_row
from pipeline.configured import Configured, asking
from pipeline.errors import BudgetError, CanaryError, LimitedError
from pipeline.records import COLLECTED, Post, Rejected, StageDone
from pipeline.redact import Redactor
from pipeline.rows import FIELDS, Reading
from pipeline.sources.file import Row
from pipeline.sources.page import Page, Source
from pipeline.store import cursors, erasure, heartbeats, posts, runs, threads
from pipeline.store.posts import Added, Origin
from pipeline.workspace import Workspace

OF_SOURCES = ("edited_at",)   # fields that only sources have
UNANSWERED = "unanswered_n"


@dataclass
class Counted:
    """What a collection brought so far."""

    rows_n: int = 0
    added_n: int = 0
    billed_n: int = 0
    problems: tuple[str, ...] = ()
    backlog: str = ""

    def add(self, page: Page, added: Added) -> None:
        self.rows_n, self.added_n, self.billed_n = self.rows_n + len(page.rows), self.added_n + added.added_n, self.billed_n + page.billed_n
        self.problems = tuple(dict.fromkeys((*self.problems, *(problem.rstrip(".") for problem in page.problems))))
        self.backlog = page.backlog or self.backlog


def fetch(workspace: Workspace, one: Configured, as_of: datetime, progress: Progress) -> StageDone:
    """Collect what is new in a source; what was stored before an error stays stored, and the next call goes on from there.

    Raises SettingsError, SourceError or BudgetError, after having written down in the heartbeat how it went.
    """
    started, counted = time.perf_counter(), Counted()
    with asking(workspace, one.name, one.kind, as_of) as purse:
        _beat(workspace, one.name, as_of, state="running", message="", not_before=None)
        try:
            for page, added in _stored(workspace, one.make(), purse, as_of):
                counted.add(page, added)
                progress(counted.rows_n)
        except CanaryError as error:
            error.args = (_redactor(workspace).redact(str(error)).text,)
            _beat(workspace, one.name, as_of, state="over budget" if isinstance(error, BudgetError) else "failing", message=str(error),
                  added_n=counted.added_n, backlog="the rest of this collection" if isinstance(error, (LimitedError, BudgetError)) else "")
            raise
    _beat(workspace, one.name, as_of, state="well", message="; ".join(counted.problems), added_n=counted.added_n, succeeded_at=as_of,
          backlog=counted.backlog)
    note = f"{one.name}: {counted.billed_n:,} billed" + "".join(f"; {problem}" for problem in counted.problems)
    done = StageDone("collect", counted.rows_n, counted.added_n, time.perf_counter() - started, note)
    runs.record(workspace.store, done, as_of)
    return done


def reading_of(workspace: Workspace, source: Source, as_of: datetime) -> Reading:
    """How the rows of a source are to be understood: as those of a file whose columns are called as the fields are."""
    settings = workspace.settings
    handles = frozenset(handle.lstrip("@").lower() for handle in (*settings.brand.handles, *getattr(source, "own_handles", ())))
    return Reading(
        source=source.name, columns={name: name for name in (*FIELDS, *OF_SOURCES)}, attributes=source.attributes, channel=source.channel,
        zone=settings.zone, redactor=Redactor(settings.privacy.phone_regions, handles), secret=workspace.secret,
        latest=as_of + timedelta(hours=settings.collect.future_hours), brand_handles=handles, max_text_chars=settings.collect.max_text_chars)


def _stored(workspace: Workspace, source: Source, purse: Purse, as_of: datetime) -> Iterator[tuple[Page, Added]]:
    """Each page once it is stored, and what became of its rows."""
    store, reading = workspace.store, reading_of(workspace, source, as_of)
    cursor, unanswered_n = cursors.read(store, source.name)
    if days := getattr(source, "follow_days", 0):
        source.follow(threads.with_complaints(store, source.name, as_of - timedelta(days=days)))
    removed: list[str] = []
    try:
        for found in source.pages(_told(cursor, unanswered_n), as_of, purse.allow):
            page = _redacted(found, reading.redactor)
            yield page, _store_page(workspace, source.name, page, reading, purse, as_of, removed)
    finally:
        _finish_erasure(workspace, removed)


def _store_page(workspace: Workspace, name: str, page: Page, reading: Reading, purse: Purse, as_of: datetime, removed: list[str]) -> Added:
    """One transaction: what is gone goes, what is new is stored, then the cursor moves. Texts that went are added to `removed`."""
    row_ns = page.row_ns or range(1, len(page.rows) + 1)
    read = [read_row(Row(row_n, dict(values)), reading) for row_n, values in zip(row_ns, page.rows, strict=True)]
    with workspace.store.write() as connection:
        if page.gone:
            from pipeline import erase      # it knows the models, which cost seconds to import

            removed += erase.remove(workspace, connection, [f"{name}:{native_id}" for native_id in page.gone], as_of)
        added = _add(connection, workspace, name, page, read, as_of)
        heartbeats.add_gaps(connection, name, page.gaps, as_of)
        purse.settle(connection, page.billed_n)
        cursors.move(connection, name, page.cursor)
        workspace.store.touch(connection)
    return added


def _finish_erasure(workspace: Workspace, removed: list[str]) -> None:
    if removed or erasure.is_unwiped(workspace.store):
        from pipeline import erase

        erase.finish(workspace, removed)


def _add(connection: Any, workspace: Workspace, source: str, page: Page, read: list[Post | Rejected], as_of: datetime) -> Added:
    """Store what was read of a page; each row that cannot be a post has a key of its own, so that a second reading doubles nothing."""
    zone, batch = workspace.settings.zone, [(row_n, row) for row_n, row in zip(page.row_ns or count(1), read, strict=False) if isinstance(row, Post)]
    added = posts.add_rows(connection, Origin(source, _key(*(post.post_id for _, post in batch)), page.file_name or COLLECTED), batch, (), zone, as_of)
    for row in read:
        if isinstance(row, Rejected):
            origin = Origin(source, _key(row.marks.post or row.marks.words or row.excerpt, row.reason), page.file_name or COLLECTED)
            posts.add_rows(connection, origin, (), (row if page.file_name else replace(row, row_n=1),), zone, as_of)
    return added


def _redacted(page: Page, redactor: Redactor) -> Page:
    """The page with nobody named in what is said of it: a file's name, or a column's, may name a person."""
    return replace(page, problems=tuple(redactor.redact(problem).text for problem in page.problems), file_name=redactor.redact(page.file_name).text)


def _redactor(workspace: Workspace) -> Redactor:
    return Redactor(workspace.settings.privacy.phone_regions, frozenset(workspace.settings.brand.handles))


def _told(cursor: Mapping[str, Any] | None, unanswered_n: int) -> Mapping[str, Any] | None:
    """The cursor, and how many calls a killed run may have made since: a source that counts its calls wants to know."""
    return {**cursor, UNANSWERED: unanswered_n} if cursor is not None and unanswered_n else cursor


def _beat(workspace: Workspace, name: str, as_of: datetime, **values: Any) -> None:
    with workspace.store.write() as connection:
        heartbeats.beat(connection, name, as_of, **values)
        workspace.store.touch(connection)


def _key(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()

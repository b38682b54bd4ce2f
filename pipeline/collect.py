"""Collect: rows of a file → posts in the store. Batches, each one transaction; run twice or killed, nothing is lost or doubled."""
from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

from pipeline import text as words
from pipeline.records import Post, Rejected, StageDone
from pipeline.redact import Redactor
from pipeline.rows import Reading, choose_columns, to_post
from pipeline.settings import Settings
from pipeline.sources.file import Row
from pipeline.store import posts, runs
from pipeline.workspace import Workspace

Progress = Callable[[int], None]


class RowSource(Protocol):
    """What rows are imported from. `key` tells one content from another (SHA-256); `columns` is what a row may hold."""

    name: str
    key: str
    columns: tuple[str, ...]

    def rows(self) -> Iterator[Row]: ...


@dataclass(frozen=True)
class Asked:
    """What the person importing a file said about it."""

    source: str
    columns: Mapping[str, str]
    attributes: tuple[str, ...] = ()
    channel: str | None = None
    zone: ZoneInfo | None = None
    day_first: bool | None = None
    company_is: str = ""      # what the column of is_company says of the company's own posts


def import_rows(workspace: Workspace, found: RowSource, asked: Asked, as_of: datetime, progress: Progress) -> StageDone:
    """Import every row of what was found; `progress` is called with the rows done so far."""
    started = time.perf_counter()
    reading = reading_of(workspace.settings, workspace.secret, found.columns, asked, as_of)
    import_id = posts.begin_import(workspace.store, asked.source, reading.redactor.redact(found.name).text, found.key, as_of)
    rows_n = 0
    for batch, rejected in _batches(found.rows(), reading, workspace.settings.collect.batch_rows):
        posts.add_batch(workspace.store, import_id, batch, rejected, workspace.settings.zone, as_of)
        rows_n += len(batch) + len(rejected)
        progress(rows_n)
    counted = posts.end_import(workspace.store, import_id, as_of, time.perf_counter() - started)
    note = f"{counted['added_n']:,} added, {counted['known_n']:,} known already, {counted['quarantined_n']:,} in quarantine"
    note += f", {counted['forgotten_n']:,} forgotten" if counted["forgotten_n"] else ""
    done = StageDone("import", counted["rows_n"], counted["added_n"], counted["seconds"], note)
    runs.record(workspace.store, done, as_of)
    return done


def held_of(workspace: Workspace, found: RowSource, asked: Asked) -> tuple[list[str], Iterator[str]]:
    """The other sources that hold the same content, and why each row of it is in quarantine."""
    elsewhere = [source for source in runs.sources_of(workspace.store, found.key) if source != asked.source]
    return elsewhere, posts.held_reasons(workspace.store, asked.source, found.key)


def reading_of(settings: Settings, secret: bytes, found: tuple[str, ...], asked: Asked, as_of: datetime) -> Reading:
    """How the rows of a file with the columns `found` are to be read; `secret` keys the pseudonyms."""
    handles = frozenset(handle.lstrip("@").lower() for handle in settings.brand.handles)
    return Reading(
        source=asked.source, columns=choose_columns(found, asked.columns, asked.attributes), attributes=asked.attributes,
        channel=asked.channel or asked.source, zone=asked.zone or settings.zone,
        redactor=Redactor(settings.privacy.phone_regions, handles), secret=secret,
        latest=as_of + timedelta(hours=settings.collect.future_hours), brand_handles=handles, day_first=asked.day_first, company_is=asked.company_is,
        max_text_chars=settings.collect.max_text_chars)


def preview(rows: Iterable[Row], reading: Reading) -> list[Post | Rejected]:
    """Rows as they will be understood; nothing is stored."""
    return [read_row(row, reading) for row in rows]


def read_row(row: Row, reading: Reading) -> Post | Rejected:
    if row.problem:
        excerpt = words.repair(" ".join(value for value in row.values.values() if value), 200)
        return Rejected(row.row_n, row.problem, reading.redactor.redact(excerpt).text)
    return to_post(row.row_n, row.values, reading)


def _batches(rows: Iterable[Row], reading: Reading, size: int) -> Iterator[tuple[list[tuple[int, Post]], list[Rejected]]]:
    batch, rejected = [], []
    for row in rows:
        read = read_row(row, reading)
        if isinstance(read, Rejected):
            rejected.append(read)
        else:
            batch.append((row.row_n, read))
        if len(batch) + len(rejected) == size:
            yield batch, rejected
            batch, rejected = [], []
    if batch or rejected:
        yield batch, rejected

"""A watched folder: files of rows (phone notes, counter notes, surveys) that other programs drop into it, each read once."""
from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from os import stat_result
from pathlib import Path
from typing import Any, ClassVar, Self
from zoneinfo import ZoneInfo

from pipeline.errors import CanaryError, SettingsError, SourceError
from pipeline.rows import FIELDS, choose_columns, parse_time
from pipeline.sources.checks import filled, one_of
from pipeline.sources.file import FORMATS, FileSource, Row
from pipeline.sources.page import Allow, Checked, Cursor, Page
from pipeline.sources.section import read_section

_PAGE_ROWS, _SAID_N = 1000, 3
_MAX_ROW_BYTES = 4_000_000
_SETTLED_S = 60.0   # a file that changed within these seconds may still be written
_DATES = {"": None, "day-first": True, "month-first": False}


@dataclass(frozen=True)
class Settings:
    """map: "field=column" for columns that are called otherwise; attributes: columns that become dimensions; zone: of times without
    one; dates: day-first or month-first, for 31/12/2026."""

    folder: str
    channel: str
    map: tuple[str, ...] = ()
    attributes: tuple[str, ...] = ()
    zone: str = "UTC"
    dates: str = ""


@dataclass(frozen=True)
class FolderSource:
    """The cursor: `done`, the marks of the files that are read; `key` and `row_n`: the content of one and how far it was read.

    A mark is a file's size, time of change and a hash of its name: a name may name a person.
    """

    kind: ClassVar[str] = "folder"
    secrets: ClassVar[tuple[str, ...]] = ()
    name: str
    settings: Settings

    @classmethod
    def from_settings(cls, name: str, values: Mapping[str, Any], secrets: Mapping[str, str]) -> Self:
        settings = read_section(Settings, name, values)
        filled(name, "folder", settings.folder)
        one_of(name, "dates", settings.dates, tuple(_DATES))
        if wrong := [pair for pair in settings.map if pair.partition("=")[0] not in FIELDS or not pair.partition("=")[2]]:
            raise SettingsError(f"canary.toml: [sources.{name}] map holds '{wrong[0]}'. Write \"field=column\"; fields: {', '.join(FIELDS)}.")
        try:
            ZoneInfo(settings.zone)
        except (KeyError, ValueError, OSError):
            raise SettingsError(f"canary.toml: [sources.{name}] zone is '{settings.zone}', not an IANA time zone such as Europe/London.") from None
        return cls(name, settings)

    @property
    def channel(self) -> str:
        return self.settings.channel

    @property
    def attributes(self) -> tuple[str, ...]:
        return self.settings.attributes

    def pages(self, cursor: Cursor | None, as_of: datetime, allow: Allow) -> Iterator[Page]:
        state, files = {"done": [], **(cursor or {})}, self._files()
        there = {mark for _, mark, _ in files}
        state["done"] = [mark for mark in state["done"] if mark in there]   # what was taken away is forgotten
        for path, mark, changed_at in files:
            if mark not in state["done"] and as_of.timestamp() - changed_at >= _SETTLED_S:
                for page in self._read(path, mark, state):
                    state = dict(page.cursor)
                    yield page

    def check(self) -> Checked:
        try:
            files = self._files()
            if files:
                self._opened(files[0][0])
        except CanaryError as error:
            return Checked(False, str(error))
        return Checked(True, f"{self.settings.folder} can be read and holds {len(files):,} files" + (f"; the columns of {files[0][0].name} fit." if files else "."))

    def gone(self, native_ids: Sequence[str], allow: Allow) -> frozenset[str] | None:
        """A folder cannot say: a file that was taken away was not taken back."""
        return None

    def _files(self) -> list[tuple[Path, str, float]]:
        """The files of a known format, the oldest first: path, mark, time of change (Unix seconds)."""
        folder = Path(self.settings.folder)
        try:
            found = [(path, path.stat()) for path in folder.iterdir() if path.is_file() and _is_meant(path.name.lower())]
        except OSError as error:
            raise SourceError(f"{self.name}: the folder {folder} cannot be read: {error.strerror}. Check 'folder' in [sources.{self.name}].") from None
        return sorted(((path, _mark(path.name, facts), facts.st_mtime) for path, facts in found), key=lambda file: (file[2], file[0].name))

    def _opened(self, path: Path) -> tuple[FileSource, dict[str, str]]:
        """A file, and by field the column that holds it. Raises CanaryError when it cannot be read or its columns do not fit."""
        file = FileSource.open(path, _MAX_ROW_BYTES)
        return file, choose_columns(file.columns, dict(pair.split("=", 1) for pair in self.settings.map), self.settings.attributes)

    def _read(self, path: Path, mark: str, state: Mapping[str, Any]) -> Iterator[Page]:
        """A file's rows in pages. One that cannot be read is said and asked again next time: it must not stop the others."""
        try:
            file, columns = self._opened(path)
            start = state["row_n"] if state.get("key") == file.key else 0
            rows = (row for row in file.rows() if row.row_n > start)
            while batch := list(islice(rows, _PAGE_ROWS)):
                good = [row for row in batch if not row.problem]
                yield Page(tuple(self._values(row, columns) for row in good), {"done": state["done"], "key": file.key, "row_n": batch[-1].row_n},
                           problems=_problems(path, [row for row in batch if row.problem]))
            yield Page((), {"done": [*state["done"], mark]})
        except CanaryError as error:
            yield Page((), {"done": state["done"]}, problems=(str(error),))

    def _values(self, row: Row, columns: Mapping[str, str]) -> dict[str, str]:
        """The import fields of a row; its time in UTC, where it can be read: only here the zone and the order of days are known."""
        values = {name: row.values.get(column, "") for name, column in columns.items()}
        try:
            values["posted_at"] = parse_time(values["posted_at"].strip(), ZoneInfo(self.settings.zone), _DATES[self.settings.dates]).isoformat()
        except ValueError:
            pass   # quarantined with its reason, like a row of any file
        return {**{name: row.values.get(name, "") for name in self.settings.attributes}, **values}


def _problems(path: Path, rows: Sequence[Row]) -> tuple[str, ...]:
    said = [f"{path.name}, row {row.row_n:,}: {row.problem}" for row in rows[:_SAID_N]]
    return (*said, f"{path.name}: {len(rows) - _SAID_N:,} more rows cannot be read") if len(rows) > _SAID_N else tuple(said)


def _is_meant(name: str) -> bool:
    """Is a file of this name (lower case) for us: of a known format, not hidden, not half written?"""
    stem, _, ending = name.removesuffix(".gz").rpartition(".")
    return bool(stem) and not name.startswith((".", "~")) and ending in FORMATS


def _mark(name: str, facts: stat_result) -> str:
    return f"{facts.st_size}:{facts.st_mtime_ns}:{hashlib.sha256(name.encode('utf-8', 'surrogateescape')).hexdigest()[:16]}"

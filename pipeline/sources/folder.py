"""A watched folder: files of rows (phone notes, counter notes, surveys) that other programs drop into it, each read once."""
from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from os import stat_result
from pathlib import Path
from typing import Any, ClassVar, Self
from zoneinfo import ZoneInfo

from pipeline.errors import CanaryError, SettingsError, SourceError
from pipeline.redact import Redactor
from pipeline.rows import FIELDS, choose_columns, parse_time
from pipeline.sources.checks import filled, one_of
from pipeline.sources.file import FORMATS, FileSource, Row
from pipeline.sources.page import Allow, Checked, Cursor, Page
from pipeline.sources.section import read_section

_PAGE_ROWS, _SAID_N, _CHECKED_N = 1000, 3, 3
_MAX_ROW_BYTES = 4_000_000
_SETTLED_S = 60.0   # a file that changed within these seconds may still be written
_DATES = {"": None, "day-first": True, "month-first": False}
_OPTION = re.compile(r"--(map|attributes) (.+?)(?=: the file|: it is read|\. |\.$)", re.DOTALL)   # how the command line calls a setting
_REDACTOR = Redactor(())   # of names and columns; whoever stores what is said redacts it again, with the workspace's regions


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

    A mark is a file's size, time of change and number in its file system, never its name: a name may name a person.
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
        if not Path(settings.folder).is_absolute():
            raise SettingsError(f"canary.toml: [sources.{name}] folder is '{settings.folder}'; write the whole path, from / on: where a collection is started must not matter.")
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
        if unread_n := sum(mark not in state["done"] and as_of.timestamp() - changed_at >= _SETTLED_S for _, mark, changed_at in files):
            yield Page((), state, backlog=f"{_files(unread_n)} cannot be read")

    def check(self) -> Checked:
        """The newest files are looked at: what is dropped today tells what will be dropped tomorrow."""
        try:
            files = self._files()
        except CanaryError as error:
            return Checked(False, str(error))
        newest = [path for path, _, _ in files[:-_CHECKED_N - 1:-1]]
        if wrong := [problem for path in newest if (problem := self._wrong_with(path))]:
            return Checked(False, "; ".join(problem.rstrip(".") for problem in wrong) + ".")
        fit = f"; the columns of {', '.join(map(_name, newest))} fit" if newest else ""
        return Checked(True, f"the folder can be read and holds {_files(len(files))}{fit}.")

    def gone(self, native_ids: Sequence[str], allow: Allow) -> frozenset[str] | None:
        """A folder cannot say: a file that was taken away was not taken back."""
        return None

    def _files(self) -> list[tuple[Path, str, float]]:
        """The files of a known format, the oldest first: path, mark, time of change (Unix seconds)."""
        folder = Path(self.settings.folder)
        try:
            found = [(path, path.stat()) for path in folder.iterdir() if path.is_file() and _is_meant(path.name.lower())]
        except OSError as error:
            raise SourceError(f"{self.name}: the folder cannot be read: {error.strerror}. Check 'folder' in [sources.{self.name}].") from None
        return sorted(((path, _mark(facts), facts.st_mtime) for path, facts in found), key=lambda file: (file[2], file[0].name))

    def _opened(self, path: Path) -> tuple[FileSource, dict[str, str]]:
        """A file, and by field the column that holds it. Raises CanaryError when it cannot be read or its columns do not fit."""
        file = FileSource.open(path, _MAX_ROW_BYTES)
        return file, choose_columns(file.columns, dict(pair.split("=", 1) for pair in self.settings.map), self.settings.attributes)

    def _wrong_with(self, path: Path) -> str:
        """Why a file cannot be read, "" when it can."""
        try:
            self._opened(path)
        except CanaryError as error:
            return self._said(path, error)
        return ""

    def _said(self, path: Path, error: CanaryError) -> str:
        """Which file it is, without its folder, and what to do where the settings are, not in an option of the command line."""
        words = str(error).removeprefix(f"{path}: ").replace(str(path), path.name)
        return _shown(f"{path.name}: " + _OPTION.sub(lambda option: f'{option[1]} = ["{option[2]}"] in [sources.{self.name}]', words))

    def _read(self, path: Path, mark: str, state: Mapping[str, Any]) -> Iterator[Page]:
        """A file's rows in pages. One that cannot be read is said and asked again next time: it must not stop the others."""
        try:
            file, columns = self._opened(path)
            start = state["row_n"] if state.get("key") == file.key else 0
            rows = (row for row in file.rows() if row.row_n > start)
            while batch := list(islice(rows, _PAGE_ROWS)):
                good = [row for row in batch if not row.problem]
                yield Page(tuple(self._values(row, columns) for row in good), {"done": state["done"], "key": file.key, "row_n": batch[-1].row_n},
                           problems=_problems(_name(path), [row for row in batch if row.problem]), file_name=_name(path), row_ns=tuple(row.row_n for row in good))
            yield Page((), {"done": [*state["done"], mark]})
        except CanaryError as error:
            yield Page((), {"done": state["done"]}, problems=(self._said(path, error),))

    def _values(self, row: Row, columns: Mapping[str, str]) -> dict[str, str]:
        """The import fields of a row; its time in UTC, where it can be read: only here the zone and the order of days are known."""
        values = {name: row.values.get(column, "") for name, column in columns.items()}
        try:
            values["posted_at"] = parse_time(values["posted_at"].strip(), ZoneInfo(self.settings.zone), _DATES[self.settings.dates]).isoformat()
        except ValueError:
            pass   # quarantined with its reason, like a row of any file
        return {**{name: row.values.get(name, "") for name in self.settings.attributes}, **values}


def _problems(name: str, rows: Sequence[Row]) -> tuple[str, ...]:
    said = [f"{name}, row {row.row_n:,}: {row.problem}" for row in rows[:_SAID_N]]
    return (*said, f"{name}: {len(rows) - _SAID_N:,} more rows cannot be read") if len(rows) > _SAID_N else tuple(said)


def _is_meant(name: str) -> bool:
    """Is a file of this name (lower case) for us: of a known format, not hidden, not half written?"""
    stem, _, ending = name.removesuffix(".gz").rpartition(".")
    return bool(stem) and not name.startswith((".", "~")) and ending in FORMATS


def _mark(facts: stat_result) -> str:
    return f"{facts.st_size}:{facts.st_mtime_ns}:{facts.st_ino}"


def _name(path: Path) -> str:
    return _shown(path.name)


def _shown(words: str) -> str:
    """Redacted; a name of bytes that are no UTF-8 with a ? for each."""
    return _REDACTOR.redact(words.encode("utf-8", "replace").decode()).text


def _files(n: int) -> str:
    return "1 file" if n == 1 else f"{n:,} files"

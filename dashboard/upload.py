"""What was pasted or uploaded: looked at and imported as a file that no disk keeps and that is gone when the block ends."""
from __future__ import annotations

import csv
import io
import os
import re
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import islice
from pathlib import Path

from dashboard.mapping import is_heading, is_no_heading
from pipeline import collect
from pipeline.errors import SourceError
from pipeline.redact import Redactor
from pipeline.sources.file import FORMATS, FileSource, Row
from pipeline.sources.thread_file import ThreadFile, opened
from pipeline.store import posts, runs
from pipeline.workspace import Workspace

TABLE, LINES, PARAGRAPHS = "a table with headings", "complaints, one a line", "complaints with empty lines between"
_IN_MEMORY = Path("/dev/shm")                 # on Linux: files here are never written to a disk
_PREFIX = "canary-upload-"
_NAME_CHARS = 100
_MOST_REASONS = 5


@dataclass(frozen=True)
class Given:
    """The bytes as they came. Never shown: they are not redacted yet. is_table: False for words alone, whose columns are known."""

    name: str
    content: bytes = field(repr=False)
    is_table: bool = True


@dataclass(frozen=True)
class Looked:
    """What is in it: its columns, its first rows as they are and how many rows there are."""

    columns: tuple[str, ...]
    first: tuple[Row, ...] = field(repr=False)
    rows_n: int


@dataclass(frozen=True)
class Outcome:
    """What an import did; reasons: the commonest ones for quarantine with their rows."""

    source: str
    rows_n: int
    added_n: int
    known_n: int
    quarantined_n: int
    forgotten_n: int
    reasons: tuple[tuple[str, int], ...]


def look(workspace: Workspace, given: Given, first_n: int) -> Looked:
    """Read it through once. Raises SourceError in words that name the file as its owner knows it."""
    with _as_file(given) as path:
        found = opened(path, workspace.settings.collect.max_row_bytes)
        _refuse_rows_for_headings(workspace, found)
        rows = found.rows()
        first = tuple(islice(rows, first_n))
        return Looked(found.columns, first, len(first) + sum(1 for _ in rows))


def bring_in(workspace: Workspace, given: Given, asked: collect.Asked, as_of: datetime, progress: Callable[[int], None]) -> Outcome:
    """Import it as the command line imports a file."""
    with _as_file(given) as path:
        found = opened(path, workspace.settings.collect.max_row_bytes)
        collect.import_rows(workspace, found, asked, as_of, progress)
    row = next(row for row in runs.all_imports(workspace.store) if (row["source"], row["file_key"]) == (asked.source, found.key))
    reasons = Counter(posts.held_reasons(workspace.store, asked.source, found.key)).most_common(_MOST_REASONS)
    return Outcome(asked.source, row["rows_n"], row["added_n"], row["known_n"], row["quarantined_n"], row["forgotten_n"], tuple(reasons))


def how_pasted(text: str) -> str:
    """TABLE where it is JSON, cells of a spreadsheet, or its first line names a column; else LINES or PARAGRAPHS."""
    first, _, rest = text.strip().partition("\n")
    if first.lstrip().startswith("{") or "\t" in first and "\t" in rest or any(map(is_heading, re.split(r"[\t;|,]", first))) and rest:
        return TABLE
    return PARAGRAPHS if re.search(r"\S\s*\n\s*\n\s*\S", text) else LINES


def pasted(text: str, how: str, day: date) -> Given:
    """The pasted text as a file; complaints without a table are all dated `day`."""
    if how == TABLE:
        return Given("pasted.jsonl" if text.lstrip().startswith("{") else "pasted.csv", text.strip().encode("utf-8", "replace"))
    parts = text.splitlines() if how == LINES else re.split(r"\n\s*\n", text)
    out = io.StringIO()
    rows = csv.writer(out)
    rows.writerow(("text", "posted_at"))
    rows.writerows((part.strip(), day.isoformat()) for part in parts if part.strip())
    return Given("pasted.csv", out.getvalue().encode("utf-8", "replace"), is_table=False)


def _refuse_rows_for_headings(workspace: Workspace, found: FileSource | ThreadFile) -> None:
    """A first line that is a row already would be lost, and what it says would become the name of a column."""
    redactor = Redactor(workspace.settings.privacy.phone_regions, frozenset())
    for place, name in enumerate(found.columns, start=1):
        if is_no_heading(name, workspace.settings.zone) or redactor.redact(name).counts:
            raise SourceError(f"{found.name}: the first line is not one of headings: its cell {place} holds a time or personal data. "
                              "Put a line of headings above it, such as posted_at,text.")


@contextmanager
def _as_file(given: Given) -> Iterator[Path]:
    """Only its owner may read it; what a killed process left is taken away first."""
    home = _IN_MEMORY if os.access(_IN_MEMORY, os.W_OK) else Path(tempfile.gettempdir())
    _sweep(home)
    folder = tempfile.mkdtemp(prefix=f"{_PREFIX}{os.getpid()}-", dir=home)
    try:
        path = Path(folder) / _safe(given.name)
        path.write_bytes(given.content)
        yield path
    except SourceError as error:
        raise SourceError(str(error).replace(f"{folder}/", "")) from None
    finally:
        shutil.rmtree(folder)


def _safe(name: str) -> str:
    """The name without folders and signs that no file may have; its ending, which tells the format, is kept."""
    stem, dot, ending = Path(name.replace("\\", "/").replace("\0", "")).name.rpartition(".")
    ending = ending.lower() if ending.lower() in FORMATS else ending[:20]
    return f"{stem.encode('utf-8', 'replace')[:_NAME_CHARS].decode('utf-8', 'ignore').lstrip('.') or 'upload'}{dot}{ending}"


def _sweep(home: Path) -> None:
    for left in home.glob(f"{_PREFIX}*-*"):
        pid = left.name.removeprefix(_PREFIX).partition("-")[0]
        if pid.isdigit() and not _is_running(int(pid)):
            shutil.rmtree(left, ignore_errors=True)


def _is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    return True

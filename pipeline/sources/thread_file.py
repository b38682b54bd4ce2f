"""A file of threads: JSON lines with `thread_id` and `turns`, each turn who said what. Every turn is a row of an import, in reply to the one before."""
from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.errors import UsageError
from pipeline.sources.file import FileSource, Row

TURNS, THREAD = "turns", "thread_id"
COLUMNS = ("post_id", "posted_at", "author", "text", "in_reply_to", "conversation", "is_company")
_CUSTOMER, _COMPANY = ("cust", "customer"), ("rep", "company", "agent")
_SHAPE = f'One thread a line is needed: {{"{THREAD}": "7", "{TURNS}": [{{"who": "customer", "text": …, "posted_at": …}}, {{"who": "company", …}}]}}'


def opened(path: Path, max_row_bytes: int, posted_at: str = "") -> FileSource | ThreadFile:
    """A file to be imported, of threads where its first line is one. posted_at: of turns that say no time.

    Raises SourceError where it cannot be read, UsageError where nobody says when its turns were posted, or `posted_at` is of no use.
    """
    file = FileSource.open(path, max_row_bytes)
    if TURNS not in file.columns:
        if posted_at:
            raise UsageError(f"--posted-at {posted_at}: {file.name} is no file of threads, so each row needs a time of its own. "
                             "Leave it out, or name the column: --map posted_at=COLUMN.")
        return file
    source = ThreadFile(file, posted_at)
    first = next((row for row in source.rows() if not row.problem), None)
    if first and not first.values["posted_at"]:
        raise UsageError(f"{file.name}: its turns say no time. Name a day for all of them: --posted-at 2026-11-01. How long answers took is then not known.")
    return source


@dataclass(frozen=True)
class ThreadFile:
    """The turns of a file of threads, as rows of COLUMNS. posted_at: for turns that say no time, where no turn before them does."""

    file: FileSource
    posted_at: str = ""

    columns = COLUMNS

    @property
    def name(self) -> str:
        return self.file.name

    @property
    def key(self) -> str:
        return self.file.key

    @property
    def encoding(self) -> str:
        return self.file.encoding

    def rows(self) -> Iterator[Row]:
        """Every turn of every thread, counted from 1; a thread or turn that cannot be read comes with its problem."""
        row_n = 0
        for line in self.file.rows():
            for values, problem in _turns(line, self.posted_at):
                row_n += 1
                yield Row(row_n, values, problem)


def _turns(line: Row, posted_at: str) -> Iterator[tuple[dict[str, str], str]]:
    """(values, problem) of each turn of a thread."""
    thread_id, turns = line.values.get(THREAD, "").strip(), _list(line.values.get(TURNS, ""))
    if line.problem or not thread_id or not turns:
        yield {}, line.problem or f"line {line.row_n}: {'no thread_id' if turns else 'no list of turns'}. {_SHAPE}"
        return
    above = ""
    for n, turn in enumerate(turns):
        who = str(turn.get("who", "")).strip().lower() if isinstance(turn, Mapping) else ""
        if who not in (*_CUSTOMER, *_COMPANY):
            yield {}, f"line {line.row_n}, turn {n + 1}: who is none of {', '.join((*_CUSTOMER, *_COMPANY))}"
            continue
        text, posted_at = _text(turn.get("text")), _text(turn.get("posted_at")) or posted_at
        is_company = who in _COMPANY
        post_id = f"{thread_id}-{n}"
        yield dict(post_id=post_id, posted_at=posted_at, text=text, in_reply_to=above, conversation=f"{thread_id}-0", is_company="true" if is_company else "",
                   author=_text(turn.get("author")) or ("" if is_company else f"customer of thread {thread_id}")), ""
        above = post_id if text.strip() else above       # an empty turn goes to quarantine: the next one must not hang on it


def _list(cell: str) -> list[Any]:
    try:
        found = json.loads(cell)
    except (json.JSONDecodeError, RecursionError):
        return []
    return found if isinstance(found, list) else []


def _text(value: object) -> str:
    return "" if value is None else value if isinstance(value, str) else str(value)

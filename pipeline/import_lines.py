"""What an import says: its first rows as they will be understood; why rows are in quarantine; what else is to be known."""
from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from zoneinfo import ZoneInfo

from pipeline.records import Post, Rejected

_VALUE = re.compile(r"'.*'|\d{4}-\d\d-\d\d \d\d:\d\d UTC")


def preview_table(row_ns: Sequence[int], read: Sequence[Post | Rejected], zone: ZoneInfo) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """Columns, and a row of cells for each row of the file; times in `zone`."""
    return ("row", f"posted ({zone})", "channel", "author", "text"), [(str(row_n), "", "", "", f"quarantine: {row.reason}") if isinstance(row, Rejected)
            else (str(row_n), f"{row.posted_at.astimezone(zone):%Y-%m-%d %H:%M}", row.channel, row.author_id or "–", row.text)
            for row_n, row in zip(row_ns, read, strict=True)]


def notes(encoding: str, elsewhere: Sequence[str], reasons: Iterable[str]) -> Iterator[str]:
    """Lines below the one of the stage. elsewhere: other sources that hold the same content."""
    if encoding == "cp1252":
        yield "not UTF-8: read as Windows-1252 (latin-1)"
    if elsewhere:
        yield (f"the same content was imported before as source {', '.join(elsewhere)}: every post is now held twice. Of short texts both count, "
               "longer ones are reposts. Import a file under one source; to undo this, begin another workspace.")
    yield from _commonest(reasons)


def _commonest(reasons: Iterable[str]) -> Iterator[str]:
    """The commonest reasons why rows of a file are in quarantine, without the values that differ from row to row."""
    counted = Counter(_VALUE.sub("…", reason) for reason in reasons)
    for reason, rows_n in counted.most_common(3):
        yield f"{rows_n:>9,} {'row' if rows_n == 1 else 'rows'}: {reason}"
    if counted:
        yield "all of them: the Data page"

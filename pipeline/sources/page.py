"""The seam of collection: a source gives pages, and each page says where to go on once it is stored."""
from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

Cursor = Mapping[str, Any]
"""Where a source goes on: plain JSON, understood by that source alone. Never a secret, never a text."""

Allow = Callable[[int], None]
"""Asks for leave to be billed for at most so many posts; raises BudgetError before the budget would be passed."""


@dataclass(frozen=True)
class Gap:
    """A stretch of time whose posts cannot be had any more: said, not silently missing."""

    began_at: datetime
    ended_at: datetime
    reason: str


@dataclass(frozen=True)
class Page:
    """What one call of a source brought.

    rows: import fields (posted_at, text, post_id, author …) and attributes -> text, as a row of a file would hold them.
    cursor: where to go on when this page is stored. billed_n: posts that the call is billed for.
    gone: native ids that the source says were deleted, protected or withheld. problems: partial errors, in words.
    file_name and row_ns: where the rows stand, when they are those of a file. backlog: what waits there, in words.
    """

    rows: tuple[Mapping[str, str], ...]
    cursor: Cursor
    billed_n: int = 0
    gone: tuple[str, ...] = ()
    gaps: tuple[Gap, ...] = ()
    problems: tuple[str, ...] = ()
    file_name: str = ""
    row_ns: tuple[int, ...] = ()
    backlog: str = ""


@dataclass(frozen=True)
class Checked:
    """What one cheap call found: is it well, and in words what is wrong and what to do."""

    is_well: bool
    message: str


class Source(Protocol):
    """Where posts come from. Made from its settings and secrets; talks to the outside only in these methods.

    attributes: columns of its rows that become dimensions.
    """

    name: str
    channel: str
    attributes: tuple[str, ...]

    def pages(self, cursor: Cursor | None, as_of: datetime, allow: Allow) -> Iterator[Page]:
        """New pages after `cursor` (None: from the beginning), oldest place first where the source can.

        Raises SourceError in words a person can act on; pages already given stay stored.
        """
        ...

    def check(self) -> Checked:
        """One cheap call."""
        ...

    def gone(self, native_ids: Sequence[str], allow: Allow) -> frozenset[str] | None:
        """Which of these posts are not public any more; None: the source cannot say."""
        ...

"""A thread as it is read: the turns of one complainant and of the company, in order."""
from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Turn:
    """One post of a thread. at_minutes: since the first turn, None: not known; language: two letters, None: not known."""

    is_company: bool
    text: str
    at_minutes: float | None = None
    language: str | None = None

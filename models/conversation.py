"""A thread as it is read: the turns of one complainant and of the company, in order."""
from __future__ import annotations

from dataclasses import dataclass

CHANNELS = ("phone", "email", "chat", "message", "in person", "website", "app", "letter", "public", "unclear")
"""Through what a person may have tried to be helped before; message: a private one, public: an earlier post."""


@dataclass(frozen=True)
class Turn:
    """One post of a thread. at_minutes: since the first turn, None: not known; language: two letters, None: not known."""

    is_company: bool
    text: str
    at_minutes: float | None = None
    language: str | None = None

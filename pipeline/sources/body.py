"""What every service over HTTP has in common, whichever client asks: a body of limited size and time, and a refusal."""
from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Any

from pipeline.errors import SourceError

_PIECE = 65_536


@dataclass(frozen=True)
class Limits:
    """connect_s, read_s: to reach the server, between two pieces of its answer; whole_s: for the answer as a whole."""

    connect_s: float = 10.0
    read_s: float = 30.0
    whole_s: float = 90.0
    max_bytes: int = 30_000_000


class Refused(SourceError):
    """The service will not do this, however often it is asked. `said`: its own words."""

    def __init__(self, message: str, status: int, said: str) -> None:
        super().__init__(message)
        self.status, self.said = status, said


class TooLong(Exception):
    """The body has more bytes than are read of one."""


class TooSlow(Exception):
    """The body was not whole in time."""


def whole(raw: Any, limits: Limits) -> bytes:
    """The whole body, piece by piece as it comes: one that is too long or drips for ever is left. Raises TooLong or TooSlow.

    raw: what requests has of an answer that it streams (urllib3's response).
    """
    ends_at, pieces, size = time.monotonic() + limits.whole_s, [], 0
    while piece := raw.read1(_PIECE, decode_content=True):
        pieces.append(piece)
        size += len(piece)
        if size > limits.max_bytes:
            raise TooLong(f"more than {limits.max_bytes:,} bytes")
        if time.monotonic() > ends_at:
            raise TooSlow(f"not whole after {limits.whole_s:g} s")
    return b"".join(pieces)

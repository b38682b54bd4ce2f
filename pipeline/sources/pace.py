"""When a server may be asked again, from the headers of its answers: never sooner, also after a restart."""
from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from pipeline.errors import LimitedError

UNSAID_S = 900.0   # a refusal that names no time: X counts in windows of 15 minutes
_LONGEST = timedelta(days=1)     # the longest window that X documents: a header that says more is wrong
_SLACK_S = 1.0     # resets are whole seconds


@dataclass
class Limit:
    """What a server said of one kind of call: how many are left until its count begins anew (our clock)."""

    left_n: int
    resets_at: datetime


@dataclass
class Pace:
    """longest_wait_s: a longer wait ends the run with LimitedError, and the next run goes on. Times are ours, shifted by the server's Date."""

    name: str
    longest_wait_s: float
    sleep: Callable[[float], None] = time.sleep
    elapsed_s: Callable[[], float] = time.monotonic
    limits: dict[str, Limit] = field(default_factory=dict, init=False)
    _began: tuple[datetime, float] | None = field(default=None, init=False)

    def begin(self, as_of: datetime, kept: Mapping[str, list], unanswered_n: int) -> None:
        """Go on with what was kept; `unanswered_n` calls were made since, perhaps, each of any kind."""
        self._began = as_of, self.elapsed_s()
        self.limits = {kind: Limit(left_n - unanswered_n, datetime.fromtimestamp(resets_at, UTC)) for kind, (left_n, resets_at) in kept.items()}

    def now(self) -> datetime:
        """Our clock; before `begin`, the server's as it was first heard."""
        as_of, at_s = self._began or (datetime(1970, 1, 1, tzinfo=UTC), self.elapsed_s())
        return as_of + timedelta(seconds=self.elapsed_s() - at_s)

    def kept(self) -> dict[str, list]:
        """For the cursor: kind -> calls left, reset (Unix seconds)."""
        return {kind: [limit.left_n, limit.resets_at.timestamp()] for kind, limit in self.limits.items()}

    def wait(self, kind: str) -> None:
        """Wait until a call of this kind is allowed, and count it. Raises LimitedError when that is too long."""
        limit = self.limits.get(kind)
        if limit and limit.left_n <= 0 and (wait_s := (limit.resets_at - self.now()).total_seconds()) > 0:
            if wait_s > self.longest_wait_s:
                raise LimitedError(
                    f"{self.name}: the server allows no more calls until {limit.resets_at:%Y-%m-%d %H:%M:%S} UTC. What was read is stored; "
                    "the next collection goes on from there.", limit.resets_at)
            self.sleep(wait_s)
        if limit:
            limit.left_n = limit.left_n - 1 if limit.resets_at > self.now() else 1 << 30

    def heard(self, kind: str, headers: Mapping[str, str], is_refused: bool = False) -> None:
        """Take in the headers of an answer; `is_refused`: it was a 429, so nothing is left whatever else they say."""
        server_now = _date(headers.get("date", "")) or self.now()
        self._began = self._began or (server_now, self.elapsed_s())
        resets_at = _resets_at(headers, server_now)
        if is_refused:
            resets_at = resets_at or server_now + timedelta(seconds=UNSAID_S)
        if resets_at is None:
            return
        resets_at = min(resets_at, server_now + _LONGEST)
        left = headers.get("x-rate-limit-remaining", "")
        left_n = 0 if is_refused else int(left) if left.isdigit() else 1
        self.limits[kind] = Limit(left_n, self.now() + (resets_at - server_now) + timedelta(seconds=_SLACK_S))


def _resets_at(headers: Mapping[str, str], server_now: datetime) -> datetime | None:
    try:
        if reset := headers.get("x-rate-limit-reset"):
            return datetime.fromtimestamp(float(reset), UTC)
        if after := headers.get("retry-after"):
            return server_now + timedelta(seconds=float(after))
    except (ValueError, OverflowError, OSError):
        return None
    return None


def _date(value: str) -> datetime | None:
    try:
        return parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError):
        return None

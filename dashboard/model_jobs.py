"""Training and publishing in the background: one at a time in each workspace, seen by everybody who looks at the page."""
from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from dashboard.jobs import Job, call_verb

_HELD: dict[Path, ModelJob] = {}
_GUARD = threading.Lock()


@dataclass(frozen=True)
class ModelJob:
    """what: "Training" and the like; usual_s: how long it took the last time, None: not known."""

    what: str
    began_s: float
    usual_s: float | None
    job: Job[str]

    @property
    def elapsed_s(self) -> float:
        return time.monotonic() - self.began_s

    @property
    def share(self) -> float:
        """How far it is, 0-1, by how long it took the last time; never quite done before it is."""
        return min(0.97, self.elapsed_s / self.usual_s) if self.usual_s else 0.0

    @property
    def said(self) -> str:
        usual = f"; the last time it took {self.usual_s:.0f} s" if self.usual_s else ""
        return f"{self.what}, {self.elapsed_s:.0f} s so far{usual}"


def begin(path: Path, what: str, verbs: Sequence[Sequence[str]], usual_s: float | None = None) -> bool:
    """Call verbs one after the other until one fails; False, and nothing is begun, where a job of this workspace is under way."""
    with _GUARD:
        if (held := _HELD.get(path)) and not held.job.is_done:
            return False
        _HELD[path] = ModelJob(what, time.monotonic(), usual_s, Job(what, lambda _: _in_turn(path, verbs)))
        return True


def held(path: Path) -> ModelJob | None:
    """The job of a workspace, under way or done and not looked at yet."""
    return _HELD.get(path)


def take(path: Path) -> str:
    """What went wrong in words, or "", of a job that is done; it is forgotten."""
    with _GUARD:
        done = _HELD.pop(path, None)
    return done.job.result(lambda: None) if done else ""


def _in_turn(path: Path, verbs: Sequence[Sequence[str]]) -> str:
    return next((problem for words in verbs if (problem := call_verb(path, *words))), "")

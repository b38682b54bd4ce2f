"""Work that a click began and that goes on to its end, however often the page is drawn anew meanwhile."""
from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
from pathlib import Path
from typing import Generic, TypeVar

from pipeline.settings import ROOT

T = TypeVar("T")
_WORKERS = ThreadPoolExecutor(max_workers=2, thread_name_prefix="canary-job")
_LOOK_EVERY_S = 0.2
_LONGEST_RUN_S = 600


class Job(Generic[T]):
    """`work` is handed what it calls with how far it is, of `total_n` where that is known; `result` waits, and draws again and again."""

    def __init__(self, kind: str, work: Callable[[Callable[[int], None]], T], total_n: int = 0) -> None:
        self.kind, self.total_n, self.done_n = kind, total_n, 0
        self._future = _WORKERS.submit(work, self._progress)

    @property
    def is_done(self) -> bool:
        return self._future.done()

    @property
    def share(self) -> float:
        """How much is done, 0–1; 0 while nobody knows."""
        return min(1.0, self.done_n / self.total_n) if self.total_n else 0.0

    def result(self, draw: Callable[[], None]) -> T:
        """What the work returned; raises what it raised."""
        while not wait([self._future], timeout=_LOOK_EVERY_S).done:
            draw()
        return self._future.result()

    def _progress(self, done_n: int) -> None:
        self.done_n = done_n


def run_stages(path: Path) -> str:
    """`python -m pipeline run` in a process of its own, so that the dashboard stays quick; what went wrong in words, or ""."""
    return call_verb(path, "run")


def call_verb(path: Path, *words: str) -> str:
    """A verb of the command line in a process of its own; what went wrong in words, or ""."""
    command = [sys.executable, "-m", "pipeline", "--workspace", str(path), *words]
    try:
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=_LONGEST_RUN_S)
    except subprocess.TimeoutExpired:
        return f"The {words[0]} took more than {_LONGEST_RUN_S // 60} minutes and was stopped. What it had done is kept."
    if not done.returncode:
        return ""
    return done.stderr.strip().removeprefix("Error: ") if done.stderr.startswith("Error: ") else f"The {words[0]} stopped midway."

"""A lock file that one process holds at a time. The kernel lets go of it when the process ends, however it ends."""
from __future__ import annotations

import fcntl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from pipeline.errors import CanaryError


_LOOK_EVERY_S = 0.1


@contextmanager
def only_one(path: Path, what: str, wait_s: float = 0.0) -> Iterator[None]:
    """Hold the lock at `path` while the block runs. Raises CanaryError when another process holds it for longer than `wait_s`."""
    with path.open("a") as file:
        until = time.monotonic() + wait_s
        while not _held(file):
            if time.monotonic() >= until:
                raise CanaryError(f"{what} is running already (its lock is {path}). Nothing was done; try again when that has ended.")
            time.sleep(_LOOK_EVERY_S)
        yield


def _held(file: IO[str]) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def is_held(path: Path) -> bool:
    """Does a process hold the lock at `path` now?"""
    if not path.exists():
        return False
    with path.open() as file:
        try:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False

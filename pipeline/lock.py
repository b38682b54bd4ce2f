"""A lock file that one process holds at a time. The kernel lets go of it when the process ends, however it ends."""
from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pipeline.errors import CanaryError


@contextmanager
def only_one(path: Path, what: str) -> Iterator[None]:
    """Hold the lock at `path` while the block runs. Raises CanaryError at once when another process does."""
    with path.open("a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise CanaryError(f"{what} is running already (its lock is {path}). Nothing was done; try again when that has ended.") from None
        yield


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

"""Collections in processes of their own, to be killed (SIGKILL) at a chosen step or moment. Fork it before any thread is started."""
from __future__ import annotations

import multiprocessing
import os
import resource
import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from multiprocessing.connection import Connection
from pathlib import Path

from sqlalchemy import Engine, event


@dataclass
class Nursery:
    """Where children are born: a process that has everything imported and no threads. A child is a whole call of the command line."""

    line: Connection
    cpu_s: float = 0.0

    def start(self, workspace: Path, words: list[str], environment: dict[str, str], die_at: tuple[str, int] = ("", 0)) -> int:
        """Its process id. die_at: ("before", 3) its third commit, or ("after", 3) it; ("", 0): not by itself."""
        self.line.send((str(workspace), words, environment, die_at))
        return self.line.recv()

    def ended(self) -> int:
        """Wait for the child: its exit status, or minus the signal that killed it. `cpu_s`: the processor seconds it took."""
        status, self.cpu_s = self.line.recv()
        return status


@contextmanager
def nursery(*modules: str) -> Iterator[Nursery]:
    """modules: what else is imported beforehand, so that no child has to."""
    ours, theirs = multiprocessing.Pipe()
    pid = os.fork()
    if not pid:
        ours.close()
        _bear(theirs, modules)
        os._exit(0)
    theirs.close()
    try:
        yield Nursery(ours)
    finally:
        ours.close()
        os.waitpid(pid, 0)


def _bear(line: Connection, modules: Sequence[str]) -> None:
    from pipeline import cli, fetch  # noqa: F401
    from pipeline.sources import x_source  # noqa: F401

    for name in modules:
        import_module(name)
    while True:
        try:
            workspace, words, environment, die_at = line.recv()
        except EOFError:
            return
        pid = os.fork()
        if not pid:
            _live(workspace, words, environment, die_at)
        line.send(pid)
        _, status, used = os.wait4(pid, 0)
        line.send((os.waitstatus_to_exitcode(status), used.ru_utime + used.ru_stime))


def _live(workspace: str, words: list[str], environment: dict[str, str], die_at: tuple[str, int]) -> None:
    from pipeline.cli import main

    os.environ.update(environment)
    if not environment.get("CANARY_TEST_SPEAKS"):
        sys.stdout = sys.stderr = open(environment.get("CANARY_TEST_SAID", os.devnull), "w")
    if most := environment.get("CANARY_TEST_FILE_BYTES"):      # as a disk that is full from there on
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (int(most), int(most)))
    _die(*die_at)
    sys.argv = ["canary", "--workspace", workspace, *words]
    status = 0
    try:
        main()
    except SystemExit as stop:
        status = int(stop.code or 0)
    finally:
        os._exit(status)


def _die(when: str, commit_n: int) -> None:
    done = 0

    def committing(_connection) -> None:
        nonlocal done
        done += 1
        if (when, done) == ("before", commit_n):
            os.kill(os.getpid(), signal.SIGKILL)

    def beginning(_connection) -> None:
        if (when, done) == ("after", commit_n):
            os.kill(os.getpid(), signal.SIGKILL)

    event.listen(Engine, "commit", committing)
    event.listen(Engine, "begin", beginning)

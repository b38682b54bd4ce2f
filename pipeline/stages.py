"""The order of the stages, each over what is new: clean, assign, threads, link, watch, track."""
from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from pipeline import clean, cluster, link, track, watch
from pipeline.learn import train
from pipeline.records import StageDone
from pipeline.store import complaints
from pipeline.threads import run as threads
from pipeline.workspace import Workspace


def run_all(workspace: Workspace, as_of: datetime, say: Callable[[StageDone], None], progress: Callable) -> None:
    """Run every stage; each says what it did in one line. A second run on the same data changes nothing."""
    with progress("clean", clean.todo_n(workspace)) as done:
        say(clean.run(workspace, as_of, done))
    if train.is_needed(workspace):
        learn(workspace, as_of, say, progress)
    understand(workspace, as_of, say, progress)


def learn(workspace: Workspace, as_of: datetime, say: Callable[[StageDone], None], progress: Callable, by: str = "",
          teacher: str = "") -> None:
    """Make a candidate; the first model of a workspace is published."""
    with progress("learn topics") as done:
        say(train.run(workspace, as_of, done, by, teacher))


def switch(workspace: Workspace, step: Callable[[Callable[[int], None]], StageDone], as_of: datetime, say: Callable[[StageDone], None], progress: Callable) -> None:
    """Publish or roll back (`step` is handed how far it is), then every stage that reads topics."""
    with progress("assign aside", complaints.total_n(workspace.store)) as done:
        say(step(done))
    understand(workspace, as_of, say, progress)


def understand(workspace: Workspace, as_of: datetime, say: Callable[[StageDone], None], progress: Callable) -> None:
    """Assign what is new, read its threads, then count, watch and track."""
    with progress("assign", cluster.todo_n(workspace)) as done:
        say(cluster.run(workspace, as_of, done))
    with progress("threads", threads.todo_n(workspace)) as done:
        say(threads.run(workspace, as_of, done))
    say(link.run(workspace, as_of))
    say(watch.run(workspace, as_of))
    say(track.run(workspace, as_of))

"""The order of the stages, each over what is new: clean, assign, link, watch, track."""
from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from pipeline import clean, cluster, link, track, watch
from pipeline.records import StageDone
from pipeline.workspace import Workspace


def run_all(workspace: Workspace, as_of: datetime, say: Callable[[StageDone], None], progress: Callable) -> None:
    """Run every stage; each says what it did in one line. A second run on the same data changes nothing."""
    with progress("clean", clean.todo_n(workspace)) as done:
        say(clean.run(workspace, as_of, done))
    if cluster.needs_training(workspace):
        _learn(workspace, as_of, say, progress)
    _understand(workspace, as_of, say, progress)


def retrain(workspace: Workspace, as_of: datetime, say: Callable[[StageDone], None], progress: Callable) -> None:
    """Learn the topics anew, then assign everything to them."""
    _learn(workspace, as_of, say, progress)
    _understand(workspace, as_of, say, progress)


def _learn(workspace: Workspace, as_of: datetime, say: Callable[[StageDone], None], progress: Callable) -> None:
    with progress("learn topics"):
        say(cluster.train(workspace, as_of))


def _understand(workspace: Workspace, as_of: datetime, say: Callable[[StageDone], None], progress: Callable) -> None:
    with progress("assign", cluster.todo_n(workspace)) as done:
        say(cluster.run(workspace, as_of, done))
    say(link.run(workspace, as_of))
    say(watch.run(workspace, as_of))
    say(track.run(workspace, as_of))

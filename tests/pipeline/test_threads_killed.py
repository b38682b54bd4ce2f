"""kill -9 at every step around the reading of threads: started again, the result equals that of a run that nobody disturbed."""
from __future__ import annotations

import shutil
import signal
import sqlite3
from contextlib import closing

import pytest
from erasing import AS_OF, bring, row
from killing import nursery

from pipeline import clean
from pipeline.threads import run as threads
from pipeline.workspace import open_workspace

RUN = ["--as-of", AS_OF.isoformat(), "run"]
TABLES = ("posts", "complaints", "threads", "replies", "steps", "daily")
STEPS = (3, 4, 5)      # of its commits: the threads that were read, that they were, and the weeks that changed by it


@pytest.fixture(scope="module")
def children():
    with nursery("pipeline.stages") as born:
        yield born


@pytest.fixture(scope="module")
def spoken(reader_once, tmp_path_factory):
    """Two threads that were read, and since then a reply in one and a late beginning of the other."""
    path = tmp_path_factory.mktemp("spoken") / "workspace"
    shutil.copytree(reader_once, path)
    workspace = open_workspace(path)
    bring(workspace, row("a", "My broadband is dead, I rang twice and nobody picked up", "ann"),
          row("c", "Charged twice again and no refund in sight", "ben", in_reply_to="b"))
    clean.run(workspace, AS_OF, lambda _: None)
    threads.run(workspace, AS_OF, lambda _: None)
    bring(workspace, row("a2", "We have refunded you and your line is working again", "Pellamere", 11, in_reply_to="a"),
          row("b", "The bill is wrong and nobody can say why", "ben", 9), key="more")
    clean.run(workspace, AS_OF, lambda _: None)
    workspace.store.engine.dispose()
    return path


def run(children, spoken, tmp_path, *die_at) -> tuple[int, dict[str, list]]:
    """Exit status of the last run, and everything that is kept of threads."""
    path = tmp_path / "workspace"
    shutil.copytree(spoken, path, dirs_exist_ok=True)
    for when in (die_at, ("", 0)) if die_at else (("", 0),):
        children.start(path, RUN, {}, when)
        status = children.ended()
        assert not when[0] or status == -signal.SIGKILL
    with closing(sqlite3.connect(path / "canary.db")) as connection:
        return status, {table: sorted(connection.execute(f"SELECT * FROM {table}").fetchall(), key=repr) for table in TABLES}


@pytest.fixture(scope="module")
def undisturbed(children, spoken, tmp_path_factory):
    return run(children, spoken, tmp_path_factory.mktemp("calm"))


@pytest.mark.parametrize("step", STEPS)
def test_a_run_killed_at_any_step_and_started_again_ends_as_if_nothing_had_been(children, spoken, undisturbed, tmp_path, step):
    assert run(children, spoken, tmp_path, "before", step) == undisturbed


def test_a_run_that_nobody_disturbs_brings_out_what_was_planted(undisturbed):
    status, found = undisturbed
    assert status == 0 and {row[0]: row[6] for row in found["threads"]} == {"x:a": "acted", "x:b": "unanswered"}
    assert {(row[2], row[3]) for row in found["steps"]} == {("unclear", "phone-line"), ("phone-line", "public"), ("unclear", "public")}

"""kill -9 at every step of a collection: started again, the result equals that of a run that nobody disturbed."""
from __future__ import annotations

import os
import signal
import sqlite3
from contextlib import closing
from datetime import timedelta

import pytest
from fake_x import AT, TOKEN, FakeX, post
from killing import nursery

from pipeline.workspace import init_workspace

MINUTE, DAY = timedelta(minutes=1), timedelta(days=1)
COLLECT = ["--as-of", AT.isoformat(), "collect"]
POSTS_N, CALLS_N, COMMITS_N = 25, 4, 11
STEPS = [*(("before", n) for n in range(1, COMMITS_N + 1)), *((when, n) for when in ("asked", "answered") for n in range(1, CALLS_N + 1))]
"""Before a commit is after the one before it, but for the calls between; so these are all."""


@pytest.fixture(scope="module")
def children():
    with nursery() as born:
        yield born


def complaints() -> list[dict]:
    found = [post(AT - DAY + MINUTE * n, f"acme is down again, says number {n}", author=f"person{n}") for n in range(POSTS_N)]
    bad = post(AT - DAY - MINUTE, "acme, dated oddly") | {"created_at": "soon"}
    return [*found, bad, post(AT - MINUTE, "sorry", author="AcmeHelp", reply_to=found[0])]


class Watched:
    """A server, a workspace and a child that collects; the server kills the child at a request of its own choosing."""

    def __init__(self, children, path, server) -> None:
        self.children, self.path, self.server, self.pid = children, path, server, 0
        settings = {"kind": "x", "query": "acme", "page_posts": 10, "own_handles": ["AcmeHelp"], "address": server.address}
        init_workspace(path, "telecom", {"sources.x-acme": settings, "brand": {"handles": ["AcmeHelp"]}})

    def collect(self, when: str = "", step: int = 0) -> int:
        """The exit status of a collection that is killed at a step."""
        ready = {"asked": "on_request", "answered": "on_answer"}.get(when)
        self.server.on_request = self.server.on_answer = lambda number: None
        if ready:
            setattr(self.server, ready, lambda number: os.kill(self.pid, signal.SIGKILL) if number == step else None)
        self.pid = self.children.start(self.path, COLLECT, {"CANARY_X_ACME_BEARER_TOKEN": TOKEN, "CANARY_AUTHOR_KEY": "k" * 64}, (when, step))
        return self.children.ended()

    def result(self) -> dict[str, list]:
        """Everything that is kept, but for times and money."""
        with closing(sqlite3.connect(self.path / "canary.db")) as connection:
            tables = {"posts": "*", "quarantine": "source, file_key, row_n, reason, excerpt", "gaps": "source, began_at",
                      "cursors": "source, json_extract(cursor, '$.followed')", "heartbeats": "state, message"}
            return {table: sorted(connection.execute(f"SELECT {columns} FROM {table}").fetchall(), key=repr) for table, columns in tables.items()}

    def spent_n(self) -> int:
        with closing(sqlite3.connect(self.path / "canary.db")) as connection:
            return connection.execute("SELECT COALESCE(SUM(posts_n), 0) FROM spending").fetchone()[0]


@pytest.fixture(scope="module")
def undisturbed(children, tmp_path_factory):
    with FakeX(complaints()).served() as server:
        watched = Watched(children, tmp_path_factory.mktemp("calm") / "workspace", server)
        assert watched.collect() == 0 and len(server.requests) == CALLS_N
        return watched.result()


@pytest.mark.parametrize("when, step", STEPS)
def test_a_collection_killed_at_any_step_and_started_again_ends_as_if_nothing_had_been(children, undisturbed, tmp_path, when, step):
    with FakeX(complaints()).served() as server:
        watched = Watched(children, tmp_path / "workspace", server)
        assert watched.collect(when, step) == -signal.SIGKILL
        assert watched.collect() == 0
        assert watched.result() == undisturbed and len(undisturbed["posts"]) == POSTS_N + 1
        assert watched.spent_n() >= server.billed_n      # what a killed run may have been billed for stays counted


def test_the_steps_reach_the_end_of_a_collection(children, tmp_path):
    with FakeX(complaints()).served() as server:
        assert Watched(children, tmp_path / "workspace", server).collect("before", COMMITS_N + 1) == 0

"""kill -9 at each step of a mail: started again, nobody gets it twice and nobody is lost in silence."""
from __future__ import annotations

import os
import shutil
import signal
from contextlib import closing
from datetime import date, datetime, timedelta

import pytest
from killing import nursery
from post_office import Scripted
from reported import MADE_AT as AS_OF
from reported import empty

from pipeline.mail import audience, outbox
from pipeline.mail.recipient import Recipient
from pipeline.report.as_json import digest, to_json
from pipeline.store import mailings, snapshots
from pipeline.workspace import init_workspace, open_workspace

WEEK, NAMES = date(2026, 11, 9), ("ann", "bob")
LATER = datetime(2026, 11, 16, 12, tzinfo=AS_OF.tzinfo)
SEND = ["--as-of", AS_OF.isoformat(), "weekly", "--send"]
COMMITS_N = 6
"""Of a whole sending to two: open claims closed, a claim and its end each, the last word."""
STEPS = [("before", 2), ("before", 3), ("answered", "DATA"), ("asked", "dot")]
"""Before the claim, after the server took the mail, in the middle of it, and before its answer. Random ones: benchmarks/mailing.py."""


@pytest.fixture(scope="module")
def children():
    with nursery("pipeline.mail.deliver", "mjml", "jinja2", "matplotlib.figure", "matplotlib.backends.backend_agg") as born:
        yield born


@pytest.fixture(scope="module")
def mailed(tmp_path_factory):
    """A workspace with two on the list and the week frozen."""
    path = tmp_path_factory.mktemp("mailed") / "workspace"
    init_workspace(path, "software")
    workspace = open_workspace(path)
    for name in NAMES:
        audience.add(workspace, Recipient(name, f"{name}@example.com"), AS_OF - timedelta(days=60))
    text = to_json(empty())
    with workspace.store.write() as connection:
        snapshots.keep(connection, WEEK, text, digest(text), AS_OF)
    workspace.store.engine.dispose()
    return path


@pytest.fixture
def path(mailed, tmp_path):
    return shutil.copytree(mailed, tmp_path / "workspace")


def settings(office: Scripted) -> dict[str, str]:
    values = {"SMTP_HOST": "127.0.0.1", "SMTP_PORT": office.port, "SMTP_SECURITY": "none", "SENDER": "c@example.com", "BASE_URL": "https://c.example.com"}
    return {f"CANARY__WEEKLY__{name}": str(value) for name, value in values.items()}


def send(children, path, office: Scripted, when: str = "", step: str | int = 0) -> int:
    """The exit status of a sending that is killed at a step of the first mail, or before a commit."""
    pids: list[int] = []
    if isinstance(step, str):
        office.on_step = lambda at, said: os.kill(pids[0], signal.SIGKILL) if (at, said) == (when, step) else None
    pids.append(children.start(path, SEND, settings(office), (when, step) if isinstance(step, int) else ("", 0)))
    try:
        return children.ended()
    finally:
        office.on_step = lambda at, said: None


@pytest.mark.parametrize("when, step", STEPS)
def test_a_sending_killed_at_any_step_and_started_again_reaches_each_once_or_says_so(children, path, when, step):
    with closing(Scripted()) as office:
        assert send(children, path, office, when, step) == -signal.SIGKILL
        send(children, path, office)
        workspace = open_workspace(path)
        states = {row["recipient_id"]: row["state"] for row in mailings.of_week(workspace.store, WEEK)}
    assert set(states) == set(NAMES) and set(states.values()) <= {"sent", "unsure"}
    for name, state in states.items():
        received_n = office.received.count(f"{name}@example.com")
        assert received_n == 1 or (received_n == 0 and state == "unsure")
    assert outbox.owed(workspace, LATER).is_well == (set(states.values()) == {"sent"})


def test_the_steps_reach_the_end_of_a_sending(children, path):
    with closing(Scripted()) as office:
        assert send(children, path, office, "before", COMMITS_N + 1) == 0 and office.received == ["ann@example.com", "bob@example.com"]

"""Later posts of people in a thread of theirs are in no count, no signal and no verdict; as many complaints of others would be."""
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
from counted import AS_OF, FIRST, burst, lay, ordinary, publish
from sqlalchemy import select

from pipeline import clean, watch, weekly
from pipeline.records import Filters, Post
from pipeline.store import fairness, posts, signals
from pipeline.store.tables import posts as post_rows
from pipeline.workspace import Workspace, init_workspace, open_workspace

DAYS = 100
WORDS = "Still no answer about the wrong bill of {} pounds, I was charged twice and nobody helps"


@pytest.fixture
def quiet(tmp_path) -> Workspace:
    init_workspace(tmp_path / "w", "telecom", {})
    workspace = open_workspace(tmp_path / "w")
    publish(workspace)
    lay(workspace, ordinary(DAYS))
    return workspace


def write_again(workspace: Workspace, times: int = 120) -> None:
    """Everybody who complained of billing on the last days writes again in that thread, `times` posts in all."""
    with workspace.store.read() as connection:
        began = connection.execute(select(post_rows.c.post_id, post_rows.c.author_id).order_by(post_rows.c.posted_at.desc()).limit(12)).all()
    last = datetime.combine(FIRST, datetime.min.time(), UTC) + timedelta(days=DAYS - 1, hours=22)
    batch = [(n + 1, Post(f"x:again-{n}", "x", "x", last + timedelta(seconds=n), WORDS.format(n), f"again-{n}", author_id=began[n % 12].author_id, in_reply_to=began[n % 12].post_id, words_n=16))
             for n in range(times)]
    number = posts.begin_import(workspace.store, "x", "again.csv", "again", AS_OF)
    posts.add_batch(workspace.store, number, batch, [], workspace.settings.zone, AS_OF)
    clean.run(workspace, AS_OF, lambda done: None)


def test_a_hundred_follow_ups_move_no_count_no_signal_and_no_verdict(quiet):
    before = weekly.read(quiet, AS_OF).counts
    write_again(quiet)
    watch.run(quiet, AS_OF)
    assert fairness.follow_ups_n(quiet.store, Filters()) == 120
    assert signals.every(quiet.store).empty
    np.testing.assert_array_equal(weekly.read(quiet, AS_OF).counts, before)


def test_as_many_complaints_of_others_are_a_signal(quiet):
    lay(quiet, burst("t-001", DAYS - 2, 2, 60))
    watch.run(quiet, AS_OF)
    assert "t-001" in signals.every(quiet.store)["target_id"].tolist() or "billing" in signals.every(quiet.store)["target_id"].tolist()

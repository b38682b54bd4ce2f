"""What the funnel is made of, read from the store."""
from __future__ import annotations

from datetime import timedelta

import pytest
from few_complaints import AS_OF

from pipeline import register, unacted
from pipeline.records import Post
from pipeline.store import posts


def reply(workspace, number: int, to: str) -> None:
    """The company's reply to a post."""
    post = Post(f"x:r{number}", "x", "x", AS_OF - timedelta(days=1), "sorry to hear that", f"r{number}", in_reply_to=to, conversation_id=to, is_brand=True, words_n=4)
    begun = posts.begin_import(workspace.store, "x", "r.csv", f"r{number}", AS_OF)
    posts.add_batch(workspace.store, begun, [(number, post)], (), workspace.settings.zone, AS_OF)
    posts.end_import(workspace.store, begun, AS_OF, 0.0)


@pytest.fixture
def billing(trained) -> str:
    """The topic of billing."""
    from pipeline.store import topics

    frame = topics.every(trained.store)
    return frame.loc[frame["touchpoint_id"] == "billing", "topic_id"].iloc[0]


def test_everything_heard_waits_for_a_fix_until_there_is_one(trained, billing):
    before = unacted.read(trained, AS_OF).waiting.set_index("topic_id")
    assert before.loc[billing, "waits_for"] == "a fix" and before.loc[billing, "owner"] == "Billing"
    register.add(trained, "Bills are right", "billing", "Ann", AS_OF)
    after = unacted.read(trained, AS_OF).waiting.set_index("topic_id")
    assert after.loc[billing, "waits_for"] == "work to begin" and after.loc[billing, "fix_id"] == "f-0001"


def test_replies_are_counted_and_move_nothing(trained, billing):
    before = unacted.read(trained, AS_OF)
    with trained.store.read() as connection:
        answered = connection.exec_driver_sql(f"SELECT post_id FROM complaints WHERE topic_id = '{billing}' LIMIT 1").scalar()
    for number in range(6):
        reply(trained, number, answered)
    after = unacted.read(trained, AS_OF)
    assert (after.waiting.iloc[0]["topic_id"], after.waiting.iloc[0]["replies_n"], after.waiting.iloc[0]["why"]) == (billing, 6, "many replies and no fix")
    assert after.steps.equals(before.steps)


def test_where_the_data_end_long_ago_the_last_weeks_are_those_before_their_end(trained):
    now, years_later = unacted.read(trained, AS_OF), unacted.read(trained, AS_OF + timedelta(days=4000))
    assert (years_later.first_day, years_later.last_day) == (now.first_day, now.last_day)
    assert years_later.steps["heard_n"].sum() == now.steps["heard_n"].sum() > 0


def test_where_nobody_ever_posted_nothing_was_heard(workspace):
    assert unacted.read(workspace, AS_OF).steps["heard_n"].sum() == 0

"""What pages read of chains and outcomes: planted rows, exact counts, people once a week."""
from __future__ import annotations

from datetime import timedelta

import pytest
from erasing import AS_OF
from sqlalchemy import insert

from pipeline.records import Filters, Post
from pipeline.store import chains, complaints, posts, tables, tried

CHANNELS = {"x": "public", "e-mail": "direct"}


def plant(workspace, *told: dict) -> None:
    """A complaint each: author, day (before AS_OF), nodes tried (each with how it failed), outcome, replies_n, channel, open, region."""
    made = [Post(f"x:{n}", "x", one.get("channel", "x"), AS_OF - timedelta(days=one.get("day", 1)), f"text {n}", str(n), author_id=one["author"],
                 language="en", attributes={"region": one.get("region", "North")}) for n, one in enumerate(told)]
    number = posts.begin_import(workspace.store, "x", "a", "key", AS_OF)
    posts.add_batch(workspace.store, number, list(enumerate(made)), (), workspace.settings.zone, AS_OF)
    rows = {row["post_id"]: row for row in posts.uncleaned(workspace.store, len(made))}
    with workspace.store.write() as connection:
        names = ("post_id", "posted_at", "day", "week", "source", "channel", "author_id")
        complaints.add(connection, [{name: rows[post.post_id][name] for name in names} | {"severity": 2} for post in made])
        blank = dict.fromkeys(complaints.ASSIGNED)
        complaints.assign(connection, [blank | dict(post_id=f"x:{n}", topic_id="t-1", touchpoint_id=one.get("at", "billing")) for n, one in enumerate(told)])
        for post, one in zip(made, told, strict=True):
            connection.execute(insert(tables.threads).values(
                post_id=post.post_id, thread_id=post.post_id, reading="r", turns_n=1, replies_n=one.get("replies_n", 1), outcome=one.get("outcome", "answered"),
                answer_minutes=one.get("answer"), tried=[], in_the_open=one.get("open", [])))
            nodes = [(one.get("at", "billing"), ""), *one.get("tried", ()), (CHANNELS[post.channel], "")]
            for n, ((node, failed), (after, _)) in enumerate(zip(nodes, nodes[1:], strict=False)):
                times_n = 1 if after in CHANNELS.values() else 2
                connection.execute(insert(tables.steps).values(post_id=post.post_id, step_n=n, from_node=node, to_node=after, times_n=times_n, failed=failed))


PHONE, MAIL = ("phone-line", "waiting"), ("e-mail-support", "no answer")


@pytest.fixture
def planted(workspace):
    plant(workspace, dict(author="ann", tried=[PHONE]), dict(author="ann", tried=[PHONE], day=2), dict(author="ann", tried=[PHONE], day=9),
          dict(author=None, tried=[PHONE, MAIL]), dict(author="ben", tried=[("phone-line", "cut off")], channel="e-mail", replies_n=0, outcome="unanswered"),
          dict(author="cid", outcome="acted", answer=12.5, open=["phone", "iban"]),
          dict(author="dee", at="chat", outcome="unanswered", replies_n=0, region="South", open=["phone"]))
    return workspace


def test_care_says_what_was_tried_how_it_failed_and_what_was_last_before_the_public_square(planted):
    first, second = chains.care(planted.store, Filters()).to_dict("records")
    assert first == dict(node="phone-line", threads_n=5, people_n=4, times_n=10, last_n=3, failed={"waiting": 4, "cut off": 1}, of_n=7)
    assert (second["node"], second["last_n"], second["failed"]) == ("e-mail-support", 1, {"no answer": 1})


def test_outcomes_are_of_channels_in_which_the_company_answers_and_none_is_left_out(planted):
    assert chains.answering_channels(planted.store) == ("x",)
    frame = chains.outcomes(planted.store, Filters())
    assert dict(zip(frame["outcome"], frame["threads_n"], strict=True)) == {
        "unanswered": 1, "apologised only": 0, "deflected": 0, "answered": 4, "acted": 1, "confirmed": 0}
    assert frame.set_index("outcome").loc["answered", "people_n"] == 3


@pytest.mark.parametrize("narrow, of_n, tried_n", [
    (dict(filters=Filters(attributes=(("region", "South"),))), 1, 0), (dict(filters=Filters(first_day=(AS_OF - timedelta(days=3)).date())), 6, 4),
    (dict(filters=Filters(), touchpoint_id="chat"), 1, 0), (dict(filters=Filters(), topic_id="t-1"), 7, 5), (dict(filters=Filters(channels=("e-mail",))), 1, 1)])
def test_every_read_holds_to_the_filters(planted, narrow, of_n, tried_n):
    filters = narrow.pop("filters")
    assert tried.heard(planted.store, filters, **narrow)[1] == of_n
    care = chains.care(planted.store, filters, **narrow)
    assert dict(zip(care["node"], care["threads_n"], strict=True)).get("phone-line", 0) == tried_n and set(care["of_n"]) <= {of_n}


def test_rows_of_threads_say_who_and_how_it_ended(planted):
    frame = chains.thread_rows(planted.store, Filters()).set_index("post_id")
    assert frame.loc["x:5", ["person", "outcome", "answer_minutes", "replies_n"]].tolist() == ["cid", "acted", 12.5, 1]
    assert frame.loc["x:3", "person"] == "x:3"
    assert list(chains.thread_rows(planted.store, Filters(sources=("none",))).columns) == chains.THREAD_COLUMNS


def test_a_card_shows_the_nodes_of_its_chain(planted):
    found = chains.of_posts(planted.store, ["x:3", "x:6", "x:none"])
    assert {post: one["nodes"] for post, one in found.items()} == {"x:3": ["billing", "phone-line", "e-mail-support", "public"], "x:6": ["chat", "public"]}


def test_personal_data_in_the_open_are_counted_by_kind_and_all_together(planted):
    frame = chains.in_the_open_n(planted.store, Filters()).set_index("kind")
    assert frame["people_n"].to_dict() == {"": 2, "phone": 2, "iban": 1}
    assert chains.in_the_open_n(planted.store, Filters(sources=("none",))).empty


def test_the_complaints_behind_an_edge_and_open_data_can_be_read(planted):
    ids = lambda **wanted: {row["post_id"] for row in complaints.evidence(planted.store, Filters(), 9, **wanted)}  # noqa: E731
    assert ids(edge=("phone-line", "direct")) == {"x:4"} and ids(is_open=True) == {"x:5", "x:6"}


def test_an_empty_workspace_has_empty_frames(workspace):
    assert chains.care(workspace.store, Filters()).empty
    assert chains.outcomes(workspace.store, Filters())["threads_n"].tolist() == [0] * 6
    assert list(chains.care(workspace.store, Filters()).columns) == chains.CARE_COLUMNS

"""Threads and what is one complaint in them: the same whatever arrives first, in however many pieces."""
from __future__ import annotations

import shutil
import time

import pytest
from erasing import AS_OF, Rows, bring, gone, row, stored
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from pipeline import clean
from pipeline.collect import Asked, import_rows
from pipeline.records import Post
from pipeline.store import posts, tables
from pipeline.store.joining import ends
from pipeline.workspace import open_workspace

ANGRY = ("My broadband has been dead for three days now", "Nobody at the call centre picks up the phone", "The bill is wrong again and nobody can say why",
         "Your engineer never came and I lost a day of work", "I was charged twice and the refund never arrived", "The app crashes whenever I log in, useless",
         "Still no answer from anybody, this is a disgrace")
CALM = ("Thanks a lot", "Which number is it", "Done that now", "Good morning to all of you", "Will do", "It is the blue one", "I see")


def post(native: str, **own) -> Post:
    return Post(**dict(post_id=f"x:{native}", source="x", channel="x", posted_at=AS_OF, text=ANGRY[0], text_key=native) | own)


def add(workspace, *batch: Post) -> None:
    """Straight into the store, in batches of a thousand, as imports are."""
    number = posts.begin_import(workspace.store, "x", "a.csv", "key", AS_OF)
    for start in range(0, len(batch), 1000):
        posts.add_batch(workspace.store, number, list(enumerate(batch[start:start + 1000], start=1)), (), workspace.settings.zone, AS_OF)


def threads(workspace) -> dict[str, str]:
    with workspace.store.read() as connection:
        return {post_id.partition(":")[2]: thread_id.partition(":")[2]
                for post_id, thread_id in connection.execute(select(tables.posts.c.post_id, tables.posts.c.thread_id))}


def kinds(workspace) -> dict[str, str]:
    with workspace.store.read() as connection:
        return {post_id.partition(":")[2]: kind for post_id, kind in connection.execute(select(tables.posts.c.post_id, tables.posts.c.kind))}


def read(workspace) -> None:
    clean.run(workspace, AS_OF, lambda _: None)


def reply(native: str, to: str = "", author: str = "", day: int = 10, text: str = ANGRY[0]) -> dict[str, str]:
    return row(native, text, author, day, in_reply_to=to)


@pytest.mark.parametrize("order", ["abcd", "dcba", "bdac", "cadb"])
@pytest.mark.parametrize("at_once", [True, False])
def test_a_chain_of_replies_is_one_thread_in_any_order_and_any_number_of_imports(workspace, order, at_once):
    rows = {"a": reply("a"), "b": reply("b", "a"), "c": reply("c", "b"), "d": reply("d", "b")}
    for n, batch in enumerate([order] if at_once else order):
        bring(workspace, *(rows[native] for native in batch), key=str(n))
    assert threads(workspace) == dict.fromkeys("abcd", "a")


def test_replies_to_a_post_that_never_comes_are_one_thread_and_no_other_is_drawn_in(workspace):
    bring(workspace, reply("b", "gone"), reply("c", "gone"), reply("d", "c"), reply("e"))
    assert threads(workspace) == {"b": "gone", "c": "gone", "d": "gone", "e": "e"}


def test_a_late_parent_that_replies_itself_joins_two_threads(workspace):
    bring(workspace, reply("root"), reply("other", "root"), reply("b", "late"), reply("c", "b"))
    bring(workspace, reply("late", "other"), key="late")
    assert set(threads(workspace).values()) == {"root"}


@pytest.mark.parametrize("order", ["xyz", "zyx", "yxz"])
def test_posts_that_reply_to_each_other_or_to_themselves_end_in_one_thread(workspace, order):
    ring = {"x": reply("x", "y"), "y": reply("y", "z"), "z": reply("z", "x")}
    for native in order:
        bring(workspace, ring[native], key=native)
    bring(workspace, reply("hanging", "y"), reply("self", "self"), key="more")
    found = threads(workspace)
    assert found["self"] == "self" and len({found[native] for native in ("x", "y", "z", "hanging")}) == 1


def test_an_id_of_a_conversation_holds_posts_together_that_reply_to_nothing_stored(workspace):
    rows = Rows(*(row(native, ANGRY[n], conversation="ticket-7") for n, native in enumerate("abc")))
    rows.columns = (*Rows.columns, "conversation")
    import_rows(workspace, rows, Asked("x", {}), AS_OF, lambda _: None)
    assert set(threads(workspace).values()) == {"ticket-7"}


def test_every_step_of_a_long_chain_is_gone_once():
    chain = {str(n): str(n + 1) for n in range(50_000)}
    assert set(ends(dict(reversed(chain.items()))).values()) == {"50000"}


def test_ten_thousand_replies_move_with_the_post_that_they_waited_for(workspace):
    add(workspace, *(post(f"r{n}", in_reply_to="x:root", author_id=f"p{n % 4000}") for n in range(10_000)))
    started = time.perf_counter()
    add(workspace, post("root", in_reply_to="x:before"))
    add(workspace, post("before"))
    assert time.perf_counter() - started < 2
    assert set(threads(workspace).values()) == {"before"}


def test_a_deleted_parent_leaves_its_replies_together(workspace):
    bring(workspace, reply("root", "", "ann"), reply("b", "root", "ben", 11, ANGRY[1]), reply("c", "b", "cid", 12, ANGRY[2]), reply("d", "b", "dee", 13, ANGRY[3]))
    gone(workspace, "x:root")
    gone(workspace, "x:b")
    assert threads(workspace) == {"c": "c", "d": "c"}
    assert stored(workspace, "x:d")["in_reply_to"] is None


def test_a_late_beginning_makes_a_follow_up_of_what_was_a_complaint_and_its_count_goes(reader):
    bring(reader, reply("b", "a", "ann", 11, ANGRY[1]))
    read(reader)
    assert kinds(reader) == {"b": "complaint"}
    bring(reader, reply("a", "", "ann", 10, ANGRY[0]), key="late")
    read(reader)
    assert kinds(reader) == {"a": "complaint", "b": "follow-up"}
    with reader.store.read() as connection:
        assert list(connection.scalars(select(tables.complaints.c.post_id))) == ["x:a"]


POSTS = st.lists(st.tuples(st.sampled_from(["", "a", "b", "c", "d", "e", "m"]), st.sampled_from(["ann", "ben", "", "Pellamere"]), st.integers(8, 11), st.booleans()),
                 min_size=2, max_size=5)


@settings(max_examples=15, deadline=None)
@given(made=POSTS, data=st.data())
def test_any_order_and_any_batches_give_the_same_threads_and_kinds(reader_once, tmp_path_factory, made, data):
    rows = [reply("abcde"[n], to, author, day, (ANGRY if is_angry else CALM)[n]) for n, (to, author, day, is_angry) in enumerate(made)]
    shuffled = data.draw(st.permutations(rows))
    cuts = sorted(data.draw(st.sets(st.integers(1, len(rows) - 1))))
    pieces = [shuffled[start:end] for start, end in zip([0, *cuts], [*cuts, len(rows)], strict=True)]
    assert brought(reader_once, tmp_path_factory, [rows]) == brought(reader_once, tmp_path_factory, pieces)


def brought(reader_once, tmp_path_factory, batches) -> tuple[dict, dict]:
    """post -> the posts of its thread, and post -> kind, when they come in these batches, each read before the next."""
    path = tmp_path_factory.mktemp("brought") / "workspace"
    shutil.copytree(reader_once, path)
    workspace = open_workspace(path)
    for n, batch in enumerate(batches):
        bring(workspace, *batch, key=str(n))
        read(workspace)
    workspace.store.engine.dispose()
    called = threads(workspace)
    return {post: frozenset(other for other in called if called[other] == called[post]) for post in called}, kinds(workspace)

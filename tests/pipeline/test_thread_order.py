"""The order of a thread, whose side each post is on, and which posts are one complaint: the decisions alone."""
from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta

import pytest

from pipeline.threads import kinds, order

NOON = datetime(2026, 11, 10, 12, tzinfo=UTC)


def post(post_id: str, to: str | None = None, author: str | None = "ann", minutes: float = 0, **own) -> dict:
    is_brand = author == "brand"
    known = dict(post_id=post_id, thread_id="a", in_reply_to=to, author_id=None if is_brand else author, posted_at=NOON + timedelta(minutes=minutes), is_brand=is_brand)
    return known | dict(kind="company" if is_brand else "complaint") | own


def said(*posts: dict) -> str:
    return "".join(row["post_id"] for row in order.read(posts).posts)


def side(post_id: str, *posts: dict) -> str:
    return "".join(row["post_id"] for row in order.read(posts).side_of(post_id))


def test_posts_stand_in_the_order_of_time_and_at_one_time_in_that_of_replies():
    assert said(post("c", "b"), post("b", "a"), post("a")) == "abc"
    assert said(post("z", minutes=1), post("a", "z", minutes=3), post("b", "z", minutes=2)) == "zba"


def test_a_reply_whose_clock_is_behind_stands_after_what_it_replies_to():
    assert said(post("a", minutes=10), post("b", "a", "brand", minutes=-60), post("c", "b", minutes=11)) == "abc"


@pytest.mark.parametrize("ring", [[post("a", "b", minutes=2), post("b", "a", minutes=1)], [post("b", "b", minutes=1), post("a", "b", minutes=2)],
                                  [post("a", "c", minutes=2), post("b", "a", minutes=1), post("c", "b", minutes=3)]])
def test_of_posts_that_reply_to_each_other_the_earliest_begins(ring):
    assert said(*ring)[0] == said(*reversed(ring))[0] == "b" and len(said(*ring)) == len(ring)


def test_a_companys_post_is_on_the_side_of_whom_it_answers_through_its_own_earlier_ones():
    thread = [post("a"), post("b", "a", "ben", 1), post("c", "b", "brand", 2), post("d", "c", "brand", 3), post("e", "a", "brand", 4)]
    assert (side("a", *thread), side("b", *thread)) == ("ae", "bcd")


def test_a_reply_of_the_company_that_hangs_on_nothing_answers_who_began_the_thread():
    assert side("a", post("a"), post("b", "a", "ben", 1), post("c", "unknown", "brand", 2)) == "ac"


def test_what_the_company_began_is_nobodys_side():
    assert side("b", post("a", None, "brand"), post("b", "a", "ben", 1), post("c", "b", "brand", 2), post("d", "a", "brand", 3)) == "bc"


def test_a_post_without_an_author_is_the_starters_only_where_the_starter_has_none():
    assert side("a", post("a", author=None), post("b", "a", None, 1), post("c", "a", "ben", 2)) == "ab"
    assert side("b", post("a"), post("b", "a", None, 1), post("c", "a", None, 2)) == "b"


@pytest.mark.parametrize("shape", [lambda n: "p0", lambda n: f"p{n - 1}"])
def test_ten_thousand_replies_to_one_post_or_in_a_chain_are_read_in_a_second(shape):
    posts = [post(f"p{n}", shape(n) if n else None, f"person{n % 3000}", n) for n in range(10_000)]
    started = time.perf_counter()
    thread = order.read(posts[::-1])
    assert sum(len(thread.side_of(f"p{n}")) for n in range(3000)) == 10_000
    assert time.perf_counter() - started < 1


def test_no_posts_are_no_thread():
    assert order.read([]).posts == ()


def test_what_somebody_writes_later_in_the_thread_that_they_began_follows_up_whatever_they_began_it_with():
    thread = [post("a", kind="other"), post("b", "a", "ben", 1, kind="other"), post("c", "b", "ann", 2)]
    assert kinds.of_thread(thread) == {"a": "other", "b": "other", "c": "follow-up"}


def test_of_others_in_a_thread_the_first_complaint_is_theirs_and_what_follows_is_a_follow_up():
    thread = [post("a"), post("b", "a", "ben", 1, kind="other"), post("c", "a", "ben", 2), post("d", "c", "ben", 3), post("e", "c", "cid", 4)]
    assert kinds.of_thread(thread) == {"a": "complaint", "b": "other", "c": "complaint", "d": "follow-up", "e": "complaint"}


def test_where_the_first_post_is_not_stored_nobody_knows_who_began_the_thread():
    thread = [post("b", "a", kind="other"), post("c", "a", minutes=1), post("d", "a", minutes=2)]
    assert kinds.of_thread(thread) == {"b": "other", "c": "complaint", "d": "follow-up"}


def test_the_company_and_reposts_are_set_apart_and_begin_no_complaint():
    thread = [post("a", author="brand"), post("b", "a", kind="repost", minutes=1), post("c", "a", minutes=2)]
    assert kinds.of_thread(thread) == {"a": "company", "b": "repost", "c": "complaint"}


@pytest.mark.parametrize("row, alone", [
    (dict(kind="follow-up", complaint_p=0.7), "complaint"), (dict(kind="follow-up", complaint_p=0.3), "other"), (dict(kind="other", complaint_p=0.7), "complaint"),
    (dict(kind="complaint", complaint_p=0.3), "complaint"), (dict(kind="repost", complaint_p=0.9), "repost")])
def test_a_post_of_before_is_read_alone_by_its_words_and_a_persons_yes(row, alone):
    assert kinds.alone(row, 0.5) == alone

"""What a person is asked first, and what is not asked again."""
import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.work_queue import MEMBER, MOST, NAME, TOPIC_LINK, TOUCHPOINT, Doubts, left, queue

NAMES = {"billing": "Billing", "app": "App", "store": "Store"}


def topic(topic_id: str, n: int, shares: dict | None = None, **other) -> dict:
    shares = shares or {"billing": 0.9, "app": 0.02}
    return dict(topic_id=topic_id, label=f"Label {topic_id}", complaints_n=n, touchpoint_id=next(iter(shares)), link_by="model", touchpoint_shares=shares,
                is_mixed=False, state="active") | other


def doubt(post_id: str, topic_id: str, **other) -> dict:
    return dict(post_id=post_id, topic_id=topic_id, topic_confidence=0.4, touchpoint_id="billing", touchpoint_confidence=0.45, shares={"billing": 0.45, "app": 0.4},
                also=None, text_key=f"words of {post_id}") | other


def doubts(topics: list, links: list = (), members: list = (), born: tuple = ()) -> Doubts:
    columns = list(doubt("", ""))
    n = pd.DataFrame([(row["topic_id"], 100, 10) for row in topics], columns=["topic_id", "links_n", "members_n"])
    return Doubts(pd.DataFrame(topics), pd.DataFrame(list(links), columns=columns), pd.DataFrame(list(members), columns=columns), n, frozenset(born), NAMES)


def said(kind: str, topic_id: str | None = None, posts: tuple = (), value: str = "") -> dict:
    return dict(kind=kind, topic_id=topic_id, posts=list(posts), value=value)


def test_a_large_topic_between_two_touchpoints_is_asked_before_one_complaint():
    cards = queue(doubts([topic("t-1", 300, {"billing": 0.4, "app": 0.3})], [doubt("p", "t-1")]), [])
    assert [card.kind for card in cards][:2] == [TOPIC_LINK, TOUCHPOINT]
    assert [choice.label for choice in cards[0].choices] == ["Billing", "App"] and cards[0].gain == 300 * 0.3 / 0.7


def test_a_topic_that_is_new_is_named_before_a_larger_one_that_was_there():
    cards = queue(doubts([topic("t-old", 900), topic("t-new", 100)], born=("t-new",)), [])
    assert [(card.kind, card.topic_id) for card in cards] == [(NAME, "t-new"), (NAME, "t-old")]


def test_the_second_complaint_of_a_topic_helps_less_than_the_first_of_another():
    cards = queue(doubts([topic("t-1", 10), topic("t-2", 10)], [doubt("a", "t-1"), doubt("b", "t-1"), doubt("c", "t-2", touchpoint_confidence=0.49)]), [])
    assert [card.post_id for card in cards if card.kind == TOUCHPOINT] == ["a", "c", "b"]


def test_a_doubtful_member_is_offered_its_own_topic_its_further_ones_and_those_of_its_touchpoints():
    topics = [topic("t-1", 50), topic("t-2", 40, {"app": 0.9}), topic("t-3", 30, {"store": 0.9})]
    card = next(card for card in queue(doubts(topics, members=[doubt("p", "t-1", also=[["t-3", 0.3]])]), []) if card.kind == MEMBER)
    assert [(choice.kind, choice.topic_id) for choice in card.choices] == [("belongs", "t-1"), ("belongs", "t-3"), ("belongs", "t-2"), ("complaint", None)]


def test_mixed_hidden_ended_and_too_short_topics_are_neither_named_nor_offered():
    topics = [topic("t-1", 50, is_mixed=True), topic("t-2", 50, {"app": 0.9}, state="hidden"), topic("t-3", 50, {"store": 0.9}, state="ended"), topic("t-short", 50)]
    cards = queue(doubts(topics, members=[doubt("p", "t-1", shares={"app": 0.4, "store": 0.3})]), [])
    assert [(card.kind, [choice.kind for choice in card.choices]) for card in cards] == [(MEMBER, ["complaint"])]


def test_the_same_words_are_asked_once():
    cards = queue(doubts([topic("t-1", 10)], [doubt("a", "t-1", text_key="same"), doubt("b", "t-1", text_key="same")]), [])
    assert [card.post_id for card in cards if card.post_id] == ["a"]


def test_what_was_answered_is_not_asked_again():
    asked = doubts([topic("t-1", 300, {"billing": 0.4, "app": 0.3})], [doubt("p", "t-1")], [doubt("q", "t-1")])
    told = [said("link", "t-1", value="app"), said("rename", "t-1", value="Bills"), said("touchpoint", None, ("p",), "app"), said("complaint", None, ("q",), "no")]
    assert queue(asked, told) == [] and len(queue(asked, told[1:])) == 1
    assert queue(asked, [said("merge", "t-1", value="t-2")]) == []


def test_what_was_skipped_is_left_out():
    cards = queue(doubts([topic("t-1", 10), topic("t-2", 10)]), [])
    assert left(cards, [], {cards[0].key}) == cards[1:]


@settings(deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["t-1", "t-2"]), st.floats(0.3, 0.5), st.booleans()), max_size=60))
def test_the_queue_is_ordered_bounded_and_asks_of_no_post_twice(rows):
    made = [doubt(f"p{i}", topic_id, touchpoint_confidence=sure, topic_confidence=sure) for i, (topic_id, sure, _) in enumerate(rows)]
    cards = queue(doubts([topic("t-1", 80), topic("t-2", 40)], [row for row, (*_, is_link) in zip(made, rows) if is_link], made), [])
    posts = [card.post_id for card in cards if card.post_id]
    assert len(cards) <= MOST and len(posts) == len(set(posts))
    assert [card.gain for card in cards] == sorted((card.gain for card in cards), reverse=True) and all(card.choices for card in cards)

"""What may not be decided: every refusal says what is wrong, with which earlier decision, and what to do. Pure."""
from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.decisions import overlay
from pipeline.decisions.check import Known, check, check_undo
from pipeline.decisions.kinds import KINDS
from pipeline.decisions.violations import violations
from pipeline.errors import UsageError

NOW = datetime(2026, 11, 12, 9, 0, tzinfo=UTC)
TOPICS = ("t-001", "t-002", "t-003", "t-004")
POSTS = tuple(f"x:{n}" for n in range(12))


def row(kind: str, topic_id: str | None = None, *posts: str, value: str = "", number: int = 0) -> dict:
    return dict(decision_id=number, kind=kind, topic_id=topic_id, posts=list(posts), value=value, detail=None, anchors={}, by="Ann", why="", made_at=NOW,
                undone_at=None)


def known(*said: dict) -> Known:
    """Four topics of three complaints each, one post that is none, with what was said laid over."""
    topics = [dict(topic_id=topic, label=f"About {topic}", keywords=[], typical=[], edge=[], touchpoint_id="billing", link_confidence=0.5, link_by="model",
                   touchpoint_shares={}, cohesion=0.5, is_mixed=False, state="active", model_version="m") for topic in TOPICS]
    placed = [dict(post_id=post, topic_id=TOPICS[n // 3], topic_confidence=0.5, touchpoint_id="billing", also=None) for n, post in enumerate(POSTS)]
    state = {each["topic_id"]: each for each in overlay.topic_rows(topics, said)}
    posts = {each["post_id"]: dict(kind="complaint", topic_id=each["topic_id"]) for each in overlay.assigned_rows(placed, said)}
    nothing = {each["posts"][0] for each in said if each["kind"] == "complaint" and each["value"] == "no"}
    posts |= {post: dict(kind="other", topic_id=None) for post in nothing} | {"x:thanks": dict(kind="other", topic_id=None), "x:re": dict(kind="company", topic_id=None)}
    return Known(state, posts, ("billing", "roaming"), said, 3)


REFUSED = [
    ("merge with itself", row("merge", "t-001", value="t-001"), (), "t-001 cannot go into itself. Name another topic"),
    ("apart from itself", row("apart", "t-001", value="t-001"), (), "cannot be kept apart from itself"),
    ("a complaint apart from itself", row("apart", None, "x:1", "x:1"), (), "cannot be kept apart from itself. Name two complaints"),
    ("unknown topic", row("rename", "t-9", value="A"), (), "there is no topic 't-9'. Known: t-001, t-002, t-003, t-004"),
    ("too short", row("merge", "t-short", value="t-001"), (), "too short to tell"),
    ("swallowed topic", row("rename", "t-001", value="A"), (row("merge", "t-001", value="t-002", number=3),),
     r"t-001 went into t-002 by decision 3 \(t-001 goes into t-002, Ann, 12 Nov 2026\). Say it of t-002, or undo decision 3 first"),
    ("merged twice", row("merge", "t-001", value="t-003"), (row("merge", "t-001", value="t-002", number=3),), "went into t-002 by decision 3"),
    ("a circle", row("merge", "t-002", value="t-001"), (row("merge", "t-001", value="t-002", number=3),), "went into t-002 by decision 3"),
    ("a longer circle", row("merge", "t-003", value="t-001"), (row("merge", "t-001", value="t-002", number=3), row("merge", "t-002", value="t-003", number=4)),
     "t-001 went into t-002 by decision 3"),
    ("merge of what is apart", row("merge", "t-001", value="t-002"), (row("apart", "t-002", value="t-001", number=5),),
     "this would bring together in t-002 what decision 5 .* keeps apart. Undo decision 5 first"),
    ("merge of what came to be apart", row("merge", "t-003", value="t-002"), (row("apart", "t-001", value="t-003", number=5), row("merge", "t-001", value="t-002", number=6)),
     "keeps apart. Undo decision 5 first"),
    ("apart of what is merged", row("apart", "t-001", value="t-002"), (row("merge", "t-001", value="t-002", number=3),), "went into t-002 by decision 3"),
    ("merge of a split", row("merge", "t-005", value="t-001"), (row("split", "t-001", "x:0", value="t-005", number=2),), "what decision 2 .* keeps apart"),
    ("belongs beside what it is apart from", row("belongs", "t-003", "x:1"), (row("apart", None, "x:1", "x:2", number=1), row("belongs", "t-003", "x:2", number=2)),
     "bring together in t-003 what decision 1 .* keeps apart"),
    ("apart of two that people put together", row("apart", None, "x:1", "x:2"), (row("belongs", "t-003", "x:1", number=1), row("belongs", "t-003", "x:2", number=2)),
     "they are in one topic, t-003, by decision 2 .*Undo decision 2 first"),
    ("merge that puts together what is apart", row("merge", "t-001", value="t-002"),
     (row("apart", None, "x:0", "x:3", number=1), row("belongs", "t-001", "x:0", number=2), row("belongs", "t-002", "x:3", number=3)), "what decision 1 .* keeps apart"),
    ("unknown touchpoint", row("link", "t-001", value="bills"), (), "there is no touchpoint 'bills'. Known: billing, roaming"),
    ("unknown touchpoint of a complaint", row("touchpoint", None, "x:1", value="bills"), (), "there is no touchpoint 'bills'"),
    ("no complaint", row("belongs", "t-001", "x:thanks"), (), "x:thanks is no complaint, it is something else.* Say first that it is one"),
    ("unknown post", row("severity", None, "x:99", value="1"), (), "there is no post 'x:99'"),
    ("a reply", row("complaint", None, "x:re", value="yes"), (), "x:re is a reply of the company: whether it is a complaint is not asked of it"),
    ("severity", row("severity", None, "x:1", value="5"), (), "'5' is no severity. Say 0"),
    ("answer", row("complaint", None, "x:1", value="maybe"), (), "Say yes or no"),
    ("label taken", row("rename", "t-001", value="about T-002"), (), 'the label "About t-002" is taken by t-002'),
    ("label of a swallowed topic", row("rename", "t-003", value="About t-001"), (row("merge", "t-001", value="t-002", number=3),), "is taken by t-001"),
    ("no label", row("rename", "t-001", value="  "), (), "a label is needed"),
    ("long label", row("rename", "t-001", value="a" * 81), (), "has 81 characters, 80 are allowed"),
    ("split of strangers", row("split", "t-001", "x:0", "x:5", value="t-005"), (), "x:5 is in t-002, not in t-001: 1 of the 2 complaints"),
    ("split of all", row("split", "t-001", "x:0", "x:1", "x:2", value="t-005"), (), "these are all complaints of t-001"),
    ("split of nothing", row("split", "t-001", value="t-005"), (), "name the complaints"),
    ("split into a topic", row("split", "t-001", "x:0", value="t-002"), (), "t-002 is a topic already"),
    ("no kind", row("delete", "t-001"), (), "'delete' is no kind of decision. Known: rename, merge"),
    ("no complaint named", row("belongs", "t-001"), (), "one complaint is needed, 0 were named"),
    ("one of two", row("apart", "t-001"), (), "two topics or two complaints are needed"),
]


@pytest.mark.parametrize("new, said, message", [each[1:] for each in REFUSED], ids=[each[0] for each in REFUSED])
def test_it_is_refused_and_says_why(new, said, message):
    with pytest.raises(UsageError, match=message):
        check(new, known(*said))


def test_a_split_that_others_rest_on_is_not_undone_before_them():
    split = row("split", "t-001", "x:0", value="t-005", number=2)
    with pytest.raises(UsageError, match=r"decision 2 made t-005, and decision 3 \(t-005 is called \"A\", Ann, 12 Nov 2026\) rests on it. Undo that first"):
        check_undo(split, known(split, row("rename", "t-005", value="A", number=3)))


def test_two_answers_to_one_question_the_newer_replaces_the_older():
    old = row("severity", None, "x:1", value="1", number=7)
    assert check(row("severity", None, "x:1", value="2"), known(old)).replaces == (old,)
    assert check(row("severity", None, "x:1", value="1"), known(old)).same == old
    assert check(row("severity", None, "x:2", value="1"), known(old)).replaces == ()


decisions_ = st.builds(
    lambda kind, a, b, p, q, label: row(
        kind, *{"rename": (a,), "merge": (a,), "split": (a, p), "apart": (a,) if label else (None, p, q), "belongs": (a, p), "link": (a,), "hide": (a,)}.get(kind, (None, p)),
        value={"rename": f"Label {label}", "merge": b, "split": f"t-1{label:02d}", "apart": b if label else "", "link": "roaming", "touchpoint": "roaming",
               "complaint": "no" if label % 2 else "yes", "severity": str(label % 5)}.get(kind, "")),
    st.sampled_from(KINDS), st.sampled_from(TOPICS), st.sampled_from(TOPICS), st.sampled_from(POSTS), st.sampled_from(POSTS), st.integers(0, 9))


def said_of(wanted) -> list[dict]:
    """Those of a list of decisions that are accepted one after the other, numbered; what is replaced goes."""
    said: list[dict] = []
    for number, new in enumerate(wanted):
        try:
            found = check(new | dict(decision_id=number), known(*said))
        except UsageError:
            continue
        if not found.same:
            said = [each for each in said if each not in found.replaces] + [new | dict(decision_id=number)]
    return said


@given(st.lists(decisions_, max_size=14))
def test_whatever_is_accepted_holds_together(wanted):
    said = said_of(wanted)
    what = known(*said)
    complaints = [dict(post_id=post, topic_id=each["topic_id"], touchpoint_id=None) for post, each in what.posts.items() if each["kind"] == "complaint"]
    assert violations(said, complaints, list(what.topics.values())) == []
    labels = [each["label"].casefold() for each in what.topics.values() if each["state"] != "ended"]
    assert len(labels) == len(set(labels))


@given(st.lists(decisions_, max_size=10))
def test_laid_twice_it_is_the_same_as_once(wanted):
    said = said_of(wanted)
    topics = [dict(each, label=f"About {each['topic_id']}", state="active") for each in known().topics.values()]
    placed = [dict(post_id=post, topic_id=TOPICS[n // 3], topic_confidence=0.5, touchpoint_id="billing", also=[["t-002", 0.3]]) for n, post in enumerate(POSTS)]
    assert overlay.topic_rows(overlay.topic_rows(topics, said), said) == overlay.topic_rows(topics, said)
    once = overlay.assigned_rows(placed, said)
    assert {each["post_id"]: each["topic_id"] for each in overlay.assigned_rows(once, said)} == {each["post_id"]: each["topic_id"] for each in once}

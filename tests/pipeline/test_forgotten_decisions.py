"""A forgotten post leaves the decisions too; what was decided of it and others holds for the others."""
from __future__ import annotations

import pytest
from deciding import AS_OF, members, place, say, topic
from erasing import left_in_files

from pipeline import erase
from pipeline.store import decisions


@pytest.fixture
def inside(trained) -> list[str]:
    """Complaints of one topic."""
    return members(trained, "t-001")


def forget(workspace, post: str) -> None:
    erase.forget(workspace, erase.post_meant(workspace, post), AS_OF)


def test_a_decision_about_a_forgotten_post_alone_goes(trained, inside):
    for kind, topic_id, value in (("belongs", "t-002", ""), ("touchpoint", None, "roaming"), ("severity", None, "4")):
        say(trained, kind, topic_id, inside[0], value=value)
    forget(trained, inside[0])
    assert decisions.every(trained.store) == []


def test_no_decision_tells_of_a_forgotten_post(trained, inside):
    say(trained, "merge", "t-001", value="t-002")
    post = next(post for posts in decisions.every(trained.store)[0]["anchors"].values() for post in posts)
    forget(trained, post)
    assert post not in str(decisions.every(trained.store)) and len(decisions.every(trained.store)) == 1


def test_what_was_kept_apart_from_a_forgotten_post_is_where_the_model_says(trained, inside):
    say(trained, "apart", None, inside[0], inside[1])
    assert place(trained, inside[1])["topic_id"] is None
    forget(trained, inside[0])
    assert place(trained, inside[1])["topic_id"] == "t-001" and decisions.every(trained.store) == []


def test_a_split_keeps_the_complaints_that_are_left_and_ends_with_the_last(trained, inside):
    say(trained, "split", "t-001", *inside[:2])
    new = decisions.active(trained.store)[0]["value"]
    forget(trained, inside[0])
    assert members(trained, new) == [inside[1]] and topic(trained, new)["complaints_n"] == 1
    forget(trained, inside[1])
    assert topic(trained, new) == {} and decisions.every(trained.store) == []


def test_words_that_only_a_forgotten_post_said_leave_the_labels_that_models_and_people_gave(trained, inside):
    from sqlalchemy import update

    from pipeline.store import tables

    with trained.store.write() as connection:
        connection.execute(update(tables.posts).where(tables.posts.c.post_id == inside[0]).values(text="they zorblaxed my bill and my router"))
        connection.execute(update(tables.topics).where(tables.topics.c.topic_id == "t-001").values(label="Zorblaxed my bill", keywords=["zorblaxed", "bill"]))
    say(trained, "rename", "t-001", value="Zorblaxed again")
    forget(trained, inside[0])
    trained.store.engine.dispose()
    assert left_in_files(trained, "zorblaxed") == [] and topic(trained, "t-001")["label"] == decisions.every(trained.store)[0]["value"]

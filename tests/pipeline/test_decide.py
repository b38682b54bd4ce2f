"""What a person decides is applied at once, and undone without a trace."""
from __future__ import annotations

import pytest
from deciding import AS_OF, members, place, say, state, topic
from sqlalchemy import select

from pipeline.decisions import decide
from pipeline.errors import UsageError
from pipeline.store import counts, decisions, lineage, tables
from pipeline.store.topics import active_ids


@pytest.fixture
def ids(trained) -> list[str]:
    """The topics, largest first."""
    query = select(tables.topics.c.topic_id).where(tables.topics.c.topic_id != "t-short").order_by(tables.topics.c.complaints_n.desc(), tables.topics.c.topic_id)
    with trained.store.read() as connection:
        return list(connection.scalars(query))


def of_each_kind(workspace, ids) -> list[tuple]:
    """(kind, topic, posts, value) that can all be said one after the other."""
    a, b, c = ids[:3]
    some, others = members(workspace, a), members(workspace, b)
    return [
        ("rename", a, (), "Wrong amount"), ("split", a, some[:4], ""), ("apart", a, (), c), ("apart", None, some[5:7], ""), ("belongs", b, some[7:8], ""),
        ("link", b, (), "roaming"), ("touchpoint", None, others[:1], "roaming"), ("complaint", None, some[8:9], "no"), ("severity", None, some[9:10], "4"),
        ("hide", c, (), ""), ("merge", a, (), b)]


@pytest.mark.parametrize("number", range(11), ids=["rename", "split", "apart", "apart posts", "belongs", "link", "touchpoint", "no complaint", "severity", "hide", "merge"])
def test_a_decision_undone_leaves_every_column_as_it_was_and_redone_it_is_the_same_again(trained, ids, number):
    before = state(trained)
    kind, topic_id, posts, value = of_each_kind(trained, ids)[number]
    made = say(trained, kind, topic_id, *posts, value=value)
    after = state(trained)
    assert (after == before) == (kind == "apart" and bool(topic_id))        # they are two topics already
    decide.undo(trained, made, "Bo", AS_OF)
    assert state(trained) == before
    assert decide.redo(trained, made, "Ann", AS_OF) != made
    assert {name: rows for name, rows in state(trained).items() if name != "lineage"} == {name: rows for name, rows in after.items() if name != "lineage"}


def test_all_of_them_undone_in_another_order_leave_every_column_as_it_was(trained, ids):
    before = state(trained)
    made = [say(trained, kind, topic_id, *posts, value=value) for kind, topic_id, posts, value in of_each_kind(trained, ids)]
    for number in (*made[5:], *made[:5]):
        decide.undo(trained, number, "Bo", AS_OF)
    assert state(trained) == before and decisions.active(trained.store) == []


def test_a_merge_counts_all_in_one_and_tells_what_became_of_the_other(trained, ids):
    a, b = ids[:2]
    both = sorted(members(trained, a) + members(trained, b))
    say(trained, "merge", a, value=b)
    assert members(trained, b) == both and topic(trained, b)["complaints_n"] == len(both)
    assert topic(trained, a)["state"] == "ended" and a not in active_ids(trained.store)
    with trained.store.read() as connection:
        told = [tuple(row) for row in connection.execute(select(tables.lineage.c.topic_id, tables.lineage.c.event, tables.lineage.c.other_id).where(
            tables.lineage.c.decision_id.is_not(None)))]
    assert told == [(a, "merged", b)]


def test_a_merge_is_in_the_counts_that_everybody_reads(trained, ids):
    a, b = ids[:2]
    before = counts.by(trained.store, ("topic_id",)).set_index("topic_id")["topic_people_n"]
    say(trained, "merge", a, value=b)
    after = counts.by(trained.store, ("topic_id",)).set_index("topic_id")["topic_people_n"]
    assert a not in after and after[b] == before[a] + before[b]


def test_a_split_makes_a_topic_with_the_next_free_number_its_own_words_and_the_picked_complaints(trained, ids):
    picked = members(trained, ids[0])[:6]
    made = say(trained, "split", ids[0], *picked)
    new = decisions.active(trained.store)[-1]["value"]
    row = topic(trained, new)
    assert new == f"t-{len(ids) + 1:03d}" and members(trained, new) == picked and row["complaints_n"] == 6
    assert row["label"] and row["label"] != topic(trained, ids[0])["label"] and not set(picked) & set(topic(trained, ids[0])["typical"])
    decide.undo(trained, made, "Bo", AS_OF)
    say(trained, "split", ids[0], *picked)
    assert decisions.active(trained.store)[-1]["value"] == f"t-{len(ids) + 2:03d}"      # a number is never given twice


def test_a_topic_that_is_linked_takes_along_the_complaints_that_were_where_it_is_not(trained, ids):
    was = topic(trained, ids[0])["touchpoint_id"]
    with_it = [post for post in members(trained, ids[0]) if place(trained, post)["touchpoint_id"] == was]
    say(trained, "link", ids[0], value="roaming")
    row = topic(trained, ids[0])
    assert (row["touchpoint_id"], row["link_by"], row["link_confidence"]) == ("roaming", "person", 1.0)
    assert with_it and {place(trained, post)["touchpoint_id"] for post in with_it} == {"roaming"}


def test_what_is_no_complaint_is_counted_nowhere_and_what_is_one_is_counted_again(trained, ids):
    post = members(trained, ids[0])[0]
    n = topic(trained, ids[0])["complaints_n"]
    say(trained, "complaint", None, post, value="no")
    assert place(trained, post) == {} and topic(trained, ids[0])["complaints_n"] == n - 1
    say(trained, "complaint", None, post, value="yes")
    assert place(trained, post)["topic_id"] == ids[0] and topic(trained, ids[0])["complaints_n"] == n


def test_a_post_that_is_a_complaint_after_all_gets_its_topic_at_once_and_loses_it_with_the_answer(trained, ids):
    from pipeline.store import posts

    post = members(trained, ids[0])[0]
    with trained.store.write() as connection:       # as if the filter had taken it for something else
        connection.execute(tables.complaints.delete().where(tables.complaints.c.post_id == post))
        posts.save_cleaned(connection, [dict(post_id=post, kind="other", complaint_p=0.1, severity=None, feeling=None, language="en", copy_of=None)])
    made = say(trained, "complaint", None, post, value="yes")
    assert place(trained, post)["topic_id"] == ids[0] and place(trained, post)["severity"] >= 0
    decide.undo(trained, made, "Ann", AS_OF)
    assert place(trained, post) == {}


def test_two_that_are_never_together_are_parted_at_once_and_the_one_a_person_placed_stays(trained, ids):
    first, second, third = members(trained, ids[0])[:3]
    say(trained, "apart", None, first, second)
    assert place(trained, first)["topic_id"] == ids[0] and place(trained, second)["topic_id"] is None
    say(trained, "belongs", ids[0], third)
    say(trained, "apart", None, first, third)
    assert place(trained, third)["topic_id"] == ids[0] and place(trained, first)["topic_id"] is None


def test_a_hidden_topic_is_not_listed_but_still_counted(trained, ids):
    n = counts.by(trained.store, ("topic_id",))["complaints_n"].sum()
    say(trained, "hide", ids[0])
    assert ids[0] not in active_ids(trained.store) and topic(trained, ids[0])["complaints_n"] and counts.by(trained.store, ("topic_id",))["complaints_n"].sum() == n


def test_a_newer_answer_takes_the_place_of_the_older_and_gives_it_back_when_it_is_undone(trained, ids):
    old = topic(trained, ids[0])["label"]
    first, second = say(trained, "rename", ids[0], value="Wrong amount"), say(trained, "rename", ids[0], value="Bills too high", by="Bo")
    assert [(row["decision_id"], row["undone_by"], row["replaced_by"]) for row in decisions.every(trained.store)] == [(first, "Bo", second), (second, None, None)]
    with pytest.raises(UsageError, match=f"holds no longer: decision {second} took its place"):
        decide.undo(trained, first, "Ann", AS_OF)
    decide.undo(trained, second, "Ann", AS_OF)
    assert topic(trained, ids[0])["label"] == "Wrong amount"
    decide.undo(trained, first, "Ann", AS_OF)
    assert topic(trained, ids[0])["label"] == old


def test_no_complaint_takes_the_place_of_where_it_belonged(trained, ids):
    post = members(trained, ids[0])[0]
    say(trained, "belongs", ids[1], post)
    no = say(trained, "complaint", None, post, value="no")
    decide.undo(trained, no, "Ann", AS_OF)
    assert place(trained, post)["topic_id"] == ids[1]


def test_the_same_said_twice_is_said_once(trained, ids):
    assert say(trained, "apart", ids[0], value=ids[1]) == say(trained, "apart", ids[1], value=ids[0])
    assert len(decisions.every(trained.store)) == 1


def test_names_and_numbers_of_people_are_not_kept_in_what_is_typed(trained, ids):
    say(trained, "rename", ids[0], value="Call 020 7946 0958", by="ann@example.org")
    row = decisions.every(trained.store)[0]
    assert "7946" not in row["value"] + topic(trained, ids[0])["label"] and "example.org" not in row["by"]


def test_new_complaints_of_a_swallowed_topic_are_counted_where_it_went(trained, ids):
    from pipeline import cluster, link

    say(trained, "merge", ids[0], value=ids[1])
    with trained.store.write() as connection:
        connection.execute(tables.complaints.update().values(model_version=None))       # as if none had been assigned yet
    cluster.run(trained, AS_OF, lambda done: None)
    link.run(trained, AS_OF)
    assert members(trained, ids[0]) == []


def test_lineage_of_a_topic_that_a_person_merged_is_told_beside_those_of_models(trained, ids):
    say(trained, "merge", ids[0], value=ids[1])
    assert [(row["event"], row["other_id"], row["by"]) for row in lineage.of(trained.store, ids[0])][-1] == ("merged", ids[1], "Ann")

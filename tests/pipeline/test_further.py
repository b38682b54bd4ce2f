"""Complaints with several problems are counted in each topic, and once in all."""
from datetime import date, timedelta

import pytest
from counted import FIRST, Said, lay, publish
from sqlalchemy import select, update

from pipeline.records import Filters
from pipeline.store import complaints, counts, topics
from pipeline.store.tables import complaints as rows

NORTH = {"region": "North"}


@pytest.fixture
def told(workspace):
    """Three complaints about bills and two about the phone line in a week; Ann's bill and one phone call speak of the chat, Ann's of the line, too."""
    publish(workspace)
    lay(workspace, [Said(FIRST, "t-001", 1, author="ann", attributes=NORTH), Said(FIRST, "t-001", 2), Said(FIRST + timedelta(1), "t-002", 1, author="ann"),
                    Said(FIRST + timedelta(2), "t-002", 1), Said(FIRST + timedelta(7), "t-003", 1, author="ann")])
    with workspace.store.write() as connection:
        ann, other = (connection.scalar(select(rows.c.post_id).where(rows.c.day == FIRST + timedelta(day), rows.c.topic_id == topic)
                                        .order_by(rows.c.author_id.is_(None), rows.c.author_id != "ann")) for day, topic in ((0, "t-001"), (2, "t-002")))
        for post_id, also in ((ann, [["t-003", 0.4], ["t-002", 0.2]]), (other, [["t-003", 0.5]])):
            connection.execute(update(rows).where(rows.c.post_id == post_id).values(also=also))
        complaints.mark_stale(connection, [FIRST])
    complaints.recount_week(workspace.store, FIRST)
    with workspace.store.write() as connection:
        topics.recount(connection)
    return workspace


def people(workspace, **filters) -> dict[str, int]:
    frame = counts.by(workspace.store, ("topic_id",), Filters(FIRST, FIRST + timedelta(6), **filters))
    return dict(zip(frame["topic_id"], frame["topic_people_n"]))


def test_a_person_counts_in_the_further_topic_too_once_a_week(told):
    assert people(told) == {"t-001": 3, "t-002": 2, "t-003": 2}     # Ann is in t-002 by a complaint of her own already


def test_no_complaint_touchpoint_or_harm_is_counted_twice(told):
    week = counts.by(told.store, ("channel",), Filters(FIRST, FIRST + timedelta(6)))
    assert week[["complaints_n", "touchpoint_people_n"]].iloc[0].tolist() == [5, 5]
    by_topic = counts.by(told.store, ("topic_id",)).set_index("topic_id")
    assert by_topic["complaints_n"].to_dict() == {"t-001": 3, "t-002": 2, "t-003": 1}


def test_narrowed_to_an_attribute_the_count_is_the_same(told):
    assert people(told, attributes=(("region", "North"),)) == {"t-001": 1, "t-003": 1}


def test_the_topic_lists_and_counts_them(told):
    known = topics.every(told.store).set_index("topic_id")
    assert known.loc[["t-001", "t-002", "t-003"], "complaints_n"].tolist() == [3, 3, 3]
    assert known.loc[["t-001", "t-002", "t-003"], "authors_n"].tolist() == [3, 2, 2]     # Ann is in t-003 by a later complaint, too
    found = complaints.evidence(told.store, Filters(FIRST, FIRST + timedelta(6)), 9, topic_id="t-003")
    assert [row["also"] for row in found] == [[["t-003", 0.5]], [["t-003", 0.4], ["t-002", 0.2]]]
    assert complaints.evidence_n(told.store, Filters(), topic_id="t-003") == 3


def test_a_topic_whose_id_begins_another_is_another(told):
    assert complaints.evidence_n(told.store, Filters(), topic_id="t-00") == 0


def test_a_week_counted_again_says_the_same(told):
    before = counts.by(told.store, ("day", "topic_id"))
    complaints.recount_week(told.store, FIRST)
    assert counts.by(told.store, ("day", "topic_id")).equals(before) and before["day"].min().date() == date(2026, 3, 2)

"""The sentence that answers a page's question, above all when the honest answer is that nobody can tell."""
import pytest

from dashboard import sentences


@pytest.mark.parametrize("unclear_n, complaints_n, said", [
    (50, 100, None), (51, 100, "Cannot tell: 51 of 100 complaints point to no touchpoint."), (1, 1, "Cannot tell: 1 of 1 complaint points to no touchpoint."),
    (0, 0, "Cannot tell: nobody was heard this week. Silence is unknown, not green.")])
def test_a_quiet_week_says_nothing_where_most_complaints_are_unclear_or_none_came(unclear_n, complaints_n, said):
    assert sentences.cannot_tell(unclear_n, complaints_n) == said


def test_before_there_is_a_model_it_is_said_how_many_complaints_are_missing():
    assert sentences.unlearned(22, 60).startswith("Topics and touchpoints are learned from 60 complaints on; 22 came in so far. Import more")
    assert "next run" in sentences.unlearned(60, 60)


@pytest.mark.parametrize("largest, people, said", [("Wrong bill", "40", " Largest: “Wrong bill”, 40 people."), (None, "", "")])
def test_topics_name_the_largest_if_one_says_one_thing(largest, people, said):
    assert sentences.topics(3, 1200, largest, people) == "1,200 complaints in 3 topics." + said


def test_what_is_no_topic_of_one_thing_is_counted_beside_it():
    assert sentences.beside_topics(1, 8) == "1 complaint is in mixed topics; 8 complaints are too short to tell."
    assert sentences.beside_topics(0, 0) is None

"""Complaints with several problems."""
import numpy as np
import pytest

from models.several import further_topics
from models.topics import assign_topics, fit_topics


@pytest.fixture(scope="module")
def read(swimming):
    model, found = fit_topics(swimming.texts, swimming.encoder, swimming.linker, n_topics=4)
    topic_of = {story: found.topics[list(swimming.stories).index(story)] for story in set(swimming.stories)}
    return lambda *texts: assign_topics(texts, swimming.encoder, swimming.linker, model), topic_of


def test_a_second_problem_is_a_further_topic_with_its_share_of_the_words(read):
    assign, topic_of = read
    found = assign("The lock on my locker is jammed and broken, could not open it. Also the rude coach shouted at my daughter in the class")
    assert {found.topics[0], found.also[0, 0]} == {topic_of["broken lock"], topic_of["rude coach"]}
    assert found.also[0, 1] == -1 and 0.4 <= found.also_share[0, 0] <= 0.6


def test_one_problem_in_two_sentences_is_one_topic(read):
    assert (read[0]("The water in the cold pool was freezing. Children were shivering in the cold pool water").also == -1).all()


def place(told: dict[str, int]):
    return lambda parts: np.array([np.eye(3)[next(topic for word, topic in told.items() if word in part)] for part in parts])


def test_two_further_topics_at_most_the_larger_share_first():
    text = "aa bb cc dd ee first. " + "ff gg hh ii jj kk ll second. " + "mm nn oo pp qq third"
    also, share = further_topics([text], np.array([0]), np.array([[1, 0.2, 0.2]]), place({"first": 0, "second": 1, "third": 2}))
    assert also.tolist() == [[1, 2]] and share.tolist() == [pytest.approx([0.4, 0.3])]


@pytest.mark.parametrize("text, topic, closeness", [
    ("aa bb cc dd ee first. ff gg second", 0, 0.2),                    # a part of two words
    ("aa bb cc dd ee first. ff gg hh ii jj second", -1, 0.2),          # too short to tell, or hidden from topics
    ("aa bb cc dd ee first. ff gg hh ii jj second", 0, 0.1),           # the whole does not speak of it
    ("aa bb cc dd ee first ff gg hh ii jj second", 0, 0.2)])           # one part
def test_what_is_not_clearly_a_second_problem_is_none(text, topic, closeness):
    also, share = further_topics([text], np.array([topic]), np.array([[1, closeness, 0]]), place({"second": 1, "first": 0}))
    assert (also == -1).all() and (share == 0).all()


def test_no_complaints_have_no_further_topics():
    also, share = further_topics([], np.zeros(0, int), np.zeros((0, 3)), place({}))
    assert also.shape == share.shape == (0, 2)

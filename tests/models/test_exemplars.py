"""Complaints that show a topic."""
import numpy as np

from models.exemplars import find_exemplars, is_copy

TEXTS = [
    "the water of the pool was freezing this morning", "nobody heats the big basin and my children shiver",
    "swam two lengths and gave up with blue lips", "why is there ice beside the diving board again",
    "heating broken for three weeks says the lifeguard", "it feels like january in the learners' corner",
    "cold showers, cold floor and an even colder bath", "cold",
]
EMBEDDING = np.eye(8, dtype=np.float32)
CLOSENESS = np.array([0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 1.0])


def test_typical_are_the_closest_and_edge_the_least_certain():
    found = find_exemplars(TEXTS, list("abcdefgh"), EMBEDDING, CLOSENESS, CLOSENESS, np.arange(8))
    assert (found.typical, found.edge) == ([0, 1, 2], [6, 5, 4])


def test_no_author_speaks_twice():
    assert find_exemplars(TEXTS, list("aaabbbbb"), EMBEDDING, CLOSENESS, CLOSENESS, np.arange(8)).typical == [0, 3]


def test_unknown_authors_are_different_people():
    assert find_exemplars(TEXTS, [None] * 8, EMBEDDING, CLOSENESS, CLOSENESS, np.arange(8)).typical == [0, 1, 2]


def test_two_wordings_of_one_text_are_shown_once():
    alike = EMBEDDING.copy()
    alike[1] = alike[0]
    assert find_exemplars(TEXTS, list("abcdefgh"), alike, CLOSENESS, CLOSENESS, np.arange(8)).typical == [0, 2, 3]


def test_a_topic_of_short_texts_shows_what_it_has():
    assert find_exemplars(["cold"], ["a"], EMBEDDING[:1], CLOSENESS[:1], CLOSENESS[:1], np.array([0])).typical == [0]


def test_a_copy_with_a_word_changed_is_never_shown_beside_it():
    copied = [*TEXTS[:1], TEXTS[0].replace("freezing", "icy"), TEXTS[0].upper() + "!!", *TEXTS[3:]]
    found = find_exemplars(copied, [None] * 8, EMBEDDING, CLOSENESS, CLOSENESS, np.arange(8))
    assert (found.typical, found.edge) == ([0, 3, 4], [6, 5])


def test_texts_without_a_word_are_no_copies_of_each_other():
    assert not is_copy("!!", "??")

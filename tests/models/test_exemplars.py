"""Complaints that show a topic."""
import numpy as np

from models.exemplars import find_exemplars

TEXTS = [f"complaint number {word} about the cold water of the pool" for word in "one two three four five six seven".split()] + ["cold"]
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

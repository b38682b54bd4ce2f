"""Topics and their permanent ids: the decisions alone."""
from __future__ import annotations

import numpy as np

from pipeline.learn.fitting import topic_ids

BORN = -1


def test_first_topics_are_numbered_in_order():
    assert topic_ids(np.array([BORN] * 3), (), ()) == ["t-001", "t-002", "t-003"]


def test_topics_that_go_on_keep_their_ids_in_whatever_order():
    assert topic_ids(np.array([1, 0]), ("t-001", "t-002"), ("t-001", "t-002")) == ["t-002", "t-001"]


def test_a_topic_that_is_new_gets_a_number_that_was_never_used():
    assert topic_ids(np.array([0, BORN]), ("t-001",), ("t-001", "t-007", "t-short")) == ["t-001", "t-008"]


def test_the_number_after_999_has_four_digits():
    assert topic_ids(np.array([BORN, BORN]), (), ("t-998", "t-999")) == ["t-1000", "t-1001"]

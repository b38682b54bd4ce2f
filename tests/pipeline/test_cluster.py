"""Topics and their permanent ids: the decisions alone."""
from __future__ import annotations

import numpy as np
import pandas as pd

from pipeline.cluster import carry_ids


def before(*ids):
    return pd.Series(ids, dtype="str")


def test_first_topics_are_numbered_in_order():
    assert carry_ids(before(None, None, None), np.array([0, 1, 2]), 3, [], 0.3) == ["t-001", "t-002", "t-003"]


def test_topics_that_hold_the_same_complaints_keep_their_ids_in_whatever_order():
    old = before(*["t-001"] * 5, *["t-002"] * 5)
    assert carry_ids(old, np.array([1] * 5 + [0] * 5), 2, ["t-001", "t-002"], 0.3) == ["t-002", "t-001"]


def test_a_topic_that_is_new_gets_a_number_that_was_never_used():
    old = before(*["t-001"] * 6, *[None] * 6)
    assert carry_ids(old, np.array([0] * 6 + [1] * 6), 2, ["t-001", "t-007", "t-short"], 0.3) == ["t-001", "t-008"]


def test_a_split_keeps_the_id_on_its_larger_part():
    old = before(*["t-001"] * 10)
    assert carry_ids(old, np.array([0] * 3 + [1] * 7), 2, ["t-001"], 0.3) == ["t-002", "t-001"]


def test_complaints_too_short_to_tell_carry_no_id():
    assert carry_ids(before("t-short", "t-short"), np.array([0, 0]), 1, ["t-short"], 0.3) == ["t-001"]

"""What kind a post is: the decision alone."""
from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from pipeline.clean import looked_at, with_harm

ROW = dict(post_id="x:2", day=date(2026, 11, 10), author_id="ann", text="My broadband has been dead for three days",
           thread_id="x:2", language=None, is_brand=False)


def kind(complaint_p: float = 0.9, copies=None, **own) -> str:
    return look(complaint_p, copies, **own)["kind"]


def look(complaint_p: float = 0.9, copies=None, **own) -> dict:
    return looked_at([ROW | own], copies or {}, np.array([complaint_p]), 0.4, ("en", "de"))[0]


@pytest.mark.parametrize("complaint_p, expected", [(0.39, "other"), (0.4, "complaint"), (0.99, "complaint")])
def test_a_post_is_a_complaint_from_the_threshold_on(complaint_p, expected):
    assert kind(complaint_p) == expected


def test_the_companys_own_replies_are_never_complaints():
    assert kind(is_brand=True) == "company"


def test_a_copy_is_a_repost_and_names_its_original():
    found = look(copies={"x:2": "x:1"})
    assert (found["kind"], found["copy_of"]) == ("repost", "x:1")


def test_a_stated_language_is_believed_and_a_missing_one_identified():
    assert look(language="fr")["language"] == "fr"
    assert look(text="Seit drei Tagen kein Internet und niemand hilft mir")["language"] == "de"
    assert look(text="ok")["language"] is None


def test_only_complaints_have_a_severity_and_a_feeling():
    rows = [look(0.9, post_id="x:1"), look(0.1, post_id="x:2"), look(0.9, post_id="x:3")]
    read = with_harm(rows, ["calm", "thanks", "DEAD AGAIN!!!"], lambda texts: np.array([len(text) for text in texts]))
    assert [(row["severity"], row["feeling"]) for row in read] == [(4, 0), (None, None), (13, 2)]

"""The figures of reply kinds and outcomes, by hand-made labels."""
from math import isnan

import numpy as np
import pytest

from benchmarks.replies_score import Kind, by_kind, confusion, interval, kappa, kinds_of, macro_f1, often_labelled

THREADS = [([("apology",), (), ("action", "apology")], [("apology",), ("apology",), ("action",)]), ([("action",)], [("action",)])]


def test_kinds_are_counted_turn_by_turn():
    assert by_kind(THREADS) == {"action": Kind(2, 2, 2), "apology": Kind(1, 2, 2)}


def test_precision_recall_and_f1_follow_from_the_counts():
    kind = Kind(hits_n=3, labelled_n=4, read_n=6)
    assert (kind.precision, kind.recall, kind.f1) == (0.5, 0.75, 0.6)
    assert isnan(Kind(0, 2, 0).precision) and isnan(Kind(0, 0, 2).recall) and isnan(Kind(0, 0, 0).f1)


def test_the_mean_is_over_the_kinds_asked_for_and_a_missing_one_counts_nothing():
    assert macro_f1(THREADS, ["action", "apology"]) == 0.75
    assert macro_f1(THREADS, ["action", "question"]) == 0.5


def test_rare_kinds_are_known():
    assert often_labelled(THREADS, fewest=2) == ["action", "apology"] and often_labelled(THREADS, fewest=3) == []


def test_kappa_takes_chance_away():
    assert kappa([1, 1, 0, 0], [1, 1, 0, 0]) == 1.0
    assert kappa([1, 1, 0, 0], [1, 0, 1, 0]) == 0.0
    assert kappa([1, 1, 1, 0], [1, 1, 0, 0]) == pytest.approx(0.5)
    assert isnan(kappa([0, 0], [0, 0]))


def test_the_confusion_has_labels_in_rows():
    assert np.array_equal(confusion([("acted", "answered"), ("acted", "acted")], ["answered", "acted"]), [[0, 0], [1, 1]])


def test_an_interval_holds_the_figure_and_is_the_same_again():
    items = [0.0] * 30 + [1.0] * 70
    low, high = interval(items, np.mean)
    assert 0.58 < low < 0.7 < high < 0.82 and (low, high) == interval(items, np.mean)


def test_labels_without_a_turn_are_empty():
    assert kinds_of({"replies": {"1": ["apology"], "2": []}}, 4) == [(), ("apology",), (), ()]

"""Many values for one question: none lost, none twice, and the empty one never asked for."""
from __future__ import annotations

from pipeline.store.in_parts import in_parts


def test_a_thousand_and_one_values_are_three_parts_that_hold_each_once():
    values = [f"{n:04d}" for n in range(1001)]
    parts = list(in_parts([*values, *values]))
    assert [len(part) for part in parts] == [500, 500, 1] and sum(parts, []) == values


def test_the_empty_value_is_never_asked_for_and_nothing_makes_no_part():
    assert list(in_parts(["", "b", "a"])) == [["a", "b"]] and list(in_parts([""])) == []

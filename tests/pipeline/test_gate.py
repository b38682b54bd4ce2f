"""The gate: each rule at its limit, and a refusal that can be read aloud."""
from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.learn import gate
from pipeline.learn.comparison import Comparison, Fate, Measures
from pipeline.learn.measuring import flows, to_read
from pipeline.settings import ROOT, load_settings

SETTINGS = load_settings(ROOT / "nowhere").publish
MEASURES = Measures("m-new", 2, 100, "2026-01-01", "2026-02-01", agreement=0.9, same_id_share=0.9, cohesion=0.4, far_share=0.1, unclear_share=0.1,
                    decided={"belongs": [9, 10]}, rate=1000.0, size_mb=2.0)
GOOD = Comparison("m-new", "m-old", "", decisions_n=10, learned_decisions_n=10, complaints_n=100, moved_n=25, violations_n=0,
                  candidate=MEASURES, published=replace(MEASURES, version="m-old"), fates=tuple(Fate(f"t-{n}", "", "kept") for n in range(9)) + (Fate("t-9", "", "ended"),))


def unmet(**changes) -> list[str]:
    return [rule.name for rule in gate.unmet(replace(GOOD, **changes), SETTINGS)]


def test_a_candidate_at_every_limit_passes():
    assert unmet() == []


@pytest.mark.parametrize("changes, name", [
    (dict(moved_n=26), "complaints that move"),
    (dict(fates=GOOD.fates[1:]), "topics that keep their id"),
    (dict(candidate=replace(MEASURES, agreement=0.59)), "stability"),
    (dict(violations_n=1), "decisions not kept"),
    (dict(candidate=replace(MEASURES, decided={"belongs": [8, 10]})), "agreement with people"),
    (dict(candidate=replace(MEASURES, far_share=0.14)), "complaints near a topic"),
])
def test_each_rule_stops_what_is_beyond_its_limit(changes, name):
    assert unmet(**changes) == [name]


def test_what_cannot_be_compared_is_no_fault():
    assert unmet(published=None, candidate=replace(MEASURES, decided={}, far_share=0.9)) == []


def test_a_refusal_says_what_was_found_what_is_allowed_and_what_to_do():
    [rule] = gate.unmet(replace(GOOD, moved_n=40), SETTINGS)
    assert gate.refusal("m-new", [rule], 'python -m pipeline publish m-new --why "..."') == (
        "m-new does not pass the gate. complaints that move: 40 of 100 complaints go to another topic; at most 25 %. Nothing was published. "
        'Read `compare`; to publish it all the same, say why: python -m pipeline publish m-new --why "..."')


def test_born_topics_do_not_count_as_lost_ids():
    assert replace(GOOD, fates=(*GOOD.fates, Fate("t-10", "", "born"), Fate("t-11", "", "split", "t-1", 1.0))).ids_kept_share == 0.9


MOVES = [("p1", "a", "b"), ("p2", "a", "b"), ("p3", "a", "b"), ("p4", "b", "c"), ("p5", "c", "c"), ("p6", "b", None)]


def test_flows_are_counted_largest_first_and_what_stays_is_none():
    assert flows(MOVES) == [("a", "b", 3), ("b", None, 1), ("b", "c", 1)]


def test_what_is_read_is_spread_over_the_flows_and_the_same_for_a_seed():
    read = to_read(MOVES, 3, seed=1)
    assert {move[1:] for move in read} == {("a", "b"), ("b", None), ("b", "c")} and read == to_read(MOVES, 3, seed=1)
    assert sorted(to_read(MOVES, 20, seed=1)) == sorted(move for move in MOVES if move[1] != move[2])

"""Delta only: what was told is told again when it moved, by one stated rule."""
from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from reported import APP, STORE

from pipeline.report.moved import is_larger, moved, remembered

TOLD = dict(on="2026-11-02", section="new", state="new", owner="Digital product", people_n=40, is_few=False, weeks_n=1)
NOW = replace(APP, state="new", people_n=40, weeks_n=2, is_few=False)


@pytest.mark.parametrize(("changes", "why"), [
    ({}, None), ({"state": "acknowledged"}, "state"), ({"owner": "Somebody"}, "owner"),
    ({"people_n": 49}, None), ({"people_n": 50}, "people"), ({"people_n": 31}, None), ({"people_n": 30}, "people"),
    ({"weeks_n": 3}, None), ({"weeks_n": 4}, "age"), ({"weeks_n": 11}, "age"), ({"people_n": None, "is_few": True}, "people"), ({"people_n": None}, None),
    ({"state": "acknowledged", "people_n": 90}, "state")])
def test_what_counts_as_moved(changes, why):
    assert moved(replace(NOW, **changes), TOLD, 5) == why


@pytest.mark.parametrize(("then", "now", "is_moved"), [(8, 12, False), (8, 13, True), (0, 4, False), (0, 5, True), (100, 124, False), (100, 125, True)])
def test_a_quarter_more_of_a_small_number_is_no_news_before_it_is_five_people(then, now, is_moved):
    assert (moved(replace(NOW, people_n=now), TOLD | {"people_n": then}, 5) == "people") is is_moved


@pytest.mark.parametrize(("then", "now", "is_told"), [(3, 4, True), (4, 7, False), (7, 8, True), (8, 11, False), (11, 12, True), (12, 23, False), (23, 24, True), (24, 35, False), (35, 36, True)])
def test_an_age_is_told_at_4_8_and_12_weeks_and_every_12_after(then, now, is_told):
    assert (moved(replace(NOW, weeks_n=now), TOLD | {"weeks_n": then}, 5) == "age") is is_told


def test_larger_is_only_what_grew_enough():
    assert is_larger(replace(NOW, people_n=50), TOLD, 5) and not is_larger(replace(NOW, people_n=49), TOLD, 5) and not is_larger(replace(NOW, people_n=20), TOLD, 5)


def test_what_was_told_is_remembered_until_it_is_told_anew():
    first = remembered([APP], {}, date(2026, 11, 9))
    quiet = remembered([replace(APP, people_n=48, is_news=False)], first, date(2026, 11, 16))
    assert quiet[APP.item_id]["people_n"] == 47 and quiet[APP.item_id]["on"] == "2026-11-09"
    assert remembered([replace(APP, people_n=90)], quiet, date(2026, 11, 23))[APP.item_id]["people_n"] == 90


def test_what_went_and_comes_again_within_half_a_year_is_compared_with_what_was_told():
    first = remembered([STORE], {}, date(2026, 11, 9))
    assert STORE.item_id in remembered([], first, date(2027, 5, 3)) and STORE.item_id not in remembered([], first, date(2027, 5, 17))

"""The report of a week as bytes: the same facts are the same bytes, and nothing is lost on the way there and back."""
from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st
from reported import APP, MADE_AT, empty, example

from pipeline.report.as_json import digest, from_json, to_json

WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
DAYS = st.dates(date(2020, 1, 1), date(2030, 1, 1))
PLAIN = st.recursive(st.none() | st.booleans() | st.integers(-10**6, 10**6) | WORDS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3), max_leaves=6)


def test_a_snapshot_read_back_is_the_same():
    for snapshot in (example(), empty()):
        assert from_json(to_json(snapshot), MADE_AT) == snapshot


@given(name=WORDS, day=DAYS, people_n=st.none() | st.integers(0, 10**7), facts=st.dictionaries(WORDS, PLAIN, max_size=3))
def test_whatever_is_in_it_is_read_back(name, day, people_n, facts):
    snapshot = example(items=(replace(APP, name=name, since=day, people_n=people_n, facts=facts),), first_day=day, last_day=day + timedelta(days=6), brand=name)
    text = to_json(snapshot)
    assert from_json(text, MADE_AT) == snapshot and to_json(from_json(text)) == text and text.encode().decode() == text


def test_when_it_was_made_changes_no_byte():
    assert to_json(example()) == to_json(example().made(MADE_AT + timedelta(days=3)))
    assert digest(to_json(example())) != digest(to_json(example(people_n=215)))


def test_keys_are_in_order_days_are_iso_and_numbers_are_short():
    text = to_json(example(before_n=180.123456789, people_n=214))
    read = json.loads(text)
    assert list(read) == sorted(read) and read["first_day"] == "2026-11-09" and read["before_n"] == 180.1235 and '"expected_n":21,' in text


def test_a_newer_programs_fields_are_left_out():
    assert from_json(json.dumps(json.loads(to_json(example())) | {"weather": "rain"}), MADE_AT) == example()


def test_news_are_what_is_not_said_yet_and_the_rest_is_counted():
    snapshot = example()
    assert len(snapshot.items) - len(snapshot.news) == snapshot.said_before == 1 and not snapshot.is_quiet and empty().is_quiet
    assert [item.item_id for item in snapshot.of("new")] == [APP.item_id] and snapshot.of("still up") == ()

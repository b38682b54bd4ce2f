"""The fictional company: hand-written, mixed as life is, and holding exactly what truth.yaml says."""
from __future__ import annotations

import re
from collections import Counter
from datetime import date
from difflib import SequenceMatcher

import pytest

from pipeline.sample import Sample
from pipeline.workspace import init_workspace


@pytest.fixture(scope="module")
def rows(truth):
    return Sample(truth).rows()


def on(rows, topic: str, first: str, last: str):
    return [row for row in rows if row["planted_topic"] == topic and first <= row["posted_at"][:10] <= last]


def test_there_are_more_than_900_different_hand_written_posts(truth):
    texts = [re.sub(r"\{[^{}]*\}", "", seed.text) for seed in truth.seeds]
    assert len(texts) >= 900 and len(set(texts)) == len(texts)


def test_no_two_hand_written_posts_are_rewordings(truth):
    by_topic: dict = {}
    for seed in truth.seeds:
        by_topic.setdefault((seed.topic or seed.kind, seed.language), []).append(seed.text)
    alike = [(a, b) for texts in by_topic.values() for i, a in enumerate(texts) for b in texts[:i] if SequenceMatcher(None, a, b).quick_ratio() > 0.9 and SequenceMatcher(None, a, b).ratio() > 0.75]
    assert alike == []


def test_every_planted_topic_belongs_to_a_touchpoint_of_the_taxonomy(truth, sample):
    assert {seed.touchpoint for seed in truth.seeds if seed.touchpoint} <= set(sample.taxonomy.ids)
    assert {seed.topic for seed in truth.seeds if seed.kind == "complaint"} == set(truth.plan["weights"])


def test_there_are_200_threads_of_every_outcome(truth):
    outcomes = Counter(thread["outcome"] for thread in truth.threads)
    assert outcomes.total() == 200 and set(outcomes) == {"unanswered", "apologised-only", "deflected", "answered", "acted", "confirmed"}


def test_a_sample_that_is_there_is_said_to_be_there(canary, tmp_path):
    path = tmp_path / "workspace"
    init_workspace(path, "telecom", {"workspace": {"is_sample": True}})
    assert canary("demo", "--weeks", "8") == (0, f"the sample at {path} is already there; nothing was done\n", "")


def test_the_sample_is_always_the_same(truth, rows):
    assert Sample(truth).rows() == rows


def test_about_12_000_posts_in_40_weeks_one_in_eight_no_complaint(truth, rows):
    days = {row["posted_at"][:10] for row in rows if row["posted_at"][:1] == "2"}
    assert 11_000 <= sum(row["author"] != "PellamereHelp" for row in rows) <= 13_500
    assert (min(days), max(days)) == ("2026-02-09", "2026-11-15")
    kinds = Counter(row["planted_topic"] in ("praise", "question", "news", "spam") for row in rows if row["planted_topic"])
    assert 0.10 <= kinds[True] / kinds.total() <= 0.15


def test_posts_come_in_four_languages_channels_and_a_weekday_rhythm(truth, rows):
    assert {seed.language for seed in truth.seeds} == {"en", "es", "de", "fr"}
    assert {row["channel"] for row in rows} == {"x", "review", "e-mail", "phone note"}
    weekdays = Counter(date.fromisoformat(row["posted_at"][:10]).weekday() for row in rows if row["posted_at"][:1] == "2")
    assert weekdays[0] > 1.2 * weekdays[6]


def test_the_spike_the_new_topic_and_the_regional_incident_are_planted(truth, rows):
    planted = truth.plan["planted"]
    assert len(on(rows, "double-billing", "2026-09-01", "2026-09-05")) > 6 * len(on(rows, "double-billing", "2026-08-25", "2026-08-29"))
    assert not on(rows, "esim-transfer", "2026-02-09", "2026-10-11") and len(on(rows, "esim-transfer", "2026-10-12", "2026-10-25")) > 25
    crashes = on(rows, "app-crash", "2026-11-05", "2026-11-15")
    there = [row for row in crashes if (row["region"], row["app_version"]) == ("North", "7.2")]
    assert planted["regional"]["posts"] <= len(there) and len(there) / len(crashes) > 0.6


def test_the_stopped_source_brings_nothing_for_three_days(rows):
    reviews = Counter(row["posted_at"][:10] for row in rows if row["channel"] == "review")
    assert [reviews[f"2026-07-{day}"] for day in (14, 15, 16)] == [0, 0, 0] and reviews["2026-07-13"] and reviews["2026-07-17"]


def test_five_accounts_make_the_flood(rows):
    flood = Counter(row["author"] for row in rows if row["author"].startswith("angry_") and not row["text"].startswith("RT ") and not row.get("in_reply_to"))
    assert len(flood) == 5 and flood.total() == 110


@pytest.mark.parametrize("topic, before, after, low, high", [
    ("engineer-no-show", ("2026-04-06", "2026-06-14"), ("2026-06-22", "2026-08-30"), 0.15, 0.5),
    ("router-delivery-late", ("2026-05-11", "2026-07-05"), ("2026-07-13", "2026-09-06"), 0.8, 1.25),
    ("refund-missing", ("2026-04-20", "2026-05-31"), ("2026-06-08", "2026-07-19"), 0.03, 0.25),
    ("refund-missing", ("2026-04-20", "2026-05-31"), ("2026-09-21", "2026-11-01"), 0.8, 1.8),
])
def test_the_fixes_work_do_nothing_and_fail_again(rows, topic, before, after, low, high):
    ratio = len(on(rows, topic, *after)) / len(on(rows, topic, *before))
    assert low <= ratio <= high

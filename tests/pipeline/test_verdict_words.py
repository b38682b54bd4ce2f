"""A verdict said aloud: exact sentences."""
from __future__ import annotations

import pytest

from pipeline import verdict_words


def row(verdict: str, low: float | None = None, high: float | None = None, **detail) -> dict:
    return dict(verdict=verdict, rate_ratio=None, low=low, high=high, weeks_n=9, detail=dict(reasons=[], look_weeks=8) | detail)


@pytest.mark.parametrize("found, said", [
    (row("fell", 0.352, 0.601, avoided_n=213.4, avoided_low=148, avoided_high=271),
     "Fell: 40 to 65 % fewer complaints than without the fix, on 8 weeks; about 210 complaints avoided (150 to 270)."),
    (row("fell", 0.35, 0.6), "Fell: 40 to 65 % fewer complaints than without the fix, on 8 weeks."),
    (row("did not fall", 0.87, 1.4), "Did not fall: at most 13 % fewer complaints than without the fix, on 8 weeks."),
    (row("did not fall", 1.05, 1.4), "Did not fall: 5 to 40 % more complaints than without the fix, on 8 weeks."),
    (row("came back", 0.35, 0.6, came_back_on="2026-09-14"), "Came back: complaints fell after the fix and rose again in the week of 14 Sep."),
    (row("not yet known", 0.5, 1.2, weeks_missing=5, reasons=["wide"]), "Not yet known: about 5 more weeks at this volume."),
    (row("not yet known", weeks_missing=1, reasons=["too early"]), "Not yet known: about 1 more week at this volume."),
    (row("not yet known", 0.5, 1.2, reasons=["wide"]), "Not yet known: the counts are still too few to tell it from chance."),
    (row("not yet known", weeks_missing=3, reasons=["second fix", "event"]),
     "Not yet known: another fix of the same complaints was shipped in these weeks; something else changed at its touchpoint in these weeks."),
])
def test_a_verdict_is_one_sentence(found, said):
    assert verdict_words.sentence(found) == said


@pytest.mark.parametrize("low, high, said", [
    (0.35, 0.6, "40 to 65 % fewer"), (0.6, 1.08, "40 % fewer to 8 % more"), (1.05, 1.4, "5 to 40 % more"), (None, None, ""), (float("nan"), 1.0, "")])
def test_a_table_says_the_interval_in_few_words(low, high, said):
    assert verdict_words.short(row("fell", low, high)) == said


def test_facts_are_counts_and_no_effect():
    assert verdict_words.facts(row("fell", before_n=23.4, after_n=9.84)) == "23 people a week before it, 9.8 since"
    assert verdict_words.facts(row("fell", before_n=None, after_n=9.84)) == ""


def test_every_guard_is_said_in_words_and_no_sentence_speaks_of_causes():
    told = " ".join([*verdict_words.REASONS.values(), *verdict_words.WHAT_HELPS.values()])
    assert "caus" not in told and all(verdict_words.reasons(row("not yet known", reasons=[key])) == [words] for key, words in verdict_words.REASONS.items())
    assert set(verdict_words.WHAT_HELPS) <= set(verdict_words.REASONS)

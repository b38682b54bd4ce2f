"""Who has a fix and who waits, and which week is the first in which it could show."""
from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest
from tracked import FIRST, week

from pipeline import evidence
from pipeline.evidence import Around, Beside, Split
from pipeline.fixes import Fix
from pipeline.weekly import Weekly

WEEKLY = Weekly(("t-001", "t-002"), tuple(week(n) for n in range(10)), np.full((2, 10), 40.0))
AROUND = Around(WEEKLY, [], [], [], frozenset({"t-001", "t-002"}))
REGIONS = {"region": ("East", "North", "South")}


def fix(shipped_on: date = week(5), **values) -> Fix:
    return Fix("f-1", "a", "billing", "Ann", ("t-001",), shipped_on=shipped_on, state="shipped", **values)


@pytest.mark.parametrize("shipped_on, lag_days, position", [(week(5), 0, 5), (week(5) + timedelta(days=1), 0, 6), (week(5), 7, 6), (week(5), 8, 7)])
def test_a_fix_shows_from_the_first_whole_week_after_its_lag(shipped_on, lag_days, position):
    assert evidence.shipped_week(fix(shipped_on, lag_days=lag_days), WEEKLY) == position


def test_weeks_between_shipping_and_showing_are_neither_before_nor_after():
    found = evidence.of(fix(week(5) + timedelta(days=2), lag_days=7), AROUND, 9, Beside(None, ()))
    assert np.flatnonzero(np.isnan(found.counts[0])).tolist() == [5, 6] and found.shipped_week == 7
    assert not np.isnan(found.counts[1]).any() and not np.isnan(WEEKLY.counts).any()


def test_evidence_ends_with_the_week_that_is_judged():
    assert evidence.of(fix(), AROUND, 6, Beside(None, ())).counts.shape == (2, 7)


@pytest.mark.parametrize("values, found", [
    (dict(stages=(("region", "North", week(5)),)), Split((("region", "North"),), (("region", "East"), ("region", "South")), week(9))),
    (dict(stages=(("region", "North", week(5)), ("region", "East", week(6)), ("region", "South", week(8)))),
     Split((("region", "North"),), (("region", "South"),), week(8) - timedelta(days=1))),
    (dict(stages=(("region", "North", week(5)), ("region", "East", week(5)), ("region", "South", week(5) + timedelta(days=3)))), None),
    (dict(scope=(("region", "North"),)), Split((("region", "North"),), (("region", "East"), ("region", "South")), week(9))),
    (dict(scope=(("region", "North"), ("app", "7.2"))), Split((("region", "North"), ("app", "7.2")), (), week(9))),
    (dict(), None)])
def test_those_who_have_it_are_compared_with_those_who_wait(values, found):
    assert evidence.split(fix(**values), REGIONS, week(9)) == found


def test_the_first_monday_of_the_counts_is_week_zero():
    assert (WEEKLY.position(FIRST), WEEKLY.position(FIRST + timedelta(days=6)), WEEKLY.position(FIRST - timedelta(days=1))) == (0, 0, -1)

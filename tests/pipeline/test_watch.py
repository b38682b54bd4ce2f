"""Watch: what the counts are made of before anything is compared."""
from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pandas as pd

from pipeline.watch import outside_gaps

COUNTS = pd.DataFrame({
    "day": pd.to_datetime(["2026-11-01", "2026-11-02", "2026-11-02", "2026-11-03", "2026-11-04"]),
    "source": ["x", "x", "mail", "x", "x"], "touchpoint_people_n": [5, 2, 7, 1, 6]})


def gap(source: str, first: str, last: str) -> dict:
    return {"source": source, "began_at": datetime.fromisoformat(first).replace(tzinfo=UTC), "ended_at": datetime.fromisoformat(last).replace(tzinfo=UTC)}


def test_every_day_that_a_gap_touches_is_left_out_for_its_source_alone():
    kept = outside_gaps(COUNTS, [gap("x", "2026-11-02T22:00", "2026-11-03T01:00")], ZoneInfo("UTC"))
    assert list(kept["touchpoint_people_n"]) == [5, 7, 6]


def test_the_days_of_a_gap_are_those_of_the_workspace():
    kept = outside_gaps(COUNTS, [gap("x", "2026-11-02T23:30", "2026-11-03T01:00")], ZoneInfo("Europe/Berlin"))
    assert list(kept["touchpoint_people_n"]) == [5, 2, 7, 6]


def test_without_gaps_nothing_changes_and_nothing_stays_nothing():
    pd.testing.assert_frame_equal(outside_gaps(COUNTS, [], ZoneInfo("UTC")), COUNTS)
    assert list(outside_gaps(COUNTS.iloc[:0], [gap("x", "2026-11-02T22:00", "2026-11-03T01:00")], ZoneInfo("UTC")).columns) == list(COUNTS.columns)

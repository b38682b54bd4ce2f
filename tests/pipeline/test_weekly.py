"""Complete weeks by topic, and which of them a source left out or changed."""
from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd
import pytest
from tracked import as_of, fill, grid, week

from pipeline import weekly
from pipeline.store import notes

DAILY = pd.DataFrame({
    "day": pd.to_datetime(["2026-11-04", "2026-11-09", "2026-11-15", "2026-11-16", "2026-11-22"]), "topic_id": ["t-1", "t-1", "t-1", "t-2", "t-1"],
    "topic_people_n": [9, 2, 3, 4, 5]})


def note(kind: str, last_day: date | None, target: str = "x", scope: str = "source") -> dict:
    return dict(note_id=f"{kind}-{target}", kind=kind, scope=scope, target=target, first_day=week(4), last_day=last_day, observed_n=0, usual_n=40.0, people_n=None)


def test_only_whole_weeks_count_people():
    topics, weeks, people = weekly.table(DAILY, date(2026, 11, 22))
    assert (topics, weeks) == (("t-1", "t-2"), (date(2026, 11, 9), date(2026, 11, 16)))
    np.testing.assert_array_equal(people, [[5, 5], [0, 4]])
    assert weekly.table(DAILY, date(2026, 11, 21))[1] == (date(2026, 11, 9),)


def test_no_complaints_are_no_weeks():
    assert weekly.table(DAILY.iloc[:0], date(2026, 11, 22))[:2] == ((), ())


@pytest.mark.parametrize("found, missing, changed", [
    (note("gap", week(5)), [(week(4), week(5))], []), (note("stop", None), [], [week(4)]), (note("jump", week(4)), [(week(4), week(4))], []),
    (note("start", None), [], [week(4)]), (note("gap", None), [(week(4), date.max)], []), (note("gap", week(5), "small"), [], []),
    (note("gap", week(5), "airline=American", "attribute"), [(week(4), week(5))], []), (note("flood", week(5), "t-001", "topic"), [], [])])
def test_a_source_of_weight_leaves_weeks_out_or_changes_them_for_good(found, missing, changed):
    assert weekly.coverage([found], {"x": 0.9, "small": 0.05}) == (missing, changed)


def test_weeks_without_a_source_are_missing_and_not_zero(workspace):
    fill(workspace, grid()[:, :8])
    with workspace.store.write() as connection:
        notes.replace(connection, [note("gap", week(5)), note("start", None)])
    found = weekly.read(workspace, as_of(8))
    assert np.flatnonzero(np.isnan(found.counts).all(axis=0)).tolist() == [4, 5]
    assert found.changed == (4,) and found.counts.shape[1] == 8

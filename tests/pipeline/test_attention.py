"""What needs a person first: excess people × harm, never reach."""
from datetime import date

import pandas as pd
import pytest

from pipeline import attention
from pipeline.expectation import windows
from pipeline.taxonomy import load_taxonomy

MONDAY = date(2026, 11, 9)
NO_SIGNALS = pd.DataFrame({"target_id": pd.Series(dtype=str), "began_on": pd.Series(dtype=object)})


def week(**people):
    rows = {name: dict(start=pd.Timestamp(MONDAY), observed_n=n, expected_n=10.0, lower_n=5.0, upper_n=15.0, before_n=10.0, trend=[10.0, n]) for name, n in people.items()}
    return pd.DataFrame.from_dict(rows, orient="index")


def stand(people: dict, harm: dict, signals=NO_SIGNALS):
    counted = pd.DataFrame({"complaints_n": {k: float(v) for k, v in people.items()}, "harm": harm})
    return attention.standing(week(**people), counted, pd.Series(dtype=float), load_taxonomy("telecom"), signals, 5)


def test_less_people_harmed_more_go_before_more_people_annoyed():
    frame = stand({"billing": 20, "roaming": 18}, {"billing": 1.0, "roaming": 3.0})
    assert list(attention.in_need(frame)["touchpoint_id"]) == ["roaming", "billing"]


def test_a_week_within_its_range_needs_nobody():
    assert attention.in_need(stand({"billing": 15}, {"billing": 4.0})).empty


def test_a_signal_needs_a_person_though_its_week_is_ordinary():
    signals = pd.DataFrame({"target_id": ["billing"], "began_on": [date(2026, 11, 12)]})
    assert attention.in_need(stand({"billing": 12}, {"billing": 1.0}, signals))["status"].tolist() == [attention.SIGNAL]


def test_a_touchpoint_nobody_spoke_of_is_silent_not_well():
    frame = stand({"billing": 12}, {"billing": 1.0}).set_index("touchpoint_id")
    assert frame.loc["roaming", "status"] == attention.SILENT and frame.loc["billing", "status"] == attention.ORDINARY




def test_unclear_complaints_count_with_the_touchpoint_of_their_topic():
    pairs = pd.DataFrame({"topic_id": ["t-1", "t-1", "t-2"], "touchpoint_id": ["billing", None, "chat"], "complaints_n": [30, 10, 5]})
    topics = pd.DataFrame({"topic_id": ["t-1", "t-2"], "touchpoint_id": ["billing", "chat"]})
    assert attention.unclear_shares(pairs, topics).to_dict() == {"billing": 0.25, "chat": 0.0}


def test_since_when_is_the_first_of_the_unbroken_weeks_above():
    starts = pd.date_range("2026-10-12", periods=5, freq="7D")
    rows = pd.DataFrame({"start": starts, "observed_n": [30, 10, 30, 30, 30], "upper_n": 20.0})
    assert attention.since_when(rows, MONDAY) == date(2026, 10, 26)
    assert attention.since_when(rows.assign(upper_n=99.0), MONDAY) is None


def test_weeks_before_and_trend_are_of_the_weeks_before():
    starts = pd.date_range("2026-10-12", periods=5, freq="7D")
    rows = pd.DataFrame({"id": "billing", "start": starts, "observed_n": [2.0, 4.0, 6.0, 8.0, 50.0]})
    row = attention.week_of(rows, MONDAY).loc["billing"]
    assert row["before_n"] == 5.0 and row["trend"] == [2.0, 4.0, 6.0, 8.0, 50.0]


def test_windows_are_whole_weeks_and_know_nothing_before_there_is_history():
    days = pd.date_range("2026-08-05", "2026-11-15")
    counts = pd.DataFrame({"day": list(days) * 2, "touchpoint_id": ["a"] * len(days) + ["b"] * len(days), "n": 3})
    frame = windows(counts, "touchpoint_id", "n", date(2026, 11, 15), 7, 56)
    assert frame["start"].dt.day_of_week.eq(0).all() and frame["observed_n"].eq(21).all()
    assert frame["upper_n"].isna().any() and frame.loc[frame["start"] == "2026-11-09", "expected_n"].tolist() == pytest.approx([21, 21], abs=0.5)


def test_the_week_in_which_the_data_begin_is_counted_though_its_monday_is_missing():
    days = pd.date_range("2015-02-17", "2015-02-24")
    frame = windows(pd.DataFrame({"day": days, "touchpoint_id": "a", "n": 3}), "touchpoint_id", "n", date(2015, 2, 24), 7, 56)
    assert frame[["start", "observed_n"]].values.tolist() == [[pd.Timestamp("2015-02-16"), 18.0]] and frame["expected_n"].isna().all()


def test_a_first_week_that_is_not_over_is_no_window():
    counts = pd.DataFrame({"day": pd.date_range("2015-02-17", "2015-02-20"), "touchpoint_id": "a", "n": 3})
    assert windows(counts, "touchpoint_id", "n", date(2015, 2, 20), 7, 56).empty


def test_no_counts_give_no_windows():
    empty = pd.DataFrame({"day": pd.to_datetime([]), "topic_id": pd.Series(dtype=str), "n": pd.Series(dtype=int)})
    assert windows(empty, "topic_id", "n", date(2026, 11, 15), 7, 56).empty


def test_every_touchpoint_stands_in_the_order_of_the_journey():
    taxonomy = load_taxonomy("telecom")
    order = [t.id for members in taxonomy.by_stage().values() for t in members]
    assert list(stand({"billing": 1}, {"billing": 1.0})["touchpoint_id"]) == order

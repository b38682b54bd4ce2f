"""Frames as people see them and as files hold them."""
from datetime import date

import pandas as pd
import pytest
from small_workspace import fill

from dashboard import journey, layout, tables, understood
from dashboard.books import funnel_steps, silent_sources
from dashboard.evidence import is_web
from dashboard.look import LIGHT
from pipeline.attention import MORE
from pipeline.records import Filters, Rejected
from pipeline.store import counts


def test_attribute_values_of_too_few_people_are_told_together():
    here = pd.DataFrame({"value": ["North", "South", "Moon"], "people_n": [30, 8, 2]})
    everywhere = pd.DataFrame({"value": ["South", "North", "Moon"], "people_n": [50, 40, 10]})
    frame = tables.attribute(here, everywhere, 5)
    assert frame["value"].tolist() == ["North", "South", "other"] and frame["label"].tolist() == ["75 %", "20 %", "<5"]
    assert frame["share_all"].tolist() == pytest.approx([0.4, 0.5, 0.1])


def test_a_pause_longer_than_usual_is_a_gap_and_so_is_the_silence_at_the_end():
    days = pd.to_datetime(["2026-11-01", "2026-11-02", "2026-11-03", "2026-11-07", *pd.date_range("2026-11-08", periods=9).astype(str)])
    by_day = pd.DataFrame({"day": days, "source": "x", "posts_n": 1})
    assert tables.gaps(by_day, date(2026, 11, 20))[["first", "last", "days_n"]].values.tolist() == [
        [date(2026, 11, 4), date(2026, 11, 6), 3], [date(2026, 11, 17), date(2026, 11, 20), 4]]


def test_the_ordinary_pauses_of_a_slow_source_are_no_gap():
    by_day = pd.DataFrame({"day": pd.date_range("2026-01-01", periods=20, freq="3D"), "source": "x", "posts_n": 1})
    assert tables.gaps(by_day, by_day["day"].max().date()).empty


def test_what_is_shown_of_a_small_count_is_that_it_is_small():
    frame = pd.DataFrame({"Topic": ["a", "b"], "People": [2.5, 1200.0], "Share": [0.004, 0.5]})
    shown = tables.as_shown(frame, 5, LIGHT)._translate(False, False)["body"]
    assert [[cell["display_value"] for cell in row[1:]] for row in shown] == [["a", "<5", "<1 %"], ["b", "1,200", "50 %"]]


def test_labels_of_the_map_never_lie_on_each_other():
    points = pd.DataFrame({"x": [0.0, 5.0, 5.1, 10.0], "y": [0.0, 5.0, 5.0, 10.0], "topic_id": list("abcd"), "group": "Pay"})
    topics = pd.DataFrame({"topic_id": list("bcad"), "Topic": ["big topic", "hidden", "a", "d"]})
    assert layout.label_places(points, topics, (600, 400))["label"].tolist() == ["big topic", "a", "d"]


def test_labels_of_the_map_are_first_clauses_cut_between_words():
    assert [layout.shortened(label) for label in ("eSIM code not valid, new number", "Waiting for the engineer since the first of May")] == [
        "eSIM code not valid", "Waiting for the engineer …"]


def test_labels_that_fit_on_a_narrow_map_are_the_largest_that_leave_each_other_room():
    points = pd.DataFrame({"x": [0.0, 40.0, 45.0, 60.0, 100.0], "y": [0.0, 50.0, 53.0, 90.0, 100.0], "topic_id": list("abcde"), "group": "Pay"})
    topics = pd.DataFrame({"topic_id": list("bcd"), "Topic": ["Wrong bill", "Refund late", "No signal"]})
    assert layout.label_places(points, topics)["label"].tolist() == ["Wrong bill", "No signal"]


def test_a_label_at_the_edge_of_the_map_stands_inside_it():
    points = pd.DataFrame({"x": [0.0, 50.0, 100.0], "y": [0.0, 50.0, 100.0], "topic_id": list("abc"), "group": "Pay"})
    topics = pd.DataFrame({"topic_id": list("abc"), "Topic": ["At the left edge", "Middle", "At the right edge"]})
    assert layout.label_places(points, topics)["anchor"].tolist() == ["left", "center", "right"]


def test_weeks_are_not_drawn_where_there_is_one():
    frame = pd.DataFrame({"Topic": ["a", "b"], "12 weeks": [[3.0], []]})
    assert list(tables.without_short_trend(frame)) == ["Topic"]
    assert list(tables.without_short_trend(frame.assign(**{"12 weeks": [[3.0, 4.0], []]}))) == ["Topic", "12 weeks"]


def test_the_map_keeps_seven_stages_and_then_says_other():
    stages = {f"t{i}": f"s{i}" for i in range(9)}
    topics = pd.DataFrame({"topic_id": [f"{i}" for i in range(9)] + ["t-short"], "Topic": "x", "Touchpoint": [f"t{i}" for i in range(9)] + ["unclear"]})
    points = pd.DataFrame({"x": 0.0, "y": 0.0, "topic_id": [f"{i}" for i in range(9) for _ in range(9 - i)] + ["t-short"]})
    _, groups = layout.grouped(points, topics, stages, [f"s{i}" for i in range(9)])
    assert groups == [f"s{i}" for i in range(7)] + [layout.OTHER, layout.UNCLEAR]


def test_rows_are_followed_from_the_file_to_the_complaint():
    steps = funnel_steps([dict(rows_n=20, known_n=3)], {"complaint": 10, "other": 4, None: 2}, 1)
    assert steps[["name", "n"]].values.tolist() == [
        ["Rows read", 20], ["known already", 3], ["in quarantine", 1], ["Posts stored", 16], ["not a complaint", 4], ["waiting for a run", 2], ["Complaints", 10]]


def test_rows_that_were_collected_are_read_too():
    assert funnel_steps([dict(rows_n=20, known_n=3)], {"complaint": 30}, 2)["n"].iloc[0] == 35


def test_on_the_phone_what_every_row_becomes_is_not_repeated(as_of):
    held = [Rejected(n, "no text", "x") for n in (1, 2)]
    assert "Becomes" in understood.table([1, 2], held, as_of.tzinfo) and "Becomes" not in understood.table([1, 2], held, as_of.tzinfo, is_phone=True)


def test_a_source_that_said_nothing_for_a_week_is_named(as_of):
    zone = as_of.tzinfo
    sources = [dict(source="x", last_at=as_of), dict(source="mail", last_at=as_of.replace(day=8))]
    assert silent_sources(sources, date(2026, 11, 15), zone, silent_days=7) == ["mail"]


@pytest.mark.parametrize("url, ok", [("https://x.com/1", True), ("http://a.b", True), ("javascript:alert(1)", False), ("data:text/html,x", False),
                                     ("//evil", False), ("https://", False), ("http://[", False), (None, False), ("", False)])
def test_only_web_addresses_are_followed(url, ok):
    assert is_web(url) is ok


def test_the_map_takes_nearly_as_many_complaints_as_it_may_and_evenly(tmp_path):
    store = fill(tmp_path / "filled").store
    every = counts.map_points(store, Filters())["post_id"].tolist()
    picked = counts.map_points(store, Filters(), limit=200)["post_id"].tolist()
    places = [every.index(post_id) for post_id in picked]
    assert len(every) == 310 and len(picked) == 200
    assert {b - a for a, b in zip(places, places[1:])} == {1, 2}


def test_a_journey_on_a_phone_wraps_long_names_and_keeps_the_reason_short():
    rows = pd.DataFrame([dict(touchpoint_id=name, name=name, stage="Join", people_n=n, expected_n=10.0, lower_n=5.0, upper_n=15.0, trend=[1.0, n], status=status, since=None)
                         for name, n, status in (("Activation and number transfer", 12.0, "as expected"), ("Billing", 40.0, MORE))])
    said = [note.text for note in journey.figure(rows, date(2026, 11, 9), 5, LIGHT, is_narrow=True).layout.annotations]
    assert "Activation and<br>number transfer" in said and "▲ +30" in said

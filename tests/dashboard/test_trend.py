"""The trend and what stands behind it, as pure frames and figures."""
from datetime import date, timedelta

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as some
from raised import FLOOD, GAP

from dashboard.backdrop import backdrop, lanes
from dashboard.look import LIGHT
from dashboard.note_words import holds, note_line, notes_table, read_as
from dashboard.trend import trend
from models.watching import World
from pipeline.expectation import held
from pipeline.store import events as kept_events
from pipeline.store import notes as kept_notes
from pipeline.world import Watched

NOTES = pd.DataFrame([GAP, FLOOD], columns=kept_notes.COLUMNS)
WEEKS = pd.DataFrame(dict(start=pd.to_datetime(["2026-10-12", "2026-10-19", "2026-10-26"]), observed_n=[12.0, float("nan"), 3.0], expected_n=[10.0, 10.0, 10.0],
                          lower_n=[5.0, 5.0, 5.0], upper_n=[16.0, 16.0, 16.0]))


def events(*rows: tuple) -> pd.DataFrame:
    return pd.DataFrame([dict(event_id=i, title=title, happened_on=on, ended_on=None, touchpoint_id=touchpoint, by="Ana", made_at=None, removed_at=removed)
                         for i, (title, on, touchpoint, removed) in enumerate(rows)], columns=kept_events.COLUMNS)


def behind(*rows: tuple, notes: pd.DataFrame = NOTES, last: date = date(2026, 11, 15)):
    return backdrop(notes, events(*rows), "billing", last, 5)


def test_only_events_of_the_touchpoint_or_of_everything_stand_behind_its_trend():
    found = behind(("Menu", date(2026, 10, 20), "phone-line", None), ("Letter", date(2026, 10, 21), None, None), ("Bill run", date(2026, 10, 1), "billing", None),
                   ("Taken back", date(2026, 10, 2), "billing", "removed"), ("Tomorrow", date(2026, 11, 16), None, None))
    assert found.events["title"].tolist() == ["Bill run", "Letter"]


def test_a_gap_is_hatched_and_a_flood_is_not():
    assert behind().coverage.values.tolist() == [[date(2026, 10, 20), date(2026, 10, 22), "x: no posts, 20–22 Oct 2026 (about 9 are usual)"]]


@pytest.mark.parametrize("kind, last_day, until", [("stop", None, date(2026, 11, 15)), ("start", None, date(2026, 10, 20)), ("jump", date(2026, 12, 1), date(2026, 11, 15))])
def test_what_goes_on_is_hatched_to_the_last_day_and_a_start_on_its_day_alone(kind, last_day, until):
    notes = pd.DataFrame([GAP | dict(kind=kind, last_day=last_day)], columns=kept_notes.COLUMNS)
    assert behind(notes=notes).coverage["last"].tolist() == [until]


def test_stretches_are_cut_to_the_days_that_are_drawn():
    cut = behind(("Letter", date(2026, 10, 25), None, None)).within(date(2026, 10, 21), date(2026, 10, 24))
    assert cut.coverage[["first", "last"]].values.tolist() == [[date(2026, 10, 21), date(2026, 10, 22)]] and cut.events.empty


def drawn(figure) -> dict:
    return {trace.type if trace.type == "bar" else trace.hovertext[0] if trace.hovertext else "band": trace for trace in figure.data}


def test_a_lost_week_is_a_hole_in_the_line_and_few_people_are_drawn_alike():
    line = trend(WEEKS, 5, LIGHT, False).data[-1]
    assert list(line.y) == [12.0, None, 2.5]
    assert line.hovertext[1:] == ("19–25 Oct 2026: not known, collection was not whole", "26 Oct – 1 Nov 2026: <5 people<br>expected 5 to 16")


def test_coverage_is_hatched_events_are_named_and_nothing_from_outside_is_read_as_a_tag():
    figure = trend(WEEKS, 5, LIGHT, False, behind(("<b>Letter</b>", date(2026, 10, 20), None, None)))
    hatch = next(trace for trace in figure.data if trace.type == "bar")
    assert (hatch.marker.pattern.shape, hatch.width) == ("/", (3 * 86_400_000,))
    assert figure.layout.annotations[0].text == "&lt;b&gt;Letter&lt;/b&gt;"
    assert "&lt;b&gt;" in figure.data[-1].hovertext[0] and figure.layout.yaxis.range[1] > max(16.0, 12.0)


@given(some.lists(some.floats(0, 600), max_size=12), some.integers(1, 26))
def test_words_of_events_never_lie_on_each_other(places, chars):
    labels = ["w" * chars] * len(places)
    boxes: dict[int, list] = {}
    for at, found in zip(sorted(places), lanes(sorted(places), labels, 600)):
        if found:
            lane, is_left = found
            length = chars * 6.6
            boxes.setdefault(lane, []).append((at - length, at) if is_left else (at, at + length))
    assert all(a[1] <= b[0] or b[1] <= a[0] for lane in boxes.values() for i, a in enumerate(lane) for b in lane[:i])


def watched(last_weeks: int) -> Watched:
    """Three topics of ten people a day over thirty weeks; the first has thirty in the last ones."""
    days = [date(2026, 1, 5) + timedelta(days=i) for i in range(210)]
    counts = np.full((1, 3, 210), 10.0)
    counts[0, 0, 210 - 7 * last_weeks:] = 30.0
    ids = {"topic": ("a", "b", "c"), "touchpoint": ("t",), "all": ("",)}
    return Watched(tuple(days), ids, World(counts, counts.sum(axis=1, keepdims=True), np.ones((1, 3))))


@pytest.mark.parametrize("window_days, usual", [(7, 70.0), (1, 10.0)])
def test_what_is_expected_of_a_rise_stays_what_it_was_before_it_began(window_days, usual):
    frame = held(watched(8), ("topic", "a"), window_days, date(2026, 6, 8), 56)
    assert frame["start"].iloc[0].date() == date(2026, 4, 27) - timedelta(days=window_days - 1) and frame["observed_n"].iloc[-1] == 3 * usual
    assert frame["expected_n"].iloc[-1] == pytest.approx(usual, rel=0.05)


def test_a_topic_that_is_watched_no_more_has_no_windows():
    assert held(watched(1), ("topic", "gone"), 7, date(2026, 6, 8), 56).empty and held(None, ("topic", "a"), 7, date(2026, 6, 8), 56).empty


def test_days_counted_together_stand_at_their_last_day():
    frame = held(watched(8), ("topic", "a"), 7, date(2026, 6, 8), 56)
    line = trend(frame, 5, LIGHT, True, rolled_days=7).data[-1]
    assert line.x[-1] == pd.Timestamp("2026-08-02") and line.hovertext[-1].startswith("7 days to 2 Aug 2026: 210 people")


def test_notes_of_attribute_values_name_both():
    found = pd.DataFrame([GAP | dict(scope="attribute", target="app_version=7=2")], columns=kept_notes.COLUMNS)
    assert note_line(next(found.itertuples()), {}, 5).startswith("app version: 7=2: no posts")


def test_notes_are_said_as_what_they_are():
    topics = {"t-mobile-network": "No signal"}
    gap, flood = NOTES.itertuples()
    assert note_line(flood, topics, 5) == "No signal: 110 posts by <5 people, 5–7 Oct 2026 (about 9 are usual)"
    assert notes_table(NOTES, topics, 5)[["What", "Where", "People"]].values.tolist() == [
        ["Gap in collection", "x", "–"], ["Flood: many posts, few people", "No signal", "<5"]]
    assert [line.partition(".")[0] for line in read_as(NOTES)] == ["Gap in collection", "Flood: many posts, few people"]


def test_a_note_holds_while_it_goes_on_and_four_weeks_after():
    open_ended = pd.DataFrame([GAP | dict(kind="stop", last_day=None)], columns=kept_notes.COLUMNS)
    assert len(holds(NOTES, date(2026, 11, 15), 28)) == 1 and len(holds(open_ended, date(2027, 11, 15), 28)) == 1

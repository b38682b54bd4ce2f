"""Fixes as figures: what is drawn, what is masked, what is hatched, and that nothing from outside is read as a tag."""
from datetime import date

import numpy as np
import pandas as pd
import pytest

from dashboard import fix_charts, fix_weeks
from dashboard.fix_charts import Mark
from dashboard.look import LIGHT
from pipeline.weekly import Weekly

MONDAYS = tuple(date(2026, 6, 1) + pd.Timedelta(weeks=n).to_pytimedelta() for n in range(6))


@pytest.fixture
def weeks() -> pd.DataFrame:
    weekly = Weekly(("t-1", "t-2"), MONDAYS, np.array([[10, 3, np.nan, 12, 9, 8], [5, 0, np.nan, 5, 5, 5]], dtype=float))
    detail = dict(weeks=["2026-06-22", "2026-06-29", "2026-07-06"], expected=[14, 13, 12], expected_low=[10, 9, None], expected_high=[18, 17, 16])
    return fix_weeks.weeks(weekly, ("t-1",), detail)


def drawn(figure, kind: str, name: str = "y") -> list:
    return [list(trace[name]) for trace in figure.data if trace.type == kind]


def test_weeks_hold_the_topics_of_the_fix_and_what_is_expected_from_its_first_week_on(weeks):
    assert weeks["observed_n"].fillna(-1).tolist() == [10, 3, -1, 12, 9, 8] and weeks["is_lost"].tolist() == [False, False, True, False, False, False]
    assert weeks["expected_n"].fillna(-1).tolist() == [-1, -1, -1, 14, 13, 12] and weeks["lower_n"].fillna(-1).tolist()[3:] == [10, 9, -1]


def test_weeks_of_a_fix_without_a_verdict_expect_nothing():
    frame = fix_weeks.weeks(Weekly(("t-1",), MONDAYS, np.ones((1, 6))), ("t-1",))
    assert frame["expected_n"].isna().all() and fix_weeks.around(frame, None, None).equals(frame)


def test_weeks_long_before_the_rise_are_left_out():
    many = tuple(date(2025, 1, 6) + pd.Timedelta(weeks=n).to_pytimedelta() for n in range(60))
    frame = fix_weeks.weeks(Weekly(("t-1",), many, np.ones((1, 60))), ("t-1",))
    assert fix_weeks.around(frame, date(2025, 12, 1), date(2025, 12, 22))["start"].min() == pd.Timestamp("2025-08-11")


def test_counts_are_a_line_with_a_hole_where_collection_was_lost_and_few_people_drawn_alike(weeks):
    figure = fix_charts.verdict(weeks, [], 5, LIGHT, 560)
    assert drawn(figure, "scatter")[-1] == [10, 2.5, None, 12, 9, 8]
    hatched = next(trace for trace in figure.data if trace.type == "bar")
    assert list(hatched.x) == [pd.Timestamp("2026-06-15")] and hatched.marker.pattern.shape == "/"


def test_what_would_be_without_the_fix_is_drawn_beside_the_counts_from_its_week_on(weeks):
    figure = fix_charts.verdict(weeks, [], 5, LIGHT, 560)
    dashed = next(trace for trace in figure.data if trace.type == "scatter" and trace.line.dash == "dash")
    assert list(dashed.y) == [14, 13, 12] and "without the fix" in [note.text for note in figure.layout.annotations]


def test_the_shipping_is_an_ink_line_and_its_words_hold_no_tag(weeks):
    figure = fix_charts.verdict(weeks, [Mark(date(2026, 6, 10), "<a href='x'>IVR</a> $x$"), Mark(date(2026, 6, 22), "shipped", True)], 5, LIGHT, 560)
    assert [(shape.line.color, shape.line.dash) for shape in figure.layout.shapes] == [(LIGHT.muted, "dot"), (LIGHT.ink, "solid")]
    words = [note.text for note in figure.layout.annotations]
    assert "<b>shipped</b>" in words and not any("<a" in word or "$" in word for word in words)


def test_words_of_marks_on_the_same_days_lie_in_lanes(weeks):
    figure = fix_charts.verdict(weeks, [Mark(date(2026, 6, 15), "a new menu for callers"), Mark(date(2026, 6, 16), "shipped", True)], 5, LIGHT, 560)
    assert sorted(note.yshift for note in figure.layout.annotations if note.yshift) == [1, 16]


def test_no_hover_tells_a_small_count(weeks):
    figure = fix_charts.verdict(weeks, [], 5, LIGHT, 560)
    hovers = figure.data[-1].hovertext
    assert hovers[1] == "8–14 Jun 2026: <5 people" and hovers[2].endswith("not everything was collected") and hovers[3].endswith("without the fix 10 to 18")


def test_the_forest_shows_what_is_a_verdict_and_what_is_not_yet_one():
    rows = pd.DataFrame([["f-1", "<b>Calendar</b>", "fell", False, 0.5, 0.3, 0.7, "30 to 70 % fewer"], ["f-2", "Texts", "not yet known", True, 0.9, 0.01, 40.0, "–"]],
                        columns=["fix_id", "label", "verdict", "is_provisional", "rate_ratio", "low", "high", "effect"])
    figure = fix_charts.forest(rows, LIGHT)
    points = figure.data[-1]
    assert list(points.marker.symbol) == ["diamond", "circle-open"] and list(points.customdata) == ["f-1", "f-2"] and points.marker.color[0] == LIGHT.verified
    assert [trace.line.dash for trace in figure.data[:-1]] == ["solid", "dot"] and list(figure.data[1].x) == [0.05, 20.0]
    assert figure.layout.annotations[0].text == "&lt;b&gt;Calendar&lt;/b&gt;: 30 to 70 % fewer"

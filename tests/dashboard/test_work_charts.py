"""The three plots of a model's fit say what the frames hold."""
from datetime import date

import pandas as pd
import pytest

from dashboard import work_charts
from dashboard.look import DARK, LIGHT


@pytest.mark.parametrize("look", [LIGHT, DARK])
def test_weeks_above_the_limit_are_triangles_in_the_alarms_colour(look):
    weeks = pd.DataFrame({"week": [date(2026, 11, 2), date(2026, 11, 9)], "share": [0.1, 0.3], "complaints_n": [200, 40]})
    line = work_charts.drift(weeks, 0.2, look).data[0]
    assert list(line.marker.symbol) == ["circle", "triangle-up"] and list(line.marker.color) == [look.ink, look.alarm]
    assert line.hovertext[1] == "9–15 Nov 2026: 30 % of 40 complaints"


def test_a_week_of_too_few_complaints_is_a_gap():
    weeks = pd.DataFrame({"week": [date(2026, 11, 2), date(2026, 11, 9)], "share": [float("nan"), 0.1], "complaints_n": [3, 200]})
    assert list(work_charts.drift(weeks, 0.2, LIGHT).data[0].y) == [None, 0.1]


def test_the_number_that_was_chosen_is_marked_on_the_curve():
    curve = pd.DataFrame({"topics_n": [10, 20, 30], "agreement": [0.5, 0.9, 0.7]})
    figure = work_charts.stability(curve, 21, LIGHT)
    assert (list(figure.data[1].x), list(figure.data[1].y)) == ([20], [0.9]) and figure.layout.annotations[0].text == "chosen: 20"


def test_reliability_draws_only_bins_with_answers():
    bins = pd.DataFrame({"n": [0, 40], "confidence": [0.1, 0.8], "accuracy": [0.0, 0.75]})
    points = work_charts.reliability(bins, LIGHT).data[1]
    assert list(points.x) == [0.8] and points.hovertext[0] == "said 80 % sure, right in 75 % of 40 answers"

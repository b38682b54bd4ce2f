"""Fairness as figures and words: what is drawn, what is hidden, what is hatched, and what is said of an echo."""
from datetime import date

import pandas as pd
import pytest

from dashboard import echo_words, fair_charts, fair_tables, fair_words
from dashboard.look import LIGHT
from models.echo import Echo
from pipeline.echoes import COLUMNS as WEEK_COLUMNS
from pipeline.echoes import Echoes
from pipeline.exposed import exposed

PLACES = pd.DataFrame({"id": ["a", "b", "c"], "place": [1, 2, 3], "place_by_reach": [3, 2, 1], "people_n": [30.0, 20.0, 4.0], "harm": [2.0, 1.5, 3.0]})


def notes(figure) -> list[str]:
    return [note.text for note in figure.layout.annotations]


def test_slopes_go_from_our_place_to_the_place_by_followers():
    figure = fair_charts.slopes(PLACES, {"a": "Phone <b>line</b>"}, {"a"}, {"c"}, LIGHT)
    assert [(list(trace.y), trace.line.dash, trace.line.width) for trace in figure.data] == [([2, 0], "dot", 2), ([1, 1], None, 1.4), ([0, 2], None, 2.6)]
    assert "<b>Phone &lt;b&gt;line&lt;/b&gt;  1</b>" in notes(figure) and "2  b" in notes(figure)


def test_intervals_are_lines_with_a_triangle_for_a_difference_and_hatching_for_silence():
    rows = pd.DataFrame({"label": ["x", "y", "z", "not known"], "words": ["1 of 9", "<5 of 9", "silent: unknown", "8 of 9"], "value": [0.1, float("nan"), 0.0, 0.9],
                         "low": [0.05, float("nan"), 0.0, 0.6], "high": [0.2, float("nan"), 0.3, 0.95], "is_different": [True, False, False, False], "is_silent": [False, False, True, False],
                         "is_compared": [True, True, True, False]})
    figure = fair_charts.intervals(rows, LIGHT, 0.15)
    lines, marks, hatched = [[t for t in figure.data if kind(t)] for kind in (
        lambda t: t.type == "scatter" and t.mode == "lines", lambda t: t.type == "scatter" and t.mode == "markers", lambda t: t.type == "bar")]
    assert [list(line.x) for line in lines] == [[0.05, 0.2], [0.6, 0.95]] and list(marks[0].x) == [0.1, 0.9] and list(marks[0].marker.symbol) == ["triangle-up", "circle-open"]
    assert lines[1].line.color == LIGHT.unknown
    assert hatched[0].marker.pattern.shape == "/" and figure.layout.shapes[0].x0 == 0.15 and "y: &lt;5 of 9" in notes(figure)


def weeks(people: list[int], again: list[int]) -> pd.DataFrame:
    mondays = pd.date_range("2026-09-07", periods=len(people), freq="7D")
    return pd.DataFrame({"week": mondays, "people_n": people, "echo_n": again, "replies_n": 5.0, "is_campaign": False}, columns=WEEK_COLUMNS)


def test_posting_is_drawn_with_and_without_what_may_be_an_echo_and_few_people_alike():
    figure = fair_charts.posting(weeks([40, 55, 3], [0, 15, 0]), [(date(2026, 9, 14), date(2026, 9, 20))], 5, LIGHT)
    assert [list(trace.y) for trace in figure.data] == [[40, 40, 2.5], [40, 55, 2.5]] and figure.data[0].line.dash == "dash"
    assert "&lt;5" in figure.data[1].hovertext[2] or "<5" in figure.data[1].hovertext[2]
    assert figure.layout.shapes[0].x0 == pd.Timestamp("2026-09-14") and "replies 14–20 Sep 2026" in notes(figure)


SPAN = ((date(2026, 9, 14), date(2026, 9, 20)),)


@pytest.mark.parametrize("found, said", [
    (Echoes(weeks([9] * 8, [0] * 8), (), None), "Too early to say: 8 complete weeks"),
    (Echoes(weeks([9] * 20, [0] * 20), (), None), "No reply campaign in 20 complete weeks"),
    (Echoes(weeks([9] * 20, [0] * 20).assign(replies_n=0), (), None), "No reply of the company is in what came in"),
    (Echoes(weeks([9] * 20, [0] * 20), SPAN, None), "One reply campaign, with too little before and after"),
    (Echoes(weeks([9] * 20, [0] * 20), SPAN, Echo(1.1, 0.8, 1.5, 1, 9, True)), "No effect shown: after one reply campaign posting was 1.10 times what it was before (0.80–1.50)."),
    (Echoes(weeks([9] * 20, [0] * 20), SPAN * 2, Echo(1.6, 1.2, 2.1, 2, 9, True)), "After two reply campaigns posting was 1.60 times what it was before (1.20–2.10): posting rose."),
    (Echoes(weeks([9] * 20, [0] * 20), SPAN, Echo(1.6, 1.2, 2.1, 1, 9, False)), "Cannot tell: after one reply campaign posting was 1.60 times what it was before (1.20–2.10), and there is no unanswered channel to hold it against."),
])
def test_an_echo_is_said_with_its_interval_or_why_there_is_none(found, said):
    assert said in echo_words.sentence(found) and "caused" not in echo_words.sentence(found)


def test_a_rate_of_few_people_is_only_what_it_is_below_and_silence_is_unknown():
    heard = pd.DataFrame({"person": [f"p{i}" for i in range(12)]})
    rows = exposed(heard, pd.Series(["North"] * 9 + ["East"] * 3), {"North": 1000, "East": 1000, "Islands": 1000}, 5)
    table = fair_tables.exposed(rows, {}, 5, True).set_index("Group")
    assert table.loc["North"].tolist() == ["1,000", "9", "90 (41–171)", "75 %", "33 %", "not enough repeated reports to say"]
    assert table.loc["East", ["People", "Per 10,000", "Of people"]].tolist() == ["<5", "below 102", "–"]
    assert table.loc["Islands", "People"] == "silent: unknown" and fair_tables.rates(rows, {}, 5)["value"].isna().tolist() == [False, True, False]


def test_places_of_few_people_are_masked():
    assert fair_tables.places(PLACES, {}, 5)["People"].tolist() == ["30", "20", "<5"] and fair_tables.places(PLACES, {}, 5)["Moved"].tolist() == ["2 back", "–", "2 ahead"]


@pytest.mark.parametrize("minutes, said", [(0.4, "0 min"), (89, "89 min"), (95, "1.6 h"), (900, "15 h"), (3000, "2.1 days"), (20_000, "14 days"), (float("nan"), "–")])
def test_minutes_are_told_in_the_unit_people_use(minutes, said):
    assert fair_words.span(minutes) == said


def test_the_proof_says_when_it_fails():
    from models.loudness import Shuffles
    from pipeline.reach import Orders

    assert "our order changed 3 times, which is a fault" in fair_words.proof(Orders(PLACES, Shuffles(20, 3, 2.0, 3), 50, 20))


def test_a_group_with_several_differences_says_them_shortly_and_what_is_not_known_is_not_compared():
    own = dict(attribute="followers", n=50, people_n=50, hits_n=30, hit_people_n=30, low=0.4, high=0.8, p=0.001)
    rows = pd.DataFrame([own | dict(measure=measure, group=group, value=value, others=others, is_tested=group != "not known", q=0.01 if group != "not known" else 1.0)
                         for group in ("10,000 or more", "not known") for measure, value, others in (("answered", 0.6, 0.3), ("minutes", 20.0, 90.0))])
    assert fair_tables.groups(rows, "followers", 5)["Against all others"].tolist() == ["more often, sooner", "not compared"]
    assert fair_tables.shown(rows, "followers", "answered", 5)["is_compared"].tolist() == [True, False]

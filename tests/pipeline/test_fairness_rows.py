"""Who is asked, in which groups, and that everything compared is held to one standard."""
from datetime import date

import numpy as np
import pandas as pd
import pytest

from pipeline.fairness import BANDS, answerable, band, compared, comparisons_n, overall


def threads(n: int, answered: int, **more) -> pd.DataFrame:
    """n threads of different people, the first `answered` of them answered after 10, 11, … minutes; every other of these acted on."""
    outcome = ["unanswered" if i >= answered else "acted" if i % 2 else "apologised only" for i in range(n)]
    return pd.DataFrame({"person": [f"p{i}" for i in range(n)], "channel": "x", "day": pd.Timestamp("2026-11-02"), "outcome": outcome, "followers": np.nan,
                         "answer_minutes": [10.0 + i if i < answered else np.nan for i in range(n)]} | more)


def test_followers_fall_into_their_bands():
    found = band(pd.Series([0, 99, 100, 999, 1000, 9999, 10_000, np.nan]))
    assert found.tolist() == [BANDS[0], BANDS[0], BANDS[1], BANDS[1], BANDS[2], BANDS[2], BANDS[3], None]


def test_only_threads_that_could_have_been_answered_by_now_are_asked():
    rows = pd.concat([threads(2, 0), threads(1, 0, channel="review"), threads(1, 0, day=pd.Timestamp("2026-11-13"))])
    assert len(answerable(rows, ("x",), date(2026, 11, 15))) == 2


def test_a_group_that_is_answered_less_is_found_and_what_it_gets_is_no_other_thing():
    rows = pd.concat([threads(200, 20), threads(600, 300)], ignore_index=True).assign(person=lambda f: f.index)
    found = compared(rows, {"region": pd.Series(["East"] * 200 + ["West"] * 300 + ["South"] * 300)}, 5)
    east = found[(found["group"] == "East") & (found["measure"] == "answered")].iloc[0]
    assert (east["n"], east["hits_n"], east["value"], east["others"]) == (200, 20, 0.1, 0.5) and east["q"] < 1e-6
    assert set(found.loc[found["q"] < 0.05, "measure"]) <= {"answered", "minutes"}


def test_everything_on_the_page_is_corrected_together():
    rows = threads(120, 60).assign(person=lambda f: f.index)
    alone = compared(rows, {"a": pd.Series(["x"] * 40 + ["y"] * 40 + ["z"] * 40)}, 5)
    both = compared(rows, {"a": pd.Series(["x"] * 40 + ["y"] * 40 + ["z"] * 40), "b": pd.Series(list("uvw") * 40)}, 5)
    first = lambda frame: frame[(frame["attribute"] == "a") & (frame["measure"] == "answered")]["q"].min()  # noqa: E731
    assert first(both) > first(alone)


def test_few_people_are_not_compared_whatever_they_wrote():
    rows = threads(60, 30).assign(person=[f"p{i}" if i < 50 else "one" for i in range(60)])
    found = compared(rows, {"region": pd.Series(["North"] * 50 + ["East"] * 10)}, 5)
    assert found[found["group"] == "East"]["is_tested"].tolist() == [False] and found[found["group"] == "East"]["people_n"].tolist() == [1]


def test_what_is_not_known_is_no_group_and_no_others_other():
    rows = threads(90, 45).assign(person=lambda f: f.index)
    found = compared(rows, {"region": pd.Series(["North"] * 30 + ["East"] * 30 + [None] * 30)}, 5).query("measure == 'answered'").set_index("group")
    assert not found.loc["not known", "is_tested"] and found.loc["not known", "n"] == 30
    assert found.loc["North", "others"] == 0.5 and found.loc["North", "is_tested"]


def test_many_small_groups_become_other_and_are_not_compared():
    rows = threads(400, 200).assign(person=lambda f: f.index)
    found = compared(rows, {"town": pd.Series([f"town {i % 8}" if i < 320 else f"village {i % 9}" for i in range(400)])}, 5).query("measure == 'answered'").set_index("group")
    assert len(found) == 9 and found.loc["other", "n"] == 80 and not found.loc["other", "is_tested"]


def test_one_group_is_compared_with_nobody():
    found = compared(threads(50, 20), {"channel": pd.Series(["x"] * 50)}, 5)
    assert not found["is_tested"].any() and found["q"].isna().all()


def test_everybody_together():
    found = overall(threads(100, 40))
    assert (found["answered"]["n"], found["answered"]["hits_n"], found["acted"]["n"], found["acted"]["hits_n"], found["sorry"]["hits_n"]) == (100, 40, 40, 20, 20)
    assert found["minutes"]["value"] == 29.5 and found["minutes"]["low"] < 29.5 < found["minutes"]["high"]


def test_times_that_are_not_known_are_not_compared():
    found = overall(threads(30, 12, answer_minutes=np.nan))
    assert found["minutes"]["n"] == 0 and found["answered"]["hits_n"] == 12


def test_no_threads_say_nothing():
    nothing = threads(0, 0)
    assert compared(nothing, {"channel": nothing["channel"]}, 5).empty and overall(nothing)["answered"]["n"] == 0


def test_two_groups_are_one_comparison_and_both_are_told_of_it():
    rows = threads(120, 60).assign(person=lambda f: f.index)
    found = compared(rows, {"region": pd.Series(["North"] * 70 + ["East"] * 50)}, 5)
    told = found[found["measure"] == "answered"]
    assert comparisons_n(told) == 1 and told["is_tested"].all() and told["q"].nunique() == 1 and told["p"].iloc[0] == pytest.approx(told["p"].iloc[1])

"""Posting around a reply campaign, by week: who may be an echo, and who is counted."""
from datetime import date

import numpy as np
import pandas as pd

from pipeline.echoes import echoes

FIRST, LAST = date(2026, 1, 5), date(2026, 11, 1)
MONDAYS = pd.date_range(FIRST, "2026-10-26", freq="7D", unit="us")


def told(start: int = 20, again: int = 12) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Forty people a week on x, of whom five are answered; in the week `start` sixty replies, and `again` people answered before write once more."""
    rng = np.random.default_rng(0)
    rows = [(f"w{w}-{i}", "x", monday + pd.Timedelta(days=i % 7), "deflected" if i < 5 else "unanswered")
            for w, monday in enumerate(MONDAYS) for i in range(40 + rng.integers(-3, 4))]
    rows += [(f"w{start - 4}-{i % 5}" if i < 5 else f"w{start - 5}-{i % 5}" if i < 10 else f"w{start - 6}-{i % 5}", "x", MONDAYS[start] + pd.Timedelta(days=3), "unanswered") for i in range(again)]
    rows += [(f"e{w}-{i}", "e-mail", monday, "unanswered") for w, monday in enumerate(MONDAYS) for i in range(30)]
    replies = pd.DataFrame({"channel": "x", "week": MONDAYS, "replies_n": [60 if w == start else 5 + w % 2 for w in range(len(MONDAYS))]})
    return pd.DataFrame(rows, columns=["person", "channel", "day", "outcome"]), replies


def test_a_campaign_is_found_and_who_wrote_again_after_an_answer_is_told_apart():
    threads, replies = told()
    found = echoes(threads, replies, ("x",), (FIRST, LAST))
    assert found.campaigns == ((MONDAYS[20].date(), date(2026, 5, 31)),)
    assert found.weeks["echo_n"].tolist() == [12.0 if w == 20 else 0.0 for w in range(len(MONDAYS))]
    assert found.weeks["people_n"].iloc[20] - found.weeks["echo_n"].iloc[20] < 44 and found.found.is_compared


def test_an_answer_of_the_same_day_is_no_answer_before():
    threads, replies = told(again=0)
    same = pd.DataFrame([("new", "x", MONDAYS[20], "acted")] * 2, columns=threads.columns)
    assert echoes(pd.concat([threads, same]), replies, ("x",), (FIRST, LAST)).weeks["echo_n"].sum() == 0


def test_without_a_campaign_there_is_nothing_to_tell():
    threads, replies = told()
    found = echoes(threads, replies.assign(replies_n=5), ("x",), (FIRST, LAST))
    assert found.campaigns == () and found.found is None and not found.weeks["is_campaign"].any()


def test_weeks_that_are_not_whole_are_left_out():
    threads, replies = told()
    assert len(echoes(threads, replies, ("x",), (date(2026, 1, 7), date(2026, 10, 31))).weeks) == len(MONDAYS) - 2


def test_no_threads_are_no_weeks_of_people():
    threads, replies = told()
    found = echoes(threads.iloc[:0], replies.iloc[:0], (), (FIRST, date(2026, 1, 9)))
    assert found.weeks.empty and found.found is None

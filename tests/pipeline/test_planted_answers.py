"""What the sample's company answers: planted beside everything else, and found again by who reads threads and asks whether they are fair."""
from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import timedelta

import numpy as np
import pandas as pd
import pytest

from pipeline import fairness
from pipeline.echoes import echoes
from pipeline.records import Filters
from pipeline.sample import Sample
from pipeline.store import chains
from pipeline.store import fairness as reads
from pipeline.store.tables import replies

NO_COMPLAINT = ("praise", "question", "news", "spam")
ATTRIBUTES = ("region", "product", "app_version")


@pytest.fixture(scope="module")
def rows(truth) -> list[dict[str, str]]:
    return Sample(truth).rows()


@pytest.fixture(scope="module")
def answers(rows) -> list[dict[str, str]]:
    return [row for row in rows if row["post_id"].startswith("p") and "-" in row["post_id"]]


@pytest.fixture(scope="module")
def begun(rows) -> pd.DataFrame:
    """Own complaints on X with how each ended, and the time to the first reply."""
    first = {row["in_reply_to"]: pd.Timestamp(row["posted_at"]) for row in rows if row["post_id"].startswith("p") and row["post_id"].endswith("-1")}
    own = pd.DataFrame(row for row in rows if row["channel"] == "x" and row["post_id"][0] == "p" and "-" not in row["post_id"] and row["planted_topic"] not in NO_COMPLAINT)
    hours = [(first[post_id] - pd.Timestamp(at)).total_seconds() / 3600 if post_id in first else np.nan for post_id, at in zip(own["post_id"], own["posted_at"])]
    return own.assign(followers=own["followers"].astype(int), hours=hours)


@pytest.fixture(scope="module")
def read(sample) -> pd.DataFrame:
    """Threads as the pipeline read them."""
    return chains.thread_rows(sample.store, Filters())


@pytest.fixture(scope="module")
def compared(sample, truth, read) -> pd.DataFrame:
    last_day = truth.plan["first_day"] + timedelta(days=truth.plan["weeks"] * 7 - 1)
    asked = fairness.answerable(read, chains.answering_channels(sample.store), last_day)
    by = {"followers": fairness.band(asked["followers"]), "language": asked["language"]}
    by |= {name: asked["post_id"].map(reads.attribute_values(sample.store, name, Filters())) for name in ATTRIBUTES}
    return fairness.compared(asked, by, sample.settings.privacy.min_people)


def bare(row: dict[str, str]) -> dict[str, str]:
    return {name: value for name, value in row.items() if not name.startswith("planted")}


def test_a_company_that_answers_moves_nothing_else_of_the_sample(truth, rows, answers):
    nobody = [band | {"share": 0} for band in truth.plan["answers"]["by_followers"]]
    silent = truth.plan["answers"] | {"by_followers": nobody, "no_complaints": {}, "campaign": truth.plan["answers"]["campaign"] | {"share": 0}}
    added = {row["post_id"] for row in answers}
    assert [bare(row) for row in Sample(replace(truth, plan=truth.plan | {"answers": silent})).rows()] == [bare(row) for row in rows if row["post_id"] not in added]


def test_answers_are_at_most_15_in_100_more_posts(rows, answers):
    assert len(answers) <= 0.15 * (len(rows) - len(answers))


def test_each_answer_is_later_than_what_it_replies_to_and_nobody_writes_back_twice(rows, answers):
    by_id = {row["post_id"]: row for row in rows}
    assert all(row["posted_at"] > by_id[row["in_reply_to"]]["posted_at"] for row in answers)
    back = Counter(row["post_id"].partition("-")[0] for row in answers if row["author"] != "PellamereHelp")
    assert set(back.values()) == {1} and {by_id[post_id]["channel"] for post_id in back} == {"x"}


def test_truth_says_in_numbers_what_is_answered(truth, rows, answers):
    outcomes = Counter(row["planted_outcome"] for row in rows if row["post_id"].startswith("p") and "planted_outcome" in row)
    replies_n = sum(row["author"] == "PellamereHelp" for row in answers)
    assert truth.plan["answers"]["laid"] == {"replies_n": replies_n, "written_back_n": len(answers) - replies_n, "threads": dict(outcomes)}


@pytest.mark.parametrize("low, high, place", [(0, 1_000, 0), (1_000, 10_000, 1), (10_000, 10**9, 2)])
def test_the_shares_and_hours_are_as_planted_in_each_band_of_followers(truth, begun, low, high, place):
    plan, campaign = truth.plan["answers"]["by_followers"][place], truth.plan["answers"]["campaign"]
    own = begun[begun["followers"].between(low, high - 1) & (begun["planted_language"] == "en")]
    own = own[~own["posted_at"].str[:10].between(str(campaign["first_day"]), str(campaign["last_day"]))]
    is_answered = own["planted_outcome"].notna()
    assert abs(is_answered.mean() - plan["share"]) < 3 * np.sqrt(plan["share"] * (1 - plan["share"]) / len(own))
    assert abs(np.log(own["hours"].median() / plan["median_hours"])) < 3 * 1.25 * 0.9 / np.sqrt(is_answered.sum())


def test_every_reply_has_an_ending_that_its_kinds_reach(truth):
    reaches = {"deflection": "deflected", "information": "answered", "action": "acted", "compensation": "acted"}
    order = ("apologised only", "deflected", "answered", "acted")
    for reply in truth.replies["replies"]:
        assert max((reaches.get(kind, order[0]) for kind in reply["kinds"]), key=order.index, default=order[0]) == reply["ends"], reply["text"]


def test_not_one_planted_apology_is_read_as_something_done(rows, read):
    planted = {f"x:{row['post_id']}": row["planted_outcome"] for row in rows if row["post_id"].startswith("p") and "planted_outcome" in row}
    found = read.set_index("post_id")["outcome"]
    sorry = [found[post_id] for post_id, ends in planted.items() if ends == "apologised only" and post_id in found.index]
    assert len(sorry) > 500 and not {"acted", "confirmed", "unanswered"} & set(sorry)


def test_threads_end_as_planted(rows, read):
    planted = pd.Series({f"x:{row['post_id']}": row["planted_outcome"] for row in rows if row["post_id"].startswith("p") and "planted_outcome" in row})
    found = read.set_index("post_id")["outcome"].reindex(planted.index).dropna()
    right = found == planted[found.index]
    assert len(found) > 0.9 * len(planted) and right.mean() >= 0.9
    assert (found[planted[found.index] == "confirmed"] == "confirmed").mean() >= 0.9
    assert not (found[planted[found.index] != "confirmed"] == "confirmed").any()


def test_what_each_reply_does_is_read_as_planted_nine_times_in_ten(sample, answers):
    with sample.store.read() as connection:
        found = {row.post_id: tuple(row.kinds) for row in connection.execute(replies.select())}
    both = [(set(filter(None, row["planted_kinds"].split(", "))), set(found[f"x:{row['post_id']}"])) for row in answers if f"x:{row['post_id']}" in found]
    assert len(both) > 1_400 and np.mean([planted == read for planted, read in both]) >= 0.85


def test_fairness_says_that_many_followers_are_answered_more_and_sooner(compared):
    said = {(row.group, row.measure): row.value > row.others for row in compared[compared["q"] < fairness.ALPHA].itertuples() if row.attribute == "followers"}
    assert said == {("1,000 to 9,999", "answered"): True, ("10,000 or more", "answered"): True, ("10,000 or more", "minutes"): False}


def test_fairness_says_that_english_is_answered_more(compared):
    row = compared[(compared["attribute"] == "language") & (compared["measure"] == "answered") & (compared["group"] == "en")].iloc[0]
    assert row["q"] < fairness.ALPHA and row["value"] > row["others"]


def test_fairness_shows_no_difference_where_none_is_planted(compared):
    unplanted = compared["attribute"].isin(ATTRIBUTES) | compared["measure"].isin(("acted", "sorry"))
    assert compared[unplanted]["is_tested"].sum() > 40 and not (compared[unplanted]["q"] < fairness.ALPHA).any()


def test_the_campaign_is_found_and_no_echo_of_it(sample, truth, read):
    campaign, first = truth.plan["answers"]["campaign"], truth.plan["first_day"]
    found = echoes(read, reads.replies_by_week(sample.store), chains.answering_channels(sample.store), (first, first + timedelta(days=truth.plan["weeks"] * 7 - 1)))
    assert found.campaigns == ((campaign["first_day"], campaign["last_day"]),)
    assert found.found.low <= 1 <= found.found.high and not found.found.is_shown

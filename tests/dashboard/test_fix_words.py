"""What the Fixes page says of its figures, its tables and what nobody acts on: exact words, small counts masked."""
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pandas as pd
import pytest

from dashboard import fix_tables, fix_words, unacted_words
from pipeline.fixes import ABANDONED, CAME_BACK, NO_EFFECT, NOT_YET_KNOWN, PROPOSED, SHIPPED, UNDER_WAY, VERIFIED, Fix

TODAY, SHIPPED_ON = date(2026, 11, 16), date(2026, 6, 15)
NAMES = {"billing": "Billing"}


def fix(fix_id="f-0001", state=VERIFIED, shipped_on=SHIPPED_ON, **values) -> Fix:
    return Fix(fix_id, "Refunds <b>first</b>", "billing", "Ana", state=state, shipped_on=shipped_on if state not in (PROPOSED, UNDER_WAY) else None, **values)


def verdict(word="fell", low=0.35, high=0.6, fix_id="f-0001", week=date(2026, 8, 31), weeks_n=12, is_look=True, shipped_on=SHIPPED_ON, **detail) -> dict:
    return dict(fix_id=fix_id, week=week, shipped_on=shipped_on, weeks_n=weeks_n, is_look=is_look, rate_ratio=0.5, low=low, high=high, verdict=word,
                detail=dict(avoided_n=82.4, avoided_low=60.2, avoided_high=110.0) | detail)


@pytest.mark.parametrize("states, said", [
    ({}, "No fix is registered yet."),
    ({PROPOSED: 1, UNDER_WAY: 2}, "No fix is shipped yet: two under way and one proposed."),
    ({VERIFIED: 1, NO_EFFECT: 1, CAME_BACK: 1, PROPOSED: 4}, "Three fixes shipped: one verified, one did not help, one came back."),
    ({SHIPPED: 1}, "One fix shipped: one not yet known."),
    ({ABANDONED: 3}, "No fix is registered yet, save for three abandoned."),
])
def test_the_sentence_counts_what_was_shipped_by_what_came_of_it(states, said):
    assert fix_words.headline(states) == said


def test_figures_stand_beside_what_they_are_part_of():
    fixes = [fix("a"), fix("b", NOT_YET_KNOWN), fix("c", SHIPPED), fix("d", UNDER_WAY, due_on=date(2026, 11, 1)), fix("e", PROPOSED)]
    assert fix_words.figures(fixes, TODAY) == [
        ("Under way", "1", "1 past the day it was due"), ("Not yet known", "2", "of 3 shipped"), ("Verified", "1", "of 3 shipped"),
        ("No effect", "0", "of 3 shipped"), ("Came back", "0", "of 3 shipped")]


def test_what_needs_a_person_comes_first():
    fixes = [fix("f-0001", VERIFIED), fix("f-0002", CAME_BACK), fix("f-0003", NO_EFFECT), fix("f-0004", UNDER_WAY), fix("f-0005", CAME_BACK)]
    assert [one.fix_id for one in fix_tables.by_need(fixes)] == ["f-0005", "f-0002", "f-0003", "f-0004", "f-0001"]


def test_only_verdicts_on_the_shipping_that_holds_count():
    rows = pd.DataFrame([verdict(shipped_on=date(2026, 3, 2), week=date(2026, 9, 7)), verdict("not yet known", week=date(2026, 6, 22)), verdict(week=date(2026, 8, 31))])
    assert fix_tables.latest([fix()], rows)["f-0001"]["week"] == date(2026, 8, 31)
    assert fix_tables.latest([fix(state=PROPOSED)], rows) == {}


@pytest.mark.parametrize("found, state, cells", [
    (verdict(), VERIFIED, ["40 to 65 % fewer", "12", "82"]),
    (verdict("did not fall", 0.86, 1.2), NO_EFFECT, ["14 % fewer to 20 % more", "12", "–"]),
    (verdict("not yet known", weeks_n=4, weeks_missing=5), NOT_YET_KNOWN, ["about 5 more weeks", "4", "–"]),
    (verdict("came back"), CAME_BACK, ["came back", "12", "–"]),
    (verdict(avoided_n=3.0), VERIFIED, ["40 to 65 % fewer", "12", "<5"]),
    (None, SHIPPED, ["the next run asks", "–", "–"]),
    (None, PROPOSED, ["–", "–", "–"]),
])
def test_a_row_holds_the_verdict_its_weeks_and_whom_it_spared(found, state, cells):
    frame = fix_tables.register([fix(state=state)], {"f-0001": found} if found else {}, NAMES, 2026, 5)
    assert frame[["Verdict", "Weeks", "Avoided"]].iloc[0].tolist() == cells


def test_a_touchpoint_that_left_the_taxonomy_is_named_as_such():
    assert fix_tables.register([fix()], {}, {}, 2026, 5)["Touchpoint"].iloc[0] == "billing (left)"


def test_fixes_without_an_interval_are_not_compared():
    found = {"f-0001": verdict(), "f-0002": verdict("not yet known", None, None, "f-0002"), "f-0003": verdict("not yet known", 0.5, 1.3, "f-0003")}
    rows = fix_tables.compared([fix(), fix("f-0002"), fix("f-0003", NOT_YET_KNOWN)], found)
    assert rows[["fix_id", "is_provisional", "effect"]].to_numpy().tolist() == [["f-0001", False, "40 to 65 % fewer"], ["f-0003", True, "50 % fewer to 30 % more"]]


def test_weeks_between_the_looks_are_called_so():
    rows = pd.DataFrame([verdict("not yet known", week=date(2026, 7, 6), weeks_n=3, is_look=False), verdict(week=date(2026, 7, 13), weeks_n=4)])
    assert fix_tables.by_week(rows, fix())["Said"].tolist() == ["fell", "not yet known (between looks)"]


def test_history_is_told_newest_first_in_the_zone_of_the_company():
    log = pd.DataFrame([dict(at=datetime(2026, 6, 1, 8, tzinfo=UTC), by="Ana", changes={"fix_id": [None, "f-0001"]}, why=""),
                        dict(at=datetime(2026, 6, 15, 22, 30, tzinfo=UTC), by="Jo", changes={"state": ["under way", "shipped"]}, why="go")])
    frame = fix_tables.history(log, ZoneInfo("Europe/London"), 2026)
    assert frame.to_numpy().tolist() == [["15 Jun, 23:30", "Jo", "state: under way → shipped", "go"], ["1 Jun, 09:00", "Ana", "registered", "–"]]


@pytest.mark.parametrize("counts, said", [
    ([7, 2, 0], "Of 9 answers: 7 better, <5 same and 0 worse."), ([2, 1, 1], "Fewer than 5 answered: too few to show."), (None, None)])
def test_answers_of_few_people_are_not_told(counts, said):
    frame = pd.DataFrame([["f-0001", *counts]] if counts else [], columns=["fix_id", "better", "same", "worse"])
    assert fix_tables.answers(frame, "f-0001", 5) == said


def test_people_avoided_carry_two_figures_and_few_are_masked():
    assert fix_words.span(dict(avoided_low=-3.2, avoided_high=186.8), 5) == "between 0 and 190 people"
    assert fix_words.span(dict(avoided_low=2.0, avoided_high=11.4), 5) == "between <5 and 11 people" and fix_words.span({}, 5) is None


def weeks_of(*observed) -> pd.DataFrame:
    return pd.DataFrame({"start": pd.date_range("2026-03-02", periods=len(observed), freq="7D"), "observed_n": [float(n) for n in observed], "is_lost": False})


def test_facts_are_counts_and_say_whether_it_is_back_where_it_was():
    told = fix_words.facts(verdict(before_n=20.0, after_n=11.0), weeks_of(*[10] * 8, 25, 30), date(2026, 4, 27), 5)
    assert told == ["20 people a week in the weeks before it, 11 since: 45 % fewer.", "Back within 10 % of the level before the rise (10 people a week): yes."]


def test_facts_on_few_people_tell_no_percentage():
    assert fix_words.facts(verdict(before_n=3.0, after_n=1.0), weeks_of(1, 2), None, 5) == ["<5 people a week in the weeks before it, <5 since."]


def test_a_workspace_without_placebos_says_why_verdicts_are_capped_and_what_changes_it():
    told = fix_words.capped({"f-0001": verdict("not yet known", None, None, reasons=["few placebos"], placebo_n=3)})
    assert told.startswith("Until 8 comparable rises that nobody fixed are known here, a verdict is capped at “not yet known”") and told.endswith("So far 3 are known.")
    assert fix_words.capped({"f-0001": verdict()}) is None
    assert fix_words.capped({"f-0001": verdict(), "f-0002": verdict("not yet known", None, None, "f-0002", reasons=["few placebos"])}) is None


@pytest.mark.parametrize("since, said", [(date(2026, 11, 16), "today"), (date(2026, 11, 15), "1 day"), (date(2026, 10, 13), "34 days"), (date(2026, 6, 15), "22 weeks"), (None, "–")])
def test_ages_are_told_in_days_then_in_weeks(since, said):
    assert fix_words.age(since, TODAY) == said


def steps(*rows) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["touchpoint_id", "owner", "heard_n", "owner_n", "acknowledged_n", "under_way_n", "shipped_n", "verified_n"])


def waiting(*rows) -> pd.DataFrame:
    names = ["topic_id", "label", "touchpoint_id", "owner", "people_n", "replies_n", "step", "waits_for", "since", "age_days", "why", "signal_id", "fix_id"]
    return pd.DataFrame(rows, columns=names)


LATE = ("t-1", "Wrong bill", "billing", "", 3, 9, "heard", "a fix", date(2026, 10, 13), 34, "many replies and no fix", None, None)


def test_the_funnel_masks_few_people_and_counts_shares_of_those_heard():
    frame = unacted_words.funnel(steps(("billing", "Ana", 100, 100, 40, 3, 0, 0)), 5)
    assert frame["label"].tolist() == ["100", "100 · 100 %", "40 · 40 %", "<5", "0", "0"] and frame["n"].tolist() == [100, 100, 40, 2.5, 0, 0]


def test_the_list_says_what_is_worst_about_each_and_masks_few_people():
    assert unacted_words.waits(waiting(LATE), TODAY, 5).iloc[0].tolist() == ["Wrong bill", "a fix", "34 days", "9 replies and no fix", "<5", "9", "nobody"]


def test_what_nobody_acts_on_is_one_sentence():
    told = steps(("billing", "Ana", 100, 100, 40, 0, 0, 0))
    assert unacted_words.sentence(told, waiting(LATE), 5) == "Of 100 people heard, none spoke of a topic with a fix under way or further; one topic should not wait."
    assert unacted_words.sentence(steps(), waiting(), 5) == "Nobody was heard in these weeks. Silence is unknown, not green."


def test_a_touchpoint_has_its_own_line_and_its_longest_wait():
    told = steps(("billing", "Ana", 100, 100, 40, 12, 3, 0), (float("nan"), "", 7, 0, 0, 0, 0, 0))
    assert unacted_words.line(told, "billing", 5) == "People: 100 heard → 40 acknowledged → 12 with a fix under way → <5 with one shipped → 0 with one verified"
    frame = unacted_words.by_touchpoint(told, waiting(LATE), NAMES, TODAY, 5)
    assert frame[["Touchpoint", "Owner", "Longest wait"]].to_numpy().tolist() == [["Billing", "Ana", "34 days"], ["Unclear", "nobody", "–"]]


def test_days_from_signal_on_are_medians_of_what_has_happened():
    frame = pd.DataFrame({"acknowledged": [1.0, 3.0, float("nan")], "fix": [float("nan")] * 3, "shipped": [20.0, float("nan"), float("nan")], "verified": [float("nan")] * 3})
    assert unacted_words.days_to(frame) == "From signal, in the middle: 2 days to an answer (2 of 3), 20 days to its shipping (1 of 3)."

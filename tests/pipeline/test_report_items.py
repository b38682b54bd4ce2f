"""What stands where in the report: new, worse, came back, still up, over, verified, unacted; few people and hidden topics are not told."""
from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from raised import NAMES, SIGNAL

from pipeline.fixes import Fix
from pipeline.report import duties, fix_items, signal_items, unacted_items
from pipeline.report.around import Around

MONDAY = date(2026, 11, 9)
TOLD = dict(on="2026-11-02", section="new", state="new", owner="Bills", people_n=40, is_few=False, weeks_n=0)
AROUND = Around(MONDAY, MONDAY, 5, NAMES, {"billing": "Bills", "mobile-network": "Network"}, {("topic", "t-billing"): 40, ("all", ""): 90}, frozenset(), {})
KEY = f"signal:{SIGNAL['signal_id']}"
FIX = Fix("f-0001", "Bills are right", "billing", "Bills", ("t-billing",), verifier="Vera", shipped_on=date(2026, 9, 14), state="verified", due_on=date(2026, 9, 1))


def signal_item(told: dict | None = None, around: Around = AROUND, **changes):
    return next(iter(signal_items.items([SIGNAL | changes], replace(around, told={KEY: told} if told else {}))), None)


@pytest.mark.parametrize(("changes", "told", "section", "is_news"), [
    ({}, None, "new", True),                                                                              # raised in the week
    ({"raised_on": date(2026, 11, 4)}, None, "new", True),                                                # earlier, but nobody was told and nobody answered
    ({"raised_on": date(2026, 11, 4), "state": "acknowledged"}, None, "still up", True),                  # earlier, answered, told for the first time
    ({"returned_of": "s-old", "state": "regressed"}, None, "came back", True),
    ({}, TOLD, "still up", False),                                                                        # told, and as it was
    ({}, TOLD | {"people_n": 20}, "worse", True),
    ({}, TOLD | {"people_n": 80}, "still up", True),                                                      # fewer: told, and not as worse
    ({"state": "acknowledged"}, TOLD, "still up", True),
    ({"ended_on": date(2026, 11, 14), "state": "recovered"}, TOLD, "over", True),
    ({"state": "dismissed"}, TOLD, "over", True)])
def test_where_a_signal_stands(changes, told, section, is_news):
    item = signal_item(told, **changes)
    assert (item.section, item.is_news) == (section, is_news)


@pytest.mark.parametrize(("changes", "told"), [
    ({"ended_on": date(2026, 11, 12), "state": "recovered"}, None),                                       # up and down between two reports
    ({"ended_on": date(2026, 11, 12), "state": "recovered"}, TOLD | {"section": "over"})])                # its end was told
def test_what_is_over_is_told_once_and_only_to_whom_it_was_told(changes, told):
    assert signal_item(told, **changes) is None


def test_a_signal_is_told_with_its_people_beside_an_ordinary_week_before_it_rose():
    item = signal_item()
    assert (item.name, item.touchpoint, item.owner, item.people_n, item.expected_n, item.since, item.page) == (
        "Wrong bill", "Billing", "Bills", 40, 10.0, date(2026, 11, 9), f"signals?s={SIGNAL['signal_id']}")
    assert item.facts["drivers"] == [{"where": [["region", "North"]], "share": 0.83}] and item.facts["excess_n"] == 30


@pytest.mark.parametrize(("people_n", "shown", "is_few"), [(0, 0, False), (1, None, True), (4, None, True), (5, 5, False)])
def test_fewer_people_than_k_are_not_given(people_n, shown, is_few):
    item = signal_item(around=replace(AROUND, people={("topic", "t-billing"): people_n}))
    assert (item.people_n, item.is_few) == (shown, is_few)


def test_signals_and_waits_of_hidden_topics_are_not_told():
    hidden = replace(AROUND, hidden=frozenset({"t-billing"}))
    assert signal_item(around=hidden) is None and not unacted_items.items([WAITS], [], hidden) and not duties.duties([SIGNAL], [], {}, [WAITS], hidden)


def test_a_touchpoint_that_the_taxonomy_has_no_more_is_unclear_and_the_signal_keeps_its_owner():
    item = signal_item(around=replace(AROUND, names=replace(NAMES, homes={}, touchpoints={}), owners={}))
    assert (item.touchpoint_id, item.touchpoint, item.owner) == (None, "", SIGNAL["owner"])


def verdict(week: date, said: str, is_look: bool = True, weeks_n: int = 4) -> dict:
    detail = dict(before_n=40.2, after_n=3.4, avoided_n=120.0, avoided_low=-12.0, avoided_high=200.0, look_weeks=4)
    return dict(fix_id="f-0001", week=week, shipped_on=FIX.shipped_on, weeks_n=weeks_n, is_look=is_look, rate_ratio=0.45678, low=0.2, high=0.9, verdict=said, detail=detail)


def fix_item(*rows: dict, around: Around = AROUND):
    return next(iter(fix_items.items([FIX], {"f-0001": rows}, around)), None)


def test_a_fall_is_told_in_the_week_of_its_planned_look_and_never_again():
    look = verdict(MONDAY, "fell")
    assert fix_item(look).section == "verified" and fix_item(look).facts["ratio"] == 0.457 and fix_item(look).facts["before_n"] == 40
    assert fix_item(look).facts["after_n"] is None                                                          # three people a week
    assert fix_item(verdict(date(2026, 11, 2), "fell"), verdict(MONDAY, "fell", weeks_n=8)) is None
    assert fix_item(verdict(MONDAY, "fell", is_look=False)) is None and fix_item(verdict(MONDAY, "not yet known")) is None


def test_what_did_not_help_and_what_came_back_is_told_as_plainly():
    assert fix_item(verdict(MONDAY, "did not fall")).section == "no effect"
    back = fix_item(verdict(date(2026, 10, 5), "fell"), verdict(MONDAY, "came back", is_look=False, weeks_n=9))
    assert back.section == "came back" and back.facts["was_verified"]


def test_a_look_that_fell_into_a_week_that_was_never_reported_is_told_with_the_next_one():
    assert fix_item(verdict(date(2026, 11, 2), "fell"), around=replace(AROUND, news_from=date(2026, 11, 2))).section == "verified"


WAITS = dict(topic_id="t-billing", label="Wrong bill", touchpoint_id="billing", owner="Bills", people_n=120, replies_n=9, step="owner", waits_for="a fix", since=date(2026, 8, 17),
             age_days=91, why="many replies and no fix", signal_id=None, fix_id=None)


def test_what_waits_is_told_with_its_age():
    item = unacted_items.items([WAITS], [], AROUND)[0]
    assert (item.item_id, item.state, item.weeks_n, item.people_n, item.facts["replies_n"]) == ("unacted:t-billing", "a fix", 13, 120, 9)


def test_a_topic_whose_signal_is_news_is_not_told_twice():
    row = WAITS | {"signal_id": SIGNAL["signal_id"]}
    assert not unacted_items.items([row], [signal_item()], AROUND)
    assert unacted_items.items([row], [signal_item(TOLD)], AROUND)[0].is_news                               # for 13 weeks nobody acted
    assert not unacted_items.items([row | {"since": date(2026, 11, 2)}], [signal_item(TOLD)], AROUND)[0].is_news


def test_beyond_five_only_what_is_wrong_is_listed():
    many = [WAITS | {"topic_id": f"t-{n}", "why": "" if n > 2 else WAITS["why"]} for n in range(9)]
    assert len(unacted_items.items(many, [], AROUND)) == 5 and len(unacted_items.items([WAITS | {"topic_id": f"t-{n}"} for n in range(9)], [], AROUND)) == 9


def test_everybody_has_the_duty_of_their_step():
    def kinds(signal_state: str, **fix):
        found = duties.duties([SIGNAL | {"state": signal_state}], [replace(FIX, **fix)], {}, [WAITS | {"signal_id": SIGNAL["signal_id"]}], AROUND)
        return [(duty.kind, duty.owner, duty.due_on) for duty in found]

    assert kinds("new", state="under way", shipped_on=None, started_on=date(2026, 8, 3)) == [("acknowledge", "Bills", None), ("ship", "Bills", date(2026, 9, 1))]
    assert kinds("acknowledged", state="shipped") == [("decide", "Bills", None), ("verify", "Vera", date(2026, 12, 7))]
    assert kinds("with a fix", state="no effect") == [("decide", "Bills", None), ("review", "Bills", None)]
    assert kinds("dismissed", state="abandoned") == [("decide", "Bills", None)]


@pytest.mark.parametrize(("shipped", "due"), [(date(2026, 11, 9), date(2026, 12, 7)), (date(2026, 11, 10), date(2026, 12, 14)), (date(2026, 9, 14), date(2026, 12, 7)), (date(2026, 8, 3), None)])
def test_the_next_look_is_due_on_the_monday_after_its_whole_weeks(shipped, due):
    assert duties.next_look(replace(FIX, shipped_on=shipped), AROUND) == due

"""Signals as pages read them: what they are called, whom they touch, what rose beside them."""
from datetime import date

import pandas as pd
from raised import NORTH, OLD, SIGNAL, row, rows

from dashboard.driver_words import driver_rows, drivers_sentence, same_counts
from dashboard.signal_tables import signals_export, signals_table
from dashboard.signal_view import typical
from dashboard.signal_words import changed_before, headline, raised, sure
from pipeline import rises


def test_the_worst_that_is_up_is_in_the_sentence_with_people_and_day():
    assert headline(rows(SIGNAL), (3, 4), 5) == "One signal is up: “Wrong bill”, 30 people more than expected since 9 Nov."
    second = SIGNAL | dict(signal_id="s-2", level="touchpoint", target_id="billing")
    assert headline(rows(second, SIGNAL, OLD), (3, 4), 5) == "Two signals are up; the worst: Billing, 30 people more than expected since 9 Nov."


def test_where_nothing_is_up_it_is_said_how_much_could_be_judged():
    assert headline(rows(OLD), (31, 46), 5) == "Nothing stands out; 31 of 46 touchpoints and topics could be judged."


def test_a_past_day_is_told_as_past():
    assert headline(rows(SIGNAL), (3, 4), 5, True).startswith("One signal was up: ") and headline(rows(OLD), (3, 4), 5, True).startswith("Nothing stood out; ")


def test_a_dismissed_signal_is_not_up_though_the_counts_still_are():
    found = rows(SIGNAL | {"state": "dismissed"}, SIGNAL | {"state": "acknowledged"}, SIGNAL | {"state": "regressed"}, OLD)
    assert found["is_up"].tolist() == [False, True, True, False] and found["is_open"].tolist() == [False, False, True, False]


def test_few_extra_people_are_not_told():
    assert "“Wrong bill”, <5 people more than expected" in headline(rows(SIGNAL | {"excess_n": 3.2}), (1, 1), 5)
    assert signals_export(rows(SIGNAL | {"excess_n": 3.2}), 5)["Extra people"].tolist() == ["<5"]
    assert signals_table(rows(SIGNAL | {"excess_n": 3.2}), 5)["Extra people"].tolist() == [2.5]


def test_a_touchpoint_is_touched_by_signals_of_its_topics_and_by_those_it_is_a_part_of():
    found = rows(SIGNAL, OLD, OLD | dict(signal_id="s-all", level="all", target_id="", within=[["touchpoint", "billing"]]))
    assert rises.at(found, "touchpoint", "billing")["signal_id"].tolist() == ["s-topic-t-billing-20261111", "s-all"]
    assert rises.at(found, "topic", "t-billing")["signal_id"].tolist() == ["s-topic-t-billing-20261111"]
    assert dict(rises.touched(found).values) == {"billing": date(2026, 9, 14), "mobile-network": date(2026, 9, 14)}


def test_what_rose_beside_it_shares_its_days_and_is_no_part_of_it():
    other, part = OLD | dict(signal_id="s-2", last_on=date(2026, 11, 10)), SIGNAL | dict(signal_id="s-3", level="touchpoint", target_id="billing")
    found = rows(SIGNAL, other, part, OLD, other | dict(signal_id="s-4", state="dismissed"))
    assert rises.beside(found, next(found.itertuples()))["signal_id"].tolist() == ["s-2"]


def test_only_what_has_a_history_could_be_judged():
    week = pd.DataFrame([("a", 1.0), ("b", float("nan")), ("", 1.0)], columns=["id", "expected_n"]).assign(start=pd.Timestamp("2026-11-09"))
    assert rises.judged([week, week], date(2026, 11, 9)) == (2, 4)


def test_the_place_of_a_rise_is_said_in_people_never_as_a_reason():
    assert drivers_sentence(NORTH, 5) == "83 % of the excess is region North and app version 7.2."
    second = dict(where=[["product", "TV Box"]], observed_n=9.0, expected_n=3.0, lift=3.0, low=1.2, high=6.0, share=0.1, ties=[[["channel", "x"]]])
    assert drivers_sentence([*NORTH, second], 5).endswith("; then product TV Box (10 %).")
    assert same_counts([*NORTH, second]) == "The counts cannot tell this from channel x."
    assert driver_rows(NORTH, 5)["words"].tolist() == ["31 people, 5 expected; 6.1 times as many (4.0 to 8.9)"]


def test_a_group_of_too_few_people_is_not_named():
    few = [NORTH[0] | {"observed_n": 4.0}]
    assert drivers_sentence(few, 5) == "Too few people to tell who is hit." and driver_rows(few, 5).empty
    assert signals_table(rows(SIGNAL | {"drivers": few}), 5)["Where"].tolist() == ["no group stands out"]


def test_where_nothing_stands_out_the_reason_is_said():
    assert drivers_sentence([{"reason": "everywhere"}], 5) == "Nothing stands out: every group rose alike."
    assert drivers_sentence([], 5) == "Where it sits is not known yet."


def test_how_sure_says_what_the_share_of_false_alarms_means():
    assert sure(0.0021, 0.1) == ("q = 0.0021; raised at 0.10 or less. Of all signals raised so, about 10 % are expected to be false alarms: "
                                 "the smaller q, the less likely this is one.")
    assert sure(0.00001, 0.1).startswith("q < 0.0001;")
    assert raised(row(), 5) == "Raised on 11 Nov 2026: 18 people in the 3 days up to then, 4 expected, at most 9 in an ordinary stretch."


def test_what_changed_before_is_told_as_order_in_time():
    events = pd.DataFrame([(date(2026, 11, 3), "App 7.2"), (date(2026, 11, 12), "Later"), (date(2026, 8, 1), "Long ago")], columns=["day", "title"])
    assert changed_before(events, date(2026, 11, 9), 28) == "In the 28 days before it began: App 7.2 (3 Nov). Order in time is not a reason."
    assert changed_before(events.iloc[:0], date(2026, 11, 9), 28) == "The change log holds nothing of the 28 days before it began."


def test_typical_complaints_fit_best_and_never_repeat_each_other():
    found = [dict(post_id=str(i), text=text, topic_confidence=sure) for i, (text, sure) in enumerate([("a b", 0.2), ("A  B", 0.9), ("c", 0.5), ("d", None)])]
    assert [one["post_id"] for one in typical(found, 2)] == ["1", "2"]

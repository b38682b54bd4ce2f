"""What nobody acts on: how far a topic has come, what it waits for, and that replying moves nothing."""
from __future__ import annotations

from datetime import UTC, date, datetime

import pandas as pd
import pytest
from tracked import signal as raised

from pipeline import funnel
from pipeline.fixes import Fix

TODAY = date(2026, 11, 16)
OWNERS = {"billing": "Billing", "chat": "Digital care", "nobodys": ""}


def topic(topic_id: str = "t-1", touchpoint_id: object = "billing", **values) -> dict:
    return dict(topic_id=topic_id, label="Charged twice", touchpoint_id=touchpoint_id, people_n=40, replies_n=0, first_on=date(2026, 2, 9)) | values


def fix(state: str, **values) -> Fix:
    given = dict(topics=("t-1",), shipped_on=date(2026, 7, 6), decided_on=date(2026, 6, 1), started_on=date(2026, 6, 8), made_at=datetime(2026, 6, 2, tzinfo=UTC)) | values
    return Fix("f-1", "Bills are right", "billing", "Ann", state=state, **given)


def signal(state: str = "new", target_id: str = "t-1", **values) -> dict:
    return raised(target_id, 0, state=state, raised_on=date(2026, 11, 2), ended_on=None) | values


@pytest.mark.parametrize("signals, register, touchpoint_id, step", [
    ([], [], "billing", "owner"), ([], [], "nobodys", "heard"), ([], [], float("nan"), "heard"),
    ([signal("new")], [], "billing", "owner"), ([signal("acknowledged")], [], "billing", "acknowledged"), ([signal("dismissed")], [], "billing", "acknowledged"),
    ([signal("acknowledged", "billing", level="touchpoint")], [], "billing", "acknowledged"), ([signal("recovered")], [], "billing", "owner"),
    ([], [fix("proposed")], "billing", "acknowledged"), ([], [fix("under way")], "billing", "under way"), ([], [fix("shipped")], "billing", "shipped"),
    ([], [fix("not yet known")], "billing", "shipped"), ([], [fix("verified")], "billing", "verified"), ([], [fix("no effect")], "billing", "acknowledged"),
    ([], [fix("came back")], "billing", "acknowledged"), ([], [fix("abandoned")], "billing", "owner"), ([], [fix("shipped", topics=("t-2",))], "billing", "owner")])
def test_a_topic_stands_at_the_furthest_step_that_a_person_took_it(signals, register, touchpoint_id, step):
    assert funnel.STEPS[funnel.step_of(topic(touchpoint_id=touchpoint_id), signals, register, OWNERS)] == step


def test_people_are_counted_at_every_step_that_their_topic_has_passed():
    heard = pd.DataFrame({"touchpoint_id": ["billing", "billing", "chat", None], "topic_id": ["t-1", "t-2", "t-1", "t-1"], "people_n": [10, 5, 3, 2]})
    table = funnel.by_touchpoint(heard, {"t-1": 3, "t-2": 1}, OWNERS)
    assert table[["heard_n", "owner_n", "acknowledged_n", "under_way_n", "shipped_n", "verified_n"]].to_numpy().tolist() == [
        [15, 15, 10, 10, 0, 0], [3, 3, 3, 3, 0, 0], [2, 0, 0, 0, 0, 0]]
    assert list(table["owner"]) == ["Billing", "Digital care", ""]


@pytest.mark.parametrize("signals, register, waits_for, since", [
    ([], [], "a fix", date(2026, 2, 9)), ([signal()], [], "somebody to look", date(2026, 11, 2)), ([signal("acknowledged")], [], "a fix", date(2026, 11, 2)),
    ([], [fix("proposed")], "work to begin", date(2026, 6, 1)), ([], [fix("proposed", decided_on=None)], "work to begin", date(2026, 6, 2)),
    ([], [fix("under way")], "shipping", date(2026, 6, 8)), ([], [fix("not yet known")], "a verdict", date(2026, 7, 6)),
    ([], [fix("no effect")], "another fix", date(2026, 7, 6)), ([signal()], [fix("verified")], "another fix", date(2026, 7, 6))])
def test_what_a_topic_waits_for_and_since_when(signals, register, waits_for, since):
    row = funnel.waits(pd.DataFrame([topic()]), signals, register, OWNERS, TODAY).iloc[0]
    assert (row["waits_for"], row["since"], row["age_days"]) == (waits_for, since, (TODAY - since).days)


def test_a_verified_fix_waits_for_nothing():
    assert funnel.waits(pd.DataFrame([topic()]), [], [fix("verified")], OWNERS, TODAY).empty


def test_many_replies_and_no_fix_stand_at_the_top():
    topics = pd.DataFrame([topic("t-1", people_n=900), topic("t-2", replies_n=9, people_n=7), topic("t-3", replies_n=30, people_n=6), topic("t-4", people_n=500)])
    found = funnel.waits(topics, [signal(target_id="t-4")], [], OWNERS, TODAY)
    assert list(zip(found["topic_id"], found["why"], strict=True)) == [
        ("t-3", "many replies and no fix"), ("t-2", "many replies and no fix"), ("t-4", "a signal is up"), ("t-1", "")]


@pytest.mark.parametrize("people_n, replies_n, why", [(10, 4, ""), (10, 5, "many replies and no fix"), (100, 19, ""), (100, 20, "many replies and no fix")])
def test_many_replies_are_five_and_one_for_every_fifth_person_heard(people_n, replies_n, why):
    assert funnel.waits(pd.DataFrame([topic(people_n=people_n, replies_n=replies_n)]), [], [], OWNERS, TODAY).iloc[0]["why"] == why


def test_no_number_of_replies_moves_a_topic_off_the_list_or_down():
    places = [list(funnel.waits(pd.DataFrame([topic("t-1", replies_n=n), topic("t-2", people_n=99)]), [], [], OWNERS, TODAY)["topic_id"]).index("t-1")
              for n in (0, 4, 8, 50, 5000)]
    steps = {funnel.step_of(topic(replies_n=n), [], [], OWNERS) for n in (0, 5000)}
    assert places == [1, 1, 0, 0, 0] and len(steps) == 1


@pytest.mark.parametrize("state, shipped_on, fires", [
    ("verified", date(2026, 11, 1), True), ("not yet known", date(2026, 9, 1), True), ("shipped", date(2026, 11, 1), False), ("under way", None, False),
    ("no effect", date(2026, 9, 1), False)])
def test_what_is_called_solved_and_still_fires_is_named(state, shipped_on, fires):
    assert bool(funnel.still_firing([signal("with a fix")], [fix(state, shipped_on=shipped_on)], TODAY)) == fires
    assert not funnel.still_firing([signal("recovered", ended_on=TODAY), signal("dismissed")], [fix(state, shipped_on=shipped_on)], TODAY)


def test_days_run_from_the_signal_to_each_step():
    own = signal("with a fix") | dict(signal_id="s-1", owner="Billing")
    known = fix("verified", signals=("s-1",), decided_on=date(2026, 11, 5), shipped_on=date(2026, 11, 9))
    row = funnel.days_to([own], {"s-1": date(2026, 11, 3)}, [known], {"f-1": date(2026, 12, 7)}).iloc[0]
    assert row[["owner", "acknowledged", "fix", "shipped", "verified"]].tolist() == [0, 1, 3, 7, 35]
    assert funnel.days_to([own | dict(owner="")], {}, [], {}).iloc[0][["owner", "acknowledged", "fix", "shipped", "verified"]].isna().all()


def test_nothing_heard_is_an_empty_funnel():
    heard = pd.DataFrame({"touchpoint_id": [], "topic_id": [], "people_n": []})
    assert funnel.by_touchpoint(heard, {}, OWNERS).empty
    assert list(funnel.waits(pd.DataFrame(columns=list(topic())), [], [], OWNERS, TODAY).columns) == funnel.WAIT_COLUMNS

"""The life of a signal: every path is written down, a dismissal says why, and a person can take back what was done."""
from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import signal_states, signal_words
from pipeline.errors import UsageError
from pipeline.raising import brings_back, with_past
from pipeline.replay import known_on
from pipeline.signal_states import ACKNOWLEDGED, CANARY, DISMISSED, NEW, RECOVERED, REGRESSED, STATES, WITH_A_FIX, may_follow
from pipeline.store import signal_log, signals

NOW = datetime(2026, 11, 16, 6, 0, tzinfo=UTC)
RAISED = date(2026, 9, 1)


def row(signal_id: str = "s-1", **more) -> dict:
    known = dict(
        signal_id=signal_id, level="topic", target_id="t-001", kind="spike", began_on=RAISED, raised_on=RAISED, last_on=date(2026, 9, 5), ended_on=None,
        window_days=1, observed_n=17, expected_n=4.0, upper_n=9.0, q_value=0.004, excess_n=30.0, harm=2.0, owner="Billing", state=NEW, within=[],
        drivers=[], returned_of=None)
    return known | more


@pytest.fixture
def kept(workspace):
    with workspace.store.write() as connection:
        signals.add(connection, [row()])
    return workspace


def test_what_is_acknowledged_and_dismissed_is_written_down_with_who_and_why(kept):
    signal_states.change(kept, "s-1", ACKNOWLEDGED, "Ann", "the billing team looks", NOW)
    signal_states.change(kept, "s-1", DISMISSED, "Bo", "a price rise that was announced", NOW)
    assert [(c["by"], c["from_state"], c["to_state"], c["why"]) for c in signal_log.of(kept.store, "s-1")] == [
        ("Ann", "new", "acknowledged", "the billing team looks"), ("Bo", "acknowledged", "dismissed", "a price rise that was announced")]
    assert signals.one(kept.store, "s-1")["state"] == DISMISSED


def test_the_same_state_again_changes_and_logs_nothing(kept):
    for _ in range(2):
        signal_states.change(kept, "s-1", ACKNOWLEDGED, "Ann", "", NOW)
    assert len(signal_log.of(kept.store, "s-1")) == 1


@pytest.mark.parametrize("to_state, why, message", [
    (DISMISSED, " ", "needs a reason"), (RECOVERED, "", "cannot become recovered. Allowed: acknowledged, with a fix, dismissed"),
    ("solved", "", "state 'solved' is unknown. Known: new, acknowledged")])
def test_a_step_that_is_none_is_refused_and_says_what_is_allowed(kept, to_state, why, message):
    with pytest.raises(UsageError, match=message):
        signal_states.change(kept, "s-1", to_state, "Ann", why, NOW)
    assert signal_log.of(kept.store, "s-1") == []


def test_an_unknown_signal_is_named_with_where_to_look(kept):
    with pytest.raises(UsageError, match="signal s-9: unknown. List them: .*signals"):
        signal_states.change(kept, "s-9", ACKNOWLEDGED, "Ann", "", NOW)


def test_reopening_goes_back_step_by_step_and_no_further_than_the_beginning(kept):
    signal_states.change(kept, "s-1", ACKNOWLEDGED, "Ann", "", NOW)
    signal_states.change(kept, "s-1", DISMISSED, "Ann", "no", NOW)
    assert [signal_states.reopen(kept, "s-1", "Ann", "", NOW) for _ in range(2)] == [ACKNOWLEDGED, NEW]
    with pytest.raises(UsageError, match="nothing to take back"):
        signal_states.reopen(kept, "s-1", "Ann", "", NOW)
    assert len(signal_log.of(kept.store, "s-1")) == 4      # what was taken back is on record too


def test_what_ended_while_it_was_dismissed_comes_back_as_recovered(kept):
    signal_states.change(kept, "s-1", DISMISSED, "Ann", "no", NOW)
    with kept.store.write() as connection:
        signals.grow(connection, [dict(signal_id="s-1", ended_on=date(2026, 9, 12))])
    assert signal_states.reopen(kept, "s-1", "Ann", "", NOW) == RECOVERED


def test_what_the_counts_ended_is_not_set_to_wait_again(kept):
    with kept.store.write() as connection:
        signals.grow(connection, [dict(signal_id="s-1", ended_on=date(2026, 9, 12))])
        signal_states.change_within(connection, "s-1", RECOVERED, CANARY, "", NOW)
    with pytest.raises(UsageError, match="s-1 is recovered: the counts say so"):
        signal_states.reopen(kept, "s-1", "Ann", "", NOW)
    with pytest.raises(UsageError, match=r"cannot become acknowledged. Allowed: with a fix, dismissed\.$"):
        signal_states.change(kept, "s-1", ACKNOWLEDGED, "Ann", "", NOW)
    assert signals.one(kept.store, "s-1")["state"] == RECOVERED


def test_personal_data_in_a_name_and_a_reason_are_not_kept(kept):
    signal_states.change(kept, "s-1", ACKNOWLEDGED, "Ann ann@example.com", "call 07700 900123 or ann@example.com", NOW)
    row = signal_log.of(kept.store, "s-1")[0]
    assert (row["by"], row["why"]) == ("Ann [email]", "call [phone] or [email]")


@given(st.lists(st.sampled_from([*STATES, "reopen"]), max_size=12))
def test_every_state_can_be_taken_back_and_none_is_a_dead_end(path):
    state, log = NEW, []
    for step in path:
        back = signal_states.before_last_change(row(state=state), log)
        to_state = back if step == "reopen" else step if step in may_follow(state, "Ann") else None
        if to_state is not None and to_state != state:
            log, state = [*log, dict(from_state=state, to_state=to_state)], to_state
        assert may_follow(state, "Ann") and (state == NEW or signal_states.before_last_change(row(state=state), log) is not None)


def test_a_person_never_sets_recovered_and_canary_never_dismisses():
    assert not any(RECOVERED in may_follow(state, "Ann") for state in STATES)
    assert not any(DISMISSED in may_follow(state, CANARY) or ACKNOWLEDGED in may_follow(state, CANARY) for state in STATES)


@pytest.mark.parametrize("past, days_later, is_back", [
    (dict(ended_on=date(2026, 9, 12), state=RECOVERED), 30, True), (dict(state=DISMISSED), 30, True), (dict(state=WITH_A_FIX), 30, True),
    (dict(ended_on=date(2026, 9, 12), state=RECOVERED), 100, False), (dict(ended_on=date(2026, 9, 12), state=NEW), 30, True),
    (dict(ended_on=date(2026, 9, 12), state=RECOVERED, target_id="t-002"), 30, False)])
def test_a_rise_brings_back_what_was_over_not_too_long_before(past, days_later, is_back):
    again = row("s-2", raised_on=date(2026, 9, 5) + timedelta(days=days_later))
    assert brings_back(again, [row(**past)], 90) == ("s-1" if is_back else None)


def test_what_comes_back_begins_as_regressed_and_names_its_past_also_within_one_run():
    first, second = row("s-1", ended_on=date(2026, 9, 12)), row("s-2", raised_on=date(2026, 9, 20))
    assert [(r["signal_id"], r["state"], r["returned_of"]) for r in with_past([second, first], [], 90)] == [
        ("s-1", NEW, None), ("s-2", REGRESSED, "s-1")]


def change(at: str, to_state: str, by: str = "Ann", log_id: int = 1) -> dict:
    return dict(log_id=log_id, at=datetime.fromisoformat(at).replace(tzinfo=UTC), by=by, from_state="", to_state=to_state, why="")


@pytest.mark.parametrize("day, state, last_on, is_over", [
    (date(2026, 9, 1), NEW, date(2026, 9, 1), False), (date(2026, 9, 3), ACKNOWLEDGED, date(2026, 9, 3), False),
    (date(2026, 9, 8), ACKNOWLEDGED, date(2026, 9, 5), False), (date(2026, 9, 12), RECOVERED, date(2026, 9, 5), True)])
def test_a_past_day_knows_no_more_than_was_known_then(day, state, last_on, is_over):
    signal = row(ended_on=date(2026, 9, 12), state=RECOVERED, drivers=[{"reason": "chance"}])
    log = [change("2026-11-16T06:00", NEW, CANARY, 1), change("2026-09-03T09:00", ACKNOWLEDGED, log_id=2), change("2026-11-16T06:00", RECOVERED, CANARY, 3)]
    seen = known_on(signal, log, day, ZoneInfo("UTC"))
    assert (seen["state"], seen["last_on"], seen["ended_on"] is not None, seen["drivers"]) == (state, last_on, is_over, [])
    assert seen["excess_n"] == (13.0 if day < date(2026, 9, 5) else 30.0)


def test_a_signal_is_told_in_plain_words():
    driver = dict(where=[["region", "North"], ["version", "7.2"]], share=0.83, ties=[])
    told = signal_words.lines(row(drivers=[driver], within=[["touchpoint", "billing"]]), {"t-001": "Final bill charges"},
                              [dict(change("2026-09-02T07:00", NEW, CANARY), why="17 people in a day, 4.0 expected")], ZoneInfo("Europe/London"))
    assert told == [
        "s-1: spike at topic t-001 (Final bill charges), new",
        "since 01 Sep 2026, raised on 01 Sep 2026, last above the expected range on 05 Sep 2026; still up",
        "raised on 17 people in 1 day: 4.0 expected, 9 at most in an ordinary stretch; of signals raised so surely <1 % are false",
        "30 people more than expected so far, mean harm 2.0 of 4",
        "where it sits: 83 % of the excess is North × 7.2 (region × version)",
        "owner when it was raised: Billing",
        "rose as part of it: touchpoint billing",
        "01 Sep 2026  new, by canary: 17 people in a day, 4.0 expected"]

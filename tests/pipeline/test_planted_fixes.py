"""The sample's fixes: what the counts say of each, and on which day it could first be known."""
from __future__ import annotations

from datetime import date, timedelta

import pytest

from pipeline import unacted
from pipeline.store import events, fixes, signals, verdicts


def first_known(sample, fix_id: str, verdict: str) -> date | None:
    """The Monday on which the counts said so first."""
    weeks = [row.week for row in verdicts.every(sample.store, fix_id).itertuples() if row.verdict == verdict]
    return weeks[0] + timedelta(days=7) if weeks else None


@pytest.mark.parametrize("fix_id, state, said", [
    ("fix-engineer-slots", "not yet known", {}),      # it works; 15 people a week are too few to say so within 12 weeks
    ("fix-courier-texts", "no effect", {"did not fall": date(2026, 8, 31)}),
    ("fix-refund-queue", "came back", {"fell": date(2026, 6, 29), "came back": date(2026, 10, 5)})])
def test_each_fix_of_the_sample_has_its_verdict_from_the_day_on_which_it_can_be_known(sample, fix_id, state, said):
    assert fixes.one(sample.store, fix_id).state == state
    assert {verdict: first_known(sample, fix_id, verdict) for verdict in ("fell", "did not fall", "came back") if first_known(sample, fix_id, verdict)} == said


def test_no_interval_of_the_sample_leaves_out_what_was_planted(sample, truth):
    for fix in truth.plan["fixes"]:
        rows = [row for row in verdicts.every(sample.store, fix["id"]).itertuples() if row.is_look and row.low is not None]
        assert rows and all(row.low <= (1.0 if not fix["works"] else 0.75) and (fix["works"] or row.high >= 1.0) for row in rows)


def test_what_the_company_changed_stands_on_its_days(sample, truth):
    kept = {(event.title, event.touchpoint_id, event.happened_on) for event in events.every(sample.store).itertuples()}
    assert kept == {(event["title"], event["touchpoint"], event["happened_on"]) for event in truth.plan["changed"]}


def test_one_fix_is_worked_on_and_one_was_given_up_with_a_reason(sample):
    assert fixes.one(sample.store, "fix-call-back").state == "under way"
    abandoned = fixes.one(sample.store, "fix-chat-handover")
    assert (abandoned.state, abandoned.reason) == ("abandoned", "Five people wrote most of it; the chatbot is replaced in spring.")


def test_people_of_the_sample_answered_some_signals_and_left_one(sample):
    states = signals.every(sample.store)["state"].value_counts()
    assert states.get("acknowledged", 0) >= 1 and states.get("dismissed", 0) >= 1 and states.get("new", 0) >= 1


def test_what_nobody_acts_on_is_on_show(sample, as_of):
    found = unacted.read(sample, as_of)
    top = found.waiting.iloc[0]
    assert (top["why"], top["fix_id"] is None or top["fix_id"] != top["fix_id"]) == ("many replies and no fix", True)
    back = found.waiting.set_index("fix_id").loc["fix-refund-queue"]
    assert (back["waits_for"], back["owner"]) == ("another fix", "Refunds and returns")
    assert (found.steps["heard_n"] >= found.steps["owner_n"]).all() and (found.steps["shipped_n"] >= found.steps["verified_n"]).all()

"""What the register refuses, and with which sentence."""
from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from pipeline import fix_rules
from pipeline.errors import FixError
from pipeline.fix_rules import Known
from pipeline.fixes import Fix

TODAY = date(2026, 11, 16)
KNOWN = Known(
    owners={"engineer-visit": "Field operations", "billing": "Billing"}, topics={"t-010": "active", "t-003": "active", "t-099": "ended", "t-short": "active"},
    links={"t-010": "engineer-visit", "t-003": "billing", "t-099": "billing", "t-short": "billing"}, signals=frozenset({"s-1"}), attributes={"region", "app_version"})
GOOD = Fix("f-0001", "Booked from the real calendar", "engineer-visit", "Field operations", topics=("t-010",), verifier="Quality")


def test_a_whole_fix_is_taken():
    fix_rules.check(replace(GOOD, signals=("s-1",), expected_fall=1.0, decided_on=date(2026, 6, 1), started_on=date(2026, 6, 1), shipped_on=TODAY,
                            due_on=date(2027, 1, 1), links=("https://tracker.example/OPS-1",), scope=(("region", "North"),)), KNOWN, TODAY)


@pytest.mark.parametrize("values, said", [
    (dict(title=" "), "a title is needed: what is changed, in a few words."),
    (dict(title="x" * 201), "the title has 201 characters, 200 are allowed."),
    (dict(fix_id="OPS 1"), "the id 'OPS 1' cannot be used."),
    (dict(touchpoint_id="billings"), "there is no touchpoint 'billings'. Known: engineer-visit, billing."),
    (dict(topics=("t-404",)), "there is no topic 't-404' that a fix could be judged on. Known: t-003, t-010."),
    (dict(topics=("t-short",)), "there is no topic 't-short' that a fix could be judged on."),
    (dict(topics=("t-099",)), "topic t-099 has ended: no complaint is counted in it any more. Active: t-003, t-010."),
    (dict(signals=("s-2",)), "there is no signal 's-2'."),
    (dict(owner=""), "an owner is needed: who makes the change."),
    (dict(verifier="field Operations "), "Field operations is the owner and cannot verify it: somebody else must look whether it helped."),
    (dict(shipped_on=date(2026, 11, 17)), "shipped on 2026-11-17 lies in the future; today is 2026-11-16."),
    (dict(decided_on=date(2026, 6, 2), shipped_on=date(2026, 6, 1)), "shipped on 2026-06-01 is before decided on 2026-06-02. Correct one of the two days."),
    (dict(started_on=date(2026, 6, 2), shipped_on=date(2026, 6, 1)), "shipped on 2026-06-01 is before started on 2026-06-02."),
    (dict(decided_on=date(2026, 6, 2), due_on=date(2026, 6, 1)), "due on 2026-06-01 is before it was decided on 2026-06-02."),
    (dict(expected_fall=50), "an expected fall of 50 is no share of the complaints. Write more than 0 and at most 1, e.g. 0.5 for half of them."),
    (dict(lag_days=400), "a lag of 400 days cannot be used. Write 0 to 182"),
    (dict(links=("javascript:alert(1)",)), "'javascript:alert\\(1\\)' is no link."),
    (dict(scope=(("region", ""),)), "a scope and a stage have a name and a value, e.g. region=North."),
    (dict(scope=(("regn", "North"),)), "no post carries 'regn', so nobody could be told apart by it. Known: app_version, region."),
    (dict(stages=(("region", "North", date(2026, 12, 1)),)), "shipped to region=North on 2026-12-01 lies in the future"),
])
def test_what_breaks_a_rule_is_refused_with_what_to_do(values, said):
    with pytest.raises(FixError, match=said.replace("(", "\\(") if "\\" not in said else said):
        fix_rules.check(replace(GOOD, **values), KNOWN, TODAY)


def test_what_a_change_leaves_as_it_was_is_not_asked_again():
    old = replace(GOOD, topics=("t-099",), touchpoint_id="gone")
    fix_rules.check(replace(old, shipped_on=TODAY), KNOWN, TODAY, before=old)
    with pytest.raises(FixError, match="f-0001: shipped on 2026-11-17 lies in the future"):
        fix_rules.check(replace(old, shipped_on=date(2026, 11, 17)), KNOWN, TODAY, before=old)


def test_the_same_fix_is_not_registered_twice():
    with pytest.raises(FixError, match="'BOOKED from the real calendar' at engineer-visit is registered already: f-0001, proposed."):
        fix_rules.no_second(replace(GOOD, fix_id="f-0002", title="BOOKED from the real calendar"), [GOOD])
    with pytest.raises(FixError, match="there is a fix f-0001 already: 'Booked from the real calendar', proposed."):
        fix_rules.no_second(replace(GOOD, title="Another"), [GOOD])
    fix_rules.no_second(replace(GOOD, fix_id="f-0002"), [replace(GOOD, state="abandoned", reason="no")])


def test_without_a_topic_a_fix_is_about_all_active_ones_of_its_touchpoint():
    assert fix_rules.topics_of("billing", KNOWN) == ("t-003",)
    assert fix_rules.topics_of("chat", KNOWN) == ()


def test_fixes_overlap_where_they_are_about_a_common_topic():
    others = [GOOD, replace(GOOD, fix_id="f-2"), replace(GOOD, fix_id="f-3", topics=("t-003",)), replace(GOOD, fix_id="f-4", state="abandoned")]
    assert [fix.fix_id for fix in fix_rules.overlapping(GOOD, others)] == ["f-2"]

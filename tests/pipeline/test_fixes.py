"""The life of a fix: which state may follow which, what is kept of every change, and that anything can be taken back."""
from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import fixes
from pipeline.errors import FixError
from pipeline.fixes import Fix

MADE = datetime(2026, 6, 1, 12, tzinfo=UTC)
JUNE, JULY, AUGUST = date(2026, 6, 15), date(2026, 7, 6), date(2026, 8, 3)
NEW = Fix("f-0001", "Booked from the real calendar", "engineer-visit", "Field operations", topics=("t-010",), made_at=MADE)


def test_a_fix_goes_from_proposed_over_under_way_to_shipped():
    begun = fixes.start(NEW, JUNE)
    out = fixes.ship(begun, JULY)
    assert (begun.state, begun.started_on, out.state, out.shipped_on) == ("under way", JUNE, "shipped", JULY)
    assert NEW.state == "proposed"


def test_a_fix_cannot_be_shipped_twice():
    with pytest.raises(FixError, match="f-0001 was shipped on 2026-06-15 already. Correct the day with `fix edit f-0001 --shipped DAY`"):
        fixes.ship(fixes.ship(NEW, JUNE), JULY)


@pytest.mark.parametrize("state", ["no effect", "came back"])
def test_a_fix_that_did_not_help_may_be_shipped_again_and_is_asked_anew(state):
    again = fixes.ship(fixes.left(fixes.ship(NEW, JUNE), state), AUGUST)
    assert (again.state, again.shipped_on) == ("shipped", AUGUST)


def test_a_fix_cannot_be_abandoned_without_a_reason():
    with pytest.raises(FixError, match="a reason is needed to abandon it"):
        fixes.abandon(NEW, "  ")


def test_nobody_verifies_a_fix_by_hand():
    by_hand = {state for allowed in fixes.BY_PERSON.values() for state in allowed}
    assert by_hand == {"proposed", "under way", "shipped", "abandoned"}


def test_what_may_not_follow_is_refused_with_what_may():
    with pytest.raises(FixError, match="f-0001 is shipped: it cannot become under way. From there it can become abandoned."):
        fixes.start(fixes.ship(NEW, JUNE), JULY)


def test_a_staged_fix_is_shipped_stage_by_stage_from_the_day_of_the_first():
    staged = fixes.ship(fixes.ship(NEW, JULY, ("region", "North")), AUGUST, ("region", "East"))
    assert staged.stages == (("region", "North", JULY), ("region", "East", AUGUST))
    assert (staged.state, staged.shipped_on) == ("shipped", JULY)


@pytest.mark.parametrize("stage, said", [
    (("region", "North"), "was shipped to region=North on 2026-07-06 already"), (("app", "7.2"), "is rolled out by region, not by app")])
def test_a_stage_is_one_value_of_one_attribute_once(stage, said):
    with pytest.raises(FixError, match=said):
        fixes.ship(fixes.ship(NEW, JULY, ("region", "North")), AUGUST, stage)


def test_a_fix_that_everybody_has_has_no_more_stages():
    with pytest.raises(FixError, match="there is nobody left to ship it to"):
        fixes.ship(fixes.ship(NEW, JULY), AUGUST, ("region", "North"))


def test_counts_move_a_fix_that_is_out_and_no_other():
    assert fixes.left(fixes.ship(NEW, JUNE), "verified").state == "verified"
    assert fixes.left(NEW, "verified").state == "proposed"
    assert fixes.left(fixes.left(fixes.ship(NEW, JUNE), "came back"), "verified").state == "came back"


def test_changes_name_what_differs_before_and_after():
    assert fixes.changes(NEW, fixes.ship(NEW, JULY, ("region", "North"))) == {
        "shipped_on": [None, "2026-07-06"], "stages": [[], [["region", "North", "2026-07-06"]]], "state": ["proposed", "shipped"]}


def test_a_registration_taken_back_is_abandoned_and_not_lost():
    gone = fixes.undone(NEW, {"fix_id": [None, "f-0001"]})
    assert (gone.state, gone.reason) == ("abandoned", "registration taken back")


def test_a_fix_survives_the_store_as_it_is():
    full = fixes.ship(Fix("a", "b", "c", "d", ("t-1",), ("s-1",), "h", 0.5, JULY, "v", JUNE, JUNE, None, 7, (("region", "North"),), (), ("https://a.example",), made_at=MADE),
                      JULY, ("region", "North"))
    assert fixes.from_row(fixes.to_row(full)) == full


STEPS = st.sampled_from(["start", "ship", "stage", "abandon", "resume", "verified", "no effect", "not yet known", "came back", "undo"])


def taken(fix: Fix, step: str, day: date, log: list[dict]) -> Fix:
    """The fix after a step, with its change in the log; one that is refused leaves it as it is."""
    try:
        after = {"start": lambda: fixes.start(fix, day), "ship": lambda: fixes.ship(fix, day), "stage": lambda: fixes.ship(fix, day, ("region", str(day))),
                 "abandon": lambda: fixes.abandon(fix, "why"), "resume": lambda: fixes.resume(fix),
                 "undo": lambda: fixes.undone(fix, log[-1]) if log else fix}.get(step, lambda: fixes.left(fix, step))()
    except FixError:
        return fix
    if step in ("start", "ship", "stage", "abandon", "resume", "undo") and after != fix:
        log.append(fixes.changes(fix, after))
    return after


@given(st.lists(st.tuples(STEPS, st.dates(JUNE, AUGUST)), max_size=12))
def test_whatever_is_done_a_fix_stays_sensible_and_its_last_change_can_be_taken_back(steps):
    fix, log = NEW, []
    for step, day in steps:
        fix = taken(fix, step, day, log)
        assert fix.state in fixes.STATES
        assert fix.is_out <= (fix.shipped_on is not None)
        assert (fix.state == "abandoned") == bool(fix.reason)
        if log:
            back = fixes.undone(fix, log[-1])
            assert fixes.undone(back, fixes.changes(fix, back)) == fix

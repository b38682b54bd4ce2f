"""The register as it stood: what people did counts from their day, what the counts said from the end of their week."""
from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from pipeline.fixes import CANARY, Fix
from pipeline.report.past import register_on

ZONE = ZoneInfo("Europe/London")
NOW = Fix("f-0001", "Bills are right", "billing", "Ann", ("t-001",), due_on=date(2026, 12, 1), shipped_on=date(2026, 9, 7), state="came back",
          made_at=datetime(2026, 8, 3, tzinfo=UTC))


def change(log_id: int, day: str, by: str = "Ann", **changes) -> dict:
    return dict(log_id=log_id, fix_id="f-0001", at=datetime.fromisoformat(f"{day}T12:00:00+00:00"), by=by, changes={name: list(pair) for name, pair in changes.items()}, why="")


def verdict(week: str, said: str, is_look: bool = False) -> dict:
    return dict(fix_id="f-0001", week=date.fromisoformat(week), shipped_on=date(2026, 9, 7), weeks_n=4, is_look=is_look, verdict=said, detail={})


LOG = [change(1, "2026-08-03", fix_id=(None, "f-0001")), change(2, "2026-08-17", state=("proposed", "under way"), started_on=(None, "2026-08-17")),
       change(3, "2026-09-07", state=("under way", "shipped"), shipped_on=(None, "2026-09-07")),
       change(4, "2026-11-20", CANARY, state=("shipped", "came back")), change(5, "2026-11-24", due_on=("2026-11-01", "2026-12-01"))]
JUDGED = [verdict("2026-09-28", "not yet known", True), verdict("2026-10-26", "fell", True), verdict("2026-11-09", "came back")]


def on(sunday: date, known: Fix = NOW, log=LOG, judged=JUDGED):
    fixes, rows = register_on([known], log, judged, sunday, ZONE)
    return fixes[0] if fixes else None, rows


def test_before_it_was_registered_there_is_none():
    assert on(date(2026, 8, 2)) == (None, {})


def test_each_step_holds_from_the_day_it_was_taken():
    assert [on(date(2026, 8, day))[0].state for day in (9, 16, 23)] == ["proposed", "proposed", "under way"]
    assert on(date(2026, 8, 23))[0].shipped_on is None and on(date(2026, 9, 13))[0].shipped_on == date(2026, 9, 7)


def test_what_the_counts_said_holds_from_the_end_of_the_week_however_late_it_was_computed():
    assert [on(sunday)[0].state for sunday in (date(2026, 9, 20), date(2026, 10, 4), date(2026, 11, 1), date(2026, 11, 15))] == [
        "shipped", "not yet known", "verified", "came back"]
    assert [row["verdict"] for row in on(date(2026, 11, 1))[1]["f-0001"]] == ["not yet known", "fell"]


def test_a_day_that_was_moved_later_is_the_old_one_until_then():
    assert on(date(2026, 11, 22))[0].due_on == date(2026, 11, 1) and on(date(2026, 11, 29))[0].due_on == date(2026, 12, 1)


def test_one_that_was_taken_up_again_does_not_fall_back_to_its_verdicts():
    again = replace(NOW, state="under way")
    fix, _ = on(date(2026, 11, 29), again, [*LOG, change(6, "2026-11-25", state=("came back", "under way"))])
    assert fix.state == "under way"
    assert on(date(2026, 11, 22), again, [*LOG, change(6, "2026-11-25", state=("came back", "under way"))])[0].state == "came back"

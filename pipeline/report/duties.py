"""What somebody has to do at the end of the week: answer, decide, ship, verify, take up again. Pure."""
from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from models.looks import ahead
from pipeline import fixes
from pipeline.fixes import Fix
from pipeline.report.around import Around
from pipeline.report.signal_items import is_up
from pipeline.report.snapshot import DUTIES, Duty
from pipeline.signal_states import ACKNOWLEDGED, UNANSWERED

_OF_SIGNAL = {**dict.fromkeys(UNANSWERED, "acknowledge"), ACKNOWLEDGED: "decide"}
_OF_FIX = {fixes.PROPOSED: "ship", fixes.UNDER_WAY: "ship", fixes.SHIPPED: "verify", fixes.NOT_YET_KNOWN: "verify", fixes.NO_EFFECT: "review", fixes.CAME_BACK: "review"}


def duties(signals: Iterable[Mapping[str, Any]], register: Sequence[Fix], verdicts: Mapping[str, Sequence[Mapping[str, Any]]], waiting: Iterable[Mapping[str, Any]],
           around: Around) -> tuple[Duty, ...]:
    """All of them, by kind, those with a day first. signals: as of replay.rows_on; register, verdicts: of past.register_on; waiting: rows of funnel.waits."""
    found = [_of_signal(row, around) for row in signals if is_up(row) and row["state"] in _OF_SIGNAL and row["target_id"] not in around.hidden]
    found += [duty for fix in register if fix.state in _OF_FIX and (duty := _of_fix(fix, verdicts.get(fix.fix_id, ()), around)) is not None]
    there = {duty.target_id for duty in found}
    found += [_of_topic(row, around) for row in waiting
              if row["why"] == "many replies and no fix" and row["topic_id"] not in around.hidden and row["signal_id"] not in there]
    return tuple(sorted(found, key=lambda duty: (DUTIES.index(duty.kind), duty.due_on or date.max, duty.since, duty.target_id)))


def next_look(fix: Fix, around: Around) -> date | None:
    """The Monday on which the next planned look at a shipped fix can be taken; None where none is left."""
    could_show = fix.shipped_on + timedelta(days=fix.lag_days)
    first = could_show + timedelta(days=-could_show.weekday() % 7)
    looks = ahead(max(0, (around.monday - first).days // 7 + 1))
    return first + timedelta(weeks=looks[0]) if looks else None


def _of_signal(row: Mapping[str, Any], around: Around) -> Duty:
    touchpoint_id = around.names.touchpoint(row["level"], row["target_id"])
    name = "" if row["level"] == "all" else around.names.of(row["level"], row["target_id"])
    return Duty(_OF_SIGNAL[row["state"]], row["signal_id"], name, around.owners.get(touchpoint_id or "", row["owner"]), around.place(touchpoint_id)["touchpoint_id"], None,
                row["raised_on"], f"signals?s={row['signal_id']}")


def _of_topic(row: Mapping[str, Any], around: Around) -> Duty:
    return Duty("decide", row["topic_id"], row["label"], row["owner"], around.place(row["touchpoint_id"])["touchpoint_id"], None, row["since"], f"fixes?t={row['topic_id']}")


def _of_fix(fix: Fix, rows: Sequence[Mapping[str, Any]], around: Around) -> Duty | None:
    """A look is the verifier's, the rest the owner's. Where every look was taken and nothing is known, nothing is due."""
    kind = _OF_FIX[fix.state]
    due_on = next_look(fix, around) if kind == "verify" else fix.due_on if kind == "ship" else None
    if kind == "verify" and due_on is None:
        return None
    whose = (fix.verifier if kind == "verify" else "") or fix.owner
    return Duty(kind, fix.fix_id, fix.title, whose, around.place(fix.touchpoint_id)["touchpoint_id"], due_on, _since(fix, rows, kind), f"fixes?f={fix.fix_id}")


def _since(fix: Fix, rows: Sequence[Mapping[str, Any]], kind: str) -> date:
    if kind == "review":
        said = [row["week"] for row in rows if fixes.OF_VERDICT[row["verdict"]] == fix.state]
        return said[0] + timedelta(days=7) if said else fix.shipped_on
    return (fix.shipped_on if kind == "verify" else fix.started_on or fix.decided_on) or fix.made_at.date()

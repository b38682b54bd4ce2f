"""Track: what the counts say of every fix that is out, week by week; one that came back opens itself again."""
from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

import numpy as np

from models.effect import judge
from models.episodes import Library, library
from pipeline import evidence, fixes, verdict_rows, weekly
from pipeline.decisions.kinds import BELONGS, MERGE, SPLIT
from pipeline.evidence import Around
from pipeline.fixes import Fix
from pipeline.records import StageDone
from pipeline.store import counts, decisions, events, published_version, runs, signals, topics, verdicts
from pipeline.store import fixes as register
from pipeline.store.engine import Connection
from pipeline.workspace import Workspace

FOLLOW_WEEKS = 52        # so long a fix is looked at after it shipped; what rises later is another story
_BASE_WEEKS = 8
_REDEFINED_SHARE = 0.2   # of the people before shipping: so many counted elsewhere by another model make it another topic

Rows = Sequence[Mapping[str, Any]]
Past = tuple[tuple[tuple[int, int], ...], Library]


def run(workspace: Workspace, as_of: datetime) -> StageDone:
    """Judge every fix that is out on each complete week it was not judged on yet, and on the last one again."""
    started, known = time.perf_counter(), register.every(workspace.store)
    out = [fix for fix in known if fix.is_out]
    rows = _judged(workspace, out, _around(workspace, known, as_of)) if out else []
    with workspace.store.write() as connection:
        moved = _write(connection, rows, as_of) if known else []
        if moved or rows:
            workspace.store.touch(connection)
    done = StageDone("track", len(out), len(rows), time.perf_counter() - started, _note(out, moved))
    runs.record(workspace.store, done, as_of)
    return done


def _around(workspace: Workspace, known: Sequence[Fix], as_of: datetime) -> Around:
    found = topics.every(workspace.store)
    with workspace.store.read() as connection:
        raised = signals.all_rows(connection)
    return Around(weekly.read(workspace, as_of), raised, events.every(workspace.store).to_dict("records"),
                  known, frozenset(found.loc[found["state"] != "ended", "topic_id"]), _definition(workspace))


def _definition(workspace: Workspace) -> str | None:
    """What says which complaints are in which topic: the published model, and the last decision of a person that moved some."""
    moved = [row["decision_id"] for row in decisions.active(workspace.store) if row["kind"] in (MERGE, SPLIT, BELONGS)]
    version = published_version(workspace.store)
    return f"{version}+{moved[-1]}" if moved else version


def _judged(workspace: Workspace, out: Sequence[Fix], around: Around) -> list[dict[str, Any]]:
    """The rows that are new or say something else than before, in the order of weeks of each fix."""
    kept: dict[str, list[Mapping[str, Any]]] = {}
    with workspace.store.read() as connection:
        for row in verdicts.read(connection):
            kept.setdefault(row["fix_id"], []).append(row)
    past: dict[int, Past] = {}
    found = []
    for fix in out:
        own = [row for row in kept.get(fix.fix_id, ()) if verdicts.is_of(row, fix)]
        found += _of_fix(fix, around, own, _segments(workspace, fix, around), past)
    return found


def _of_fix(fix: Fix, around: Around, own: Rows, segments, past: dict[int, Past]) -> list[dict[str, Any]]:
    own = [row for row in own if row["detail"]["base"]["asked"] == _asked(fix)]
    todo = _todo(fix, around, {row["week"] for row in own})
    if not todo:
        return []
    base = own[0]["detail"]["base"] if own else _base(fix, around)
    reasons = evidence.hopeless(fix, around) or (("redefined",) if is_redefined(fix, around, base) else ())
    rows = {row["week"]: row for row in own}
    for upto in todo:
        row = _unsaid(fix, around, upto, reasons) if reasons else _row(fix, around, upto, _past(around, upto, past), base, segments)
        rows[row["week"]] = verdict_rows.with_history(row, [each for week, each in sorted(rows.items()) if week < row["week"]], base)
    last = max(rows)
    said = [row if row["week"] == last else verdict_rows.undrawn(row) for _, row in sorted(rows.items())]
    return [row for row in said if row not in [dict(each) for each in own]]


def _unsaid(fix: Fix, around: Around, upto: int, reasons: Sequence[str]) -> dict[str, Any]:
    return verdict_rows.unsaid(_key(fix, around, upto), upto - evidence.shipped_week(fix, around.weekly) + 1, reasons)


def _row(fix: Fix, around: Around, upto: int, past: Past, base: Mapping[str, Any], segments) -> dict[str, Any]:
    first, (placebos, episodes) = evidence.shipped_week(fix, around.weekly), past
    alarm = around.weekly.position(date.fromisoformat(base["alarm"])) if base["alarm"] else None
    found = judge(evidence.of(fix, around, upto, evidence.Beside(alarm, placebos, segments)), episodes, fix.expected_fall)
    return verdict_rows.of_verdict(found, _key(fix, around, upto), around.weekly.weeks[first:upto + 1], _people(fix, around)[first:upto + 1])


def _key(fix: Fix, around: Around, upto: int) -> dict[str, Any]:
    return dict(fix_id=fix.fix_id, week=around.weekly.weeks[upto], shipped_on=fix.shipped_on)


def _past(around: Around, upto: int, past: dict[int, Past]) -> Past:
    """The rises that were left alone, as they were known at the end of a week: the same for every fix."""
    if upto not in past:
        found = evidence.left_alone(around, upto)
        past[upto] = found, library(around.weekly.counts[:, :upto + 1], found)
    return past[upto]


def _todo(fix: Fix, around: Around, judged: set[date]) -> list[int]:
    """Positions of the weeks to judge: those not judged yet, and the last."""
    first, weeks = evidence.shipped_week(fix, around.weekly), around.weekly.weeks
    last = min(len(weeks), first + FOLLOW_WEEKS) - 1
    return [at for at in range(max(0, first), last + 1) if weeks[at] not in judged or at == last]


def _segments(workspace: Workspace, fix: Fix, around: Around) -> tuple[np.ndarray, np.ndarray] | None:
    """People who have the fix and people who do not, (topics, weeks) each; None where everybody had it at once."""
    if not (fix.stages or fix.scope) or not around.weekly.weeks:
        return None
    found = evidence.split(fix, counts.choices(workspace.store)["attributes"], around.weekly.weeks[-1] + timedelta(days=6))
    if found is None:
        return None
    out = weekly.of_segment(workspace, around.weekly, found.out)
    waiting = weekly.of_segment(workspace, around.weekly, found.waiting) if found.waiting else around.weekly.counts - out
    waiting[:, max(0, around.weekly.position(found.until + timedelta(days=1))):] = np.nan     # nobody waits any more; those who had it first are watched on
    return out, waiting


def _base(fix: Fix, around: Around) -> dict[str, Any]:
    """What was known when the fix was judged first: the rise that it answers, the weeks before shipping as they were counted, and by which model."""
    week, alarm = evidence.shipped_week(fix, around.weekly), evidence.alarm_week(fix, around)
    first = max(0, week - _BASE_WEEKS)
    return dict(asked=_asked(fix), alarm=None if alarm is None else around.weekly.weeks[alarm].isoformat(), model=around.model, first=around.weekly.weeks[first].isoformat(), people=verdict_rows.plain(_people(fix, around)[first:week]))


def _asked(fix: Fix) -> list:
    """What a verdict is about: of another question nothing that was said holds."""
    return [sorted(fix.topics), fix.lag_days]


def is_redefined(fix: Fix, around: Around, base: Mapping[str, Any]) -> bool:
    """Does another model count other people in the weeks before shipping?"""
    if base["model"] == around.model:
        return False
    then = np.array(base["people"], dtype=float)
    first = max(0, around.weekly.position(date.fromisoformat(base["first"])))
    now = _people(fix, around)[first:first + len(then)]
    return bool(len(now) == len(then) and np.nansum(np.abs(now - then)) > _REDEFINED_SHARE * max(1.0, np.nansum(then)))


def _people(fix: Fix, around: Around) -> np.ndarray:
    return around.weekly.counts[evidence.treated(fix, around.weekly)].sum(axis=0)


def _write(connection: Connection, rows: Rows, as_of: datetime) -> list[Fix]:
    """Keep the rows, drop those of a shipping that was taken back, and leave each fix in the state that its rows say; returns those that moved.

    The register is read again: what a person did meanwhile holds, and its verdicts come with the next run.
    """
    known = {fix.fix_id: fix for fix in register.read_all(connection)}
    verdicts.put(connection, [row for row in rows if row["fix_id"] in known and verdicts.is_of(row, known[row["fix_id"]])])
    kept: dict[str, list] = {}
    for row in verdicts.read(connection):
        kept.setdefault(row["fix_id"], []).append(row)
    verdicts.drop(connection, [(fix_id, row["week"]) for fix_id, own in kept.items() for row in own if _is_taken_back(row, known[fix_id])])
    moved = []
    for fix in known.values():
        own = [row for row in kept.get(fix.fix_id, ()) if verdicts.is_of(row, fix)]
        state = verdict_rows.state_of(fix, own) if fix.is_out and own else fix.state
        if state != fix.state and fix.state != fixes.CAME_BACK:
            register.change(connection, fix, fixes.left(fix, state), fixes.CANARY, "", as_of)
            moved.append(fixes.left(fix, state))
    return moved


def _is_taken_back(row: Mapping[str, Any], fix: Fix) -> bool:
    """A verdict on a day of shipping that holds no more; those on an earlier shipping of a fix shipped twice stay."""
    return fix.shipped_on is None or row["shipped_on"] > fix.shipped_on or (row["shipped_on"] < fix.shipped_on <= row["week"])


def _note(out: Sequence[Fix], moved: Sequence[Fix]) -> str:
    if not out:
        return "no fix is out"
    told = ", ".join(f"{fix.fix_id} {fix.state}" for fix in moved[:5]) + (" …" if len(moved) > 5 else "")
    return f"{len(out)} {'fix is' if len(out) == 1 else 'fixes are'} out" + (f"; {told}" if moved else "")

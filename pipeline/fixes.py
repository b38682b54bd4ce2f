"""A fix: a change made upstream, from the proposal to what the counts say of it. Pure: every step returns the fix as it is then."""
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from datetime import date, datetime
from typing import Any

from pipeline.errors import FixError

PROPOSED, UNDER_WAY, SHIPPED, ABANDONED = "proposed", "under way", "shipped", "abandoned"
VERIFIED, NO_EFFECT, NOT_YET_KNOWN, CAME_BACK = "verified", "no effect", "not yet known", "came back"
STATES = (PROPOSED, UNDER_WAY, SHIPPED, NOT_YET_KNOWN, VERIFIED, NO_EFFECT, CAME_BACK, ABANDONED)
OUT = (SHIPPED, NOT_YET_KNOWN, VERIFIED, NO_EFFECT, CAME_BACK)
"""States of a fix that customers have: the counts are asked about these."""
CANARY = "canary"

BY_PERSON: Mapping[str, tuple[str, ...]] = {
    PROPOSED: (UNDER_WAY, SHIPPED, ABANDONED),
    UNDER_WAY: (SHIPPED, ABANDONED),
    SHIPPED: (ABANDONED,),
    NOT_YET_KNOWN: (ABANDONED,),
    VERIFIED: (ABANDONED,),
    NO_EFFECT: (UNDER_WAY, SHIPPED, ABANDONED),
    CAME_BACK: (UNDER_WAY, SHIPPED, ABANDONED),
    ABANDONED: (PROPOSED,),
}
"""Where a person may take a fix. What the counts say of it moves it among OUT, and nobody else does."""

OF_VERDICT = {"fell": VERIFIED, "did not fall": NO_EFFECT, "not yet known": NOT_YET_KNOWN, "came back": CAME_BACK}
_PAIRS, _LISTS = ("scope", "stages"), ("topics", "signals", "links")
_DAYS = ("due_on", "decided_on", "started_on", "shipped_on")


@dataclass(frozen=True)
class Fix:
    """A fix of the register; fields as in the table `fixes`.

    topics: whose complaints should fall; none: nothing can be judged. expected_fall: share (0-1). lag_days: from shipping until
    it can show. scope: (name, value) pairs, none: everywhere. stages of a roll-out: (name, value, day) in the order of shipping.
    """

    fix_id: str
    title: str
    touchpoint_id: str
    owner: str
    topics: tuple[str, ...] = ()
    signals: tuple[str, ...] = ()
    hypothesis: str = ""
    expected_fall: float | None = None
    due_on: date | None = None
    verifier: str = ""
    decided_on: date | None = None
    started_on: date | None = None
    shipped_on: date | None = None
    lag_days: int = 0
    scope: tuple[tuple[str, str], ...] = ()
    stages: tuple[tuple[str, str, date], ...] = ()
    links: tuple[str, ...] = ()
    state: str = PROPOSED
    reason: str = ""
    made_at: datetime | None = None

    @property
    def is_out(self) -> bool:
        return self.state in OUT


def start(fix: Fix, on: date) -> Fix:
    """Somebody works on it from this day."""
    return replace(_moved(fix, UNDER_WAY), started_on=on)


def ship(fix: Fix, on: date, stage: tuple[str, str] | None = None) -> Fix:
    """Customers have it from this day; with a stage, those of one attribute value, after those who had it before.

    One that did not help or came back may be shipped again: its counts are then asked anew. Raises FixError when it is out already.
    """
    if stage:
        return _ship_stage(fix, on, stage)
    if fix.state in (SHIPPED, NOT_YET_KNOWN, VERIFIED):
        raise FixError(f"{fix.fix_id} was shipped on {fix.shipped_on} already. Correct the day with `fix edit {fix.fix_id} --shipped DAY`, "
                       "take it back with `fix undo`, or register what was changed since as a fix of its own.")
    return replace(_moved(fix, SHIPPED), shipped_on=on, stages=())


def _ship_stage(fix: Fix, on: date, stage: tuple[str, str]) -> Fix:
    name, value = stage
    if fix.is_out and not fix.stages and fix.state not in (NO_EFFECT, CAME_BACK):
        raise FixError(f"{fix.fix_id} was shipped everywhere on {fix.shipped_on}: there is nobody left to ship it to. Take that back with `fix undo` first.")
    known = () if fix.state in (NO_EFFECT, CAME_BACK) else fix.stages
    if known and known[0][0] != name:
        raise FixError(f"{fix.fix_id} is rolled out by {known[0][0]}, not by {name}. Name a value of {known[0][0]}.")
    if twice := next((day for _, had, day in known if had == value), None):
        raise FixError(f"{fix.fix_id} was shipped to {name}={value} on {twice} already. Name another value, or take that back with `fix undo`.")
    stages = tuple(sorted((*known, (name, value, on)), key=lambda each: (each[2], each[1])))
    moved = fix if known else _moved(fix, SHIPPED)
    return replace(moved, stages=stages, shipped_on=stages[0][2])


def abandon(fix: Fix, why: str) -> Fix:
    if not why.strip():
        raise FixError(f"{fix.fix_id}: a reason is needed to abandon it, e.g. --why 'the supplier changes it in May'.")
    return replace(_moved(fix, ABANDONED), reason=why.strip())


def resume(fix: Fix) -> Fix:
    """An abandoned fix is proposed again."""
    return replace(_moved(fix, PROPOSED), reason="", started_on=None, shipped_on=None, stages=())


def left(fix: Fix, state: str) -> Fix:
    """As the counts leave it: in one of OUT. A fix that is not out, or came back and waits for a person, stays as it is."""
    return replace(fix, state=state) if fix.is_out and fix.state != CAME_BACK and state in OUT else fix


def _moved(fix: Fix, state: str) -> Fix:
    allowed = BY_PERSON[fix.state]
    if state not in allowed:
        raise FixError(f"{fix.fix_id} is {fix.state}: it cannot become {state}. From there it can become {' or '.join(allowed)}.")
    return replace(fix, state=state)


def changes(before: Fix, after: Fix) -> dict[str, list]:
    """field -> [before, after] of what differs, as JSON holds it."""
    old, new = to_row(before), to_row(after)
    return {name: [_plain(old[name]), _plain(new[name])] for name in old if old[name] != new[name] and name != "made_at"}


def undone(fix: Fix, made: Mapping[str, list]) -> Fix:
    """As it was before the change `made`. A registration taken back is abandoned: nothing is ever lost."""
    if "fix_id" in made:
        return replace(fix, state=ABANDONED, reason="registration taken back")
    return from_row(to_row(fix) | {name: pair[0] for name, pair in made.items()})


def to_row(fix: Fix) -> dict[str, Any]:
    """The row of the table `fixes`: lists where it keeps JSON, dates as dates."""
    row = asdict(fix) | {name: list(getattr(fix, name)) for name in _LISTS}
    return row | {name: [[_plain(cell) for cell in each] for each in getattr(fix, name)] for name in _PAIRS}


def from_row(row: Mapping[str, Any]) -> Fix:
    """A fix out of a row of the table, or of a change: days may be written as ISO 8601."""
    values = {field.name: row[field.name] for field in fields(Fix)}
    values |= {name: _day(values[name]) for name in _DAYS} | {name: tuple(values[name]) for name in _LISTS}
    values |= {"scope": tuple(tuple(pair) for pair in values["scope"]), "stages": tuple((name, value, _day(on)) for name, value, on in values["stages"])}
    return Fix(**values)


def _day(value: date | str | None) -> date | None:
    return date.fromisoformat(value) if isinstance(value, str) else value


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value

"""The life of a signal: which state may follow which, by whose hand; every change is written down."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from pipeline.errors import UsageError
from pipeline.said import plain
from pipeline.store import signal_log, signals
from pipeline.store.engine import Connection
from pipeline.workspace import Workspace, command

NEW, ACKNOWLEDGED, WITH_A_FIX, RECOVERED, DISMISSED, REGRESSED = STATES = (
    "new", "acknowledged", "with a fix", "recovered", "dismissed", "regressed")
CANARY = "canary"
"""Who changes a state when it is no person."""
UNANSWERED = (NEW, REGRESSED)
"""States in which a signal waits for a person."""
PAST = (RECOVERED, DISMISSED, WITH_A_FIX)
"""States from which the same touchpoint or topic may come back: a later rise of it is a regression."""

_BY_PERSON = {
    NEW: (ACKNOWLEDGED, WITH_A_FIX, DISMISSED),
    REGRESSED: (ACKNOWLEDGED, WITH_A_FIX, DISMISSED),
    ACKNOWLEDGED: (WITH_A_FIX, DISMISSED),
    WITH_A_FIX: (ACKNOWLEDGED, DISMISSED),
    RECOVERED: (WITH_A_FIX, DISMISSED),
    DISMISSED: (WITH_A_FIX,),
}
_BY_CANARY = {NEW: (RECOVERED,), REGRESSED: (RECOVERED,), ACKNOWLEDGED: (RECOVERED,), WITH_A_FIX: (RECOVERED, REGRESSED), RECOVERED: (), DISMISSED: ()}


def may_follow(state: str, by: str) -> tuple[str, ...]:
    """The states that `by` (a person, or CANARY) may set after `state`. Taking a change back is `reopen`, not this."""
    return (_BY_CANARY if by == CANARY else _BY_PERSON)[state]


def check(signal: Mapping[str, Any], to_state: str, by: str, why: str) -> None:
    """Raises UsageError when `to_state` may not follow, or a dismissal has no reason."""
    if to_state not in STATES:
        raise UsageError(f"state '{to_state}' is unknown. Known: {', '.join(STATES)}.")
    allowed = may_follow(signal["state"], by)
    if to_state not in allowed:
        back = "" if signal["state"] == RECOVERED else "; reopen takes its last change back"
        raise UsageError(f"{signal['signal_id']} is {signal['state']}: it cannot become {to_state}. Allowed: {', '.join(allowed) or 'nothing'}{back}.")
    if to_state == DISMISSED and not why.strip():
        raise UsageError(f"{signal['signal_id']}: a dismissal needs a reason, for those who look back. Say it with --why \"…\".")


def before_last_change(signal: Mapping[str, Any], changes: Sequence[Mapping[str, Any]]) -> str | None:
    """The state that `reopen` goes back to; None when nothing is left to take back. What was taken back is not brought back by a second call.

    changes: the signal's log, oldest first. What ended while it was dismissed does not wait again: it has recovered. What has recovered
    stays so, for the counts said it and no person: set to wait again, no later run would end its waiting.
    """
    if signal["state"] == RECOVERED:
        return None
    path: list[str] = []
    for row in changes:
        if is_remark(row):
            continue
        path = path or [state for state in [row["from_state"]] if state]
        path = path[:-1] if path[-2:-1] == [row["to_state"]] else [*path, row["to_state"]]
    if len(path) < 2:
        return None
    is_over = signal["ended_on"] is not None and signal["state"] == DISMISSED and RECOVERED in _BY_CANARY[path[-2]]
    return RECOVERED if is_over else path[-2]


def change(workspace: Workspace, signal_id: str, to_state: str, by: str, why: str, as_of: datetime) -> None:
    """Set a state and write down who did it and why; the state that it has already changes nothing.

    Personal data in `by` and `why` are removed before they are kept. Raises UsageError when there is no such signal, or `check` refuses.
    """
    by, why = plain(workspace, by), plain(workspace, why)
    required(workspace, signal_id)
    with workspace.store.write() as connection:
        change_within(connection, signal_id, to_state, by, why, as_of)
        workspace.store.touch(connection)


def change_within(connection: Connection, signal_id: str, to_state: str, by: str, why: str, as_of: datetime) -> None:
    """As `change`, within a write of the caller's."""
    signal = _known(connection, signal_id)
    if signal["state"] != to_state:
        check(signal, to_state, by, why)
        _put(connection, signal, to_state, by, why, as_of)


def remark(workspace: Workspace, signal_id: str, by: str, why: str, as_of: datetime) -> None:
    """Write down what a person says of a signal without deciding anything: it waits as before. Raises UsageError when nothing is said, or there is no such signal."""
    by, why = plain(workspace, by), plain(workspace, why)
    if not why:
        raise UsageError(f"{signal_id}: the remark is empty. Say in a few words what others should know.")
    required(workspace, signal_id)
    with workspace.store.write() as connection:
        signal = _known(connection, signal_id)
        _put(connection, signal, signal["state"], by, why, as_of)
        workspace.store.touch(connection)


def is_remark(change: Mapping[str, Any]) -> bool:
    """Did a person only say something, without changing the state? What canary writes so is that it follows the signal no further."""
    return change["from_state"] == change["to_state"] and change["by"] != CANARY


def reopen(workspace: Workspace, signal_id: str, by: str, why: str, as_of: datetime) -> str:
    """Take the last change of a signal back; returns the state that it has again. Raises UsageError when nothing was changed, or it has recovered."""
    by, why = plain(workspace, by), plain(workspace, why)
    required(workspace, signal_id)
    with workspace.store.write() as connection:
        signal = _known(connection, signal_id)
        before = before_last_change(signal, signal_log.changes_of(connection, signal_id))
        if before is None and signal["state"] == RECOVERED:
            raise UsageError(f"{signal_id} is recovered: the counts say so, nobody decided it, so there is nothing to take back. A new rise is raised again.")
        if before is None:
            raise UsageError(f"{signal_id} is {signal['state']} since it was raised: there is nothing to take back.")
        _put(connection, signal, before, by, why, as_of)
        workspace.store.touch(connection)
    return before


def required(workspace: Workspace, signal_id: str) -> dict[str, Any]:
    """The signal of that id. Raises UsageError that says where ids are found."""
    if (signal := signals.one(workspace.store, signal_id)) is None:
        raise UsageError(f"signal {signal_id}: unknown. List them: {command(workspace.path, 'signals')}")
    return signal


def _known(connection: Connection, signal_id: str) -> dict[str, Any]:
    if (signal := signals.found(connection, signal_id)) is None:
        raise UsageError(f"signal {signal_id}: unknown. `signals` lists them")
    return signal


def _put(connection: Connection, signal: Mapping[str, Any], to_state: str, by: str, why: str, as_of: datetime) -> None:
    signals.set_state(connection, signal["signal_id"], to_state)
    signal_log.add(connection, [dict(signal_id=signal["signal_id"], at=as_of, by=by, from_state=signal["state"], to_state=to_state, why=why.strip())])

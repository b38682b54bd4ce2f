"""What was told whom: every recipient of a week with the state of their mail, and whether a mail is missed. Reads; decides nothing but words."""
from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from pipeline import lock
from pipeline.mail import due
from pipeline.mail.recipient import WEBHOOK
from pipeline.mail.sending import lock_path
from pipeline.report import weeks
from pipeline.store import mailings, recipients, snapshots
from pipeline.store.mailings import CLAIMED, FAILED, REFUSED, SENT, UNSURE
from pipeline.workspace import Workspace, command

WAITING, SENDING = "not sent", "being sent"


@dataclass(frozen=True)
class Line:
    """One mail of a week, or who waits for one. copies_n: how many times it was sent; at: when it was finished, or claimed."""

    recipient_id: str
    name: str
    edition: str
    owner: str
    state: str
    copies_n: int
    at: datetime | None
    by: str
    note: str
    list_state: str


@dataclass(frozen=True)
class Owed:
    """The latest week that is due. has_snapshot: was it made; owed_n: who was on the list when it was due; on_list_n: who is now.

    wrong: state → short names of those who should have it and, as far as is known, have not.
    """

    monday: date
    has_snapshot: bool
    owed_n: int
    on_list_n: int
    wrong: Mapping[str, tuple[str, ...]]

    @property
    def is_well(self) -> bool:
        """Nobody misses anything. Who came on the list after it was due does not; an empty list and no snapshot is a fault."""
        return not self.wrong and (self.has_snapshot or (self.on_list_n > 0 and not self.owed_n))


def lines(workspace: Workspace, monday: date) -> list[Line]:
    """A line for each recipient who is on the list or has something of the week; by short name."""
    listed = {row["recipient_id"]: row for row in recipients.every(workspace.store)}
    newest = mailings.newest(mailings.of_week(workspace.store, monday))
    is_sending = lock.is_held(lock_path(workspace))
    return [_line(name, listed.get(name), newest.get(name), is_sending) for name in sorted({*newest, *listed})
            if name in newest or listed[name]["state"] == recipients.ACTIVE]


def owed(workspace: Workspace, as_of: datetime, monday: date | None = None) -> Owed:
    """How it stands with the week whose mail should be out by now; or with a later one, where its mails have begun to leave."""
    settings = workspace.settings
    monday = monday or max([due.last_owed(as_of, settings.weekly, settings.zone), *(row["week"] for row in mailings.counted(workspace.store)[:1])])
    due_at = due.due_at(monday, settings.weekly, settings.zone)
    listed = recipients.every(workspace.store, recipients.ACTIVE)
    in_time = {row["recipient_id"] for row in listed if row["changed_at"] <= due_at} | ({WEBHOOK} if settings.weekly.webhook else set())
    found = {line.recipient_id: line for line in lines(workspace, monday)}
    wrong: dict[str, list[str]] = {}
    for name in sorted(in_time | {name for name, line in found.items() if _counts(line)}):
        state = found[name].state if name in found else WAITING
        if state not in (SENT, SENDING):
            wrong.setdefault(state, []).append(name)
    return Owed(monday, snapshots.one(workspace.store, monday) is not None, len(in_time), len(listed), {state: tuple(names) for state, names in wrong.items()})


def is_used(workspace: Workspace) -> bool:
    """Does anybody expect a mail or a message to a channel? Where nobody does, none is missed."""
    return bool(recipients.every(workspace.store, recipients.ACTIVE)) or bool(workspace.settings.weekly.webhook)


def sentence(found: Owed) -> str:
    """One line, for a monitor, `status` and the dashboard. No address, only short names."""
    week = weeks.name_of(found.monday)
    if not found.has_snapshot and found.is_well:
        return f"nothing is missed: nobody was on the list when the Monday e-mail of {week} was due"
    if not found.has_snapshot:
        return f"the Monday e-mail of {week} is missed: no snapshot of that week was made" + ("" if found.on_list_n else ", and nobody is on the list")
    if not found.wrong:
        return f"the Monday e-mail of {week} was sent to all {found.on_list_n} on the list" if found.on_list_n else f"the snapshot of {week} is made; nobody is on the list"
    told = "; ".join(f"{_WRONG[state]} {_names(names)}" for state, names in sorted(found.wrong.items()))
    return f"the Monday e-mail of {week} is not complete: {told}"


def is_whole(found: Sequence[Line]) -> bool:
    """Has everybody on the list got it, as far as is known?"""
    return all(line.state in (SENT, SENDING) for line in found if line.list_state == recipients.ACTIVE or line.recipient_id == WEBHOOK)


def _counts(line: Line) -> bool:
    """Was something tried for somebody who is still to get it?"""
    return line.copies_n > 0 and (line.list_state == recipients.ACTIVE or line.recipient_id == WEBHOOK)


def said(found: Sequence[Line], monday: date) -> list[str]:
    """How many mails are in which state; and a line each for those that a person should look at."""
    if not found:
        return [f"{weeks.name_of(monday)}: nobody is on the list. Put somebody on it: weekly recipients add NAME ADDRESS"]
    told = ", ".join(f"{n:,} {state}" for state, n in states_of(found).most_common())
    return [f"{weeks.name_of(monday)}: {told}", *(f"{line.recipient_id}: {line.state}" + (f": {line.note}" if line.note else "")
                                                  for line in found if line.state not in (SENT, SENDING, WAITING))]


def status_lines(workspace: Workspace, as_of: datetime) -> list[str]:
    """For `status`: a missed or incomplete week loudly, one that is well quietly, nothing where nobody expects a mail."""
    if not is_used(workspace):
        return []
    found = owed(workspace, as_of)
    return [sentence(found) if found.is_well else f"MISSED: {sentence(found)}: {command(workspace.path, 'weekly --send')}"]


def states_of(found: Sequence[Line]) -> Counter[str]:
    return Counter(line.state for line in found)


_WRONG = {WAITING: "not sent to", FAILED: "failed for", REFUSED: "refused for", UNSURE: "unsure whether it reached"}


def _names(names: Sequence[str], most: int = 5) -> str:
    return ", ".join(names[:most]) + (f" and {len(names) - most:,} more" if len(names) > most else "")


def _line(name: str, row: Mapping[str, Any] | None, mail: Mapping[str, Any] | None, is_sending: bool) -> Line:
    about = row or dict(name="a channel" if name == WEBHOOK else "", owner="", state="")
    if mail is None:
        return Line(name, about["name"], recipients.of_row(row).edition if row else "", about["owner"], WAITING, 0, None, "", "", about["state"])
    state = mail["state"] if mail["state"] != CLAIMED else SENDING if is_sending else UNSURE
    return Line(name, about["name"], mail["edition"], about["owner"], state, mail["copy_n"], mail["finished_at"] or mail["claimed_at"], mail["by"], mail["note"], about["state"])

"""What the Outbox reads, each time anew: who is being sent to now hangs on a lock, which no data version tells of. Only the words of a mail are kept."""
from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import streamlit as st

from dashboard import load
from dashboard.view import View
from pipeline.mail import due, outbox
from pipeline.mail.compose import Mail
from pipeline.mail.recipient import Recipient
from pipeline.mail.writer import Writer
from pipeline.report import run, weeks
from pipeline.report.snapshot import Snapshot
from pipeline.store import mailings, recipients, snapshots
from pipeline.workspace import Workspace


def owed(view: View) -> outbox.Owed:
    return outbox.owed(view.workspace, view.as_of)


def is_used(view: View) -> bool:
    return outbox.is_used(view.workspace)


def lines(view: View, monday: date) -> list[outbox.Line]:
    return outbox.lines(view.workspace, monday)


def listed(view: View) -> list[dict]:
    """Everybody who is or was on the list; columns as in the table `recipients`."""
    return recipients.every(view.workspace.store)


def made(view: View) -> dict[date, object]:
    """Monday → when the snapshot of that week was made."""
    return {row["week"]: row["made_at"] for row in snapshots.every(view.workspace.store)}


def counted(view: View) -> list[dict]:
    """week, state, n."""
    return mailings.counted(view.workspace.store)


def snapshot(view: View, monday: date) -> Snapshot | None:
    return run.of_week(view.workspace.store, monday)


def mail(view: View, monday: date, owner: str, language: str) -> Mail:
    """The week's mail as a reader of that edition gets it."""
    return _mail(str(view.workspace.path), view.version, monday, owner, language)


def writer(view: View, monday: date) -> Writer:
    found = snapshot(view, monday)
    return Writer(view.workspace, found, found.made_at)


def reader(view: View, owner: str, language: str) -> Recipient:
    """Stands for whoever reads the edition; nobody's address."""
    return _reader(view.workspace, owner, language)


def next_due(view: View) -> datetime:
    """When the mail of the running week, or of the last one where that is still to come, is due."""
    settings = view.workspace.settings
    last = weeks.last_complete(view.as_of, settings.zone)
    at = due.due_at(last, settings.weekly, settings.zone)
    return at if at > view.as_of else due.due_at(weeks.monday_of(view.as_of.astimezone(settings.zone).date()), settings.weekly, settings.zone)


@st.cache_data(max_entries=16, show_spinner=False)
def _mail(path: str, version: str, monday: date, owner: str, language: str) -> Mail:
    workspace = load.workspace(Path(path))
    found = run.of_week(workspace.store, monday)
    return Writer(workspace, found, found.made_at).mail(_reader(workspace, owner, language))


def _reader(workspace: Workspace, owner: str, language: str) -> Recipient:
    return Recipient("reader", "reader@localhost.invalid", owner=owner, language=language, zone=workspace.settings.workspace.zone)

"""A week's snapshot on its way: frozen, written to files, sent to everybody or again to one."""
from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from datetime import date, datetime
from pathlib import Path

from pipeline.mail import audience, channel, sending
from pipeline.mail.recipient import WEBHOOK, Recipient
from pipeline.mail.smtp import Answer, Door, server_of
from pipeline.mail.writer import Writer
from pipeline.report import run, weeks
from pipeline.report.snapshot import Snapshot
from pipeline.store.mailings import UNSURE
from pipeline.workspace import Workspace

Sleep = Callable[[float], None]
_ANYBODY = Recipient("everybody", "everybody@localhost.invalid", zone="")
"""Stands for the reader where a mail is looked at and not sent."""


def frozen(workspace: Workspace, monday: date, as_of: datetime) -> Snapshot:
    """The snapshot of the week, made now where there is none. Raises UsageError for a week that is not over."""
    return run.freeze(workspace, weeks.name_of(monday), as_of)


def words(workspace: Workspace, snapshot: Snapshot) -> str:
    """Everybody's edition as plain text."""
    return Writer(workspace, snapshot, snapshot.made_at).mail(_ANYBODY).text


def waiting_n(workspace: Workspace, monday: date) -> int:
    return len(sending.waiting(workspace, monday))


def everybody(workspace: Workspace, snapshot: Snapshot, as_of: datetime, environment: Mapping[str, str], sleep: Sleep,
              progress: Callable[[int], None] = lambda done_n: None, by: str = sending.CANARY) -> None:
    """Send the week to all who have none of it, and to the channel. Raises CanaryError when the server cannot be spoken to; the channel has it even then."""
    if workspace.settings.weekly.webhook:
        channel.send(workspace, weeks.parse(snapshot.week), Writer(workspace, snapshot, as_of).channel, environment, as_of, by)
    if workspace.settings.weekly.smtp_host or not workspace.settings.weekly.webhook or audience.active(workspace):
        with _post(workspace, snapshot, as_of, environment, sleep, by) as post:
            sending.send(post, progress)


def again(workspace: Workspace, snapshot: Snapshot, recipient_id: str, as_of: datetime, environment: Mapping[str, str], sleep: Sleep, by: str = sending.CANARY) -> Answer:
    """Send one recipient (or the channel, by the name "webhook") another copy, because a person asked. Raises UsageError when nobody of that name is on the list."""
    if recipient_id == WEBHOOK and workspace.settings.weekly.webhook:
        message = Writer(workspace, snapshot, as_of).channel
        return channel.send(workspace, weeks.parse(snapshot.week), message, environment, as_of, by, is_asked=True) or Answer(UNSURE, "another job took this copy meanwhile")
    with _post(workspace, snapshot, as_of, environment, sleep, by) as post:
        return sending.send_again(post, recipient_id)


def write_files(workspace: Workspace, snapshot: Snapshot, folder: Path) -> list[Path]:
    """The mails as they would leave, one a recipient, and what they are made of. The same snapshot writes the same bytes."""
    folder.mkdir(parents=True, exist_ok=True)
    writer = Writer(workspace, snapshot, snapshot.made_at)
    contents = {f"{snapshot.week}-{one.recipient_id}.eml": writer(one).as_bytes() for one in audience.active(workspace) or [_ANYBODY]}
    contents |= writer.files(_ANYBODY)
    for name, content in contents.items():
        (folder / name).write_bytes(content)
    return [folder / name for name in contents]


@contextmanager
def _post(workspace: Workspace, snapshot: Snapshot, as_of: datetime, environment: Mapping[str, str], sleep: Sleep, by: str) -> Iterator[sending.Post]:
    with closing(Door(server_of(workspace.settings.weekly, environment))) as door:
        yield sending.Post(workspace, weeks.parse(snapshot.week), as_of, door, Writer(workspace, snapshot, as_of), sleep, by)

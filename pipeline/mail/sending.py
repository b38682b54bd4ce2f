"""Sending a week's mails, each once: claimed in the store before it leaves, finished after; what a crash leaves open is unsure, and waits for a person.

One job sends at a time, under a lock that the kernel lets go of when the job ends, however it ends; the others wait, then find everything claimed.
So a claim that is found under the lock belongs to nobody who lives. (On PostgreSQL and several machines the claims still keep every mail single, but a
live claim of another machine may be called unsure until it ends: send from one machine.)
"""
from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from email.message import EmailMessage
from email.utils import parseaddr
from pathlib import Path
from typing import Protocol

from pipeline.errors import CanaryError, UsageError
from pipeline.lock import only_one
from pipeline.mail.recipient import Recipient, checked
from pipeline.mail.smtp import Answer, DoorError
from pipeline.said import plain
from pipeline.store import mailings, recipients
from pipeline.store.mailings import FAILED, REFUSED, SENT, UNSURE, Claim
from pipeline.workspace import Workspace

CANARY = "canary"
INTERRUPTED = "the job ended while this mail was on its way: it may have arrived or not"
WHAT = "a sending of this workspace's Monday e-mail"


class Way(Protocol):
    """By which a mail leaves. Raises DoorError when there is none; nothing was sent then."""

    def send(self, sender: str, to: str, content: bytes) -> Answer: ...


@dataclass(frozen=True)
class Post:
    """What a sending needs. write: recipient, number of the copy → the mail; sleep: waits so many seconds; by: a person, or CANARY."""

    workspace: Workspace
    week: date
    as_of: datetime
    way: Way
    write: Callable[[Recipient, int], EmailMessage]
    sleep: Callable[[float], None]
    by: str = CANARY


def lock_path(workspace: Workspace) -> Path:
    return workspace.path / "weekly.lock"


def send(post: Post, progress: Callable[[int], None] = lambda done_n: None) -> None:
    """Send the week's mail to everybody on the list who has none of it, in rounds: who is refused for the moment is tried again in the next.

    Raises CanaryError when the server cannot be spoken to; whom that leaves without a mail is kept as failed, for the next job.
    """
    weekly = post.workspace.settings.weekly
    with only_one(lock_path(post.workspace), WHAT, weekly.wait_s):
        close_claims(post.workspace, post.as_of)
        try:
            for number in range(weekly.tries):
                if number:
                    post.sleep(weekly.retry_s * 2 ** (number - 1))
                if (problem := _round(post, progress)) is None and not waiting(post.workspace, post.week):
                    break
            if problem is not None:
                raise problem
        except DoorError as error:
            _give_up(post, str(error))
            raise
        finally:
            _touch(post.workspace)


def send_again(post: Post, recipient_id: str) -> Answer:
    """A further copy to one recipient, because a person asked; a copy that failed is tried anew instead. Returns how it ended.

    Raises UsageError when nobody of that name is on the list, CanaryError when the server cannot be spoken to.
    """
    with only_one(lock_path(post.workspace), WHAT, post.workspace.settings.weekly.wait_s):
        close_claims(post.workspace, post.as_of)
        with post.workspace.store.read() as connection:
            recipient = _on_list(recipients.one(connection, recipient_id), recipient_id)
            copy_n = mailings.next_copy_n(connection, post.week, recipient_id)
        try:
            if (answer := _one(post, recipient, copy_n)) is None:
                raise UsageError(f"recipient {recipient_id}: another job took this copy meanwhile; nothing was sent twice.")
            return answer
        finally:
            _touch(post.workspace)


def waiting(workspace: Workspace, week: date) -> list[Recipient]:
    """Who is on the list and has no mail of the week: nobody tried yet, or the try failed."""
    with workspace.store.read() as connection:
        told = mailings.told(connection, week) - {row["recipient_id"] for row in _failed(connection, week)}
        return [recipients.of_row(row) for row in recipients.read_all(connection, recipients.ACTIVE) if row["recipient_id"] not in told]


def settle(workspace: Workspace, week: date, recipient_id: str, by: str, as_of: datetime) -> None:
    """A person found out that a mail arrived of which nobody knew: from now on it counts as sent. Raises UsageError where there is no such mail."""
    with workspace.store.write() as connection:
        row = mailings.newest(mailings.read_week(connection, week)).get(recipient_id)
        if row is None or row["state"] != UNSURE:
            raise UsageError(f"recipient {recipient_id[:40]}: their mail of that week is {row['state'] if row else 'not sent'}; only of an unsure one can be said that it arrived.")
        claim = Claim(week, recipient_id, row["edition"], row["copy_n"])
        mailings.finish(connection, claim, SENT, f"it arrived, says {plain(workspace, by) or 'a person'}; nobody knew before", as_of)
        workspace.store.touch(connection)


def close_claims(workspace: Workspace, as_of: datetime) -> None:
    """Call what earlier jobs left open unsure. Only under the lock: there nobody else is sending."""
    with workspace.store.write() as connection:
        for claim in mailings.claims_left(connection):
            mailings.finish(connection, claim, UNSURE, INTERRUPTED, as_of)


def _round(post: Post, progress: Callable[[int], None]) -> DoorError | None:
    """Try everybody who waits, once. Returns why the server could not be spoken to, where another try may do; raises DoorError where none will."""
    with post.workspace.store.read() as connection:
        copies = {row["recipient_id"]: row["copy_n"] for row in _failed(connection, post.week)}
    for done_n, recipient in enumerate(waiting(post.workspace, post.week)):
        progress(done_n)
        try:
            _one(post, recipient, copies.get(recipient.recipient_id, 1))
        except DoorError as error:
            if not error.is_passing:
                raise
            return error
    return None


def _one(post: Post, recipient: Recipient, copy_n: int = 1) -> Answer | None:
    """Write a mail, claim it, hand it over and keep how that ended; None where somebody else has it. Raises DoorError when there is no way out now."""
    message, fault = _written(post, recipient, copy_n)
    claim = Claim(post.week, recipient.recipient_id, recipient.edition, copy_n)
    if not _claimed(post, claim, message["Message-ID"] if message else ""):
        return None
    if message is None:
        return _finish(post, claim, Answer(REFUSED, fault))
    try:
        answer = post.way.send(parseaddr(post.workspace.settings.weekly.sender)[1], recipient.address, message.as_bytes())
    except DoorError as error:
        _finish(post, claim, Answer(FAILED, str(error)))
        raise
    return _finish(post, claim, answer)


def _written(post: Post, recipient: Recipient, copy_n: int) -> tuple[EmailMessage | None, str]:
    """The mail; or None and why there is none: that is this recipient's matter and must not keep the others from theirs."""
    try:
        return post.write(checked(recipient), copy_n), ""
    except CanaryError as error:
        return None, str(error)


def _failed(connection, week: date) -> list[dict]:
    """Last copies that certainly were not sent: the first, or one that a person asked for."""
    return [row for row in mailings.newest(mailings.read_week(connection, week)).values() if row["state"] == FAILED]


def _claimed(post: Post, claim: Claim, message_id: str) -> bool:
    """Take the mail, unless somebody has it or the recipient has left the list meanwhile."""
    def is_on_list(connection) -> bool:
        row = recipients.one(connection, claim.recipient_id)
        return row is not None and row["state"] == recipients.ACTIVE

    return mailings.take(post.workspace.store, claim, message_id, post.by, post.as_of, is_on_list)


def _finish(post: Post, claim: Claim, answer: Answer) -> Answer:
    with post.workspace.store.write() as connection:
        mailings.finish(connection, claim, answer.state, answer.note, post.as_of)
    return answer


def _give_up(post: Post, reason: str) -> None:
    """Whom nobody tried is kept as failed with the reason, so that it can be seen who waits and why."""
    with post.workspace.store.write() as connection:
        known = mailings.told(connection, post.week, mailings.STATES)
        for row in recipients.read_all(connection, recipients.ACTIVE):
            if row["recipient_id"] not in known:
                claim = Claim(post.week, row["recipient_id"], recipients.of_row(row).edition)
                mailings.add(connection, claim, FAILED, "", post.by, post.as_of)
                mailings.finish(connection, claim, FAILED, reason, post.as_of)


def _on_list(row, recipient_id: str) -> Recipient:
    if row is None or row["state"] != recipients.ACTIVE:
        state = f"is {row['state']}" if row else "is unknown"
        raise UsageError(f"recipient {recipient_id[:40]} {state}: nothing was sent. `weekly recipients list` shows who is on the list.")
    return recipients.of_row(row)


def _touch(workspace: Workspace) -> None:
    with workspace.store.write() as connection:
        workspace.store.touch(connection)

"""A mail with everything around it: from whom, to whom, its own name for ever, and the ways to leave the list. Pure."""
from __future__ import annotations

import hmac
import re
from dataclasses import dataclass
from datetime import date, datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import EmailPolicy
from email.utils import format_datetime, parseaddr

from pipeline.mail.compose import Mail
from pipeline.mail.recipient import Recipient
from pipeline.settings_weekly import WeeklySettings

_AS_THEY_ARE = ("list-unsubscribe", "list-id", "message-id")
_SPACES = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_MOST_SUBJECT_CHARS = 200
_HASH_CHARS = 24


class _Lines(EmailPolicy):
    """Headers that programs read are never broken within an address: an encoded one is no address to them."""

    def fold_binary(self, name: str, value: str) -> bytes:
        return self.fold(name, value).encode("ascii") if name.lower() in _AS_THEY_ARE else super().fold_binary(name, value)

    def fold(self, name: str, value: str) -> str:
        return f"{name}: {value}".replace(", <", ",\r\n <") + "\r\n" if name.lower() in _AS_THEY_ARE else super().fold(name, value)


SEVEN_BIT = _Lines(linesep="\r\n", cte_type="7bit", max_line_length=78)
"""Goes through every server as it is, and is the same bytes at every time."""


@dataclass(frozen=True)
class Envelope:
    """message_id: deterministic, so that a mail tried twice is one. sent_at: stands as its date. leave_url, leave_to: ways to unsubscribe, "" where there is none."""

    sender: str
    recipient: Recipient
    message_id: str
    sent_at: datetime
    reply_to: str = ""
    leave_url: str = ""
    leave_to: str = ""
    leave_token: str = ""
    one_click_url: str = ""


def message_id(secret: bytes, settings: WeeklySettings, week: date, recipient: Recipient, copy_n: int) -> str:
    """<2026-11-09.3f…@example.com>: the same for the same copy of a mail, another for every other; says nothing of the recipient."""
    said = f"mail\0{week}\0{recipient.recipient_id}\0{recipient.edition}\0{copy_n}"
    return f"<{week}.{hmac.digest(secret, said.encode(), 'sha256').hex()[:_HASH_CHARS]}@{domain(settings.sender)}>"


def domain(sender: str) -> str:
    return parseaddr(sender)[1].rpartition("@")[2].encode("idna").decode() or "canary.invalid"


def message(mail: Mail, envelope: Envelope) -> EmailMessage:
    """text/plain beside HTML with its pictures, and every header that a list mail should have (RFC 2369, 2919, 3834, 8058)."""
    made = EmailMessage(policy=SEVEN_BIT)
    made["Subject"] = one_line(mail.subject)
    made["From"] = _mailbox(envelope.sender)
    made["To"] = Address(one_line(envelope.recipient.name), addr_spec=envelope.recipient.address)
    if envelope.reply_to:
        made["Reply-To"] = _mailbox(envelope.reply_to)
    made["Date"] = format_datetime(envelope.sent_at)
    made["Message-ID"] = envelope.message_id
    _as_of_a_list(made, envelope)
    made.set_content(mail.text, cte="quoted-printable")
    made.add_alternative(mail.html, subtype="html", cte="quoted-printable")
    html = made.get_payload()[-1]
    for cid, picture in mail.pictures.items():
        html.add_related(picture, "image", "png", cid=f"<{cid}>", disposition="inline", filename=f"{cid.partition('@')[0]}.png")
    _bounded(made, envelope.message_id)
    return made


def one_line(words: str) -> str:
    """Nothing in it can begin a header; what is too long for a subject ends in …"""
    tidy = _SPACES.sub(" ", words).strip()
    return tidy if len(tidy) <= _MOST_SUBJECT_CHARS else tidy[: _MOST_SUBJECT_CHARS - 1].rstrip() + "…"


def _as_of_a_list(made: EmailMessage, envelope: Envelope) -> None:
    """It is written by a program to a list: nobody's out-of-office note should answer. One click is promised only where a server takes the POST."""
    ways = [f"<{envelope.one_click_url}?token={envelope.leave_token}>"] if envelope.one_click_url else [f"<{envelope.leave_url}>"] if envelope.leave_url else []
    ways += [f"<mailto:{envelope.leave_to}?subject=unsubscribe%20{envelope.leave_token}>"] if envelope.leave_to else []
    made["List-Id"] = f"<weekly.canary.{domain(envelope.sender)}>"
    if ways:
        made["List-Unsubscribe"] = ", ".join(ways)
    if envelope.one_click_url:
        made["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    made["Auto-Submitted"] = "auto-generated"
    made["X-Auto-Response-Suppress"] = "All"


def _mailbox(value: str) -> Address:
    name, address = parseaddr(value)
    return Address(one_line(name), addr_spec=address)


def _bounded(made: EmailMessage, message_id_: str) -> None:
    """Boundaries out of the name of the mail instead of chance: the same mail is the same bytes."""
    stem = re.sub(r"\W", "", message_id_)[:40]
    for number, part in enumerate(part for part in made.walk() if part.is_multipart()):
        part.set_boundary(f"=_{stem}_{number}")

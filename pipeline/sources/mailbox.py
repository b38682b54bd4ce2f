"""A mailbox that complaints are sent to, read over IMAP without changing anything in it. The one home of imap-tools."""
from __future__ import annotations

import imaplib
import re
import ssl
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, ClassVar, Self

from imap_tools import AND, BaseMailBox, MailBox, MailBoxStartTls, U
from imap_tools.errors import ImapToolsError, MailboxFolderSelectError, MailboxLoginError

from pipeline.errors import SourceError
from pipeline.sources.checks import filled, one_of, within
from pipeline.sources.mail_text import Mail, read_mail, with_subject
from pipeline.sources.page import Allow, Checked, Cursor, Page
from pipeline.sources.section import need_secret, read_section

_PAGE_N, _TIMEOUT_S = 50, 30.0
_READ_BYTES = 262_144   # of each mail: its words come before its attachments
_DOORS = {"tls": MailBox, "starttls": MailBoxStartTls}
_RECEIVED = re.compile(rb'INTERNALDATE "([^"]+)"')
_FOLDERS_SHOWN = 12


@dataclass(frozen=True)
class Settings:
    """folder: as the server names it; encryption: tls (from the first byte) or starttls; own_addresses: the brand's own, whose
    mails are its replies; days_back: how far a first collection goes."""

    host: str
    user: str
    folder: str = "INBOX"
    port: int = 993
    encryption: str = "tls"
    own_addresses: tuple[str, ...] = ()
    channel: str = "e-mail"
    days_back: int = 90


@dataclass(frozen=True)
class MailboxSource:
    """The cursor: the last UID that is stored, and the UIDVALIDITY it holds for; when that changed, all is read again."""

    kind: ClassVar[str] = "mailbox"
    secrets: ClassVar[tuple[str, ...]] = ("password",)
    attributes: ClassVar[tuple[str, ...]] = ()
    name: str
    settings: Settings
    password: str = field(default="", repr=False)

    @classmethod
    def from_settings(cls, name: str, values: Mapping[str, Any], secrets: Mapping[str, str]) -> Self:
        settings = read_section(Settings, name, values)
        one_of(name, "encryption", settings.encryption, tuple(_DOORS))
        within(name, "port", settings.port, 1, 65535)
        within(name, "days_back", settings.days_back, 1, 36500)
        filled(name, "host", settings.host)
        return cls(name, settings, need_secret(name, "password", secrets))

    @property
    def channel(self) -> str:
        return self.settings.channel

    @property
    def own_handles(self) -> tuple[str, ...]:
        return self.settings.own_addresses

    def pages(self, cursor: Cursor | None, as_of: datetime, allow: Allow) -> Iterator[Page]:
        with self._opened() as box:
            validity = int(box.folder.status(self.settings.folder, ["UIDVALIDITY"])["UIDVALIDITY"])
            is_same = bool(cursor) and cursor["uidvalidity"] == validity
            problems = ("the mail server has numbered its mails anew: all are read again, those that are known are not doubled",) if cursor and not is_same else ()
            after = int(cursor["uid"]) if is_same else 0
            first = (as_of - timedelta(days=self.settings.days_back)).date()
            wanted = AND(uid=U(str(after + 1), "*")) if after else AND(date_gte=first)
            uids = sorted(uid for uid in map(int, box.uids(wanted)) if uid > after)   # "n:*" gives the last mail even below n
            for start in range(0, len(uids), _PAGE_N):
                asked = uids[start:start + _PAGE_N]
                mails = list(_mails(box, asked))
                automatic_n = sum(mail.is_automatic for mail, _ in mails)
                left_out = (f"{automatic_n} automatic mails (out of office, bounces, newsletters) were left out",) if automatic_n else ()
                rows = tuple(row_of(mail, received_at) for mail, received_at in mails if not mail.is_automatic)
                yield Page(rows, {"uidvalidity": validity, "uid": asked[-1]}, problems=(*problems, *left_out))
                problems = ()

    def check(self) -> Checked:
        try:
            with self._opened() as box:
                mails_n = int(box.folder.status(self.settings.folder, ["MESSAGES"])["MESSAGES"])
        except SourceError as error:
            return Checked(False, str(error))
        return Checked(True, f"{self.settings.host} lets {self.settings.user} in; '{self.settings.folder}' holds {mails_n:,} mails.")

    def gone(self, native_ids: Sequence[str], allow: Allow) -> frozenset[str] | None:
        """A mailbox cannot say: a mail that was filed away was not taken back."""
        return None

    @contextmanager
    def _opened(self) -> Iterator[BaseMailBox]:
        """The folder, opened for reading only. What goes wrong is told in words, without the server's own."""
        settings = self.settings
        where = f"{self.name}: {settings.host}:{settings.port}"
        try:
            door = _DOORS[settings.encryption](settings.host, settings.port, timeout=_TIMEOUT_S, ssl_context=ssl.create_default_context())
            with door.login(settings.user, self.password, initial_folder=None) as box:
                self._select(box, where)
                yield box
        except (MailboxLoginError, UnicodeEncodeError):
            raise SourceError(f"{where} does not accept this user and password. Check 'user' in [sources.{self.name}] and the password; "
                              "many services want a password made for apps.") from None
        except ssl.SSLError:
            raise SourceError(f"{where} shows no valid certificate, or does not speak '{settings.encryption}' on this port.") from None
        except TimeoutError:
            raise SourceError(f"{where} did not answer within {_TIMEOUT_S:g} s.") from None
        except (imaplib.IMAP4.error, ImapToolsError, OSError) as error:
            raise SourceError(f"{where} cannot be reached or broke off ({type(error).__name__}). What was read is stored.") from None

    def _select(self, box: BaseMailBox, where: str) -> None:
        try:
            box.folder.set(self.settings.folder, readonly=True)
        except MailboxFolderSelectError:
            names = sorted(folder.name for folder in box.folder.list())
            more = f" and {len(names) - _FOLDERS_SHOWN} more" if len(names) > _FOLDERS_SHOWN else ""
            raise SourceError(f"{where} has no such mailbox: '{self.settings.folder}'. It has: {', '.join(names[:_FOLDERS_SHOWN])}{more}.") from None


def row_of(mail: Mail, received_at: datetime | None) -> dict[str, str]:
    """The import fields of a mail. Its time is when it was sent, but not later than the server had it."""
    times = [when for when in (mail.sent_at, received_at) if when and when.year >= 1990]
    return {"post_id": mail.message_id, "posted_at": min(times).isoformat() if times else "", "text": with_subject(mail.subject, mail.text),
            "author": mail.sender, "in_reply_to": mail.in_reply_to}


def _mails(box: BaseMailBox, uids: Sequence[int]) -> Iterator[tuple[Mail, datetime | None]]:
    """Each mail and when the server received it; only the beginning of each is fetched."""
    kind, found = box.client.uid("FETCH", ",".join(map(str, uids)), f"(UID INTERNALDATE BODY.PEEK[]<0.{_READ_BYTES}>)")
    if kind != "OK":
        raise imaplib.IMAP4.error("FETCH was refused")
    for n, item in enumerate(found):
        if isinstance(item, tuple):
            after = found[n + 1] if n + 1 < len(found) and isinstance(found[n + 1], bytes) else b""
            yield read_mail(item[1]), _received_at(item[0] + after)


def _received_at(described: bytes) -> datetime | None:
    match = _RECEIVED.search(described)
    try:
        return datetime.strptime(match[1].decode().strip(), "%d-%b-%Y %H:%M:%S %z").astimezone(UTC) if match else None
    except ValueError:
        return None

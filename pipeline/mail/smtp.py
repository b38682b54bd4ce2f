"""The door to a mail server. What it says of a mail is one of four things: sent, refused for good, not now, or nobody knows."""
from __future__ import annotations

import re
import smtplib
import socket
import ssl
from collections.abc import Mapping
from dataclasses import dataclass, field

from pipeline.errors import CanaryError, SettingsError
from pipeline.settings_weekly import WeeklySettings
from pipeline.store.mailings import FAILED, REFUSED, SENT, UNSURE

PASSWORD = "CANARY_SMTP_PASSWORD"
_SAID_CHARS = 200
_ADDRESS = re.compile(r"<?[^\s<>@]+@[^\s<>]+>?")
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028-\u202e]+")
_DOT, _TWO_DOTS = re.compile(rb"(?m)^\."), b".."


class DoorError(CanaryError):
    """The server cannot be spoken to. is_passing: another try may do; a wrong password or certificate will not mend itself."""

    def __init__(self, message: str, is_passing: bool) -> None:
        super().__init__(message)
        self.is_passing = is_passing


@dataclass(frozen=True)
class Server:
    """security: starttls | tls | none. tls: None, every certificate is checked against those that this machine trusts."""

    host: str
    port: int
    security: str
    user: str
    password: str = field(repr=False)
    timeout_s: float
    tls: ssl.SSLContext | None = field(default=None, repr=False)


@dataclass(frozen=True)
class Answer:
    """state: of the mailing it makes; note: what the server said, without addresses."""

    state: str
    note: str


def server_of(settings: WeeklySettings, environment: Mapping[str, str]) -> Server:
    """Raises SettingsError when something is missing without which nothing can be sent."""
    for name in ("smtp_host", "sender", "base_url"):
        if not getattr(settings, name):
            raise SettingsError(f"[weekly] {name} is empty in canary.toml: nothing can be sent without it. docs/weekly.md has an example.")
    password = environment.get(PASSWORD, "")
    if settings.smtp_user and not password:
        raise SettingsError(f"{PASSWORD} is not set, and [weekly] smtp_user is: put the password in the environment, never in canary.toml.")
    return Server(settings.smtp_host, settings.smtp_port, settings.smtp_security, settings.smtp_user, password, settings.timeout_s)


class Door:
    """One connection for many mails, made when the first is sent and again when it was lost."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self._smtp: smtplib.SMTP | None = None

    def open(self) -> None:
        """Raises DoorError, in words, when the server cannot be reached, trusted or logged in to."""
        if self._smtp is None:
            try:
                self._smtp = self._opened()
            except (smtplib.SMTPException, OSError) as error:
                raise self._told(error) from None

    def send(self, sender: str, to: str, content: bytes) -> Answer:
        """content: the mail as 7-bit lines that end in CRLF. Raises DoorError when there is no connection to be had; nothing was sent then."""
        self.open()
        assert self._smtp is not None
        try:
            answer = _offered(self._smtp, sender, to, content)
        except (smtplib.SMTPException, OSError) as error:
            self._drop()
            return Answer(FAILED, f"the connection was lost before the mail was handed over: {plain(str(error))}")
        return self._handed_over() if answer is None else self._declined(answer)

    def close(self) -> None:
        if self._smtp is not None:
            try:
                self._smtp.quit()
            except (smtplib.SMTPException, OSError):
                pass                      # it has taken the mails; how it says goodbye changes nothing
            self._drop()

    def _opened(self) -> smtplib.SMTP:
        server, context = self.server, self.server.tls or ssl.create_default_context()
        if server.security == "tls":
            made: smtplib.SMTP = smtplib.SMTP_SSL(server.host, server.port, timeout=server.timeout_s, context=context)
        else:
            made = smtplib.SMTP(server.host, server.port, timeout=server.timeout_s)
        try:
            made.ehlo_or_helo_if_needed()
            if server.security == "starttls":
                made.starttls(context=context)
                made.ehlo()
            if server.user:
                made.login(server.user, server.password)
        except BaseException:
            made.close()
            raise
        return made

    def _handed_over(self) -> Answer:
        """The last dot: from the moment that it leaves, no answer means that nobody knows."""
        assert self._smtp is not None
        try:
            self._smtp.send(b".\r\n")
            code, said = self._smtp.getreply()
        except (smtplib.SMTPException, OSError) as error:
            self._drop()
            return Answer(UNSURE, f"no answer after the whole mail was handed over: {plain(str(error))}")
        if 200 <= code < 300:
            return Answer(SENT, _reply(code, said))
        if not 400 <= code < 600:
            self._drop()
            return Answer(UNSURE, f"no answer that can be read after the whole mail was handed over: {_reply(code, said)}")
        return self._declined((code, said))

    def _declined(self, answer: tuple[int, bytes]) -> Answer:
        code, said = answer
        if code == 421 or code < 400:
            self._drop()                  # it hangs up, or has lost the thread
        else:
            self._forget_it()
        return Answer(REFUSED if 500 <= code < 600 else FAILED, _reply(code, said))

    def _forget_it(self) -> None:
        """The next mail begins anew on the same connection."""
        assert self._smtp is not None
        try:
            self._smtp.rset()
        except (smtplib.SMTPException, OSError):
            self._drop()

    def _drop(self) -> None:
        if self._smtp is not None:
            self._smtp.close()
            self._smtp = None

    def _told(self, error: Exception) -> DoorError:
        where = f"mail server {self.server.host}, port {self.server.port}"
        if isinstance(error, ssl.SSLCertVerificationError):
            return DoorError(f"{where}: its certificate is not valid: {plain(error.verify_message)}. Nothing was sent. Correct smtp_host or the server's certificate.", False)
        if isinstance(error, smtplib.SMTPNotSupportedError):
            return DoorError(f"{where}: it does not offer what [weekly] asks for: {plain(str(error))} Nothing was sent. Look at smtp_security, smtp_port and smtp_user.", False)
        if isinstance(error, smtplib.SMTPAuthenticationError):
            return DoorError(f"{where}: it refused [weekly] smtp_user or {PASSWORD}: {_reply(error.smtp_code, error.smtp_error)}. Nothing was sent.", 400 <= error.smtp_code < 500)
        if isinstance(error, smtplib.SMTPResponseException):
            return DoorError(f"{where}: it refused to talk: {_reply(error.smtp_code, error.smtp_error)}. Nothing was sent.", not 500 <= error.smtp_code < 600)
        if isinstance(error, socket.gaierror):
            return DoorError(f"{where}: no server of that name is known here. Nothing was sent. Look at [weekly] smtp_host.", True)
        if isinstance(error, ssl.SSLError):
            return DoorError(f"{where}: it does not speak TLS as asked: {plain(error.reason or 'handshake failed')}. Nothing was sent. Look at smtp_security and smtp_port.", False)
        return DoorError(f"{where}: it cannot be reached: {plain(str(error)) or type(error).__name__}. Nothing was sent.", True)


def plain(words: str) -> str:
    """What a server said, fit for a table and a log: one line, no address, not too long."""
    return _ADDRESS.sub("[address]", _UNPRINTABLE.sub(" ", words)).strip()[:_SAID_CHARS]


def _reply(code: int, said: bytes | str) -> str:
    return plain(f"{code} {said.decode('utf-8', 'replace') if isinstance(said, bytes) else said}")


def _offered(smtp: smtplib.SMTP, sender: str, to: str, content: bytes) -> tuple[int, bytes] | None:
    """The mail up to its last dot, which is not yet given; or the reply by which the server declined. Losing the connection here loses nothing."""
    size = [f"size={len(content)}"] if smtp.has_extn("size") else []
    code, said = smtp.mail(sender, size)
    if code != 250:
        return code, said
    code, said = smtp.rcpt(to)
    if code not in (250, 251):
        return code, said
    code, said = smtp.docmd("DATA")
    if code != 354:
        return code, said
    smtp.send(_DOT.sub(_TWO_DOTS, content if content.endswith(b"\r\n") else content + b"\r\n"))
    return None

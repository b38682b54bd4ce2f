"""Mail servers on this machine for the tests: one that speaks TLS and asks for a password (aiosmtpd), one that says at each step what a test wants."""
from __future__ import annotations

import logging
import socket
import ssl
import threading
from collections.abc import Callable
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

import trustme
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult

logging.getLogger("mail.log").setLevel(logging.ERROR)     # the server's own news of its next release
USER, PASSWORD = "canary", "pass-word-17"
EXPIRED = datetime(2020, 1, 1, tzinfo=UTC)


class PostOffice:
    """`received`: (recipient, mail as bytes), in order. `refuse`: recipient address -> the replies to its next RCPTs. `host`: whom the certificate names."""

    def __init__(self, host: str = "localhost", not_after: datetime | None = None, is_secure: bool = True) -> None:
        self.received: list[tuple[str, bytes]] = []
        self.refuse: dict[str, list[str]] = {}
        self.peers: set[tuple] = set()
        self.authority = trustme.CA()
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.authority.issue_cert(host, not_after=not_after).configure_cert(context)
        secured = dict(tls_context=context, authenticator=self._knows, auth_required=True) if is_secure else {}
        self._controller = Controller(self, hostname="127.0.0.1", port=free_port(), server_hostname="localhost", **secured)
        self._controller.start()
        self.port = self._controller.port

    @property
    def trust(self) -> ssl.SSLContext:
        """What a client needs to believe this server's certificate, if it is a good one."""
        context = ssl.create_default_context()
        self.authority.configure_trust(context)
        return context

    def mails(self) -> list[EmailMessage]:
        return [message_from_bytes(content, policy=default) for _, content in self.received]

    def to(self) -> list[str]:
        return sorted(address for address, _ in self.received)

    def close(self) -> None:
        self._controller.stop()

    async def handle_EHLO(self, server, session, envelope, hostname, responses):
        self.peers.add(session.peer)
        session.host_name = hostname
        return responses

    async def handle_RCPT(self, server, session, envelope, address, options):
        if replies := self.refuse.get(address):
            return replies.pop(0)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        self.received += [(address, envelope.content) for address in envelope.rcpt_tos]
        return f"250 OK queued for {envelope.rcpt_tos[0]}"

    def _knows(self, server, session, envelope, mechanism, data):
        """handled=False on a refusal, or the client is never answered."""
        is_known = (data.login, data.password) == (USER.encode(), PASSWORD.encode())
        return AuthResult(success=is_known, handled=is_known)


class Scripted:
    """A server in the clear that answers as `script` says: step (greet, EHLO, MAIL, RCPT, DATA, body, dot) -> a reply, "die" or "silence".

    A step's list is used up, one entry a time; then, and where nothing is said, all is well. `heard`: what clients said; `received`: whose mails came to their last
    dot. `on_step`: called with ("asked" or "answered", step) before and after each answer.
    """

    _WELL = {"greet": "220 here", "EHLO": "250 here", "MAIL": "250 OK", "RCPT": "250 OK", "DATA": "354 go on", "dot": "250 OK", "RSET": "250 OK", "QUIT": "221 bye"}

    def __init__(self, **script: str | list[str]) -> None:
        self.script = {step: [reply] * 99 if isinstance(reply, str) else list(reply) for step, reply in script.items()}
        self.heard: list[str] = []
        self.received: list[str] = []
        self.on_step: Callable[[str, str], None] = lambda when, step: None
        self._over = threading.Event()
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port = self._socket.getsockname()[1]
        threading.Thread(target=self._serve, daemon=True).start()

    def close(self) -> None:
        self._over.set()
        self._socket.close()

    def _serve(self) -> None:
        while True:
            try:
                client, _ = self._socket.accept()
            except OSError:
                return
            threading.Thread(target=self._talk, args=(client,), daemon=True).start()

    def _talk(self, client: socket.socket) -> None:
        with client, client.makefile("rb") as lines:
            try:
                to = ""
                if not self._say(client, "greet"):
                    return
                for line in lines:
                    step = line[:4].decode("ascii", "replace").upper().strip()
                    self.heard.append(line.decode("ascii", "replace").strip())
                    to = self.heard[-1] if step == "RCPT" else to
                    reply = self._say(client, step)
                    if not reply or step == "QUIT" or step == "DATA" and reply.startswith("354") and not self._body(client, lines, to):
                        return
            except OSError:
                return

    def _body(self, client: socket.socket, lines, to: str) -> str:
        if self._next("body") == "die":
            return ""
        for line in lines:
            if line == b".\r\n":
                self.received.append(to.partition("<")[2].partition(">")[0])
                return self._say(client, "dot")
        return ""

    def _next(self, step: str) -> str:
        waiting = self.script.get(step, [])
        return waiting.pop(0) if waiting else self._WELL.get(step, "250 OK")

    def _say(self, client: socket.socket, step: str) -> str:
        """The reply that was given; "" where there was none."""
        reply = self._next(step)
        if reply == "silence":
            self._over.wait(20)
        if reply in ("silence", "die"):
            return ""
        self.on_step("asked", step)
        client.sendall(f"{reply}\r\n".encode())
        self.on_step("answered", step)
        return reply


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]

"""A server on this machine for the tests of sources: it answers as a test says, and remembers what it was asked."""
from __future__ import annotations

import json
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

SENT_AT = "Mon, 16 Nov 2026 06:00:00 GMT"   # the server's clock stands still


@dataclass(frozen=True)
class Asked:
    """A request: its path without the query, the query's values by name, headers by lower-case name, the JSON that was sent."""

    method: str
    path: str
    query: dict[str, list[str]]
    headers: dict[str, str]
    body: Any

    def one(self, name: str, default: str = "") -> str:
        return self.query.get(name, [default])[0]


@dataclass(frozen=True)
class Reply:
    """body: JSON, or bytes as they are; cut_n: bytes that are promised and never sent; drip_s: a byte at a time, so far apart."""

    status: int = 200
    body: Any = None
    headers: dict[str, str] = field(default_factory=dict)
    cut_n: int = 0
    drip: threading.Event | None = None


class Loopback:
    """`answer` says what each request gets; replies put into `first` are given before it is asked."""

    def __init__(self, answer: Callable[[Asked], Reply]) -> None:
        self.answer, self.first, self.asked = answer, [], []
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(self))
        self._server.handle_error = lambda *_: None   # a client that hangs up is part of the tests
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


def _handler(loopback: Loopback) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            parts, length = urlsplit(self.path), int(self.headers.get("Content-Length", 0))
            body = json.loads(self.rfile.read(length)) if length else None
            asked = Asked(self.command, parts.path, parse_qs(parts.query), {k.lower(): v for k, v in self.headers.items()}, body)
            loopback.asked.append(asked)
            self._give(loopback.first.pop(0) if loopback.first else loopback.answer(asked))

        do_POST = do_GET

        def _give(self, reply: Reply) -> None:
            body = reply.body if isinstance(reply.body, bytes) else json.dumps(reply.body).encode()
            self.send_response_only(reply.status)
            for name, value in ({"Date": SENT_AT, "Content-Length": str(len(body))} | reply.headers).items():
                if value:
                    self.send_header(name, value)
            self.end_headers()
            if reply.drip:
                while not reply.drip.wait(0.02):
                    try:
                        self.wfile.write(b" ")
                    except OSError:
                        break
                self.close_connection = True
                return
            self.wfile.write(body[:len(body) - reply.cut_n])
            self.close_connection = bool(reply.cut_n)

        def log_message(self, *_: object) -> None:
            pass

    return Handler

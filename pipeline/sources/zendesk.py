"""Zendesk's incremental export of tickets. The cursor: `after`, the place that the export itself gives."""
from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from pipeline.errors import SourceError
from pipeline.sources.answers import at, text_at
from pipeline.sources.http import Api, need_list
from pipeline.sources.mail_text import own_words, with_subject
from pipeline.sources.page import Cursor, Page

CALLS_PER_MINUTE = 9   # documented: 10 a minute for exports
_LOOKED_UP_N = 100
_EXPORT = "/api/v2/incremental/tickets/cursor.json"
_CHANNELS = {"email": "e-mail", "web": "web form", "voice": "phone note", "chat": "chat", "messaging": "chat", "native_messaging": "chat", "api": ""}


def login(user: str, token: str) -> str:
    return f"{user}/token:{token}"


def pages(api: Api, cursor: Cursor | None, first: datetime) -> Iterator[Page]:
    asked: dict[str, Any] = {"cursor": cursor["after"]} if cursor else {"start_time": int(first.timestamp())}
    while True:
        found = api.get(_EXPORT, {**asked, "per_page": 1000})
        tickets, after = need_list(api, found, "tickets"), text_at(found, "after_cursor") or asked.get("cursor", "")
        if not after:
            raise SourceError(f"{api.name}: the export came without a place to go on from. Is this address Zendesk's?")
        gone = tuple(text_at(ticket, "id") for ticket in tickets if text_at(ticket, "status") == "deleted")
        yield Page(tuple(map(row_of, _living(tickets))), {"after": after}, gone=gone)
        if at(found, "end_of_stream") is not False or after == asked.get("cursor"):
            return
        asked = {"cursor": after}


def check(api: Api) -> str:
    """Raises SourceError when the token or its rights are wrong: exports are for administrators."""
    api.get("/api/v2/incremental/tickets/sample.json", {"start_time": 1})
    return "Zendesk answers and lets this token export tickets."


def gone(api: Api, native_ids: Sequence[str]) -> frozenset[str]:
    there: set[str] = set()
    asked = [native for native in native_ids if native.isdigit()]
    for start in range(0, len(asked), _LOOKED_UP_N):
        found = api.get("/api/v2/tickets/show_many.json", {"ids": ",".join(asked[start:start + _LOOKED_UP_N])})
        there |= {text_at(ticket, "id") for ticket in _living(need_list(api, found, "tickets"))}
    return frozenset(asked) - there


def row_of(ticket: Mapping[str, Any]) -> dict[str, str]:
    """The import fields of a ticket: its subject and first message, its requester's number."""
    return {
        "post_id": text_at(ticket, "id"), "posted_at": text_at(ticket, "created_at"),
        "text": with_subject(text_at(ticket, "subject"), own_words(text_at(ticket, "description"))),
        "author": text_at(ticket, "requester_id"), "channel": _CHANNELS.get(channel := text_at(ticket, "via", "channel"), channel),
        "ticket_type": text_at(ticket, "type"), "priority": text_at(ticket, "priority")}


def _living(tickets: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    return [ticket for ticket in tickets if text_at(ticket, "status") != "deleted"]

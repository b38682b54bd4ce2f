"""Freshdesk's list of tickets by change. The cursor: `updated`, the time of the last change read, and `page` where many share it."""
from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote

from pipeline.sources.answers import at, text_at
from pipeline.sources.http import Api, Refused, need_list
from pipeline.sources.mail_text import own_words, with_subject
from pipeline.sources.page import Cursor, Page

CALLS_PER_MINUTE = 18   # documented: lists, 20 a minute on the smallest plan
_PAGE_N = 100
_CHANNELS = {"1": "e-mail", "2": "web form", "3": "phone note", "7": "chat", "9": "web form", "10": "e-mail"}
_PRIORITIES = {"1": "low", "2": "normal", "3": "high", "4": "urgent"}


def login(user: str, token: str) -> str:
    return f"{token}:X"


def pages(api: Api, cursor: Cursor | None, first: datetime) -> Iterator[Page]:
    """Asks anew from the last change of each page, and turns pages only where a whole page has one time: its lists end at page 300."""
    updated, page_n = (cursor["updated"], int(cursor["page"])) if cursor else (f"{first.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}", 1)
    while True:
        tickets = need_list(api, api.get("/api/v2/tickets", {"updated_since": updated, "order_by": "updated_at", "order_type": "asc",
                                                      "include": "description", "per_page": _PAGE_N, "page": page_n}))
        last = max((text_at(ticket, "updated_at") for ticket in tickets), default="")
        is_full = len(tickets) >= _PAGE_N
        updated, page_n = (last, 1) if last > updated else (updated, page_n + 1 if is_full else page_n)
        yield Page(tuple(row_of(ticket) for ticket in tickets if not _is_gone(ticket)), {"updated": updated, "page": page_n},
                   gone=tuple(text_at(ticket, "id") for ticket in tickets if _is_gone(ticket)))
        if not is_full:
            return


def check(api: Api) -> str:
    """Raises SourceError when the token is wrong."""
    api.get("/api/v2/tickets", {"per_page": 1})
    return "Freshdesk answers and lets this token read tickets."


def gone(api: Api, native_ids: Sequence[str]) -> frozenset[str]:
    return frozenset(native for native in native_ids if native.isdigit() and not _is_there(api, native))


def row_of(ticket: Mapping[str, Any]) -> dict[str, str]:
    """The import fields of a ticket: its subject and first message, its requester's number."""
    return {
        "post_id": text_at(ticket, "id"), "posted_at": text_at(ticket, "created_at"),
        "text": with_subject(text_at(ticket, "subject"), own_words(text_at(ticket, "description_text"))),
        "author": text_at(ticket, "requester_id"), "channel": _CHANNELS.get(text_at(ticket, "source"), ""),
        "ticket_type": text_at(ticket, "type"), "priority": _PRIORITIES.get(text_at(ticket, "priority"), "")}


def _is_there(api: Api, native: str) -> bool:
    try:
        return not _is_gone(api.get(f"/api/v2/tickets/{quote(native, safe='')}"))
    except Refused as error:
        if error.status == 404:
            return False
        raise


def _is_gone(ticket: Any) -> bool:
    return at(ticket, "deleted") is True or at(ticket, "spam") is True

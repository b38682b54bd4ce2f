"""Bluesky: public posts that a search finds. Newest first is all it can, so an interrupted walk goes on downwards from where it was."""
from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, ClassVar, Self

from pipeline.errors import SourceError
from pipeline.sources.answers import at, text_at
from pipeline.sources.checks import filled, safe_address, within
from pipeline.sources.http import Api, Refused, Sleep, need_list
from pipeline.sources.page import Allow, Checked, Cursor, Page
from pipeline.sources.section import need_secret, read_section

_PAGE_N, _LOOKED_UP_N = 100, 25
_CALLS_PER_MINUTE = 300        # documented: 3,000 in 5 minutes
_OVERLAP, _TICK = timedelta(hours=2), timedelta(milliseconds=1)   # a post may be found late, at the time its author's clock gave it


@dataclass(frozen=True)
class Settings:
    """identifier: the account that searches, such as acme.bsky.social; language: two letters, or "" for all."""

    query: str
    identifier: str
    server: str = "https://bsky.social"
    language: str = ""
    channel: str = "bluesky"
    days_back: int = 30


@dataclass(frozen=True)
class BlueskySource:
    """The cursor: `since`, before which all is stored; in a walk also `until`, down to which it came, and its `newest`."""

    kind: ClassVar[str] = "bluesky"
    secrets: ClassVar[tuple[str, ...]] = ("app_password",)
    attributes: ClassVar[tuple[str, ...]] = ()
    name: str
    settings: Settings
    app_password: str = field(default="", repr=False)
    sleep: Sleep = field(default=time.sleep, repr=False)

    @classmethod
    def from_settings(cls, name: str, values: Mapping[str, Any], secrets: Mapping[str, str]) -> Self:
        settings = read_section(Settings, name, values)
        safe_address(name, "server", settings.server)
        filled(name, "query", settings.query)
        filled(name, "identifier", settings.identifier)
        within(name, "days_back", settings.days_back, 1, 3650)
        return cls(name, settings, need_secret(name, "app_password", secrets))

    @property
    def channel(self) -> str:
        return self.settings.channel

    def pages(self, cursor: Cursor | None, as_of: datetime, allow: Allow) -> Iterator[Page]:
        api, state = self._logged_in(), dict(cursor or {"since": _written(as_of - timedelta(days=self.settings.days_back))})
        if "until" in state:
            for page in self._walk(api, state):
                state = dict(page.cursor)
                yield page
        yield from self._walk(api, state)

    def check(self) -> Checked:
        try:
            api = self._logged_in()
            posts = need_list(api, self._search(api, {"limit": 1}), "posts")
        except SourceError as error:
            return Checked(False, str(error))
        newest = text_at(posts, 0, "indexedAt")[:10]
        return Checked(True, f"{self.settings.server} answers; its newest post for this query is of {newest or 'no day: none is found'}.")

    def gone(self, native_ids: Sequence[str], allow: Allow) -> frozenset[str] | None:
        """Deleted, taken down, or of an account that is gone."""
        api, asked, there = self._logged_in(), [native for native in native_ids if native.startswith("at://")], set()
        for start in range(0, len(asked), _LOOKED_UP_N):
            found = api.get("/xrpc/app.bsky.feed.getPosts", [("uris", uri) for uri in asked[start:start + _LOOKED_UP_N]])
            there |= {text_at(post, "uri") for post in need_list(api, found, "posts")}
        return frozenset(asked) - there

    def _walk(self, api: Api, state: Mapping[str, str]) -> Iterator[Page]:
        """From the newest post, or from `until`, down to what is stored already; only then does `since` move."""
        since, until, newest = state["since"], state.get("until", ""), state.get("newest", "")
        floor = _written(datetime.fromisoformat(since) - _OVERLAP)
        while True:
            asked = {"limit": _PAGE_N, "since": floor} | ({"until": until} if until else {})
            found = self._search(api, asked)
            dated = [(when, post) for post in need_list(api, found, "posts") if (when := sorted_at(post))]
            newest = max([newest, *(_written(when) for when, _ in dated)])
            rows = tuple(row for _, post in dated if (row := row_of(post)))
            below = _below(min((when for when, _ in dated), default=None), until)
            if not dated or not at(found, "cursor") or below <= floor:
                yield Page(rows, {"since": max(since, newest)})
                return
            until = below
            yield Page(rows, {"since": since, "until": until, "newest": newest})

    def _search(self, api: Api, asked: Mapping[str, Any]) -> Any:
        language = {"lang": self.settings.language} if self.settings.language else {}
        return api.get("/xrpc/app.bsky.feed.searchPosts", {"q": self.settings.query, "sort": "latest", **language, **asked})

    def _logged_in(self) -> Api:
        address, called = self.settings.server.rstrip("/"), {"identifier": self.settings.identifier, "password": self.app_password}
        try:
            session = Api(self.name, address, secret_name="app_password", sleep=self.sleep).post("/xrpc/com.atproto.server.createSession", called)
        except Refused as error:
            raise _without(error, self.app_password) from None
        if not (token := text_at(session, "accessJwt")):
            raise SourceError(f"{self.name}: {address} let us in without a session. Is it a Bluesky server?")
        return Api(self.name, address, f"Bearer {token}", "app_password", _CALLS_PER_MINUTE, sleep=self.sleep)


def row_of(post: Mapping[str, Any]) -> dict[str, str]:
    """The import fields of a found post; empty without words. Its id and its link hold the account's number, not its handle."""
    uri, when = text_at(post, "uri"), sorted_at(post)
    repository, _, key = uri.removeprefix("at://").partition("/app.bsky.feed.post/")
    handle = text_at(post, "author", "handle")
    return {
        "post_id": uri, "posted_at": _written(when) if when else "", "text": text_at(post, "record", "text"),
        "author": handle if handle and handle != "handle.invalid" else text_at(post, "author", "did"),
        "language": text_at(post, "record", "langs", 0), "url": f"https://bsky.app/profile/{repository}/post/{key}" if key else "",
        "in_reply_to": text_at(post, "record", "reply", "parent", "uri"),
        "likes": text_at(post, "likeCount"), "reposts": text_at(post, "repostCount")}


def sorted_at(post: Mapping[str, Any]) -> datetime | None:
    """The time that the search sorts by: what the author's clock said, but not later than it was seen."""
    times = []
    for value in (text_at(post, "record", "createdAt"), text_at(post, "indexedAt")):
        try:
            moment = datetime.fromisoformat(value)
            times.append((moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC))
        except (ValueError, OverflowError):
            continue
    return min(times, default=None)


def _below(oldest: datetime | None, until: str) -> str:
    """Where the next page begins: just above the oldest post, which is read again; always lower than before."""
    if oldest is None:
        return ""
    above = _written(oldest + _TICK)
    return above if not until or above < until else _written(oldest)


def _written(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _without(error: Refused, password: str) -> Refused:
    return Refused(str(error).replace(password, "[secret]"), error.status, "")

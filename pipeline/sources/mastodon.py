"""Mastodon: public posts with one of the hashtags, as one server knows them, oldest first."""
from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, ClassVar, Self
from urllib.parse import quote

from pipeline.errors import SourceError
from pipeline.sources.answers import text_at
from pipeline.sources.checks import filled, safe_address, within
from pipeline.sources.html_text import text_of
from pipeline.sources.http import Api, Refused, Sleep, need_list
from pipeline.sources.page import Allow, Checked, Cursor, Page
from pipeline.sources.section import read_section

_PAGE_N, _LOOKED_UP_N = 40, 20
_CALLS_PER_MINUTE = 55        # documented: 300 in 5 minutes
_OVERLAP = timedelta(hours=2)   # a post from another server may arrive late, under an id of its own time


@dataclass(frozen=True)
class Settings:
    """server: https://…; hashtags: without #, each an own timeline; days_back: how far a first collection goes."""

    server: str
    hashtags: tuple[str, ...]
    channel: str = "mastodon"
    days_back: int = 30


@dataclass(frozen=True)
class MastodonSource:
    """The cursor: by hashtag, the largest id that is stored. Ids hold their time (milliseconds << 16)."""

    kind: ClassVar[str] = "mastodon"
    secrets: ClassVar[tuple[str, ...]] = ("token",)
    attributes: ClassVar[tuple[str, ...]] = ()
    name: str
    settings: Settings
    token: str = field(default="", repr=False)
    sleep: Sleep = field(default=time.sleep, repr=False)

    @classmethod
    def from_settings(cls, name: str, values: Mapping[str, Any], secrets: Mapping[str, str]) -> Self:
        settings = read_section(Settings, name, values)
        safe_address(name, "server", settings.server)
        filled(name, "hashtags", settings.hashtags)
        within(name, "days_back", settings.days_back, 1, 3650)
        return cls(name, settings, secrets.get("token", ""))

    @property
    def channel(self) -> str:
        return self.settings.channel

    def pages(self, cursor: Cursor | None, as_of: datetime, allow: Allow) -> Iterator[Page]:
        api, reached = self._api(), dict(cursor["reached"]) if cursor else {}
        first = _id_at(as_of - timedelta(days=self.settings.days_back))
        for tag in map(_plain, self.settings.hashtags):
            after = max(reached[tag] - _width(_OVERLAP), 0) if tag in reached else first
            while posts := self._newer(api, tag, after):
                after = max(posts)
                reached[tag] = max(after, reached.get(tag, 0))
                yield Page(tuple(posts[key] for key in sorted(posts) if posts[key]), {"reached": dict(reached)})

    def check(self) -> Checked:
        try:
            tag = _plain(self.settings.hashtags[0])
            api = self._api()
            posts = need_list(api, api.get(_timeline(tag), {"limit": 1}))
        except SourceError as error:
            return Checked(False, str(error))
        return Checked(True, f"{self.settings.server} answers; its newest post with #{tag} is of {text_at(posts, 0, 'created_at')[:10] or 'no day: none is known'}.")

    def gone(self, native_ids: Sequence[str], allow: Allow) -> frozenset[str] | None:
        """Deleted, or no longer public to this server: it does not tell them apart."""
        api, asked, there = self._api(), [native for native in native_ids if native.isdigit()], set()
        for start in range(0, len(asked), _LOOKED_UP_N):
            there |= _there(api, asked[start:start + _LOOKED_UP_N])
        return frozenset(asked) - there

    def _newer(self, api: Api, tag: str, after: int) -> dict[int, dict[str, str]]:
        """The next posts by id, the oldest of those newer than `after`."""
        found = need_list(api, api.get(_timeline(tag), {"min_id": after, "limit": _PAGE_N}))
        try:
            posts = {int(text_at(each, "id")): row_of(each, self.settings.server) for each in found}
        except ValueError:
            raise SourceError(f"{self.name}: {self.settings.server} does not number posts as Mastodon does; it cannot be read in order.") from None
        return {key: row for key, row in posts.items() if key > after}

    def _api(self) -> Api:
        return Api(self.name, self.settings.server.rstrip("/"), f"Bearer {self.token}" if self.token else "", "token", _CALLS_PER_MINUTE, sleep=self.sleep)


def row_of(status: Mapping[str, Any], server: str) -> dict[str, str]:
    """The import fields of a status; empty when it is a repost or not public."""
    if text_at(status, "visibility") not in ("public", "unlisted", "") or status.get("reblog"):
        return {}
    account, native = text_at(status, "account", "acct"), text_at(status, "id")
    words = (text_at(status, "spoiler_text"), text_of(text_at(status, "content")))
    return {
        "post_id": native, "posted_at": text_at(status, "created_at"), "edited_at": text_at(status, "edited_at"),
        "text": "\n\n".join(part for part in words if part.strip()),
        "author": account if "@" in account or not account else f"{account}@{server.partition('://')[2]}",
        "language": text_at(status, "language"), "url": f"{server}/statuses/{native}",   # as the author's own link, but without the handle
        "in_reply_to": text_at(status, "in_reply_to_id"), "followers": text_at(status, "account", "followers_count"),
        "likes": text_at(status, "favourites_count"), "reposts": text_at(status, "reblogs_count")}


def _there(api: Api, ids: Sequence[str]) -> set[str]:
    try:
        found = need_list(api, api.get("/api/v1/statuses", [("id[]", native) for native in ids]))
        return {text_at(each, "id") for each in found}
    except Refused as error:
        if error.status not in (401, 404, 422):
            raise
    return {native for native in ids if _is_there(api, native)}   # servers before 4.3 look up one at a time


def _is_there(api: Api, native: str) -> bool:
    try:
        api.get(f"/api/v1/statuses/{quote(native, safe='')}")
    except Refused as error:
        if error.status in (404, 410):
            return False
        raise
    return True


def _timeline(tag: str) -> str:
    return f"/api/v1/timelines/tag/{quote(tag, safe='')}"


def _plain(tag: str) -> str:
    return tag.strip().lstrip("#")


def _id_at(moment: datetime) -> int:
    """The smallest id that a post of that moment can have."""
    return int(moment.timestamp() * 1000) << 16


def _width(span: timedelta) -> int:
    return int(span.total_seconds() * 1000) << 16

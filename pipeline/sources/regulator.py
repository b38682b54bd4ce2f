"""A regulator's public complaint database with the API of the CFPB (United States; CC0): complaints with the words of the people."""
from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, ClassVar, Self
from urllib.parse import quote

from pipeline.errors import SourceError
from pipeline.sources.answers import at, text_at
from pipeline.sources.checks import safe_address, within
from pipeline.sources.http import Api, Refused, Sleep, need_list
from pipeline.sources.page import Allow, Checked, Cursor, Page
from pipeline.sources.section import read_section

_PAGE_N = 100             # the most that a search gives
_CALLS_PER_MINUTE = 18    # its code: 20 a minute for the anonymous
_DIMENSIONS = ("product", "sub_product", "issue", "sub_issue", "company", "state", "submitted_via")


@dataclass(frozen=True)
class Settings:
    """companies, products: as the database spells them, none: all.

    days_back: how far a first collection goes. late_days: complaints are published late, and the words later still;
    each collection reads these days before the newest complaint again.
    """

    companies: tuple[str, ...] = ()
    products: tuple[str, ...] = ()
    channel: str = "regulator"
    days_back: int = 365
    late_days: int = 60
    server: str = "https://www.consumerfinance.gov/data-research/consumer-complaints/search/api/v1"


@dataclass(frozen=True)
class RegulatorSource:
    """The cursor: `newest`, the last day of which complaints are stored; in a walk also its first day `began` and `after`."""

    kind: ClassVar[str] = "regulator"
    secrets: ClassVar[tuple[str, ...]] = ()
    attributes: ClassVar[tuple[str, ...]] = _DIMENSIONS
    name: str
    settings: Settings
    sleep: Sleep = field(default=time.sleep, repr=False)

    @classmethod
    def from_settings(cls, name: str, values: Mapping[str, Any], secrets: Mapping[str, str]) -> Self:
        settings = read_section(Settings, name, values)
        safe_address(name, "server", settings.server)
        within(name, "days_back", settings.days_back, 1, 36500)
        within(name, "late_days", settings.late_days, 0, 365)
        return cls(name, settings)

    @property
    def channel(self) -> str:
        return self.settings.channel

    def pages(self, cursor: Cursor | None, as_of: datetime, allow: Allow) -> Iterator[Page]:
        api, state = self._api(), dict(cursor or {})
        newest, began, after = state.get("newest", ""), state.get("began") or self._first_day(state, as_of), state.get("after", "")
        while True:
            found = self._search(api, {"size": _PAGE_N, "date_received_min": began} | ({"search_after": after} if after else {}))
            hits = need_list(api, found, "hits", "hits")
            newest = max([newest, *(_day(hit) for hit in hits)])
            after, before = _place(hits), after
            is_last = len(hits) < _PAGE_N or not after or after == before
            yield Page(tuple(row for hit in hits if (row := row_of(hit))), {"newest": newest} if is_last else {"newest": newest, "began": began, "after": after})
            if is_last:
                return

    def check(self) -> Checked:
        try:
            total = text_at(self._search(self._api(), {"size": 1}), "hits", "total", "value")
        except SourceError as error:
            return Checked(False, str(error))
        if total in ("", "0"):
            return Checked(False, "the database answers but has no complaint with words for these companies and products. Spell them as it does, capitals included.")
        return Checked(True, f"the database answers; {int(float(total)):,} complaints with words fit these settings.")

    def gone(self, native_ids: Sequence[str], allow: Allow) -> frozenset[str] | None:
        """Complaints that are gone, or whose words their authors took back."""
        api = self._api()
        return frozenset(native for native in native_ids if native.isdigit() and not _has_words(api, native))

    def _first_day(self, state: Mapping[str, str], as_of: datetime) -> str:
        if newest := state.get("newest"):
            return (date.fromisoformat(newest) - timedelta(days=self.settings.late_days)).isoformat()
        return (as_of.date() - timedelta(days=self.settings.days_back)).isoformat()

    def _search(self, api: Api, asked: Mapping[str, Any]) -> Any:
        return api.get("/", {"sort": "created_date_asc", "has_narrative": "true", "no_aggs": "true", "no_highlight": "true",
                             "company": self.settings.companies, "product": self.settings.products, **asked})

    def _api(self) -> Api:
        return Api(self.name, self.settings.server.rstrip("/"), calls_per_minute=_CALLS_PER_MINUTE, sleep=self.sleep)


def row_of(hit: Mapping[str, Any]) -> dict[str, str]:
    """The import fields of a complaint; empty while its words are not published. It names no author."""
    words = text_at(hit, "_source", "complaint_what_happened")
    if not words.strip():
        return {}
    return {"post_id": text_at(hit, "_source", "complaint_id") or text_at(hit, "_id"), "posted_at": text_at(hit, "_source", "date_received"),
            "text": words, "language": "en", **{name: text_at(hit, "_source", name) for name in _DIMENSIONS}}


def _day(hit: Mapping[str, Any]) -> str:
    try:
        return date.fromisoformat(text_at(hit, "_source", "date_received")[:10]).isoformat()
    except ValueError:
        return ""


def _place(hits: Sequence[Any]) -> str:
    """Where the next page begins: the sort values of the last complaint, as the API wants them back."""
    values = at(hits, -1, "sort")
    return "_".join(map(str, values)) if isinstance(values, list) and len(values) == 2 else ""


def _has_words(api: Api, native: str) -> bool:
    try:
        found = need_list(api, api.get(f"/{quote(native, safe='')}"), "hits", "hits")
    except Refused as error:
        if error.status == 404:
            return False
        raise
    return bool(found and row_of(found[0]))

"""App-store reviews: Apple's public feed of an app's newest reviews, country by country."""
from __future__ import annotations

import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, ClassVar, Self

from pipeline.errors import SourceError
from pipeline.sources.answers import at, list_at, text_at
from pipeline.sources.checks import digits, filled, safe_address
from pipeline.sources.http import Api, Sleep
from pipeline.sources.page import Allow, Checked, Cursor, Gap, Page
from pipeline.sources.section import read_section

_PAGES_N = 10             # the feed has 10 pages of 50 reviews; what is older cannot be had
_CALLS_PER_MINUTE = 20    # not documented; what the public search of the store allows


@dataclass(frozen=True)
class Settings:
    """app_id: the number in the app's address; countries: two letters each."""

    app_id: str
    countries: tuple[str, ...]
    channel: str = "app review"
    server: str = "https://itunes.apple.com"


@dataclass(frozen=True)
class AppReviewsSource:
    """The cursor: by country, the time of the newest review once all before it are stored; a walk cut short is walked again."""

    kind: ClassVar[str] = "app-reviews"
    secrets: ClassVar[tuple[str, ...]] = ()
    attributes: ClassVar[tuple[str, ...]] = ("rating", "app_version", "country")
    name: str
    settings: Settings
    sleep: Sleep = field(default=time.sleep, repr=False)

    @classmethod
    def from_settings(cls, name: str, values: Mapping[str, Any], secrets: Mapping[str, str]) -> Self:
        settings = read_section(Settings, name, values)
        safe_address(name, "server", settings.server)
        digits(name, "app_id", settings.app_id)
        filled(name, "countries", settings.countries)
        return cls(name, settings)

    @property
    def channel(self) -> str:
        return self.settings.channel

    def pages(self, cursor: Cursor | None, as_of: datetime, allow: Allow) -> Iterator[Page]:
        api, newest = self._api(), dict(cursor["newest"]) if cursor else {}
        for country in self.settings.countries:
            yield from self._walk(api, country.lower(), newest)

    def check(self) -> Checked:
        try:
            country = self.settings.countries[0].lower()
            reviews = _dated(self._feed(self._api(), country, 1))
        except SourceError as error:
            return Checked(False, str(error))
        if not reviews:
            return Checked(False, f"the feed of app {self.settings.app_id} in '{country}' holds no review. Are app_id and countries right?")
        return Checked(True, f"the feed answers; the newest review in '{country}' is of {max(reviews)[0]:%Y-%m-%d}.")

    def gone(self, native_ids: Sequence[str], allow: Allow) -> frozenset[str] | None:
        """The feed cannot say: a review that is not among the newest may well be there."""
        return None

    def _walk(self, api: Api, country: str, newest: dict[str, str]) -> Iterator[Page]:
        """Page by page down to the newest review that is stored; only the last page moves the cursor."""
        known = datetime.fromisoformat(newest[country]) if country in newest else None
        top = oldest = None
        for page_n in range(1, _PAGES_N + 1):
            entries = self._feed(api, country, page_n)
            times = [when for when, _ in _dated(entries)]
            top, oldest = max([*times, *([top] if top else [])], default=None), min([*times, *([oldest] if oldest else [])], default=None)
            is_last = page_n == _PAGES_N or not times or bool(known and min(times) < known)
            is_broken_off = bool(known and not times and (oldest is None or oldest > known))
            if is_last and top and not is_broken_off:
                newest[country] = max(top, known or top).isoformat()
            problems = (f"the feed of '{country}' ended before the reviews that it had before; it is read again next time",) if is_broken_off else ()
            yield Page(tuple(row_of(entry, country) for entry in entries), {"newest": dict(newest)},
                       gaps=_gaps(known, oldest) if page_n == _PAGES_N and times else (), problems=problems)
            if is_last:
                return

    def _feed(self, api: Api, country: str, page_n: int) -> list[Any]:
        """The reviews of a page; the first entry may be the app itself, which nobody rated."""
        found = api.get(f"/{country}/rss/customerreviews/page={page_n}/id={self.settings.app_id}/sortby=mostrecent/json")
        if not isinstance(at(found, "feed"), dict):
            raise SourceError(f"{self.name}: {api.host} answers, but with no feed. Are app_id and countries right?")
        return [entry for entry in list_at(found, "feed", "entry") if text_at(entry, "im:rating", "label")]

    def _api(self) -> Api:
        return Api(self.name, self.settings.server.rstrip("/"), calls_per_minute=_CALLS_PER_MINUTE, sleep=self.sleep)


def row_of(entry: Mapping[str, Any], country: str) -> dict[str, str]:
    """The import fields of a review. Its time is that of its last change: the feed has no other."""
    words = (text_at(entry, "title", "label"), text_at(entry, "content", "label"))
    return {
        "post_id": text_at(entry, "id", "label"), "posted_at": text_at(entry, "updated", "label"), "edited_at": text_at(entry, "updated", "label"),
        "text": "\n\n".join(part for part in words if part.strip()), "author": text_at(entry, "author", "name", "label"),
        "rating": text_at(entry, "im:rating", "label"), "app_version": text_at(entry, "im:version", "label"), "country": country}


def _dated(entries: Sequence[Any]) -> list[tuple[datetime, str]]:
    """(time, id) of the entries that have a time."""
    dated = []
    for entry in entries:
        try:
            moment = datetime.fromisoformat(text_at(entry, "updated", "label"))
            dated.append(((moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC), text_at(entry, "id", "label")))
        except (ValueError, OverflowError):
            continue
    return dated


def _gaps(known: datetime | None, oldest: datetime | None) -> tuple[Gap, ...]:
    """What lies between the stored reviews and the oldest that the feed still holds."""
    if known is None or oldest is None or oldest <= known:
        return ()
    return (Gap(known, oldest, f"the feed holds only its newest {_PAGES_N * 50} reviews; collect more often"),)

"""X as a source: what matches a query, the brand's own replies, what is said in the conversations of complaints, and a stream."""
from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, ClassVar, Self

from pipeline.errors import BudgetError, SettingsError, SourceError
from pipeline.sources.checks import filled, safe_address, within
from pipeline.sources.pace import Pace
from pipeline.sources.page import Allow, Checked, Cursor, Gap, Page
from pipeline.sources.section import need_secret, read_section
from pipeline.sources.x import Refused, X
from pipeline.sources.x_posts import Answer
from pipeline.sources.x_search import Place, after, begun, eased, params, place_of, without_token

_LEAST_POSTS = 10       # X gives pages of 10 to 100
_IDS_AT_ONCE = 100
_ID_CHARS = 19
_HANDLE = re.compile(r"(?=.*\D)\w{1,15}", re.ASCII)
_EASED_MAX = 3


@dataclass(frozen=True)
class Settings:
    """A section with kind = "x". Times are in seconds or days as the name says."""

    query: str
    channel: str = "x"
    own_handles: tuple[str, ...] = ()      # the brand's: their replies are read too, as the company's
    first_days: float = 7.0                # how far back the first collection reads; X knows no more than 7
    follow_days: float = 3.0               # so long the conversations of complaints are followed; 0: not at all
    follow_max: int = 120                  # at most so many conversations; a call asks for about a dozen
    page_posts: int = 100                  # 10 to 100
    query_chars: int = 512                 # what the access level allows: 512 self-serve, 1024 and more above
    longest_wait_s: float = 60.0           # a longer wait for a rate limit ends the run; the next one goes on
    stream_s: float = 0.0                  # listen so long to the filtered stream after having caught up; 0: not at all
    address: str = "https://api.x.com"


@dataclass
class XSource:
    """X, read within the settings of a section. `follow` is told the conversations of complaints."""

    kind: ClassVar[str] = "x"
    secrets: ClassVar[tuple[str, ...]] = ("bearer_token",)
    attributes: ClassVar[tuple[str, ...]] = ()
    check_posts_n: ClassVar[int] = 1       # a count costs as much as a post

    name: str
    settings: Settings
    x: X = field(repr=False)
    conversations: tuple[str, ...] = field(default=(), init=False)

    @classmethod
    def from_settings(cls, name: str, values: Mapping[str, Any], secrets: Mapping[str, str], pace: Pace | None = None) -> Self:
        settings = read_section(Settings, name, values)
        filled(name, "query", settings.query)
        within(name, "page_posts", settings.page_posts, _LEAST_POSTS, 100)
        address = safe_address(name, "address", settings.address)
        token = need_secret(name, "bearer_token", secrets)
        source = cls(name, settings, X(name, token, address, pace or Pace(name, settings.longest_wait_s)))
        if len(source.query) > settings.query_chars:
            raise SettingsError(f"canary.toml: [sources.{name}] query is {len(source.query):,} characters with what is added to it; X allows "
                                f"{settings.query_chars:,}: {source.query}")
        return source

    @property
    def channel(self) -> str:
        return self.settings.channel

    @property
    def own_handles(self) -> tuple[str, ...]:
        return tuple(handle.lstrip("@") for handle in self.settings.own_handles)

    @property
    def follow_days(self) -> float:
        return self.settings.follow_days

    @property
    def query(self) -> str:
        """What is asked for: no reposts, and nothing by the brand, whose replies are asked for by themselves."""
        return _outer(self.settings.query, [f"-from:{handle}" for handle in self.own_handles])

    @property
    def own_query(self) -> str:
        return "(" + " OR ".join(f"from:{handle}" for handle in self.own_handles) + ") is:reply -is:retweet"

    def follow(self, conversations: Sequence[str]) -> None:
        """The conversations that complaints were found in, the latest first: native ids."""
        self.conversations = tuple(conversations[:self.settings.follow_max])

    def pages(self, cursor: Cursor | None, as_of: datetime, allow: Allow) -> Iterator[Page]:
        run = _Run(self, cursor, as_of, allow)
        yield from run.query(self.query)
        if self.own_handles:
            yield from run.query(self.own_query, self.own_handles[0])
        if self.follow_days:
            yield from run.follow()
        if self.settings.stream_s:
            yield from run.listen()

    def waiting(self, cursor: Cursor | None, as_of: datetime, allow: Allow) -> int:
        """About how many posts the next collection would bring, without those of conversations. Costs a post or two."""
        run = _Run(self, cursor, as_of, allow)
        return sum(run.count(query) for query in (self.query, *([self.own_query] if self.own_handles else [])))

    def check(self) -> Checked:
        found_n = self.x.count(self.query, lambda posts_n: None)
        return Checked(True, f"{self.name} is well: X has about {found_n:,} posts of the last seven days for {self.query}")

    def author_of(self, handle: str, allow: Allow) -> str | None:
        """What the posts of a person with this handle carry as their author: a number; None when X knows no such handle."""
        return (self.x.author_of(handle, allow) or None) if _HANDLE.fullmatch(handle) else None

    def gone(self, native_ids: Sequence[str], allow: Allow) -> frozenset[str]:
        ids = [native_id for native_id in native_ids if native_id.isdigit()]
        found: set[str] = set()
        for start in range(0, len(ids), _IDS_AT_ONCE):
            found.update(self.x.lookup(ids[start:start + _IDS_AT_ONCE], allow).gone)
        return frozenset(found) & frozenset(ids)


class _Run:
    """One collection: how far each query is, moved page by page."""

    def __init__(self, source: XSource, cursor: Cursor | None, as_of: datetime, allow: Allow) -> None:
        kept = cursor or {}
        self.source, self.x, self.allow = source, source.x, allow
        self.places: dict[str, Mapping[str, str]] = dict(kept.get("places", {}))
        self.followed: dict[str, str] = dict(kept.get("followed", {}))
        self.batch: Mapping[str, Any] = kept.get("batch", {})
        self.x.spelling = kept.get("spelling", self.x.spelling)
        self.x.pace.begin(as_of, kept.get("pace", {}), kept.get("unanswered_n", 0))

    def query(self, query: str, handle: str = "") -> Iterator[Page]:
        """Everything new for a query, page by page, until its pass is complete."""
        key = _key(query)
        is_running = True
        while is_running:
            place, gaps, answer = self._page(query, place_of(self.places.get(key)), handle)
            self.places[key] = place.kept()
            is_running = bool(place.began_at)
            yield self._stored_as(answer, gaps)

    def follow(self) -> Iterator[Page]:
        """What was said since in the conversations of complaints, a dozen a call."""
        self.followed = {each: self.followed.get(each, each) for each in self.source.conversations}
        complete_id = place_of(self.places.get(_key(self.source.query))).complete_id
        waiting = sorted(self.followed, key=lambda each: int(self.followed[each]))
        if self.batch:
            yield from self._follow_batch(complete_id)
        for ids in _batches(waiting, self.source.settings.query_chars - len(self._conversations([]))):
            self.batch = {"ids": ids, "place": {"complete_id": min((self.followed[each] for each in ids), key=int)}}
            yield from self._follow_batch(complete_id)

    def listen(self) -> Iterator[Page]:
        from pipeline.sources.x_stream import listen

        for answer in listen(self.x, self.source.query, self.source.settings.stream_s, self.allow):
            yield self._stored_as(answer, ())

    def count(self, query: str) -> int:
        place, _ = begun(place_of(self.places.get(_key(query))), self.x.pace.now(), self.source.settings.first_days)
        where = params(without_token(place))
        return self.x.count(query, self.allow, **where)

    def _follow_batch(self, complete_id: str) -> Iterator[Page]:
        ids = self.batch["ids"]
        while self.batch:
            place, _, answer = self._page(self._conversations(ids), place_of(self.batch["place"]))
            if place.began_at:
                self.batch = {"ids": ids, "place": place.kept()}
            else:
                newest = max((complete_id, place.complete_id), key=lambda value: int(value or 0))
                self.followed |= {each: newest for each in ids if each in self.followed}
                self.batch = {}
            yield self._stored_as(answer, ())

    def _conversations(self, ids: Sequence[str]) -> str:
        return _outer(" OR ".join(f"conversation_id:{each}" for each in ids), [f"-from:{handle}" for handle in self.source.own_handles])

    def _page(self, query: str, place: Place, handle: str = "") -> tuple[Place, tuple[Gap, ...], Answer]:
        """The next page of a pass, and the place after it. What X calls too old or unknown by now is left out of the question."""
        place, gaps = begun(place, self.x.pace.now(), self.source.settings.first_days)
        for _ in range(_EASED_MAX):
            try:
                answer = self._asked(query, place, handle)
                return after(place, answer), gaps, answer
            except Refused as error:
                found = eased(place, error.said, self.x.pace.now()) if error.status == 400 else None
                if found is None:
                    raise
                place, gaps = found[0], (*gaps, *found[1])
        raise SourceError(f"{self.source.name}: X takes none of the places to go on from. Nothing was lost; try again later.")

    def _asked(self, query: str, place: Place, handle: str) -> Answer:
        """A page as long as the settings say, or the shortest when the budget leaves no more."""
        try:
            return self.x.search(query, self.source.settings.page_posts, self.allow, handle, **params(place))
        except BudgetError:
            if self.source.settings.page_posts == _LEAST_POSTS:
                raise
        return self.x.search(query, _LEAST_POSTS, self.allow, handle, **params(place))

    def _stored_as(self, answer: Answer, gaps: tuple[Gap, ...]) -> Page:
        cursor = {"places": self.places, "followed": self.followed, "batch": self.batch, "spelling": self.x.spelling, "pace": self.x.pace.kept()}
        return Page(answer.rows, {name: value for name, value in cursor.items() if value}, answer.billed_n, answer.gone, gaps, answer.problems)


def _outer(query: str, others: Sequence[str]) -> str:
    """A query with what is added to it: no reposts, unless it says itself what to do with them."""
    added = [*others, *([] if "is:retweet" in query else ["-is:retweet"])]
    return " ".join([f"({query})", *added]) if added else query


def _batches(ids: Sequence[str], room_chars: int) -> Iterator[list[str]]:
    """Ids in the same order, as many at once as a query has room for."""
    at_once = max(room_chars // (len(" OR conversation_id:") + _ID_CHARS), 1)
    for start in range(0, len(ids), at_once):
        yield list(ids[start:start + at_once])


def _key(query: str) -> str:
    """A query that was changed is another one: it is read from the beginning."""
    return hashlib.sha256(query.encode()).hexdigest()[:12]

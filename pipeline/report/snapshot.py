"""A week as it is reported: facts, never sentences; the same data make the same bytes.

People fewer than `min_people` are not in here: the count is None and `is_few` says why. None with is_few False is not known.
"""
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

SECTIONS = ("new", "worse", "came back", "no effect", "verified", "still up", "over", "unacted")
"""In the order in which they are told. no effect, verified: what a planned look at a fix said; still up: a signal said for the first time though somebody
answered it, or moved without growing; over: a signal that was said and has ended or was dismissed; unacted: a topic that nobody acts on."""
DUTIES = ("acknowledge", "decide", "ship", "verify", "review")
"""What somebody has to do: answer a signal; decide on a fix; ship one; look at a shipped one on its planned day; take up one that had no effect or came
back."""
DEFINITIONS = ("person", "complaint", "expected", "harm", "signal", "verified", "waits", "few")
"""Keys of the numbers that the footnote explains; () where nothing is told."""


@dataclass(frozen=True)
class Quote:
    """What one person wrote, redacted, at most 140 characters. post_id: to take it out when the post is erased; never shown."""

    text: str
    source: str
    day: date
    url: str | None
    post_id: str


@dataclass(frozen=True)
class Item:
    """One thing to tell.

    item_id: "signal:…", "fix:…" or "unacted:…" with the id of the signal, fix or topic. section: of SECTIONS. level: all | touchpoint | topic | fix.
    target_id, name: the touchpoint, topic or fix and what it is called ("" for all complaints). touchpoint_id, touchpoint: where it belongs, None and ""
    where unclear. people_n: of the week (section unacted: of the last 12 weeks); expected_n: of a signal, people of an ordinary week before it rose; low,
    high: the range in which 95 of 100 such weeks lie; None: not known. since: the first day of the rise, of waiting, or of the fix with customers. weeks_n:
    whole weeks from `since` to the end of the week. state: of the signal or fix; what an unacted topic waits for. page: the page of the dashboard and its
    address, without the beginning. is_news: False for what was said before and has not moved: it is kept, counted and not told. moved: since it was last
    said: "state", "owner", "people" or "age"; None when it was never said. facts: see the module that makes the section.
    """

    item_id: str
    section: str
    level: str
    target_id: str
    name: str
    touchpoint_id: str | None
    touchpoint: str
    owner: str
    people_n: int | None
    expected_n: float | None
    low: float | None
    high: float | None
    since: date
    weeks_n: int | None
    state: str
    page: str
    is_news: bool = True
    moved: str | None = None
    is_few: bool = False
    quotes: tuple[Quote, ...] = ()
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class TouchpointLine:
    """A touchpoint in the week, as the Overview lists it. harm: mean severity (0-4) of its complaints, None without any.

    status: as pipeline.attention says it. trend: people in each of 12 weeks, oldest first; None: not collected, or before the data; few people are
    drawn in the middle, at half of min_people. complaints_n counts messages, not people; None: few.
    """

    touchpoint_id: str
    name: str
    owner: str
    harm: float | None
    people_n: int | None
    expected_n: float | None
    low: float | None
    high: float | None
    status: str
    complaints_n: int | None
    trend: tuple[int | None, ...]
    page: str
    is_few: bool = False


@dataclass(frozen=True)
class Duty:
    """What somebody has to do. kind: of DUTIES; target_id: of the signal, topic or fix; owner: who has to, "" nobody; due_on: None where no day was said;
    since: since when it waits."""

    kind: str
    target_id: str
    name: str
    owner: str
    touchpoint_id: str | None
    due_on: date | None
    since: date
    page: str


@dataclass(frozen=True)
class Snapshot:
    """An ISO week in the workspace's zone. made_at is not part of the facts: it is neither in the JSON nor in the digest.

    people_n: who complained in the week, each counted once; before_n: mean of the four weeks before, None where the data do not reach so far.
    items: all that is open or happened, in the order of SECTIONS and then the worst first; `news` is what is to be told, said_before how many are not.
    touchpoints: those that need attention first. warnings: what makes the numbers less than whole, each with a "kind" (pipeline.report.warnings). owner: "" everybody's
    edition. told: item_id -> what was last told of it, for the weeks to come. model_version: None before the first model. facts: see pipeline.report.make.
    """

    week: str
    first_day: date
    last_day: date
    zone: str
    brand: str
    is_sample: bool
    taxonomy: str
    min_people: int
    people_n: int | None
    before_n: float | None
    complaints_n: int
    items: tuple[Item, ...]
    touchpoints: tuple[TouchpointLine, ...]
    duties: tuple[Duty, ...]
    warnings: tuple[Mapping[str, Any], ...]
    said_before: int
    definitions: tuple[str, ...]
    model_version: str | None
    is_few: bool = False
    owner: str = ""
    told: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    facts: Mapping[str, Any] = field(default_factory=dict)
    made_at: datetime | None = None

    @property
    def news(self) -> tuple[Item, ...]:
        """What is to be told this week."""
        return tuple(item for item in self.items if item.is_news)

    def of(self, section: str) -> tuple[Item, ...]:
        """The news of a section."""
        return tuple(item for item in self.news if item.section == section)

    @property
    def is_quiet(self) -> bool:
        """Is there nothing new to tell?"""
        return not self.news

    def made(self, at: datetime) -> Snapshot:
        return replace(self, made_at=at)

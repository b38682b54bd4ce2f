"""What a complaint's thread says: what was tried before it, what the replies did, how it ended, what stands in the open. Pure."""
from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass
from typing import Any

from models.attempts import Attempt, tried
from models.conversation import Turn
from models.replies import action_minutes, first_answer_minutes, kinds, outcome
from pipeline.threads import chain
from pipeline.threads.order import Row, Thread
from pipeline.touchpoints import Taxonomy

_NOT_PRIVATE = ("handle", "name", "query")     # of what redaction finds: what everybody signs with, and parts of links


@dataclass(frozen=True)
class Rules:
    """What a thread is read by. private_channels: lower case, read by the company alone; words, places: name what its words, and what its places, are
    read by: another one is another reading."""

    taxonomy: Taxonomy
    private_channels: frozenset[str]
    words: str
    places: str

    @property
    def version(self) -> str:
        return f"{self.words} {self.places}"

    def is_public(self, channel: str) -> bool:
        return channel.strip().casefold() not in self.private_channels


def read(complaint: Row, thread: Thread, rules: Rules) -> dict[str, Any]:
    """A row for store.threads.save. complaint: as store.threads.unread gives it; thread: the posts of its thread.

    It ends as what follows the complaint says: what the company had said to the person before it does not answer it.
    """
    side = thread.side_of(complaint["post_id"])
    at = next(n for n, post in enumerate(side) if post["post_id"] == complaint["post_id"])
    turns = turns_of(side, at)
    did, attempts = kinds(turns), tried(turns)
    after, done = turns[at:], did[at:]
    lost = [attempt.lost_minutes for attempt in attempts if attempt.lost_minutes is not None]
    return placed(complaint, attempts, rules) | dict(
        thread_id=complaint["thread_id"],
        turns_n=len(turns), replies_n=sum(turn.is_company for turn in after), came_back_n=sum(not turn.is_company for turn in after[1:]),
        outcome=outcome(after, done), answer_minutes=first_answer_minutes(after), action_minutes=action_minutes(after, done),
        tried=[list(astuple(attempt)) for attempt in attempts], lost_minutes=sum(lost) if lost else None, in_the_open=in_the_open(side, rules),
        replies=[dict(post_id=post["post_id"], complaint_id=complaint["post_id"], turn_n=n, kinds=list(what))
                 for n, (post, what) in enumerate(zip(side, did, strict=True)) if len(side) > 1])


def placed(complaint: Row, attempts: Sequence[Attempt], rules: Rules) -> dict[str, Any]:
    """The part of a row that hangs on touchpoints: where it began, and the chain over what was tried."""
    place = chain.Place(complaint["place"], complaint["shares"] or {}, rules.is_public(complaint["channel"]))
    own = dict(post_id=complaint["post_id"])
    return own | dict(
        touchpoint_id=complaint["touchpoint_id"], reading=rules.version, first_failed_touchpoint_id=chain.first_failed(place, attempts, rules.taxonomy),
        steps=[own | step for step in chain.steps(place, attempts, rules.taxonomy)])


def placed_anew(complaint: Row, rules: Rules) -> dict[str, Any] | None:
    """The same, and tried, of a complaint whose words were read by these rules and did not change since; None: they have to be read."""
    if (complaint["reading"] or "").partition(" ")[0] != rules.words:
        return None
    return placed(complaint, [Attempt(*attempt) for attempt in complaint["tried"]], rules) | dict(tried=complaint["tried"])


def turns_of(side: Sequence[Row], complaint_at: int) -> list[Turn]:
    """The turns, with minutes since the complaint.

    A post that bears the very time of the one before it has none of its own: so do files that say no times, or only days.
    """
    told_at = side[complaint_at]["posted_at"]
    is_known = [n in (0, complaint_at) or post["posted_at"] != side[n - 1]["posted_at"] for n, post in enumerate(side)]
    return [Turn(post["is_brand"], post["text"], (post["posted_at"] - told_at).total_seconds() / 60 if known else None, post["language"])
            for post, known in zip(side, is_known, strict=True)]


def in_the_open(side: Iterable[Row], rules: Rules) -> list[str]:
    """Kinds of personal data that the person wrote where all can read, sorted; what they were was never stored."""
    public = (post for post in side if not post["is_brand"] and rules.is_public(post["channel"]))
    return sorted({kind for post in public for kind in post["redactions"]} - set(_NOT_PRIVATE))

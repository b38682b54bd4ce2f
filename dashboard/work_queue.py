"""What a person's minute improves most: questions with the answers that may be chosen, the most useful first. Pure."""
from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from pipeline.records import TOO_SHORT

TOPIC_LINK, NAME, MEMBER, TOUCHPOINT = "topic link", "name", "member", "touchpoint"
MOST = 40
"""Questions of a day: about ten minutes."""
_CHOICES_N = 4             # that are offered with a key of their own
_OPEN_LINK = 0.15          # share of the second touchpoint among the first two, from which a topic's own link is asked for
TAUGHT = 0.003             # of a topic's doubtful complaints, what one answer puts right: 160 answers righted 104 of 6,512 (benchmarks/links.py)
_NAMED, _NEWLY_NAMED = 0.001, 0.02   # of a topic's complaints: a label of the model that misleads; more where the topic is new


@dataclass(frozen=True)
class Choice:
    """An answer, and the decision that it is: kind, topic, posts and value as of pipeline.decisions."""

    label: str
    kind: str
    topic_id: str | None
    posts: tuple[str, ...]
    value: str


@dataclass(frozen=True)
class Card:
    """One question. gain: complaints that its answer may put right; post_id None: it is about the whole topic."""

    kind: str
    topic_id: str
    post_id: str | None
    gain: float
    choices: tuple[Choice, ...]

    @property
    def key(self) -> str:
        return f"{self.kind}:{self.topic_id}:{self.post_id or ''}"


@dataclass(frozen=True)
class Doubts:
    """What is asked about. topics: rows of the table `topics`; links, members, by_topic: of store.doubts; born: topics of the last publication
    that are new; names: touchpoint id -> name."""

    topics: pd.DataFrame
    links: pd.DataFrame
    members: pd.DataFrame
    by_topic: pd.DataFrame
    born: frozenset[str]
    names: Mapping[str, str]


def queue(doubts: Doubts, decisions: Sequence[Mapping], most: int = MOST) -> list[Card]:
    """The most useful questions that nobody has answered, at most `most`. decisions: those that hold."""
    cards = left([*_topic_links(doubts), *_names(doubts), *_touchpoints(doubts), *_members(doubts)], decisions)
    return _one_each(sorted(cards, key=lambda card: (-card.gain, card.key)))[:most]


def left(cards: Iterable[Card], decisions: Sequence[Mapping], skipped: Collection[str] = ()) -> list[Card]:
    """The cards that are neither answered nor skipped, in their order."""
    told = {(row["kind"], post) for row in decisions for post in row["posts"]} | {(row["kind"], row["topic_id"]) for row in decisions if not row["posts"]}
    return [card for card in cards if card.key not in skipped and not any(pair in told for pair in _answers_of(card))]


def _answers_of(card: Card) -> Iterator[tuple[str, str | None]]:
    """The decisions after which a card need not be asked: (kind, post or topic)."""
    yield from ((kind, card.topic_id) for kind in ("merge", "hide"))
    if card.post_id is None:
        yield {TOPIC_LINK: "link", NAME: "rename"}[card.kind], card.topic_id
    else:
        yield from ((kind, card.post_id) for kind in ("complaint", "split", {MEMBER: "belongs", TOUCHPOINT: "touchpoint"}[card.kind]))


def _topic_links(doubts: Doubts) -> Iterator[Card]:
    """Topics whose second touchpoint is close to the first: one answer moves every complaint in it."""
    for row in _active(doubts).itertuples():
        ranked = _ranked(row.touchpoint_shares, doubts.names)
        open_ = ranked[1][1] / (ranked[0][1] + ranked[1][1]) if len(ranked) > 1 else 0.0
        if row.link_by == "model" and not row.is_mixed and open_ >= _OPEN_LINK:
            choices = tuple(Choice(doubts.names[t], "link", row.topic_id, (), t) for t, _ in ranked[:_CHOICES_N])
            yield Card(TOPIC_LINK, row.topic_id, None, open_ * row.complaints_n, choices)


def _names(doubts: Doubts) -> Iterator[Card]:
    """Topics that no person has named, the new ones first."""
    for row in _active(doubts).itertuples():
        if not row.is_mixed:
            share = _NEWLY_NAMED if row.topic_id in doubts.born else _NAMED
            yield Card(NAME, row.topic_id, None, share * row.complaints_n, (Choice(row.label, "rename", row.topic_id, (), row.label),))


def _touchpoints(doubts: Doubts) -> Iterator[Card]:
    """Complaints between two touchpoints; each further one of a topic helps less."""
    doubtful = dict(zip(doubts.by_topic["topic_id"], doubts.by_topic["links_n"]))
    for topic_id, part in _readable(doubts.links).groupby("topic_id"):
        ranked = sorted(((_ranked(row.shares, doubts.names), row) for row in part.itertuples()), key=lambda pair: (-_second(pair[0]), pair[1].post_id))
        for place, (shares, row) in enumerate(pair for pair in ranked if len(pair[0]) > 1):
            choices = tuple(Choice(doubts.names[t], "touchpoint", None, (row.post_id,), t) for t, _ in shares[:_CHOICES_N])
            gain = (1 - row.touchpoint_confidence + TAUGHT * doubtful.get(topic_id, 0)) / (1 + place)
            yield Card(TOUCHPOINT, topic_id, row.post_id, gain, (*choices, _no_complaint(row.post_id)))


def _members(doubts: Doubts) -> Iterator[Card]:
    """Complaints that may not belong where they are; the other topics offered are those it points to itself."""
    doubtful = dict(zip(doubts.by_topic["topic_id"], doubts.by_topic["members_n"]))
    active = _active(doubts)
    clear = active[~active["is_mixed"].astype(bool)]
    labels = dict(zip(clear["topic_id"], clear["label"]))
    for topic_id, part in _readable(doubts.members).groupby("topic_id"):
        for place, row in enumerate(part.itertuples()):
            near = dict.fromkeys([topic_id, *_further(row.also), *_homes(clear, _ranked(row.shares, doubts.names))])
            choices = tuple(Choice(labels[t], "belongs", t, (row.post_id,), "") for t in [t for t in near if t in labels][:_CHOICES_N])
            gain = (1 - row.topic_confidence + TAUGHT * doubtful.get(topic_id, 0)) / (1 + place)
            yield Card(MEMBER, topic_id, row.post_id, gain, (*choices, _no_complaint(row.post_id)))


def _active(doubts: Doubts) -> pd.DataFrame:
    return doubts.topics[(doubts.topics["state"] == "active") & (doubts.topics["topic_id"] != TOO_SHORT)]


def _readable(rows: pd.DataFrame) -> pd.DataFrame:
    """None of the same words twice."""
    return rows.drop_duplicates("text_key")


def _ranked(shares: Mapping[str, float] | None, names: Mapping[str, str]) -> list[tuple[str, float]]:
    return sorted(((t, share) for t, share in (shares or {}).items() if t in names), key=lambda pair: (-pair[1], pair[0]))


def _second(ranked: Sequence[tuple[str, float]]) -> float:
    return ranked[1][1] if len(ranked) > 1 else 0.0


def _further(also: Sequence | None) -> list[str]:
    return [topic for topic, _ in also or []]


def _homes(active: pd.DataFrame, ranked: Sequence[tuple[str, float]]) -> list[str]:
    """The largest topic of each touchpoint that a complaint points to, the likeliest first."""
    largest = active.drop_duplicates("touchpoint_id").set_index("touchpoint_id")["topic_id"]
    return [largest[t] for t, _ in ranked if t in largest.index]


def _no_complaint(post_id: str) -> Choice:
    return Choice("No complaint", "complaint", None, (post_id,), "no")


def _one_each(cards: Sequence[Card]) -> list[Card]:
    """One question about a post: the first, which is the more useful one."""
    kept: dict[str, Card] = {}
    for card in cards:
        kept.setdefault(card.post_id or card.key, card)
    return list(kept.values())

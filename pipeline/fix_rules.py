"""What the register takes: every rule of a fix with the sentence that says what is wrong and what to do. Pure."""
from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from pipeline.errors import FixError
from pipeline.fixes import ABANDONED, Fix
from pipeline.records import TOO_SHORT

_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
_LINK = re.compile(r"https?://[^\s<>\"']+", re.IGNORECASE)
_LAG_DAYS_MAX = 182      # what takes longer to show cannot be told from anything else
_TITLE_CHARS = 200


@dataclass(frozen=True)
class Known:
    """What a fix may name. topics: id -> active or ended; links: topic id -> its touchpoint, or None; owners: touchpoint id -> owner.

    attributes: names of what posts carry (region …); none: nothing was imported yet.
    """

    owners: Mapping[str, str]
    topics: Mapping[str, str]
    links: Mapping[str, str | None]
    signals: Collection[str]
    attributes: Collection[str] = ()


def check(fix: Fix, known: Known, today: date, before: Fix | None = None) -> None:
    """Raise FixError with the first rule that `fix` breaks.

    before: what it was; what a change leaves as it was is not asked again, so that a fix whose topic has ended since can still be shipped.
    """
    for names, rule in _RULES:
        if before is None or any(getattr(fix, name) != getattr(before, name) for name in names):
            if wrong := rule(fix, known, today):
                raise FixError(f"{fix.fix_id}: {wrong}" if before else wrong)


def no_second(fix: Fix, others: Sequence[Fix]) -> None:
    """Raise FixError where the register has a fix of this id, or this very fix: the same title at the same touchpoint, not abandoned."""
    for other in others:
        if other.fix_id == fix.fix_id:
            raise FixError(f"there is a fix {fix.fix_id} already: '{other.title}', {other.state}. Change it with `fix edit {fix.fix_id}`.")
        if (other.touchpoint_id, other.title.casefold()) == (fix.touchpoint_id, fix.title.casefold()) and other.state != ABANDONED:
            raise FixError(f"'{fix.title}' at {fix.touchpoint_id} is registered already: {other.fix_id}, {other.state}. "
                           f"Change that one with `fix edit {other.fix_id}`, or give this one another title.")


def topics_of(touchpoint_id: str, known: Known) -> tuple[str, ...]:
    """What a fix that names no topic is judged on: every active topic whose complaints point to its touchpoint."""
    return tuple(sorted(topic for topic, touchpoint in known.links.items()
                        if touchpoint == touchpoint_id and known.topics.get(topic) == "active" and topic != TOO_SHORT))


def overlapping(fix: Fix, others: Sequence[Fix]) -> list[Fix]:
    """The other fixes that could move the same counts: of a common topic, not abandoned. Allowed, and the verdict minds it."""
    return [other for other in others if other.fix_id != fix.fix_id and other.state != ABANDONED and set(other.topics) & set(fix.topics)]


def _named(fix: Fix, known: Known, today: date) -> str:
    if not fix.title.strip():
        return "a title is needed: what is changed, in a few words."
    if len(fix.title) > _TITLE_CHARS:
        return f"the title has {len(fix.title)} characters, {_TITLE_CHARS} are allowed. Put the rest into the hypothesis."
    return "" if _ID.fullmatch(fix.fix_id) else (
        f"the id '{fix.fix_id}' cannot be used. Write letters, digits, '.', '_' and '-', at most 64, e.g. OPS-123.")


def _somewhere(fix: Fix, known: Known, today: date) -> str:
    return "" if fix.touchpoint_id in known.owners else (
        f"there is no touchpoint '{fix.touchpoint_id}'. Known: {', '.join(known.owners)}. Fix the spelling, or add it to touchpoints.yaml.")


def _about_topics(fix: Fix, known: Known, today: date) -> str:
    active = [topic for topic, state in sorted(known.topics.items()) if state == "active" and topic != TOO_SHORT]
    for topic in fix.topics:
        if topic not in known.topics or topic == TOO_SHORT:
            return f"there is no topic '{topic}' that a fix could be judged on. Known: {', '.join(active) or 'none yet'}. `topics` lists them."
        if known.topics[topic] == "ended":
            return f"topic {topic} has ended: no complaint is counted in it any more. Active: {', '.join(active) or 'none'}. `topics` lists them."
    return ""


def _about_signals(fix: Fix, known: Known, today: date) -> str:
    missing = next((signal for signal in fix.signals if signal not in known.signals), None)
    return f"there is no signal '{missing}'. `signals` lists them." if missing else ""


def _by_two(fix: Fix, known: Known, today: date) -> str:
    if not fix.owner.strip():
        return "an owner is needed: who makes the change. Name one with --owner."
    if fix.verifier and fix.verifier.strip().casefold() == fix.owner.strip().casefold():
        return f"{fix.owner} is the owner and cannot verify it: somebody else must look whether it helped. Name another verifier."
    return ""


def _in_order(fix: Fix, known: Known, today: date) -> str:
    days = [(word, day) for word, day in (("decided", fix.decided_on), ("started", fix.started_on), ("shipped", fix.shipped_on)) if day]
    days += [(f"shipped to {name}={value}", day) for name, value, day in fix.stages]
    for word, day in days:
        if day > today:
            return f"{word} on {day} lies in the future; today is {today}. Plan ahead with --due, and say what is done when it is done."
    for (first, early), (then, late) in zip(days, days[1:], strict=False):
        if late < early:
            return f"{then} on {late} is before {first} on {early}. Correct one of the two days."
    return ""


def _due(fix: Fix, known: Known, today: date) -> str:
    if fix.due_on and fix.decided_on and fix.due_on < fix.decided_on:
        return f"due on {fix.due_on} is before it was decided on {fix.decided_on}. Correct one of the two days."
    return ""


def _promising(fix: Fix, known: Known, today: date) -> str:
    if fix.expected_fall is not None and not 0 < fix.expected_fall <= 1:
        return f"an expected fall of {fix.expected_fall:g} is no share of the complaints. Write more than 0 and at most 1, e.g. 0.5 for half of them."
    if not 0 <= fix.lag_days <= _LAG_DAYS_MAX:
        return f"a lag of {fix.lag_days} days cannot be used. Write 0 to {_LAG_DAYS_MAX}: how long after shipping it can show."
    return ""


def _linked(fix: Fix, known: Known, today: date) -> str:
    wrong = next((link for link in fix.links if not _LINK.fullmatch(link)), None)
    return f"'{wrong}' is no link. Write an address that begins with http:// or https://." if wrong else ""


def _scoped(fix: Fix, known: Known, today: date) -> str:
    pairs = (*fix.scope, *((name, value) for name, value, _ in fix.stages))
    if any(not name.strip() or not value.strip() for name, value in pairs):
        return "a scope and a stage have a name and a value, e.g. region=North."
    unknown = next((name for name, _ in pairs if known.attributes and name not in known.attributes), None)
    return f"no post carries '{unknown}', so nobody could be told apart by it. Known: {', '.join(sorted(known.attributes))}." if unknown else ""


Rule = Callable[[Fix, Known, date], str]
_RULES: tuple[tuple[tuple[str, ...], Rule], ...] = (
    (("fix_id", "title"), _named), (("touchpoint_id",), _somewhere), (("topics",), _about_topics), (("signals",), _about_signals),
    (("owner", "verifier"), _by_two), (("decided_on", "started_on", "shipped_on", "stages"), _in_order), (("due_on", "decided_on"), _due),
    (("expected_fall", "lag_days"), _promising), (("links",), _linked), (("scope", "stages"), _scoped),
)
"""The fields that each rule is about, and the rule: "" where it holds."""

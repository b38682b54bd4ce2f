"""Two texts about a signal to copy: a briefing for the front line and a draft for customers not yet hit. Pure; nothing is sent.

They hold counts of people (masked), names of topics, touchpoints and groups, and no words of any one person. What rose is said, why never.
"""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dashboard.driver_words import nothing, segment_name, told
from dashboard.wording import day, few, listing, percent


@dataclass(frozen=True)
class Situation:
    """What is known of a signal on one day. drivers: as stored; care: all care channels by name, failing: those that people complain of more than expected."""

    name: str
    touchpoint: str | None
    owner: str
    state: str
    began_on: date
    known_on: date
    observed_n: float
    excess_n: float
    drivers: Sequence[Mapping]
    care: tuple[str, ...]
    failing: tuple[str, ...]
    min_people: int


def briefing(now: Situation) -> str:
    """For those who answer customers: what is known, what to say, where not to send anybody."""
    return "\n".join([
        f"FRONT-LINE BRIEFING, {day(now.known_on)}", f"{now.name}", "",
        "What is known",
        f"- {few(now.observed_n, now.min_people)} people have complained publicly of this since {day(now.began_on)}, {few(max(0.0, now.excess_n), now.min_people)} more than is usual.",
        f"- {_where(now)}", f"- {_whose(now)}", "- Why it rose is not known. Do not guess.", "",
        "What to tell the customer",
        "- \"You are not the only one. Others have told us the same, and your report helps.\"",
        f"- {_promise(now)}", f"- {_ask(now)}", "",
        "Where not to send them", *(f"- {line}" for line in _avoid(now))])


def heads_up(now: Situation) -> str:
    """For customers who may be hit next: short, without counts, to be checked by a person before anybody sends it."""
    found = told(now.drivers, now.min_people)
    group = segment_name(found[0]["where"]) if found else None
    to = f"To: customers with {group} who have not written to us" if group else "To: customers whom it may concern (no group stands out: consider whether to write at all)"
    help_ = [name for name in now.care if name not in now.failing]
    where = f"If it happens to you, you can reach us here: {listing(help_)}." if help_ else "If it happens to you: [where to reach us]."
    return "\n".join([
        "DRAFT, NOT SENT. To be checked by the owner: is it still so, does it help, is there something to do?", to, "",
        f"Some of our customers{f' with {group}' if group else ''} have told us about a problem since {day(now.began_on)}: “{now.name}”.",
        "You may not notice anything. We write so that you do not have to find out by yourself.",
        "We are working on it." if now.state == "with a fix" else "It has been taken on and is being looked at." if now.state == "acknowledged"
        else "[Only once somebody has taken it on: what is being done.]",
        where, "We will tell you when it is over."])


def _where(now: Situation) -> str:
    """What the briefing may say of who is hit."""
    found = told(now.drivers, now.min_people)
    if not found:
        return nothing(now.drivers)
    return f"Mostly hit: {segment_name(found[0]['where'])} ({percent(found[0]['share'])} of the people beyond what is usual). Others can be hit too."


def _whose(now: Situation) -> str:
    if now.touchpoint is None:
        return "It points to no one touchpoint, so it has no owner yet."
    return f"Touchpoint: {now.touchpoint}. Owner: {now.owner or 'nobody'}."


def _promise(now: Situation) -> str:
    if now.state == "with a fix":
        return "A fix is planned or under way. Promise no date unless the owner gave you one."
    if now.state == "acknowledged":
        return "It has been taken on. Promise no date and no remedy: there is none yet."
    return "Nobody has taken it on yet. Promise nothing; pass it on."


def _ask(now: Situation) -> str:
    """What to note down: the attributes by which the rise differs, else what would make it told apart."""
    found = told(now.drivers, now.min_people)
    names = [name.replace("_", " ") for name, _ in (found[0]["where"] if found else [])]
    return f"Note down: {listing(names)}, and since when it has been so." if names else "Note down since when it has been so, and what they were trying to do."


def _avoid(now: Situation) -> list[str]:
    if now.failing:
        free = [name for name in now.care if name not in now.failing]
        return [f"{listing(now.failing, 6)}: people complain of {'it' if len(now.failing) == 1 else 'them'} more than is usual.",
                f"Nothing stands out at {listing(free, 6)}." if free else "No care channel is free of it: solve it where they are."]
    return ["No care channel stands out now. Silence is unknown, not well: ask whether they have been sent around already."]

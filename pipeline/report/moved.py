"""Delta only: what was told before is told again when it moved. Pure; the rule is DESIGN: one screen, nothing twice."""
from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from pipeline.report.snapshot import Item

GROWN_SHARE, GROWN_N = 0.25, 5
"""People have moved when there are so many more or fewer than were told (a share, and at least so many)."""
AGES_WEEKS = (4, 8, 12)
"""An age is told again when it crosses one of these, and every 12 weeks after the last: what nobody acts on never falls silent for good."""
KEPT_WEEKS = 26
"""So long is remembered what was told of something that is not there any more; later it is new again."""

Told = Mapping[str, Any]


def moved(item: Item, told: Told, min_people: int) -> str | None:
    """What is other than when it was last told: "state", "owner", "people" or "age"; None: nothing is."""
    if item.state != told["state"]:
        return "state"
    if item.owner != told["owner"]:
        return "owner"
    if is_other_n(_people(item.people_n, item.is_few, min_people), _people(told["people_n"], told["is_few"], min_people)):
        return "people"
    return "age" if age_step(item.weeks_n) > age_step(told["weeks_n"]) else None


def is_other_n(now: float | None, then: float | None) -> bool:
    """Is it other by GROWN_SHARE and GROWN_N? Never where one of them is not known."""
    return now is not None and then is not None and abs(now - then) >= max(GROWN_N, GROWN_SHARE * then)


def is_larger(item: Item, told: Told, min_people: int) -> bool:
    now, then = _people(item.people_n, item.is_few, min_people), _people(told["people_n"], told["is_few"], min_people)
    return is_other_n(now, then) and now > then


def remembered(items: Sequence[Item], before: Mapping[str, Told], monday: date) -> dict[str, Told]:
    """item_id -> what was last told of it: of this week's news now, of the rest as before."""
    oldest = date.fromordinal(max(1, monday.toordinal() - 7 * KEPT_WEEKS)).isoformat()
    there = {item.item_id for item in items}
    kept = {key: dict(told) for key, told in before.items() if key in there or told["on"] >= oldest}
    return kept | {item.item_id: dict(on=monday.isoformat(), section=item.section, state=item.state, owner=item.owner, people_n=item.people_n, is_few=item.is_few,
                                      weeks_n=item.weeks_n) for item in items if item.is_news}


def with_told(item: Item, told: Told | None) -> Item:
    """The item with when and with how many people it was last told, for the words."""
    return item if told is None else replace(item, facts=dict(item.facts) | dict(said_on=told["on"], said_people_n=told["people_n"], said_state=told["state"]))


def _people(n: int | None, is_few: bool, min_people: int) -> float | None:
    return min_people / 2 if is_few else n


def age_step(weeks_n: int | None) -> int:
    """How many of the ages that are told lie behind it."""
    if weeks_n is None:
        return 0
    return bisect_right(AGES_WEEKS, weeks_n) + max(0, weeks_n - AGES_WEEKS[-1]) // 12

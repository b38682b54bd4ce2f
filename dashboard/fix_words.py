"""What the Fixes page says: its sentence, its figures, what is fact and what is missing. Pure; plain text, not Markdown."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import pandas as pd

from dashboard.wording import count, day, few, number, spelled
from models.counterfactual import LEAST_PLACEBOS
from pipeline import verdict_words
from pipeline.fixes import ABANDONED, CAME_BACK, NO_EFFECT, NOT_YET_KNOWN, OUT, PROPOSED, SHIPPED, UNDER_WAY, VERIFIED, Fix

FELL, DID_NOT_FALL = "fell", "did not fall"
ORDER = (CAME_BACK, NO_EFFECT, NOT_YET_KNOWN, SHIPPED, UNDER_WAY, PROPOSED, VERIFIED, ABANDONED)
"""What needs a person first."""


def headline(states: Mapping[str, int]) -> str:
    """The page's sentence. states: how many fixes are in each state."""
    out_n = sum(states.get(state, 0) for state in OUT)
    unknown_n = states.get(SHIPPED, 0) + states.get(NOT_YET_KNOWN, 0)
    if not out_n:
        going = [(states.get(UNDER_WAY, 0), "under way"), (states.get(PROPOSED, 0), "proposed")]
        said = [f"{spelled(n).lower()} {word}" for n, word in going if n]
        beside = f", save for {spelled(states[ABANDONED]).lower()} abandoned" if states.get(ABANDONED) else ""
        return f"No fix is shipped yet: {' and '.join(said)}." if said else f"No fix is registered yet{beside}."
    found = [(states.get(VERIFIED, 0), "verified"), (states.get(NO_EFFECT, 0), "did not help"), (states.get(CAME_BACK, 0), "came back"), (unknown_n, "not yet known")]
    said = ", ".join(f"{spelled(n).lower()} {word}" for n, word in found if n)
    return f"{spelled(out_n)} {'fix' if out_n == 1 else 'fixes'} shipped: {said}."


def age(since: date | None, today: date) -> str:
    """How long something waits: "today", "1 day", "34 days", "12 weeks"."""
    if since is None:
        return "–"
    days_n = (today - since).days
    if days_n <= 0:
        return "today" if not days_n else f"from {day(since, today.year)}"
    return count(days_n, "day") if days_n < 70 else count(round(days_n / 7), "week")


def figures(fixes: Sequence[Fix], today: date) -> list[tuple[str, str, str]]:
    """Five figures with their comparison: under way, shipped and not yet known, verified, no effect, came back."""
    by_state: dict[str, list[Fix]] = {}
    for fix in fixes:
        by_state.setdefault(fix.state, []).append(fix)
    out_n = sum(fix.is_out for fix in fixes)
    of = f"of {number(out_n)} shipped"
    begun, waiting = by_state.get(UNDER_WAY, []), by_state.get(SHIPPED, []) + by_state.get(NOT_YET_KNOWN, [])
    return [
        ("Under way", number(len(begun)), _beside_begun(begun, len(by_state.get(PROPOSED, [])), today)),
        ("Not yet known", number(len(waiting)), of), ("Verified", number(len(by_state.get(VERIFIED, []))), of),
        ("No effect", number(len(by_state.get(NO_EFFECT, []))), of), ("Came back", number(len(by_state.get(CAME_BACK, []))), of)]


def _beside_begun(begun: Sequence[Fix], proposed_n: int, today: date) -> str:
    late_n = sum(fix.due_on is not None and fix.due_on < today for fix in begun)
    return f"{number(late_n)} past the day it was due" if late_n else f"{number(proposed_n) if proposed_n else 'none'} proposed"


def facts(verdict: Mapping[str, Any], weeks: pd.DataFrame, began: date | None, min_people: int) -> list[str]:
    """What was counted: facts, not the effect of the fix. weeks: as of fix_weeks.weeks; began: when the rise began, where there was one."""
    before, after = (_known(verdict["detail"].get(name)) for name in ("before_n", "after_n"))
    said = []
    if before is not None and after is not None:
        said.append(f"{few(before, min_people)} people a week in the weeks before it, {few(after, min_people)} since{_change(before, after, min_people)}.")
    level = level_before(weeks, began) if began else None
    if level is not None and after is not None:
        is_back = after <= 1.1 * level
        said.append(f"Back within 10 % of the level before the rise ({few(level, min_people)} people a week): {'yes' if is_back else 'no'}.")
    return said


def level_before(weeks: pd.DataFrame, began: date) -> float | None:
    """People a week in the eight whole weeks before a rise began; None where fewer than four were collected."""
    before = weeks[(weeks["start"] + pd.Timedelta(days=7) <= pd.Timestamp(began)) & ~weeks["is_lost"]].tail(8)
    return float(before["observed_n"].mean()) if len(before) >= 4 else None


def _change(before: float, after: float, min_people: int) -> str:
    """A percentage of counts too small to be told would tell them."""
    if min(before, after) < min_people:
        return ""
    return f": {abs(1 - after / before):.0%}".replace("%", " %") + (" fewer" if after < before else " more")


def _known(value: object) -> float | None:
    return None if value is None or pd.isna(value) else float(value)


def span(detail: Mapping[str, Any], min_people: int) -> str | None:
    """The interval of the people avoided; None where it cannot be told."""
    low, high = _known(detail.get("avoided_low")), _known(detail.get("avoided_high"))
    return None if low is None or high is None else f"between {spared(low, min_people)} and {spared(high, min_people)} people"


def spared(n: float, min_people: int) -> str:
    """An estimate of people with the figures that it carries; few are masked."""
    return few(max(0, round(n)), min_people) if n < min_people else verdict_words.about(n)


def capped(newest: Mapping[str, Mapping]) -> str | None:
    """Why no verdict can be given here yet, and what would change it; None as soon as one could. newest: fix id -> its last verdict."""
    waiting = [row["detail"] for row in newest.values() if "few placebos" in row["detail"].get("reasons", ())]
    if not waiting or any(_known(row["low"]) is not None for row in newest.values()):
        return None
    return f"{CAPPED} So far {number(max(detail.get('placebo_n') or 0 for detail in waiting))} are known."


CAPPED = (f"Until {LEAST_PLACEBOS} comparable rises that nobody fixed are known here, a verdict is capped at “not yet known”: nobody can say how far such a rise "
          "falls by itself. What changes it: time, older complaints imported, or shipping to one region or version first.")

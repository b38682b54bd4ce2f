"""How collection goes, for the Data page: a row a configured source, what is wrong in words, what is spent of the budget. Pure."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

import pandas as pd

from dashboard.books import moment
from dashboard.wording import number
from pipeline.budget import MICROS, money
from pipeline.settings import BudgetSettings
from pipeline.source_states import SourceState
from pipeline.store.spending import Spent

_STATES = {"never run": "not asked yet", "running": "being collected", "well": "well", "waiting": "asked to wait", "over budget": "stopped by the budget",
           "failing": "failing"}


def sources_table(states: Sequence[SourceState], zone: ZoneInfo, currency: str) -> pd.DataFrame:
    """Source, Kind, State, Last success, Added last, Waiting there, Billed this month; and its cost, where anything costs."""
    frame = pd.DataFrame([{
        "Source": state.name, "Kind": state.kind, "State": _state(state), "Last success": moment(state.succeeded_at, zone) if state.succeeded_at else "never",
        "Added last": state.added_n, "Waiting there": state.backlog or ("nothing" if state.state == "well" else "not known"),
        "Billed this month": state.month.posts_n} for state in states])
    return frame.assign(**{currency: [state.month.micros / MICROS for state in states]}) if any(state.month.micros for state in states) else frame


def wrong(states: Sequence[SourceState], zone: ZoneInfo) -> list[str]:
    """What needs a person, a sentence each: sources that fail, wait, have run out of budget or are silent; of one that fails only that."""
    lines = []
    for state in states:
        if state.silence and state.state != "failing":
            lines.append(f"{state.name}: silent too long, {state.silence}.")
        if state.state in ("failing", "over budget"):
            lines.append(_said(state))
        if state.state == "waiting":
            lines.append(_said(state) + (f" It is asked again after {moment(state.not_before, zone)}." if state.not_before else ""))
        if state.state == "well" and state.message:
            lines.append(f"{state.name} brought what it could: {state.message.rstrip('.')}.")
    return lines


def sentence(states: Sequence[SourceState]) -> str:
    """In one line, how many are well."""
    n, well_n = len(states), sum(state.state in ("well", "running") and not state.silence for state in states)
    if well_n == n:
        return f"All {number(n)} sources are well." if n > 1 else "The source is well."
    never_n = sum(state.state == "never run" for state in states)
    waiting = f" {number(never_n)} not asked yet: the command is `python -m pipeline collect`." if never_n else ""
    return f"{number(well_n)} of {number(n)} {'sources are' if n > 1 else 'source is'} well.{waiting}"


def budget_figures(today: Spent, month: Spent, limits: BudgetSettings) -> list[tuple[str, str, str | None]]:
    """Label, what is spent, of how much: posts and money of the day and of the month."""
    return [(f"{what} {period}", spent, f"of {allowed} allowed") for period, of, most_n, most in (
        ("today", today, limits.posts_per_day, limits.money_per_day), ("this month", month, limits.posts_per_month, limits.money_per_month))
        for what, spent, allowed in (("Posts billed", number(of.posts_n), number(most_n)),
                                     ("Spent", f"{money(of.micros)} {limits.currency}", f"{most:,.2f} {limits.currency}"))]


def gaps_table(gaps: Sequence[Mapping], zone: ZoneInfo) -> pd.DataFrame:
    """Source, From, To, Why: stretches whose posts cannot be had any more."""
    return pd.DataFrame([{"Source": gap["source"], "From": moment(gap["began_at"], zone), "To": moment(gap["ended_at"], zone), "Why": gap["reason"]}
                         for gap in gaps])


def silent_names(states: Sequence[SourceState]) -> list[str]:
    return [state.name for state in states if state.silence]


def _state(state: SourceState) -> str:
    return "silent" if state.silence and state.state == "well" else _STATES[state.state]


def _said(state: SourceState) -> str:
    """Its message as a sentence that begins with its name."""
    message = state.message.removeprefix(f"{state.name}: ").rstrip(".") or "it says no more"
    return f"{state.name} is {_STATES[state.state]}: {message}."
